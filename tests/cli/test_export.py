"""``khabar export``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from khabar.reader import Reader
from tests.cli.conftest import Khabar

_LAYERS = ("times", "quantities", "scripture", "entities", "quotations", "voices", "events")
_TEXT = "قصفت الطائرات الروسية مدينة حلب السورية أمس. وأدانت فرنسا القصف الروسي."


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with one record that holds events."""
    path = tmp_path_factory.mktemp("export") / "records.jsonl"
    path.write_bytes(Reader(layers=_LAYERS).read(_TEXT, published="2016-09-30", id="d1").to_json() + b"\n")
    return path


def test_plover_to_standard_output(khabar: Khabar, records: Path) -> None:
    result = khabar("export", "--format", "plover", records)
    assert result.exit_code == 0, result.output
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert found[0]["event"] == ["ASSAULT"]
    assert ["ACCUSE"] in [one["event"] for one in found]
    assert found[0]["date"] == "2016-09-29"


def test_a_file_is_written_aside_and_then_renamed(khabar: Khabar, records: Path, tmp_path: Path) -> None:
    out = tmp_path / "events.tsv"
    assert khabar("export", "--format", "gdelt", records, "--out", out).exit_code == 0
    assert out.read_text(encoding="utf-8").startswith("GLOBALEVENTID\t")
    assert [path.name for path in tmp_path.iterdir()] == ["events.tsv"]


def test_standard_input(khabar: Khabar, records: Path) -> None:
    result = khabar("export", "--format", "cameo", "-", given=records.read_bytes())
    assert result.exit_code == 0, result.output
    assert "\tRUSMIL\t" in result.stdout


def test_a_broken_line_leaves_the_old_file_and_is_told_in_one_line(
    khabar: Khabar, records: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_bytes(records.read_bytes() + b"{}\n")
    out = tmp_path / "events.jsonl"
    out.write_text("old", encoding="utf-8")
    result = khabar("export", "--format", "plover", broken, "--out", out)
    assert result.exit_code == 1
    assert "broken.jsonl:2: this line is no record" in result.stderr
    assert out.read_text(encoding="utf-8") == "old"
    assert not out.with_name("events.jsonl.part").exists()


def test_a_folder_that_is_not_there(khabar: Khabar, records: Path, tmp_path: Path) -> None:
    result = khabar("export", "--format", "plover", records, "--out", tmp_path / "none" / "events.jsonl")
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr
