"""Totals and their parts: 200 عسكري (70 من روسيا و130 من باكستان)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from khabar.layers.quantities.forms import holds
from khabar.layers.quantities.found import Found

if TYPE_CHECKING:
    from khabar.layers.quantities.words import Words
    from khabar.text import Analysis

__all__ = ["Addition", "find_sums"]

_REACH: Final = 14  # tokens between two parts
_LEAD: Final = 6  # tokens between a total and its first part
_FAR: Final = 30  # the same, of numbers that add up by no accident
_TELLING: Final = 20  # the least total of such numbers
_TOTAL_REACH: Final = 4
_MOST: Final = 40  # parts of one total
_LEAST: Final = 2  # no total is smaller
_NOISE: Final = 1e-6
_SLACK: Final = 0.05  # of an approximate total
_HERE: Final = frozenset(("هم", "وهم", "هي", "وهي", "هن"))
_COMMAS: Final = frozenset(("،", ","))
_LINKS: Final = frozenset(("و", "،", ",", "؛"))


class Addition(NamedTuple):
    """Indexes of a total and its parts, whether they add up, and how the parts were introduced."""

    total: int
    parts: tuple[int, ...]
    adds_up: bool
    rule: str


def _introduced(words: Words, tokens: Sequence[str], total: Found, part: Found) -> str:
    """Return how ``part`` follows ``total``: list (the parts are all), among (some, perhaps), loose (a comma) or ""."""
    gap = tokens[total.last : part.first]
    if not 0 < len(gap) <= _LEAD:
        return "loose" if 0 < len(gap) <= _FAR and (total.value or 0) >= _TELLING else ""
    if part.partial or words.includes.intersection(gap):
        return "among"
    if ")" not in gap and (gap[-1] in ("(", ":") or gap[-1] in _HERE or words.splits.intersection(gap)):
        return "list"
    return "loose" if gap[-1] in _COMMAS or gap[0] in _COMMAS or (total.value or 0) >= _TELLING else ""


def _alike(total: Found, part: Found, *, any_role: bool = False) -> bool:
    """Say whether ``part`` counts what ``total`` counts (people of ``any_role``, or those of whom the same is said)."""
    if part.value is None or part.unit != total.unit or part.rule in ("range", "definite") or part.before == "of":
        return False
    if total.unit == "person":
        return any_role or not (total.role and part.role and total.role != part.role)
    return part.noun in (None, total.noun)


def _chain(analysis: Analysis, found: Sequence[Found], at: int, begin: int) -> tuple[list[int], int]:
    """Return what may be parts of ``found[at]`` from ``begin`` on in its sentence, and how many و or commas join."""
    tokens, starts, total = analysis.words, analysis.starts, found[at]
    stop = analysis.sentences[analysis.sentence_at(starts[total.core])][1]
    parts: list[int] = []
    joined = 0
    enclosed = "(" in tokens[total.last : found[begin].first]
    for index in range(begin, len(found)):
        one = found[index]
        if starts[one.core] >= stop or len(parts) == _MOST or not _alike(total, one):
            break
        if parts:
            gap = tokens[found[parts[-1]].last : one.first]
            if len(gap) > _REACH or one.partial or (enclosed and ")" in gap):
                break
            linked = (bool(one.cut) and tokens[one.first].startswith("و")) or (bool(gap) and gap[-1] in _LINKS)
            if linked and joined == len(parts):
                joined += 1
        else:
            joined = 1
        parts.append(index)
    return parts, joined


def _reaches(total: Found, value: float) -> bool:
    whole = float(total.value or 0)
    return abs(whole - value) <= (_SLACK if total.approximate else _NOISE) * whole


def _sum(found: Sequence[Found], at: int, parts: Sequence[int], joined: int, rule: str) -> Addition | None:
    """Return the addition of ``found[at]``, or None if its parts are only some of it."""
    total = found[at].value or 0
    value: float = 0
    for number, part in enumerate(parts, 1):
        value += found[part].value or 0
        if number > 1 and abs(total - value) <= _NOISE * total:
            return Addition(at, tuple(parts[:number]), True, rule)
    stated = parts[:joined]
    if len(stated) < 2 or rule == "loose":
        return None
    value = sum(found[part].value or 0 for part in stated)
    if _reaches(found[at], value):
        return Addition(at, tuple(stated), True, rule)
    return Addition(at, tuple(stated), False, rule) if rule == "list" or value > total else None


def find_sums(words: Words, analysis: Analysis, found: Sequence[Found]) -> list[Addition]:
    """Return the totals among ``found`` whose parts the same sentence states.

    Parts in brackets, after a colon or after هم are all the parts, and must add up; parts after منهم or بينهم are so
    only if they do add up, or are more than the total; parts after a mere comma only if they add up.
    """
    sums: list[Addition] = []
    used = -1
    for at, total in enumerate(found[:-2]):
        if at <= used or total.value is None or total.value < _LEAST:
            continue
        # another number may stand between: 14 مراقبا من ثلاث دول: ستة من المغرب …
        begin = at + 1 if _alike(total, found[at + 1]) else at + 2
        rule = _introduced(words, analysis.words, total, found[begin])
        if not rule or (rule == "loose" and (total.unit == "percent" or begin > at + 1)):
            continue
        parts, joined = _chain(analysis, found, at, begin)
        addition = _sum(found, at, parts, joined, rule) if len(parts) > 1 else None
        if addition and (addition.adds_up or begin == at + 1):
            sums.append(addition)
            used = addition.parts[-1]
    summed = {addition.total for addition in sums}
    sums += (addition for addition in _closing(words, analysis, found) if addition.total not in summed)
    return sorted(sums)


def _closing(words: Words, analysis: Analysis, found: Sequence[Found]) -> list[Addition]:
    """Return the totals that follow their parts: 70 من روسيا و130 من باكستان، أي ما مجموعه 200."""
    tokens, starts = analysis.words, analysis.starts
    sums = []
    for at, total in enumerate(found):
        lead = tokens[max(0, total.first - _TOTAL_REACH) : total.first]
        if at < 2 or total.value is None or not holds(lead, words.totals):
            continue
        begin = analysis.sentences[analysis.sentence_at(starts[total.core])][0]
        value: float = 0
        for first in range(at - 1, max(-1, at - 1 - _MOST), -1):
            part = found[first]
            if starts[part.core] < begin or not _alike(total, part, any_role=True):
                break
            value += part.value or 0
            if first < at - 1 and _reaches(total, value):
                sums.append(Addition(at, tuple(range(first, at)), True, "closing"))
                break
    return sums
