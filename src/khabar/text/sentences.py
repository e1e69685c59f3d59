"""Paragraphs and sentences.

A paragraph is a line that holds something. A sentence ends at a line's end, and at ``. ! ? ؟ …`` with the quotation
marks and brackets that close after it, except after abbreviations and initials, inside numbers and addresses, after
the number of a list item, inside brackets, at a quotation that the sentence goes on after, and at the ``..`` with
which Arabic headlines join two clauses.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from khabar._tsv import read_rows
from khabar.text.fold import fold_word

__all__ = ["paragraph_spans", "sentence_spans"]

_LINE = re.compile(r"[^\n]+")
_STOP = re.compile(r"[.!?؟…]+(?:[ ]{1,2}[.!?؟…]+)*")
_CLOSING = "»”’)]}﴾"
_EITHER = "\"'"
_QUOTED = '»”"'
_OPENERS = "\"'«“‘([{﴿"
_CONTINUES = "،,;؛:."
_BRACKETS = {")": "(", "]": "["}
_WORD_BEFORE = re.compile(r"[^\W_]*$")
_WORD_AFTER = re.compile(r"[^\W\d_]+")
_NUMBER_BEFORE = re.compile(r"\d[\d.,]* ?$")
_CLAUSE_AHEAD = re.compile(r"\s+(?:[^\s.!?؟…]+\s+){4}")
# How many characters are looked at around a stop, so that time grows with the length of a text and no faster.
_LOOK = 24
_BRACKET_LOOK = 200
_QUOTATION_LOOK = 400
# A quotation of so few words with ! or ؟ inside a sentence is a cry or a name («ارحل!»), not its end.
_FEW_WORDS = 4
_WHOLE_CLAUSE = 14


class _Words(NamedTuple):
    abbreviations: frozenset[str]
    numbers: frozenset[str]
    carry: frozenset[str]
    letters: frozenset[str]


@cache
def _words() -> _Words:
    rows = read_rows(Path(__file__).resolve().parent / "tables" / "sentences.tsv")
    return _Words(
        *(
            frozenset(fold_word(form) for form, which in rows if which == kind)
            for kind in ("abbreviation", "number", "carry", "letter")
        )
    )


class _Stop(NamedTuple):
    """A stop in ``text``: its sentence's start, where its marks begin and end, where what closes with it ends.

    ``last`` is the end of the paragraph, ``inside`` says whether a straight quotation mark is open.
    """

    text: str
    start: int
    at: int
    end: int
    close: int
    last: int
    inside: bool

    @property
    def closes_quotation(self) -> bool:
        return self.close > self.end

    def word_before(self) -> str:
        """Return the word that ends at the stop, a space between them allowed."""
        at = self.at - 1 if self.at > self.start and self.text[self.at - 1] == " " else self.at
        match = _WORD_BEFORE.search(self.text, max(self.start, at - _LOOK), at)
        return match.group() if match else ""

    def rest(self) -> str:
        """Return what follows, as far as one looks, without the space before it."""
        return self.text[self.close : min(self.last, self.close + _LOOK)].lstrip()


def paragraph_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of the lines of ``text`` that are not blank, without the white space around them."""
    spans = []
    for match in _LINE.finditer(text):
        line = match.group()
        bare = line.lstrip()
        start = match.start() + len(line) - len(bare)
        end = start + len(bare.rstrip())
        if start < end:
            spans.append((start, end))
    return spans


def _closed_at(text: str, at: int, last: int, *, inside: bool) -> int:
    """Return where the marks end that close at ``at``; ``inside`` says that a straight quotation mark is open."""
    close = at
    while at < last:
        char = text[at]
        apart = at > close  # behind a space
        if char in _EITHER:
            before_word = at + 1 < last and text[at + 1].isalnum()
            closes = not (apart and before_word) if inside and char == '"' else not (apart or before_word)
            inside = False
        else:
            closes = char in _CLOSING
        if closes:
            close = at = at + 1
        elif char == " " and not apart:
            at += 1
        else:
            break
    return close


def _ends_here(stop: _Stop) -> bool:
    """Say whether ``stop`` ends its sentence."""
    if stop.close >= stop.last:
        return True
    marks = set(stop.text[stop.at : stop.end]) - {" "}
    follower = stop.text[stop.close]
    if stop.closes_quotation:
        if follower in _CONTINUES or _goes_on_after_quotation(stop, marks):
            return False
        if marks <= {".", "…"}:
            return follower.isspace() or follower in _OPENERS or follower.isalpha()
        return True
    if marks == {"."} and stop.end - stop.at == 1:
        return _full_stop_ends(stop, follower)
    if marks <= {".", "…"}:
        # a pause, as between the clauses of a headline; after a whole clause it is a careless full stop
        return _between_whole_clauses(stop)
    # inside an address (…/page?id=3) the mark stands between letters or digits of the same script
    inside_address = follower.isascii() and follower.isalnum() and stop.text[stop.at - 1 : stop.at].isascii()
    return follower not in _CONTINUES and not inside_address


