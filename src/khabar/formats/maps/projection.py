"""From degrees to a drawing, with shapes kept true (a region) or areas kept true (the world)."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from khabar.formats.maps.cut import Box, Point

__all__ = ["WORLD", "Projection", "region", "whole"]

WORLD = Box(-180, -57, 180, 80)
_STEEPEST = 78.0  # degrees of latitude; Mercator's map has no poles
_A = (1.340264, -0.081106, 0.000893, 0.003796)


class Projection(NamedTuple):
    """Puts degrees on a drawing of ``width`` and ``height``; ``window`` is the part of the world that it shows."""

    width: float
    height: float
    window: Box
    scale: float
    origin: Point
    plane: Callable[[float, float], Point]

    def __call__(self, lon: float, lat: float) -> Point:
        """Return where a point stands: across from the left, down from the top."""
        x, y = self.plane(lon, lat)
        return (x - self.origin[0]) * self.scale, (self.origin[1] - y) * self.scale


def _mercator(lon: float, lat: float) -> Point:
    """G. Mercator 1569: angles are true, so that a region keeps its shape."""
    held = math.radians(max(-_STEEPEST, min(_STEEPEST, lat)))
    return math.radians(lon), math.log(math.tan(math.pi / 4 + held / 2))


def _back(y: float) -> float:
    return math.degrees(2 * math.atan(math.exp(y)) - math.pi / 2)


def _equal_earth(lon: float, lat: float) -> Point:
    """Šavrič, Patterson and Jenny 2018: areas are true, so that no country looks larger than it is."""
    angle = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
    square = angle * angle
    sixth = square**3
    across = 3 * (9 * _A[3] * sixth * square + 7 * _A[2] * sixth + 3 * _A[1] * square + _A[0])
    x = 2 * math.sqrt(3) * math.radians(lon) * math.cos(angle) / across
    return x, angle * (_A[3] * sixth * square + _A[2] * sixth + _A[1] * square + _A[0])


def region(box: Box, width: float, *, least: float, most: float) -> Projection:
    """Return the map of ``box`` (degrees) that is ``width`` wide and between ``least`` and ``most`` high.

    What the box lacks to fill the drawing is added around it, never stretched.
    """
    west, south = _mercator(box.west, box.south)
    east, north = _mercator(box.east, box.north)
    across, up = max(east - west, 1e-6), max(north - south, 1e-6)
    height = max(least, min(most, width * up / across))
    scale = min(width / across, height / up)
    more_across, more_up = width / scale - across, height / scale - up
    west, east = west - more_across / 2, east + more_across / 2
    south, north = south - more_up / 2, north + more_up / 2
    window = Box(math.degrees(west), _back(south), math.degrees(east), _back(north))
    return Projection(width, height, window, scale, (west, north), _mercator)


def whole(width: float) -> Projection:
    """Return the map of the world, ``width`` wide."""
    edge = _equal_earth(180, 0)[0]
    top, bottom = _equal_earth(0, WORLD.north)[1], _equal_earth(0, WORLD.south)[1]
    scale = width / (2 * edge)
    return Projection(width, (top - bottom) * scale, WORLD, scale, (-edge, top), _equal_earth)
