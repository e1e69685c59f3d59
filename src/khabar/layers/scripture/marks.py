"""What stands between the words: marks that hold a quotation, and breaks within one.

A *zone* is what a pair of marks holds: ``quran`` for ﴿ ﴾ (in either order, as typists write them), ``brace`` for
{ }, ``quote`` for quotation marks, ``paren`` for round brackets. Brackets that hold nothing but the number of a
verse hold no zone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from khabar.layers.scripture.stream import Stream

__all__ = ["ELLIPSIS", "NUMBER", "QUOTING", "SOFT", "STOP", "Gaps", "Zone", "zones"]

_PAIRS = {
    "﴿": ("quran", "﴾"), "﴾": ("quran", "﴿"), "{": ("brace", "}"), "«": ("quote", "»"), "»": ("quote", "«"),
    "“": ("quote", "”"), "”": ("quote", "“"), "‟": ("quote", "”"), '"': ("quote", '"'), "‘": ("quote", "’"),
    "'": ("quote", "'"), "(": ("paren", ")"), "„": ("quote", "“"), "❨": ("quran", "❩"), "⦗": ("quran", "⦘"),
    "<": ("quote", ">"), "[": ("paren", "]"),
}  # fmt: skip
_CLOSERS = frozenset(close for _, close in _PAIRS.values())
_MARKS = frozenset(_PAIRS) | _CLOSERS
_NUMBER_OPENERS = "﴿({["
_STOPS = frozenset(".!?؟؛;:")
_LONGEST_NUMBER = 3
_LONGEST_ZONE = 4000

NONE, SOFT, NUMBER, ELLIPSIS, STOP, QUOTING = range(6)


class Zone(NamedTuple):
    """Words ``[begin, end)`` of the stream that marks hold: ``opener`` and ``closer`` are the marks' tokens."""

    kind: str
    begin: int
    end: int
    opener: int
    closer: int


def _is_number(words: list[str], opener: int) -> int:
    """Return the token after a bracketed verse number that opens at ``opener``, or 0."""
    doubled = words[opener] in _NUMBER_OPENERS and words[opener + 1 : opener + 2] == ["("]
    at = opener + 1 + doubled
    if at + 1 >= len(words) or not words[at].isdecimal() or len(words[at]) > _LONGEST_NUMBER:
        return 0
    return at + 2 if words[at + 1] in _MARKS else 0


def _line(stream: Stream, token: int) -> int:
    analysis = stream.analysis
    return bisect_right(analysis.paragraphs, (analysis.starts[token], len(analysis.folded.text) + 1))


def zones(stream: Stream) -> list[Zone]:
    """Return the zones of the text in the order of their openers; time grows with the length of the text."""
    words = stream.analysis.words
    opened: dict[str, tuple[str, int]] = {}
    found: list[Zone] = []
    first = stream.first
    skip_to = 0
    for token, word in enumerate(words):
        if word not in _MARKS or token < skip_to:
            continue
        skip_to = _is_number(words, token) if word in _PAIRS and word not in opened else 0
        if skip_to:
            continue
        begun = opened.pop(word, None)
        if begun is not None:
            kind, opener = begun
            if token - opener > _LONGEST_ZONE:
                continue
            if kind in ("quote", "paren") and _line(stream, opener) != _line(stream, token):
                # the mark that opened on an earlier line was never closed: this one opens
                if word in _PAIRS:
                    opened[_PAIRS[word][1]] = (kind, token)
                continue
            begin, end = bisect_left(first, opener), bisect_left(first, token)
            if begin < end:
                found.append(Zone(kind, begin, end, opener, token))
            if word in "﴿﴾":
                opened.clear()
        elif word in _PAIRS and (
            word in "﴿«“‘({[<❨⦗" or not any(kind == _PAIRS[word][0] for kind, _ in opened.values())
        ):
            kind, closer = _PAIRS[word]
            opened[closer] = (kind, token)
    found.sort(key=lambda zone: zone.opener)
    return found


class Gaps:
    """What lies between neighbouring words of a stream."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._folded = stream.analysis.folded.text

    def between(self, word: int) -> int:
        """Return what stands between the words ``word`` and ``word + 1``: the strongest of its marks."""
        stream = self._stream
        analysis = stream.analysis
        first, last = stream.last[word], stream.first[word + 1]
        if first > last:  # two parts of one token
            return NONE
        words = analysis.words
        marks = words[first:last]
        result = NONE
        numbers = 0
        at = first
        while at < last:
            mark = words[at]
            number_end = _is_number(words, at) if mark in _PAIRS else 0
            if number_end and number_end <= last:
                at = number_end
                numbers += 1
                continue
            at += 1
            if mark in _MARKS:
                return QUOTING
            if mark.isdecimal():
                numbers += 1
            elif mark in _STOPS:
                result = max(result, STOP)
            else:
                result = max(result, SOFT)
        joined = "".join(marks)
        if ".." in joined or "…" in joined:
            return ELLIPSIS
        if numbers:
            return max(NUMBER, result) if "۝" not in joined else NUMBER
        between = self._folded[analysis.ends[first - 1] : analysis.starts[last]]
        return STOP if "\n" in between else result
