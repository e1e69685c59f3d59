"""Cuts of verses are found exact, changed words are named, and no text breaks the layer."""

from __future__ import annotations

import time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from khabar.layers.scripture.mushaf import BREAK, Mushaf, load
from khabar.text import fold_word
from tests.layers.scripture.reading import output, quotations, reference
from tests.strategies import arabic_text, wild_text

_MUSHAF = load({})
_PLACES = len(_MUSHAF.kinds)
_HARAKAT = "ًٌٍَُِّْـ"
_OTHERS = ("الوزارة", "المطار", "الانتخابات", "الصحيفة")


def _verse(mushaf: Mushaf, first: int, last: int) -> str:
    (sura, verse), (_, end) = mushaf.verse(first), mushaf.verse(last - 1)
    return f"{sura}:{verse}" if verse == end else f"{sura}:{verse}-{end}"


@st.composite
def cuts(draw: st.DrawFn, least: int = 4, most: int = 30) -> tuple[int, int]:
    """Draw places ``[first, last)`` of words in a row in one sura."""
    length = draw(st.integers(least, most))
    first = draw(st.integers(0, _PLACES - length))
    if BREAK in _MUSHAF.kinds[first : first + length]:
        first = _MUSHAF.kinds.index(BREAK, first) + 1
    assume(BREAK not in _MUSHAF.kinds[first : first + length] and first + length <= _PLACES)
    return first, first + length


def _respelled(words: list[str], manner: int) -> list[str]:
    if manner == 0:
        return words
    if manner == 1:
        return [fold_word(word) for word in words]
    return ["".join(letter + _HARAKAT[(at + manner) % len(_HARAKAT)] for at, letter in enumerate(w)) for w in words]


@settings(max_examples=150, deadline=None)
@given(
    cut=cuts(), manner=st.integers(0, 4), marks=st.sampled_from(["﴿{}﴾", "{{{}}}", "قال تعالى «{}»", 'قوله تعالى "{}"'])
)
def test_cut_in_marks_is_found_exact(cut: tuple[int, int], manner: int, marks: str) -> None:
    first, last = cut
    words = " ".join(_respelled(_MUSHAF.modern[first:last], manner))
    text = f"خطب الشيخ ثم {marks.format(words)} أمام الناس."
    (found,) = quotations(text)
    assert found.exact
    assert found.differences == []
    assert (found.text, text[found.start : found.end]) == (words, words)
    assert _verse(_MUSHAF, first, last) in [reference(found), *found.also]


@settings(max_examples=150, deadline=None)
@given(
    cut=cuts(6, 25),
    at=st.integers(1, 23),
    other=st.sampled_from(_OTHERS),
    how=st.sampled_from(["change", "add", "drop"]),
)
def test_difference_in_marks_is_named(cut: tuple[int, int], at: int, other: str, how: str) -> None:
    first, last = cut
    words = _MUSHAF.modern[first:last]
    at = 2 + at % (len(words) - 4)
    dropped = words[at]
    new = {"change": [*words[:at], other, *words[at + 1 :]], "add": [*words[:at], other, *words[at:]],
           "drop": words[:at] + words[at + 1 :]}[how]  # fmt: skip
    text = f"قال تعالى: ﴿{' '.join(new)}﴾ ثم مضى."
    found = quotations(text)
    if how == "drop" and all(one.exact for one in found):
        # what is left may stand so in another verse, or the word stood twice
        pytest.skip("the shorter text is in the Quran too")
    assert found
    assert not all(one.exact for one in found)
    differences = [difference for one in found for difference in one.differences]
    if how == "drop":
        assert any(fold_word(dropped) in fold_word(difference.expected) for difference in differences)
    else:
        assert any(difference.found == other and text.startswith(other, difference.at) for difference in differences)


@settings(max_examples=200, deadline=None)
@given(text=st.one_of(arabic_text(), wild_text()), cut=cuts(1, 12), where=st.integers(0, 40))
def test_any_text_passes_and_slices_are_true(text: str, cut: tuple[int, int], where: int) -> None:
    mixed = f"{text[:where]}﴿ {_MUSHAF.words(*cut)} {text[where:]}"
    said = output(mixed, explain=True)
    for number, found in enumerate(said.fields["scripture"]):
        assert mixed[found.start : found.end] == found.text
        assert found.exact == (not found.differences)
        for difference in found.differences:
            assert found.start <= difference.at <= found.end
            assert mixed.startswith(difference.found, difference.at)
        assert found.label is None or found.label in mixed
        for piece in said.why["scripture", number]:
            assert mixed[piece.start : piece.end] == piece.text


@pytest.mark.parametrize(
    "piece",
    [
        "يا أيها الذين آمنوا ",
        "﴿",
        "﴾ ﴿ ",
        '"قال تعالى " ',
        "(((((",
        "إن الله غفور رحيم، ",
        "قال تعالى: ",
        "1 ",
        "و ",
        "الله ",
    ],
)
def test_time_is_linear_in_size(piece: str) -> None:
    output(piece * 10)
    taken = []
    for count in (2_000, 8_000):
        text = piece * count
        begun = time.process_time()
        output(text)
        taken.append(time.process_time() - begun)
    assert taken[1] < 8 * taken[0] + 0.5


def test_whole_text_is_one_reading() -> None:
    text = "\n".join(_MUSHAF.words(*_MUSHAF.span(*verse)) for verse in _MUSHAF.verses() if verse[0] == 2)
    (found,) = quotations(text)
    assert (reference(found), found.exact) == ("2:1-286", True)


def test_why_names_mark_introducer_and_label() -> None:
    text = "قال تعالى: ﴿قل هو الله أحد﴾ [الإخلاص: 1]"
    pieces = output(text, explain=True).why["scripture", 0]
    assert [piece.text for piece in pieces] == ["قال تعالى", "﴿", "قل هو الله أحد", "﴾", "[الإخلاص: 1]"]
    assert pieces[0].row.startswith("scripture/introducers.tsv:")
    assert pieces[-1].row.startswith("scripture/suras.tsv:")


def test_warnings_name_wrong_label_and_unknown_words() -> None:
    said = output("﴿ومن أحياها فكأنما أحيا الناس جميعا﴾ [المائدة: 23] ثم ﴿ومن سرق أموال الناس فله السجن الطويل﴾")
    assert said.warnings == [
        "The reference «[المائدة: 23]» (5:23) is wrong: the words at 1 are 5:32.",
        "The words in ﴿ ﴾ at 55 are not in the Quran as they stand.",
    ]
