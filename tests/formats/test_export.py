"""Exports: PLOVER objects, CAMEO codes, GDELT columns; each event once."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from khabar.errors import OptionError, SourceError
from khabar.formats import export as room
from khabar.formats.export import FORMATS, export, export_lines
from khabar.formats.export.cameo import CAMEO_COLUMNS, quad_class
from khabar.formats.export.gdelt import GDELT_COLUMNS
from khabar.lexicon import Lexicon
from khabar.lexicon.tables import read_table
from khabar.record import (
    Agreement,
    Document,
    Entity,
    Event,
    Generator,
    Geo,
    Party,
    Quantity,
    Record,
    Sentence,
    Time,
)

_TEXT = "قصفت الطائرات المدينة في مايو 2017. وقع البلدان اتفاقا. القصف قتل عشرة. سيزور الوزير الدوحة. لم تقصف أحدا."


def _event(id_: str, phrase: str, type_: str, **more: object) -> Event:
    start = _TEXT.index(phrase)
    return Event(id=id_, start=start, end=start + len(phrase), text=phrase, type=type_, via="events/test.tsv:1", **more)  # type: ignore[arg-type]


def _party(code: str, sector: str | None = None, entity: str | None = None) -> Party:
    return Party(code=code, sector=sector, entity=entity, via="test")


def _record() -> Record:
    syria, russia = _party("SYR", "CVL", "e2"), _party("RUS", "MIL", "e1")
    events = [
        _event("v1", "قصفت", "ASSAULT", mode="aerial", actors=[russia], recipients=[syria], time="t1", date="2017-05",
               dated_by="clause", goldstein=-9.5, contexts=["military"], source="author", historical=True),
        _event("v2", "اتفاقا", "SUPPORT", actors=[_party("EGY", "GOV"), _party("SDN")], date="2019-05-15",
               dated_by="document", goldstein=5.0),
        _event("v3", "القصف", "ASSAULT", mode="aerial", same="v1", actors=[russia], quantities=["q1"], place="e2",
               place_code="SYR", date="2019-05-15", dated_by="document", source="e1"),
        _event("v4", "سيزور", "AGREE", status="future", actors=[_party("UNO")], goldstein=2.5),
        _event("v5", "تقصف", "ASSAULT", status="negated", actors=[_party("ISIS", "REB")]),
    ]  # fmt: skip
    day = _TEXT.index("مايو 2017")
    number = _TEXT.index("عشرة")
    return Record(
        generator=Generator(name="khabar", version="1", lexicons="x"),
        document=Document(id="d1", sha256="0" * 64, published="2019-05-15", url="https://example.org/a\tb"),
        text=_TEXT,
        sentences=[Sentence(start=0, end=_TEXT.index("وقع") - 1, paragraph=0)],
        times=[Time(id="t1", start=day, end=day + 9, text="مايو 2017", type="DATE", value="2017-05",
                    earliest="2017-05-01", latest="2017-05-31", via="t")],
        quantities=[Quantity(id="q1", start=number, end=number + 4, text="عشرة", value=10, low=10, high=10,
                             approximate=False, unit="person", role="killed", via="q")],
        entities=[
            Entity(id="e1", type="NORP", name="روسيا", name_en="Russia", code="RUS"),
            Entity(id="e2", type="GPE", name="سوريا", name_en="Syria", code="SYR", geo=Geo(lat=35.0, lon=38.0)),
        ],
        events=events,
        agreements=[Agreement(id="a1", start=0, end=4, text="قصفت", name="اتفاق", kind="accord", event="v2", via="a")],
    )  # fmt: skip


def _rows(form: str) -> list[dict[str, str]]:
    header, *rows = [line.decode().rstrip("\n").split("\t") for line in export([_record()], form)]
    return [dict(zip(header, row, strict=True)) for row in rows]


def _objects() -> list[dict[str, object]]:
    return [json.loads(line) for line in export([_record()], "plover")]


def test_an_event_told_again_is_one_object_with_its_tellings() -> None:
    found = _objects()
    assert [one["id"] for one in found] == ["d1:v1", "d1:v2", "d1:v4", "d1:v5"]
    first = found[0]
    assert [telling["id"] for telling in first["khabar"]["tellings"]] == ["v1", "v3"]  # type: ignore[index]
    assert first["size"] == {"dead": 10}
    assert first["event_loc"]["country_code"] == "SYR"  # type: ignore[index]


def test_plover_dates_are_whole_days_of_the_text_before_those_of_the_document() -> None:
    first, second, future, _ = _objects()
    assert (first["date"], first["enddate"]) == ("2017-05-01", "2017-05-31")
    assert (second["date"], second["khabar"]["date_told"]) == ("2019-05-15", False)  # type: ignore[index]
    assert future["date"] == "2019-05-15"


def test_plover_modes_hold_the_auxiliary_ones() -> None:
    assert [one["mode"] for one in _objects()] == [["aerial", "historical"], [], ["future"], ["negation"]]


def test_plover_parties_and_quad() -> None:
    first, _, future, _ = _objects()
    assert first["quad_code"] == 4
    assert first["actor"] == [{"entity_name": "روسيا", "code": "RUS", "country_name": "Russia", "sector_code": "MIL"}]
    assert future["actor"] == [{"code": "UNO", "sector_code": "UNO"}]


def test_cameo_leaves_out_what_did_not_happen_and_counts_tellings() -> None:
    rows = _rows("cameo")
    assert [(row["Source"], row["Target"], row["Code"], row["Tellings"]) for row in rows] == [
        ("RUSMIL", "SYRCVL", "195", "2"),
        ("EGYGOV;SDN", "---", "057", "1"),
        ("IGOUNO", "---", "030", "1"),
    ]


def test_gdelt_rows_have_all_columns_and_both_parties_of_a_reciprocal_event() -> None:
    attack, signing, _ = _rows("gdelt")
    assert tuple(attack) == GDELT_COLUMNS
    wanted = ("Actor1Code", "Actor2CountryCode", "EventRootCode", "QuadClass", "SQLDATE", "NumMentions", "NumSources")
    assert [attack[name] for name in wanted] == ["RUSMIL", "SYR", "19", "4", "20170501", "2", "2"]
    assert (attack["IsRootEvent"], attack["ActionGeo_Lat"], attack["SOURCEURL"]) == (
        "1",
        "35",
        "https://example.org/a b",
    )
    assert (signing["Actor1Code"], signing["Actor2Code"], signing["Recipients"]) == ("EGYGOV", "SDN", "")


def test_every_type_and_mode_has_a_code_of_its_quad_class() -> None:
    codes = read_table(Path(room.__file__).with_name("cameo.tsv"), "export/cameo").rows
    quads = {row.cells["type"]: int(row.cells["quad"]) for row in Lexicon().table("events/plover").rows}
    known = {(row.cells["type"], row.cells["mode"]) for row in Lexicon().table("events/plover").rows}
    assert known <= {(row.cells["type"], row.cells["mode"]) for row in codes if not row.cells["context"]}
    # CAMEO counts concessions to material cooperation and investigations to verbal conflict, as the roots have it
    apart = {"CONCEDE", "RETREAT"}
    for row in codes:
        assert row.cells["cameo"].isdigit()
        assert len(row.cells["cameo"]) == 3
        if row.cells["type"] not in apart:
            assert quad_class(row.cells["cameo"]) == quads[row.cells["type"]], row.place


def test_a_line_that_is_no_record_is_named() -> None:
    good = _record().to_json()
    with pytest.raises(SourceError, match=r"records.jsonl:3: this line is no record"):
        list(export_lines([good, b"\n", b'{"text": 1}\n'], "plover", name="records.jsonl"))


def test_a_format_that_there_is_not() -> None:
    with pytest.raises(OptionError, match="plover, gdelt, cameo"):
        list(export([], "xml"))


@pytest.mark.parametrize("form", FORMATS)
def test_records_without_events_give_no_lines_but_the_header(form: str) -> None:
    record = msgspec.structs.replace(_record(), events=[], agreements=[])
    assert len(list(export([record], form))) == (0 if form == "plover" else 1)


def test_columns_have_different_names() -> None:
    for columns in (GDELT_COLUMNS, CAMEO_COLUMNS):
        assert len(set(columns)) == len(columns)
