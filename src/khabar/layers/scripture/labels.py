"""The reference that a text itself gives: [المائدة: 51], (البقرة 255), سورة الكهف الآية ١٠, الآية 45 من سورة العنكبوت.

A label is looked for right after a passage (behind its closing marks), then before it. The patterns are bounded, so
that time does not grow with the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from khabar.lexicon import Row
from khabar.text.fold import fold_word

__all__ = ["Label", "Labels"]

_AFTER = 110
_BEFORE = 110
_SURAS = 114
_VERSES = 286
_BRACKETS = '[({«﴿<"'

_OPEN = r"(?P<open>[\[({«﴿<\"-][ \[({]{0,2})?"
_CLOSE = r"(?P<close>[ ]{0,2}[\])}»﴾>\"]{1,2})?"
_SPACE = r"[ ,،:/\-.;]{0,4}"
_VERSE_WORD = r"(?:من )?(?:وال|ال|و)?(?:ايه|ايات|ايتان|ايتين|ايتين)(?: ?(?:رقم|رقمي|ارقام|الكريمه|من))?"
_DIGITS = r"(?P<verse>\d{1,3})(?![\d%]|[.,]\d)(?: ?(?:-|الي|و|حتي|,|،|/) ?(?P<last>\d{1,3})(?!\d))?"
_SURA_WORD = r"(?:من )?(?:ب|ل|في )?سوره(?: ال)?"
_TRUE = r"(?:صدق الله (?:العلي )?العظيم)"


class Label(NamedTuple):
    """Folded offsets of a label and the verses it names; ``verse`` and ``last`` are 0 where it names none.

    ``sura`` is 0 where it names a verse only.
    """

    start: int
    end: int
    sura: int
    verse: int
    last: int
    row: Row | None

    def covers(self, first: tuple[int, int], last: tuple[int, int]) -> bool:
        """Say whether the label names the verses ``first`` … ``last``, or some of them, and no others."""
        if self.sura and self.sura not in (first[0], last[0]):
            return False
        if not self.verse:
            return True
        low, high = (first[1], last[1]) if first[0] == last[0] else (1, _VERSES)
        return (self.verse <= low and high <= self.last) or (low <= self.verse and self.last <= high)

    def verses(self) -> str:
        """Return what it names as ``sura:verse``, as far as it does."""
        verses = f"{self.verse}" if self.verse == self.last else f"{self.verse}-{self.last}"
        return f"{self.sura or '?'}:{verses if self.verse else '?'}"


class Labels:
    """Finds labels; made of the table ``suras``."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = {fold_word(row.cells["form"]): row for row in rows}
        names = "|".join(re.escape(name) for name in sorted(self._rows, key=len, reverse=True))
        name = rf"(?P<sura>{names})(?![^\W\d_])"
        named = rf"(?P<word>{_SURA_WORD} ?)?{name}"
        figures = rf"(?:\(?(?:{_VERSE_WORD})? ?\(?{_DIGITS}\)?)"
        close2 = _CLOSE.replace("close", "close2")
        shapes = [
            rf"{_OPEN}{named}(?:{_SPACE}{figures})?{_CLOSE}",
            rf"{_OPEN}(?P<number>\d{{1,3}}) ?[:/] ?{_DIGITS}{_CLOSE}",
            rf"{_OPEN}(?P<verses>{_VERSE_WORD})? ?\(?{_DIGITS}\)?{_CLOSE}{_SPACE}"
            rf"(?P<word>{_SURA_WORD} ?){name}{close2}",
            rf"{_OPEN}(?P<verses>{_VERSE_WORD}) ?\(?{_DIGITS}\)?{_CLOSE}",
        ]
        lead = rf"[ »\"”’'﴾}})\].،,…:*\n]{{0,8}}?(?:{_TRUE}[ »\"”’'﴾}})\].،,…:*\n]{{0,4}}?)?"
        self._shapes = [re.compile(shape) for shape in (shapes[2], shapes[0], shapes[1], shapes[3])]
        self._after = [re.compile(rf"{lead}(?P<label>{shape.pattern})") for shape in self._shapes]

    def after(self, folded: str, end: int) -> Label | None:
        """Return the label right after the folded offset ``end``."""
        window = folded[end : end + _AFTER]
        for pattern in self._after:
            match = pattern.match(window)
            label = match and self._label(match, end, bare=False, alone=not window[match.end() :].strip()[:1].isalpha())
            if label:
                return label
        return None

    def before(self, folded: str, start: int) -> Label | None:
        """Return the last label that names a sura in the stretch before the folded offset ``start``."""
        begin = max(0, start - _BEFORE)
        window = folded[begin:start]
        stop = max(window.rfind(mark) for mark in (". ", "﴾", "\n", "}", "»"))
        begin, window = begin + stop + 1, window[stop + 1 :]
        best: Label | None = None
        for pattern in self._shapes:
            for match in pattern.finditer(window):
                label = self._label(match, begin, bare=True, alone=False)
                if label and label.sura and (best is None or label.end > best.end):
                    best = label
        return best

    def _label(self, match: re.Match[str], base: int, *, bare: bool, alone: bool) -> Label | None:
        """Return the label that ``match`` is, or None if it is too little to be one."""
        group = match.groupdict()
        name = group.get("sura")
        text = match.group("label") if "label" in group else match.group()
        # a bracket that closes the label may have been read as one around the figure
        whole = text.endswith(")") and text.count("(") == text.count(")")
        closed = whole or bool(group["close"] or group.get("close2"))
        bracketed = bool(group["open"] and group["open"][0] in _BRACKETS and closed)
        verse = int(group["verse"] or 0)
        if name is not None:
            row = self._rows[name]
            sura = int(row.cells["value"])
            sure = bool(group.get("word")) or (bracketed and not bare) or bool((group["open"] or alone) and verse)
            # a short or common word is a name only beside the word سورة or a verse
            if not sure or (len(name) < 3 and not (verse or group.get("word"))):
                return None
        elif group.get("number") is not None:
            row, sura = None, int(group["number"])
            if not bracketed or not 1 <= sura <= _SURAS:
                return None
        else:
            row, sura = None, 0
        if verse > _VERSES or (not sura and not verse):
            return None
        last = int(group["last"] or 0)
        start = match.start("label") if "label" in group else match.start()
        end = match.end()
        if group["open"] and not closed:
            start += len(group["open"])
        elif not group["open"] and group["close"] and text.count("(") < text.count(")"):
            end -= len(group["close"])
        start, end = _bare(match.string, start, end)
        return Label(base + start, base + end, sura, verse, max(verse, last), row)


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without the preposition before it and the spaces around it."""
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    return start + (3 if text.startswith(("في ", "من "), start) else 0), end
