"""The one matcher of tables: longest form, particles, quotation marks, several values, all readings of a place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.errors import LexiconError
from khabar.lexicon.matcher import Found, Matcher, compile_forms, tokens_of
from khabar.text import analyse
from tests.strategies import words

_FORMS = (
    ("الجيش", "army"),
    ("الجيش الإسرائيلي", "IDF"),
    ("الجيش الإسرائيلي الجديد", "new"),
    ("لبنان", "LBN"),
    ("بنان", "fingers"),
    ("اليمن", "YEM"),
    ("ب", "letter"),
    ("عمان", "JOR"),
    ("عُمان", "OMN"),
    ("أهل الجزيرة العربية", "long"),
    ("هل", "question"),
    ("الجبهة - القيادة", "front"),
)


def _at(text: str, matcher: Matcher[str] | None = None, index: int = 0) -> tuple[str, int, int] | None:
    found = (matcher or Matcher(_FORMS)).at(analyse(text).words, index)
    return found and (found.values[0], found.last, found.cut)


def test_longest_form_wins() -> None:
    assert _at("الجيش الإسرائيلي الجديد هنا") == ("new", 3, 0)
    assert _at("الجيش الإسرائيلي يتقدم") == ("IDF", 2, 0)
    assert _at("الجيش السوري") == ("army", 1, 0)
    assert _at("الجيش") == ("army", 1, 0)
    assert _at("جيش") is None


def test_forms_and_text_are_folded() -> None:
    assert _at("الجيـش الاسرائيلى") == ("IDF", 2, 0)
    assert _at("الجَيشُ الإسرائيليّ") == ("IDF", 2, 0)


def test_particles_are_taken_off_the_first_token_only() -> None:
    assert _at("والجيش") == ("army", 1, 1)
    assert _at("وبالجيش الإسرائيلي") == ("IDF", 2, 2)
    assert _at("الجيش والإسرائيلي") == ("army", 1, 0)


def test_the_article_swallowed_after_lam_is_given_back() -> None:
    assert _at("لليمن") == ("YEM", 1, 1)
    assert _at("وللجيش الإسرائيلي") == ("IDF", 2, 2)


def test_the_whole_word_is_read_before_what_particles_leave() -> None:
    assert _at("لبنان") == ("LBN", 1, 0)
    assert _at("ولبنان") == ("LBN", 1, 1)


def test_a_longer_form_wins_over_a_shorter_cut() -> None:
    matcher = Matcher([("لمدة", "for"), ("مدة طويلة", "long")])
    assert _at("لمدة طويلة", matcher) == ("long", 2, 1)
    assert _at("لمدة قصيرة", matcher) == ("for", 1, 0)


def test_a_single_letter_is_no_particle_and_no_rest() -> None:
    assert _at("ب") == ("letter", 1, 0)
    assert _at("وب") is None


def test_forms_match_whole_tokens() -> None:
    assert _at("الجيشان") is None
    assert _at("عمانيون") is None


def test_quotation_marks_may_stand_inside_a_form() -> None:
    assert _at('الجيش "الإسرائيلي" اليوم') == ("IDF", 3, 0)
    assert _at("الجيش «الإسرائيلي الجديد»") == ("new", 4, 0)
    assert _at("«الجيش") is None
    assert _at("الجيش، الإسرائيلي") == ("army", 1, 0)


def test_a_matcher_may_be_told_to_take_marks_as_they_are() -> None:
    assert _at('الجيش "الإسرائيلي"', Matcher(_FORMS, quotes=False)) == ("army", 1, 0)


def test_marks_of_a_form_must_stand_in_the_text() -> None:
    assert _at("الجبهة - القيادة") == ("front", 3, 0)
    assert _at("الجبهة القيادة") is None


def test_several_values_keep_their_order_and_come_once() -> None:
    matcher = Matcher([*_FORMS, ("عمان", "JOR"), ("وعمان", "and")])
    found = matcher.at(["عمان"], 0)
    assert found is not None
    assert found.values == ("JOR", "OMN")
    assert found == Found(0, 1, 0, ("JOR", "OMN"))


def test_every_gives_all_lengths_and_cuts_longest_first() -> None:
    matcher = Matcher([*_FORMS, ("والجيش", "and-army")])
    hits = matcher.every(analyse("قال والجيش الإسرائيلي الجديد").words, 1)
    assert [(hit.values, hit.first, hit.last, hit.cut) for hit in hits] == [
        (("new",), 1, 4, 1),
        (("IDF",), 1, 3, 1),
        (("and-army",), 1, 2, 0),
        (("army",), 1, 2, 1),
    ]
    assert matcher.every(["قال"], 0) == []


def test_exact_takes_nothing_off_and_passes_nothing() -> None:
    matcher = Matcher(_FORMS)
    text = analyse('الجيش الإسرائيلي والجيش "الإسرائيلي" عمان').words
    assert matcher.exact(text, 0) == ("IDF", 2)
    assert matcher.exact(text, 2) is None
    assert matcher.exact(text, 2, "الجيش") == ("army", 1)
    assert matcher.exact(text, 2, "عمان") == ("JOR", 1)
    assert matcher.exact(text, len(text)) is None
    assert matcher.exact(["اهل", "الجزيره"], 0) is None  # the beginning of a form


def test_an_empty_form_is_an_error() -> None:
    with pytest.raises(LexiconError, match="empty"):
        Matcher([("", 1)])
    with pytest.raises(LexiconError, match="letters"):
        Matcher([("ـ", 1)])


def test_compiled_forms_make_the_same_matcher_and_values_when_asked_for() -> None:
    forms, values = compile_forms(_FORMS)
    asked: list[int] = []

    def value(number: int) -> str:
        asked.append(number)
        return values[number]

    matcher = Matcher.of(forms, value)
    assert asked == []
    assert _at("الجيش الإسرائيلي", matcher) == ("IDF", 2, 0)
    assert len(asked) == 1


@given(st.lists(words(), min_size=1, max_size=12), st.lists(st.lists(words(), min_size=1, max_size=3), max_size=6))
def test_it_finds_what_a_plain_search_finds(text: list[str], forms: list[list[str]]) -> None:
    joined = [" ".join(form) for form in [*forms, text[:2], text[-1:]]]
    tokens = [token for word in text for token in tokens_of(word)]
    matcher = Matcher([(form, form) for form in joined if tokens_of(form)], quotes=False)
    for index in range(len(tokens)):
        found = matcher.at(tokens, index)
        there = [
            len(known)
            for known in map(tokens_of, joined)
            if known and tuple(tokens[index : index + len(known)]) == known
        ]
        assert (0 if found is None else found.last - index) >= max(there, default=0)
        if found:
            ends = {hit.last for hit in matcher.every(tokens, index)}
            assert max(ends) == found.last
            assert {index + length for length in there} <= ends
