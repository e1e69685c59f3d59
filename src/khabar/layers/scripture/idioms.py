"""How much a match says: rare words weigh more, words in idioms nothing."""

from __future__ import annotations

from collections.abc import Iterable
from math import log2

from khabar.layers.scripture.index import Index
from khabar.lexicon import Row
from khabar.text.fold import fold_word

__all__ = ["Weights"]

_RARE = 100
_MILLION = 1_000_000


class Weights:
    """The weight of words, in bits (how surprising they are in newspapers), and the idioms that weigh nothing.

    Made of the tables ``common`` and ``idioms``.
    """

    def __init__(self, common: Iterable[Row], idioms: Iterable[Row], index: Index) -> None:
        self._bits: dict[int, float] = {}
        for row in common:
            number = index.numbers.get(fold_word(row.cells["form"]))
            if number is not None:
                bits = log2(_MILLION / int(row.cells["value"]))
                self._bits[number] = min(bits, self._bits.get(number, bits))
        self.most = log2(_MILLION / _RARE)
        self._idioms: dict[int, list[tuple[tuple[int, ...], Row]]] = {}
        for row in idioms:
            ids = tuple(index.numbers.get(word, -1) for word in fold_word(row.cells["form"]).split())
            self._idioms.setdefault(ids[0], []).append((ids, row))

    def of(self, ids: list[int]) -> list[float]:
        """Return the weight of each word; words that the Quran does not hold weigh nothing."""
        get, most = self._bits.get, self.most
        return [get(number, most) if number >= 0 else 0.0 for number in ids]

    def idioms(self, ids: list[int], first: int, last: int) -> list[tuple[int, int, Row]]:
        """Return the idioms ``(first, last, row)`` that share words with ``[first, last)``."""
        found = []
        for word in range(max(0, first - 8), last):
            for form, row in self._idioms.get(ids[word], ()):
                end = word + len(form)
                if end > first and tuple(ids[word:end]) == form:
                    found.append((word, end, row))
        return found
