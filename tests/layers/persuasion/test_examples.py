"""Every line of ``examples.tsv`` reads as it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from khabar.layers import persuasion as room
from khabar.layers.persuasion.techniques import techniques
from tests.layers.persuasion.reading import lexicon, persuasion

_FILE = Path(room.__file__).parent / "examples.tsv"


def _examples() -> list[list[str]]:
    return [
        line.split("\t") for line in _FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]


@pytest.mark.parametrize(("voice", "text", "expected"), _examples(), ids=lambda cell: cell[:40])
def test_example_reads_as_it_says(voice: str, text: str, expected: str) -> None:
    found = sorted(persuasion(text, voice), key=lambda one: (one.start, one.technique))
    wanted = [] if expected == "-" else expected.split("|")
    assert sorted(f"{one.technique}={one.text}" for one in found) == sorted(wanted)


def test_examples_show_every_technique() -> None:
    rows = _examples()
    assert len({text for _, text, _ in rows}) == len(rows)
    shown = {one.split("=")[0] for _, _, expected in rows for one in expected.split("|") if one != "-"}
    assert shown == set(techniques(lexicon()))
