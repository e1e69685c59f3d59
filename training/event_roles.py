"""Train the model that ranks the parties of events and write it with its card.

    python -m training.event_roles [--train DIR] [--dev DIR]

The texts are those of ``event_texts``; ``--dev`` is measured only, after training.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from khabar.layers.events.boundary import TO_AGREE, make_agree
from khabar.layers.events.candidates import Candidate, candidates, shown
from khabar.layers.events.drafts import Draft
from khabar.layers.events.find import find_at
from khabar.layers.events.parties import key_of
from khabar.layers.events.ranker import MODEL, ROLES, Ranker, features, is_settled, open_to
from khabar.layers.events.roles import fill_roles
from khabar.layers.events.slots import Slots
from khabar.layers.events.status import cues, status_of
from khabar.layers.events.units import Unit, Units, units
from khabar.layers.events.view import View
from khabar.lexicon import Lexicon
from training.event_texts import BENCH, Document, alone, articles, own_texts, views
from training.fitting import Array, climb, in_a_line, write

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


def told_in(view: View, known: Units, document: Document) -> list[Told]:
    """Return the events of a text's gold."""
    return [told for event in document["events"] if (told := _told(view, known, event))]


def _told(view: View, known: Units, event: Document) -> Told | None:
    token = view.token_at(event["start"])
    if token >= len(view.words):
        return None
    types = TO_AGREE if event["type"] == "AGREE" else frozenset()
    found = find_at(view, known, token)
    draft = next((one for one in found if one.type == event["type"]), None)
    draft = draft or next((one for one in found if one.type in types), None)
    if draft is None:
        verbal = view.readings[token].reading.upos == "VERB"
        slots = Slots(view, token, verbal=verbal)
        actor = ("subject",) if verbal else ("genitive", "nisba")
        recipient = ("object",) if verbal else ("علي", "ضد", "ل")
        unit = Unit(event["type"], None, (), "verb" if verbal else "noun", "", (), actor, recipient, (), (), "", "")
        draft = Draft(token, unit, slots, (), event["type"], None)
    draft.status, draft.told = status_of(view, cues(view.lexicon), token, verbal=draft.slots.verbal)
    fill_roles(view, draft)
    if draft.type != event["type"]:
        make_agree(view, draft)
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
    elsewhere = shown([one.draft for one in told])
    for one in told:
        draft = one.draft
        choices = candidates(view, draft, before, elsewhere)
        actors: frozenset[str] = frozenset()
        for role in ROLES:
            able = open_to(draft, choices, role)
            right = [choice.key in one.keys[role] for choice in able]
            seen = [list(features(view, draft, each, role, actors)) for each in able]
            if any(right) and not all(right) and not (role == "recipient" and is_settled(draft, role)):
                found.append(Example(seen, right))
            chosen = {choice.key: choice for choice, fits in zip(reversed(able), reversed(right), strict=True) if fits}
            _set(draft, role, chosen.values())
            actors = frozenset(chosen)
        before.append(draft)
    return found


def _set(draft: Draft, role: str, chosen: Iterable[Candidate]) -> None:
    """Make the candidates chosen the parties of a draft."""
    setattr(draft, f"{role}s", [choice.party for choice in chosen if choice.party is not None])


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

    def gradient(weights: Array) -> Array:
        scores = np.bincount(owner, weights[ids], len(rows))
        odds = np.exp(scores - np.maximum.reduceat(scores, firsts)[group])
        chances = odds / np.add.reduceat(odds, firsts)[group]
        wanted = odds * right
        move = wanted / np.add.reduceat(wanted, firsts)[group] - chances
        slope: Array = np.bincount(ids, move[owner], len(numbers)) - PRIOR * weights
        return slope

    weights = climb(gradient, len(numbers), steps=STEPS, rate=RATE)
    return Ranker({name: float(weights[at]) for name, at in numbers.items()})


def measure(data: Sequence[tuple[View, Sequence[Told]]], model: Ranker) -> dict[str, float]:
    """Return how often actor, recipient and both are right, gold triggers given."""
    right: dict[str, list[bool]] = {"actor": [], "recipient": [], "both": []}
    for view, told in data:
        before: list[Draft] = []
        elsewhere = shown([one.draft for one in told])
        for one in told:
            draft = one.draft
            draft.actors, draft.recipients = draft.slotted["actor"], draft.slotted["recipient"]
            choices = candidates(view, draft, before, elsewhere)
            for role in ROLES:
                choice = model.best(view, draft, choices, role)
                if choice is not None:
                    _set(draft, role, [choice])
                keys = frozenset(map(key_of, getattr(draft, f"{role}s"))) or frozenset(("",))
                right[role].append(bool(keys & one.keys[role]))
            right["both"].append(right["actor"][-1] and right["recipient"][-1])
            before.append(draft)
    return {name: float(np.mean(hits)) for name, hits in right.items()}


def main() -> None:
    """Train, write the model and its card, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--train", type=Path, default=BENCH / "train")
    parser.add_argument("--dev", type=Path, default=BENCH / "dev")
    given = parser.parse_args()
    lexicon = Lexicon()
    known = units(lexicon)

    def read(documents: Iterable[Document]) -> list[tuple[View, list[Told]]]:
        return [(view, told_in(view, known, document)) for view, document in views(documents, lexicon)]

    texts = [*articles(given.train), *own_texts()]
    data = read([*texts, *alone(texts)])
    gold = [examples(view, told) for view, told in data]
    folds = []
    for fold in range(FOLDS):
        part = train([one for at, some in enumerate(gold) if at % FOLDS != fold for one in some])
        folds.append(measure([pair for at, pair in enumerate(data) if at % FOLDS == fold], part))
    model = train([one for some in gold for one in some])
    figures = {name: float(np.mean([fold[name] for fold in folds])) for name in folds[0]}
    print("train, 5-fold:", {name: round(figure, 3) for name, figure in figures.items()})
    held_out = measure(read(articles(given.dev)), model) if given.dev.is_dir() else {}
    print("dev:", {name: round(figure, 3) for name, figure in held_out.items()})
    unseen = measure(read(own_texts("unseen")), model)
    print("unseen:", {name: round(figure, 3) for name, figure in unseen.items()})
    kept = [f"{name}\t{weight:.3f}" for name, weight in sorted(model.weights.items()) if abs(weight) >= 0.005]
    write(
        MODEL,
        kept,
        what=(
            "roles.tsv.gz: which party acts in an event and which is acted on (layer events)",
            "",
            "What: log-linear model over slots of the clause, kinds of party and tellings before, a weight a feature;",
            "no feature names a state, group or person.",
        ),
        data=f"{len(data)} texts with {sum(len(some) for _, some in data)} events",
        module="training.event_roles",
        figures=(
            "Right choices with the gold's triggers:",
            f"  5-fold on the training articles: {in_a_line(figures)}",
            f"  bench/dev: {in_a_line(held_out)}",
            f"  benchmarks/events, unseen part: {in_a_line(unseen)}",
        ),
    )


if __name__ == "__main__":
    main()
