"""``khabar batch``."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import TEXT, Khabar


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Return documents of which the second is not Arabic."""
    path = tmp_path / "in" / "corpus.jsonl"
    path.parent.mkdir()
    texts = [TEXT, "This is plain English text, and nothing else.", TEXT * 3]
    path.write_text("".join(json.dumps({"id": f"d{n}", "text": text}) + "\n" for n, text in enumerate(texts, 1)))
    return path


def test_exit_code_3_says_that_some_failed(khabar: Khabar, corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    result = khabar("batch", corpus, "--out", out, "--workers", "1")
    assert result.exit_code == 3
    assert "2 read, 1 failed" in result.stderr
    assert str(tmp_path / "out.failed.jsonl") in result.stderr
    assert [json.loads(line)["document"]["id"] for line in out.read_text().splitlines()] == ["d1", "d3"]
    (failed,) = map(json.loads, (tmp_path / "out.failed.jsonl").read_text().splitlines())
    assert (failed["id"], failed["error"]) == ("d2", "LanguageError")


def test_exit_code_0_says_that_all_were_read(khabar: Khabar, corpus: Path, tmp_path: Path) -> None:
    result = khabar("batch", corpus, "--out", tmp_path / "out.jsonl", "--force", "--workers", "1")
    assert result.exit_code == 0, result.stderr
    assert "3 read in" in result.stderr
    assert not (tmp_path / "out.failed.jsonl").exists()


def test_quiet_says_nothing(khabar: Khabar, corpus: Path, tmp_path: Path) -> None:
    result = khabar("batch", corpus, "--out", tmp_path / "out.jsonl", "--quiet", "--workers", "0")
    assert result.exit_code == 3
    assert result.output == ""


def test_standard_input_to_standard_output(khabar: Khabar, corpus: Path) -> None:
    result = khabar("batch", "-", "--out", "-", "--workers", "1", given=corpus.read_bytes())
    assert result.exit_code == 3
    assert [json.loads(line)["document"]["id"] for line in result.stdout.splitlines()] == ["d1", "d3"]
    assert "failed: <stdin>:2" in result.stderr


def test_workers_make_the_same_records(khabar: Khabar, corpus: Path, tmp_path: Path) -> None:
    for workers in ("1", "2"):
        khabar("batch", corpus, "--out", tmp_path / f"{workers}.jsonl", "--workers", workers)
    one, two = (tmp_path / "1.jsonl").read_bytes(), (tmp_path / "2.jsonl").read_bytes()
    assert one == two
    assert one


@pytest.mark.parametrize(
    "arguments", [("--workers", "-1"), ("--workers", "many"), ()], ids=["negative", "no number", "no out"]
)
def test_wrong_options_are_usage_errors(
    khabar: Khabar, corpus: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    out = ("--out", tmp_path / "out.jsonl") if arguments else ()
    assert khabar("batch", corpus, *out, *arguments).exit_code == 2


def test_a_missing_input_is_a_usage_error(khabar: Khabar, tmp_path: Path) -> None:
    assert khabar("batch", tmp_path / "none", "--out", tmp_path / "out.jsonl").exit_code == 2


def test_a_result_inside_the_input_folder_is_refused(khabar: Khabar, corpus: Path) -> None:
    out = corpus.parent / "out.jsonl"
    out.touch()
    result = khabar("batch", corpus.parent, "--out", out)
    assert result.exit_code == 1
    assert "read as input" in result.stderr


def test_ctrl_c_keeps_what_is_finished_and_resume_goes_on(tmp_path: Path) -> None:
    documents, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    texts = (TEXT * 40 for _ in range(150))
    documents.write_text("".join(json.dumps({"id": f"d{n}", "text": text}) + "\n" for n, text in enumerate(texts)))
    command = [sys.executable, "-m", "khabar", "batch", str(documents), "--out", str(out), "--workers", "2"]
    # a group of its own, as a shell makes one, to which the terminal sends the signal
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    part = tmp_path / "out.jsonl.part"
    deadline = time.monotonic() + 120
    while (not part.exists() or part.stat().st_size == 0) and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert said.endswith(f"khabar: stopped. What was finished is in {part}; --resume goes on.\n")
    assert "Traceback" not in said
    kept = part.read_bytes().splitlines()
    assert 0 < len(kept) < 150
    done = subprocess.run([*command, "--resume"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    ids = [json.loads(line)["document"]["id"] for line in out.read_bytes().splitlines()]
    assert ids == [f"d{n}" for n in range(150)]
    assert not part.exists()
