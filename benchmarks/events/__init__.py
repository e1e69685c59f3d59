"""``python -m benchmarks.events``: events on our own test set, texts of all types and texts without any event.

Texts are scored as sets, since a happening may be told by any of its words: the types of a text, its pairs of type and
mode, its contexts, its pairs of type and country of those who act or are acted on, its pairs of type and status. Types
count alike (macro-F1); the other measures are micro-F1 over all texts that hold events. What is found in texts without
events is a figure of its own: the share of them with at least one event.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from khabar import Reader
from khabar.layers.events.units import TYPES

__all__ = ["LAYERS", "PARTS", "run", "scores"]

LAYERS = ("times", "quantities", "scripture", "entities", "quotations", "voices", "events")
PARTS = ("seen", "unseen")
_FOLDER = Path(__file__).parent
_UNKNOWN = "UNK"

Facts = dict[str, frozenset[Hashable]]


def _documents() -> Iterator[dict[str, Any]]:
    for path in sorted(_FOLDER.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def _code(party: str | Mapping[str, Any]) -> str:
    """Return the country, body or group of a party: of the gold a string (``EGY/COP``), of a record an object."""
    return party.split("/")[0] if isinstance(party, str) else party.get("code") or _UNKNOWN


def _facts(events: Iterable[Mapping[str, Any]]) -> Facts:
    """Return what a text says, by measure."""
    found: dict[str, set[Hashable]] = defaultdict(set)
    for event in events:
        kind = event["type"]
        found["type"].add(kind)
        found["status"].add((kind, event["status"]))
        if event.get("mode"):
            found["mode"].add((kind, event["mode"]))
        found["context"].update(event.get("contexts") or ())
        for role in ("actor", "recipient"):
            codes = {_code(party) for party in event.get(f"{role}s") or ()} - {_UNKNOWN}
            found[role].update((kind, code) for code in codes)
    return {measure: frozenset(facts) for measure, facts in found.items()}


def _f1(pairs: Iterable[tuple[frozenset[Hashable], frozenset[Hashable]]]) -> float:
    """Return the micro-F1 of pairs of gold and found facts, nan if there are none of either."""
    both = gold = found = 0
    for want, got in pairs:
        both += len(want & got)
        gold += len(want)
        found += len(got)
    return 2 * both / (gold + found) if gold + found else float("nan")


def scores(texts: Iterable[tuple[Facts, Facts]]) -> dict[str, float]:
    """Return the figures of texts, each the facts of its gold and those found; gold without facts has no events."""
    told: list[tuple[Facts, Facts]] = []
    empty: list[Facts] = []
    for gold, found in texts:
        if gold:
            told.append((gold, found))
        else:
            empty.append(found)
    none: frozenset[Hashable] = frozenset()

    def pairs(measure: str) -> Iterator[tuple[frozenset[Hashable], frozenset[Hashable]]]:
        return ((gold.get(measure, none), found.get(measure, none)) for gold, found in told)

    by_type = {
        kind: _f1((want & {kind}, got & {kind}) for want, got in pairs("type"))
        for kind in TYPES
        if any(kind in want for want, _ in pairs("type"))
    }
    figures = {"type macro-F1": sum(by_type.values()) / len(by_type) if by_type else float("nan")}
    for measure in ("mode", "context", "actor", "recipient", "status"):
        figures[f"{measure} micro-F1"] = _f1(pairs(measure))
    figures["empty texts with an event"] = sum(map(bool, empty)) / len(empty) if empty else float("nan")
    return {name: round(figure, 4) for name, figure in (figures | by_type).items()}


def run(reader: Reader | None = None) -> dict[str, float]:
    """Return the figures of both parts, ``seen: type macro-F1`` …; the figures of each type follow the others."""
    reader = reader or Reader(layers=LAYERS, force=True)
    parts: dict[str, list[tuple[Facts, Facts]]] = {part: [] for part in PARTS}
    for document in _documents():
        record = reader.read(document["text"], published=document["published"], id=document["id"])
        found = _facts(msgspec.to_builtins(record.events))
        parts[document["part"]].append((_facts(document["events"]), found))
    return {f"{part}: {name}": figure for part in PARTS for name, figure in scores(parts[part]).items()}
