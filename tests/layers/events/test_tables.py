"""Every row of the event tables fires on its own example, with its type and mode."""

from __future__ import annotations

import pytest

from khabar.layers.events.units import TYPES
from khabar.lexicon import Lexicon
from khabar.lexicon.tables import Row
from khabar.reader import Reader

_LAYERS = ("times", "quantities", "scripture", "entities", "quotations", "voices", "events")
_LEXICON = Lexicon()


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(layers=_LAYERS, force=True)


def _rows(type_: str) -> list[Row]:
    return _LEXICON.table(f"events/{type_.lower()}").rows


def _fires(reader: Reader, type_: str, row: Row) -> bool:
    events = reader.read(row.cells["example"], published="2019-05-15").events
    # what is said of the future may be another type by the boundary rules
    types = {type_, "AGREE"} if type_ in ("CONSULT", "SUPPORT", "COOPERATE", "AID") else {type_}
    mode = row.cells["mode"] or None
    return any(one.type in types and (mode is None or one.mode in (mode, None)) for one in events)


@pytest.mark.parametrize("type_", TYPES)
def test_rows_fire_on_their_examples(type_: str, reader: Reader) -> None:
    rows = _rows(type_)
    assert rows
    silent = [
        f"{row.place} {row.cells['form']}: {row.cells['example']}" for row in rows if not _fires(reader, type_, row)
    ]
    assert silent == []
