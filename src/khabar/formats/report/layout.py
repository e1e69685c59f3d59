"""Where the nodes and edges of a small network stand: on an ellipse, the busiest in the middle if it is a hub.

Everything is computed, nothing is random: the same network is drawn the same way. The order on the ellipse comes from
exchanging pairs as long as that shortens the edges (a local search; there are at most a dozen and a half nodes).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["Box", "Curve", "curve", "ellipse", "free"]

_PASSES = 6
_HUB = 0.6  # part of all edges that makes a node a hub
_STEPS = 48
_STRETCHES = 5
_APART = 10.0  # pixels between two nodes


class Box(NamedTuple):
    """A rectangle about its middle."""

    x: float
    y: float
    width: float
    height: float

    def holds(self, x: float, y: float, margin: float = 0) -> bool:
        """Return whether a point lies in it or within ``margin`` of it."""
        return abs(x - self.x) <= self.width / 2 + margin and abs(y - self.y) <= self.height / 2 + margin

    def meets(self, other: Box, margin: float = 0) -> bool:
        """Return whether two boxes overlap or come nearer than ``margin``."""
        near = (self.width + other.width) / 2 + margin
        return abs(self.x - other.x) < near and abs(self.y - other.y) < (self.height + other.height) / 2 + margin


class Curve(NamedTuple):
    """A quadratic curve: where it leaves, its control point, where it arrives."""

    start: tuple[float, float]
    control: tuple[float, float]
    end: tuple[float, float]

    def at(self, share: float) -> tuple[float, float]:
        """Return the point at ``share`` of the curve."""
        rest = 1 - share
        x, y = (
            rest * rest * a + 2 * rest * share * b + share * share * c
            for a, b, c in zip(self.start, self.control, self.end, strict=True)
        )
        return x, y

    def crosses(self, box: Box) -> bool:
        """Return whether the curve runs through a box or close by it."""
        return any(box.holds(*self.at(step / _STEPS), 4) for step in range(_STEPS + 1))


def _order(count: int, edges: Sequence[tuple[int, int]]) -> list[int]:
    """Return the nodes in the order of the ring in which those that are joined stand near each other."""
    order = list(range(count))
    neighbours: list[list[int]] = [[] for _ in order]
    for one, other in edges:
        neighbours[one].append(other)
        neighbours[other].append(one)

    def cost(node: int, place: list[int]) -> int:
        gaps = (abs(place[node] - place[other]) for other in neighbours[node])
        return sum(min(gap, count - gap) ** 2 for gap in gaps)

    place = list(range(count))
    for _ in range(_PASSES):
        better = False
        for i in range(count):
            for j in range(i + 1, count):
                one, other = order[i], order[j]
                before = cost(one, place) + cost(other, place)
                place[one], place[other] = j, i
                if cost(one, place) + cost(other, place) < before:
                    order[i], order[j] = other, one
                    better = True
                else:
                    place[one], place[other] = i, j
        if not better:
            break
    return order


def _hub(count: int, edges: Sequence[tuple[int, int]]) -> int | None:
    """Return the node that most edges touch, if those are enough to set it in the middle."""
    pairs = {frozenset(edge) for edge in edges}
    degrees = [sum(node in pair for pair in pairs) for node in range(count)]
    best = max(range(count), key=lambda node: degrees[node], default=None)
    if best is None or count < 4:
        return None
    return best if degrees[best] >= _HUB * len(pairs) and degrees[best] >= 3 else None


def ellipse(
    sizes: Sequence[tuple[float, float]], edges: Sequence[tuple[int, int]], width: float
) -> tuple[list[Box], float]:
    """Return where nodes of ``sizes`` stand on a drawing ``width`` wide, and how high the drawing is.

    ``edges`` are pairs of nodes. No two nodes overlap, whatever their sizes: the ellipse is stretched a little, and
    those that still meet are moved down.
    """
    hub = _hub(len(sizes), edges)
    ring = [node for node in range(len(sizes)) if node != hub]
    number = {node: at for at, node in enumerate(ring)}
    inner = [(number[one], number[other]) for one, other in edges if hub not in (one, other) and one != other]
    order = [ring[at] for at in _order(len(ring), inner)]
    widest = max(size[0] for size in sizes)
    tallest = max(size[1] for size in sizes)
    across = max(0.0, (width - widest) / 2 - 4)
    down = max(tallest * 2.2, width * (0.24 if width > 500 else 0.5)) if len(sizes) > 2 else 0.0
    for _ in range(_STRETCHES):
        boxes = _on_ellipse(sizes, order, hub, width, across, down)
        if not any(one.meets(other, _APART) for at, one in enumerate(boxes) for other in boxes[at + 1 :]):
            break
        down = down * 1.12 + 8
    boxes = _apart(boxes)
    top = min(box.y - box.height / 2 for box in boxes) - 8
    boxes = [box._replace(y=box.y - top) for box in boxes]
    return boxes, max(box.y + box.height / 2 for box in boxes) + 8


def _apart(boxes: list[Box]) -> list[Box]:
    """Return the boxes, from the top down each moved below those that it meets."""
    found = list(boxes)
    settled: list[Box] = []
    for node in sorted(range(len(found)), key=lambda node: (found[node].y, found[node].x)):
        box = found[node]
        while meeting := [other for other in settled if box.meets(other, _APART)]:
            box = box._replace(y=max(other.y + (other.height + box.height) / 2 + _APART + 1 for other in meeting))
        found[node] = box
        settled.append(box)
    return found


def _on_ellipse(
    sizes: Sequence[tuple[float, float]],
    order: Sequence[int],
    hub: int | None,
    width: float,
    across: float,
    down: float,
) -> list[Box]:
    found = [Box(width / 2, 0.0, *size) for size in sizes]
    for at, node in enumerate(order):
        # two stand side by side, three or more begin at the top
        angle = 2 * math.pi * at / len(order) - (math.pi / 2 if len(order) > 2 else math.pi)
        found[node] = Box(width / 2 + across * math.cos(angle), down * math.sin(angle), *sizes[node])
    if hub is not None:
        found[hub] = Box(width / 2, 0.0, *sizes[hub])
    return found


def curve(one: Box, other: Box, bend: float) -> Curve:
    """Return the curve between the borders of two boxes, bent to its left by ``bend`` of its length."""
    dx, dy = other.x - one.x, other.y - one.y
    control = ((one.x + other.x) / 2 + dy * bend, (one.y + other.y) / 2 - dx * bend)
    whole = Curve((one.x, one.y), control, (other.x, other.y))
    points = [whole.at(step / _STEPS) for step in range(_STEPS + 1)]
    first = next((at for at, point in enumerate(points) if not one.holds(*point, 2)), 0)
    last = next((at for at in range(_STEPS, -1, -1) if not other.holds(*points[at], 5)), _STEPS)
    if first >= last:
        return whole
    # the part of a quadratic curve between two shares of it is a quadratic curve again
    low, high = first / _STEPS, last / _STEPS
    middle = tuple(
        (1 - low) * ((1 - high) * a + high * b) + low * ((1 - high) * b + high * c)
        for a, b, c in zip(whole.start, whole.control, whole.end, strict=True)
    )
    return Curve(points[first], (middle[0], middle[1]), points[last])


def free(path: Curve, width: float, height: float, taken: Sequence[Box], most: float) -> Box | None:
    """Return where on ``path`` a label of this size stands clear of ``taken`` and of the edge of the drawing."""
    for share in (0.5, 0.4, 0.6, 0.32, 0.68, 0.25, 0.75):
        x, y = path.at(share)
        box = Box(x, y, width, height)
        inside = x - width / 2 >= 2 and x + width / 2 <= most - 2
        if inside and not any(box.meets(other, 2) for other in taken):
            return box
    return None
