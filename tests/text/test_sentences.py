"""Paragraphs and sentences: the cases of ``sentences.tsv``, and what holds for every text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from khabar._tsv import read_rows
from khabar.text import analyse, fold_word, sentences
from tests.strategies import any_text, paragraphs

_CASES = Path(__file__).with_name("sentences.tsv")


def _cases() -> list[tuple[str, str]]:
    lines = _CASES.read_text(encoding="utf-8").splitlines()
    return [(kind, text) for kind, text in (line.split("\t") for line in lines if not line.startswith("#"))]


@pytest.mark.parametrize(("kind", "marked"), _cases())
def test_sentences_end_where_marked(kind: str, marked: str) -> None:
    marked = marked.replace("⏎", "\n")
    expected = [part.strip() for part in marked.split("‖")]
    text = marked.replace("‖", "")
    analysis = analyse(text)
    spans = (analysis.folded.span(start, end) for start, end, _ in analysis.sentences)
    assert [text[start:end] for start, end in spans] == expected


def test_there_are_many_cases_of_each_kind() -> None:
    assert len(_cases()) >= 60
    assert len({kind for kind, _ in _cases()}) >= 12


@given(any_text())
def test_sentences_tile_the_paragraphs(text: str) -> None:
    analysis = analyse(text)
    folded = analysis.folded.text
    position = 0
    for start, end, number in analysis.sentences:
        first, last = analysis.paragraphs[number]
        assert first <= start < end <= last
        assert not folded[position:start].strip()
        assert folded[start:end].strip() == folded[start:end]
        assert "\n" not in folded[start:end]
        position = end
    assert not folded[position:].strip()


@given(any_text())
def test_paragraphs_are_the_lines_that_hold_something(text: str) -> None:
    analysis = analyse(text)
    folded = analysis.folded.text
    lines = [line.strip() for line in folded.split("\n") if line.strip()]
    assert [folded[start:end] for start, end in analysis.paragraphs] == lines


@given(paragraphs())
def test_every_sentence_is_found_by_its_offset(text: str) -> None:
    analysis = analyse(text)
    for number, (start, end, _) in enumerate(analysis.sentences):
        assert analysis.sentence_at(start) == analysis.sentence_at(end - 1) == number


def test_the_table_holds_no_word_twice() -> None:
    rows = read_rows(Path(sentences.__file__).with_name("tables") / "sentences.tsv")
    folded = [(fold_word(form), kind) for form, kind in rows]
    assert len(set(folded)) == len(folded)
    assert {kind for _, kind in folded} == {"abbreviation", "number", "carry", "letter"}
