"""What phrases lend each other: the ends of a range, a month or year told once for two, an event known by its date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from khabar.layers.times.phrase import Phrase
from khabar.lexicon.grammar import Item

__all__ = ["link"]

_CONNECTORS: Final = frozenset("and to until untilend dash slash or comma in of bi li".split())
_JOINERS: Final = frozenset("and to until untilend dash slash or".split())
_SPANS: Final = frozenset("to until untilend dash".split())
_OPENERS: Final = frozenset(("between", "of", "since"))
_LINKED: Final = frozenset("date year hijri day clock told-day period ago decade".split())


def link(
    phrases: list[Phrase], items: Sequence[Item], text: str, published: date | None
) -> tuple[list[Phrase], list[tuple[int, int]]]:
    """Return the phrases with what they share filled in, and the pairs ``(begin, end)`` that are ranges."""
    linked = [_known_event(phrase, items, published) for phrase in phrases]
    pairs: list[tuple[int, int]] = []
    for index, one in enumerate(linked):
        if one.joined == "span":
            end = next(place for place in range(index + 1, len(linked)) if linked[place].joined == "end")
            pairs.append((index, end))
    for index in range(len(linked) - 2, -1, -1):
        a, b = linked[index], linked[index + 1]
        if a.joined in ("span", "list") or a.kind not in _LINKED or b.kind not in _LINKED:
            continue
        names = [item.name for item in items[a.last : b.first]]
        if not _JOINERS.intersection(names) or not _CONNECTORS.issuperset(names) or len(names) > 3:
            continue
        linked[index] = _share(a, b, items, text)
        opened = any(item.name in _OPENERS for item in items[max(0, a.first - 2) : a.first])
        between = any(item.name == "between" for item in items[max(0, a.first - 2) : a.first])
        if b.joined not in ("span", "list") and (
            (_SPANS.intersection(names) and (opened or "comma" not in names)) or (between and "and" in names)
        ):
            pairs.append((index, index + 1))
    return linked, sorted(pairs)


def _share(a: Phrase, b: Phrase, items: Sequence[Item], text: str) -> Phrase:
    """Return ``a`` with the year, or the modifier in the dual or plural, that stands only at ``b``."""
    months = a.kind == "date" and b.kind == "date" and a.month is not None and b.month is not None
    if months and a.year is None and a.year_offset is None and a.offset is None:
        if b.year is not None:
            later = (a.month or 0, a.day or 0) > (b.month or 0, b.day or 99)
            return a.but(year=b.year - later)
        return a.but(year_offset=b.year_offset, year_anchor=b.year_anchor, offset=b.offset, anchor=b.anchor)
    weekdays = a.kind == "day" and b.kind == "day" and a.weekday and b.weekday and b.unit == ""
    last = items[b.last - 1]
    if weekdays and a.offset is None and b.offset is not None and text[last.start : last.end].endswith("ين"):
        return a.but(offset=b.offset, anchor=b.anchor)
    return a


def _known_event(phrase: Phrase, items: Sequence[Item], published: date | None) -> Phrase:
    """Return the day after a word such as هجمات with the year of the event that is known by it."""
    untold = phrase.year is None and phrase.year_offset is None and phrase.offset is None
    if phrase.day is None or phrase.month is None or not untold or not phrase.first:
        return phrase
    before = items[phrase.first - 1]
    if before.name == "in" and phrase.first > 1:
        before = items[phrase.first - 2]
    if before.name != "event":
        return phrase
    for known in before.value.split():
        when = date.fromisoformat(known)
        if (when.month, when.day) == (phrase.month, phrase.day) and (published is None or when <= published):
            return phrase.but(year=when.year)
    return phrase
