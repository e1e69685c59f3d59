"""Which of the parties that a text names acts in an event, and which is acted on: a small log-linear model.

For each role the parties of the sentence, those of the tellings before, whoever is quoted and the country of the text
are ranked together with nobody. What is seen of a party is where it stands (slots of the clause, the unit's own first),
what kind of party it is and what it was before; never which state or group it is. Trained by
``training/event_roles.py``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from khabar.layers.events.candidates import BEFORE, HOME, Candidate, Mentioned, candidates, shown
from khabar.layers.events.drafts import Draft
from khabar.layers.events.parties import key_of
from khabar.layers.events.units import NONE
from khabar.layers.events.view import View
from khabar.layers.events.weights import read_weights
from khabar.record import Party

if TYPE_CHECKING:
    from khabar.lexicon import Lexicon

__all__ = ["MODEL", "ROLES", "Ranker", "features", "is_settled", "open_to", "ranker"]

MODEL = Path(__file__).with_name("roles.tsv.gz")
ROLES = ("actor", "recipient")
# Of what is said against somebody the model looks for whom, even where the tables know of no slot; slots of those who
# do something with each other.
_OPEN = frozenset(("ACCUSE", "REJECT"))
_TOGETHER = frozenset(("بين", "مع"))
_NEAR = (2, 5, 10, 20)


def features(view: View, draft: Draft, candidate: Candidate, role: str, actors: frozenset[str]) -> Iterator[str]:
    """Yield what is seen of a candidate for a role; ``actors`` are the keys already chosen as actors."""
    unit = draft.unit
    slots, others = (unit.actor, unit.recipient) if role == "actor" else (unit.recipient, unit.actor)
    verbal = draft.slots.verbal
    how = "passive" if draft.slots.passive else "verb" if verbal else unit.kind
    picked = draft.picked.get(role, frozenset())
    base = f"{role[0]}{'=' if unit.recipient == (NONE,) else ''}"
    told = "definite" if not verbal and view.readings[draft.token].reading.definite else how
    if candidate.party is None:
        full = "full" if picked else "empty"
        yield f"{base} nobody"
        yield f"{base} nobody {draft.type}"
        yield f"{base} nobody {how}"
        yield f"{base} nobody {draft.type} {how}"
        yield f"{base} nobody, slots {full}"
        yield f"{base} nobody, slots {full} {how}"
        yield f"{base} nobody, slots {full} {draft.type}"
        yield f"{base} nobody {told} {draft.type}"
        yield f"{base} nobody {unit.lemma}"
        yield f"{base} nobody, slots {full} {unit.lemma}"
        yield f"{base} nobody {draft.type} {draft.mode}"
        yield f"{base} nobody, status {draft.status} {draft.type}"
        return
    yield f"{base} some"
    one = candidate.mention
    where = "here" if one is not None else "away"
    if role == "actor" and picked and not draft.sure:
        yield f"{base} {'implied' if candidate.key in picked else 'another implied'} {where}"
        yield f"{base} {'implied' if candidate.key in picked else 'another implied'} {how}"
    elif candidate.key in picked:
        yield f"{base} picked {where}"
        yield f"{base} picked {how}"
        yield f"{base} picked {draft.type}"
    elif picked:
        yield f"{base} another picked"
        yield f"{base} another picked {how}"
    if one is not None:
        kind = _kind(view, one)
        side = "after" if one.first > draft.token else "before"
        if one.slot in slots:
            best = min(slots.index(one.slot), 2)
            yield f"{base} own slot {best}"
            yield f"{base} own slot {best} {how}"
            yield f"{base} own slot {best} {draft.type}"
        elif one.slot in others:
            yield f"{base} other slot"
            yield f"{base} other slot {how}"
        yield f"{base} slot {one.slot}"
        yield f"{base} slot {one.slot} {how}"
        yield f"{base} slot {one.slot} {draft.type}"
        yield f"{base} slot {one.slot} {how} {kind.split()[0]}"
        yield f"{base} slot {one.slot} {unit.lemma}"
        stands = f"{one.standing.role}{'' if one.standing.head else ' of'}"
        if not one.slot:
            yield f"{base} stands {stands}"
            yield f"{base} stands {stands} {side} {min(one.rank, 2)}"
            yield f"{base} stands {stands} {how}"
            yield f"{base} stands {stands} {draft.type}"
        distance = abs(one.first - draft.token)
        near = sum(distance > limit for limit in _NEAR)
        same = view.frames.clause_at(one.first) is view.frames.clause_at(draft.token)
        low, high = min(one.first, draft.token), max(one.last, draft.token)
        verbs = min(view.verbs_between(low + 1, high), 2)
        rank = min(one.rank, 3)
        yield f"{base} {side} {near}"
        yield f"{base} {side} {near} {how}"
        yield f"{base} {side} rank {rank}"
        yield f"{base} {side} rank {rank} {how}"
        yield f"{base} {side} rank {rank} {draft.type}"
        yield f"{base} {side} {how} {'same' if same else 'other'} clause"
        yield f"{base} {side} verbs {verbs} {how}"
        yield f"{base} {side} verbs {verbs} rank {min(one.rank, 2)}"
        yield f"{base} in sentence {'slot' if one.slot else 'none'} {near}"
        yield f"{base} kind {kind}"
        yield f"{base} kind {kind} {draft.type}"
        yield f"{base} kind {kind.split()[0]} {stands}"
        yield f"{base} by {one.party.via}"
        yield f"{base} mentions {min(candidate.times, 3)}"
    else:
        yield f"{base} from text"
        yield f"{base} from text {told}"
        yield f"{base} from text {told} {draft.type}"
    for reason in candidate.from_text - {HOME}:
        yield f"{base} {reason} {where}"
        yield f"{base} {reason} {where} {told}"
        yield f"{base} {reason} {where} {draft.type}"
    if role == "recipient":
        yield f"{base} is actor {candidate.key in actors} {where}"
        yield f"{base} is actor {candidate.key in actors} {draft.type}"


def _kind(view: View, one: Mentioned) -> str:
    """Return what kind of party is named there: a state, a place, a body, a person, people, with the sector."""
    name = view.named.get(one.first)
    if name is None:
        return f"agent {one.party.sector or ''}"
    place = name.type == "GPE" and view.entities[name.entity].kind is not None
    return f"{'place' if place else name.type} {one.party.sector or ''}"


class Ranker:
    """The model; immutable."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = weights

    def choose(self, view: View, drafts: Sequence[Draft]) -> None:
        """Set the actors that no slot gives, and the recipients, of all drafts, which are in order."""
        elsewhere = shown(drafts)
        for number, draft in enumerate(drafts):
            found = candidates(view, draft, drafts[max(0, number - BEFORE) : number], elsewhere)
            for role in ROLES:
                chosen = self.best(view, draft, found, role)
                if chosen is not None:
                    setattr(draft, f"{role}s", _together(draft, chosen, role))

    def best(self, view: View, draft: Draft, found: Sequence[Candidate], role: str) -> Candidate | None:
        """Return the likeliest candidate, None if the slots alone decide."""
        if is_settled(draft, role):
            return None
        actors = frozenset(map(key_of, draft.actors)) if role == "recipient" else frozenset()
        weights = self.weights
        able = open_to(draft, found, role)
        scores = [sum(weights.get(name, 0.0) for name in features(view, draft, one, role, actors)) for one in able]
        chances: dict[str, float] = {}
        for one, score in zip(able, scores, strict=True):
            chances[one.key] = chances.get(one.key, 0.0) + math.exp(score)
        key = max(chances, key=lambda each: chances[each])
        return max(
            (score, -at, one) for at, (one, score) in enumerate(zip(able, scores, strict=True)) if one.key == key
        )[2]


