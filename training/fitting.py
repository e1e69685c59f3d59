"""What the trainers of the models of events share: the steps of Adam, and writing a model with its card."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

__all__ = ["TEXTS", "climb", "in_a_line", "write"]

Array = NDArray[np.float64]
TEXTS = (
    "the ANT corpus (Apache-2.0; Tunisian radio news, 2014-17), annotated for khabar by one reader, checked once,",
    "and the texts and articles of benchmarks/events of the part seen, written for khabar. No other text.",
)


def climb(gradient: Callable[[Array], Array], size: int, *, steps: int, rate: float) -> Array:
    """Return the weights that steps of Adam reach from zero; ``gradient`` is that of what is to be highest."""
    weights, mean, square = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(1, steps + 1):
        slope = gradient(weights)
        mean += 0.1 * (slope - mean)
        square += 0.01 * (slope**2 - square)
        weights += rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


def in_a_line(figures: Mapping[str, float]) -> str:
    """Return figures in a line."""
    return ", ".join(f"{name} {figure:.3f}" for name, figure in figures.items())


def write(
    path: Path, weights: Sequence[str], *, what: Sequence[str], data: str, module: str, figures: Sequence[str]
) -> None:
    """Write the lines of a model, compressed, and its card: what it is, from which data, its figures."""
    path.write_bytes(gzip.compress(("\n".join(weights) + "\n").encode(), mtime=0))
    lines = [
        *what,
        f"Trained on: {data}:",
        *TEXTS,
        f"{len(weights)} weights. sha256: {hashlib.sha256(path.read_bytes()).hexdigest()}",
        f"Licence of the weights: Apache-2.0. Made by: python -m {module}",
        "",
        *figures,
    ]
    card = path.with_name(path.name.removesuffix(".tsv.gz") + ".card.txt")
    card.write_text("\n".join(lines) + "\n", encoding="utf-8")
