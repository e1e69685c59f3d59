"""Words without their particles, and phrases found by their last token, looking back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from khabar.lexicon.matcher import tokens_of
from khabar.lexicon.particles import without_particles
from khabar.lexicon.tables import Row

__all__ = ["Backward", "holds"]


def holds(tokens: Iterable[str], known: frozenset[str]) -> bool:
    """Say whether one of ``tokens``, particles taken off, is a ``known`` word."""
    return any(rest in known for token in tokens for _, rest in without_particles(token, 2))


class Match(NamedTuple):
    """A phrase found looking back: its row, first token, and letters of attached particles before it."""

    row: Row
    first: int
    cut: int


class Backward:
    """Phrases by their last token, for what stands before a number; their first token may bear particles."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._by_last: dict[str, list[tuple[tuple[str, ...], Row]]] = {}
        for row in rows:
            for form in row.forms():
                tokens = tokens_of(form)
                self._by_last.setdefault(tokens[-1], []).append((tokens[:-1], row))
        for entries in self._by_last.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def before(self, words: Sequence[str], index: int) -> Match | None:
        """Return the longest phrase whose last token is the one before ``index``."""
        if not index:
            return None
        for cut, rest in without_particles(words[index - 1], 1):
            for head, row in self._by_last.get(rest, ()):
                if not head:
                    return Match(row, index - 1, cut)
                first = index - 1 - len(head)
                if cut or first < 0 or tuple(words[first + 1 : index - 1]) != head[1:]:
                    continue
                for taken, start in without_particles(words[first], 1):
                    if start == head[0]:
                        return Match(row, first, taken)
        return None
