"""When, where, on what occasion, by which medium and to whom something is said, and through whom the words came."""

from __future__ import annotations

from typing import Any

import pytest

from khabar.record import Quotation
from tests.layers.quotations.reading import output, quotations


def _one(text: str) -> Quotation:
    return quotations(text)[-1]


@pytest.mark.parametrize(
    ("text", "occasion", "medium", "addressee"),
    [
        ("وقال المدير في مؤتمر صحفي إن المصنع سيغلق.", "مؤتمر صحفي", None, None),
        ("وقال المدير، خلال لقاء مع العمال، إن المصنع سيغلق.", "لقاء مع العمال", None, None),
        ("أعلنت الوزارة في بيان أن المدارس ستفتح.", None, "بيان", None),
        ("كتب الكاتب عبر حسابه على تويتر: «لن أصمت بعد اليوم».", None, "حسابه على تويتر", None),
        ("قال الطبيب للصحفيين إن المصاب بخير.", None, None, "لصحفيين"),
        ("أبلغ الوزير نظيره أن الزيارة أرجئت.", None, None, "نظيره"),
        ("قال المدير إن المصنع سيغلق.", None, None, None),
        ("قال المدير الذي شارك في مؤتمر دولي إن المصنع سيغلق.", None, None, None),
        ("قال المدير إن المصنع سيغلق، وذلك في كلمة أمام العمال.", "كلمة أمام العمال", None, None),
        ("في مقابلة مع الصحيفة، قال المدير إن المصنع سيغلق.", "مقابلة مع الصحيفة", None, None),
    ],
)
def test_occasion_medium_and_addressee(
    text: str, occasion: str | None, medium: str | None, addressee: str | None
) -> None:
    one = _one(text)
    assert (one.occasion and one.occasion.text) == occasion
    assert (one.medium and one.medium.text) == medium
    if not (occasion and "أمام" in occasion):
        assert (one.addressee and one.addressee.text) == addressee
    for span in (one.occasion, one.medium):
        assert span is None or text[span.start : span.end] == span.text


def _names(text: str) -> tuple[Quotation, dict[str, Any], dict[str, Any]]:
    found = output(text, before=True).fields
    return (
        list(found["quotations"])[-1],
        {time.id: time for time in found["times"]},
        {entity.id: entity for entity in found["entities"]},
    )


@pytest.mark.parametrize(
    ("text", "time", "place"),
    [
        ("وقال الوزير يوم الأحد في القاهرة إن السد آمن.", "يوم الأحد", "القاهرة"),
        ("وفي 18 مارس 2016، قال الوزير في مدينة حلب إن الطريق مفتوح.", "18 مارس 2016", "حلب"),
        ("وقال المبعوث الأممي إلى ليبيا إن المحادثات ستبدأ غدا في جنيف.", None, None),
        ("قال الوزير إن السد آمن.", None, None),
    ],
)
def test_time_and_place_of_the_utterance(text: str, time: str | None, place: str | None) -> None:
    one, times, entities = _names(text)
    assert (times[one.time].text if one.time else None) == time
    assert (entities[one.place].name if one.place else None) == place


@pytest.mark.parametrize(
    ("text", "speaker", "chain"),
    [
        ("نقلت الصحيفة عن المتحدث قوله إن السد آمن.", "المتحدث", ["الصحيفة", "المتحدث"]),
        ("نقلت الصحيفة عن مصدر أمني أن السد آمن.", "مصدر أمني", ["الصحيفة", "مصدر أمني"]),
        ("قالت الصحيفة نقلا عن مصادر محلية إن السد آمن.", "الصحيفة", ["الصحيفة", "مصادر محلية"]),
        ("قالت الصحيفة إن السد آمن.", "الصحيفة", []),
        ("ذكرت الصحيفة أن وزير المياه قال إن السد آمن.", "وزير المياه", ["الصحيفة", "وزير المياه"]),
    ],
)
def test_chain_leads_from_the_writer_to_whose_words_they_are(text: str, speaker: str, chain: list[str]) -> None:
    one = _one(text)
    assert one.speaker_text == speaker
    assert [link.text for link in one.chain] == chain


def test_function_of_a_named_speaker() -> None:
    one = _one("قال وزير الخارجية الألماني هايكو ماس إن الاتفاق قريب.")
    assert one.speaker_text == "هايكو ماس"
    assert one.function == "وزير الخارجية الألماني"


@pytest.mark.parametrize(
    ("text", "described"),
    [
        ("قال مصدر أمني إن الهجوم فشل.", True),
        ("قال هايكو ماس إن الاتفاق قريب.", False),
        ("أعلنت وزارة الصحة أن اللقاح وصل.", False),
    ],
)
def test_described_sources_are_marked(text: str, described: bool) -> None:
    assert _one(text).described is described


def test_scare_quotes_have_no_circumstances() -> None:
    one = _one('وصلت الباخرة "نسمة" إلى بيروت أمس.')
    assert one.kind == "scare"
    assert (one.time, one.place, one.occasion, one.medium, one.addressee, one.chain) == (
        None,
        None,
        None,
        None,
        None,
        [],
    )
