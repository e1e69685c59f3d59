"""Why an event: what explains it, the paragraphs it cites, and the same in Arabic."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from khabar.explain import explain_at
from khabar.formats.said import meaning
from khabar.formats.strings import strings
from khabar.layers.base import Piece
from khabar.layers.events.reasons import PARAGRAPHS
from khabar.layers.events.units import TYPES
from khabar.reader import Explained, Reader

_PAGE = Path(__file__).resolve().parents[3] / "docs" / "events.md"
_LAYERS = ("times", "quantities", "scripture", "entities", "quotations", "voices", "events")
_NUMBERED = re.compile(r"^(\d+)\. \*\*(.+?)\*\*", re.MULTILINE)


@cache
def _reader() -> Reader:
    return Reader(layers=_LAYERS, force=True)


def _explained(text: str) -> Explained:
    return _reader().explain(_reader().source(text, published="2019-03-04"))


def _pieces(text: str) -> list[Piece]:
    return list(_explained(text).why["events", 0])


def test_an_event_shows_trigger_row_roles_date_and_the_paragraph_that_decided() -> None:
    pieces = _pieces("سيزور الرئيس الروسي الصين في مايو.")
    assert pieces[0].row.startswith("events/consult.tsv:")
    assert [(piece.text, piece.meaning) for piece in pieces] == [
        ("يزور", "trigger of AGREE"),
        ("الرئيس الروسي", "actor: subject"),
        ("الصين", "recipient: object"),
        ("يزور", "status future: future tense"),
        ("مايو", "date: by the clause"),
        ("يزور", f"future cooperation (docs/events.md, paragraph {PARAGRAPHS['future cooperation']})"),
    ]


@pytest.mark.parametrize("rule", PARAGRAPHS)
def test_every_rule_has_its_paragraph_in_the_codebook(rule: str) -> None:
    names = {int(number): name.lower() for number, name in _NUMBERED.findall(_PAGE.read_text(encoding="utf-8"))}
    assert rule in names[PARAGRAPHS[rule]]


def test_the_codebook_numbers_its_paragraphs_through_and_begins_with_the_types() -> None:
    numbered = _NUMBERED.findall(_PAGE.read_text(encoding="utf-8"))
    assert [int(number) for number, _ in numbered] == list(range(1, len(numbered) + 1))
    assert [name for _, name in numbered[: len(TYPES)]] == TYPES


def test_what_explains_events_and_agreements_is_told_in_arabic() -> None:
    explained = _explained(
        "وقعت مصر والسودان اتفاقية أمنية تنص على تبادل المعلومات. قد تقصف إسرائيل لبنان غدا. لم تعتقل الشرطة أحدا. "
        "يعتزم الرئيس الروسي زيارة الصين. خرق الحوثيون الهدنة أمس. قُتل ثلاثة جنود أتراك. وقعت مصر والسودان الاتفاقية."
    )
    said = {piece.meaning for (field, _), found in explained.why.items() for piece in found if field in _FIELDS}
    assert len(said) >= 10
    assert sorted(one for one in said if meaning(one, strings("ar")) == one) == []


_FIELDS = ("events", "agreements")


def test_an_agreement_is_found_at_its_provisions_and_where_it_is_told_again() -> None:
    text = "وقعت مصر والسودان اتفاقية أمنية تنص على تبادل المعلومات. وقال الوزير إن الاتفاقية مهمة."
    explained = _explained(text)
    for words in ("اتفاقية أمنية", "تبادل المعلومات", "الاتفاقية مهمة"):
        here = explain_at(explained, text.index(words) + 1, _reader().lexicon).here
        assert "agreements" in {one.field for one in here}, words
