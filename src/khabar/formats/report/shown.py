"""What the report needs to know of a layer to show it, and an annotation that stands on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from khabar.formats.report.names import Fact
from khabar.formats.strings import Strings
from khabar.record import Record

__all__ = ["Item", "Shown"]


@dataclass(frozen=True, slots=True)
class Shown:
    """How one layer is shown. Colours are (light, dark): ``ink`` of the line, ``wash`` behind the words.

    A ``quiet`` layer has no wash in the text: of names there are many. ``line`` is a style of CSS, or ``faded``: the
    letters have the colour of the ink. ``view`` is the colouring that shows the layer: what the text says
    (``findings``), or who says it (``voices``).
    """

    name: str
    field: str
    label: str
    ink: tuple[str, str]
    wash: tuple[str, str]
    line: str
    brief: Callable[[Any, Strings], str]
    facts: Callable[[Any, Strings], Sequence[Fact]]
    of: Callable[[Record], Iterable[tuple[int, Any]]] | None = None
    quiet: bool = False
    view: Literal["findings", "voices"] = "findings"
    thick: float = 2

    def annotations(self, record: Record) -> Iterable[tuple[int, Any]]:
        """Return what stands in the text, each with the index of its annotation in the field."""
        if self.of:
            return self.of(record)
        own: Sequence[Any] | None = getattr(record, self.field, None)
        return enumerate(own if own is not None else record.extra.get(self.field, ()))


class Item(NamedTuple):
    """An annotation on the page: its number there, its layer, and where it stands in the record."""

    number: int
    layer: Shown
    place: int
    annotation: Any
