"""Polygons cut at a rectangle."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

__all__ = ["Box", "Point", "cut"]

Point = tuple[float, float]  # longitude and latitude in degrees, or across and down on a drawing


class Box(NamedTuple):
    """A rectangle: of degrees (west, south, east, north), or of a drawing, where ``south`` is the smaller value."""

    west: float
    south: float
    east: float
    north: float

    def meets(self, other: Box) -> bool:
        """Say whether two rectangles have more than an edge in common."""
        across = self.west < other.east and other.west < self.east
        return across and self.south < other.north and other.south < self.north

    def holds(self, other: Box) -> bool:
        """Say whether ``other`` lies inside."""
        across = self.west <= other.west and other.east <= self.east
        return across and self.south <= other.south and other.north <= self.north

    @classmethod
    def around(cls, points: list[Point]) -> Box:
        """Return the smallest rectangle that holds ``points``."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return cls(min(xs), min(ys), max(xs), max(ys))


def cut(points: list[Point], edge: Box) -> list[Point]:
    """Return what of a polygon lies inside ``edge`` (Sutherland and Hodgman 1974), empty if nothing does."""
    sides: tuple[tuple[Callable[[Point], bool], int, float], ...] = (
        (lambda p: p[0] >= edge.west, 0, edge.west),
        (lambda p: p[0] <= edge.east, 0, edge.east),
        (lambda p: p[1] >= edge.south, 1, edge.south),
        (lambda p: p[1] <= edge.north, 1, edge.north),
    )
    for inside, axis, line in sides:
        if not points:
            return points
        kept: list[Point] = []
        before, was = points[-1], inside(points[-1])
        for point in points:
            now = inside(point)
            if now != was:
                kept.append(_crossing(before, point, axis, line))
            if now:
                kept.append(point)
            before, was = point, now
        points = kept
    return points


def _crossing(a: Point, b: Point, axis: int, line: float) -> Point:
    share = (line - a[axis]) / (b[axis] - a[axis])
    other = a[1 - axis] + share * (b[1 - axis] - a[1 - axis])
    return (line, other) if axis == 0 else (other, line)
