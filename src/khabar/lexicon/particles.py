"""Particles written onto the next word: the conjunctions و ف and the prepositions ب ل ك."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

__all__ = ["without_particles"]

_CONJUNCTIONS: Final = "وف"
_PREPOSITIONS: Final = "بلك"


@lru_cache(maxsize=1 << 16)
def without_particles(word: str, shortest: int = 3) -> tuple[tuple[int, str], ...]:
    """Return the folded ``word`` and what is left when attached particles are taken off, with the letters taken.

    At least ``shortest`` letters must be left; للـ gives the word back its article.
    """
    readings = [(0, word)]
    rest, cut = word, 0
    if len(rest) > shortest and rest[0] in _CONJUNCTIONS:
        rest, cut = rest[1:], 1
        readings.append((cut, rest))
    if len(rest) > shortest and rest[0] in _PREPOSITIONS:
        if rest.startswith("لل"):
            readings.append((cut + 1, "ال" + rest[2:]))
        readings.append((cut + 1, rest[1:]))
    return tuple(readings)
