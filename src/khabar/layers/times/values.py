"""Calendar arithmetic and TIMEX3 values: a point is a value with the first and last day it can mean."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, date, datetime, timedelta
from typing import Final, NamedTuple

__all__ = [
    "DURATION_LETTERS",
    "Point",
    "ago",
    "away",
    "beside",
    "century",
    "day",
    "decade",
    "duration",
    "month",
    "period",
    "section",
    "shift_day",
    "shift_month",
    "unknown",
    "week",
    "year",
]

_SEASONS: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_UNKNOWN: Final = {
    "D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "DE": "XXX", "CE": "XX", "WE": "XXXX-WXX-WE",
    "TH": "XXXX-XX-XXTXX", "TM": "XXXX-XX-XXTXX:XX", "TS": "XXXX-XX-XXTXX:XX",
}  # fmt: skip
# Unit of the tables -> time designator, letter, how many of the letter one unit holds.
DURATION_LETTERS: Final = {
    "TS": ("T", "S", 1), "TM": ("T", "M", 1), "TH": ("T", "H", 1), "D": ("", "D", 1), "W": ("", "W", 1),
    "M": ("", "M", 1), "Y": ("", "Y", 1), "DE": ("", "Y", 10), "CE": ("", "Y", 100),
}  # fmt: skip


class Point(NamedTuple):
    """A value and its bounds; ``grain`` is the unit it names (D, W, M, Y, DE, CE, or "" for a part of one)."""

    value: str
    earliest: date | None = None
    latest: date | None = None
    grain: str = ""


def unknown(unit: str) -> Point:
    """Return the value of a ``unit`` that cannot be placed (no document date, nothing told)."""
    return Point(_UNKNOWN.get(unit, "XXXX-XX-XX"), grain=unit)


def _in_range(number: int) -> bool:
    return 1 <= number <= MAXYEAR - 1


def day(when: date) -> Point:
    """Return the point of one day."""
    return Point(when.isoformat(), when, when, "D")


def week(when: date) -> Point:
    """Return the ISO week that holds ``when``."""
    iso = when.isocalendar()
    first = when - timedelta(days=iso.weekday - 1)
    return Point(f"{iso.year:04d}-W{iso.week:02d}", first, first + timedelta(days=6), "W")


def month(number: int, of: int) -> Point:
    """Return a month of a year."""
    if not _in_range(number):
        return unknown("M")
    return Point(f"{number:04d}-{of:02d}", date(number, of, 1), date(number, of, monthrange(number, of)[1]), "M")


def year(number: int) -> Point:
    """Return a year."""
    return Point(f"{number:04d}", date(number, 1, 1), date(number, 12, 31), "Y") if _in_range(number) else unknown("Y")


def decade(tens: int) -> Point:
    """Return a decade by its year without the last digit (199 = the nineties)."""
    if not _in_range(tens * 10):
        return unknown("DE")
    return Point(f"{tens:03d}", date(tens * 10, 1, 1), date(tens * 10 + 9, 12, 31), "DE")


def century(hundreds: int) -> Point:
    """Return a century by its years without the last two digits (19 = the twentieth)."""
    if not _in_range(hundreds * 100 + 1):
        return unknown("CE")
    first = max(1, hundreds * 100)
    return Point(f"{hundreds:02d}", date(first, 1, 1), date(hundreds * 100 + 99, 12, 31), "CE")


def shift_day(when: date, days: int) -> date | None:
    """Return the date ``days`` later, None beyond the calendar."""
    try:
        return when + timedelta(days=days)
    except OverflowError:
        return None


def shift_month(when: date, months: int) -> date | None:
    """Return the first day of the month ``months`` later, None beyond the calendar."""
    index = when.year * 12 + when.month - 1 + months
    return date(index // 12, index % 12 + 1, 1) if _in_range(index // 12) else None


def period(unit: str, when: date, offset: int) -> Point:
    """Return the ``unit`` (D, W, M, Y, DE, CE) that lies ``offset`` units from the one that holds ``when``."""
    if unit in ("D", "W"):
        shifted = shift_day(when, offset * (7 if unit == "W" else 1))
        if shifted is None:
            return unknown(unit)
        return week(shifted) if unit == "W" else day(shifted)
    if unit == "M":
        first = shift_month(when, offset)
        return month(first.year, first.month) if first else unknown(unit)
    if unit == "DE":
        return decade(when.year // 10 + offset)
    if unit == "CE":
        return century(when.year // 100 + offset)
    return year(when.year + offset)


def ago(unit: str, when: date, amount: float) -> Point:
    """Return what lies ``amount`` units from ``when`` (negative: before), as exact as one counts in that unit."""
    designator, _, factor = DURATION_LETTERS[unit]
    if designator:
        hours = amount * {"TH": 1.0, "TM": 1 / 60, "TS": 1 / 3600}[unit]
        shifted = shift_day(when, int(hours / 24))
        return day(shifted) if shifted else unknown("D")
    if unit in ("D", "W"):
        shifted = shift_day(when, round(amount * (7 if unit == "W" else 1)))
        return day(shifted) if shifted else unknown("D")
    if unit == "M":
        if amount != int(amount):
            shifted = shift_day(when, round(amount * 30.44))
            return day(shifted) if shifted else unknown("D")
        return period("M", when, int(amount))
    years = amount * factor
    if years == int(years):
        return year(when.year + int(years))
    return period("M", when, round(years * 12))


def section(point: Point, part: str) -> Point:
    """Return a part of ``point``: start, mid, end, H1-H2 (halves), T1-T3 (thirds), Q1-Q4, a week W1-W5, or a season.

    Start, middle and end keep the value and narrow the bounds to a third of the days.
    """
    if point.earliest is None or point.latest is None:
        return point._replace(value=f"{point.value}-{part}") if part[-1:].isdigit() or part in _SEASONS else point
    if part in _SEASONS and point.grain == "Y":
        first = date(point.earliest.year, _SEASONS[part], 1)
        third = shift_month(first, 3)
        last = third - timedelta(days=1) if third else point.latest
        return Point(f"{point.value}-{part}", first, last, "S")
    days = (point.latest - point.earliest).days + 1
    if part[0] == "W" and part[1:].isdigit():  # a week of a month
        first = point.earliest + timedelta(days=7 * (int(part[1:]) - 1))
        return Point(point.value, first, min(first + timedelta(days=6), point.latest))
    pieces = {"H": 2, "Q": 4}.get(part[0], 3)
    number = int(part[1]) if part[1:].isdigit() else {"start": 1, "mid": 2, "end": 3}[part]
    if point.grain == "Y" and part[1:].isdigit():
        months = 12 // pieces
        start = date(point.earliest.year, months * (number - 1) + 1, 1)
        last_month = date(point.earliest.year, months * number, 1)
        first, last = start, last_month.replace(day=monthrange(last_month.year, last_month.month)[1])
    else:
        first = point.earliest + timedelta(days=days * (number - 1) // pieces)
        last = point.earliest + timedelta(days=max(days * number // pieces - 1, days * (number - 1) // pieces))
    named = f"{point.value}-{part}" if part[0] in "HQ" and point.grain == "Y" else point.value
    return Point(named, first, last, "")


def duration(unit: str, amount: float | None, more: tuple[tuple[str, float], ...] = ()) -> str:
    """Return a TIMEX3 duration; ``amount`` None is an unstated number (PXD). ``more`` holds further terms."""
    if amount is None:
        designator, letter, _ = DURATION_LETTERS[unit]
        return f"P{designator}X{unit if unit in ('DE', 'CE') else letter}"
    date_part = time_part = ""
    for one, number in ((unit, amount), *more):
        designator, letter, factor = DURATION_LETTERS[one]
        total = number * factor
        smaller = ""
        if letter == "D" and total != int(total):  # a day and a half
            designator, letter, total = "T", "H", total * 24
        if total != int(total) and letter == "Y":
            smaller = f"{round((total - int(total)) * 12)}M"
            total = int(total)
        elif total != int(total) and letter in "HM" and designator and (total * 60) == int(total * 60):
            smaller = f"{int((total - int(total)) * 60)}{'M' if letter == 'H' else 'S'}"
            total = int(total)
        piece = (f"{total:g}{letter}" if total or not smaller else "") + smaller
        if designator:
            time_part += piece
        else:
            date_part += piece
    return f"P{date_part}" + (f"T{time_part}" if time_part else "")


def beside(moment: datetime, other: datetime, universal: bool) -> datetime:
    """Return ``moment`` moved by a day where it and ``other`` could not be local time and GMT of one moment."""
    ahead = (other - moment if universal else moment - other).total_seconds() / 3600
    if ahead < -10:
        return moment - timedelta(days=1) if universal else moment + timedelta(days=1)
    if ahead > 14:
        return moment + timedelta(days=1) if universal else moment - timedelta(days=1)
    return moment


def away(base: date, unit: str, count: float, sign: int) -> date | None:
    """Return the day ``count`` units before or after ``base``."""
    designator, letter, factor = DURATION_LETTERS[unit]
    total = count * factor * sign
    if designator:
        return shift_day(base, round(total / {"H": 24, "M": 1440, "S": 86400}[letter]))
    if letter in "DW":
        return shift_day(base, round(total * (7 if letter == "W" else 1)))
    first = shift_month(base, round(total * (12 if letter == "Y" else 1)))
    if first is None:
        return None
    last = month(first.year, first.month).latest
    return min(first.replace(day=1) + timedelta(days=base.day - 1), last) if last else None
