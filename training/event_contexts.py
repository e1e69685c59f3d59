"""Train the model that weighs the contexts of events and write it with its card.

    python -m training.event_contexts [--train DIR] [--dev DIR]

The texts are those of ``event_texts``; ``--dev`` is measured only, after training.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from khabar.layers.events.contexts import MODEL, Weigher, contexts, features, of_sentence, suggestions
from khabar.layers.events.units import units
from khabar.lexicon import Lexicon
from training.event_roles import told_in
from training.event_texts import BENCH, Document, articles, own_texts, views

STEPS, RATE, PRIOR = 150, 0.05, 4.0
LEAST, KEPT = 6, 0.15


@dataclass
class Example:
    """An event of the gold: what is seen of it, its contexts, and those that the rules suggest."""

    seen: list[str]
    right: frozenset[str]
    suggested: list[str]


def read(documents: Iterable[Document], lexicon: Lexicon) -> list[Example]:
    """Return the events of texts, their parties as the slots give them."""
    known, rules = units(lexicon), contexts(lexicon)
    found = []
    for view, document in views(documents, lexicon):
        told = [(one, event) for event in document["events"] for one in told_in(view, known, {"events": [event]})]
        drafts = [one.draft for one, _ in told]
        for (one, event), suggested in zip(told, suggestions(view, rules, drafts), strict=True):
            words = of_sentence(view, view.sentence_of(one.draft.token))
            seen = [*features(one.draft, suggested), *words]
            found.append(Example(seen, frozenset(event.get("contexts") or ()), suggested[:4]))
    return found


def train(data: Sequence[Example]) -> dict[str, dict[str, float]]:
    """Return the likeliest weights of each context under ``PRIOR``, of what is seen in ``LEAST`` events and more."""
    names = sorted({name for example in data for name in example.right})
    counts = Counter(name for example in data for name in set(example.seen))
    numbers = {name: at for at, name in enumerate(sorted(name for name, count in counts.items() if count >= LEAST), 1)}
    rows = [[0, *(numbers[name] for name in example.seen if name in numbers)] for example in data]
    ids = np.array([number for row in rows for number in row])
    starts = np.concatenate(([0], np.cumsum([len(row) for row in rows])[:-1]))
    owner = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    found: dict[str, dict[str, float]] = {"": {}}
    for context in names:
        right = np.array([context in example.right for example in data], dtype=float)
        weights, mean, square = (np.zeros(len(numbers) + 1) for _ in range(3))
        for step in range(1, STEPS + 1):
            chances = 1 / (1 + np.exp(-np.add.reduceat(weights[ids], starts)))
            gradient = np.bincount(ids, (right - chances)[owner], len(weights)) - PRIOR * weights
            gradient[0] += PRIOR * weights[0]
            mean += 0.1 * (gradient - mean)
            square += 0.01 * (gradient**2 - square)
            weights += RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
        found[""][context] = round(float(weights[0]), 3)
        for name, at in numbers.items():
            if abs(weights[at]) >= KEPT:
                found.setdefault(name, {})[context] = round(float(weights[at]), 3)
    return found


def measure(data: Sequence[Example], model: Weigher) -> dict[str, float]:
    """Return micro-F1 of the model and of what the rules suggest, of the events that have contexts in the gold."""
    both = {"model": 0, "rules": 0}
    total = {"model": 0, "rules": 0}
    for example in data:
        if example.right:
            for name, chosen in (("model", model.chosen(example.seen)), ("rules", example.suggested)):
                both[name] += len(example.right.intersection(chosen))
                total[name] += len(example.right) + len(chosen)
    return {name: 2 * both[name] / max(total[name], 1) for name in both}


def main() -> None:
    """Train, write the model and its card, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--train", type=Path, default=BENCH / "train")
    parser.add_argument("--dev", type=Path, default=BENCH / "dev")
    given = parser.parse_args()
    lexicon = Lexicon()
    data = [example for example in read([*articles(given.train), *own_texts()], lexicon) if example.right]
    weights = train(data)
    model = Weigher(weights)
    parts = {"bench/dev": articles(given.dev), "benchmarks/events, unseen part": own_texts("unseen")}
    figures = {name: measure(read(part, lexicon), model) for name, part in parts.items()}
    for name, figure in figures.items():
        print(f"{name}:", {key: round(value, 3) for key, value in figure.items()})
    lines = [f"{name}\t{context}\t{weight}" for name, row in sorted(weights.items()) for context, weight in row.items()]
    MODEL.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))
    card = [
        "contexts.tsv.gz: which contexts an event has (layer events)",
        "",
        "What: a logistic model for each context over unit, mode, sectors of the parties, what the rules suggest and",
        "the words of the sentence; no feature names a state, group or person.",
        f"Trained on: {len(data)} events with contexts: the ANT corpus (Apache-2.0; Tunisian radio news, 2014-17),",
        "annotated for khabar by one reader, checked once, and the texts and articles of benchmarks/events of the part",
        "seen, written for khabar. No other text.",
        f"{len(lines)} weights. sha256: {hashlib.sha256(MODEL.read_bytes()).hexdigest()}",
        "Licence of the weights: Apache-2.0. Made by: python -m training.event_contexts",
        "",
        "Micro-F1 of contexts with the gold's triggers, and of what the rules suggest:",
        *(f"  {name}: model {one['model']:.3f}, rules {one['rules']:.3f}" for name, one in figures.items()),
    ]
    MODEL.with_name("contexts.card.txt").write_text("\n".join(card) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
