"""Dates in their order, intervals, and expressions of time that name no day."""

from __future__ import annotations

import re
from calendar import monthrange

from khabar.formats.duration import in_words, part_of_day
from khabar.formats.strings import Strings
from khabar.formats.summary.page import MOST, Cell, Page
from khabar.formats.terminal import clean, clip, display_width
from khabar.record import Time

__all__ = ["days", "intervals", "times"]


_CALENDAR_VALUE = re.compile(r"\d{4}(-\d\d){0,2}")
_CLOCK = re.compile(r"T(\d\d(?::\d\d)*)(Z|[+-]\d\d:?\d\d)?$")
_SPAN_MARKS = {"begin": "┌", "end": "└", "inside": "│"}


def _when(time: Time, say: Strings) -> str:
    """Return the calendar days or the meaning of a time expression."""
    if time.earliest is None or time.latest is None:
        return in_words(time, say)
    if time.type in ("DURATION", "SET"):
        return in_words(time, say)
    when = time.value if _CALENDAR_VALUE.fullmatch(time.value) else days(time.earliest, time.latest)
    clock = _CLOCK.search(time.value)
    part = part_of_day(time.value, say)
    return f"{when} {clock[1]}{clock[2] or ''}" if clock else f"{when} {part}" if part else when


def days(first: str, last: str) -> str:
    """Return the days from ``first`` to ``last``, as years or months where it is whole ones."""
    if first.endswith("-01-01") and last.endswith("-12-31"):
        first, last = first[:-6], last[:-6]
    elif first.endswith("-01") and last == _end_of_month(last):
        first, last = first[:-3], last[:-3]
    return first if first == last else f"{first} – {last}"


def _end_of_month(day: str) -> str:
    year, month, _ = map(int, day.rsplit("-", 2))
    return f"{day[:-2]}{monthrange(year, month)[1]}" if year > 0 else ""


def times(page: Page) -> list[str]:
    """Write the dates in their order, each value once, with the ends of intervals drawn; then what names no day."""
    record = page.record
    ends = {interval.begin: "begin" for interval in record.intervals}
    ends |= {interval.end: "end" for interval in record.intervals}
    dated: dict[str, list[Time]] = {}
    undated: dict[str, list[Time]] = {}
    for time in record.times:
        kinds = dated if time.earliest and time.type not in ("DURATION", "SET") else undated
        kinds.setdefault(_when(time, page.say) + ends.get(time.id, ""), []).append(time)
    ordered = sorted(dated.values(), key=lambda group: (group[0].earliest or "", group[0].latest or ""))
    groups = [*ordered, *undated.values()]
    published = record.document.published if ordered else None
    rows: list[list[Cell]] = []
    places: list[tuple[int, int] | str] = []
    inside = False

    def publication() -> None:
        rows.append([Cell("◆", ("blue",)), Cell(record.document.published or "", ("blue",)), Cell("")])
        places.append(page.say("document.published"))

    for group in groups[:MOST]:
        if published and (group[0].earliest is None or group[0].earliest > published):
            publication()
            published = None
        time = group[0]
        end = ends.get(time.id)
        mark = _SPAN_MARKS[end] if end else _SPAN_MARKS["inside"] if inside else "●" if time.earliest else "○"
        inside = end == "begin" or (inside and end != "end")
        count = f"×{len(group)}" if len(group) > 1 else ""
        when = ("≈ " if time.approximate else "") + _when(time, page.say)
        kind = page.say.word("type", time.type) if time.type in ("DURATION", "SET") else ""
        hijri = page.say("calendar.hijri") if time.calendar == "hijri" else ""
        note = " ".join(part for part in (count, kind, hijri) if part)
        color = "green" if time.earliest else "dim"
        rows.append([Cell(mark, (color,)), Cell(when, (color,)), Cell(note, ("dim",))])
        places.append((time.start, time.end))
    if published:
        publication()
    return page.table(rows, places) + page.more(len(groups) - MOST)


def intervals(page: Page) -> list[str]:
    """Write each stretch that two expressions of time bound."""
    named = {time.id: time for time in page.record.times}
    lines = []
    for interval in page.record.intervals[:MOST]:
        begin, end = named.get(interval.begin), named.get(interval.end)
        if begin is None or end is None:
            continue
        ends = (
            interval.earliest or _when(begin, page.say),
            interval.latest or _when(end, page.say),
        )
        said = clean(page.record.text[min(begin.start, end.start) : max(begin.end, end.end)])
        room = page.terminal.width - sum(map(display_width, ends)) - 10
        lines.append(page.line(Cell(" – ".join(ends), ("green",)), Cell(clip(said, room))))
    return lines + page.more(len(page.record.intervals) - MOST)
