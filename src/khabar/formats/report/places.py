"""Where things stand on the page: lines of text, and offsets as a browser counts them.

The record counts code points, a browser counts UTF-16 units; the difference is made here, once.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

__all__ = ["Line", "Units", "lines"]

_BREAK = re.compile("\r\n|\r|\n")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Line(NamedTuple):
    """One line of the text: its first code point, its text without the line break."""

    start: int
    text: str


class Units:
    """Converts code point offsets of one text into UTF-16 offsets."""

    def __init__(self, text: str) -> None:
        self._astral = [match.start() for match in _ASTRAL.finditer(text)]

    def __call__(self, offset: int) -> int:
        """Return the UTF-16 offset of the code point at ``offset``."""
        return offset + bisect_left(self._astral, offset)


def lines(text: str) -> list[Line]:
    """Return the lines of ``text`` that are not blank, in order."""
    found = []
    start = 0
    for match in _BREAK.finditer(text):
        found.append(Line(start, text[start : match.start()]))
        start = match.end()
    found.append(Line(start, text[start:]))
    return [line for line in found if line.text.strip()]
