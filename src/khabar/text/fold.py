"""Folding: the same word in any spelling becomes the same string, and every offset finds its way back.

Folded away: diacritics and Quranic signs, tatweel, zero-width and bidirectional marks. Unified: hamza seats, ta
marbuta and ha, alif maqsura and ya, Persian forms of Arabic letters, presentation forms and ligatures, digits,
spaces, dashes, decimal and thousands marks, Latin case. ``fold`` is idempotent: ``fold(fold(t).text).text`` is
``fold(t).text``.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from functools import cache

__all__ = ["Folded", "fold", "fold_word"]

_LETTERS = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ٲ": "ا", "ٳ": "ا", "ٵ": "ا",
    "ؤ": "و", "ئ": "ي", "ى": "ي", "ة": "ه",
    "ی": "ي", "ے": "ي", "ې": "ي", "ک": "ك", "ڪ": "ك", "ە": "ه", "ہ": "ه", "ھ": "ه", "ۀ": "ه", "ۃ": "ه", "ڤ": "ف",
    "٪": "%", "٫": ".", "٬": ",", "⁄": "/", "∕": "/", "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-",
    "−": "-", "\r": "\n", "\u0085": "\n", "\u2028": "\n", "\u2029": "\n", "\v": "\n", "\f": "\n",
}  # fmt: skip
_DELETED = (
    (0x0610, 0x061A), (0x061C, 0x061C), (0x0640, 0x0640), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06DC),
    (0x06DF, 0x06E8), (0x06EA, 0x06ED), (0x08D3, 0x08E1), (0x08E3, 0x08FF), (0x00AD, 0x00AD), (0x200B, 0x200F),
    (0x202A, 0x202E), (0x2060, 0x2069), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F), (0xFEFF, 0xFEFF), (0x0300, 0x036F),
)  # fmt: skip
_COMPATIBLE = ((0xFB50, 0xFDFF), (0xFE70, 0xFEFC), (0xFF01, 0xFF5E))
_DIGIT_ZEROS = (0x0660, 0x06F0, 0x07C0, 0x0966)
_SPACES = (0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)
# Marks that belong to the letter before them, so that a span ending on the letter ends after them.
_TRAILING = re.compile("[\u0640\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0300-\u036f]+")


@cache
def _tables() -> tuple[dict[int, str | None], re.Pattern[str]]:
    """Return the translation table and a pattern for the characters that do not fold one to one."""
    table: dict[int, str | None] = {ord(k): v for k, v in _LETTERS.items()}
    for first, last in _DELETED:
        table.update(dict.fromkeys(range(first, last + 1)))
    for zero in _DIGIT_ZEROS:
        table.update({zero + digit: str(digit) for digit in range(10)})
    table.update(dict.fromkeys(_SPACES, " "))
    table.update({code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)})
    for first, last in _COMPATIBLE:
        for code in range(first, last + 1):
            plain = unicodedata.normalize("NFKC", chr(code)).lower()
            folded = plain.translate(table)
            if folded != chr(code):
                table[code] = folded or None
    irregular = [code for code, target in table.items() if target is None or len(target) != 1]
    return table, re.compile("[" + "".join(re.escape(chr(code)) for code in sorted(irregular)) + "]")


class Folded:
    """A folded text and the map between its offsets and those of the source (both in code points)."""

    __slots__ = ("_starts", "source", "text")

    def __init__(self, source: str, text: str, starts: array[int] | None) -> None:
        self.source = source
        self.text = text
        self._starts = starts

    def start(self, index: int) -> int:
        """Return the source offset of the folded character at ``index`` (``len(text)`` gives the source's end)."""
        if self._starts is None:
            return index
        return self._starts[index] if index < len(self._starts) else len(self.source)

    def end(self, index: int) -> int:
        """Return the source offset where a span ends whose folded end is ``index`` (after the letter's own marks)."""
        if self._starts is None or index == 0:
            return index
        stop = self._starts[index - 1] + 1
        marks = _TRAILING.match(self.source, stop)
        return marks.end() if marks else stop

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the source span of the folded span ``[start, end)``."""
        return self.start(start), self.end(end)

    def index(self, offset: int) -> int:
        """Return the first folded index whose source offset is ``offset`` or more."""
        return offset if self._starts is None else bisect_left(self._starts, offset)


def fold(source: str) -> Folded:
    """Fold ``source``; time and memory grow with its length."""
    table, irregular = _tables()
    text = source.translate(table)
    if irregular.search(source) is None:
        return Folded(source, text, None)
    starts = array("l")
    last = 0
    for match in irregular.finditer(source):
        at = match.start()
        starts.extend(range(last, at))
        target = table[ord(source[at])]
        if target:
            starts.extend([at] * len(target))
        last = at + 1
    starts.extend(range(last, len(source)))
    return Folded(source, text, starts)


def fold_word(word: str) -> str:
    """Return the folded letters of ``word`` (for table keys)."""
    return word.translate(_tables()[0])
