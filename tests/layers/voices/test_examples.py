"""Every line of ``examples.tsv`` reads as it says."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from khabar.layers import voices as room
from khabar.record import Voice, VoiceName
from tests.layers.voices.reading import voices

_FILE = Path(room.__file__).parent / "examples.tsv"
_ALL = set(get_args(VoiceName))


def _examples() -> list[tuple[str, str]]:
    lines = (line.split("\t") for line in _FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return [(marked.replace("\\n", "\n"), expected) for marked, expected in lines]


def _said(one: Voice) -> str:
    said: list[str] = [one.voice]
    if one.author_stance != "neutral":
        said.append(one.author_stance)
    if one.certainty != "certain":
        said.append(one.certainty)
    if one.time == "scheduled":
        said.append(one.time)
    return "+".join(said)


@pytest.mark.parametrize(("marked", "expected"), _examples(), ids=lambda cell: cell[:40])
def test_example_reads_as_it_says(marked: str, expected: str) -> None:
    found = voices(marked.replace("|", ""))
    assert "|".join(one.text for one in found) == marked
    assert " ".join(map(_said, found)) == expected


def test_examples_are_many_and_show_every_voice() -> None:
    rows = _examples()
    assert len(rows) >= 100
    assert len({marked for marked, _ in rows}) == len(rows)
    assert {said.split("+")[0] for _, expected in rows for said in expected.split()} == _ALL
