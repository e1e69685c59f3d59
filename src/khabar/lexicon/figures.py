"""Numbers in digits: 1500, 1,500, 1.500, 150 000, 3,5, 40،9, 1,234.5.

A mark (``. , ،``) between digits separates thousands where three digits follow and no scale word does, otherwise it is
the decimal mark; before a scale word (66,017 مليون) the other figures of the text decide. Groups of three set apart by
a space (as the Maghreb writes them) are one number. What has several groups of another length (a date, an address) is
no number. ``5ر40``, as the press of the Maghreb writes, is 40.5.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from khabar.text import Analysis

__all__ = ["Figure", "read_figure"]

_MAX_DIGITS: Final = 18
_MAX_GROUPED: Final = 12
_MARKS: Final = ".,،"
# 4.5 (a point), 150,950,663 and 1,234.5 (marks that part thousands)
_WRITTEN: Final = re.compile(
    r"(?<!\d)(?<!\d[.,،])\d+(?:([.,،])\d\d?|([.,،])\d{3}(?:\2\d{3})+|([.,،])\d{3}(?!\3)[.,،]\d+)(?![.,،]?\d)"
)


class Figure(NamedTuple):
    """A number in digits: ``end`` is the next token; ``digits`` counts those of a whole number (0: a decimal)."""

    value: int | float
    end: int
    digits: int
    grouped: bool


def _touches(analysis: Analysis, at: int) -> bool:
    """Say whether the next token touches those on both of its sides."""
    starts, ends = analysis.starts, analysis.ends
    return at + 2 < len(starts) and ends[at] == starts[at + 1] and ends[at + 1] == starts[at + 2]


def _marked(analysis: Analysis, at: int) -> str:
    """Return the digits that follow token ``at`` after a mark that touches both sides, or ""."""
    words = analysis.words
    if at + 2 >= len(words) or words[at + 1] not in _MARKS or not words[at + 2].isdecimal():
        return ""
    return words[at + 2] if _touches(analysis, at) else ""


def _spaced(analysis: Analysis, index: int) -> tuple[str, int]:
    """Return the digits at ``index`` joined with the groups of three after them, and the next token."""
    words, starts, ends = analysis.words, analysis.starts, analysis.ends
    digits = words[index]
    end = index + 1
    if len(digits) > 3 or digits[0] == "0" or (index and words[index - 1].isdecimal()):
        return digits, end
    while end < len(words) and len(words[end]) == 3 and words[end].isdecimal() and len(digits) < _MAX_GROUPED:
        if analysis.folded.text[ends[end - 1] : starts[end]] != " ":
            break
        digits += words[end]
        end += 1
    return digits, end


def _separates(analysis: Analysis, mark: str) -> bool:
    """Say whether ``mark`` parts thousands in this text: it does so elsewhere, or the other mark is its point."""
    if "figure-marks" not in analysis.memo:
        parts: set[str] = set()
        points: set[str] = set()
        for match in _WRITTEN.finditer(analysis.folded.text):
            (points if match[1] else parts).add((match[1] or match[2] or match[3]).replace("،", ","))
        analysis.memo["figure-marks"] = parts, points
    parts, points = analysis.memo["figure-marks"]
    mark, other = (".", ",") if mark == "." else (",", ".")
    return mark not in points and (mark in parts or other in points)


def read_figure(analysis: Analysis, index: int, scale_at: Callable[[int], bool]) -> Figure | None:
    """Read the figure at token ``index``, or None; ``scale_at`` says whether a scale word stands at a token."""
    words, starts, ends = analysis.words, analysis.starts, analysis.ends
    if index >= len(words) or not words[index].isdecimal() or len(words[index]) > _MAX_DIGITS:
        return None
    digits = words[index]
    if index > 1 and words[index - 1] == "." and words[index - 2].isdecimal() and starts[index] == ends[index - 1]:
        return None  # inside a date or an address
    if words[index + 1 : index + 2] == ["ر"] and _touches(analysis, index) and words[index + 2].isdecimal():
        return Figure(float(f"{words[index + 2]}.{digits}"), index + 3, 0, True)
    group = _marked(analysis, index)
    if not group or len(group) > _MAX_DIGITS:
        digits, end = _spaced(analysis, index)
        return Figure(int(digits), end, len(digits), end > index + 1)
    mark, groups, at = words[index + 1], [group], index + 2
    while (more := _marked(analysis, at)) and words[at + 1] == mark and len(groups) < _MAX_GROUPED:
        groups.append(more)
        at += 2
    thousands = all(len(group) == 3 for group in groups) and len(digits) <= 3 and digits[0] != "0"
    if thousands and (len(groups) > 1 or not scale_at(at + 1) or _separates(analysis, mark)):
        whole = digits + "".join(groups)
        cents = _marked(analysis, at)
        if cents:  # 1,234.5
            return Figure(float(f"{whole}.{cents}"), at + 3, 0, True)
        return Figure(int(whole), at + 1, len(whole), True)
    if len(groups) > 1:
        return None
    return Figure(float(f"{digits}.{group}"), at + 1, 0, True)
