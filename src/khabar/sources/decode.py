"""Bytes to text: UTF-8, UTF-16 and windows-1256 with or without marks, others by statistics.

Order: what the caller says; byte order mark; the pattern of UTF-16 (in Arabic the high byte is 06, so that every
second byte is 06 or 00); strict UTF-8; UTF-8 with a few broken bytes; UTF-8 with lines in windows-1256; what the page
declares; windows-1256 or ISO-8859-6 if that gives Arabic words; charset-normalizer.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import NamedTuple

from khabar.errors import DecodeError, OptionError

__all__ = ["Decoded", "decode"]

_SAMPLE = 1 << 16
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = (
    (b"%PDF", "a PDF file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "an audio or image file"),
    (b"PK\x03\x04", "a ZIP file (a Word document is one)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"7z\xbc\xaf", "a 7z file"),
    (b"Rar!", "a RAR file"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF file"),
)
_REMEDY_BINARY = "Convert it to plain text or HTML first."
_REMEDY_ENCODING = "Name the encoding with --encoding, for example --encoding windows-1256."
_CONTROLS = bytes(set(range(32)) - {0x09, 0x0A, 0x0C, 0x0D, 0x1B})
_ARABIC_LETTER = re.compile("[\u0621-\u064a\u067e\u0686\u06a9\u06af\u06cc]")
_OTHER_LETTER = re.compile("[\u00c0-\u024f\u067e-\u06d5]")
# Two words that every Arabic text of some length has, as they look in 8-bit character sets.
_WORDS = {
    "windows-1256": (b"\xc7\xe1", b"\xdd\xed", b"\xe3\xe4", b"\xda\xe1\xec"),
    "iso8859-6": (b"\xc7\xe4", b"\xe1\xea", b"\xe5\xe6", b"\xd9\xe4\xe9"),
    "mac-arabic": (b"\xc7\xe4", b"\xe1\xea", b"\xe5\xe6", b"\xd9\xe4\xe9"),
}
# Pairs of letters that the two bytes of an Arabic letter become when they are read in an 8-bit character set.
_WRONGLY_READ = {
    "cp1252": re.compile("[\u00d8\u00d9][\u0080-\u00bf\u0152-\u2122]"),
    "cp1256": re.compile(
        "[\u0637\u0638][\u00a0-\u00bf\u0152-\u017e\u02c6\u060c\u061b\u061f\u0679-\u06d2\u200c-\u2122]"
    ),
}
_GENERIC = frozenset({"ascii", "iso8859-1", "cp1252", "latin-1", "utf-8"})


class Decoded(NamedTuple):
    """A decoded text, the name of its encoding, and what is to be said about it."""

    text: str
    encoding: str
    warnings: list[str]


def decode(data: bytes, *, name: str = "", encoding: str | None = None, declared: str | None = None) -> Decoded:
    """Decode ``data``; ``encoding`` is the caller's word and final, ``declared`` what the input says of itself.

    Raises ``DecodeError`` for binary data and for bytes that fit nothing, ``OptionError`` for an unknown ``encoding``.
    """
    if encoding is not None:
        return _as_told(data, name, encoding)
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return _after_mark(data[len(mark) :], name, codec)
    for magic, what in _BINARY:
        if data.startswith(magic):
            raise DecodeError(f"this is {what}, not text.", subject=name, remedy=_REMEDY_BINARY)
    wide = _wide_order(data)
    if wide is not None:
        return _after_mark(data, name, wide, guessed=True)
    _refuse_binary(data, name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _eight_bit(data, name, declared)
    return _once_more(text) or Decoded(text, "utf-8", [])


def _as_told(data: bytes, name: str, encoding: str) -> Decoded:
    codec = _codec(encoding)
    if codec is None:
        remedy = "Use utf-8, utf-16, windows-1256, iso-8859-6 or another character set that Python knows."
        raise OptionError(f"unknown encoding '{encoding}'.", subject=name, remedy=remedy)
    try:
        text = data.decode(codec)
    except ValueError as error:
        remedy = "Leave --encoding out to have it found, or name another."
        raise DecodeError(f"the bytes are not {encoding}.", subject=name, remedy=remedy) from error
    return Decoded(text, _public_name(codec), [])


def _codec(encoding: str) -> str | None:
    """Return Python's name of a character set, or None if it knows none of that name."""
    try:
        codec = codecs.lookup(encoding)
    except (LookupError, ValueError):
        return None
    return codec.name if getattr(codec, "_is_text_encoding", True) else None


def _after_mark(data: bytes, name: str, codec: str, *, guessed: bool = False) -> Decoded:
    """Decode with the codec that a mark or a byte pattern names; a few broken places are replaced."""
    try:
        return Decoded(data.decode(codec), codec, [])
    except UnicodeDecodeError:
        text = data.decode(codec, "replace")
    broken = text.count("\ufffd")
    if broken > 1 + len(text) // 200:
        problem = (
            f"the bytes look like {codec} but are not." if guessed else f"the mark says {codec}, the bytes do not."
        )
        raise DecodeError(problem, subject=name, remedy=_REMEDY_ENCODING)
    return Decoded(text, codec, [f"{broken} broken bytes of {codec} were replaced by U+FFFD."])


