"""The outline of the world's states (``world.json``, made by ``scripts/world_outline.py``)."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import msgspec

from khabar.formats.maps.cut import Box, Point, cut

__all__ = ["Outline", "Ring", "outlines"]

_GLOBE = Box(-180, -90, 180, 90)


class Ring(NamedTuple):
    """A closed line of a country's outline, and the rectangle around it."""

    points: list[Point]
    box: Box


class Outline(NamedTuple):
    """A state: its code (empty for a territory that has none), a point in the middle of it, its rings."""

    code: str
    middle: Point
    rings: list[Ring]

    @property
    def largest(self) -> Ring:
        """The ring around the largest piece of land."""
        return max(self.rings, key=lambda ring: (ring.box.east - ring.box.west) * (ring.box.north - ring.box.south))


class _World(msgspec.Struct, frozen=True):
    units: int
    arcs: list[list[int]]
    countries: list[tuple[str, tuple[float, float], list[list[int]]]]


@cache
def outlines() -> tuple[Outline, ...]:
    """Return all states. Neighbours share the points of their border."""
    world = msgspec.json.decode(Path(__file__).with_name("world.json").read_bytes(), type=_World)
    arcs = [_line(steps, world.units) for steps in world.arcs]
    return tuple(
        Outline(code, middle, [ring for indices in rings for ring in _rings(_joined(arcs, indices))])
        for code, middle, rings in world.countries
    )


def _line(steps: list[int], units: int) -> list[Point]:
    x = y = 0
    points = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / units, y / units))
    return points


def _joined(arcs: list[list[Point]], indices: list[int]) -> list[Point]:
    """Join arcs into a closed line; ``~number`` is an arc taken backwards, neighbours share their end."""
    lines = [arcs[index] if index >= 0 else arcs[~index][::-1] for index in indices]
    points = list(lines[0])
    for before, line in pairwise(lines):
        points += line[before[-1] == line[0] :]
    return points


def _rings(points: list[Point]) -> list[Ring]:
    """Return a closed line as rings: two if it crosses the line of dates, where a map of the world has its edges."""
    if all(abs(b[0] - a[0]) <= 180 for a, b in pairwise(points)):
        return [Ring(points, Box.around(points))]
    on = [points[0]]
    for lon, lat in points[1:]:
        on.append((lon + 360 * round((on[-1][0] - lon) / 360), lat))
    copies = [[(lon + turn, lat) for lon, lat in on] for turn in (-360, 0, 360)]
    return [Ring(part, Box.around(part)) for copy in copies if (part := cut(copy, _GLOBE))]
