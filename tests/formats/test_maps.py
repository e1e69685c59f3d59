"""The atlas: the packaged outline, projections that do not distort, windows, and labels that do not collide."""

from __future__ import annotations

import math
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.formats import maps
from khabar.formats.countries import countries
from khabar.formats.maps.cut import Box, cut
from khabar.formats.maps.labels import Wish, place_labels
from khabar.formats.maps.outline import Outline, outlines
from khabar.formats.maps.projection import WORLD, region, whole
from khabar.formats.maps.shapes import drawn, path, stretches
from khabar.formats.maps.window import Spot, view

_DEGREES = st.tuples(st.floats(-179, 179), st.floats(-56, 70))


def _country(code: str) -> Outline:
    return next(outline for outline in outlines() if outline.code == code)


def _holds(outline: Outline, lon: float, lat: float) -> bool:
    hit = False
    for ring in outline.rings:
        for (x1, y1), (x2, y2) in pairwise([*ring.points, ring.points[0]]):
            if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
                hit = not hit
    return hit


# -- the outline ------------------------------------------------------------------------------------------------


def test_the_packaged_outline_is_small() -> None:
    size = (Path(maps.__file__).with_name("world.json")).stat().st_size
    assert 40_000 < size <= 120_000


@pytest.mark.parametrize(
    ("code", "lon", "lat"),
    [
        ("EGY", 31.2, 30.0),
        ("TUN", 10.1, 36.0),
        ("JOR", 36.2, 31.6),
        ("YEM", 44.2, 15.4),
        ("MRT", -12.0, 19.5),
        ("RUS", 37.6, 55.7),
        ("RUS", 160.0, 66.0),
        ("USA", -98.0, 39.0),
        ("IDN", 102.0, -1.0),
        ("LBN", 35.9, 33.9),
        ("QAT", 51.2, 25.3),
    ],
)
def test_what_lies_in_a_country_lies_in_its_outline_only(code: str, lon: float, lat: float) -> None:
    assert [outline.code for outline in outlines() if _holds(outline, lon, lat)] == [code]


def test_the_states_of_the_table_have_an_outline() -> None:
    drawn_codes = {outline.code for outline in outlines()}
    missing = set(countries()) - drawn_codes
    assert len(missing) <= 4, sorted(missing)
    assert {"PSE", "BHR", "KWT", "DJI", "COM", "XKX", "MLT", "SGP"} <= drawn_codes


def test_no_ring_crosses_the_world() -> None:
    for outline in outlines():
        for ring in outline.rings:
            assert all(abs(b[0] - a[0]) < 90 for a, b in pairwise(ring.points)), outline.code


def test_the_middle_of_a_country_lies_in_it() -> None:
    outside = [o.code for o in outlines() if o.largest.box.east - o.largest.box.west > 3 and not _holds(o, *o.middle)]
    assert outside == []


# -- projections ------------------------------------------------------------------------------------------------


@given(_DEGREES)
def test_a_region_keeps_angles(point: tuple[float, float]) -> None:
    lon, lat = point
    project = region(Box(lon - 5, lat - 5, lon + 5, lat + 5), 700, least=300, most=700)
    step = 1e-4
    x, y = project(lon, lat)
    east = math.dist((x, y), project(lon + step / math.cos(math.radians(lat)), lat))
    north = math.dist((x, y), project(lon, lat + step))
    assert east == pytest.approx(north, rel=1e-3), "as wide as it is high, at any place"


@given(_DEGREES)
def test_the_world_keeps_areas(point: tuple[float, float]) -> None:
    lon, lat = point
    project = whole(800)
    step = 0.01

    def area(lon: float, lat: float) -> float:
        (x, y), (x1, y1), (x2, y2) = project(lon, lat), project(lon + step, lat), project(lon, lat + step)
        return abs((x1 - x) * (y2 - y) - (x2 - x) * (y1 - y)) / math.cos(math.radians(lat))

    assert area(lon, lat) == pytest.approx(area(10, 0.01), rel=2e-3)


@given(_DEGREES, st.floats(0.1, 60), st.floats(0.1, 40))
def test_a_region_shows_its_box_in_the_middle(corner: tuple[float, float], across: float, up: float) -> None:
    box = Box(corner[0], corner[1], corner[0] + across, min(corner[1] + up, 74))
    if box.north <= box.south:
        return
    project = region(box, 700, least=350, most=500)
    assert 350 <= project.height <= 500
    assert project.window.west <= box.west + 1e-6
    assert project.window.east >= box.east - 1e-6
    left, bottom = project(box.west, box.south)
    right, top = project(box.east, box.north)
    assert -1e-6 <= left < right <= 700 + 1e-6
    assert -1e-6 <= top < bottom <= project.height + 1e-6
    assert left == pytest.approx(700 - right, abs=1e-5)
    assert top == pytest.approx(project.height - bottom, abs=1e-5)


