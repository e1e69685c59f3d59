"""Whether a word that may tell an event tells one here: a small logistic model over the clause and the text.

What is seen is the unit and whether all that its sense asks for is there, the words beside it, the voice of the
segment, the parties that the sentence names and fills the roles with, and what the text as a whole is about; never
which state, group or person. Trained by ``training/event_senses.py``.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from khabar.layers.events.drafts import Draft
from khabar.layers.events.parties import parties_at
from khabar.layers.events.view import Span, View
from khabar.layers.events.weights import read_weights
from khabar.text.fold import fold_word

if TYPE_CHECKING:
    from khabar.lexicon import Lexicon

__all__ = ["MODEL", "Senses", "beside", "features", "how", "likeliest", "of_sentence", "of_text", "senses"]

MODEL = Path(__file__).with_name("senses.tsv.gz")
# How probable it must be that a word tells an event, where the sense has what it asks for and where it has not.
_LEAST = 0.2
_LEAST_UNMET = 0.5
_FEW, _SOME, _MANY = 1, 3, 8


def of_text(view: View, drafts: Sequence[Draft]) -> list[str]:
    """Return what is seen of the text as a whole: its voices, and how thick events and parties stand in it."""
    length = max(len(view.words), 1)
    told = sum(voice.end - voice.start for voice in view.voices)
    found = [f"text parties {_amount(100 * sum(1 for name in set(view.named.values()) if name.code) / length)}"]
    firsts = [draft for draft in drafts if draft.met and not draft.order]
    met = len(firsts)
    acted = sum(bool(draft.actors or draft.recipients) for draft in firsts)
    for topic, count in _topics(view, 0, len(view.words)).items():
        found.append(f"text topic {topic} {_amount(100 * count / length)}")
    found.append(f"text events {_amount(100 * met / length)}")
    found.append(f"text acted {round(3 * acted / met) if met else -1}")
    for name in ("report", "opinion", "claim", "call"):
        share = sum(voice.end - voice.start for voice in view.voices if voice.voice == name) / told if told else 0.0
        found.append(f"text {name} {round(share * 4)}")
    return found


def _amount(each_hundred: float) -> int:
    return sum(each_hundred >= limit for limit in (0.5, 1.5, 3, 5, 8))


def of_sentence(view: View, number: int) -> list[str]:
    """Return what a sentence is about."""
    first, last = view.sentences[number]
    return [f"topic {topic} {min(count, 2)}" for topic, count in _topics(view, first, last).items()]


def _topics(view: View, first: int, last: int) -> Counter[str]:
    """Count the words of each topic (``tables/topics.tsv``) among tokens."""
    known = view.lexicon.compiled("events-topics", _read_topics)
    found: Counter[str] = Counter()
    for at in range(first, last):
        if at in view.name_types:
            continue
        reading = view.readings[at].reading
        for topic in known.get(reading.key) or known.get(reading.bare) or ():
            found[topic] += 1
    return found


def _read_topics(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in lexicon.table("events/topics").rows:
        found.setdefault(fold_word(row.cells["form"]), set()).add(row.cells["topic"])
    return {form: frozenset(topics) for form, topics in found.items()}


def how(draft: Draft) -> str:
    """Return whether the sense has what it asks for, and is the first that has."""
    return "unmet" if not draft.met else "later" if draft.order else "met"


def features(view: View, draft: Draft) -> Iterator[str]:
    """Yield what is seen of a draft itself; to it come, each alone and with ``how``, text and sentence."""
    unit, token = draft.unit, draft.token
    met = how(draft)
    word = view.readings[token].reading
    sort = f"{draft.type} {unit.kind} {met}"
    yield met
    yield sort
    yield f"{draft.type} {draft.mode} {met}"
    yield f"row {draft.type} {unit.lemma} {unit.kind} {met}"
    yield f"row {draft.type} {unit.lemma}"
    yield f"asks {len(unit.needs) + len(unit.more)} {met}"
    verbal = draft.slots.verbal
    form = (
        f"{'passive' if draft.slots.passive else 'verb'} {word.tense} {view.person(token)}"
        if verbal
        else f"noun {'definite' if word.definite else 'of' if draft.slots.get('genitive') else 'bare'}"
    )
    yield f"form {form}"
    yield f"form {form} {draft.type}"
    yield f"form {form} {met}"
    if not verbal:
        yield f"form {form} {word.key if word.key == word.bare else 'inflected'}"
    yield f"status {draft.status} {draft.told if draft.status == 'asserted' else ''}"
    yield f"status {draft.status} {draft.type}"
    actor, recipient = bool(draft.picked["actor"]), bool(draft.picked["recipient"])
    filled = f"{'a' if actor else '-'}{'r' if recipient else '-'}"
    yield f"filled {filled}"
    yield f"filled {filled} {sort}"
    first, last = view.sentences[view.sentence_of(token)]
    named = parties_at(view, Span(first, last, -1))
    coded = sum(1 for _, _, party in named if party.code)
    amount = sum(coded >= limit for limit in (_FEW, _SOME, _MANY))
    yield f"parties {amount}"
    yield f"parties {amount} {filled}"
    yield f"parties {amount} {draft.type}"
    near = min((abs(start - token) for start, _, party in named if party.code), default=99)
    yield f"near {sum(near > limit for limit in (2, 5, 12))} {met}"
    voice = view.voice_at(view.offsets(token, token + 1)[0])
    if voice is not None:
        said = view.voices[voice].voice
        yield f"voice {said}"
        yield f"voice {said} {draft.type}"
        yield f"voice {said} {form}"
    for at, where in ((token - 1, "before"), (token - 2, "before2"), (token + 1, "after"), (token + 2, "after2")):
        if first <= at < last:
            reading, type_ = view.readings[at].reading, view.name_types.get(at)
            key = "<name>" if type_ else reading.key
            yield f"{where} {key}"
            if abs(at - token) == 1:
                yield f"{where} {key} {draft.type}"
                yield f"{where} {'name' if type_ else reading.upos} {unit.kind}"
        else:
            yield f"{where} edge"
    prefix = "".join(piece.text for piece in word.pieces if piece.role in ("prep", "conj"))
    yield f"prefix {prefix} {unit.kind}"
    holder = draft.slots.holder
    if holder is not None and not verbal:
        yield f"held {holder.lemma}"
    clause = view.frames.clause_at(token)
    if clause is not None:
        yield f"clause {clause.kind}"
        yield f"clause {clause.kind} {draft.type}"
    yield f"sentence {'title' if first == 0 else 'later'} {unit.kind}"


def beside(text: Sequence[str], sentence: Sequence[str], met: str) -> Iterator[str]:
    """Yield what is seen around a draft, from ``of_text`` and ``of_sentence``."""
    yield from sentence
    for one in text:
        yield one
        yield f"{one} {met}"


class Senses:
    """The model; immutable.

    ``likely`` are the types and lemmas that told an event more often than not where the model was trained.
    """

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = weights
        self._bias = weights.get("", 0.0)
        rows = (name.split(" ", 2) for name, weight in weights.items() if weight > 0 and name.startswith("row "))
        self.likely = frozenset((type_, lemma) for _, type_, lemma in rows if " " not in lemma)

    def weigh(self, view: View, drafts: Sequence[Draft]) -> None:
        """Set how probable it is that each draft tells an event."""
        weights = self.weights
        text = of_text(view, drafts)
        around: dict[tuple[int, str], float] = {}
        for draft in drafts:
            place = view.sentence_of(draft.token), how(draft)
            beyond = around.get(place)
            if beyond is None:
                seen = beside(text, of_sentence(view, place[0]), place[1])
                beyond = around[place] = self._bias + sum(weights.get(name, 0.0) for name in seen)
            total = beyond + sum(weights.get(name, 0.0) for name in features(view, draft))
            draft.sense = 1 / (1 + math.exp(-total))


def likeliest(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the likeliest draft of each word that is likely enough to be told."""
    best: dict[int, Draft] = {}
    for draft in drafts:
        if draft.sense >= (_LEAST if draft.met else _LEAST_UNMET):
            known = best.get(draft.token)
            if known is None or draft.sense > known.sense:
                best[draft.token] = draft
    return list(best.values())


def senses(lexicon: Lexicon) -> Senses | None:
    """Return the model that ships, None if its file is not there; read once."""

    def make(_: Lexicon) -> Senses | None:
        weights = read_weights(MODEL)
        return Senses(weights) if weights else None

    return lexicon.compiled("events-senses", make)
