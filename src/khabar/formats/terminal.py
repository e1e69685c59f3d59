"""What a terminal needs: widths, colours, and mixed right-to-left lines that stay in order.

Every piece of text that runs against the line is wrapped in the isolates of Unicode (UAX 9: FSI … PDI). A line of the
Arabic surface begins with a right-to-left mark, from which a terminal may take its direction, and is one right-to-left
isolate, which keeps its order where the terminal takes every line to run from the left. Pieces of a text are cleaned
of control characters, so that no text can command the terminal.
"""

from __future__ import annotations

import os
import re
import shutil
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TextIO

__all__ = ["Terminal", "around", "clean", "clip", "display_width", "isolate", "pad", "wrap"]

LRI, RLI, FSI, PDI, RLM = "\u2066", "\u2067", "\u2068", "\u2069", "\u200f"
ELLIPSIS = "…"
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+")
_ESCAPES = re.compile("\x1b\\[[0-9;]*m")
_SPACES = re.compile(r"\s+")
_AGAINST_RIGHT_TO_LEFT = frozenset(("L", "EN", "AN"))
_AGAINST_LEFT_TO_RIGHT = frozenset(("R", "AL", "AN"))
_STYLES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "blue": "34", "cyan": "36"}
_CUT = 2  # columns of a space and an ellipsis
_NARROWEST, _WIDEST, _USUAL = 40, 120, 100


@dataclass(frozen=True, slots=True)
class Terminal:
    """How wide lines may be, whether they may have colours, and whether right-to-left lines are filled up.

    Where a terminal takes every line to run from the left, filled lines end at the same column on the right.
    """

    width: int = _USUAL
    color: bool = False
    fill: bool = False

    @classmethod
    def of_stream(cls, stream: TextIO | None, *, color: bool | None = None) -> Terminal:
        """Return what ``stream`` can show; ``color`` None: colours on a terminal, unless ``NO_COLOR`` is set."""
        shown = stream is not None and stream.isatty()
        if color is None:
            color = shown and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        columns = shutil.get_terminal_size((_USUAL, 24)).columns if shown else _USUAL
        return cls(max(_NARROWEST, min(columns, _WIDEST)), color, shown)

    def right_to_left(self, line: str) -> str:
        """Return ``line`` as one that runs from the right."""
        room = self.width - display_width(_ESCAPES.sub("", line)) if self.fill else 0
        # the second mark keeps the spaces from being taken to the other end, as those at the end of a line are
        filled = line + " " * room + RLM if room > 0 else line
        return f"{RLM}{RLI}{filled}{PDI}"

    def style(self, text: str, *names: str) -> str:
        """Return ``text`` in the styles named (``bold``, ``dim``, a colour), if there are colours."""
        if not self.color or not text:
            return text
        return f"\x1b[{';'.join(_STYLES[name] for name in names)}m{text}\x1b[0m"


def clean(text: str) -> str:
    """Return ``text`` on one line, without control characters and bidirectional marks."""
    return _SPACES.sub(" ", _CONTROLS.sub(" ", text)).strip()


def _char_width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def display_width(text: str) -> int:
    """Return how many columns ``text`` (without colours) takes."""
    return len(text) if text.isascii() and text.isprintable() else sum(map(_char_width, text))


def isolate(text: str, *, right_to_left: bool = False) -> str:
    """Return ``text`` such that its direction does not touch what stands beside it on a line that runs so.

    Text that runs with the line, or has no direction, is returned as it is.
    """
    against = _AGAINST_RIGHT_TO_LEFT if right_to_left else _AGAINST_LEFT_TO_RIGHT
    return f"{FSI}{text}{PDI}" if any(unicodedata.bidirectional(char) in against for char in text) else text


def clip(text: str, width: int) -> str:
    """Return ``text``, cut with an ellipsis if it takes more than ``width`` columns."""
    if display_width(text) <= width:
        return text
    taken = 0
    for index, char in enumerate(text):
        taken += _char_width(char)
        if taken > width - 1:
            kept = text[:index].rstrip()
            open_isolates = kept.count(FSI) + kept.count(RLI) - kept.count(PDI)
            return kept + ELLIPSIS + PDI * max(0, open_isolates)
    return text


def pad(text: str, width: int, shown: str | None = None) -> str:
    """Return ``text`` filled up with spaces to ``width`` columns; ``shown`` is how it is written (with colours)."""
    return (text if shown is None else shown) + " " * (width - display_width(text))


def wrap(pieces: Iterable[str], width: int, *, between: str) -> list[list[str]]:
    """Return ``pieces`` in lines that take, with ``between`` between two pieces, at most ``width`` columns each."""
    lines: list[list[str]] = []
    taken = 0
    for piece in pieces:
        shown = clip(piece, width)
        columns = display_width(shown)
        if lines and taken + display_width(between) + columns <= width:
            lines[-1].append(shown)
            taken += display_width(between) + columns
        else:
            lines.append([shown])
            taken = columns
    return lines


def around(text: str, start: int, end: int, width: int) -> tuple[str, str, str]:
    """Return what stands before, in and after ``text[start:end]``: whole words, at most ``width`` columns (8 or more).

    The neighbourhood ends at line breaks; what is cut off is told by an ellipsis.
    """
    middle = clip(clean(text[start:end]), width - 2 * _CUT)
    room = width - display_width(middle)
    before = _one_line(text[max(0, start - 4 * width) : start].rpartition("\n")[2])
    after = _one_line(text[end : end + 4 * width].partition("\n")[0])
    # what one side does not need, the other gets
    left = _fitting(before[::-1], max(room // 2, room - display_width(after)))[::-1]
    right = _fitting(after, room - display_width(left))
    return left.lstrip(), middle, right.rstrip()


def _one_line(text: str) -> str:
    return _SPACES.sub(" ", _CONTROLS.sub(" ", text))


def _fitting(text: str, width: int) -> str:
    """Return ``text``, or the whole words at its beginning that fit with an ellipsis."""
    if display_width(text) <= width:
        return text
    taken = ""
    for word in re.findall(r"\s*\S+", text):
        if display_width(taken + word) > width - _CUT:
            break
        taken += word
    return f"{taken} {ELLIPSIS}"