def test_north_is_up_and_east_is_right() -> None:
    for project in (whole(700), region(Box(30, 20, 50, 35), 700, least=300, most=600)):
        assert project(40, 32)[1] < project(40, 25)[1]
        assert project(35, 30)[0] < project(45, 30)[0]


def test_the_world_fills_its_drawing() -> None:
    project = whole(800)
    assert project(-180, 0)[0] == pytest.approx(0)
    assert project(180, 0)[0] == pytest.approx(800)
    assert project(0, WORLD.north)[1] == pytest.approx(0)


# -- shapes -----------------------------------------------------------------------------------------------------


def test_a_polygon_is_cut_at_the_edge() -> None:
    edge = Box(0, 0, 10, 10)
    assert cut([(2, 2), (4, 2), (4, 4)], edge) == [(2, 2), (4, 2), (4, 4)]
    assert cut([(20, 20), (30, 20), (30, 30)], edge) == []
    half = cut([(-5, 2), (5, 2), (5, 4), (-5, 4)], edge)
    assert {x for x, _ in half} == {0, 5}


def test_lines_on_a_drawing_stay_near_it() -> None:
    project = region(Box(34, 29, 40, 34), 700, least=350, most=520)
    for outline in outlines():
        for ring in drawn(outline, project):
            assert all(-13 <= x <= 713 and -13 <= y <= project.height + 13 for x, y in ring)
    assert drawn(_country("BRA"), project) == []


def test_a_path_is_short_and_closed() -> None:
    assert path([[(0, 0), (1.04, 0), (1.04, 2), (1.04, 2)]]) == "M0 0l1 0 0 2z"


def test_a_name_stands_inside_its_country() -> None:
    project = region(Box(24, 21, 37, 32), 700, least=350, most=700)
    frame = Box(0, 0, 700, project.height)
    length, (x, y) = stretches(drawn(_country("EGY"), project), frame)[0]
    assert length > 200
    assert 0 < x < 700
    assert 0 < y < project.height
    assert stretches([], frame) == []


# -- the window -------------------------------------------------------------------------------------------------


def _town(lon: float, lat: float, weight: int = 1) -> Spot:
    return Spot.of_point(lon, lat, weight)


def test_one_town_is_shown_with_its_surroundings() -> None:
    found = view([_town(44.2, 15.4)])
    assert found.box is not None
    assert found.far == []
    assert 7 <= found.box.east - found.box.west <= 12


def test_a_far_place_does_not_shrink_the_rest() -> None:
    near = [_town(35.9, 31.9, 3), _town(36.3, 33.5, 2), _town(44.4, 33.3, 2)]
    found = view([*near, _town(-77, 38.9)])
    assert found.far == [3]
    assert found.box is not None
    assert found.box.east - found.box.west < 25


def test_places_all_over_the_world_show_the_world() -> None:
    found = view([_town(-77, 38.9, 2), _town(116, 39.9, 2), _town(31, 30, 2), _town(-58, -34, 2)])
    assert found == (None, [])


def test_a_small_state_is_shown_whole_and_a_large_one_around_its_middle() -> None:
    for code, all_of_it in (("LBN", True), ("DZA", False)):
        outline = _country(code)
        spot = Spot.of_state(outline.middle, outline.largest.box, 1)
        assert (spot.box == outline.largest.box) is all_of_it


@given(st.lists(st.tuples(_DEGREES, st.integers(1, 9)), min_size=1, max_size=30))
def test_what_is_not_far_lies_in_the_window(places: list[tuple[tuple[float, float], int]]) -> None:
    spots = [_town(lon, lat, weight) for (lon, lat), weight in places]
    found = view(spots)
    if found.box is None:
        assert found.far == []
        return
    for index, spot in enumerate(spots):
        inside = found.box.west <= spot.at[0] <= found.box.east and found.box.south <= spot.at[1] <= found.box.north
        assert inside or index in found.far


# -- labels -----------------------------------------------------------------------------------------------------

_FRAME = Box(0, 0, 300, 200)


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(0, 200), st.floats(10, 120)), max_size=40))
def test_names_never_collide(wanted: list[tuple[float, float, float]]) -> None:
    marks = [Box(x - 3, y - 3, x + 3, y + 3) for x, y, _ in wanted[:10]]
    wishes = [Wish("name", width, 16, [(x, y), (x + 30, y), (x, y + 20), (x - 30, y)]) for x, y, width in wanted]
    written = place_labels(wishes, marks, _FRAME)
    for one, other in combinations(written, 2):
        assert not one.box.meets(other.box)
    for one in written:
        assert not any(one.box.meets(mark) for mark in marks)
        assert _FRAME.holds(one.box)


def test_the_first_is_served_first_and_the_next_gives_way() -> None:
    spots = [(100.0, 100.0), (100.0, 120.0)]
    written = place_labels([Wish("a", 40, 16, spots), Wish("b", 40, 16, spots), Wish("c", 40, 16, spots)], [], _FRAME)
    assert [(one.index, one.at) for one in written] == [(0, (100, 100)), (1, (100, 120))]
