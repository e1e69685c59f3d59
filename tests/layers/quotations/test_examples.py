"""Every line of ``examples.tsv`` reads as it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from khabar.layers import quotations as room
from tests.layers.quotations.reading import quotations, said

_FILE = Path(room.__file__).parent / "examples.tsv"


def _examples() -> list[tuple[str, str]]:
    lines = (line.split("\t") for line in _FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return [(marked, expected) for marked, expected in lines]


def _unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    opened: list[int] = []
    spans: list[tuple[int, int]] = []
    text = ""
    for letter in marked:
        if letter == "〔":
            opened.append(len(spans))
            spans.append((len(text), -1))
        elif letter == "〕":
            at = opened.pop()
            spans[at] = (spans[at][0], len(text))
        else:
            text += "\n" if letter == "⏎" else letter
    return text, spans


@pytest.mark.parametrize(("marked", "expected"), _examples(), ids=lambda cell: cell[:40])
def test_example_reads_as_it_says(marked: str, expected: str) -> None:
    text, spans = _unmarked(marked)
    found = quotations(text)
    assert " | ".join(map(said, found)) == expected.replace("-", "", expected == "-")
    assert [(one.start, one.end) for one in found] == spans


def test_examples_are_many_and_a_share_holds_no_quotation() -> None:
    rows = _examples()
    assert len(rows) >= 150
    assert sum(expected == "-" for _, expected in rows) >= 30
    assert len({marked for marked, _ in rows}) == len(rows)
