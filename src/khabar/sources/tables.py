"""The tables of this room, read on first use (same form as the tables of ``khabar.lexicon``)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from khabar.errors import LexiconError

__all__ = ["rows"]

_FOLDER = Path(__file__).resolve().parent / "tables"


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of ``tables/NAME.tsv``.

    Raises ``LexiconError`` naming file and line for a row that does not have the columns of the header.
    """
    path = _FOLDER / f"{name}.tsv"
    width = 0
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            if line[1:].strip().startswith("columns:"):
                width = len(line.split("columns:", 1)[1].split())
            continue
        cells = tuple(line.split("\t"))
        if len(cells) != width or not all(cells):
            raise LexiconError(
                f"{len(cells)} cells where the header names {width} columns, or an empty cell.",
                subject=f"{path}:{number}",
                remedy="Separate cells with single tabs.",
            )
        found.append(cells)
    return tuple(found)
