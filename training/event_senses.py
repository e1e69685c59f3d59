"""Train the model that says whether a word tells an event here, and write it with its card.

    python training/event_senses.py [--train DIR] [--dev DIR]

The texts are those of ``event_texts``; ``--dev`` is measured only, after training.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from khabar.layers.events.boundary import TO_AGREE
from khabar.layers.events.drafting import drafted
from khabar.layers.events.sense import MODEL, Senses, beside, features, how, of_sentence, of_text
from khabar.layers.events.view import View
from khabar.lexicon import Lexicon
from training.event_texts import BENCH, Document, alone, articles, own_texts, views
from training.fitting import Array, climb, in_a_line, write

FOLDS, STEPS, RATE, PRIOR = 5, 200, 0.05, 6.0
LEAST = 3


@dataclass
class Example:
    """A word that may tell an event: what is seen of it, and whether it does."""

    seen: list[str]
    right: bool
    met: bool


def examples(view: View, document: Document) -> Iterator[Example]:
    """Yield an example for each draft; one that tells an event of the sentence by another word is left out."""
    drafts = drafted(view)
    gold = [(view.token_at(event["start"]), event["type"]) for event in document["events"]]
    text = of_text(view, drafts)
    for draft in drafts:
        types = {draft.type, "AGREE"} if draft.type in TO_AGREE else {draft.type}
        words = range(draft.token, draft.token + 2 + len(draft.unit.more))
        right = any(token in words and kind in types for token, kind in gold)
        sentence = view.sentence_of(draft.token)
        other = any(kind in types and view.sentence_of(token) == sentence for token, kind in gold)
        if right or not other:
            seen = [*features(view, draft), *beside(text, of_sentence(view, sentence), how(draft))]
            yield Example(seen, right, draft.met and not draft.order)


def train(data: Sequence[Example]) -> Senses:
    """Return the likeliest weights, under ``PRIOR``, of what is seen in at least ``LEAST`` examples."""
    counts = Counter(name for example in data for name in set(example.seen))
    numbers = {name: at for at, name in enumerate(sorted(name for name, count in counts.items() if count >= LEAST), 1)}
    rows = [[0, *(numbers[name] for name in example.seen if name in numbers)] for example in data]
    ids = np.array([number for row in rows for number in row])
    owner = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    right = np.array([example.right for example in data], dtype=float)
    size = len(numbers) + 1
    prior = np.full(size, PRIOR)
    prior[0] = 0.0

    def gradient(weights: Array) -> Array:
        chances = 1 / (1 + np.exp(-np.bincount(owner, weights[ids], len(rows))))
        slope: Array = np.bincount(ids, (right - chances)[owner], size) - prior * weights
        return slope

    weights = climb(gradient, size, steps=STEPS, rate=RATE)
    return Senses({"": float(weights[0])} | {name: float(weights[at]) for name, at in numbers.items()})


def measure(data: Sequence[Example], model: Senses) -> dict[str, float]:
    """Return precision, recall and F1 at one half, and the F1 that the senses that have all they ask for give."""
    chosen = [sum(model.weights.get(name, 0.0) for name in ("", *one.seen)) > 0 for one in data]
    figures: dict[str, float] = {}
    for name, picked in (("model", chosen), ("rules", [one.met for one in data])):
        hits = sum(yes and one.right for yes, one in zip(picked, data, strict=True))
        precision, recall = hits / max(sum(picked), 1), hits / max(sum(one.right for one in data), 1)
        figures |= {
            f"{name} P": precision,
            f"{name} R": recall,
            f"{name} F1": 2 * precision * recall / max(precision + recall, 1e-9),
        }
    return figures


def main() -> None:
    """Train, write the model and its card, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--train", type=Path, default=BENCH / "train")
    parser.add_argument("--dev", type=Path, default=BENCH / "dev")
    given = parser.parse_args()
    lexicon = Lexicon()

    def read(documents: Iterable[Document]) -> list[list[Example]]:
        """Return the examples of each text, with those of its sentences where they are texts of their own."""
        found: dict[str, list[Example]] = {}
        for view, document in views(documents, lexicon):
            found.setdefault(document["id"], []).extend(examples(view, document))
        return list(found.values())

    texts = [*articles(given.train), *own_texts()]
    data = read([*texts, *alone(texts)])
    folds = []
    for fold in range(FOLDS):
        part = train([one for at, some in enumerate(data) if at % FOLDS != fold for one in some])
        folds.append(measure([one for at, some in enumerate(data) if at % FOLDS == fold for one in some], part))
    figures = {name: float(np.mean([fold[name] for fold in folds])) for name in folds[0]}
    print("train, 5-fold:", {name: round(figure, 3) for name, figure in figures.items()})
    model = train([one for some in data for one in some])
    held_out = {}
    if given.dev.is_dir():
        held_out = measure([one for some in read(articles(given.dev)) for one in some], model)
    print("dev:", {name: round(figure, 3) for name, figure in held_out.items()})
    kept = [f"{name}\t{weight:.3f}" for name, weight in sorted(model.weights.items()) if abs(weight) >= 0.005]
    write(
        MODEL,
        kept,
        what=(
            "senses.tsv.gz: whether a word that may tell an event tells one here (layer events)",
            "",
            "What: logistic model over the unit, the words beside it, the voice, the parties and the text as a whole,",
            "a weight a feature; no feature names a state, group or person.",
        ),
        data=f"{len(data)} texts with {sum(map(len, data))} words that may tell an event",
        module="training.event_senses",
        figures=(
            "Words told rightly (P, R, F1 at one half), and by the conditions of the units alone:",
            f"  5-fold on the training texts: {in_a_line(figures)}",
            f"  bench/dev: {in_a_line(held_out)}",
        ),
    )


if __name__ == "__main__":
    main()
