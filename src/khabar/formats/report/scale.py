"""The compressed scale of a timeline.

Between two neighbouring boundaries (first and last days of what is drawn) the line is even; the room that a gap gets
grows with the cube root of its length, so that a week and a century can stand on one line and both be read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from khabar.formats.report.calendar import Day
from khabar.formats.strings import Strings

__all__ = ["Scale", "Tick", "ticks"]

_MOST_CANDIDATES = 1500


class Tick(NamedTuple):
    """A mark of the axis: the day number it stands at, its label, how coarse it is (0: centuries … 4: days)."""

    at: int
    label: str
    level: int


class Scale:
    """Maps day numbers to 0–1. ``boundaries`` are the day numbers that structure the line, at least one."""

    def __init__(self, boundaries: Iterable[int]) -> None:
        known = sorted(set(boundaries))
        margin = max(1, (known[-1] - known[0]) // 40)
        self.first, self.last = known[0] - margin, known[-1] + margin
        self._at = [self.first, *known, self.last]
        run, places = 0.0, [0.0]
        for before, after in zip(self._at, self._at[1:], strict=False):
            run += (after - before) ** (1 / 3)
            places.append(run)
        self._places = [place / run for place in places]

    def __call__(self, day: float) -> float:
        """Return where ``day`` stands, held to the ends of the line."""
        if day <= self.first:
            return 0.0
        if day >= self.last:
            return 1.0
        index = bisect_right(self._at, day) - 1
        low, high = self._at[index], self._at[index + 1]
        share = (day - low) / (high - low)
        return self._places[index] + share * (self._places[index + 1] - self._places[index])


def ticks(scale: Scale, first: Day, last: Day, say: Strings) -> Iterator[Tick]:
    """Yield candidates for the marks of the axis, the coarsest first: centuries, decades, years, months, days."""
    years = range(first.year - 1, last.year + 2)
    for level, step in enumerate((100, 10, 1)):
        if len(years) // step <= _MOST_CANDIDATES:
            for year in years:
                if year % step == 0:
                    yield from _inside(scale, Day(year, 1, 1), str(year), level)
    if len(years) * 12 <= _MOST_CANDIDATES:
        for year in years:
            for month in range(2, 13):
                yield from _inside(scale, Day(year, month, 1), say(f"month.{month}"), 3)
    if (scale.last - scale.first) <= _MOST_CANDIDATES // 10:
        for year in years:
            for month in range(1, 13):
                for day in (8, 15, 22):
                    yield from _inside(scale, Day(year, month, day), str(day), 4)


def _inside(scale: Scale, day: Day, label: str, level: int) -> Iterator[Tick]:
    if scale.first <= day.number <= scale.last:
        yield Tick(day.number, label, level)
