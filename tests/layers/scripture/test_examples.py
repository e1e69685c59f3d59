"""Every line of ``examples.tsv`` reads as it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from khabar.layers import scripture as room
from khabar.record import Scripture
from tests.layers.scripture.reading import quotations, reference

_FILE = Path(room.__file__).parent / "examples.tsv"


def _examples() -> list[tuple[str, str]]:
    lines = (line.split("\t") for line in _FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return [(marked, expected) for marked, expected in lines]


def _unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    spans, start, text = [], 0, ""
    for letter in marked:
        if letter == "〔":
            start = len(text)
        elif letter == "〕":
            spans.append((start, len(text)))
        else:
            text += letter
    return text, spans


def _said(found: Scripture) -> str:
    words = [f"{d.found or '∅'}/{d.expected or '∅'}" for d in found.differences]
    said = [reference(found), "exact" if found.exact else "altered", *words]
    if found.label is not None:
        said.append("label right" if found.label_right else "label wrong")
    return " ".join(said)


@pytest.mark.parametrize(("marked", "expected"), _examples(), ids=lambda cell: cell[:40])
def test_example_reads_as_it_says(marked: str, expected: str) -> None:
    text, spans = _unmarked(marked)
    found = quotations(text)
    assert " | ".join(map(_said, found)) == expected.replace("-", "", expected == "-")
    if expected != "-":
        assert [(one.start, one.end) for one in found] == spans
    for one in found:
        for difference in one.differences:
            assert text[difference.at :].startswith(difference.found)


def test_examples_are_many_and_a_share_holds_no_quotation() -> None:
    rows = _examples()
    assert len(rows) >= 90
    assert sum(expected == "-" for _, expected in rows) >= 30
    assert len({marked for marked, _ in rows}) == len(rows)
