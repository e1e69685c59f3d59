"""Who is meant where the text names nobody: the texts of ``anaphora.tsv``, told right."""

from __future__ import annotations

from pathlib import Path

import pytest

from khabar.lexicon.tables import Row, read_table
from khabar.record import Record
from tests.layers.entities.reading import read

_ROWS = read_table(Path(__file__).parent / "anaphora.tsv", "anaphora").rows


def _told(record: Record) -> list[str]:
    """Return the mentions that name nobody but are of somebody named, as mention>name of the entity, in order."""
    found = [
        (mention.start, f"{mention.text}>{entity.name}")
        for entity in record.entities
        if any(mention.form not in ("pronoun", "nominal") for mention in entity.mentions)
        for mention in entity.mentions
        if mention.form in ("pronoun", "nominal")
    ]
    return [told for _, told in sorted(found)]


def _meant(cell: str) -> list[str]:
    return [] if cell == "nothing" else cell.split(";")


@pytest.mark.parametrize("row", [row for row in _ROWS if row.cells["means"] != "nothing"], ids=lambda row: row.line)
def test_who_is_meant(row: Row) -> None:
    assert _told(read(row.cells["text"])) == _meant(row.cells["means"])


@pytest.mark.parametrize("row", [row for row in _ROWS if row.cells["means"] == "nothing"], ids=lambda row: row.line)
def test_what_is_not_safe_is_left_alone(row: Row) -> None:
    assert _told(read(row.cells["text"])) == []
