"""The small tables of the rooms below the lexicon: rows of a TSV file whose header names the columns."""

from __future__ import annotations

from pathlib import Path

from khabar.errors import LexiconError

__all__ = ["read_rows"]


def read_rows(path: Path) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the table at ``path``, in the form of the tables of ``khabar.lexicon``.

    Raises ``LexiconError`` naming file and line for a row that does not have the columns of the header.
    """
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
