"""Page furniture among the lines of a text: the comment form, sharing buttons, links to other articles.

Only lines at the edges of a text are looked at, and only whole lines count. A line is furniture if it consists of
phrases of ``tables/furniture.tsv`` (digits and marks apart), or begins with one that such lines begin with; a heading
of the table («اقرأ أيضا») takes the short lines below it with it. Text is never changed here: spans are returned.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple, cast

from khabar.sources.tables import rows
from khabar.text.fold import fold_word

__all__ = ["Kind", "Stretch", "furniture_at_end", "furniture_at_head", "line_kind"]

Kind = Literal["comment", "form", "share", "related", "other"]

# Furniture stands in a few short lines; what is longer, or farther from the edge, is the article.
_LINES = 16
_HEAD_LINES = 6
_LONGEST = 240
_LONGEST_LISTED = 120
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = (".", "!", "؟", "?", "…", ":")


class Stretch(NamedTuple):
    """A line of furniture: code points of the text, and what kind it is."""

    start: int
    end: int
    kind: Kind


class _Phrases(NamedTuple):
    """The table, by folded words: phrases of whole lines, which of them are headings, and beginnings of lines."""

    lines: dict[tuple[str, ...], Kind]
    headings: frozenset[tuple[str, ...]]
    beginnings: dict[tuple[str, ...], Kind]
    longest: int


@cache
def _phrases() -> _Phrases:
    lines: dict[tuple[str, ...], Kind] = {}
    beginnings: dict[tuple[str, ...], Kind] = {}
    headings = set()
    for form, kind, match in rows("furniture"):
        words = tuple(_WORD.findall(fold_word(form)))
        (beginnings if match == "start" else lines)[words] = cast("Kind", kind)
        if match == "header":
            headings.add(words)
    return _Phrases(lines, frozenset(headings), beginnings, max(map(len, [*lines, *beginnings])))


def _kind(line: str) -> tuple[Kind | None, bool]:
    """Return what kind of furniture ``line`` is (None if it is none), and whether it heads a list."""
    phrases = _phrases()
    words = tuple(_WORD.findall(fold_word(line)))
    if not words:
        return None, False
    kinds: list[Kind] = []
    at = 0
    while at < len(words):
        for length in range(min(phrases.longest, len(words) - at), 0, -1):
            kind = phrases.lines.get(words[at : at + length])
            if kind is not None:
                kinds.append(kind)
                at += length
                break
        else:
            break
    else:
        return kinds[0], words in phrases.headings
    for length in range(min(phrases.longest, len(words)), 0, -1):
        kind = phrases.beginnings.get(words[:length])
        if kind is not None:
            return kind, False
    return None, False


def line_kind(line: str) -> Kind | None:
    """Return what kind of furniture a ``line`` is, None if it may be part of an article."""
    return _kind(line)[0] if len(line) <= _LONGEST else None


def _lines_from_end(text: str) -> list[tuple[int, int]]:
    """Return the spans of the last lines of ``text`` that are not blank, last first, up to one that is too long."""
    spans: list[tuple[int, int]] = []
    end = len(text)
    while end > 0 and len(spans) < _LINES:
        begin = text.rfind("\n", max(0, end - 4 * _LONGEST), end) + 1
        if begin == 0 and end > 4 * _LONGEST:
            break
        line = text[begin:end]
        bare = line.strip()
        if len(bare) > _LONGEST:
            break
        if bare:
            start = begin + len(line) - len(line.lstrip())
            spans.append((start, start + len(bare)))
        end = begin - 1
    return spans


def furniture_at_end(text: str) -> list[Stretch]:
    """Return the lines of furniture at the end of ``text``, in order; none if nothing else is in it."""
    found: list[Stretch] = []
    # Short lines that are furniture only if a heading stands above them.
    open_lines: list[tuple[int, int]] = []
    article = len(text)
    for start, end in _lines_from_end(text):
        line = text[start:end]
        kind, heads = _kind(line)
        if kind is None:
            if len(line) > _LONGEST_LISTED or line.endswith(_SENTENCE_END):
                break
            open_lines.append((start, end))
        elif not open_lines:
            found.append(Stretch(start, end, kind))
            article = start
        elif heads:
            found.extend(Stretch(first, last, kind) for first, last in open_lines)
            found.append(Stretch(start, end, kind))
            open_lines = []
            article = start
        else:
            break
    return found[::-1] if text[:article].strip() else []


def furniture_at_head(text: str) -> list[Stretch]:
    """Return the lines of furniture before the first line of the article (sharing buttons above it), in order."""
    found: list[Stretch] = []
    begin = 0
    for _ in range(_HEAD_LINES):
        end = text.find("\n", begin)
        line = text[begin:end].strip() if end >= 0 else ""
        if not line or len(line) > _LONGEST_LISTED:
            break
        kind, _heads = _kind(line)
        if kind is None:
            break
        start = text.index(line, begin)
        found.append(Stretch(start, start + len(line), kind))
        begin = end + 1
    return found
