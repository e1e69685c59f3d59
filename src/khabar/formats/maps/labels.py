"""Names on a map: none lies on another, nor on the mark of a place that is not its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from khabar.formats.maps.cut import Box, Point

__all__ = ["Wish", "Written", "place_labels"]

_CELL = 64.0


class Wish(NamedTuple):
    """A name that wants to be written: its width and height, and the middles where it may stand, the best first."""

    text: str
    width: float
    height: float
    spots: Sequence[Point]

    def box(self, at: Point) -> Box:
        """Return the rectangle that the name takes at ``at``."""
        half, rise = self.width / 2, self.height / 2
        return Box(at[0] - half, at[1] - rise, at[0] + half, at[1] + rise)


@dataclass(frozen=True, slots=True)
class Written:
    """Where a wish came true: its index and the middle of the name."""

    index: int
    at: Point
    box: Box


class _Taken:
    """The rectangles taken so far, in a grid, so that each is compared with its neighbours only."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = {}

    @staticmethod
    def _grid(box: Box) -> Iterable[tuple[int, int]]:
        for x in range(int(box.west // _CELL), int(box.east // _CELL) + 1):
            for y in range(int(box.south // _CELL), int(box.north // _CELL) + 1):
                yield x, y

    def add(self, box: Box) -> None:
        for cell in self._grid(box):
            self._cells.setdefault(cell, []).append(box)

    def free(self, box: Box) -> bool:
        return not any(box.meets(other) for cell in self._grid(box) for other in self._cells.get(cell, ()))


def place_labels(wishes: Sequence[Wish], marks: Iterable[Box], frame: Box) -> list[Written]:
    """Return which of ``wishes`` are written where, earlier ones first served, inside ``frame``.

    ``marks`` are rectangles that no name may touch.
    """
    taken = _Taken()
    for mark in marks:
        taken.add(mark)
    written = []
    for index, wish in enumerate(wishes):
        for at in wish.spots:
            box = wish.box(at)
            inside = box.west >= frame.west and box.east <= frame.east
            if inside and box.south >= frame.south and box.north <= frame.north and taken.free(box):
                taken.add(box)
                written.append(Written(index, at, box))
                break
    return written
