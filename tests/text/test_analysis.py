"""The analysis: tokens and their offsets."""

from __future__ import annotations

import pytest
from hypothesis import given

from khabar.text import analyse
from tests.strategies import any_text, wild_text

CASES = [
    ("قال: «نعم»!", ["قال", ":", "«", "نعم", "»", "!"]),
    ("الـ7 من أيلول/سبتمبر", ["ال", "7", "من", "ايلول", "/", "سبتمبر"]),
    ("٣٫٥٪ في 2016م", ["3", ".", "5", "%", "في", "2016", "م"]),
    ("snake_case و F-16", ["snake", "_", "case", "و", "f", "-", "16"]),
    ("كَتَبَ\u200cها", ["كتبها"]),
    ("", []),
    (" \n\t", []),
    ("\u064b\u064c", []),
]


@pytest.mark.parametrize(("text", "words"), CASES)
def test_tokens(text: str, words: list[str]) -> None:
    assert analyse(text).words == words


@given(any_text())
def test_tokens_hold_every_visible_character_once(text: str) -> None:
    analysis = analyse(text)
    folded = analysis.folded.text
    assert "".join(analysis.words) == "".join(folded.split())
    position = 0
    for word, start, end in zip(analysis.words, analysis.starts, analysis.ends, strict=True):
        assert folded[start:end] == word
        assert not folded[position:start].strip()
        position = end


@given(any_text())
def test_no_token_crosses_a_sentence(text: str) -> None:
    analysis = analyse(text)
    for start, end in zip(analysis.starts, analysis.ends, strict=True):
        first, last, _ = analysis.sentences[analysis.sentence_at(start)]
        assert first <= start < end <= last


@given(wild_text())
def test_any_string_is_accepted(text: str) -> None:
    analysis = analyse(text)
    assert analysis.text == text
    assert len(analysis) == len(analysis.words)
