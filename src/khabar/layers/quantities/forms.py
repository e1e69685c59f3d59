"""Phrases found by their first token (the longest at a place) or, looking back, by their last."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, Generic, NamedTuple, TypeVar

from khabar.lexicon.particles import without_particles
from khabar.lexicon.tables import Row
from khabar.text.fold import fold_word

__all__ = ["Backward", "Forms", "holds", "tokens_of"]

# As the analysis cuts its tokens.
_TOKEN: Final = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")

T = TypeVar("T")


def tokens_of(form: str) -> tuple[str, ...]:
    """Return the folded tokens of a form of a table."""
    folded = fold_word(form)
    return (folded,) if folded.isalpha() else tuple(_TOKEN.findall(folded))


def holds(tokens: Iterable[str], known: frozenset[str]) -> bool:
    """Say whether one of ``tokens``, particles taken off, is a ``known`` word."""
    return any(rest in known for token in tokens for _, rest in without_particles(token, 2))


class Forms(Generic[T]):
    """Phrases by their first token."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}

    def add(self, tokens: tuple[str, ...], item: T) -> None:
        """Add ``item`` under the folded ``tokens``; of two items with the same tokens the first counts."""
        entries = self._by_first.setdefault(tokens[0], [])
        tail = tokens[1:]
        if any(other == tail for other, _ in entries):
            return
        entries.append((tail, item))
        if len(entries) > 1:
            entries.sort(key=lambda entry: -len(entry[0]))

    def at(self, words: Sequence[str], index: int, word: str | None = None) -> tuple[T, int] | None:
        """Return the longest phrase at ``index`` and its tokens; ``word`` stands for the token there if given."""
        if index >= len(words):
            return None
        for tail, item in self._by_first.get(words[index] if word is None else word, ()):
            if not tail or tuple(words[index + 1 : index + 1 + len(tail)]) == tail:
                return item, 1 + len(tail)
        return None


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
