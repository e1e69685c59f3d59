"""What a layer is: a named room that reads an analysis and writes annotations of its own, never another's.

A layer package exposes ``layer``, an object with ``name``, ``needs`` (names of layers whose annotations it reads),
``fields`` (record fields it writes) and ``read(context)``. Built-in and foreign layers are found alike, through the
entry-point group ``khabar.layers``; a foreign layer may write any field of ``Record.extra`` under its own name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from khabar.lexicon import Lexicon
    from khabar.record import Document
    from khabar.text import Analysis

__all__ = ["Context", "Layer", "Output", "Piece"]


class Piece(NamedTuple):
    """One piece of text that a rule matched, and what it was taken for.

    ``start`` and ``end`` are code points of the text; ``row`` is the table row (``months.tsv:12``) or "".
    """

    start: int
    end: int
    text: str
    meaning: str
    row: str = ""


@dataclass(frozen=True, slots=True)
class Output:
    """What a layer found: record fields, things to warn about, and, when asked for, why.

    ``why`` maps ``(field, index)`` to the pieces that made that annotation; filled only if ``Context.explain``.
    """

    fields: Mapping[str, Sequence[Any]]
    warnings: Sequence[str] = ()
    why: Mapping[tuple[str, int], Sequence[Piece]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Context:
    """What a layer may look at: the analysed text, the document's data, the tables, what earlier layers wrote."""

    analysis: Analysis
    document: Document
    lexicon: Lexicon
    found: Mapping[str, Sequence[Any]]
    explain: bool = False


class Layer(Protocol):
    """A layer; see the module's description."""

    @property
    def name(self) -> str:
        """Name in the registry and at the front of every ``via``."""

    @property
    def needs(self) -> tuple[str, ...]:
        """Names of the layers that must have run before."""

    @property
    def fields(self) -> tuple[str, ...]:
        """Record fields that this layer writes."""

    def read(self, context: Context) -> Output:
        """Annotate; pure: the same context gives the same output, and nothing is kept."""
