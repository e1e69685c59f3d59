"""The compressed scale of a timeline.

Between two neighbouring boundaries (first and last days of what is drawn) the line is even; the room that a gap gets
grows with the cube root of its length, so that a week and a century can stand on one line and both be read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from khabar.formats.report.calendar import Day
from khabar.formats.strings import Strings

__all__ = ["Scale", "Tick", "ticks"]

_MOST_CANDIDATES = 1500
_MARGIN = 0.03
_MOST_DAYS = 70


class Tick(NamedTuple):
    """A mark of the axis at a day number.

    ``label`` is enough where a mark of the stretch ``within`` (a year, a month) stands already; else ``full`` is.
    ``names`` are the stretches that this mark makes known.
    """

    at: int
    label: str
    full: str
    within: tuple[int, ...]
    names: tuple[tuple[int, ...], ...]


class Scale:
    """Maps day numbers to 0–1. ``boundaries`` are the day numbers that structure the line, at least one."""

    def __init__(self, boundaries: Iterable[int]) -> None:
        self._at = sorted(set(boundaries))
        self.first, self.last = self._at[0], self._at[-1]
        run, places = 0.0, [0.0]
        for before, after in pairwise(self._at):
            run += (after - before) ** (1 / 3)
            places.append(run)
        self._places = [_MARGIN + (1 - 2 * _MARGIN) * (place / run if run else 0.5) for place in places]

    def __call__(self, day: float) -> float:
        """Return where ``day`` stands, held to the first and last boundary."""
        if day <= self.first:
            return self._places[0]
        if day >= self.last:
            return self._places[-1]
        index = bisect_right(self._at, day) - 1
        low, high = self._at[index], self._at[index + 1]
        share = (day - low) / (high - low)
        return self._places[index] + share * (self._places[index + 1] - self._places[index])


def ticks(scale: Scale, first: Day, last: Day, say: Strings) -> list[Tick]:
    """Return candidates for the marks of the axis, the coarsest first: centuries, decades, years, months, days."""
    years = range(first.year, last.year + 2)
    found: list[Tick] = []
    for step in (100, 10, 1):
        if len(years) // step <= _MOST_CANDIDATES:
            found += [_tick(Day(year, 1, 1), str(year), str(year)) for year in years if year % step == 0]
    if len(years) * 12 <= _MOST_CANDIDATES:
        months = [(Day(year, month, 1), say(f"month.{month}")) for year in years for month in range(1, 13)]
        found += [_tick(day, name, f"{name} {day.year}") for day, name in months if day.month > 1]
        if scale.last - scale.first <= _MOST_DAYS:
            days = [(day._replace(day=number), name) for day, name in months for number in range(2, 29)]
            found += [_tick(day, str(day.day), f"{day.day} {name} {day.year}") for day, name in days]
    return [tick for tick in found if scale.first <= tick.at <= scale.last]


def _tick(day: Day, label: str, full: str) -> Tick:
    year, month = day[:1], day[:2]
    if day.day > 1:
        return Tick(day.number, label, full, month, (year, month))
    return Tick(day.number, label, full, year if day.month > 1 else (), (year, month))
