"""Train the model that ranks the parties of events and write it with its card.

    python training/event_roles.py [--train DIR] [--dev DIR]

DIR holds articles in the form of ``bench/train`` (ANT corpus, Apache-2.0, annotated for khabar); to them come the texts
of ``benchmarks/events`` of the part ``seen``, written for khabar. ``--dev`` is measured only, after training.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from khabar import Reader
from khabar.layers.base import Context
from khabar.layers.events.drafts import Draft
from khabar.layers.events.find import find_at
from khabar.layers.events.ranker import MODEL, ROLES, Candidate, Ranker, candidates, features
from khabar.layers.events.roles import fill_roles
from khabar.layers.events.slots import Slots
from khabar.layers.events.units import NONE, Unit, Units, units
from khabar.layers.events.view import View
from khabar.lexicon import Lexicon
from khabar.text import analyse

ROOT = Path(__file__).resolve().parents[1]
BENCH = ROOT.parent / "shared" / "bench"
LAYERS = ("times", "quantities", "scripture", "entities", "quotations", "voices")
FOLDS, STEPS, RATE, PRIOR = 5, 150, 0.05, 15.0
LEAST = 4


@dataclass
class Told:
    """One event of the gold: where it stands and the keys of its parties by role."""

    draft: Draft
    keys: Mapping[str, frozenset[str]]


@dataclass
class Example:
    """The candidates for one role as lists of features, and which of them are right."""

    seen: list[list[str]]
    right: list[bool]


def articles(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the annotated articles of a folder."""
    for path in sorted(folder.glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        yield {**document, "events": document["gold"]["events"]}


def own_texts() -> Iterator[dict[str, Any]]:
    """Yield the texts of our own set that may be looked at."""
    for path in sorted((ROOT / "benchmarks" / "events").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            if document["part"] == "seen":
                events = [{**event, "start": document["text"].index(event["trigger"])} for event in document["events"]]
                yield {**document, "events": events}


def views(documents: Iterable[dict[str, Any]], known: Units, lexicon: Lexicon) -> Iterator[tuple[View, list[Told]]]:
    """Yield each text with the events of its gold."""
    reader = Reader(layers=LAYERS, force=True)
    for document in documents:
        record = reader.read(document["text"], published=document["published"])
        found = {name: getattr(record, name) for name in ("times", "quantities", "entities", "quotations", "voices")}
        view = View(Context(analyse(document["text"]), record.document, lexicon, found))
        yield view, [told for event in document["events"] if (told := _told(view, known, event))]


def _told(view: View, known: Units, event: dict[str, Any]) -> Told | None:
    token = view.token_at(event["start"])
    if token >= len(view.words):
        return None
    draft = find_at(view, known, token)
    if draft is None or draft.type != event["type"]:
        verbal = view.readings[token].reading.upos == "VERB"
        slots = Slots(view, token, verbal=verbal)
        actor = ("subject",) if verbal else ("genitive", "nisba")
        recipient = ("object",) if verbal else ("علي", "ضد", "ل")
        unit = Unit(event["type"], None, (), "verb" if verbal else "noun", "", (), actor, recipient, (), (), "", "")
        draft = Draft(token, unit, slots, (), event["type"], None)
    fill_roles(view, draft)
    keys = {
        "actor": frozenset(map(_key, event["actors"])) or frozenset(("",)),
        "recipient": frozenset(map(_key, event["recipients"])) or frozenset(("",)),
    }
    return Told(draft, keys)


def _key(code: str) -> str:
    state, _, sector = code.partition("/")
    if state != "UNK":
        return state
    return "" if sector in ("", "UNK") else sector if sector in ("NGO", "IGO", "IMG", "MNC") else f"?{sector}"


def examples(view: View, told: Sequence[Told]) -> list[Example]:
    """Return an example for each role of each event; the tellings before are as the gold has them."""
    found: list[Example] = []
    before: list[Draft] = []
    for one in told:
        draft = one.draft
        choices = candidates(view, draft, before)
        actors: frozenset[str] = frozenset()
        for role in ROLES:
            right = [choice.key in one.keys[role] for choice in choices]
            seen = [list(features(view, draft, each, role, actors)) for each in choices]
            if any(right) and not (role == "recipient" and _is_settled(draft, role)):
                found.append(Example(seen, right))
            chosen = [choice for choice, fits in zip(choices, right, strict=True) if fits]
            parties = [choice.party for choice in chosen if choice.party is not None]
            if role == "actor":
                draft.actors = parties
                actors = frozenset(choice.key for choice in chosen)
            else:
                draft.recipients = parties
        before.append(draft)
    return found


def _is_settled(draft: Draft, role: str) -> bool:
    """Say whether the slots alone decide, as in ``Ranker.choose``."""
    return draft.sure if role == "actor" else draft.unit.recipient == (NONE,)


def train(data: Sequence[Example]) -> Ranker:
    """Return the likeliest weights, under ``PRIOR``, of the features that stand in at least ``LEAST`` examples.

    Adam on the whole log-likelihood with a Gaussian prior; all candidates of all examples lie in one array.
    """
    counts: dict[str, int] = defaultdict(int)
    for example in data:
        for name in {name for seen in example.seen for name in seen}:
            counts[name] += 1
    numbers = {name: at for at, name in enumerate(sorted(name for name, count in counts.items() if count >= LEAST))}
    rows = [[numbers[name] for name in seen if name in numbers] for one in data for seen in one.seen]
    ids = np.array([number for row in rows for number in row])
    owner = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    sizes = np.array([len(one.seen) for one in data])
    firsts, group = np.concatenate(([0], np.cumsum(sizes)[:-1])), np.repeat(np.arange(len(data)), sizes)
    right = np.array([fits for one in data for fits in one.right], dtype=float)
    weights, mean, square = np.zeros(len(numbers)), np.zeros(len(numbers)), np.zeros(len(numbers))
    for step in range(1, STEPS + 1):
        scores = np.bincount(owner, weights[ids], len(rows))
        odds = np.exp(scores - np.maximum.reduceat(scores, firsts)[group])
        chances = odds / np.add.reduceat(odds, firsts)[group]
        wanted = odds * right
        move = wanted / np.add.reduceat(wanted, firsts)[group] - chances
        gradient = np.bincount(ids, move[owner], len(numbers)) - PRIOR * weights
        mean += 0.1 * (gradient - mean)
        square += 0.01 * (gradient**2 - square)
        weights += RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return Ranker({name: float(weights[at]) for name, at in numbers.items()})


def measure(data: Sequence[tuple[View, Sequence[Told]]], model: Ranker) -> dict[str, float]:
    """Return how often actor, recipient and both are right, gold triggers given."""
    right: dict[str, list[bool]] = {"actor": [], "recipient": [], "both": []}
    for view, told in data:
        before: list[Draft] = []
        for one in told:
            choices = candidates(view, one.draft, before)
            actors: frozenset[str] = frozenset()
            hits = []
            for role in ROLES:
                suffering = one.draft.picked["recipient"] - one.draft.picked["actor"] if role == "actor" else ()
                open_to = [each for each in choices if each.key not in suffering]
                choice: Candidate = model.best(view, one.draft, open_to, role, actors)
                if _is_settled(one.draft, role):
                    choice = next((each for each in choices if each.key in one.draft.picked[role]), choices[0])
                hits.append(choice.key in one.keys[role])
                right[role].append(hits[-1])
                parties = [choice.party] if choice.party is not None else []
                if role == "actor":
                    one.draft.actors, actors = parties, frozenset((choice.key,))
                else:
                    one.draft.recipients = parties
            right["both"].append(all(hits))
            before.append(one.draft)
    return {name: float(np.mean(hits)) for name, hits in right.items()}


def main() -> None:
    """Train, write the model and its card, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--train", type=Path, default=BENCH / "train")
    parser.add_argument("--dev", type=Path, default=BENCH / "dev")
    given = parser.parse_args()
    lexicon = Lexicon()
    known = units(lexicon)
    data = list(views([*articles(given.train), *own_texts()], known, lexicon))
    gold = [examples(view, told) for view, told in data]
    folds = []
    for fold in range(FOLDS):
        part = train([one for at, some in enumerate(gold) if at % FOLDS != fold for one in some])
        folds.append(measure([pair for at, pair in enumerate(data) if at % FOLDS == fold], part))
    model = train([one for some in gold for one in some])
    figures = {name: float(np.mean([fold[name] for fold in folds])) for name in folds[0]}
    print("train, 5-fold:", {name: round(figure, 3) for name, figure in figures.items()})
    held_out = measure(list(views(articles(given.dev), known, lexicon)), model) if given.dev.is_dir() else {}
    print("dev:", {name: round(figure, 3) for name, figure in held_out.items()})
    kept = {name: weight for name, weight in sorted(model.weights.items()) if abs(weight) >= 0.005}
    text = "".join(f"{name}\t{weight:.3f}\n" for name, weight in kept.items())
    MODEL.write_bytes(gzip.compress(text.encode(), mtime=0))
    lines = [
        "roles.tsv.gz: which party acts in an event and which is acted on (layer events)",
        "",
        "What: log-linear model over slots of the clause, kinds of party and tellings before, a weight a feature;",
        "no feature names a state, group or person.",
        f"Trained on: {len(data)} texts with {sum(len(told) for _, told in data)} events: the ANT corpus (Apache-2.0;",
        "Tunisian radio news, 2014-17), annotated for khabar by one reader, checked once, and the seen part of",
        "benchmarks/events. No other text.",
        f"{len(kept)} weights. sha256: {hashlib.sha256(MODEL.read_bytes()).hexdigest()}",
        "Licence of the weights: Apache-2.0. Made by: python training/event_roles.py",
        "",
        "Right choices with the gold's triggers:",
        "  5-fold on the training articles: " + ", ".join(f"{name} {figure:.3f}" for name, figure in figures.items()),
        "  bench/dev: " + ", ".join(f"{name} {figure:.3f}" for name, figure in held_out.items()),
    ]
    MODEL.with_name("roles.card.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
