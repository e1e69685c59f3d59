"""The folding: same word, same string; every offset finds its way back."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given

from khabar.text import fold, fold_word
from tests.strategies import any_text, arabic_text, wild_text

SAME = [
    ("أحمد", "احمد"),
    ("إلى", "الي"),
    ("آب", "اب"),
    ("ٱلله", "الله"),
    ("مؤتمر", "موتمر"),
    ("لقائه", "لقايه"),
    ("القاهرة", "القاهره"),
    ("مُحَمَّدٌ", "محمد"),
    ("محـــمد", "محمد"),
    ("الرَّحْمَٰنِ", "الرحمن"),
    ("ﺍﻟﺴﻼﻡ", "السلام"),
    ("ﷲ", "الله"),
    ("ﷺ", "صلي الله عليه وسلم"),
    ("ﻣ\ufe77ﺤ\ufe79ﻤ", "محم"),
    ("مﱠحمد", "محمد"),
    ("کیف", "كيف"),
    ("مكانہ", "مكانه"),
    ("١٢٣٤", "1234"),
    ("۱۲۳۴", "1234"),
    ("１２", "12"),
    ("٣٫٥٪", "3.5%"),
    ("١٬٠٠٠", "1,000"),
    ("٢٣؍٩", "23/9"),
    ("2014–2016", "2014-2016"),
    ("ا\u200fب\u200bج", "ابج"),
    ("ألف\u00a0باء", "الف باء"),
    ("ISSI", "issi"),
    ("ﬁ", "ﬁ"),
]


@pytest.mark.parametrize(("source", "folded"), SAME)
def test_fold_unifies(source: str, folded: str) -> None:
    assert fold(source).text == folded
    assert fold_word(source) == folded


@pytest.mark.parametrize(("one", "other"), [("كتب", "كتف"), ("پاكستان", "باكستان"), ("عمر", "عمرو"), ("1,5", "1.5")])
def test_fold_keeps_apart(one: str, other: str) -> None:
    assert fold(one).text != fold(other).text


def test_decomposed_hamza_folds_like_composed() -> None:
    for letter in "أإآؤئ":
        assert fold(unicodedata.normalize("NFD", letter)).text == fold(letter).text


@given(wild_text())
def test_fold_is_idempotent(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once
    assert fold_word(text) == once


@given(any_text())
def test_span_holds_exactly_what_folds_to_it(text: str) -> None:
    folded = fold(text)
    for index in range(len(folded.text)):
        start, end = folded.span(index, index + 1)
        assert 0 <= start < end <= len(text)
        # a letter of a ligature has the span of the whole ligature
        assert folded.text[index] in fold(text[start:end]).text
    assert folded.start(len(folded.text)) == len(text)


@given(arabic_text())
def test_map_back_and_forth(text: str) -> None:
    folded = fold(text)
    starts = [folded.start(index) for index in range(len(folded.text))]
    assert starts == sorted(starts)
    for offset in range(len(text) + 1):
        expected = next((index for index, start in enumerate(starts) if start >= offset), len(starts))
        assert folded.index(offset) == expected


@given(arabic_text(), arabic_text())
def test_fold_of_joined_texts(one: str, other: str) -> None:
    assert fold(one + other).text == fold(one).text + fold(other).text


def test_span_ends_after_the_letters_own_marks() -> None:
    text = "هذا كِتَابٌ، وذاك"
    folded = fold(text)
    at = folded.text.index("كتاب")
    start, end = folded.span(at, at + 4)
    assert text[start:end] == "كِتَابٌ"


def test_span_of_part_of_a_ligature_is_the_ligature() -> None:
    text = "قال ﷺ"
    folded = fold(text)
    at = folded.text.index("الله")
    start, end = folded.span(at, at + 4)
    assert text[start:end] == "ﷺ"
    assert folded.index(start) == folded.text.index("صلي")
    assert folded.index(end) == len(folded.text)
