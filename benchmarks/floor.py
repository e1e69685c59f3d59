"""The floor: scores that may not sink, with digests of the gold they were measured on (``floor.json``).

A score below its floor fails; ``--pin`` raises floors to what was measured and never lowers one, unless ``--lower``
says so; gold that changed is measured but not judged until it is pinned anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.scores import FEWER

__all__ = ["FLOOR", "below", "pin", "read_floor"]

FLOOR = Path(__file__).with_name("floor.json")
_ROUNDING = 5e-4


def read_floor(path: Path = FLOOR) -> dict[str, Any]:
    """Return ``{"gold": {set: digest}, "scores": {measure: floor}}``, empty if there is none yet."""
    if not path.exists():
        return {"gold": {}, "scores": {}}
    floor: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return floor


def _gold_of(measure: str) -> str:
    return measure.split(".", 1)[0]


def below(floor: Mapping[str, Any], gold: Mapping[str, str], scores: Mapping[str, float]) -> list[str]:
    """Return a line for each score below its floor and each floor without a score; gold that changed is passed over."""
    said = []
    for measure, least in floor["scores"].items():
        name = _gold_of(measure)
        if name in gold and floor["gold"].get(name) != gold[name]:
            continue
        if measure not in scores:
            said.append(f"{measure}: not measured (floor {least})")
            continue
        score = scores[measure]
        sunk = score > least + _ROUNDING if measure in FEWER else score < least - _ROUNDING
        if sunk:
            said.append(f"{measure}: {score} (floor {least})")
    return said


def pin(
    floor: Mapping[str, Any], gold: Mapping[str, str], scores: Mapping[str, float], *, lower: bool = False
) -> dict[str, Any]:
    """Return the floor with ``scores`` taken over where they are better, or the gold is new, or ``lower`` is given."""
    kept = dict(floor["scores"])
    for measure, score in scores.items():
        old = kept.get(measure)
        renewed = old is None or floor["gold"].get(_gold_of(measure)) != gold.get(_gold_of(measure))
        better = old is not None and (score < old if measure in FEWER else score > old)
        if renewed or better or lower:
            kept[measure] = score
    return {"gold": dict(sorted(gold.items())), "scores": dict(sorted(kept.items()))}
