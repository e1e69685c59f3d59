"""Bytes to text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.errors import DecodeError, KhabarError, OptionError
from khabar.sources.decode import decode

TEXT = (
    "وصل الوفد إلى المدينة اليوم، في زيارة رسمية تستمر ثلاثة أيام.\n"
    "وقال الوزير إن اللقاء كان مفيدا جدا للطرفين، ثم غادر القاعة من الباب الخلفي.\n"
)
ENCODINGS = [
    ("utf-8", "utf-8"),
    ("utf-8-sig", "utf-8"),
    ("utf-16", "utf-16-le"),
    ("utf-16-le", "utf-16-le"),
    ("utf-16-be", "utf-16-be"),
    ("utf-32", "utf-32-le"),
    ("utf-32-le", "utf-32-le"),
    ("utf-32-be", "utf-32-be"),
    ("cp1256", "windows-1256"),
    ("iso8859-6", "iso-8859-6"),
    ("mac-arabic", "mac-arabic"),
]


@pytest.mark.parametrize(("codec", "name"), ENCODINGS)
def test_arabic_is_read_in_every_encoding(codec: str, name: str) -> None:
    decoded = decode(TEXT.encode(codec))
    assert (decoded.text, decoded.encoding) == (TEXT, name)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_what_is_sure_needs_no_warning(codec: str) -> None:
    assert decode(TEXT.encode(codec)).warnings == []


def test_a_guess_is_said() -> None:
    assert decode(TEXT.encode("cp1256")).warnings == ["the encoding was not stated; read as windows-1256."]


def test_what_the_page_declares_is_believed() -> None:
    decoded = decode(TEXT.encode("cp1256"), declared="windows-1256")
    assert (decoded.text, decoded.encoding, decoded.warnings) == (TEXT, "windows-1256", [])


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "no-such-set", "hex"])
def test_a_wrong_declaration_is_not_believed(declared: str) -> None:
    assert decode(TEXT.encode("cp1256"), declared=declared).text == TEXT


def test_a_few_broken_bytes_are_replaced_and_counted() -> None:
    decoded = decode(TEXT.encode() + b"\xff\xfe " + TEXT.encode() * 3)
    assert decoded.text.count("\ufffd") == 2
    assert decoded.warnings == ["2 broken bytes of utf-8 were replaced by U+FFFD."]


def test_a_letter_cut_off_at_the_end_is_said() -> None:
    decoded = decode("قال".encode()[:-1])
    assert decoded.text == "قا\ufffd"
    assert len(decoded.warnings) == 1


def test_lines_of_another_encoding() -> None:
    decoded = decode(TEXT.encode() + TEXT.encode("cp1256") + TEXT.encode())
    assert decoded.text == TEXT * 3
    assert decoded.warnings == ["2 lines were in windows-1256, the others in utf-8."]


@pytest.mark.parametrize("codec", ["cp1256", "latin-1"])
def test_a_wrong_decoding_that_was_saved_is_undone(codec: str) -> None:
    decoded = decode(TEXT.encode().decode(codec).encode())
    assert decoded.text == TEXT
    assert len(decoded.warnings) == 1


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\x89PNG\r\n", "PNG"),
        (bytes(range(256)) * 8, "binary"),
        (b"\x00\x00\x00\x00\x00\x00", "binary"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, what: str) -> None:
    with pytest.raises(DecodeError, match=what):
        decode(data, name="input.txt")


def test_the_callers_word_is_final() -> None:
    assert decode(TEXT.encode("iso8859-6"), encoding="iso-8859-6").text == TEXT
    with pytest.raises(DecodeError, match="not ascii"):
        decode(TEXT.encode(), encoding="ascii")


@pytest.mark.parametrize("encoding", ["klingon", "base64", ""])
def test_an_unknown_encoding_is_an_option_error(encoding: str) -> None:
    with pytest.raises(OptionError, match="unknown encoding"):
        decode(b"abc", encoding=encoding)


def test_a_byte_order_mark_that_lies_is_an_error() -> None:
    with pytest.raises(DecodeError, match="the mark says"):
        decode(b"\xef\xbb\xbf" + TEXT.encode("cp1256"))


@given(st.binary(max_size=400))
def test_random_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except KhabarError as error:
        assert str(error)
    else:
        assert isinstance(decoded.text, str)


@given(st.text(alphabet="ابتثجحخدذرزسش صضطظعغفقكلمنهوي،.\n", min_size=1), st.sampled_from(["utf-8", "utf-8-sig"]))
def test_utf8_is_never_changed(text: str, codec: str) -> None:
    assert decode(text.encode(codec)).text == text
