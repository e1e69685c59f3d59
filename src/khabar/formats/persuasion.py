"""Wording to look at: the techniques with their definitions, counted for all text and for the author's own voice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from khabar.formats.strings import Strings
from khabar.lexicon.tables import read_table
from khabar.record import Persuasion, Record

__all__ = ["Technique", "Used", "is_authors", "technique", "used"]

_NOT_LETTERS = re.compile("[^a-z]+")


class Technique(NamedTuple):
    """A technique as it is called and defined in one language; ``group`` is the key of its kind."""

    key: str
    group: str
    name: str
    definition: str


class Used(NamedTuple):
    """A technique, the wordings of it (indices in the record), and how many of them are the author's own."""

    technique: Technique
    places: Sequence[int]
    authors: int


@cache
def _techniques(language: str) -> dict[str, Technique]:
    rows = read_table(Path(__file__).with_name("techniques.tsv"), "formats/techniques").rows
    definition = "definition_ar" if language == "ar" else "definition"
    return {
        row.cells["technique"]: Technique(
            row.cells["technique"], row.cells["group"], row.cells[language], row.cells[definition]
        )
        for row in rows
    }


def technique(code: str, say: Strings) -> Technique:
    """Return the technique of SemEval's name for it, however written (``Name_Calling-Labeling``, ``name_calling``)."""
    known = _techniques(say.language)
    key = _NOT_LETTERS.sub("_", code.lower()).strip("_")
    if key in known:
        return known[key]
    longer = [name for name in known if name.startswith(f"{key}_")]
    return known[longer[0]] if len(longer) == 1 else Technique(key, "wording", code, "")


def is_authors(found: Persuasion) -> bool:
    """Return whether a wording is the author's own, not that of one whom he quotes."""
    return found.holder == "author"


def used(record: Record, say: Strings) -> list[Used]:
    """Return the techniques of a record, the most frequent first."""
    places: dict[str, list[int]] = {}
    named: dict[str, Technique] = {}
    for index, found in enumerate(record.persuasion):
        kind = technique(found.technique, say)
        named[kind.key] = kind
        places.setdefault(kind.key, []).append(index)
    rows = [
        Used(named[key], own, sum(is_authors(record.persuasion[index]) for index in own)) for key, own in places.items()
    ]
    return sorted(rows, key=lambda row: (-len(row.places), row.technique.name))
