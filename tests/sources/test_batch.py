"""Many documents: JSON Lines, folders, packed files, standard input; what fails is reported, the rest read."""

from __future__ import annotations

import gzip
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from khabar.sources import Failure, Item, Source, iter_documents

TEXT = "وصل الوفد إلى المدينة صباح اليوم وغادر مساء."
PAGE = "<html><body><p>" + "وصل الوفد إلى المدينة صباح اليوم في زيارة رسمية. " * 6 + "</p></body></html>"


def lines(*entries: Any) -> bytes:
    return b"".join(
        entry if isinstance(entry, bytes) else json.dumps(entry, ensure_ascii=False).encode() + b"\n"
        for entry in entries
    )


def read(tmp_path: Path, *entries: Any, **options: Any) -> list[Item]:
    file = tmp_path / "in.jsonl"
    file.write_bytes(lines(*entries))
    return list(iter_documents([file], **options))


def test_json_lines(tmp_path: Path) -> None:
    first, second = read(
        tmp_path,
        {"id": "a1", "text": TEXT, "published": "2016-09-30", "title": "خبر", "url": "https://x.example/1"},
        {"text": TEXT, "date": "2016-09-29T10:00:00"},
    )
    assert isinstance(first, Source)
    assert (first.id, first.published, first.title, first.url) == ("a1", "2016-09-30", "خبر", "https://x.example/1")
    assert isinstance(second, Source)
    assert (second.id, second.published) == (f"{(tmp_path / 'in.jsonl').as_posix()}:2", "2016-09-29")


@pytest.mark.parametrize(
    ("entry", "error", "message"),
    [
        (b"not json\n", "SourceError", "not JSON"),
        (b'{"text": "cut', "SourceError", "not JSON"),
        (b'{"text": "\xff"}\n', "DecodeError", "not UTF-8"),
        (b"[" * 100_000 + b"\n", "SourceError", "nested too deeply"),
        ([1, 2], "SourceError", "a list, not an object"),
        ("text", "SourceError", "a string, not an object"),
        ({"id": "x"}, "SourceError", "there is no 'text'"),
        ({"body": TEXT}, "SourceError", "its keys are: body"),
        ({"text": 5}, "SourceError", "'text' is a number"),
        ({"text": TEXT, "title": []}, "SourceError", "'title' is a list"),
        ({"text": TEXT, "id": True}, "SourceError", "'id' is true or false"),
        ({"text": ""}, "EmptyTextError", "no text"),
        ({"text": "The minister said nothing at all."}, "LanguageError", "English"),
        ({"html": "<html><body></body></html>"}, "EmptyTextError", "no article"),
    ],
)
def test_a_failure_names_its_line_and_the_rest_is_read(tmp_path: Path, entry: Any, error: str, message: str) -> None:
    bad = entry if not isinstance(entry, bytes) or entry.endswith(b"\n") else entry + b"\n"
    before, failure, after = read(tmp_path, {"id": "1", "text": TEXT}, bad, {"id": "3", "text": TEXT})
    assert isinstance(before, Source)
    assert isinstance(after, Source)
    assert isinstance(failure, Failure)
    assert failure.source.endswith("in.jsonl:2")
    assert failure.error == error
    assert message in failure.message


def test_a_doubtful_date_is_a_warning(tmp_path: Path) -> None:
    (source,) = read(tmp_path, {"text": TEXT, "published": "30 September"})
    assert isinstance(source, Source)
    assert source.published is None
    assert "not an ISO date" in source.warnings[0]


def test_an_id_that_comes_twice_is_a_failure(tmp_path: Path) -> None:
    first, second = read(tmp_path, {"id": "a", "text": TEXT}, {"id": "a", "text": TEXT})
    assert isinstance(first, Source)
    assert isinstance(second, Failure)
    assert "came before" in second.message


def test_a_line_above_the_limit_is_passed_over(tmp_path: Path) -> None:
    failure, source = read(tmp_path, {"text": TEXT * 50}, {"text": TEXT}, largest=1000)
    assert isinstance(failure, Failure)
    assert "longer than 1,000 bytes" in failure.message
    assert isinstance(source, Source)


def test_html_in_json(tmp_path: Path) -> None:
    dated = PAGE.replace("<html>", '<html><head><meta name="date" content="2016-09-29"></head>')
    (source,) = read(tmp_path, {"id": "p", "html": dated, "published": "2016-09-30"})
    assert isinstance(source, Source)
    assert (source.media_type, source.published, source.published_from) == ("text/html", "2016-09-30", None)


def test_packed_lines(tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl.gz"
    file.write_bytes(gzip.compress(lines({"id": "a", "text": TEXT}, {"id": "b", "text": TEXT})))
    assert [item.id for item in iter_documents([file])] == ["a", "b"]


def test_a_broken_packed_file_is_read_up_to_the_break(tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl.gz"
    whole = gzip.compress(lines(*({"id": str(n), "text": TEXT + str(n * 7919)} for n in range(2000))))
    file.write_bytes(whole[: len(whole) // 2])
    items = list(iter_documents([file]))
    assert len(items) > 1
    assert isinstance(items[-1], Failure)
    assert "broken" in items[-1].message
    file.write_bytes(b"no gzip at all")
    (failure,) = iter_documents([file])
    assert isinstance(failure, Failure)


def test_a_folder_is_read_in_order_without_hidden_and_foreign_files(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "b" / "2.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "1.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "3.json").write_text(json.dumps([{"id": "x", "text": TEXT}, {"id": "y", "text": TEXT}]), "utf-8")
    (tmp_path / "4.png").write_bytes(b"\x89PNG")
    (tmp_path / ".hidden" / "5.txt").write_text(TEXT, encoding="utf-8")
    items = list(iter_documents([tmp_path]))
    assert [Path(item.id or "").name for item in items] == ["1.html", "x", "y", "2.txt"]
    assert all(isinstance(item, Source) for item in items)


def test_a_file_that_is_not_there_is_a_failure(tmp_path: Path) -> None:
    missing, missing_lines = iter_documents([tmp_path / "none.txt", tmp_path / "none.jsonl"])
    assert isinstance(missing, Failure)
    assert isinstance(missing_lines, Failure)


class _Stdin:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        (TEXT.encode(), ["<stdin>"]),
        (TEXT.encode("cp1256"), ["<stdin>"]),
        (TEXT.encode("utf-16"), ["<stdin>"]),
        (PAGE.encode(), ["<stdin>"]),
        (lines({"id": "a", "text": TEXT}, {"id": "b", "text": TEXT}), ["a", "b"]),
        (b"\xef\xbb\xbf" + lines({"id": "a", "text": TEXT}), ["a"]),
    ],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes, ids: list[str]) -> None:
    monkeypatch.setattr(sys, "stdin", _Stdin(data))
    items = list(iter_documents(["-"]))
    assert [item.id for item in items] == ids
    assert all(isinstance(item, Source) for item in items)


def test_empty_standard_input_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", _Stdin(b""))
    (failure,) = iter_documents(["-"])
    assert isinstance(failure, Failure)
    assert failure.error == "EmptyTextError"
