"""``khabar lexicon``."""

from __future__ import annotations

from pathlib import Path

from khabar.lexicon import Lexicon
from tests.cli.conftest import Khabar


def test_the_tables_of_the_package_are_well(khabar: Khabar) -> None:
    result = khabar("lexicon", "check")
    assert result.exit_code == 0, result.stdout
    assert result.stdout == ""


def test_a_bad_line_is_told_with_file_and_line(khabar: Khabar, tmp_path: Path) -> None:
    table = tmp_path / "times" / "months.tsv"
    table.parent.mkdir()
    table.write_text("# mine\n# columns: form class value\nشهرالعسل\tmonth\t5\textra\n")
    result = khabar("lexicon", "check", tmp_path)
    assert result.exit_code == 1
    assert f"{table}:3: there are 4 cells" in result.stdout
    assert "1 lines to correct" in result.stderr


def test_list_names_all_tables_with_their_rows(khabar: Khabar) -> None:
    lines = khabar("lexicon", "list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == sorted(Lexicon().paths(), key=lambda n: (n[:8] != "lexicon/", n))
    months = next(line for line in lines if line.startswith("times/months "))
    assert int(months.split()[1].replace(",", "")) == len(Lexicon().table("times/months").rows)


def test_an_unknown_folder_is_a_usage_error(khabar: Khabar, tmp_path: Path) -> None:
    assert khabar("lexicon", "check", tmp_path / "none").exit_code == 2
