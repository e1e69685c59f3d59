"""Events on whole articles of our own: those of the gold and those found are matched by type in a sentence.

An event found is the gold's if its type is the same and their words overlap, or both stand in one sentence; each is
matched once, those first that agree best. Parties agree if both name none or share a country or group.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.events import LAYERS
from khabar import Reader

__all__ = ["run"]

_FOLDER = Path(__file__).parent / "articles"
_BESIDE, _OVER = 1, 4


def _documents(part: str) -> Iterator[dict[str, Any]]:
    for path in sorted(_FOLDER.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            yield from (document for document in map(json.loads, lines) if document["part"] == part)


def _codes(parties: list[Any]) -> set[str]:
    codes = {one.split("/")[0] if isinstance(one, str) else one.get("code") or "UNK" for one in parties}
    return codes - {"UNK"}


def _agree(gold: dict[str, Any], found: dict[str, Any]) -> list[bool]:
    both = [(_codes(gold[role]), _codes(found[role])) for role in ("actors", "recipients")]
    return [bool(want & got) or not (want or got) for want, got in both]


def _matched(
    gold: list[dict[str, Any]], found: list[dict[str, Any]], sentences: list[tuple[int, int]]
) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    def sentence(event: dict[str, Any]) -> int:
        return next((at for at, (start, end) in enumerate(sentences) if start <= event["start"] < end), -1)

    scored = []
    for at, one in enumerate(gold):
        for to, other in enumerate(found):
            if one["type"] != other["type"]:
                continue
            over = other["start"] < one["start"] + len(one["trigger"]) and one["start"] < other["end"]
            if over or sentence(one) == sentence(other):
                scored.append((-(_OVER if over else _BESIDE) - sum(_agree(one, other)), at, to))
    pairs: dict[int, int] = {}
    for _, at, to in sorted(scored):
        if at not in pairs and to not in pairs.values():
            pairs[at] = to
    return [(gold[at], found[to]) for at, to in pairs.items()]


def run(part: str, reader: Reader | None = None) -> dict[str, float]:
    """Return F1 of types, of types with parties, of those with status, and how many are found for one of the gold."""
    reader = reader or Reader(layers=LAYERS, force=True)
    counts = {"type": 0, "type and parties": 0, "type, parties and status": 0}
    golds = founds = 0
    for document in _documents(part):
        record = reader.read(document["text"], published=document["published"], id=document["id"])
        found = msgspec.to_builtins(record.events)
        sentences = [(sentence.start, sentence.end) for sentence in record.sentences]
        golds += len(document["events"])
        founds += len(found)
        for one, other in _matched(document["events"], found, sentences):
            right = all(_agree(one, other))
            counts["type"] += 1
            counts["type and parties"] += right
            counts["type, parties and status"] += right and one["status"] == other["status"]
    figures = {f"{name} F1": 2 * count / max(golds + founds, 1) for name, count in counts.items()}
    figures["found for one of the gold"] = founds / max(golds, 1)
    return {name: round(figure, 4) for name, figure in figures.items()}
