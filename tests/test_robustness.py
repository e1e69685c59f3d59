"""Hostile inputs at small size, and slices of all layers on random text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from benchmarks.robustness import KINDS, false_slices, hostile
from khabar import Reader
from khabar.errors import KhabarError
from khabar.record import Document, Generator, Record, Sentence
from khabar.sources import read_bytes
from tests.strategies import any_text, paragraphs

READER = Reader(force=True)


@pytest.mark.parametrize("kind", KINDS)
def test_a_hostile_input_is_read_or_refused(kind: str) -> None:
    try:
        record = READER.read_source(read_bytes(hostile(kind, 20_000), name=kind, force=True))
    except KhabarError as error:
        assert str(error)
    else:
        assert false_slices(record)[1] == []


@settings(max_examples=60)
@given(any_text())
def test_every_slice_of_any_text_is_true(text: str) -> None:
    assert false_slices(READER.read(text, published="2016-09-30"))[1] == []


@settings(max_examples=60)
@given(paragraphs())
def test_every_slice_of_well_formed_text_is_true(text: str) -> None:
    assert false_slices(READER.read(text, published="2016-09-30"))[1] == []


def test_false_slices_finds_what_is_false() -> None:
    document = Document(id="x", sha256="0")
    generator = Generator(name="khabar", version="0", lexicons="0")
    sentences = [Sentence(start=0, end=3, paragraph=0), Sentence(start=2, end=9, paragraph=0)]
    record = Record(generator=generator, document=document, text="قال نعم", sentences=sentences)
    count, wrong = false_slices(record)
    assert count == 2
    assert len(wrong) == 2
