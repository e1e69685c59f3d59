"""Every row of the event tables fires on its own example, with its type and mode, before the model weighs it."""

from __future__ import annotations

import pytest

from khabar.layers.base import Context
from khabar.layers.events.find import find
from khabar.layers.events.units import TYPES, units
from khabar.layers.events.view import View
from khabar.lexicon import Lexicon
from khabar.lexicon.tables import Row
from khabar.reader import Reader
from khabar.text import analyse

_LAYERS = ("times", "quantities", "scripture", "entities", "quotations", "voices")
_LEXICON = Lexicon()


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(layers=_LAYERS, force=True)


def _rows(type_: str) -> list[Row]:
    return _LEXICON.table(f"events/{type_.lower()}").rows


def _fires(reader: Reader, type_: str, row: Row) -> bool:
    text = row.cells["example"]
    record = reader.read(text, published="2019-05-15")
    found = {name: getattr(record, name) for name in ("times", "quantities", "entities", "quotations", "voices")}
    drafts = find(View(Context(analyse(text), record.document, _LEXICON, found)), units(_LEXICON), ())
    mode = row.cells["mode"] or None
    return any(one.met and one.type == type_ and (mode is None or one.mode in (mode, None)) for one in drafts)


@pytest.mark.parametrize("type_", TYPES)
def test_rows_fire_on_their_examples(type_: str, reader: Reader) -> None:
    rows = _rows(type_)
    assert rows
    silent = [
        f"{row.place} {row.cells['form']}: {row.cells['example']}" for row in rows if not _fires(reader, type_, row)
    ]
    assert silent == []
