"""Finds the forms of tables among the tokens of a text: all tables in one pass, longest first.

Forms are folded like the text and match whole tokens; attached conjunctions and prepositions (و ف ب ل ك, and the
swallowed alif of للـ) are taken off the first token. Inside a form of several tokens the text may have quotation marks
that the table has not (الجيش "الإسرائيلي").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from khabar.lexicon.particles import without_particles
from khabar.text.fold import fold_word

__all__ = ["Found", "Matcher"]

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_QUOTES = frozenset("\"'«»“”‘’")
_CACHE_LIMIT = 200_000

T = TypeVar("T")


class Found(NamedTuple, Generic[T]):
    """A form found: tokens ``first`` to ``last`` (half-open), letters cut off the first token, what stands for it."""

    first: int
    last: int
    cut: int
    values: tuple[T, ...]


class _Node(Generic[T]):
    __slots__ = ("next", "values")

    def __init__(self) -> None:
        self.next: dict[str, _Node[T]] = {}
        self.values: tuple[T, ...] = ()


class Matcher(Generic[T]):
    """All forms with what they stand for; immutable once made but for a cache of words, safe among threads."""

    def __init__(self, forms: Iterable[tuple[str, T]]) -> None:
        """Compile ``(form, value)`` pairs; several values may stand for one form, in the order given.

        Raises ``ValueError`` for a form without letters.
        """
        self._root: dict[str, _Node[T]] = {}
        for form, value in forms:
            tokens = _TOKEN.findall(fold_word(form))
            if not tokens:
                raise ValueError(f"the form {form!r} is empty")
            level = self._root
            for token in tokens:
                node = level.get(token)
                if node is None:
                    node = level[token] = _Node()
                level = node.next
            if value not in node.values:
                node.values = (*node.values, value)
        self._cache: dict[str, tuple[tuple[int, _Node[T]], ...]] = {}

    def _starts(self, word: str) -> tuple[tuple[int, _Node[T]], ...]:
        """Return ``(letters cut off, node)`` for each reading of ``word`` that begins a form."""
        starts = self._cache.get(word)
        if starts is None:
            root = self._root
            starts = tuple((cut, root[rest]) for cut, rest in without_particles(word, shortest=2) if rest in root)
            if len(self._cache) < _CACHE_LIMIT:
                self._cache[word] = starts
        return starts

    def at(self, words: Sequence[str], index: int) -> Found[T] | None:
        """Return the longest form that begins at token ``index``, or None; the least cut wins among equals."""
        best: Found[T] | None = None
        for cut, node in self._starts(words[index]):
            found = _walk(words, index, cut, node)
            if found and (best is None or found.last > best.last):
                best = found
        return best

    def every(self, words: Sequence[str], index: int) -> list[Found[T]]:
        """Return all forms that begin at token ``index``, of any length and cut, longest first."""
        found: list[Found[T]] = []
        for cut, node in self._starts(words[index]):
            at: _Node[T] | None = node
            last = index + 1
            while at is not None:
                if at.values:
                    found.append(Found(index, last, cut, at.values))
                step = _step(words, last, at)
                if step is None:
                    break
                at, last = step
        found.sort(key=lambda hit: (-hit.last, hit.cut))
        return found


def _step(words: Sequence[str], at: int, node: _Node[T]) -> tuple[_Node[T], int] | None:
    """Return the node that the token at ``at`` leads to, passing over quotation marks, and the token after it."""
    if not node.next:
        return None
    while at < len(words):
        follower = node.next.get(words[at])
        if follower is not None:
            return follower, at + 1
        if words[at] not in _QUOTES:
            return None
        at += 1
    return None


def _walk(words: Sequence[str], index: int, cut: int, node: _Node[T]) -> Found[T] | None:
    best: Found[T] | None = None
    last = index + 1
    while True:
        if node.values:
            best = Found(index, last, cut, node.values)
        step = _step(words, last, node)
        if step is None:
            return best
        node, last = step
