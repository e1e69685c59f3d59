"""Finds the forms of tables among the tokens of a text: all tables in one pass, longest first.

Forms are folded like the text and match whole tokens; attached conjunctions and prepositions (و ف ب ل ك, and the
swallowed alif of للـ) are taken off the first token. Inside a form of several tokens the text may have quotation marks
that the table has not (الجيش "الإسرائيلي"), unless the matcher is told otherwise.

The forms are a tree of plain data, tokens to ``(numbers of values, tree of what may follow)``: so the cache of
``khabar.lexicon.cache`` can keep it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

from khabar.errors import LexiconError
from khabar.lexicon.particles import without_particles
from khabar.text.fold import fold_word

__all__ = ["Beginnings", "Forms", "Found", "Matcher", "compile_forms", "tokens_of"]

# As the analysis cuts its tokens.
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_QUOTES = frozenset("\"'«»“”‘’")
_CACHE_LIMIT = 100_000
_SHORTEST = 2

T = TypeVar("T")
_Node: TypeAlias = tuple[tuple[int, ...], "Forms | None"]
Forms: TypeAlias = dict[str, _Node]


class Found(NamedTuple, Generic[T]):
    """A form found: tokens ``first`` to ``last`` (half-open), letters cut off the first token, what stands for it."""

    first: int
    last: int
    cut: int
    values: tuple[T, ...]


class _Starts(dict[str, tuple[tuple[int, _Node], ...]]):
    """``(letters cut off, node)`` for each reading of a word that begins some form; filled as words come."""

    def __init__(self, forms: Forms) -> None:
        super().__init__()
        self._forms = forms

    def __missing__(self, word: str) -> tuple[tuple[int, _Node], ...]:
        forms = self._forms
        starts = tuple((cut, forms[rest]) for cut, rest in without_particles(word, _SHORTEST) if rest in forms)
        if len(self) < _CACHE_LIMIT:
            self[word] = starts
        return starts


class Beginnings(dict[str, int]):
    """Which of several matchers have forms that a word begins: bit ``n`` for the ``n``-th; filled as words come."""

    def __init__(self, *matchers: Matcher[Any]) -> None:
        super().__init__()
        self._forms = [(1 << number, matcher.forms) for number, matcher in enumerate(matchers)]

    def __missing__(self, word: str) -> int:
        readings = without_particles(word, _SHORTEST)
        bits = 0
        for bit, forms in self._forms:
            if any(rest in forms for _, rest in readings):
                bits |= bit
        if len(self) < _CACHE_LIMIT:
            self[word] = bits
        return bits


class Matcher(Generic[T]):
    """All forms with what they stand for; immutable once made but for a cache of words, safe among threads.

    ``starts`` gives for a word the readings that begin a form: none for most words. ``forms`` is the tree, and
    ``value`` gives what a number in it stands for.
    """

    def __init__(self, forms: Iterable[tuple[str, T]], *, quotes: bool = True) -> None:
        """Compile ``(form, value)`` pairs; several values may stand for one form, in the order given.

        ``quotes`` lets quotation marks stand between the tokens of a form. Raises ``LexiconError`` for a form without
        letters.
        """
        compiled, values = compile_forms(forms)
        self._set(compiled, values.__getitem__, quotes=quotes)

    @classmethod
    def of(cls, forms: Forms, value: Callable[[int], T], *, quotes: bool = True) -> Matcher[T]:
        """Return the matcher of ``forms`` that ``compile_forms`` gave; ``value`` gives what a number stands for."""
        matcher = cls.__new__(cls)
        matcher._set(forms, value, quotes=quotes)
        return matcher

    def _set(self, forms: Forms, value: Callable[[int], T], *, quotes: bool) -> None:
        self.forms = forms
        self.value = value
        self.starts = _Starts(forms)
        self._passed = _QUOTES if quotes else frozenset()

    def at(self, words: Sequence[str], index: int) -> Found[T] | None:
        """Return the longest form that begins at token ``index``, or None; the least cut wins among equals."""
        best: tuple[int, int, tuple[int, ...]] | None = None
        for cut, node in self.starts[words[index]]:
            last = index + 1
            while True:
                numbers, following = node
                if numbers and (best is None or last > best[0]):
                    best = last, cut, numbers
                step = self._step(words, last, following) if following else None
                if step is None:
                    break
                node, last = step
        return None if best is None else Found(index, best[0], best[1], tuple(map(self.value, best[2])))

    def exact(self, words: Sequence[str], index: int, word: str | None = None) -> tuple[T, int] | None:
        """Return what the longest form at token ``index`` stands for and its tokens; nothing is taken off or passed.

        ``word`` stands for the token there, if given. Of several values the first counts.
        """
        if index >= len(words):
            return None
        node = self.forms.get(words[index] if word is None else word)
        best: tuple[int, int] | None = None
        length = 0
        while node is not None:
            numbers, following = node
            length += 1
            if numbers:
                best = numbers[0], length
            if not following or index + length >= len(words):
                break
            node = following.get(words[index + length])
        return None if best is None else (self.value(best[0]), best[1])

    def every(self, words: Sequence[str], index: int) -> list[Found[T]]:
        """Return all forms that begin at token ``index``, of any length and cut, longest first."""
        found: list[Found[T]] = []
        for cut, node in self.starts[words[index]]:
            last = index + 1
            while True:
                numbers, following = node
                if numbers:
                    found.append(Found(index, last, cut, tuple(map(self.value, numbers))))
                step = self._step(words, last, following) if following else None
                if step is None:
                    break
                node, last = step
        found.sort(key=lambda hit: (-hit.last, hit.cut))
        return found

    def _step(self, words: Sequence[str], at: int, following: Forms) -> tuple[_Node, int] | None:
        """Return the node that the token at ``at`` leads to, passing over quotation marks, and the token after it."""
        while at < len(words):
            node = following.get(words[at])
            if node is not None:
                return node, at + 1
            if words[at] not in self._passed:
                return None
            at += 1
        return None


def tokens_of(form: str) -> tuple[str, ...]:
    """Return the folded tokens of a form of a table."""
    folded = fold_word(form)
    return (folded,) if folded.isalpha() else tuple(_TOKEN.findall(folded))


def compile_forms(forms: Iterable[tuple[str, T]]) -> tuple[Forms, list[T]]:
    """Return the tree of ``(form, value)`` pairs, and the values that its numbers count.

    Raises ``LexiconError`` for a form without letters.
    """
    values: list[T] = []
    root: dict[str, Any] = {}  # token to [numbers, tree of what may follow]
    known: dict[int, int] = {}
    for form, value in forms:
        tokens = tokens_of(form)
        if not tokens:
            said = "Give it letters; 'khabar lexicon check' says where it stands."
            raise LexiconError("the form is empty.", subject=f"«{form}»", remedy=said)
        *lead, last = tokens
        level = root
        for token in lead:
            level = level.setdefault(token, [(), {}])[1]
        node = level.setdefault(last, [(), {}])
        number = known.get(id(value))
        if number is None:
            number = known[id(value)] = len(values)
            values.append(value)
        if all(values[other] != value for other in node[0]):
            node[0] = (*node[0], number)
    return _freeze(root), values


def _freeze(level: dict[str, Any]) -> Forms:
    return {token: (numbers, _freeze(below) if below else None) for token, (numbers, below) in level.items()}
