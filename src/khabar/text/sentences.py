"""Paragraphs and sentences.

A paragraph is a line that holds something. A sentence ends at a line's end, and at ``. ! ? ؟ …`` with the quotation
marks and brackets that close after it, except after abbreviations and initials, inside numbers and addresses, after
the number of a list item, and at the ``..`` with which Arabic headlines join two clauses.
"""

from __future__ import annotations

import re

__all__ = ["paragraph_spans", "sentence_spans"]

_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_STOP = re.compile(r"[.!?؟…]+")
_CLOSERS = re.compile(r"[\"'»”’)\]}﴾]*")
_OPENERS = "\"'«“‘([{﴿"
_WORD_BEFORE = re.compile(r"[^\W_]*$")
_ABBREVIATIONS = frozenset("ا ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ي دك مج تر هـ st dr mr mrs vs no".split())
_LOOK_BEHIND = 24


def paragraph_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of the lines of ``text`` that are not blank, without the white space around them."""
    spans = []
    for match in _LINE.finditer(text):
        start, end = match.span()
        while text[start].isspace():
            start += 1
        while text[end - 1].isspace():
            end -= 1
        spans.append((start, end))
    return spans


def _ends_here(text: str, start: int, mark: re.Match[str], close: int, end: int) -> bool:
    """Say whether a stop at ``mark`` (closers up to ``close``) ends a sentence begun at ``start`` of a line."""
    if close >= end:
        return True
    marks = mark.group()
    follower = text[close]
    if marks == ".":
        before_match = _WORD_BEFORE.search(text, max(start, mark.start() - _LOOK_BEHIND), mark.start())
        before = before_match.group() if before_match else ""
        if follower.isspace():
            rest = text[close:end].lstrip() if end - close < _LOOK_BEHIND else text[close : close + _LOOK_BEHIND].lstrip()
            if before.isdigit():
                # a list number at the head, or a decimal broken by a space (4. 5 مليار)
                if mark.start() - len(before) == start:
                    return False
                return not (rest[:1].isdigit() and len(before) <= 3)
            return before not in _ABBREVIATIONS
        # no space after the stop: words run together, unless it is a number, an initial or an address
        if close > mark.end():
            return follower not in "،,;؛:."
        if not follower.isalpha() and follower not in _OPENERS:
            return False
        return len(before) > 1 and not before.isascii() and not follower.isascii() and before not in _ABBREVIATIONS
    if set(marks) <= {".", "…"}:
        # «..» and «...» are pauses; they end a sentence only where a quotation closes with them
        return close > mark.end() and follower.isspace()
    return follower not in "،,;؛:."


def sentence_spans(text: str, paragraphs: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Return ``(start, end, paragraph)`` of each sentence, in order, without white space at the edges.

    ``text`` is folded text, ``paragraphs`` the spans of its paragraphs; offsets are into ``text``.
    """
    sentences = []
    for number, (first, last) in enumerate(paragraphs):
        start = first
        for mark in _STOP.finditer(text, first, last):
            if mark.start() < start:
                continue
            closers = _CLOSERS.match(text, mark.end(), last)
            close = closers.end() if closers else mark.end()
            if _ends_here(text, start, mark, close, last):
                sentences.append((start, close, number))
                start = close
                while start < last and text[start].isspace():
                    start += 1
        if start < last:
            sentences.append((start, last, number))
    return sentences
