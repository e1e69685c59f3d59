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
from bisect import bisect_left, bisect_right
from functools import cache

__all__ = ["Folded", "fold", "fold_word", "plain_word"]

_LETTERS = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ٲ": "ا", "ٳ": "ا", "ٵ": "ا",
    "ؤ": "و", "ئ": "ي", "ى": "ي", "ة": "ه", "ٶ": "و", "ٷ": "و", "ٸ": "ي",
    "ی": "ي", "ے": "ي", "ۓ": "ي", "ې": "ي", "ۍ": "ي", "ک": "ك", "ڪ": "ك", "ڤ": "ف",
    "ە": "ه", "ہ": "ه", "ۂ": "ه", "ھ": "ه", "ۀ": "ه", "ۃ": "ه",
    "٪": "%", "٫": ".", "٬": ",", "⁄": "/", "∕": "/", "؍": "/",
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-",
    "−": "-", "\r": "\n", "\u0085": "\n", "\u2028": "\n", "\u2029": "\n", "\v": "\n", "\f": "\n",
}  # fmt: skip
_DELETED = (
    (0x0610, 0x061A), (0x061C, 0x061C), (0x0640, 0x0640), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06DC),
    (0x06DF, 0x06E8), (0x06EA, 0x06ED), (0x0898, 0x089F), (0x08CA, 0x08E1), (0x08E3, 0x08FF),
    (0x00AD, 0x00AD), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2069), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F),
    (0xFEFF, 0xFEFF), (0x0300, 0x036F),
)  # fmt: skip
_COMPATIBLE = ((0xFB50, 0xFDFF), (0xFE70, 0xFEFC), (0xFF01, 0xFF5E))
# Vowel signs as presentation forms: their compatibility form is a space with a sign, which would split the word.
_LONE_SIGNS = (*range(0xFC5E, 0xFC64), 0xFE70, 0xFE72, 0xFE74, 0xFE76, 0xFE78, 0xFE7A, 0xFE7C, 0xFE7E)
_DIGIT_ZEROS = (0x0660, 0x06F0, 0x07C0, 0x0966)
_LARGEST_INT = 2**31
_SPACES = (0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)
# Letters that folding unifies although writers tell words apart by them.
_WRITTEN = "أإآؤئىة"
# Marks that belong to the letter before them, so that a span ending on the letter ends after them.
_TRAILING = re.compile(
    "[\u0640\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0898-\u089f\u08ca-\u08e1\u08e3-\u08ff"
    "\u0300-\u036f\ufc5e-\ufc63\ufe70\ufe72\ufe74\ufe76-\ufe7f]+"
)


@cache
def _tables() -> tuple[dict[int, str | None], re.Pattern[str]]:
    """Return the translation table and a pattern for runs of deleted characters and for those that become several."""
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
    table.update(dict.fromkeys(_LONE_SIGNS))
    deleted = "".join(re.escape(chr(code)) for code, target in table.items() if not target)
    several = "".join(re.escape(chr(code)) for code, target in table.items() if target and len(target) > 1)
    return table, re.compile(f"[{deleted}]+|[{several}]")


class Folded:
    """A folded text and the map between its offsets and those of the source (both in code points).

    The map is a list of stretches in which both run in step: ``_folded`` and ``_source`` hold where each begins.
    """

    __slots__ = ("_folded", "_source", "source", "text")

    def __init__(self, source: str, text: str, folded_starts: array[int] | None, source_starts: array[int]) -> None:
        self.source = source
        self.text = text
        self._folded = folded_starts
        self._source = source_starts

    def start(self, index: int) -> int:
        """Return the source offset of the folded character at ``index`` (``len(text)`` gives the source's end)."""
        if self._folded is None:
            return index
        if index >= len(self.text):
            return len(self.source)
        stretch = bisect_right(self._folded, index) - 1
        return self._source[stretch] + index - self._folded[stretch]

    def end(self, index: int) -> int:
        """Return the source offset where a span ends whose folded end is ``index`` (after the letter's own marks)."""
        if self._folded is None or index == 0:
            return index
        stop = self.start(index - 1) + 1
        marks = _TRAILING.match(self.source, stop)
        return marks.end() if marks else stop

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the source span of the folded span ``[start, end)``."""
        return self.start(start), self.end(end)

    def index(self, offset: int) -> int:
        """Return the first folded index whose source offset is ``offset`` or more."""
        if self._folded is None:
            return offset
        stretch = bisect_left(self._source, offset)
        after = self._folded[stretch] if stretch < len(self._folded) else len(self.text)
        if stretch == 0:
            return after
        return min(self._folded[stretch - 1] + offset - self._source[stretch - 1], after)


def fold(source: str) -> Folded:
    """Fold ``source``; time and memory grow with its length."""
    table, irregular = _tables()
    text = source.translate(table)
    kind = "i" if len(source) < _LARGEST_INT else "q"
    folded_starts, source_starts = array(kind, [0]), array(kind, [0])
    shift = 0  # folded index of a character minus its source offset
    for match in irregular.finditer(source):
        at, end = match.span()
        target = table[ord(source[at])]
        if target:
            # all letters of a ligature stand where it stands
            folded_starts.extend(range(at + shift, at + shift + len(target)))
            source_starts.extend([at] * len(target))
            shift += len(target) - 1
        else:
            shift -= end - at
        if folded_starts[-1] == end + shift:
            source_starts[-1] = end
        else:
            folded_starts.append(end + shift)
            source_starts.append(end)
    if shift == 0 and len(folded_starts) == 1:
        return Folded(source, text, None, source_starts)
    return Folded(source, text, folded_starts, source_starts)


def fold_word(word: str) -> str:
    """Return the folded letters of ``word`` (for table keys)."""
    return word.translate(_tables()[0])


@cache
def _plain_table() -> dict[int, str | None]:
    """Return the folding table without the letters whose spelling tells words apart (hamza seats, ta marbuta, ى)."""
    table = {code: target for code, target in _tables()[0].items() if chr(code) not in _WRITTEN}
    for first, last in _COMPATIBLE:
        for code in range(first, last + 1):
            written = unicodedata.normalize("NFKC", chr(code))
            if any(letter in _WRITTEN for letter in written):
                table[code] = written.translate(table)
    return table


def plain_word(word: str) -> str:
    """Return ``word`` as spelled, without marks: as ``fold_word``, letter for letter, but hamza seats, ة and ى kept."""
    return word.translate(_plain_table())
