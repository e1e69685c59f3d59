"""The contexts of an event: those of its unit, of its mode and parties, and of the words of its sentence.

A logistic model for each context (``contexts.card.txt``, trained by ``training/event_contexts.py``) weighs what these
suggest; without it all that they suggest is told, a few at most.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from khabar.layers.events.drafts import Draft
from khabar.layers.events.view import View
from khabar.lexicon import Lexicon
from khabar.text.fold import fold_word

__all__ = [
    "MODEL",
    "Contexts",
    "Weigher",
    "contexts",
    "features",
    "of_sentence",
    "set_contexts",
    "suggestions",
]

MODEL = Path(__file__).with_name("contexts.tsv.gz")

# Modes that carry the context of their name, or imply one.
_OF_MODE: Mapping[str, str] = {
    "cyber": "cyber", "misinformation": "misinformation", "unconventional": "cbrn", "suicide-attack": "terrorism",
    "convict": "legal",
}  # fmt: skip
_OF_SECTOR: Mapping[str, str] = {"MIL": "military", "JUD": "legal", "LEG": "legislative", "SPY": "intelligence"}
_MOST = 4
# Log-odds from which a context is told.
_LEAST = -1.0
_MEANING = frozenset(("NOUN", "ADJ", "VERB"))
_NO_WEIGHTS: Mapping[str, float] = {}


class Contexts:
    """The words of ``tables/contexts.tsv`` with the contexts that they give."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._single: dict[str, tuple[str, ...]] = {}
        self._pairs: dict[tuple[str, str], tuple[str, ...]] = {}
        for row in lexicon.table("events/contexts").rows:
            given = tuple(row.cells["context"].split("|"))
            first, *more = map(fold_word, row.cells["form"].split())
            if more:
                self._pairs[first, more[0]] = given
            else:
                self._single[first] = given

    def of(self, view: View, token: int) -> tuple[str, ...]:
        """Return the contexts that the word at ``token``, or it and the next, gives."""
        word = view.readings[token].reading
        found = self._single.get(word.key) or self._single.get(word.bare) or ()
        if token + 1 < len(view.words):
            after = view.readings[token + 1].reading
            for first in {word.key, word.bare}:
                for second in {after.key, after.bare, view.words[token + 1]}:
                    found = (*found, *self._pairs.get((first, second), ()))
        return found


def contexts(lexicon: Lexicon) -> Contexts:
    """Return the context words of ``lexicon``, compiled once."""
    return lexicon.compiled("events-contexts", Contexts)


class Weigher:
    """The model: for what is seen, the weights of contexts; immutable."""

    def __init__(self, weights: Mapping[str, Mapping[str, float]]) -> None:
        self._weights = weights

    def chosen(self, seen: Iterable[str]) -> list[str]:
        """Return the contexts that what is seen makes likely, the likeliest first."""
        total: dict[str, float] = dict(self._weights[""])
        for name in seen:
            for context, weight in self._weights.get(name, _NO_WEIGHTS).items():
                total[context] += weight
        likely = sorted((-score, context) for context, score in total.items() if score > _LEAST)
        return [context for _, context in likely[:_MOST]]


def weigher(lexicon: Lexicon) -> Weigher | None:
    """Return the model that ships, None if its file is not there; read once."""
    return lexicon.compiled("events-contexts-model", lambda _: _read(MODEL) if MODEL.exists() else None)


def _read(path: Path) -> Weigher:
    found: dict[str, dict[str, float]] = {}
    for line in gzip.decompress(path.read_bytes()).decode().splitlines():
        name, context, weight = line.split("\t")
        found.setdefault(name, {})[context] = float(weight)
    return Weigher(found)


def of_sentence(view: View, number: int) -> list[str]:
    """Return what is seen of a sentence: its words of meaning, names by their type only."""
    first, last = view.sentences[number]
    found = {
        view.readings[at].reading.key
        for at in range(first, last)
        if view.readings[at].reading.upos in _MEANING and at not in view.name_types
    }
    return [f"word {key}" for key in sorted(found)]


def features(draft: Draft, suggested: Sequence[str]) -> Iterator[str]:
    """Yield what is seen of an event: unit, mode, sectors of the parties and what the rules suggest."""
    yield draft.type
    yield f"{draft.type} {draft.mode}"
    yield f"unit {draft.unit.lemma}"
    for name in draft.unit.contexts:
        yield f"unit gives {name}"
    for name in suggested:
        yield f"suggested {name}"
        yield f"suggested {name} {draft.type}"
    for role, parties in (("actor", draft.actors), ("recipient", draft.recipients)):
        for sector in {party.sector for party in parties if party.sector}:
            yield f"{role} {sector}"
            yield f"{role} {sector} {draft.type}"


def suggestions(view: View, known: Contexts, drafts: Sequence[Draft]) -> list[list[str]]:
    """Return for each draft the contexts that unit, mode, actors and words of the sentence suggest, nearest first."""
    found: list[list[str]] = []
    by_sentence: dict[int, list[tuple[int, str]]] = {}
    for draft in drafts:
        sentence = view.sentence_of(draft.token)
        if sentence not in by_sentence:
            first, last = view.sentences[sentence]
            by_sentence[sentence] = [(at, name) for at in range(first, last) for name in known.of(view, at)]
        near = sorted(by_sentence[sentence], key=lambda pair: abs(pair[0] - draft.token))
        given = [*draft.unit.contexts]
        if draft.mode and draft.mode in _OF_MODE:
            given.append(_OF_MODE[draft.mode])
        given += [_OF_SECTOR[party.sector] for party in draft.actors if party.sector and party.sector in _OF_SECTOR]
        found.append(list(dict.fromkeys([*given, *(name for _, name in near)])))
    return found


def set_contexts(view: View, known: Contexts, drafts: Sequence[Draft]) -> None:
    """Set the contexts of each draft, a few at most."""
    model = weigher(view.lexicon)
    words: dict[int, list[str]] = {}
    for draft, suggested in zip(drafts, suggestions(view, known, drafts), strict=True):
        if model is None:
            draft.contexts = suggested[:_MOST]
            continue
        sentence = view.sentence_of(draft.token)
        if sentence not in words:
            words[sentence] = of_sentence(view, sentence)
        draft.contexts = model.chosen([*features(draft, suggested), *words[sentence]])
