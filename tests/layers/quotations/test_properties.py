"""No text breaks the layer, spans are what they say, and time grows with the length of the text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layers.quotations.reading import output, quotations
from tests.strategies import arabic_text, wild_text

_MARKS = ("«{}»", '"{}"', "“{}”", "‹{}›", "(({}))", "„{}“", "'{}'")
_SAID = ("سنعود غدا إلى القرية", "الطريق مفتوح أمام الجميع", "لم يصل أحد حتى الآن", "نحن بخير والحمد لله")
_SPEAKERS = ("المدير", "رئيس البلدية", "الطبيب", "أحد السكان", "مسؤول محلي", "المتحدث باسم الشرطة")
_VERBS = ("قال", "أكد", "أوضح", "أضاف", "ذكر", "صرح", "تابع")


@settings(max_examples=80)
@given(text=st.one_of(arabic_text(), wild_text()))
def test_any_text_is_read_and_spans_hold_their_text(text: str) -> None:
    found = quotations(text)
    assert [one.id for one in found] == [f"u{number}" for number in range(1, len(found) + 1)]
    for one in found:
        assert one.text == text[one.start : one.end] != ""
        assert one.cue is None or one.cue.text == text[one.cue.start : one.cue.end]
        assert one.kind != "scare" or (one.speaker_text is None and one.cue is None)
    assert found == sorted(found, key=lambda one: (one.start, -one.end))


@settings(max_examples=60)
@given(
    marks=st.sampled_from(_MARKS),
    said=st.sampled_from(_SAID),
    speaker=st.sampled_from(_SPEAKERS),
    verb=st.sampled_from(_VERBS),
    colon=st.booleans(),
)
def test_words_in_any_marks_after_a_verb_are_the_speakers(
    marks: str, said: str, speaker: str, verb: str, colon: bool
) -> None:
    text = f"{verb} {speaker}{':' if colon else ''} {marks.format(said)}."
    (one,) = quotations(text)
    assert (one.kind, one.text, one.speaker_text) == ("direct", said, speaker)


@settings(max_examples=60)
@given(said=st.sampled_from(_SAID), speaker=st.sampled_from(_SPEAKERS), verb=st.sampled_from(_VERBS))
def test_the_same_words_after_that_are_indirect(said: str, speaker: str, verb: str) -> None:
    (one,) = quotations(f"{verb} {speaker} أن {said}.")
    assert (one.kind, one.text, one.speaker_text) == ("indirect", said, speaker)
    assert one.cue is not None
    assert one.cue.text == verb


def test_the_same_text_gives_the_same_output() -> None:
    text = "قال المدير إن المصنع سيغلق، مضيفا أن العمال «سيعوضون»."
    assert output(text) == output(text)


@pytest.mark.parametrize(
    "piece",
    [
        "قال المدير إن المصنع سيغلق، مضيفا أن العمال سيحصلون على تعويض. ",
        "وأكد ",
        "« ",
        '" ',
        "(( ",
        "بحسب المصدر، ",
        "«كلمة» و",
        "أعلنت الوزارة ",
        "قال «نعم» وأضاف ",
    ],
    ids=lambda piece: piece[:12],
)
def test_time_grows_with_the_length(piece: str) -> None:
    def seconds(times: int) -> float:
        text = piece * times
        best = float("inf")
        for _ in range(2):
            begun = time.process_time()
            output(text)
            best = min(best, time.process_time() - begun)
        return best

    seconds(50)
    short, long = seconds(400), seconds(1600)
    assert long < 12 * short + 0.2
