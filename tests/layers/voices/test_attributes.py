"""What the record says of a segment beside its voice."""

from __future__ import annotations

import pytest

from khabar.record import Voice
from tests.layers.voices.reading import voices


def _only(text: str) -> Voice:
    found = voices(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "packed", "kind"),
    [
        ("إن ما جرى خيانة أمريكية واضحة.", "خيانة أمريكية واضحة", "accusation"),
        ("وهكذا يستمر الخونة في القيادة في بيع البلاد!", "الخونة في القيادة", "label"),
        ("إن الدعم الواضح للمعتدي وصمة عار.", "الدعم الواضح للمعتدي", "evidence"),
        ("وصل الوفد إلى العاصمة أمس.", "", ""),
    ],
)
def test_noun_phrases_that_take_a_claim_for_granted(text: str, packed: str, kind: str) -> None:
    found = [(mark.text, mark.kind) for one in voices(text) for mark in one.presupposed]
    assert ((packed, kind) in found) if packed else not found, found


@pytest.mark.parametrize(
    ("text", "checkable", "because"),
    [
        ("وصل الوفد إلى العاصمة أمس.", True, "told"),
        ("قال الوزير إن الحدود ستفتح غدا.", True, "on_record"),
        ("زعم الوزير أن الحدود آمنة.", False, "view"),
        ("إن ما جرى خيانة لدماء الشهداء.", False, "judgement"),
        ("ستندلع حرب جديدة لا محالة.", False, "forecast"),
        ("يجب أن نعمل معا.", False, "no_statement"),
    ],
)
def test_whether_evidence_could_settle_it_and_why(text: str, checkable: bool, because: str) -> None:
    one = _only(text)
    assert (one.checkable, one.because) == (checkable, because)


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("يجب على الحكام رفض هذا الاتفاق.", "الحكام"),
        ("على البرلمان أن يستقيل.", "البرلمان"),
        ("يجب رفض الاتفاق.", None),
    ],
)
def test_whom_a_call_calls_on(text: str, addressee: str | None) -> None:
    one = _only(text)
    assert one.voice == "call"
    assert one.mood == "talabi"
    assert (one.addressee and one.addressee.text) == addressee


def test_a_label_is_within_the_authors_clause() -> None:
    nested = [inner for one in voices("تستمر الحملة فيما يسمى «حرب الكرامة» منذ سنتين.") for inner in one.nested]
    assert [(one.text, one.voice, one.cue and one.cue.text) for one in nested] == [
        ("حرب الكرامة", "label", "فيما يسمى")
    ]


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("نفى المتحدث أن الهجوم وقع.", "denied"),
        ("زعم المتحدث أن الهجوم وقع.", "doubted"),
        ("لم يؤكد المتحدث أن الهجوم وقع.", "doubted"),
        ("توقع المتحدث أن الهجوم وقع.", "probable"),
        ("قال المتحدث إن الهجوم وقع.", "certain"),
    ],
)
def test_how_certain_it_is_told(text: str, certainty: str) -> None:
    assert voices(text)[0].certainty == certainty


def test_items_of_a_list_are_of_the_source_that_introduces_it() -> None:
    found = voices("وأعلن الحزب أن مطالبه هي:\n- فتح المعابر فورا.\n- إطلاق الأسرى جميعا.\nوانصرف الحضور.")
    assert [one.voice for one in found] == ["indirect_quote"] * 3 + ["report"]
