"""The article that the project began with: both spokesmen, scare quotes, the wording quoted again (if it is there)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from khabar.record import Quotation
from tests.layers.quotations.reading import output

_ARTICLE = Path(__file__).resolve().parents[4] / "shared" / "seed" / "article.txt"

pytestmark = pytest.mark.skipif(not _ARTICLE.exists(), reason="the article is not beside the project")


@cache
def _found() -> dict[str, Any]:
    fields = output(_ARTICLE.read_text(encoding="utf-8"), before=True).fields
    return {name: list(values) for name, values in fields.items()}


def _of(speaker: str) -> Quotation:
    one: Quotation
    (one,) = (q for q in _found()["quotations"] if q.speaker_text == speaker)
    return one


def _name(entity: str | None) -> str | None:
    return next((one.name for one in _found()["entities"] if one.id == entity), None)


def test_the_spokesman_of_the_army_is_quoted() -> None:
    one = _of("عاصم باجوا")
    assert (one.kind, one.stance) == ("direct", "neutral")
    assert one.speaker is not None
    assert one.function is not None
    assert one.function.startswith("المتحدث باسم")


def test_the_ambassador_is_quoted_with_function_date_and_place() -> None:
    one = _of("أليكسي دينوف")
    assert one.kind == "direct"
    assert one.function is not None
    assert one.function.startswith("السفير")
    time = next(time for time in _found()["times"] if time.id == one.time)
    assert time.value == "2016-03-18"
    assert "إسلام أباد" in (_name(one.place) or "")
    assert one.occasion is not None
    assert one.occasion.text.startswith("محاضرة")


def test_words_held_at_a_distance_are_nobodys_speech() -> None:
    scare = {one.text for one in _found()["quotations"] if one.kind == "scare"}
    assert {"بحرب الفتنة", "بالإرهابيين", "غاية محددة", "مكافحة الإرهاب"} <= scare


def test_the_agreement_is_quoted_again_with_a_word_less() -> None:
    first = next(one for one in _found()["quotations"] if one.cue and one.cue.category == "document")
    again = next(one for one in _found()["quotations"] if one.text == "تكثيف مكافحة الإرهاب")
    assert again.kind == "direct"
    assert again.repeats is not None
    assert again.repeats.of == first.id
    assert [(one.found, one.expected) for one in again.repeats.differences] == [("", "أنشطة")]


def test_the_ambassadors_wording_comes_again_as_it_stands() -> None:
    again = next(one for one in _found()["quotations"] if one.text == "غاية محددة")
    assert again.repeats is not None
    assert again.repeats.of == _of("أليكسي دينوف").id
    assert again.repeats.differences == []


def test_the_writers_gloss_is_not_the_ambassadors() -> None:
    assert not any("إشارة ضمنية" in one.text for one in _found()["quotations"])
