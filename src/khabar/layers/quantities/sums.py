"""Totals and their parts: 200 عسكري (70 من روسيا و130 من باكستان)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from khabar.layers.quantities.found import Found

if TYPE_CHECKING:
    from khabar.layers.quantities.words import Words
    from khabar.text import Analysis

__all__ = ["Addition", "find_sums"]

_REACH: Final = 14  # tokens between two parts
_LEAD: Final = 6  # tokens between a total and its first part
_TOTAL_REACH: Final = 4
_SLACK: Final = 0.05  # of an approximate total
_HERE: Final = frozenset(("هم", "وهم", "هي", "وهي", "هن"))
_LINKS: Final = frozenset(("و", "،", ",", "؛"))


class Addition(NamedTuple):
    """Indexes of a total and its parts, whether they add up, and how the parts were introduced."""

    total: int
    parts: tuple[int, ...]
    adds_up: bool
    rule: str


def _introduced(words: Words, tokens: Sequence[str], total: Found, part: Found) -> str:
    """Return how ``part`` follows ``total``: list (the parts are all), among (they may be some), or ""."""
    gap = tokens[total.last : part.first]
    if not 0 < len(gap) <= _LEAD:
        return ""
    if part.partial:
        return "among"
    if gap[-1] == "(" or gap[-1] == ":" or gap[-1] in _HERE or words.splits.intersection(gap):
        return "list"
    return ""


def _alike(total: Found, part: Found) -> bool:
    if part.value is None or part.unit != total.unit or part.rule in ("range", "definite"):
        return False
    return total.unit == "person" or part.noun in (None, total.noun)


def _parts(analysis: Analysis, found: Sequence[Found], at: int, end: int) -> list[int]:
    """Return the indexes of the quantities that ``و`` or a comma chains to ``found[at + 1]``."""
    tokens, total = analysis.words, found[at]
    parts = [at + 1]
    enclosed = "(" in tokens[total.last : found[at + 1].first]
    for index in range(at + 2, len(found)):
        one, before = found[index], found[parts[-1]]
        gap = tokens[before.last : one.first]
        if one.first >= end or len(gap) > _REACH or not _alike(total, one) or (enclosed and ")" in gap):
            break
        linked = bool(one.cut) and tokens[one.first].startswith("و")
        if not linked and not (gap and gap[-1] in _LINKS):
            break
        if one.partial:
            break
        parts.append(index)
    return parts


def _reaches(total: Found, value: float) -> bool:
    whole = float(total.value or 0)
    slack = _SLACK * whole if total.approximate else 1e-6 * max(1.0, whole)
    return abs(whole - value) <= slack


def find_sums(words: Words, analysis: Analysis, found: Sequence[Found]) -> list[Addition]:
    """Return the totals among ``found`` whose parts the same sentence states."""
    tokens, starts = analysis.words, analysis.starts
    sums: list[Addition] = []
    used = -1
    for at, total in enumerate(found):
        if at <= used or total.value is None or at + 1 >= len(found):
            continue
        stop = analysis.sentences[analysis.sentence_at(starts[total.core])][1]
        first = found[at + 1]
        if starts[first.core] >= stop or not _alike(total, first):
            continue
        rule = _introduced(words, tokens, total, first)
        if not rule:
            continue
        end = first.last
        while end < len(tokens) and starts[end] < stop:
            end += 1
        parts = _parts(analysis, found, at, end)
        if len(parts) < 2:
            continue
        value = sum(found[part].value or 0 for part in parts)
        adds_up = _reaches(total, value)
        if rule == "among" and not adds_up and value <= (total.value or 0):
            continue  # some of the total, not all of it
        sums.append(Addition(at, tuple(parts), adds_up, rule))
        used = parts[-1]
    summed = {addition.total for addition in sums}
    sums += (addition for addition in _closing(words, analysis, found) if addition.total not in summed)
    return sorted(sums)


def _closing(words: Words, analysis: Analysis, found: Sequence[Found]) -> list[Addition]:
    """Return the totals that follow their parts: 70 من روسيا و130 من باكستان، أي ما مجموعه 200."""
    tokens, starts = analysis.words, analysis.starts
    sums = []
    for at, total in enumerate(found):
        lead = tokens[max(0, total.first - _TOTAL_REACH) : total.first]
        if at < 2 or total.value is None or not words.totals.intersection(lead):
            continue
        begin = analysis.sentences[analysis.sentence_at(starts[total.core])][0]
        value: float = 0
        for first in range(at - 1, -1, -1):
            part = found[first]
            if starts[part.core] < begin or not _alike(total, part):
                break
            value += part.value or 0
            if first < at - 1 and _reaches(total, value):
                sums.append(Addition(at, tuple(range(first, at)), True, "closing"))
                break
    return sums
