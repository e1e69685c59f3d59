"""Which part of the world a map shows: the region where most of what is told lies, and what is far from it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from khabar.formats.maps.cut import Box, Point

__all__ = ["Spot", "View", "view"]

_MOST = (72.0, 44.0)  # degrees across and up that a region may have
_LEAST = 8.0  # degrees; nothing is shown from nearer
_CELL = 9.0  # degrees
_MARGIN = 0.13
_SHARE = 0.4  # of all that is told must lie in the region, else the world is shown
_ENOUGH, _WIDER = 0.8, 1.35  # once so much is shown, nothing is taken in that makes the region so much wider
_STATE = 5.0  # degrees around the middle of a state that the map should show of it


class Spot(NamedTuple):
    """A place to show: where it is, how often it is named, and the rectangle to be shown of it."""

    at: Point
    weight: int
    box: Box

    @classmethod
    def of_point(cls, lon: float, lat: float, weight: int) -> Spot:
        """Return the spot of a town or the like."""
        return cls((lon, lat), weight, Box(lon, lat, lon, lat))

    @classmethod
    def of_state(cls, middle: Point, whole: Box, weight: int) -> Spot:
        """Return the spot of a state: all of a small one, of a large one what lies around its middle."""
        (lon, lat), (west, south, east, north) = middle, whole
        box = Box(max(west, lon - _STATE), max(south, lat - _STATE), min(east, lon + _STATE), min(north, lat + _STATE))
        return cls(middle, weight, box)


class View(NamedTuple):
    """What a map shows: a rectangle of degrees, None for the whole world; ``far`` are the indices of spots outside."""

    box: Box | None
    far: list[int]


def view(spots: Sequence[Spot]) -> View:
    """Return the part of the world that shows ``spots``, at least one.

    From where most is told outwards, each spot is taken in as long as the region does not grow too large, nor,
    when most is in it, much larger for the sake of one.
    """
    middle = _densest(spots)
    order = sorted(range(len(spots)), key=lambda index: (_away(spots[index].at, middle), index))
    box: Box | None = None
    far, near = [], 0
    total = sum(spot.weight for spot in spots)
    for index in order:
        grown = spots[index].box if box is None else _joined(box, spots[index].box)
        fits = grown.east - grown.west <= _MOST[0] and grown.north - grown.south <= _MOST[1]
        if fits and (box is None or near < _ENOUGH * total or _size(grown) <= _WIDER * _size(box)):
            box, near = grown, near + spots[index].weight
        else:
            far.append(index)
    if box is None or near < _SHARE * total:
        return View(None, [])
    return View(_roomy(box), sorted(far))


def _densest(spots: Sequence[Spot]) -> Point:
    """Return the middle of the spots in the part of the world, some cells of a grid, where most is told."""
    cells: dict[tuple[int, int], list[Spot]] = {}
    for spot in spots:
        cells.setdefault((int(spot.at[0] // _CELL), int(spot.at[1] // _CELL)), []).append(spot)

    def around(cell: tuple[int, int]) -> list[Spot]:
        x, y = cell
        return [spot for dx in (-1, 0, 1) for dy in (-1, 0, 1) for spot in cells.get((x + dx, y + dy), ())]

    def told(cell: tuple[int, int]) -> tuple[int, int]:
        return sum(spot.weight for spot in around(cell)), sum(spot.weight for spot in cells[cell])

    there = around(max(cells, key=told))
    total = sum(spot.weight for spot in there)
    return (
        sum(spot.at[0] * spot.weight for spot in there) / total,
        sum(spot.at[1] * spot.weight for spot in there) / total,
    )


def _away(point: Point, middle: Point) -> float:
    return math.hypot((point[0] - middle[0]) * math.cos(math.radians(middle[1])), point[1] - middle[1])


def _joined(a: Box, b: Box) -> Box:
    return Box(min(a.west, b.west), min(a.south, b.south), max(a.east, b.east), max(a.north, b.north))


def _size(box: Box) -> float:
    """Return how wide a region looks; what is very small looks as wide as the smallest that is shown."""
    return max((box.east - box.west), (box.north - box.south) * 1.5, _LEAST)


def _roomy(box: Box) -> Box:
    """Return ``box`` with a margin, and not too small."""
    across = max((box.east - box.west) * (1 + 2 * _MARGIN), _LEAST)
    up = max((box.north - box.south) * (1 + 2 * _MARGIN), _LEAST * 0.6)
    lon, lat = (box.west + box.east) / 2, (box.south + box.north) / 2
    return Box(lon - across / 2, lat - up / 2, lon + across / 2, lat + up / 2)
