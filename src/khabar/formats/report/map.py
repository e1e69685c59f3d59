"""The map: states and places of a text, drawn as SVG from the packaged outline; nothing is fetched."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from khabar.formats.actors import Ranked, name_of
from khabar.formats.countries import country_name, state_of
from khabar.formats.maps.cut import Box, Point
from khabar.formats.maps.labels import Wish, place_labels
from khabar.formats.maps.outline import Outline, outlines
from khabar.formats.maps.projection import Projection, region, whole
from khabar.formats.maps.shapes import drawn, path, stretches
from khabar.formats.maps.window import Spot, View, view
from khabar.formats.report.markup import Markup, el
from khabar.formats.report.names import link_targets
from khabar.formats.strings import Strings

__all__ = ["draw", "inset", "view_of"]

_LETTER, _SMALL_LETTER = 7.2, 6.0  # widest average advance at 13 and 11 px
_HEIGHT, _SMALL_HEIGHT = 17.0, 14.0
_SMALLEST_STATE = 9.0  # pixels; a smaller state gets a mark
_LEAST_NEIGHBOUR = 30.0  # pixels of level room before a neighbour is named
_MOST_NEIGHBOURS = 24
_SHADES = (1, 2, 4, 8)  # from how many mentions on a state is shaded so
_INSET_WIDTH = 240


_Rings = list[list[Point]]


class _Land(NamedTuple):
    """A state on the drawing."""

    outline: Outline
    rings: _Rings
    told: Ranked | None


class _Mark(NamedTuple):
    """A circle on the drawing."""

    at: Point
    radius: float
    told: Ranked
    state: bool


def view_of(known: Sequence[Ranked]) -> View | None:
    """Return the part of the world to show for places that have a position, None if the atlas shows none of them."""
    spots = [_spot(one) for one in known]
    there = [index for index, spot in enumerate(spots) if spot]
    if not there:
        return None
    found = view([spot for spot in spots if spot])
    return View(found.box, [there[index] for index in found.far])


def _outline_of() -> dict[str, Outline]:
    return {outline.code: outline for outline in outlines() if outline.code}


def _spot(one: Ranked) -> Spot | None:
    code = state_of(one.entity)
    outline = _outline_of().get(code) if code else None
    if outline:
        return Spot.of_state(outline.middle, outline.largest.box, one.count)
    geo = one.entity.geo
    return Spot.of_point(geo.lon, geo.lat, one.count) if geo else None


def draw(
    known: Sequence[Ranked], box: Box | None, width: int, numbers: Mapping[int, Sequence[int]], say: Strings
) -> Markup:
    """Return the map of ``box`` (None: the world) with ``known``, ``width`` pixels wide."""
    narrow = width < 500
    least, most = (0.75, 1.2) if narrow else (0.5, 0.74)
    project = region(box, width, least=width * least, most=width * most) if box else whole(width)
    lands, marks = _lands(known, project), _marks(known, project)
    marks += [mark for land in lands if (mark := _small_state(land, project))]
    parts: list[Markup] = [
        el("rect", width=f"{project.width:g}", height=f"{project.height:.0f}", class_="sea"),
        el("path", d="".join(path(land.rings) for land in lands if not land.told), class_="land"),
    ]
    parts += [_shaded(land.told, land.rings, numbers, say) for land in lands if land.told]
    parts += [_circle(mark, numbers, say) for mark in sorted(marks, key=lambda mark: -mark.radius)]
    parts += _labels(lands, marks, project, numbers, say)
    return el(
        "svg",
        *parts,
        viewBox=f"0 0 {project.width:g} {project.height:.0f}",
        width="100%",
        role="group",
        aria_label=say("report.map"),
    )


def inset(far: Sequence[Ranked], box: Box, say: Strings) -> Markup:
    """Return a small map of the world that shows ``far`` and, as a frame, what the large map shows."""
    project = whole(_INSET_WIDTH)
    codes = {code for one in far if (code := state_of(one.entity))}
    shapes = [(outline.code in codes, path(drawn(outline, project, step=1.2, least=2.2))) for outline in outlines()]
    points = [project(one.entity.geo.lon, one.entity.geo.lat) for one in far if one.entity.geo]
    corners = [(box.west, box.north), (box.east, box.north), (box.east, box.south), (box.west, box.south)]
    frame = path([[project(lon, lat) for lon, lat in corners]])
    return el(
        "svg",
        el("path", d="".join(data for told, data in shapes if not told), class_="land"),
        el("path", d="".join(data for told, data in shapes if told), class_="land told shade-4"),
        *(el("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=3, class_="dot") for x, y in points),
        el("path", d=frame, class_="frame"),
        viewBox=f"0 0 {project.width:g} {project.height:.0f}",
        width="100%",
        aria_label=say("report.far"),
        role="img",
        class_="world",
    )


def _lands(known: Sequence[Ranked], project: Projection) -> list[_Land]:
    told = {code: one for one in known if (code := state_of(one.entity))}
    lands = []
    for outline in outlines():
        rings = drawn(outline, project)
        if rings:
            lands.append(_Land(outline, rings, told.get(outline.code)))
    return lands


def _radius(count: int) -> float:
    return min(4.0 + 2.6 * math.sqrt(count - 1), 16.0)


def _marks(known: Sequence[Ranked], project: Projection) -> list[_Mark]:
    marks = []
    codes = _outline_of()
    for one in known:
        geo = one.entity.geo
        if geo is None or state_of(one.entity) in codes:
            continue
        x, y = project(geo.lon, geo.lat)
        if 0 <= x <= project.width and 0 <= y <= project.height:
            marks.append(_Mark((x, y), _radius(one.count), one, False))
    return marks


def _small_state(land: _Land, project: Projection) -> _Mark | None:
    """Return a mark for a state that is told of but too small to be seen."""
    if land.told is None:
        return None
    box = Box.around([point for ring in land.rings for point in ring])
    if max(box.east - box.west, box.north - box.south) >= _SMALLEST_STATE:
        return None
    return _Mark(project(*land.outline.middle), _radius(land.told.count), land.told, True)


def _shaded(told: Ranked, rings: _Rings, numbers: Mapping[int, Sequence[int]], say: Strings) -> Markup:
    shade = sum(told.count >= least for least in _SHADES)
    shape = el("path", d=path(rings), class_=f"land told shade-{shade}")
    return el("a", _title(told, say), shape, **link_targets(numbers, told.index))


def _circle(mark: _Mark, numbers: Mapping[int, Sequence[int]], say: Strings) -> Markup:
    x, y = mark.at
    circle = el("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=f"{mark.radius:.1f}", class_="spot")
    return el("a", _title(mark.told, say), circle, **link_targets(numbers, mark.told.index))


def _title(told: Ranked, say: Strings) -> Markup:
    return el("title", f"{name_of(told.entity, say)} ×{told.count}")


def _labels(
    lands: Sequence[_Land],
    marks: Sequence[_Mark],
    project: Projection,
    numbers: Mapping[int, Sequence[int]],
    say: Strings,
) -> list[Markup]:
    """Write the names of what is told of, the most often told first, then those of neighbours where there is room."""
    frame = Box(3, 3, project.width - 3, project.height - 3)
    small = {mark.told.index for mark in marks if mark.state}
    told = [(mark.told.count, _beside(mark, say), mark.told) for mark in marks]
    told += [
        (land.told.count, _within(land.told, land.rings, frame, say), land.told)
        for land in lands
        if land.told and land.told.index not in small
    ]
    told.sort(key=lambda one: -one[0])
    neighbours = _neighbours(lands, frame, say)
    circles = [_around(mark) for mark in marks]
    written = place_labels([*(wish for _, wish, _ in told), *neighbours], circles, frame)
    parts = []
    for one in written:
        x, y = f"{one.at[0]:.1f}", f"{one.at[1] + 4.5:.1f}"
        if one.index < len(told):
            _, wish, ranked = told[one.index]
            text = el("text", wish.text, x=x, y=y, class_="told-name")
            parts.append(el("a", text, tabindex=-1, **link_targets(numbers, ranked.index)))
        else:
            parts.append(el("text", neighbours[one.index - len(told)].text, x=x, y=y, class_="neighbour"))
    return parts


def _around(mark: _Mark) -> Box:
    (x, y), radius = mark.at, mark.radius
    return Box(x - radius, y - radius, x + radius, y + radius)


def _beside(mark: _Mark, say: Strings) -> Wish:
    """Return the name of a place, to stand at one of eight sides of its circle."""
    text = name_of(mark.told.entity, say)
    width = len(text) * _LETTER + 4
    (x, y), away = mark.at, mark.radius + 3
    side, rise = away + width / 2, away + _HEIGHT / 2
    sign = -1 if say.right_to_left else 1
    level = [(x + sign * side, y), (x - sign * side, y), (x, y - rise), (x, y + rise)]
    slant = [(x + dx * side * 0.9, y + dy * rise * 0.8) for dx in (sign, -sign) for dy in (-1, 1)]
    return Wish(text, width, _HEIGHT, [*level, *slant])


def _within(told: Ranked, rings: _Rings, frame: Box, say: Strings) -> Wish:
    """Return the name of a state, to stand where it has most room, else above or below that."""
    text = name_of(told.entity, say)
    found = [at for _, at in stretches(rings, frame)[:5]]
    x, y = found[0] if found else (0.0, 0.0)
    width = len(text) * _LETTER + 4
    around = [(x, y + _HEIGHT), (x, y - _HEIGHT), (x + width * 0.6, y), (x - width * 0.6, y)]
    return Wish(text, width, _HEIGHT, [*found, *around] if found else [])


def _neighbours(lands: Sequence[_Land], frame: Box, say: Strings) -> list[Wish]:
    found = []
    for land in lands:
        if land.told or not land.outline.code:
            continue
        room = stretches(land.rings, frame)
        text = country_name(land.outline.code, say)
        width = len(text) * _SMALL_LETTER + 4
        spots = [at for length, at in room if length >= max(width, _LEAST_NEIGHBOUR)]
        if spots and text != land.outline.code:
            found.append((room[0][0], Wish(text, width, _SMALL_HEIGHT, spots[:4])))
    found.sort(key=lambda one: -one[0])
    return [wish for _, wish in found[:_MOST_NEIGHBOURS]]
