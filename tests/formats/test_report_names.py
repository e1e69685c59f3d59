"""Names in the report: the layers of mentions, who, where with its map, in both languages and without entities."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec
import pytest

from khabar.formats.report import render
from khabar.formats.strings import strings
from khabar.layers.base import Piece
from khabar.record import Entity, Geo, Mention, Record
from tests.formats.sample import NAMES, named, sample


def _data(page: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(re.search(r'id="data">(.*?)</script>', page, re.DOTALL)[1])  # type: ignore[index]
    return found


def _part(page: str, name: str) -> str:
    return page[page.index(f'<section id="{name}"') :].split("</section>")[0]


@pytest.fixture(scope="module")
def page() -> str:
    return render(named())


@pytest.fixture(scope="module")
def english() -> str:
    return render(named(), lang="en")


def test_each_mention_is_an_item_in_the_layer_of_its_entity(page: str) -> None:
    data = _data(page)
    layers = [name for name, *_ in data["layers"]]
    found = [(NAMES[item[1] : item[2]], layers[item[0]]) for item in data["items"]]
    assert found == [
        ("سليم المرفئي", "person"),
        ("الأردن", "place"),
        ("العقبة", "place"),
        ("حي الصيادين", "place"),
        ("المرفئي", "person"),
        ("الهيئة العالمية للإغاثة", "body"),
        ("الأردنية", "place"),
        ("الأكراد", "people"),
    ]


def test_names_have_a_fine_line_and_no_wash_in_the_text(page: str) -> None:
    assert "::highlight(person){text-decoration:underline solid 1.5px" in page
    assert "::highlight(times){background-color" in page


def test_a_kind_that_is_not_there_has_no_switch() -> None:
    record = named()
    without = render(msgspec.structs.replace(record, entities=record.entities[:2]))
    assert 'value="person"' in without
    assert 'value="people"' not in without
    assert 'value="scripture" disabled' in without, "the first layers are always there"


def test_the_panel_knows_the_entity(page: str, english: str) -> None:
    data = _data(page)
    facts, numbers = data["entities"]["0"]
    said = {name: value for name, value, _ in facts}
    assert said["الاسم"] == "سليم المرفئي"
    assert said["الوظيفة"] == "منسق الإغاثة"
    assert said["البلد"] == "الأردن"
    assert said["القطاع"] == "مدني"
    assert said["الرمز"] == "JOR · CVL"
    assert numbers == [0, 4]
    assert [item[7] for item in data["items"]] == [0, 1, 2, 3, 0, 4, 1, 5]
    place = {name: value for name, value, _ in _data(english)["entities"]["2"][0]}
    assert place["Name"] == "Aqaba"
    assert place["In Arabic"] == "العقبة"
    assert place["Kind"] == "city"
    assert place["Country"] == "Jordan"
    assert place["Position"] == "29.53° N 35.01° E"
    assert place["Could also be"] == "عقبة جبر (PSE)"


def test_the_panel_knows_the_mention(page: str) -> None:
    items = _data(page)["items"]
    assert ["صيغة الذكر", "اسم مختصر", 0] in items[4][5]
    assert ["الترجيح", "71%", 0] in items[0][5]
    assert not any(name == "الترجيح" for name, _, _ in items[1][5]), "what is as good as certain is not told"
    assert ["اللفظ", "تسمية منحازة", 0] in items[5][5]
    assert not any(name == "اللفظ" for name, _, _ in items[0][5])


def test_each_mention_shows_its_own_pieces() -> None:
    record = named()
    mentions = record.entities[0].mentions
    pieces = [Piece(m.start, m.end, m.text, m.form, f"lexicon/persons.tsv:{n}") for n, m in enumerate(mentions)]
    items = _data(render(record, {("entities", 0): pieces}))["items"]
    assert [piece[4] for piece in items[0][6]] == ["lexicon/persons.tsv:0"]
    assert [piece[3] for piece in items[4][6]] == ["اسم مختصر ذُكر كاملا من قبل"]
    assert items[1][6] == []


def test_who_ranks_persons_bodies_and_peoples(page: str, english: str) -> None:
    who = _part(page, "who")
    assert [who.index(word) for word in ("أشخاص", "هيئات وجماعات", "أقوام وطوائف")] == sorted(
        who.index(word) for word in ("أشخاص", "هيئات وجماعات", "أقوام وطوائف")
    )
    assert "منسق الإغاثة" in who
    assert ">×2<" in who
    assert 'data-a="0 4"' in who
    assert "الأردن" in who
    assert "International Relief Group" in _part(english, "who")
    assert "منظمة إغاثة" in who
    assert "Kurds" in who, "the name in the other language stands beside"


def test_who_says_which_names_take_a_side(page: str, english: str) -> None:
    assert _part(page, "who").count("تسمية منحازة") == 1
    assert "«الهيئة العالمية للإغاثة»</bdi> a name that takes a side" in _part(english, "who")


def test_who_has_a_tick_for_each_mention(page: str) -> None:
    person = _part(page, "who").split("<li ")[1]
    places = [float(x) for x in re.findall(r'<a href="#a\d+"[^>]*><line x1="([\d.]+)%"', person)]
    assert len(places) == 2
    assert places[0] > places[1], "an Arabic text begins on the right"


def test_where_draws_what_has_a_position_and_lists_the_rest(page: str) -> None:
    where = _part(page, "where")
    assert where.count("<svg") == 2
    assert where.count('class="spot"') == 2, "the town, on the wide and on the narrow map"
    assert len(re.findall(r'class="land told shade-2"', where)) == 2, "the state, told twice"
    assert where.index("بلا موقع معروف") < where.index("حي الصيادين")
    assert "Natural Earth" in where
    assert ">العقبة</text>" in where
    assert 'class="neighbour">' in where
    assert "السعودية" in where


def test_the_map_is_named_in_the_language_of_the_page(english: str) -> None:
    where = _part(english, "where")
    assert ">Aqaba</text>" in where
    assert ">Jordan</text>" in where
    assert "Saudi Arabia" in where
    assert not re.search(r"<text[^>]*>[^<]*[\u0621-\u064a]", where)


def test_a_far_place_stands_on_a_small_map_of_the_world() -> None:
    record = named()
    mention = Mention(start=0, end=3, text=NAMES[:3], form="name", type="GPE", via="x")
    far = Entity(id="e7", type="GPE", name="اليابان", name_en="Japan", code="JPN", mentions=[mention])
    where = _part(render(msgspec.structs.replace(record, entities=[*record.entities, far])), "where")
    assert where.count('class="world"') == 1
    assert where.index("أبعد من ذلك") < where.index("اليابان")
    assert "shade-4" in where


def test_places_without_any_position_are_a_list_only() -> None:
    record = named()
    where = _part(render(msgspec.structs.replace(record, entities=record.entities[3:4])), "where")
    assert "<svg" not in where
    assert "حي الصيادين" in where


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_record_without_entities_says_so(lang: str) -> None:
    say = strings(lang)
    page = render(sample(), lang=lang)
    assert say("report.no_who") in page
    assert say("report.no_where") in page
    assert _data(page)["entities"] == {}


def test_nothing_is_fetched_and_the_page_stays_small(page: str) -> None:
    assert not re.search(r'(src|xlink:href)="', page)
    assert not re.search(r"url\((?!data:font/woff2)", page)
    assert not re.search(r'style="', page)
    assert len(page.encode()) < 650_000


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_map_of_the_whole_world_stays_small(lang: str) -> None:
    record = named()
    mention = Mention(start=0, end=3, text=NAMES[:3], form="name", type="GPE", via="x")
    places = [(-77.0, 38.9), (116.4, 39.9), (31.2, 30.0), (-58.4, -34.6), (151.2, -33.9), (37.6, 55.7)]
    towns = [
        Entity(id=f"g{n}", type="GPE", name=f"بلدة {n}", kind="city", geo=Geo(lat=lat, lon=lon), mentions=[mention])
        for n, (lon, lat) in enumerate(places)
    ]
    page = render(msgspec.structs.replace(record, entities=towns), lang=lang)
    assert _part(page, "where").count('class="spot"') == 2 * len(places)
    assert len(page.encode()) < 900_000


def test_names_from_strangers_cannot_become_markup() -> None:
    evil = "</script><img src=x onerror=alert(1)>\"'"
    mention = Mention(start=0, end=4, text=evil, form="name", type="GPE", via=evil)
    geo = Geo(lat=30.0, lon=31.0)
    entities = [
        Entity(
            id=evil, type=kind, name=evil, name_en=evil, code=evil, kind=evil, also=[evil], geo=geo, mentions=[mention]
        )
        for kind in ("PERSON", "ORG", "GPE", "NORP")
    ]
    for lang in ("ar", "en"):
        page = render(msgspec.structs.replace(named(), entities=entities), lang=lang)
        assert "<img" not in page
        assert page.count("<script") == 2


def test_coordinates_out_of_the_world_do_not_break_the_map() -> None:
    mention = Mention(start=0, end=4, text="x", form="name", type="LOC", via="x")
    spots = [(90.0, 0.0), (-90.0, 0.0), (0.0, 180.0), (0.0, -180.0), (84.0, 12.0)]
    for lat, lon in spots:
        place = Entity(id="e1", type="LOC", name="القطب", geo=Geo(lat=lat, lon=lon), mentions=[mention])
        page = render(msgspec.structs.replace(named(), entities=[place]))
        assert "القطب" in _part(page, "where")
        assert "nan" not in _part(page, "where")


def test_the_title_that_is_the_first_line_stands_once() -> None:
    title, rest = NAMES.split("\n")
    record = named()

    def first(**document: str | None) -> str:
        changed = msgspec.structs.replace(record.document, **document)
        page = render(msgspec.structs.replace(record, document=changed))
        return page[page.index("<header") : page.index('id="side"')]

    assert first(title=title).count("وصل منسق") == 1
    assert 'data-s="0"' in first(title=title).split("</h1>")[0]
    assert first(title="عنوان آخر").count("وصل منسق") == 1
    assert first(title=None).count("وصل منسق") == 1
    assert rest[:20] in first(title=title)


def test_many_names_take_time_in_step() -> None:
    record = named()
    entities = [
        msgspec.structs.replace(entity, id=f"{entity.id}-{number}")
        for number in range(300)
        for entity in record.entities
    ]
    page = render(msgspec.structs.replace(record, entities=entities))
    assert strings("ar")("report.rest", count="288") in _part(page, "who")


def _state_only(record: Record) -> Record:
    return msgspec.structs.replace(record, entities=record.entities[1:2])


def test_a_state_alone_makes_a_map() -> None:
    where = _part(render(_state_only(named())), "where")
    assert where.count("<svg") == 2
    assert "shade-2" in where
