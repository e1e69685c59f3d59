"""Wording to look at: the techniques with their definitions, counted for all text and for the author's own voice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import khabar.layers as layers
from khabar.formats.strings import Strings
from khabar.layers.persuasion.count import counts
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
    table = Path(layers.__file__).with_name("persuasion") / "tables" / "techniques.tsv"
    found = {}
    for row in read_table(table, "persuasion/techniques").rows:
        key = _key(row.cells["technique"])
        definition = row.cells["means_ar" if language == "ar" else "means"]
        found[key] = Technique(key, row.cells["group"], row.cells[language], definition)
    return found


def _key(code: str) -> str:
    return _NOT_LETTERS.sub("_", code.lower()).strip("_")


def technique(code: str, say: Strings) -> Technique:
    """Return the technique of SemEval's name for it, however written (``Name_Calling-Labeling``, ``name_calling``)."""
    known = _techniques(say.language)
    key = _key(code)
    if key in known:
        return known[key]
    longer = [name for name in known if name.startswith(f"{key}_")]
    return known[longer[0]] if len(longer) == 1 else Technique(key, "wording", code, "")


def is_authors(found: Persuasion) -> bool:
    """Return whether a wording is the author's own, not that of one whom he quotes."""
    return found.holder == "author"


def used(record: Record, say: Strings) -> list[Used]:
    """Return the techniques of a record, the most frequent first, with the figures that the layer counts."""
    authors = {_key(code): count.author for code, count in counts(record.persuasion, record.voices).items()}
    places: dict[str, list[int]] = {}
    named: dict[str, Technique] = {}
    for index, found in enumerate(record.persuasion):
        kind = technique(found.technique, say)
        named[kind.key] = kind
        places.setdefault(kind.key, []).append(index)
    rows = [
        Used(named[key], own, authors.get(_key(record.persuasion[own[0]].technique), 0)) for key, own in places.items()
    ]
    return sorted(rows, key=lambda row: (-len(row.places), row.technique.name))
