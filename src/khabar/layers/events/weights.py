"""Reads the weights of the layer's models: what is seen and its weight, tab-separated, compressed."""

from __future__ import annotations

import gzip
from pathlib import Path

__all__ = ["read_weights"]


def read_weights(path: Path) -> dict[str, float]:
    """Return the weight of each thing seen; empty if the file is not there."""
    if not path.exists():
        return {}
    lines = gzip.decompress(path.read_bytes()).decode().splitlines()
    return {name: float(weight) for name, weight in (line.rsplit("\t", 1) for line in lines)}
