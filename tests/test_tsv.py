"""The small tables of the rooms below the lexicon."""

from __future__ import annotations

from pathlib import Path

import pytest

from khabar._tsv import read_rows
from khabar.errors import LexiconError


def test_rows_and_comments(tmp_path: Path) -> None:
    table = tmp_path / "t.tsv"
    table.write_text("# What it holds.\n# columns: form kind\nا\tx\nب\ty\n", encoding="utf-8")
    assert read_rows(table) == (("ا", "x"), ("ب", "y"))


@pytest.mark.parametrize("line", ["ا", "ا\tx\ty", "ا\t", ""])
def test_a_malformed_row_is_named_by_file_and_line(tmp_path: Path, line: str) -> None:
    table = tmp_path / "t.tsv"
    table.write_text(f"# columns: form kind\nا\tx\n{line}\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"t\.tsv:3"):
        read_rows(table)