def is_settled(draft: Draft, role: str) -> bool:
    """Say whether the slots alone decide a role."""
    if role == "actor":
        return draft.sure
    open_type = draft.type in _OPEN and _TOGETHER.isdisjoint(draft.unit.actor)
    return draft.unit.recipient == (NONE,) and not open_type


def open_to(draft: Draft, found: Sequence[Candidate], role: str) -> list[Candidate]:
    """Return the candidates that a role is open to: no mention fills both, none that its own slots know to suffer."""
    if role == "actor":
        suffering = draft.picked["recipient"] - draft.picked["actor"]
        return [one for one in found if one.key not in suffering]
    taken = {party.start for party in draft.actors if party.start is not None}
    return [one for one in found if one.mention is None or one.mention.party.start not in taken]


def _together(draft: Draft, chosen: Candidate, role: str) -> list[Party]:
    """Return the party chosen, with those that share the unit's slot with it."""
    if chosen.party is None:
        return []
    if chosen.key in draft.picked[role]:
        return draft.slotted[role]
    draft.rules.append(f"{role}: by the model")
    return [chosen.party]


def ranker(lexicon: Lexicon) -> Ranker | None:
    """Return the model that ships, None if its file is not there; read once."""

    def make(_: Lexicon) -> Ranker | None:
        weights = read_weights(MODEL)
        return Ranker(weights) if weights else None

    return lexicon.compiled("events-ranker", make)
