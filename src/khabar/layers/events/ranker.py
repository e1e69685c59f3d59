"""Which of the parties that a text names acts in an event, and which is acted on: a small log-linear model.

For each role the parties of the sentence, those of the tellings before, whoever is quoted and the country of the text
are ranked together with nobody. What is seen of a party is where it stands (slots of the clause, the unit's own first),
what kind of party it is and what it was before; never which state or group it is. Trained by
``training/event_roles.py``.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from khabar.layers.events.drafts import Draft
from khabar.layers.events.parties import key_of, parties_at, people_without_state
from khabar.layers.events.units import NONE
from khabar.layers.events.view import Span, View
from khabar.record import Party

if TYPE_CHECKING:
    from khabar.lexicon import Lexicon

__all__ = ["MODEL", "ROLES", "Candidate", "Ranker", "candidates", "features", "ranker"]

MODEL = Path(__file__).with_name("roles.tsv.gz")
ROLES = ("actor", "recipient")
NOBODY = ""
# A country that the text speaks of much: a candidate, but no reason to choose it (that differs by outlet).
_HOME = "home"
_NEAR = (2, 5, 10, 20)
_BEFORE = 8


class Mentioned(NamedTuple):
    """A place in the sentence where a party is named: its tokens and the slot that it stands in ("" if in none).

    ``rank`` counts the other parties between it and the event's word.
    """

    first: int
    last: int
    slot: str
    party: Party
    rank: int


class Candidate(NamedTuple):
    """A party by its code (or sector, where no code is known): its mentions in the sentence, and from where else.

    ``from_text`` are reasons beyond the sentence: twin actor, twin recipient, home, speaker, place.
    """

    key: str
    mentions: tuple[Mentioned, ...]
    from_text: frozenset[str]
    party: Party | None


def candidates(view: View, draft: Draft, before: Sequence[Draft]) -> list[Candidate]:
    """Return the parties that an event may have, nobody first.

    ``before`` are the drafts already read.
    """
    first, last = view.sentences[view.sentence_of(draft.token)]
    labels = draft.slots.labels()
    mentions: dict[str, list[Mentioned]] = {}
    reasons: dict[str, set[str]] = {}
    parties: dict[str, Party] = {}
    where = draft.place_code or view.home
    named = [one for one in parties_at(view, Span(first, last, -1)) if not one[0] <= draft.token < one[1]]
    ahead = sum(start < draft.token for start, _, _ in named)
    for number, (start, end, told) in enumerate(named):
        (party,) = people_without_state([told], where)
        key = key_of(party)
        rank = ahead - 1 - number if number < ahead else number - ahead
        slot = next((labels[token] for token in range(start, end) if token in labels), "")
        mentions.setdefault(key, []).append(Mentioned(start, end, slot, party, rank))
        parties.setdefault(key, party)

    def more(party: Party, reason: str) -> None:
        key = key_of(party)
        if key not in mentions:
            parties.setdefault(key, party)
        reasons.setdefault(key, set()).add(reason)

    recent = before[-_BEFORE:]
    twin = next((one for one in reversed(recent) if one.type == draft.type), None)
    for one, name in ((twin, "twin"), (recent[-1] if recent else None, "last")):
        if one is not None:
            for party in one.actors:
                more(party, name + " actor")
            for party in one.recipients:
                more(party, name + " recipient")
    for code in view.homes[:2]:
        more(Party(code=code, via="events/country of the text"), _HOME)
    speaker = view.speaker_at(draft.token)
    if speaker is not None:
        more(speaker, "speaker")
    if draft.place_code:
        more(Party(code=draft.place_code, entity=draft.place, via="events/people of the place"), "place")
    keys = list(dict.fromkeys([*mentions, *reasons]))
    found = [
        Candidate(key, tuple(mentions.get(key, ())), frozenset(reasons.get(key, ())), parties[key]) for key in keys
    ]
    return [Candidate(NOBODY, (), frozenset(), None), *found]


def features(view: View, draft: Draft, candidate: Candidate, role: str, actors: frozenset[str]) -> Iterator[str]:
    """Yield what is seen of a candidate for a role; ``actors`` are the keys already chosen as actors."""
    slots = draft.unit.actor if role == "actor" else draft.unit.recipient
    others = draft.unit.recipient if role == "actor" else draft.unit.actor
    kind = draft.unit.kind
    picked = draft.picked.get(role, frozenset())
    base = f"{role[0]}{'=' if draft.unit.recipient == (NONE,) else ''}"
    if candidate.party is None:
        yield f"{base} nobody"
        yield f"{base} nobody {draft.type}"
        yield f"{base} nobody {kind}"
        yield f"{base} nobody {draft.type} {kind}"
        yield f"{base} nobody, slots {'full' if picked else 'empty'}"
        yield f"{base} nobody, slots {'full' if picked else 'empty'} {kind}"
        return
    if role == "actor" and picked and not draft.sure:
        yield f"{base} {'implied' if candidate.key in picked else 'another implied'}"
        yield f"{base} {'implied' if candidate.key in picked else 'another implied'} {kind}"
    elif candidate.key in picked:
        yield f"{base} picked"
        yield f"{base} picked {kind}"
        yield f"{base} picked {draft.type}"
    elif picked:
        yield f"{base} another picked"
        yield f"{base} another picked {kind}"
    yield f"{base} some"
    nearest = min(candidate.mentions, key=lambda one: abs(one.first - draft.token), default=None)
    best: int | None = None
    for one in candidate.mentions:
        if one.slot in slots:
            best = min(slots.index(one.slot), 2 if best is None else best)
    if best is not None:
        yield f"{base} own slot {best}"
        yield f"{base} own slot {best} {kind}"
        yield f"{base} own slot {best} {draft.type}"
    seen: set[str] = set()
    for one in candidate.mentions:
        if one.slot in others and one.slot not in slots:
            seen.add(f"{base} other slot")
        seen.add(f"{base} slot {one.slot}")
        seen.add(f"{base} slot {one.slot} {kind}")
        seen.add(f"{base} slot {one.slot} {draft.type}")
        seen.add(f"{base} slot {one.slot} {kind} {_kind(view, one).split()[0]}")
    yield from seen
    if nearest is not None:
        distance = abs(nearest.first - draft.token)
        side = "after" if nearest.first > draft.token else "before"
        near = sum(distance > limit for limit in _NEAR)
        same = view.frames.clause_at(nearest.first) is view.frames.clause_at(draft.token)
        yield f"{base} {side} {near}"
        yield f"{base} {side} rank {min(nearest.rank, 3)}"
        yield f"{base} {side} rank {min(nearest.rank, 3)} {kind}"
        yield f"{base} {side} rank {min(nearest.rank, 3)} {draft.type}"
        yield f"{base} {side} {kind} {'same' if same else 'other'} clause"
        yield f"{base} in sentence {'slot' if nearest.slot else 'none'} {near}"
        yield f"{base} kind {_kind(view, nearest)}"
        yield f"{base} kind {_kind(view, nearest)} {draft.type}"
        if len({one.party.text for one in candidate.mentions}) > 1:
            yield f"{base} told twice"
    else:
        yield f"{base} from text"
        yield f"{base} from text {kind}"
        if view.readings[draft.token].reading.definite and not draft.slots.verbal:
            yield f"{base} from text, definite"
    for reason in candidate.from_text - {_HOME}:
        yield f"{base} {reason} {'here' if nearest else 'away'}"
        yield f"{base} {reason} {draft.type}"
        if not draft.slots.verbal and view.readings[draft.token].reading.definite:
            yield f"{base} {reason} definite"
    if role == "recipient":
        yield f"{base} is actor {candidate.key in actors}"
        yield f"{base} is actor {candidate.key in actors} {draft.type}"
        if candidate.key in actors and len(candidate.mentions) == 1:
            yield f"{base} its only mention is the actor's"


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
        for number, draft in enumerate(drafts):
            found = candidates(view, draft, drafts[max(0, number - _BEFORE) : number])
            if not draft.sure:
                suffering = draft.picked["recipient"] - draft.picked["actor"]
                acting = [one for one in found if one.key not in suffering]
                chosen = self.best(view, draft, acting, "actor", frozenset())
                draft.actors = _together(draft, chosen, "actor", draft.actors)
            keys = frozenset(map(key_of, draft.actors))
            if draft.unit.recipient == (NONE,):
                continue
            chosen = self.best(view, draft, found, "recipient", keys)
            draft.recipients = _together(draft, chosen, "recipient", draft.recipients)

    def best(
        self, view: View, draft: Draft, found: Sequence[Candidate], role: str, actors: frozenset[str]
    ) -> Candidate:
        """Return the likeliest candidate."""
        weights = self.weights
        scores = [sum(weights.get(name, 0.0) for name in features(view, draft, one, role, actors)) for one in found]
        return found[scores.index(max(scores))]


def _together(draft: Draft, chosen: Candidate, role: str, own: list[Party]) -> list[Party]:
    """Return the party chosen, with those that share the unit's slot with it."""
    if chosen.party is None:
        return []
    if chosen.key in draft.picked[role]:
        return own
    draft.rules.append(f"{role}: by the model")
    if not chosen.mentions:
        return [chosen.party]
    return [min(chosen.mentions, key=lambda one: abs(one.first - draft.token)).party]


def ranker(lexicon: Lexicon) -> Ranker | None:
    """Return the model that ships, None if its file is not there; read once."""
    return lexicon.compiled("events-ranker", lambda _: _read(MODEL) if MODEL.exists() else None)


def _read(path: Path) -> Ranker:
    lines = gzip.decompress(path.read_bytes()).decode().splitlines()
    pairs = (line.rsplit("\t", 1) for line in lines if line and not line.startswith("#"))
    return Ranker({name: float(weight) for name, weight in pairs})
