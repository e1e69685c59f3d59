"""What is kept of words between texts: bounded, in two generations.

New words go into the young generation; when it is full it becomes the old one, whose words are taken over again when
they are met, so that the words of a language stay and the names of one article go.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import numpy as np

from khabar.text.crf import Floats

__all__ = ["Kept", "Rows"]

K = TypeVar("K")
V = TypeVar("V")


class Kept(Generic[K, V]):
    """A bounded mapping; at most twice ``limit`` entries are held."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._young: dict[K, V] = {}
        self._old: dict[K, V] = {}

    def __len__(self) -> int:
        return len(self._young)

    def get(self, key: K, make: Callable[[], V]) -> V:
        """Return what is kept for ``key``, or what ``make`` gives."""
        found = self._young.get(key)
        if found is None:
            found = self._old.get(key)
            if found is None:
                found = make()
            if len(self._young) >= self._limit:
                self._old, self._young = self._young, {}
            self._young[key] = found
        return found


class Rows:
    """Rows of scores by key, held in one table so that those of a whole text are taken in one step.

    Two bytes a score: sums of weights need no more.
    """

    def __init__(self, shape: tuple[int, ...], limit: int) -> None:
        self._shape = shape
        self._limit = limit
        self._numbers: dict[str, int] = {}
        self._table = np.zeros((256, *shape), dtype=np.float16)
        self._old_numbers: dict[str, int] = {}
        self._old_table = self._table

    def __len__(self) -> int:
        return len(self._numbers)

    def take(self, keys: Sequence[str], make: Callable[[str], Floats]) -> Floats:
        """Return the rows of ``keys`` in order; ``make`` gives those that are not kept."""
        if len(self._numbers) >= self._limit:
            self._old_numbers, self._old_table = self._numbers, self._table
            self._numbers, self._table = {}, np.zeros((256, *self._shape), dtype=np.float16)
        numbers = self._numbers
        for key in set(keys).difference(numbers):
            old = self._old_numbers.get(key)
            row = make(key) if old is None else self._old_table[old]
            if len(numbers) == len(self._table):
                self._table = np.concatenate([self._table, np.zeros_like(self._table)])
            self._table[len(numbers)] = row
            numbers[key] = len(numbers)
        return self._table[[numbers[key] for key in keys]].astype(np.float32)