def _between_whole_clauses(stop: _Stop) -> bool:
    text = stop.text
    if stop.inside or not _CLAUSE_AHEAD.match(text, stop.close, stop.last):
        return False
    start = max(stop.start, stop.at - _QUOTATION_LOOK)
    quoted = text.rfind("«", start, stop.at) > text.rfind("»", start, stop.at)
    return not quoted and text.count(" ", start, stop.at) >= _WHOLE_CLAUSE


def _goes_on_after_quotation(stop: _Stop, marks: set[str]) -> bool:
    """Say whether the sentence goes on after the quotation or bracket that closes with the stop."""
    text = stop.text
    closer = text[stop.close - 1]
    if closer in _BRACKETS:
        opened = text.rfind(_BRACKETS[closer], max(stop.start, stop.close - _BRACKET_LOOK), stop.at)
        return opened > stop.start
    word = _first_word(stop.rest())
    if word in _words().carry:
        return True
    if marks <= {".", "…"}:
        return False
    opened = max(text.rfind(mark, max(stop.start, stop.at - _BRACKET_LOOK), stop.at) for mark in _OPENERS)
    if opened <= stop.start or not word or len(text[opened : stop.at].split()) > _FEW_WORDS:
        return False
    return (
        not text[max(stop.start, opened - _LOOK) : opened].rstrip().endswith(":")
    )  # after a colon it is what somebody said


def _full_stop_ends(stop: _Stop, follower: str) -> bool:
    before = stop.word_before()
    head = stop.at - len(before) == stop.start
    words = _words()
    if follower.isspace():
        rest = stop.rest()
        if before.isdigit():
            # the number of an item, at the head or after a colon; a decimal broken by a space (4. 5 مليار)
            if head or stop.text[max(stop.start, stop.at - len(before) - 2) : stop.at - len(before)].strip() == ":":
                return False
            return not (rest[:1].isdigit() and len(before) <= 3)
        if head and before in words.numbers:
            return False
        if before in words.letters and _first_word(rest) in words.letters:
            return False
        if _is_abbreviation(before):
            # after a number it is a unit («1437 هـ.») and may end a sentence
            at = stop.at - len(before)
            return _NUMBER_BEFORE.search(stop.text, max(stop.start, at - _LOOK), at) is not None
        return True
    # no space after the stop: words run together, unless it is a number, an initial or an address
    if stop.text[stop.at - 1] in _QUOTED and stop.at > stop.start:
        return follower.isalpha() and not follower.isascii()  # كذا".وقال
    if follower in _OPENERS:
        return len(before) > 1
    if not follower.isalpha() or follower.isascii() or len(before) < 2 or _is_abbreviation(before):
        return False
    if before.isdigit():
        return not head and len(_first_word(stop.rest())) > 1
    return not before.isascii() and not (before in words.letters and _first_word(stop.rest()) in words.letters)


def _first_word(rest: str) -> str:
    match = _WORD_AFTER.match(rest)
    return match.group() if match else ""


def _is_abbreviation(word: str) -> bool:
    known = _words().abbreviations
    # an initial, of any script; a title with its conjunction (وأ.)
    return len(word) == 1 or word in known or (len(word) == 2 and word[0] in "وف" and word[1] in known)


def sentence_spans(text: str, paragraphs: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Return ``(start, end, paragraph)`` of each sentence, in order, without white space at the edges.

    ``text`` is folded text, ``paragraphs`` the spans of its paragraphs; offsets are into ``text``.
    """
    sentences = []
    for number, (first, last) in enumerate(paragraphs):
        start = counted = first
        inside = False  # whether a straight quotation mark is open
        for mark in _STOP.finditer(text, first, last):
            at, end = mark.span()
            if at < start:
                continue
            inside ^= text.count('"', counted, at) % 2 == 1
            counted = at
            stop = _Stop(text, start, at, end, _closed_at(text, end, last, inside=inside), last, inside)
            if _ends_here(stop):
                sentences.append((start, stop.close, number))
                start = stop.close
                while start < last and text[start].isspace():
                    start += 1
        if start < last:
            sentences.append((start, last, number))
    return sentences
