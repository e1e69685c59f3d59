"""Phrases that announce a quotation of the Quran (قال تعالى), looked for before a passage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from khabar.lexicon import Row
from khabar.text.fold import fold_word

__all__ = ["Introducer", "Introducers"]

_PARTICLES = "وفبلك"
_MOST_PARTICLES = 2
_NEAR = 3
_FAR = 9
_ENDS = frozenset(".!?؟")


class Introducer(NamedTuple):
    """The tokens ``[first, last)`` of an introducer, its table row, and how many words stand after it."""

    first: int
    last: int
    row: Row
    distance: int


class Introducers:
    """The table ``introducers``, by last word."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._by_last: dict[str, list[tuple[list[str], Row]]] = {}
        for row in rows:
            words = fold_word(row.cells["form"]).split()
            self._by_last.setdefault(words[-1], []).append((words, row))
        for entries in self._by_last.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def any_in(self, words: Sequence[str]) -> bool:
        """Say whether ``words`` hold a word on which an introducer ends (with no particle written on it)."""
        return not self._by_last.keys().isdisjoint(words)

    def before(self, words: Sequence[str], token: int) -> Introducer | None:
        """Return the introducer that stands before ``token``, or None."""
        passed = 0
        at = token - 1
        while at >= 0 and passed <= _FAR:
            word = words[at]
            if word in _ENDS and passed:
                return None
            if word.isalpha():
                found = self._ending(words, at, passed)
                if found is not None:
                    return found
                passed += 1
            at -= 1
        return None

    def _ending(self, words: Sequence[str], last: int, passed: int) -> Introducer | None:
        entries = self._by_last.get(words[last])
        if entries is None:
            stripped = _without_particles(words[last])
            entries = [entry for rest in stripped for entry in self._by_last.get(rest, ()) if len(entry[0]) == 1]
        for form, row in entries:
            first = last - len(form) + 1
            if first < 0 or (row.cells["class"] == "near" and passed > _NEAR):
                continue
            if list(words[first + 1 : last + 1]) != form[1:]:
                continue
            if words[first] == form[0] or form[0] in _without_particles(words[first]):
                return Introducer(first, last + 1, row, passed)
        return None


def _without_particles(word: str) -> list[str]:
    rests = []
    for _ in range(_MOST_PARTICLES):
        if len(word) > 3 and word[0] in _PARTICLES:
            word = word[1:]
            rests.append(word)
    return rests
