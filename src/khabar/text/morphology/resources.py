"""The word lists that ship with the package (``khabar/text/models``; what they are says the card beside each)."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from functools import cache

from khabar.text.models import MODELS

__all__ = ["MODELS", "frequencies", "names"]


def _lines(name: str) -> list[str]:
    path = MODELS / name
    return gzip.decompress(path.read_bytes()).decode().splitlines() if path.exists() else []


@cache
def frequencies() -> Mapping[str, int]:
    """Return the frequency bucket of each frequent plain word (a step is a factor of three)."""
    buckets: dict[str, int] = {}
    for line in _lines("frequencies.txt.gz"):
        number, *words = line.split(" ")
        buckets.update(dict.fromkeys(words, int(number)))
    return buckets


@cache
def names() -> frozenset[str]:
    """Return folded words that stand in names of persons and places."""
    return frozenset(_lines("names.txt.gz"))
