"""The tables of this room, read on first use."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from khabar._tsv import read_rows

__all__ = ["rows"]

_FOLDER = Path(__file__).resolve().parent / "tables"


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of ``tables/NAME.tsv``; raises ``LexiconError`` for a malformed one."""
    return read_rows(_FOLDER / f"{name}.tsv")
