"""Every line of ``examples.tsv`` reads as it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from khabar.layers import entities as room
from tests.layers.entities.reading import names

_FILE = Path(room.__file__).parent / "examples.tsv"


def _examples() -> list[tuple[str, str]]:
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return [(text, told) for line in lines if not line.startswith("#") for text, told in [line.split("\t")]]


@pytest.mark.parametrize(("text", "told"), _examples(), ids=lambda cell: str(cell)[:40])
def test_example_reads_as_it_says(text: str, told: str) -> None:
    assert "; ".join(names(text)) == told.replace("nothing", "")


def test_examples_are_many_and_a_share_holds_no_name() -> None:
    rows = _examples()
    assert len(rows) >= 200
    assert sum(told == "nothing" for _, told in rows) >= 40
    assert len({text for text, _ in rows}) == len(rows)
