"""Train the model that weighs the contexts of events and write it with its card.

    python -m training.event_contexts [--train DIR] [--dev DIR]

The texts are those of ``event_texts``; ``--dev`` is measured only, after training.
"""

from __future__ import annotations

import argparse
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
from training.fitting import Array, climb, in_a_line, write

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
    prior = np.full(len(numbers) + 1, PRIOR)
    prior[0] = 0.0
    found: dict[str, dict[str, float]] = {"": {}}
    for context in names:
        right = np.array([context in example.right for example in data], dtype=float)

        def gradient(weights: Array, right: Array = right) -> Array:
            chances = 1 / (1 + np.exp(-np.add.reduceat(weights[ids], starts)))
            slope: Array = np.bincount(ids, (right - chances)[owner], len(weights)) - prior * weights
            return slope

        weights = climb(gradient, len(prior), steps=STEPS, rate=RATE)
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
    write(
        MODEL,
        lines,
        what=(
            "contexts.tsv.gz: which contexts an event has (layer events)",
            "",
            "What: a logistic model for each context over unit, mode, sectors of the parties, what the rules suggest",
            "and the words of the sentence; no feature names a state, group or person.",
        ),
        data=f"{len(data)} events with contexts",
        module="training.event_contexts",
        figures=(
            "Micro-F1 of contexts with the gold's triggers, and of what the rules suggest:",
            *(f"  {name}: {in_a_line(one)}" for name, one in figures.items()),
        ),
    )


if __name__ == "__main__":
    main()
