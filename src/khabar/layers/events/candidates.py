"""The parties that may act in an event or be acted on, with where the text names them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from khabar.layers.events.drafts import Draft
from khabar.layers.events.parties import key_of, parties_at, people_without_state
from khabar.layers.events.view import Span, View
from khabar.record import Party

__all__ = ["BEFORE", "HOME", "NOBODY", "Candidate", "Mentioned", "Standing", "candidates", "shown"]

NOBODY = ""
# A country that the text speaks of much: a candidate, but no reason to choose it (that differs by outlet).
HOME = "home"
BEFORE = 8
# Sentences before that are looked through for parties, and how many of them at most.
_BACK = 3
_MOST = 6


class Standing(NamedTuple):
    """Where a party stands in its own clause: its role or preposition, and whether it heads its phrase."""

    role: str
    head: bool


class Mentioned(NamedTuple):
    """A place in the sentence where a party is named: its tokens and the slot that it stands in ("" if in none).

    ``rank`` counts the other parties between it and the event's word.
    """

    first: int
    last: int
    slot: str
    party: Party
    rank: int
    standing: Standing


class Candidate(NamedTuple):
    """A party where the sentence names it, or one from beyond the sentence (``mention`` None); nobody has no party.

    ``key`` is its code, or its sector where no code is known. ``from_text`` are reasons beyond the sentence: told with
    the telling before, subject of a sentence before, country that the text speaks of … ``times`` is how often the
    sentence names it.
    """

    key: str
    mention: Mentioned | None
    from_text: frozenset[str]
    party: Party | None
    times: int


def shown(drafts: Sequence[Draft]) -> Counter[tuple[str, str, str]]:
    """Count for each role, type and party of how many of the drafts the clause itself shows that it fills the role."""
    found: Counter[tuple[str, str, str]] = Counter()
    for draft in drafts:
        found.update(_shown(draft))
    return found


def _shown(draft: Draft) -> list[tuple[str, str, str]]:
    roles = ("actor", "recipient") if draft.sure else ("recipient",)
    return [(role, draft.type, key) for role in roles for key in draft.picked[role]]


def candidates(
    view: View, draft: Draft, before: Sequence[Draft], elsewhere: Counter[tuple[str, str, str]]
) -> list[Candidate]:
    """Return the parties that an event may have, nobody first.

    ``before`` are the drafts already read, ``elsewhere`` what all clauses of the text show (``shown``).
    """
    first, last = view.sentences[view.sentence_of(draft.token)]
    labels = draft.slots.labels()
    mentions: dict[str, list[Mentioned]] = {}
    where = draft.place_code or view.home
    named = [one for one in parties_at(view, Span(first, last, -1)) if not one[0] <= draft.token < one[1]]
    ahead = sum(start < draft.token for start, _, _ in named)
    for number, (start, end, told) in enumerate(named):
        (party,) = people_without_state([told], where)
        rank = ahead - 1 - number if number < ahead else number - ahead
        slot = next((labels[token] for token in range(start, end) if token in labels), "")
        one = Mentioned(start, end, slot, party, rank, standing(view, start))
        mentions.setdefault(key_of(party), []).append(one)
    reasons, parties = _from_text(view, draft, before, first, where)
    own = Counter(_shown(draft))
    for key in mentions.keys() | reasons.keys():
        for role in ("actor", "recipient"):
            times = elsewhere[role, draft.type, key] - own[role, draft.type, key]
            if times > 0:
                reasons.setdefault(key, set()).add(f"elsewhere {role} {min(times, 2)}")
    found = [Candidate(NOBODY, None, frozenset(), None, 0)]
    for key, places in mentions.items():
        why = frozenset(reasons.pop(key, ()))
        found += [Candidate(key, one, why, one.party, len(places)) for one in places]
    found += [Candidate(key, None, frozenset(why), parties[key], 0) for key, why in reasons.items()]
    return found


def _from_text(
    view: View, draft: Draft, before: Sequence[Draft], first: int, where: str | None
) -> tuple[dict[str, set[str]], dict[str, Party]]:
    """Return why the text beyond the sentence suggests a party, and the parties, by key."""
    reasons: dict[str, set[str]] = {}
    parties: dict[str, Party] = {}

    def more(party: Party, reason: str) -> None:
        key = key_of(party)
        parties.setdefault(key, party)
        reasons.setdefault(key, set()).add(reason)

    recent = before[-BEFORE:]
    twin = next((one for one in reversed(recent) if one.type == draft.type), None)
    for one, name in ((twin, "twin"), (recent[-1] if recent else None, "last")):
        if one is not None:
            for party in one.actors:
                more(party, name + " actor")
            for party in one.recipients:
                more(party, name + " recipient")
    for code in view.homes[:2]:
        more(Party(code=code, via="events/country of the text"), HOME)
    for party, reason in _earlier(view, first, where):
        more(party, reason)
    speaker = view.speaker_at(draft.token)
    if speaker is not None:
        more(speaker, "speaker")
    if draft.place_code:
        more(Party(code=draft.place_code, entity=draft.place, via="events/people of the place"), "place")
    return reasons, parties


def _earlier(view: View, first: int, where: str | None) -> list[tuple[Party, str]]:
    """Return the parties of the sentences before, the nearest first, with how they were told; kept by sentence."""
    known = view.earlier.get(first)
    if known is not None:
        return known
    found: list[tuple[Party, str]] = []
    keys: set[str] = set()
    number = view.sentence_of(first)
    for back in range(1, min(_BACK, number) + 1):
        start, end = view.sentences[number - back]
        for at, _, told in parties_at(view, Span(start, end, -1)):
            (party,) = people_without_state([told], where)
            key = key_of(party)
            if len(keys) >= _MOST and key not in keys:
                continue
            keys.add(key)
            role = standing(view, at).role
            found.append((party, f"before {back} {role if role in ('subject', 'object') else 'else'}"))
    if number > 0:
        start, end = view.sentences[0]
        for _, _, told in parties_at(view, Span(start, end, -1)):
            (party,) = people_without_state([told], where)
            found.append((party, "title"))
    view.earlier[first] = found
    return found


def standing(view: View, token: int) -> Standing:
    """Return where the party that begins at ``token`` stands."""
    phrase = view.frames.noun_phrase_at(token)
    holder = view.holders.get(token)
    head = phrase is None or phrase.head >= token
    if phrase is not None and phrase.preposition:
        return Standing(phrase.preposition, head)
    if holder is not None:
        role = next(
            (arg.role for arg in holder.args if arg.start <= token <= max(arg.head, arg.end - 1) and not arg.dropped),
            "bare",
        )
        return Standing(f"{role}{' passive' if holder.voice == 'passive' else ''}", head)
    return Standing("bare", head)
