"""The scores that PLOVER gives types and modes, from ``tables/plover.tsv``."""

from __future__ import annotations

from collections.abc import Mapping

from khabar.lexicon import Lexicon

__all__ = ["Scores", "scores"]

Scores = Mapping[tuple[str, str], float]


def scores(lexicon: Lexicon) -> Scores:
    """Return the Goldstein-style score of each type and mode ("": of the type itself), compiled once."""
    return lexicon.compiled("events-scores", _scores)


def _scores(lexicon: Lexicon) -> Scores:
    rows = lexicon.table("events/plover").rows
    found = {(row.cells["type"], row.cells["mode"]): row.cells["score"] for row in rows}
    return {key: float(score or found[key[0], ""]) for key, score in found.items()}
