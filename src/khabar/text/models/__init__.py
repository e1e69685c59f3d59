"""The model files that ship with the text floor, each with a plain-text card beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

__all__ = ["MODELS", "digests"]

MODELS = Path(__file__).resolve().parent
_SUFFIXES = (".npz", ".gz")


@cache
def digests() -> Mapping[str, str]:
    """Return the sha256 of each model file, by name."""
    files = sorted(path for path in MODELS.iterdir() if path.suffix in _SUFFIXES)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
