"""The keys under which tables may list a word."""

from __future__ import annotations

import pytest

from khabar.lexicon import Lexicon
from khabar.text import fold_word
from khabar.text.morphology import form_finder

FINDER = form_finder(Lexicon())


@pytest.mark.parametrize(
    ("word", "key", "start", "how"),
    [
        ("وللوزيرة", "وزير", 3, "lemma"),
        ("وزراؤها", "وزير", 0, "lemma"),
        ("بجنودهم", "جندي", 1, "lemma"),
        ("سيقصفون", "قصف", 1, "lemma"),
        ("والأسلحة", "سلاح", 1, "lemma"),
        ("للدولة", "الدوله", 1, "stem"),
        ("والقاهرة", "القاهره", 1, "stem"),
        ("واشنطن", "واشنطن", 0, "stem"),
        ("وليد", "وليد", 0, "stem"),
        ("زغنفات", "زغنفه", 0, "ending"),
        ("2016", "2016", 0, "stem"),
    ],
)
def test_word_reaches_its_entry(word: str, key: str, start: int, how: str) -> None:
    found = {(form.key, form.how) for form in FINDER.forms(fold_word(word)) if form.start <= start}
    assert (key, how) in found


def test_nearest_key_comes_first_and_none_twice() -> None:
    forms = FINDER.forms("واشنطن")
    assert (forms[0].key, forms[0].start) == ("واشنطن", 0)
    assert len({(form.key, form.start, form.end) for form in forms}) == len(forms)


def test_no_article_is_taken_off_a_word_that_only_begins_like_it() -> None:
    assert "تزام" not in {form.key for form in FINDER.forms("التزام")}


def test_future_goes_with_verbs_only() -> None:
    assert {form.upos for form in FINDER.forms("سيكتب") if form.start == 1} == {"VERB"}
