"""Days as numbers, and days, months, years and stretches as a person writes them."""

from __future__ import annotations

import re
from typing import NamedTuple

from khabar.formats.strings import Strings

__all__ = ["Day", "Stretch", "granularity", "human", "human_day", "stretch"]

_ISO = re.compile(r"(-?\d{4,6})-(\d\d)-(\d\d)")
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_EPOCH = 719468  # days from 0000-03-01 to 1970-01-01 in the proleptic Gregorian calendar


class Day(NamedTuple):
    """A day of the proleptic Gregorian calendar, of any year."""

    year: int
    month: int
    day: int

    @property
    def number(self) -> int:
        """Days since 1970-01-01 (H. Hinnant, ``days_from_civil``)."""
        year = self.year - (self.month <= 2)
        era, of_era = divmod(year, 400)
        of_year = (153 * ((self.month + 9) % 12) + 2) // 5 + self.day - 1
        return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - _EPOCH


class Stretch(NamedTuple):
    """From one day to another, both included."""

    first: Day
    last: Day


def _day(iso: str | None) -> Day | None:
    match = _ISO.match(iso or "")
    if match is None:
        return None
    day = Day(int(match[1]), int(match[2]), int(match[3]))
    return day if 1 <= day.month <= 12 and 1 <= day.day <= _days_in(day.year, day.month) else None


def _days_in(year: int, month: int) -> int:
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _MONTH_DAYS[month - 1] + leap


def stretch(earliest: str | None, latest: str | None) -> Stretch | None:
    """Return the stretch between two ISO days, None if either is missing, wrong, or they stand the wrong way round."""
    first, last = _day(earliest), _day(latest)
    return Stretch(first, last) if first and last and first <= last else None


def granularity(span: Stretch) -> str:
    """Return ``day``, ``month``, ``year`` (one or several whole years) or ``stretch``."""
    first, last = span
    if first == last:
        return "day"
    ends_month = first.day == 1 and last.day == _days_in(last.year, last.month)
    if ends_month and (first.month, last.month) == (1, 12):
        return "year"
    if ends_month and first[:2] == last[:2]:
        return "month"
    return "stretch"


def human_day(day: Day, say: Strings, *, year: bool = True) -> str:
    """Return a day as written: ``23 September 2016``."""
    name = say(f"month.{day.month}")
    return f"{day.day} {name} {day.year}" if year else f"{day.day} {name}"


def human(span: Stretch, say: Strings) -> str:
    """Return a stretch as written, as short as it is exact: ``1965``, ``December 2014``, ``3 – 5 May 2011``."""
    first, last = span
    kind = granularity(span)
    if kind == "day":
        return human_day(first, say)
    if kind == "month":
        return f"{say(f'month.{first.month}')} {first.year}"
    if kind == "year":
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if first[:2] == last[:2]:
        return f"{first.day}–{human_day(last, say)}"
    return f"{human_day(first, say, year=first.year != last.year)} – {human_day(last, say)}"
