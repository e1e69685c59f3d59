"""``khabar why``."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import TEXT, Khabar


def test_the_tree_shows_value_rule_pieces_and_rows(khabar: Khabar, article: Path) -> None:
    result = khabar("why", article, TEXT.index("مايو"))
    assert result.exit_code == 0, result.stderr
    said = result.stdout
    assert "12 مايو/أيار 2020»" in said
    assert "value 2020-05-12" in said
    assert "via times" in said
    assert "times/months.tsv:" in said
    assert "month · 5" in said
    assert "└─" in said


def test_json_holds_the_same(khabar: Khabar, article: Path) -> None:
    offset = TEXT.index("مايو")
    answer = json.loads(khabar("why", article, offset, "--format", "json").stdout)
    assert answer["offset"] == offset
    (found,) = (one for one in answer["here"] if one["field"] == "times")
    assert found["annotation"]["value"] == "2020-05-12"
    assert all(TEXT[piece["start"] : piece["end"]] == piece["text"] for piece in found["pieces"])
    rows = [row for piece in found["pieces"] for row in piece["rows"] if row["place"].startswith("times/months")]
    assert {"form": "مايو", "class": "month", "value": "5"} in [row["cells"] for row in rows]
    assert answer["nearest"] == []


def test_a_sum_is_shown_with_its_parts(khabar: Khabar, article: Path) -> None:
    said = khabar("why", article, "--find", "300").stdout
    assert "sums: " in said
    assert "«200»" in said
    assert "adds_up yes" in said


def test_nothing_there_says_so_with_the_nearest(khabar: Khabar, article: Path) -> None:
    result = khabar("why", article, "0", "--without", "voices")
    assert result.exit_code == 0
    assert "Nothing was found here. Nearest:" in result.stdout
    assert result.stdout.index("12 مايو") < result.stdout.index("«نحو 300 جندي»")


def test_find_accepts_another_spelling(khabar: Khabar, article: Path) -> None:
    answer = json.loads(khabar("why", article, "--find", "ايار ٢٠٢٠", "--format", "json").stdout)
    assert answer["offset"] == TEXT.index("أيار")


def test_find_tells_that_there_are_others(khabar: Khabar, article: Path) -> None:
    result = khabar("why", article, "--find", "من")
    assert "times; this is the first" in result.stderr


def test_find_of_what_is_not_there_is_told(khabar: Khabar, article: Path) -> None:
    result = khabar("why", article, "--find", "سلحفاة")
    assert result.exit_code == 1
    assert "does not hold" in result.stderr


def test_an_offset_beyond_the_text_is_told(khabar: Khabar, article: Path) -> None:
    result = khabar("why", article, len(TEXT))
    assert result.exit_code == 1
    assert str(len(TEXT) - 1) in result.stderr


def test_offset_and_find_exclude_each_other(khabar: Khabar, article: Path) -> None:
    assert khabar("why", article).exit_code == 2
    assert khabar("why", article, "1", "--find", "من").exit_code == 2


def test_arabic_on_request(khabar: Khabar, article: Path) -> None:
    said = khabar("why", article, "--find", "مايو", "--lang", "ar").stdout
    assert "التواريخ" in said
    assert "القيمة" in said
    assert "شهر مايو" in said
    assert "┘─" in said, "the tree hangs on the right"
    assert all(line.startswith("\u200f") for line in said.splitlines() if line)
    nothing = khabar("why", article, "0", "--without", "voices", "--lang", "ar").stdout
    assert "لم يوجد هنا شيء." in nothing


def test_a_name_is_explained_by_the_mention_that_is_there(khabar: Khabar, tmp_path: Path) -> None:
    text = "وصل الوفد إلى الأردن يوم الأحد، ثم غادر الوفد الأردن بعد أيام من المحادثات في العاصمة."
    file = tmp_path / "article.txt"
    file.write_text(text, encoding="utf-8")
    said = khabar("why", file, text.rindex("الأردن"), "--without", "voices").stdout
    assert f"[{text.rindex('الأردن')}-" in said
    assert "mentions 2" in said
    assert "via entities/" in said
    assert said.count("└─") == 1
    assert "├─" not in said, "the pieces of the other mention are left out"
    assert "code JOR" in said
    assert "country" not in said, "what the code says already"


def test_why_shows_an_agreement_that_is_told_again(khabar: Khabar, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text("وقعت مصر والسودان اتفاقية أمنية. وقال الوزير إن الاتفاقية مهمة للبلدين.", encoding="utf-8")
    result = khabar("why", path, "--find", "اتفاقية أمنية", "--layers", "all")
    assert result.exit_code == 0, result.output
    assert "agreement (treaty)" in result.stdout
