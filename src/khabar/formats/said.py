"""What the reader says in English (warnings, what a piece of text was taken for), in the language of the surface.

The record keeps the English sentence; two tables pair patterns of such sentences with their Arabic.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from khabar.formats.strings import Strings
from khabar.lexicon.tables import read_table

__all__ = ["meaning", "warning_text"]

_SLOT = re.compile(r"\\\{(\w+)\\\}")


class _Saying(NamedTuple):
    """A pattern of sentences, and the same in Arabic with the places of its values."""

    pattern: re.Pattern[str]
    arabic: str


@cache
def _sayings(table: str) -> list[_Saying]:
    rows = read_table(Path(__file__).with_name(f"{table}.tsv"), f"formats/{table}").rows
    return [_Saying(_compiled(row.cells["en"]), row.cells["ar"]) for row in rows]


def _compiled(sentence: str) -> re.Pattern[str]:
    # a value is the shortest that lets the rest fit
    return re.compile(_SLOT.sub(r"(?P<\1>.+?)", re.escape(sentence)), re.DOTALL)


def _told(table: str, sentence: str, say: Strings) -> str:
    if not say.right_to_left:
        return sentence
    for saying in _sayings(table):
        match = saying.pattern.fullmatch(sentence)
        if match:
            return saying.arabic.format(**match.groupdict())
    return sentence


def warning_text(warning: str, say: Strings) -> str:
    """Return a warning in the language of the surface, in English if the table does not hold it."""
    return _told("warnings", warning, say)


def meaning(text: str, say: Strings) -> str:
    """Return what a piece was taken for in the language of the surface, as the rule says it if the table lacks it."""
    return _told("meanings", text, say)
