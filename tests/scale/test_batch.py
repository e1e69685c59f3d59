"""A batch: its files, failures, resumption."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from khabar.errors import OptionError
from khabar.reader import Reader
from khabar.scale import Tally, run_batch
from khabar.scale.batch import check_paths, failures_path, part_path

Lines = Callable[[Sequence[object]], Path]


def _ids(path: Path) -> list[str]:
    return [json.loads(line)["document"]["id"] for line in path.read_bytes().splitlines()]


def _numbers(path: Path) -> list[int]:
    return [json.loads(line)["number"] for line in path.read_bytes().splitlines()]


@pytest.fixture
def reader() -> Reader:
    return Reader(layers=())


def test_records_stand_in_the_order_of_the_input(
    tmp_path: Path, lines: Lines, articles: list[str], reader: Reader
) -> None:
    out = tmp_path / "out.jsonl"
    assert run_batch([lines(articles)], out, reader=reader, workers=2) == Tally(40, 0)
    assert _ids(out) == [f"d{n}" for n in range(1, 41)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["documents.jsonl", "out.jsonl"]


def test_failures_are_told_beside_the_records(
    tmp_path: Path, lines: Lines, articles: list[str], reader: Reader
) -> None:
    documents = [articles[0], "This is English.", articles[1], {"id": "d4"}, {"id": "d1", "text": articles[2]}]
    out = tmp_path / "out.jsonl"
    assert run_batch([lines(documents)], out, reader=reader) == Tally(2, 3)
    failed = [json.loads(line) for line in failures_path(out).read_text().splitlines()]
    assert [(line["number"], line["id"], line["error"]) for line in failed] == [
        (2, "d2", "LanguageError"),
        (4, "d4", "SourceError"),
        (5, "d1", "SourceError"),
    ]
    assert failed[0]["source"].endswith("documents.jsonl:2")
    assert "came before" in failed[2]["message"]


def test_failures_of_an_earlier_batch_do_not_stay(
    tmp_path: Path, lines: Lines, articles: list[str], reader: Reader
) -> None:
    out = tmp_path / "out.jsonl"
    failures_path(out).write_text("old\n")
    run_batch([lines(articles[:1])], out, reader=reader)
    assert not failures_path(out).exists()


def test_a_folder_is_read_in_sorted_order(tmp_path: Path, articles: list[str], reader: Reader) -> None:
    folder = tmp_path / "in"
    (folder / "b").mkdir(parents=True)
    for name in ("c.txt", "a.txt", "b/x.txt"):
        (folder / name).write_text(articles[0])
    out = tmp_path / "out.jsonl"
    run_batch([folder], out, reader=reader)
    assert [Path(name).name for name in _ids(out)] == ["a.txt", "c.txt", "x.txt"]


def _stop_after(number: int) -> Callable[[Tally], None]:
    def progress(tally: Tally) -> None:
        if sum(tally) == number:
            raise KeyboardInterrupt

    return progress


@pytest.mark.parametrize("stop", [1, 2, 3, 5, 8, 9])
@pytest.mark.parametrize("workers", [1, 2])
def test_a_stopped_batch_keeps_what_is_finished_and_resumes(
    tmp_path: Path, lines: Lines, articles: list[str], reader: Reader, stop: int, workers: int
) -> None:
    documents = [*articles[:2], "English only", "more English", *articles[4:7], "again English", articles[8]]
    given = lines(documents)
    whole, out = tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    run_batch([given], whole, reader=reader)
    with pytest.raises(KeyboardInterrupt):
        run_batch([given], out, reader=reader, workers=workers, progress=_stop_after(stop))
    assert not out.exists()
    assert part_path(out).exists()
    assert run_batch([given], out, reader=reader, workers=workers, resume=True) == Tally(6, 3)
    assert out.read_bytes() == whole.read_bytes()
    assert failures_path(out).read_bytes() == failures_path(whole).read_bytes()
    assert not part_path(out).exists()


@pytest.fixture
def crashed(tmp_path: Path, lines: Lines, articles: list[str], reader: Reader) -> Iterator[tuple[Path, Path]]:
    """Leave a batch of six documents, the second and fifth of them failures, as a stop after all would."""
    given = lines([articles[0], "English", articles[2], articles[3], "English", articles[5]])
    out = tmp_path / "out.jsonl"
    with pytest.raises(KeyboardInterrupt):
        run_batch([given], out, reader=reader, progress=_stop_after(6))
    return given, out  # type: ignore[return-value]


@pytest.mark.parametrize("cut", [1, 5, 200, 400, 800, 1200, 5000])
def test_a_crash_that_lost_the_end_of_the_records_is_made_good(
    tmp_path: Path, crashed: tuple[Path, Path], reader: Reader, cut: int
) -> None:
    given, out = crashed
    part = part_path(out)
    whole = part.read_bytes()
    part.write_bytes(whole[:-cut])
    assert run_batch([given], out, reader=reader, resume=True) == Tally(4, 2)
    assert out.read_bytes() == whole
    assert _numbers(failures_path(out)) == [2, 5]


def test_a_torn_failure_is_made_good(crashed: tuple[Path, Path], reader: Reader) -> None:
    given, out = crashed
    records = part_path(out).read_bytes()
    part_path(out).write_bytes(b"".join(records.splitlines(keepends=True)[:3]))
    failed = part_path(failures_path(out))
    failed.write_bytes(failed.read_bytes()[:-4])
    assert run_batch([given], out, reader=reader, resume=True) == Tally(4, 2)
    assert out.read_bytes() == records
    assert _numbers(failures_path(out)) == [2, 5]


def test_resuming_with_other_inputs_is_refused(
    crashed: tuple[Path, Path], lines: Lines, articles: list[str], reader: Reader
) -> None:
    _, out = crashed
    other = lines([{"id": f"other{n}", "text": article} for n, article in enumerate(articles[:6])])
    with pytest.raises(OptionError, match="same inputs in the same order"):
        run_batch([other], out, reader=reader, resume=True)


def test_resuming_with_a_shorter_input_is_refused(
    crashed: tuple[Path, Path], lines: Lines, articles: list[str], reader: Reader
) -> None:
    _, out = crashed
    with pytest.raises(OptionError, match="same inputs in the same order"):
        run_batch([lines(articles[:2])], out, reader=reader, resume=True)


def test_resuming_what_another_version_wrote_is_refused(crashed: tuple[Path, Path], reader: Reader) -> None:
    given, out = crashed
    part = part_path(out)
    part.write_bytes(part.read_bytes().replace(reader.generator.lexicons.encode(), b"f" * 16))
    with pytest.raises(OptionError, match="another version"):
        run_batch([given], out, reader=reader, resume=True)


def test_resuming_nothing_is_refused(tmp_path: Path, lines: Lines, articles: list[str], reader: Reader) -> None:
    with pytest.raises(OptionError, match="no stopped batch"):
        run_batch([lines(articles)], tmp_path / "out.jsonl", reader=reader, resume=True)


def test_an_output_that_would_be_read_as_input_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.touch()
    with pytest.raises(OptionError, match="read as input"):
        check_paths([tmp_path], out, resume=False)
    with pytest.raises(OptionError, match="read as input"):
        check_paths([out], out, resume=False)
    check_paths([tmp_path], tmp_path.parent / "elsewhere.jsonl", resume=False)


def test_standard_output_cannot_be_resumed() -> None:
    with pytest.raises(OptionError, match="standard output"):
        check_paths(["-"], None, resume=True)


def test_an_output_that_cannot_be_written_is_told(
    tmp_path: Path, lines: Lines, articles: list[str], reader: Reader
) -> None:
    with pytest.raises(OptionError, match="cannot be written"):
        run_batch([lines(articles)], tmp_path / "none" / "out.jsonl", reader=reader)
