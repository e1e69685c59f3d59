"""Every line of ``examples.tsv`` reads as it says, and every rule reads its own example."""

from __future__ import annotations

from pathlib import Path

import pytest

from khabar.layers import times as room
from khabar.layers.times import RULES, layer
from khabar.lexicon.grammar import Rule
from tests.layers.times.reading import context, read

_FILE = Path(room.__file__).parent / "examples.tsv"


def _examples() -> list[tuple[str, str, str]]:
    rows = []
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            published, marked, expected = line.split("\t")
            rows.append((published, marked, expected))
    return rows


def _unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    spans, start, text = [], 0, ""
    for letter in marked:
        if letter == "[":
            start = len(text)
        elif letter == "]":
            spans.append((start, len(text)))
        else:
            text += letter
    return text, spans


@pytest.mark.parametrize(("published", "marked", "expected"), _examples(), ids=lambda cell: str(cell)[:40])
def test_example_reads_as_it_says(published: str, marked: str, expected: str) -> None:
    text, spans = _unmarked(marked)
    output = read(text, published or None)
    found = [f"{time.type} {time.value}" for time in output.fields["times"]]
    found += [f"INTERVAL {interval.earliest}/{interval.latest}" for interval in output.fields["intervals"]]
    assert "; ".join(found) == expected.replace("nothing", "")
    assert [(time.start, time.end) for time in output.fields["times"]] == spans


def test_examples_are_many_and_a_share_holds_no_time() -> None:
    rows = _examples()
    assert len(rows) >= 350
    assert sum(expected == "nothing" for _, _, expected in rows) >= 55
    assert len({(published, marked) for published, marked, _ in rows}) == len(rows)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.id))
def test_rule_reads_its_example(rule: Rule[object]) -> None:
    readings, _ = layer.readings(context(rule.example))
    assert rule.id in [read.id for read, _ in readings]


def test_rule_ids_are_unique() -> None:
    ids = [rule.id for rule in RULES]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.id.startswith("trap.")], ids=lambda rule: str(rule.id))
def test_trap_makes_no_time(rule: Rule[object]) -> None:
    assert read(rule.example).fields["times"] == []
