"""Progress: shown on request, counted where the inputs can be counted."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from khabar.scale import Tally
from khabar.scale.progress import Progress
from khabar.sources.batch import count_documents


def test_documents_are_counted_without_being_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "x"}\n' * 3)
    with gzip.open(tmp_path / "b.jsonl.gz", "wt") as packed:
        packed.write("{}\n" * 5)
    (tmp_path / "c.txt").write_text("نص\nثان")
    (tmp_path / "d.png").touch()
    assert count_documents([tmp_path]) == 9
    assert count_documents([tmp_path / "a.jsonl", tmp_path / "c.txt"]) == 4
    assert count_documents([tmp_path, "-"]) is None


def test_progress_shows_count_rate_time_left_and_failures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.jsonl").write_text("{}\n" * 4)
    with Progress([tmp_path], shown=True) as progress:
        for tally in (Tally(1, 0), Tally(2, 0), Tally(2, 1), Tally(3, 1)):
            progress(tally)
    shown = capsys.readouterr().err.splitlines()[-1]
    assert "4/4" in shown
    assert "documents/s" in shown
    assert "1 failed" in shown


def test_a_resumed_batch_begins_where_it_stopped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.jsonl").write_text("{}\n" * 1000)
    with Progress([tmp_path], shown=True) as progress:
        progress(Tally(900, 1))
        assert progress._bar is not None
        assert (progress._bar.initial, progress._bar.n) == (900, 901)
    assert "901/1000" in capsys.readouterr().err.splitlines()[-1]


def test_progress_is_silent_where_it_is_not_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Progress([tmp_path / "none"], shown=False) as progress:
        progress(Tally(1, 0))
    assert capsys.readouterr() == ("", "")
