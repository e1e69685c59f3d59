"""A text as a stream of the words that the Quran might hold; marks and figures between words do not break it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from khabar.layers.scripture.index import UNKNOWN, Index

if TYPE_CHECKING:
    from khabar.text import Analysis

__all__ = ["MOST_PLACES", "Run", "Stream", "runs"]

_AND = "و"
# more places of one run than these make no better reading
MOST_PLACES = 12


class Stream:
    """The words of a text: ``ids[i]`` is the number of word ``i``, ``first[i]`` and ``last[i]`` its tokens.

    A و that stands apart belongs to the word after it; one token may be two words of the Quran (ياأيها).
    """

    __slots__ = ("analysis", "first", "ids", "last")

    def __init__(self, analysis: Analysis, index: Index) -> None:
        self.analysis = analysis
        self.ids: list[int] = []
        self.first: list[int] = []
        self.last: list[int] = []
        numbers, joined = index.numbers, index.joined
        ids, first, last = self.ids, self.first, self.last
        apart = -1
        for token, word in enumerate(analysis.words):
            number = numbers.get(word)
            begin = token
            if apart >= 0:
                if word.isalpha():
                    number = numbers.get(_AND + word)
                    begin = apart
                else:  # a mark follows the letter: it stands for itself
                    ids.append(UNKNOWN)
                    first.append(apart)
                    last.append(apart + 1)
                apart = -1
            if number is None:
                if not word.isalpha():
                    continue
                if word == _AND:
                    apart = token
                    continue
                parts = joined.get(word)
                if parts is not None:
                    ids += parts
                    first += [begin] * len(parts)
                    last += [token + 1] * len(parts)
                    continue
                number = UNKNOWN
            ids.append(number)
            first.append(begin)
            last.append(token + 1)

    def __len__(self) -> int:
        return len(self.ids)


class Run(NamedTuple):
    """Words that stand in a row in the text and in the Quran: text words ``[word, word + length)`` at ``place``."""

    word: int
    place: int
    length: int


def runs(stream: Stream, index: Index) -> list[Run]:
    """Return the longest runs of three and more words, the first places of each."""
    ids = stream.ids
    found: list[Run] = []
    covered = 0
    text = index.ids
    has = index.has
    count = len(ids)
    for i, (a, b, c) in enumerate(zip(ids, ids[1:], ids[2:], strict=False)):
        if i < covered or not has(a, b, c):
            continue
        longest = 0
        here = []
        for place in index.triples(a, b, c):
            length = 3
            limit = min(count - i, len(text) - place)
            while length < limit and ids[i + length] == text[place + length]:
                length += 1
            here.append(Run(i, place, length))
            longest = max(longest, length)
        found += [run for run in here if run.length == longest][:MOST_PLACES]
        covered = i + longest - 2
    return found
