"""Agreements: every line of ``examples.tsv`` reads as it says, and so does the article that a reader read."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from khabar._tsv import read_rows
from khabar.layers import events as room
from khabar.reader import Reader
from khabar.record import Agreement, Record

_LAYERS = ("times", "quantities", "scripture", "entities", "quotations", "voices", "events")
_SEED = Path(__file__).resolve().parents[4] / "shared" / "seed" / "article.txt"


@cache
def _reader() -> Reader:
    return Reader(layers=_LAYERS, force=True)


def _read(text: str, published: str = "2019-05-15") -> Record:
    return _reader().read(text, published=published)


def _said(record: Record, one: Agreement) -> str:
    of = {entity.id: entity for entity in record.entities}
    codes = [of[party].actor or of[party].code or of[party].name for party in one.parties]
    cells = [
        one.kind,
        one.text,
        " ".join(filter(None, codes)),
        one.date,
        one.state,
        ";".join(provision.text for provision in one.provisions),
        ";".join(record.text[start:end] for start, end in one.mentions),
    ]
    return "|".join(cell or "-" for cell in cells)


@pytest.mark.parametrize(("text", "expected"), read_rows(Path(room.__file__).parent / "examples.tsv"))
def test_examples(text: str, expected: str) -> None:
    record = _read(text)
    assert (" || ".join(_said(record, one) for one in record.agreements) or "none") == expected


@pytest.mark.skipif(not _SEED.is_file(), reason="needs the seed beside the project")
def test_the_treaty_of_the_article() -> None:
    record = _read(_SEED.read_text(encoding="utf-8"), "2016-09-30")
    (treaty,) = record.agreements
    codes = {entity.id: entity.code for entity in record.entities}
    assert (treaty.kind, treaty.date, treaty.state) == ("treaty", "2014-12", "signed")
    assert {codes[party] for party in treaty.parties} == {"PAK", "RUS"}
    assert [one.type for one in record.events if one.id == treaty.event] == ["SUPPORT"]
    assert len(treaty.provisions) >= 6
    for one in treaty.provisions:
        assert record.text[one.start : one.end] == one.text
    assert len(treaty.mentions) == 2
    retold = [record.text[start:end] for one in treaty.provisions for start, end in one.mentions]
    assert len(retold) == 1
    assert retold[0].split()[0] == "تكثيف"


def test_a_single_provision_is_found_where_the_text_comes_back_to_it() -> None:
    record = _read(
        "وقعت تونس والجزائر اتفاقية أمنية تنص على تسليم المطلوبين للقضاء، وتبادل الخبرات الفنية. "
        "وقال محام إن تسليم المطلوبين يحتاج إلى قانون."
    )
    first, second = record.agreements[0].provisions
    assert [record.text[start:end] for start, end in first.mentions] == ["تسليم المطلوبين"]
    assert second.mentions == []


def test_two_agreements_stay_apart() -> None:
    record = _read(
        "وقعت مصر واليونان اتفاقية لترسيم الحدود البحرية عام 2020. "
        "وكانت تركيا وليبيا قد وقعتا مذكرة تفاهم بحرية عام 2019."
    )
    assert [(one.kind, one.date) for one in record.agreements] == [("treaty", "2020"), ("memorandum", "2019")]


def test_a_ceasefire_broken_after_it_came_into_force_is_broken() -> None:
    record = _read("دخلت الهدنة بين إسرائيل وحماس حيز التنفيذ أمس. واتهمت حماس إسرائيل بخرق الهدنة.")
    assert [one.state for one in record.agreements] == ["broken"]
