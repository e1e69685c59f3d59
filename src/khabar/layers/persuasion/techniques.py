"""The techniques: names and definitions to show, in the order of their groups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from khabar.lexicon import Lexicon

__all__ = ["Technique", "techniques"]


class Technique(NamedTuple):
    """A technique of persuasion: group, English and Arabic name, English and Arabic definition."""

    group: str
    en: str
    ar: str
    means: str
    means_ar: str


def techniques(lexicon: Lexicon) -> Mapping[str, Technique]:
    """Return the techniques by their key in the record, in the order of ``techniques.tsv``."""
    return lexicon.compiled("persuasion-techniques", _make)


def _make(lexicon: Lexicon) -> dict[str, Technique]:
    rows = lexicon.table("persuasion/techniques").rows
    return {row.cells["technique"]: Technique(*(row.cells[field] for field in Technique._fields)) for row in rows}
