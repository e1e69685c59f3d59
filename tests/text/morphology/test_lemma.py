"""Lemmas of stems: by the tables, and by rule and frequency for words in no table."""

from __future__ import annotations

import pytest
from hypothesis import given

from khabar.lexicon import Lexicon
from khabar.text import fold_word
from khabar.text.fold import plain_word
from khabar.text.morphology.lemma import Lemmatiser, same_hamza
from khabar.text.morphology.lexemes import lexemes
from tests.strategies import any_text, wild_text

FREQUENCIES = {"زغنف": 3, "زغنفة": 1, "قشعبة": 4, "يستزغنف": 2}
LEMMATISER = Lemmatiser(lexemes(Lexicon()), FREQUENCIES)


@pytest.mark.parametrize(
    ("stem", "upos", "context", "lemma"),
    [
        ("الوزراء", "NOUN", {}, "وزير"),
        ("رئيسة", "NOUN", {}, "رئيس"),
        ("الرؤساء", "NOUN", {}, "رئيس"),
        ("القضاة", "NOUN", {}, "قاضي"),
        ("قاض", "NOUN", {}, "قاضي"),
        ("مسؤولي", "NOUN", {}, "مسؤول"),
        ("مستواه"[:-1], "NOUN", {"pronoun": "ه"}, "مستوى"),
        ("حكومت", "NOUN", {"pronoun": "ها"}, "حكومة"),
        ("وزرائ", "NOUN", {"pronoun": "ه"}, "وزير"),
        ("جزءا", "NOUN", {}, "جزء"),
        ("شيئا", "NOUN", {}, "شيء"),
        ("شخصيات", "NOUN", {}, "شخصية"),
        ("العسكرية", "ADJ", {}, "عسكري"),
        ("الكبار", "ADJ", {}, "كبير"),
        ("لجنة", "NOUN", {"preposition": "ل"}, "لجنة"),
        ("لدولة", "NOUN", {"preposition": "ل"}, "دولة"),
        ("يقول", "VERB", {}, "قال"),
        ("قلت", "VERB", {}, "قال"),
        ("يعد", "VERB", {"mood": "jus"}, "عاد"),
        ("توافق", "VERB", {"mood": "imp"}, "وافق"),
        ("أقيمت", "VERB", {}, "أقام"),
        ("استعادوا", "VERB", {}, "استعاد"),
        ("يدعو", "VERB", {}, "دعا"),
        ("إلا", "PART", {}, "إلا"),
        ("زغنفات", "NOUN", {}, "زغنف"),
        ("قشعبات", "NOUN", {}, "قشعبة"),
        ("القشعبتين", "NOUN", {}, "قشعبة"),
        ("زغنفين", "NOUN", {}, "زغنف"),
        ("تستزغنف", "VERB", {}, "استزغنف"),
        ("زغنفية", "ADJ", {}, "زغنفي"),
    ],
)
def test_lemma(stem: str, upos: str, context: dict[str, str], lemma: str) -> None:
    assert LEMMATISER.lemma(stem, upos, **context).text == lemma


@pytest.mark.parametrize(
    ("listed", "stem", "same"),
    [("أنفاق", "إنفاق", False), ("أنفاق", "انفاق", True), ("اتفاق", "إتفاق", True), ("آثار", "أثار", False)],
)
def test_hamza_tells_words_apart_where_it_is_written(listed: str, stem: str, same: bool) -> None:
    assert same_hamza(listed, stem) is same


@given(any_text() | wild_text())
def test_plain_letters_stand_where_folded_ones_do(text: str) -> None:
    plain = plain_word(text)
    assert len(plain) == len(fold_word(text))
    assert fold_word(plain) == fold_word(text)
