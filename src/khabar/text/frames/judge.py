"""The judge of a noun phrase after a verb: subject, object, or neither; weights learnt, rules without them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np

from khabar.text.frames.drafts import Draft, Level
from khabar.text.frames.facts import Facts
from khabar.text.frames.phrases import Nominal
from khabar.text.morphology.resources import MODELS

__all__ = [
    "CHOICES",
    "NEITHER",
    "OBJECT",
    "SUBJECT",
    "Judge",
    "LinearJudge",
    "features",
    "load_judge",
    "read_judge",
    "write_judge",
]

SUBJECT, OBJECT, NEITHER = "s", "o", "n"
CHOICES = (SUBJECT, OBJECT, NEITHER)
_FILE = "frames.npz"


class Judge(Protocol):
    """Chooses a role by features; ``at`` and ``head`` are the tokens of verb and phrase."""

    def choose(self, names: Sequence[str], at: int, head: int) -> str:
        """Return ``SUBJECT``, ``OBJECT`` or ``NEITHER``."""
        ...


class LinearJudge:
    """Adds up a weight for each feature and role."""

    def __init__(self, weights: Mapping[str, tuple[float, float, float]]) -> None:
        self._weights = weights

    def choose(self, names: Sequence[str], at: int, head: int) -> str:  # noqa: ARG002 - the places are for training
        """Return the role with the highest score."""
        subject = object_ = neither = 0.0
        get = self._weights.get
        for name in names:
            row = get(name)
            if row is not None:
                subject += row[0]
                object_ += row[1]
                neither += row[2]
        if subject >= object_:
            return SUBJECT if subject >= neither else NEITHER
        return OBJECT if object_ >= neither else NEITHER


def features(
    rule: str,
    frame: Draft,
    level: Level,
    phrase: Nominal,
    head: Facts,
    *,
    fits: bool,
    distance: str,
    follower: Facts | None,
    carried: str,
) -> list[str]:
    """Return the names of the features of a noun phrase after a verb; ``rule`` is what the rules would choose."""
    verb = frame.facts
    subject = frame.subject
    state = ("-" if subject is None else subject.via[0] + ("?" if frame.open else "")) + (
        "-" if frame.object is None else "p" if frame.object.pronoun else "o"
    )
    more = follower is not None and not follower.conj and not follower.prep and follower.kind in "NPQ#DJH"
    what = head.kind + ("d" if phrase.definite else "i") + ("h" if head.human else "") + ("v" if head.verb else "")
    valency = f"{verb.object_share}{verb.clause_share}"
    agreement = verb.gender + phrase.gender + phrase.number[:1]
    base = f"{rule}{state}{int(fits)}"
    return [
        base,
        f"v={verb.key}",
        f"v={verb.key}{state}",
        f"o={valency}{state}",
        f"o={valency}{what}",
        f"r={rule}{valency}",
        f"w={what}{state}",
        f"c={phrase.accusative}{state}{head.case}",
        f"m={more}{state}{valency}{int(fits)}",
        f"d={distance}{state}",
        f"b={carried}{state}{verb.conj}{int(fits)}",
        f"b={carried}{state}{what}",
        f"b={carried}{state}{valency}",
        f"b={carried}{state}{level.kind}{verb.gender}{phrase.gender}",
        f"g={agreement}{state}",
        f"q={bool(head.pron)}{carried}{state}",
        f"h={head.key}",
    ]


def write_judge(path: Path, weights: Mapping[str, tuple[float, float, float]]) -> None:
    """Write weights as arrays (no pickles): names as text, a row of three for each."""
    names = sorted(weights)
    np.savez_compressed(
        path,
        names=np.frombuffer("\n".join(names).encode(), dtype=np.uint8),
        weights=np.array([weights[name] for name in names], dtype=np.float16),
    )


def read_judge(path: Path) -> LinearJudge:
    """Read a judge from its file."""
    with np.load(path, allow_pickle=False) as arrays:
        names = arrays["names"].tobytes().decode().split("\n")
        rows = arrays["weights"].astype(float).tolist()
    return LinearJudge({name: (row[0], row[1], row[2]) for name, row in zip(names, rows, strict=True)})


@cache
def load_judge() -> LinearJudge | None:
    """Return the judge that ships, or None if its file is not there."""
    path = MODELS / _FILE
    return read_judge(path) if path.exists() else None
