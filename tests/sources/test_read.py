"""One text: from a string, from bytes, from a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from khabar.errors import EmptyTextError, LanguageError, OptionError, SourceError
from khabar.sources import read_bytes, read_path, read_text
from khabar.sources.source import parse_published, repair_text
from tests.strategies import wild_text

TEXT = "وصل الوفد إلى المدينة صباح اليوم.\nوغادر مساء بعد لقاء المحافظ."


def test_plain_text_is_kept_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT + "\n", encoding="utf-8")
    source = read_path(file)
    assert source.text == TEXT + "\n"
    assert (source.id, source.encoding, source.media_type) == (file.as_posix(), "utf-8", "text/plain")
    assert (source.language, source.warnings) == ("ar", [])


def test_line_ends_and_byte_order_mark(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    source = read_path(file)
    assert source.text == TEXT
    assert source.warnings == ["line ends were changed to \\n."]


def test_a_page_is_known_by_its_content_where_the_name_says_nothing() -> None:
    article = "<p>" + "وصل الوفد إلى المدينة صباح اليوم في زيارة رسمية. " * 6 + "</p>"
    markup = f"<!DOCTYPE html><html><body>{article}</body></html>".encode()
    assert read_bytes(markup, name="x").media_type == "text/html"
    assert read_bytes(markup, name="x", media_type="text/plain").media_type == "text/plain"


def test_media_types_that_are_not_read() -> None:
    with pytest.raises(SourceError, match="media type"):
        read_bytes(b"x", name="x", media_type="application/msword")


def test_metadata_override_and_are_checked() -> None:
    source = read_text(TEXT, published="2016-09-30T10:00", title="خبر")
    assert (source.published, source.title) == ("2016-09-30", "خبر")
    doubtful = read_text(TEXT, published="last week")
    assert doubtful.published is None
    assert "not an ISO date" in doubtful.warnings[0]
    with pytest.raises(OptionError, match="unknown metadata"):
        read_text(TEXT, colour="red")


@pytest.mark.parametrize("text", ["", "   \n"])
def test_empty_text(text: str) -> None:
    with pytest.raises(EmptyTextError, match="no text"):
        read_text(text, name="a.txt")
    assert read_text(text, force=True).warnings == ["it holds no text."]


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        read_path(tmp_path / "none.txt")
    with pytest.raises(SourceError, match="cannot be read"):
        read_path(tmp_path)


def test_other_languages_need_force(tmp_path: Path) -> None:
    file = tmp_path / "en.txt"
    file.write_text("The minister said nothing at all today.", encoding="utf-8")
    with pytest.raises(LanguageError, match=r"en\.txt.*English"):
        read_path(file)
    source = read_path(file, force=True)
    assert source.language == "en"
    assert source.warnings == ["the text is English (en), not Arabic."]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2016-09-30", "2016-09-30"),
        (" 2016-09-30 02:51:32", "2016-09-30"),
        ("2016-09-30T22:52:00+02:00", "2016-09-30"),
        ("2016-02-30", None),
        ("30-09-2016", None),
        ("2016-09-30x", None),
        ("", None),
    ],
)
def test_parse_published(value: str, expected: str | None) -> None:
    assert parse_published(value) == expected


def test_repair_says_what_it_changed() -> None:
    assert repair_text("\ufeffنص\r\n") == ("نص\n", ["line ends were changed to \\n."])
    assert repair_text("ا\ud800ب") == ("ا\ufffdب", ["1 lone surrogates were replaced by U+FFFD."])
    assert "U+FFFD" in repair_text("ا\ufffdب")[1][0]
    assert repair_text("نص") == ("نص", [])


@given(wild_text())
def test_repaired_text_can_be_written_and_repairing_again_changes_nothing(text: str) -> None:
    repaired, _ = repair_text(text)
    repaired.encode("utf-8")
    assert "\r" not in repaired
    once = repaired.removeprefix("\ufeff")
    assert repair_text(repaired)[0] == once
