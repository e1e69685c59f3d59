"""Where words stand in the Quran: spellings to numbers, numbers to places, three words in a row to places.

Spellings that some word of the Quran shares are one number (كتب and كتاب, since الكتب is how the rasm writes الكتاب),
so that a match of numbers finds every candidate; whether a word is exact is decided on its spellings afterwards.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import accumulate, count
from typing import TypeAlias

from khabar.layers.scripture.mushaf import BREAK, Kind, Mushaf

__all__ = ["UNKNOWN", "Index", "Plain"]

UNKNOWN = -2
_BITS = 15
# What an ``Index`` holds besides its text, arrays as bytes, as the cache keeps it.
Plain: TypeAlias = tuple[dict[str, int], dict[str, tuple[int, ...]], list[bytes]]


class Index:
    """The index of one ``Mushaf``; immutable once made."""

    __slots__ = ("_first", "_following", "_places", "_starts", "ids", "joined", "mushaf", "numbers", "plain")

    def __init__(self, mushaf: Mushaf, plain: Plain | None = None) -> None:
        """Make the index of ``mushaf``; ``plain`` is what that index holds, if it was made before."""
        self.mushaf = mushaf
        self.plain = plain or _compile(mushaf)
        self.numbers, self.joined, (ids, starts, places, following, keys, first) = self.plain
        self.ids = array("i", ids)
        self._starts, self._places = array("i", starts), array("i", places)
        self._first = dict(zip(array("q", keys), array("i", first), strict=True))
        self._following = array("i", following)

    def occurrences(self, number: int) -> int:
        """Return how often the word ``number`` stands in the Quran."""
        return self._starts[number + 1] - self._starts[number]

    def places(self, number: int) -> array[int]:
        """Return the places of the word ``number``."""
        return self._places[self._starts[number] : self._starts[number + 1]]

    def has(self, a: int, b: int, c: int) -> bool:
        """Say whether the three words stand in a row anywhere."""
        return (a << 2 * _BITS | b << _BITS | c) in self._first

    def triples(self, a: int, b: int, c: int) -> Iterator[int]:
        """Yield the places where the three words stand in a row."""
        place = self._first.get(a << 2 * _BITS | b << _BITS | c, -1)
        while place >= 0:
            yield place
            place = self._following[place]

    def pairs(self, a: int, b: int) -> list[int]:
        """Return the places where the two words stand in a row."""
        ids = self.ids
        last = len(ids) - 1
        if self.occurrences(a) <= self.occurrences(b):
            return [place for place in self.places(a) if place < last and ids[place + 1] == b]
        return [place - 1 for place in self.places(b) if place and ids[place - 1] == a]


def _compile(mushaf: Mushaf) -> Plain:
    """Return what the index of ``mushaf`` holds besides it."""
    numbers, by_kind = _number(mushaf.spellings)
    joined = {
        form: tuple(by_kind[kind] for kind in kinds) for form, kinds in mushaf.joined.items() if form not in numbers
    }
    by_kind.append(BREAK)
    ids = array("i", [by_kind[kind] for kind in mushaf.kinds])
    first, following = _triples(ids)
    packed = [ids, *_postings(ids), following, array("q", first), array("i", first.values())]
    return numbers, joined, [part.tobytes() for part in packed]


def _number(spellings: list[Kind]) -> tuple[dict[str, int], list[int]]:
    """Return the number of each spelling and of each kind: kinds that share a spelling have one number."""
    parent: list[int] = []
    by_form: dict[str, int] = {}

    def root(node: int) -> int:
        while parent[node] != node:
            node = parent[node]
        return node

    nodes = []
    for strict, loose in spellings:
        forms = strict + loose
        node = -1
        for form in forms:
            known = by_form.get(form)
            if known is not None:
                known = root(known)
                if node < 0:
                    node = known
                elif known != node:
                    parent[known] = node
        if node < 0:
            node = len(parent)
            parent.append(node)
        for form in forms:
            by_form.setdefault(form, node)
        nodes.append(node)
    fresh = count()
    renumbered: defaultdict[int, int] = defaultdict(lambda: next(fresh))
    roots = [root(node) for node in range(len(parent))]
    numbers = {form: renumbered[roots[node]] for form, node in by_form.items()}
    return numbers, [renumbered[roots[node]] for node in nodes]


def _postings(ids: array[int]) -> tuple[array[int], array[int]]:
    """Return the places of all words, sorted by word, and where those of each word begin."""
    counts = Counter(ids)
    breaks = counts[BREAK]
    highest = max(counts)
    starts = array("i", accumulate((counts[number] for number in range(highest + 1)), initial=0))
    places = array("i", sorted(range(len(ids)), key=ids.__getitem__)[breaks:])
    return starts, places


def _triples(ids: array[int]) -> tuple[dict[int, int], array[int]]:
    """Return the first place of each three words in a row, and for each place the next one of the same three."""
    following = array("i", bytes(4 * len(ids)))
    first: dict[int, int] = {}
    place = len(ids) - 3
    for a, b, c in zip(ids[-3::-1], ids[-2:0:-1], ids[:1:-1], strict=True):
        key = a << 2 * _BITS | b << _BITS | c
        if key >= 0:  # no break between suras among the three
            following[place] = first.get(key, -1)
            first[key] = place
        place -= 1
    return first, following
