"""The word lists that ship with the package (``khabar/text/models``; what they are says the card beside each)."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

__all__ = ["MODELS", "digests", "frequencies", "names"]

MODELS = Path(__file__).resolve().parent.parent / "models"


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


@cache
def digests() -> Mapping[str, str]:
    """Return the sha256 of each model file, by name."""
    files = sorted(path for path in MODELS.iterdir() if path.suffix in (".npz", ".gz"))
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
