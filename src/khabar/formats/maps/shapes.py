"""Lines on a drawing: cut at its edge, thinned to what can be seen, and the places inside them where words fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from khabar.formats.maps.cut import Box, Point, cut
from khabar.formats.maps.outline import Outline
from khabar.formats.maps.projection import Projection

__all__ = ["drawn", "path", "stretches"]

_EDGE = 12.0  # pixels beyond the drawing, so that the cut is not seen
_STEP = 0.7  # pixels; points nearer to the one before are left out
_LEAST = 1.2  # pixels; smaller islands are left out


def drawn(outline: Outline, project: Projection, *, step: float = _STEP, least: float = _LEAST) -> list[list[Point]]:
    """Return the rings of a state on a drawing, cut at its edge; none of what cannot be seen."""
    rings = []
    edge = Box(-_EDGE, -_EDGE, project.width + _EDGE, project.height + _EDGE)
    for ring in outline.rings:
        if not ring.box.meets(project.window):
            continue
        points = _thinned([project(lon, lat) for lon, lat in ring.points], step)
        box = Box.around(points)
        if not edge.holds(box):
            points = cut(points, edge)
            if len(points) < 3:
                continue
            box = Box.around(points)
        if max(box.east - box.west, box.north - box.south) >= least and len(points) > 2:
            rings.append(points)
    return rings


def path(rings: Sequence[Sequence[Point]]) -> str:
    """Return rings as the data of an SVG path: whole and tenth pixels, steps from point to point."""
    parts = []
    for ring in rings:
        grid = [(round(x * 10), round(y * 10)) for x, y in ring]
        parts.append(f"M{_tenths(grid[0][0])} {_tenths(grid[0][1])}l")
        steps = [f"{_tenths(b[0] - a[0])} {_tenths(b[1] - a[1])}" for a, b in pairwise(grid) if a != b]
        parts.append(" ".join(steps) + "z")
    return "".join(parts)


def _tenths(value: int) -> str:
    return f"{value / 10:g}"


def _thinned(points: Sequence[Point], step: float) -> list[Point]:
    kept = [points[0]]
    for point in points[1:-1]:
        last = kept[-1]
        if abs(point[0] - last[0]) + abs(point[1] - last[1]) >= step:
            kept.append(point)
    return kept


def stretches(rings: Sequence[Sequence[Point]], frame: Box, *, count: int = 7) -> list[tuple[float, Point]]:
    """Return level stretches inside a state as (length, middle), the longest first: where its name may stand."""
    if not rings:
        return []
    largest = max(rings, key=lambda ring: _size(Box.around(list(ring))))
    box = Box.around(list(largest))
    top, bottom = max(box.south, frame.south), min(box.north, frame.north)
    found = []
    for number in range(count):
        y = top + (bottom - top) * (number + 0.5) / count
        found += [(right - left, ((left + right) / 2, y)) for left, right in _level(largest, y, frame)]
    middle = (top + bottom) / 2
    return sorted(found, key=lambda one: (-one[0] + abs(one[1][1] - middle) * 0.6, one[1]))


def _size(box: Box) -> float:
    return (box.east - box.west) * (box.north - box.south)


def _level(ring: Sequence[Point], y: float, frame: Box) -> Iterator[tuple[float, float]]:
    crossings = sorted(
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]])
        if (y1 > y) != (y2 > y)
    )
    for left, right in zip(crossings[::2], crossings[1::2], strict=False):
        left, right = max(left, frame.west), min(right, frame.east)
        if left < right:
            yield left, right
