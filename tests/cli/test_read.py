"""``khabar read``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import TEXT, Khabar


def test_json_is_the_record_on_one_line(khabar: Khabar, article: Path) -> None:
    result = khabar("read", article, "--format", "json", "--published", "2020-05-13")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.count("\n") == 1
    record = json.loads(result.stdout)
    assert record["text"] == TEXT
    assert record["document"]["published"] == "2020-05-13"
    assert "2020-05-12" in [time["value"] for time in record["times"]]


@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_standard_input_is_read(khabar: Khabar, arguments: tuple[str, ...]) -> None:
    result = khabar("read", *arguments, "--format", "json", given=TEXT.encode("windows-1256"))
    assert json.loads(result.stdout)["text"] == TEXT


def test_metadata_override_what_the_file_says(khabar: Khabar, tmp_path: Path) -> None:
    file = tmp_path / "one.json"
    file.write_text(json.dumps({"id": "a", "text": TEXT, "title": "old", "author": "kept"}))
    given = {"title": "عنوان", "url": "https://example.org", "publisher": "جريدة", "id": "b"}
    options = [part for name, value in given.items() for part in (f"--{name}", value)]
    document = json.loads(khabar("read", file, "--format", "json", *options).stdout)["document"]
    assert document | given == document
    assert document["author"] == "kept"


def test_several_documents_are_not_one(khabar: Khabar, tmp_path: Path) -> None:
    file = tmp_path / "two.jsonl"
    file.write_text("".join(json.dumps({"text": TEXT}) + "\n" for _ in range(2)))
    result = khabar("read", file)
    assert result.exit_code == 1
    assert "khabar batch" in result.stderr


def test_a_file_without_documents_is_told(khabar: Khabar, tmp_path: Path) -> None:
    file = tmp_path / "none.jsonl"
    file.write_text("\n")
    result = khabar("read", file)
    assert result.exit_code == 1
    assert "no document" in result.stderr


def test_out_is_written_whole(khabar: Khabar, article: Path, tmp_path: Path) -> None:
    out = tmp_path / "record.json"
    result = khabar("read", article, "--format", "json", "--out", out)
    assert result.output == ""
    assert json.loads(out.read_text())["text"] == TEXT
    assert sorted(path.name for path in tmp_path.iterdir()) == ["article.txt", "record.json"]


def test_an_out_that_cannot_be_written_is_told(khabar: Khabar, article: Path, tmp_path: Path) -> None:
    result = khabar("read", article, "--out", tmp_path / "none" / "x.txt")
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [("This is plain English text, and nothing else.", "--force"), ("", "no text"), (" \n\n ", "no text")],
)
def test_what_is_no_arabic_text_is_told_in_one_line(khabar: Khabar, tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "strange.txt"
    file.write_text(text)
    result = khabar("read", file)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert said in result.stderr
    assert "strange.txt" in result.stderr
    assert result.stderr.count("\n") == 1


def test_force_reads_it_with_a_warning(khabar: Khabar, tmp_path: Path) -> None:
    file = tmp_path / "english.txt"
    file.write_text("This is plain English text, and nothing else.")
    result = khabar("read", file, "--force", "--format", "json")
    assert json.loads(result.stdout)["warnings"]


@pytest.mark.parametrize(
    "arguments", [("--published", "yesterday"), ("--published", "2020-13-01"), ("--format", "xml"), ("--lang", "fr")]
)
def test_wrong_options_are_usage_errors(khabar: Khabar, article: Path, arguments: tuple[str, ...]) -> None:
    assert khabar("read", article, *arguments).exit_code == 2


def test_a_missing_file_is_a_usage_error(khabar: Khabar) -> None:
    assert khabar("read", "no/such/file.txt").exit_code == 2


def test_layers_can_be_chosen_and_left_out(khabar: Khabar, article: Path) -> None:
    only = json.loads(khabar("read", article, "--format", "json", "--layers", "times").stdout)
    assert only["times"]
    assert not only["quantities"]
    less = json.loads(khabar("read", article, "--format", "json", "--without", "times,quantities,entities").stdout)
    assert not less["times"]


def test_an_unknown_layer_is_told(khabar: Khabar, article: Path) -> None:
    result = khabar("read", article, "--layers", "weather")
    assert result.exit_code == 1
    assert "weather" in result.stderr
    assert "times" in result.stderr


def test_a_table_of_ones_own_is_used(khabar: Khabar, tmp_path: Path, article: Path) -> None:
    folder = tmp_path / "mine" / "times"
    folder.mkdir(parents=True)
    (folder / "months.tsv").write_text("# my months\n# columns: form class value\nمايو\tmonth\t-\nأيار\tmonth\t-\n")
    plain = json.loads(khabar("read", article, "--format", "json").stdout)
    mine = json.loads(khabar("read", article, "--format", "json", "--lexicon", tmp_path / "mine").stdout)
    assert "2020-05-12" in [time["value"] for time in plain["times"]]
    assert "2020-05-12" not in [time["value"] for time in mine["times"]]
    assert plain["generator"]["lexicons"] != mine["generator"]["lexicons"]


def test_tokens_are_added_when_asked_for(khabar: Khabar, article: Path) -> None:
    assert json.loads(khabar("read", article, "--format", "json", "--tokens").stdout)["tokens"]
    assert not json.loads(khabar("read", article, "--format", "json").stdout)["tokens"]


def test_the_summary_is_the_default_in_the_language_of_the_locale(
    khabar: Khabar, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Dates" in khabar("read", article).stdout
    assert "التواريخ" in khabar("read", article, "--lang", "ar").stdout
    monkeypatch.setenv("LC_ALL", "ar_EG.UTF-8")
    assert "التواريخ" in khabar("read", article).stdout
    assert "Dates" in khabar("read", article, "--lang", "en").stdout


def test_no_colours_where_there_is_no_terminal(khabar: Khabar, article: Path) -> None:
    assert "\x1b" not in khabar("read", article).stdout


def test_html_is_one_page(khabar: Khabar, article: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    result = khabar("read", article, "--format", "html", "--out", out)
    assert result.exit_code == 0, result.stderr
    page = out.read_text(encoding="utf-8")
    assert page.lower().startswith("<!doctype html>")
    assert "مايو" in page
