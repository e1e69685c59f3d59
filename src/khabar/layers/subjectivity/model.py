"""A logistic model over what the voices show of a sentence; its weights are a table."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from khabar.layers.subjectivity.features import describe
from khabar.lexicon import Lexicon
from khabar.record import Voice

__all__ = ["Model"]

_DIGITS = 3


class Model:
    """The weights of one lexicon; immutable."""

    def __init__(self, lexicon: Lexicon) -> None:
        rows = lexicon.table("subjectivity/weights").rows
        self._weights = {row.cells["feature"]: float(row.cells["weight"]) for row in rows}

    def probabilities(self, text: str, sentences: Sequence[tuple[int, int]], voices: Sequence[Voice]) -> list[float]:
        """Return for each of the ``sentences`` the probability that it speaks the author's mind, in thousandths."""
        weight = self._weights.get
        found = []
        for features in describe(text, sentences, voices):
            total = sum(weight(name, 0.0) * value for name, value in features.items())
            found.append(round(1 / (1 + exp(-total)), _DIGITS))
        return found
