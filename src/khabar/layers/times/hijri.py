"""Hijri dates: Umm al-Qura where the library has it (1343-1500 AH), the tabular calendar elsewhere.

What a newspaper prints can differ by a day from either (sighting of the moon), so every date read here is approximate.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from hijridate import Gregorian, Hijri

__all__ = ["from_hijri", "month_length", "to_hijri"]

_FIRST: Final = 1343
_LAST: Final = 1500
_LEAP: Final = frozenset((2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29))
_EPOCH: Final = date(622, 7, 19).toordinal()  # 1 Muharram 1 AH in the proleptic Gregorian calendar


def month_length(year: int, month: int) -> int:
    """Return the number of days of a Hijri month."""
    if _FIRST <= year <= _LAST:
        return int(Hijri(year, month, 1).month_length())
    return 30 if month % 2 or (month == 12 and year % 30 in _LEAP) else 29


def from_hijri(year: int, month: int, day: int) -> date | None:
    """Return the Gregorian date of a Hijri one, None if there is no such date.

    A 30th of a month of 29 days is the day after the 29th, as the sighting of the moon may have had it.
    """
    if not (1 <= year <= 3000 and 1 <= month <= 12 and 1 <= day <= 30):
        return None
    if _FIRST <= year <= _LAST:
        return Hijri(year, month, 1).to_gregorian() + timedelta(days=day - 1)
    whole = (year - 1) * 354 + (3 + 11 * year) // 30
    ordinal = _EPOCH + whole + sum(30 if number % 2 else 29 for number in range(1, month)) + day - 1
    return date.fromordinal(ordinal)


def to_hijri(day: date) -> tuple[int, int, int] | None:
    """Return year, month and day of ``day`` in the Umm al-Qura calendar, None where the library has none."""
    try:
        hijri = Gregorian.fromdate(day).to_hijri()
    except OverflowError:
        return None
    return int(hijri.year), int(hijri.month), int(hijri.day)
