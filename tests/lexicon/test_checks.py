"""The check of tables: our own pass it, and each kind of mistake is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from khabar.errors import LexiconError
from khabar.lexicon import Lexicon
from khabar.lexicon.checks import check_table
from khabar.lexicon.tables import Table, read_table

HEAD = "# Words of a test.\n# columns: form class value\n"


def _said(tmp_path: Path, content: str | bytes, package: Table | None = None) -> list[str]:
    path = tmp_path / "table.tsv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    problems = check_table(path, "room/table", package)
    return [f"{problem.place.removeprefix(str(path) + ':')}: {problem.message}" for problem in problems]


def test_the_tables_of_the_package_are_well() -> None:
    assert Lexicon().check() == []


def test_a_good_table_has_no_problems(tmp_path: Path) -> None:
    good = "# values class: a | b\n# required: form class\nمايو\ta\t5\nأيار\ta\t5\n(ال)خامس\tb\nمايو\tb\t5\n"
    assert _said(tmp_path, HEAD + good) == []


def test_senses_of_one_form_differ_by_what_they_need(tmp_path: Path) -> None:
    head = "# Words of a test.\n# columns: form kind needs\n"
    assert _said(tmp_path, f"{head}رفع\tverb\tobject:دعوى\nرفع\tverb\tobject:حصار\nرفع\tnoun\n") == []
    said = _said(tmp_path, f"{head}رفع\tverb\tobject:دعوى\nرفع\tverb\tobject:دعوى\n")
    assert said == ["4: «رفع» repeats line 3; keep one of them."]


@pytest.mark.parametrize(
    ("rows", "line", "words"),
    [
        ("مايو\ta\t5\tx\n", 3, "4 cells, the header names 3"),
        ("\ta\t5\n", 3, "'form' is empty"),
        ("مايو\t\t5\n", 3, "'class' is empty"),
        ("\u064b\ta\t5\n", 3, "no letters that count"),
        ("كانون  الثاني\ta\t1\n", 3, "doubled spaces"),
        ("يوم (ال)خامس\ta\t5\n", 3, "not at the head"),
        ("آذار\ta\t3\nاذار\ta\t3\n", 4, "folds to the same letters as «آذار» in line 3"),
        ("مايو\ta\t5\nمايو\ta\t5\n", 4, "repeats line 3"),
        ("(ال)خامس\ta\t5\nالخامس\ta\t5\n", 4, "line 3"),
        ("# values class: a | b\nمايو\tc\t5\n", 4, "'c' is no value of the column 'class'; use one of a, b"),
        ("# required: form value\nمايو\ta\n", 4, "'value' is empty"),
        ("# values kind: a\nمايو\ta\t5\n", 1, "a column 'kind' that is not there"),
    ],
)
def test_each_mistake_is_told_with_its_line(tmp_path: Path, rows: str, line: int, words: str) -> None:
    (said,) = _said(tmp_path, HEAD + rows)
    assert said.startswith(f"{line}: ")
    assert words in said


def test_all_mistakes_are_told_in_order(tmp_path: Path) -> None:
    said = _said(tmp_path, HEAD + "أ\ta\t1\n\ta\t5\nا\ta\t1\nx\ty\tz\tq\n")
    assert [one.split(":")[0] for one in said] == ["4", "5", "6"]


def test_a_table_that_is_not_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    (said,) = _said(tmp_path, HEAD.encode() + "مايو\ta\t5\n".encode("windows-1256"))
    assert said.startswith("3: this is not UTF-8")


def test_a_table_without_columns_or_comment_is_told(tmp_path: Path) -> None:
    assert any("names no columns" in one for one in _said(tmp_path, "# Words.\nمايو\ta\n"))
    assert any("no comment" in one for one in _said(tmp_path, "# columns: form\nمايو\n"))
    assert any("named twice" in one for one in _said(tmp_path, "# Words.\n# columns: form form\nمايو\n"))


def test_lines_that_come_twice_are_told_where_there_are_no_forms(tmp_path: Path) -> None:
    (said,) = _said(tmp_path, "# Names.\n# columns: code name\n1\tالفاتحة\n2\tالبقرة\n1\tالفاتحة\n")
    assert said.startswith("5: the line repeats line 3")


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    (tmp_path / "times").mkdir()
    return tmp_path


def _write(mine: Path, place: str, rows: str, head: str = HEAD) -> None:
    path = mine / place
    path.parent.mkdir(exist_ok=True)
    path.write_text(head + rows, encoding="utf-8")


def _user_problems(mine: Path) -> list[str]:
    return [f"{problem.place}: {problem.message}" for problem in Lexicon((mine,)).check()]


def test_a_users_table_may_add_replace_and_take_away(mine: Path) -> None:
    _write(mine, "times/months.tsv", "شهر الورد\tmonth\t5\nمايو\tmonth\t6\nيناير\tmonth\t-\n")
    assert _user_problems(mine) == []
    lexicon = Lexicon((mine,))
    rows = {row.cells["form"]: row for row in lexicon.table("times/months").rows}
    assert rows["شهر الورد"].cells["value"] == "5"
    assert rows["مايو"].cells["value"] == "6"
    assert "يناير" not in rows
    assert "فبراير" in rows
    place = rows["شهر الورد"].place
    assert place == f"{mine / 'times' / 'months.tsv'}:3"
    assert lexicon.row_at(place) == rows["شهر الورد"]


def test_taking_one_row_away_keeps_rows_of_the_package_with_a_dash(mine: Path) -> None:
    _write(mine, "times/traps.tsv", "شارع\tholder\t-\n")
    package = {row.cells["form"] for row in Lexicon().table("times/traps").rows}
    merged = {row.cells["form"] for row in Lexicon((mine,)).table("times/traps").rows}
    assert package - merged == {"شارع"}


@pytest.mark.parametrize(
    ("place", "rows", "words"),
    [
        ("times/monts.tsv", "مايو\tmonth\t5\n", "no table 'times/monts'"),
        ("months.tsv", "مايو\tmonth\t5\n", "no room of khabar"),
        ("tmes/months.tsv", "مايو\tmonth\t5\n", "no room of khabar"),
        ("times/months.tsv", "مايوو\tmonth\t-\n", "which is not in the table"),
        ("times/months.tsv", "مايو\tmonth\t5\tx\n", "4 cells"),
    ],
)
def test_mistakes_of_a_users_table_are_told(mine: Path, place: str, rows: str, words: str) -> None:
    _write(mine, place, rows)
    (said,) = _user_problems(mine)
    assert said.startswith(str(mine / place))
    assert words in said


def test_other_columns_than_the_package_has_are_told(mine: Path) -> None:
    _write(mine, "times/months.tsv", "مايو\t5\n", head="# Words.\n# columns: form number\n")
    (said,) = _user_problems(mine)
    assert "the same columns" in said


def test_a_users_table_keeps_to_the_values_that_the_package_declares(tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text(HEAD + "# values class: a | b\nمايو\ta\t5\n")
    (said,) = _said(tmp_path, HEAD + "أيار\tc\t5\n", read_table(own, "room/table"))
    assert "use one of a, b" in said


def test_a_folder_without_tables_is_told(mine: Path) -> None:
    (said,) = _user_problems(mine)
    assert "holds no tables" in said


def test_a_missing_folder_is_refused() -> None:
    with pytest.raises(LexiconError, match="no such folder"):
        Lexicon((Path("no/such/folder"),))


def test_row_at_finds_rows_by_place_only() -> None:
    lexicon = Lexicon()
    row = lexicon.table("times/months").rows[3]
    assert lexicon.row_at(row.place) == row
    for place in ("", "times/months.tsv", "times/months.tsv:1", "times/none.tsv:3", "x:3", "times/months.tsv:x"):
        assert lexicon.row_at(place) is None
