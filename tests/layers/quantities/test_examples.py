"""Every line of the layer's ``examples.tsv``: all that it says is found, and nothing else."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import khabar.layers.quantities
from khabar import Reader
from khabar.record import Quantity, Record

FILE = Path(khabar.layers.quantities.__file__).parent / "examples.tsv"
LINES = [line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
PUBLISHED = "2016-10-05"


@cache
def reader() -> Reader:
    return Reader(layers=["times", "quantities"])


def quantity(found: Quantity) -> str:
    value = f"{found.low}..{found.high}" if found.value is None else f"{found.value}"
    about = "~" if found.approximate else ""
    return f"{found.text} = {value}{about} {found.unit}{' ' + found.role if found.role else ''}"


def sums(record: Record) -> str:
    values = {found.id: found.value for found in record.quantities}
    return " | ".join(
        f"{values[one.total]} {'=' if one.adds_up else '≠'} {' + '.join(str(values[part]) for part in one.parts)}"
        for one in record.sums
    )


@pytest.mark.parametrize("line", LINES, ids=[line[0] for line in LINES])
def test_line(line: list[str]) -> None:
    text, expected, *addition = line
    record = reader().read(text, published=PUBLISHED)
    assert (" | ".join(map(quantity, record.quantities)) or "-") == expected
    assert sums(record) == "".join(addition)


def test_there_are_enough_lines_of_both_kinds() -> None:
    nothing = sum(line[1] == "-" for line in LINES)
    assert len(LINES) - nothing >= 150
    assert nothing >= 50


def test_no_text_stands_twice() -> None:
    assert len({line[0] for line in LINES}) == len(LINES)