def _wide_order(data: bytes) -> str | None:
    """Return the codec if the bytes lie as in UTF-32, or every second one stands in the high half of UTF-16."""
    sample = data[: _SAMPLE & ~3 if len(data) > _SAMPLE else len(data) & ~1]
    if len(sample) < 4:
        return None
    if len(data) % 4 == 0:
        zeros = [sample[at::4].count(0) * 4 for at in range(4)]
        if zeros[2] == zeros[3] == len(sample) > zeros[0]:
            return "utf-32-le"
        if zeros[0] == zeros[1] == len(sample) > zeros[3]:
            return "utf-32-be"
    halves = sample[0::2], sample[1::2]
    high = [sum(half.count(byte) for byte in (0x00, 0x06, 0x20, 0xFB, 0xFE)) / len(half) for half in halves]
    sure = [(half.count(0x00) + half.count(0x06)) / len(half) for half in halves]
    # A space is 20 in the low half, so low halves also hold bytes of the list; 00 and 06 they hardly ever hold.
    if sure[1] > 0.5 and high[1] > 0.9 and sure[0] < 0.1:
        return "utf-16-le"
    if sure[0] > 0.5 and high[0] > 0.9 and sure[1] < 0.1:
        return "utf-16-be"
    return None


def _refuse_binary(data: bytes, name: str) -> None:
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if sample.count(0) * 200 > len(sample) or controls * 20 > len(sample):
        raise DecodeError("this is binary data, not text.", subject=name, remedy=_REMEDY_BINARY)


def _eight_bit(data: bytes, name: str, declared: str | None) -> Decoded:
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    letters = len(text) - len(text.encode("ascii", "ignore"))
    # One byte in a hundred letters may be broken or cut off; in 8-bit Arabic nearly all are.
    if broken * 100 <= letters or (broken == 1 and _cut(data)):
        return Decoded(text, "utf-8", [f"{broken} broken bytes of utf-8 were replaced by U+FFFD."])
    mixed = _mixed(data)
    if mixed is not None:
        return mixed
    if declared is not None:
        told = _declared(data, declared)
        if told is not None:
            return told
    sample = data[:_SAMPLE]
    scores = {codec: sum(map(sample.count, words)) for codec, words in _WORDS.items()}
    for codec in sorted(scores, key=lambda codec: -scores[codec]):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if _looks_arabic(text[:_SAMPLE]):
            return Decoded(text, _public_name(codec), [f"the encoding was not stated; read as {_public_name(codec)}."])
    return _by_statistics(data, name)


def _mixed(data: bytes) -> Decoded | None:
    """Decode a text of which some lines are UTF-8 and others windows-1256, as when files are joined."""
    lines: list[str] = []
    foreign: list[str] = []
    own = 0
    for line in data.split(b"\n"):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            lines.append(line.decode("cp1256", "replace"))
            foreign.append(lines[-1])
        else:
            own += not line.isascii()
    if own * 10 < len(foreign) or not _looks_arabic("\n".join(foreign)[:_SAMPLE]):
        return None
    return Decoded("\n".join(lines), "utf-8", [f"{len(foreign)} lines were in windows-1256, the others in utf-8."])


def _once_more(text: str) -> Decoded | None:
    """Undo a wrong decoding that was saved: UTF-8 read as windows-1252 (Ø§Ù„) or as windows-1256 (ط§ظ„)."""
    sample = text[:_SAMPLE]
    for codec, signs in _WRONGLY_READ.items():
        if len(signs.findall(sample)) * 5 <= len(sample):
            continue
        try:
            data = text.encode(codec) if codec == "cp1256" else text.translate(_c1()).encode("latin-1")
            right = data.decode("utf-8")
        except ValueError:
            continue
        said = f"utf-8 had been read as {_public_name(codec)} and saved so; this was undone."
        return Decoded(right, "utf-8", [said])
    return None


@cache
def _c1() -> dict[int, int]:
    """Return windows-1252 as it is read on the web, where a byte without a letter stands for a control character."""
    return {ord(bytes([byte]).decode("cp1252", "ignore") or chr(byte)): byte for byte in range(0x80, 0xA0)}


def _cut(data: bytes) -> bool:
    """Say whether the last letter of UTF-8 ``data`` was cut off."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(data) - 3
    return False


def _declared(data: bytes, declared: str) -> Decoded | None:
    codec = _codec(declared)
    if codec is None or codec in _GENERIC:  # what servers say when they do not know
        return None
    try:
        text = data.decode(codec)
    except ValueError:
        return None
    return None if "\0" in text else Decoded(text, _public_name(codec), [])


def _looks_arabic(text: str) -> bool:
    arabic = len(_ARABIC_LETTER.findall(text))
    return arabic >= 2 and arabic > 9 * (
        len(_OTHER_LETTER.findall(text)) - len(re.findall("[\u067e\u0686\u06a9\u06af]", text))
    )


def _by_statistics(data: bytes, name: str) -> Decoded:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], steps=3, chunk_size=512).best()
    if best is not None and best.encoding:
        try:
            text = data.decode(best.encoding)
        except (LookupError, ValueError):
            pass
        else:
            named = _public_name(codecs.lookup(best.encoding).name)
            return Decoded(text, named, [f"the encoding was not stated; read as {named}, which may be wrong."])
    raise DecodeError("its bytes fit no encoding that is known here.", subject=name, remedy=_REMEDY_ENCODING)


def _public_name(codec: str) -> str:
    return {"cp1256": "windows-1256", "cp1252": "windows-1252", "iso8859-6": "iso-8859-6", "utf-8-sig": "utf-8"}.get(
        codec, codec.replace("_", "-")
    )
