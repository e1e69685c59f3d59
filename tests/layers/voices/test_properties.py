"""Whatever the text: the segments tile it, and every offset is true."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.layers.voices import layer
from khabar.record import Voice
from khabar.text import analyse
from tests.layers.voices.reading import voices
from tests.strategies import arabic_text, paragraphs, wild_text


def _faults(text: str, found: list[Voice]) -> list[str]:
    said = []
    if "".join(one.text for one in found) != (text if found else ""):
        said.append("the segments do not tile the text")
    at = 0
    for one in found:
        if one.start != at or one.end <= one.start or text[one.start : one.end] != one.text:
            said.append(f"{one.start}-{one.end} is not {one.text!r}")
        if not one.via.startswith("voices/"):
            said.append(f"{one.via} does not name the layer")
        at = one.end
        said += [f"{mark} is not true" for mark in one.marks if text[mark.start : mark.end] != mark.text]
        if one.cue and text[one.cue.start : one.cue.end] != one.cue.text:
            said.append(f"{one.cue} is not true")
        if one.source_span and text[one.source_span.start : one.source_span.end] != one.source_span.text:
            said.append(f"{one.source_span} is not true")
        said += [f"{mark} lies outside" for mark in one.marks if not one.start <= mark.start < mark.end <= one.end]
    return said


@given(st.one_of(arabic_text(), wild_text(), paragraphs()))
@settings(max_examples=250)
def test_segments_tile_any_text(text: str) -> None:
    found = voices(text)
    assert not _faults(text, found)
    assert bool(found) is bool(analyse(text).words)


@given(paragraphs())
@settings(max_examples=60)
def test_a_text_with_letters_has_segments(text: str) -> None:
    assert voices(text)


def test_the_author_is_the_source_of_his_own_voices_only() -> None:
    own = {"report", "claim", "opinion", "prediction", "call", "question"}
    text = "وصل الوفد أمس. قال الوزير إن الحوار مفيد. يجب أن نعمل. هل من مجيب؟\nاقرأ أيضا"
    found = voices(text)
    assert len({one.voice for one in found}) >= 4
    assert all((one.source == "author") is (one.voice in own) for one in found)
    assert all(one.chain[:1] == ["author"] for one in found if one.voice != "boilerplate")


def test_layer_says_what_it_needs_and_writes() -> None:
    assert layer.name == "voices"
    assert layer.needs == ("scripture", "entities", "quotations")
    assert layer.fields == ("voices",)
