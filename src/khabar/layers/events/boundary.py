"""The boundary rules of PLOVER: what is asked, promised or threatened is not coded beside the asking, and the like.

Paragraphs of ``docs/events.md`` name each rule.
"""

from __future__ import annotations

from khabar.layers.events.drafts import Draft
from khabar.layers.events.parties import key_of, parties_in
from khabar.layers.events.units import NONE
from khabar.layers.events.view import Span, View

__all__ = ["TO_AGREE", "bound", "make_agree"]

_WORDS_FOR_DEEDS = frozenset(("REQUEST", "AGREE", "THREATEN", "REJECT"))
TO_AGREE = frozenset(("CONSULT", "SUPPORT", "COOPERATE", "AID"))
_CONTENT = ("الي", "ب", "علي", "عن", "من", "ل", "object", "genitive")
_ALLEGED = ("ب",)
# Tokens between two words that tell one event: beside each other, and in one clause.
_BESIDE = 3
_IN_CLAUSE = 12


def bound(view: View, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts that remain, their types as the rules have them; each event told once a sentence."""
    drafts = _without_content(drafts)
    for draft in drafts:
        if draft.status == "future" and draft.type in TO_AGREE:
            make_agree(view, draft)
    drafts = _once(view, drafts)
    return _without_mobilisation(view, drafts)


def make_agree(view: View, draft: Draft) -> None:
    """Make future cooperation an AGREE; of those who will meet, one is willing and one whom it is offered (مع)."""
    draft.type, draft.mode = "AGREE", None
    draft.rules.append("future cooperation")
    if draft.unit.recipient != (NONE,):
        return
    draft.unit = draft.unit._replace(recipient=("مع",))
    beside = {key_of(party) for span in draft.slots.get("مع") for party in parties_in(view, span)}
    recipients = [party for party in draft.actors if key_of(party) in beside]
    if recipients and len(recipients) < len(draft.actors):
        draft.actors = [party for party in draft.actors if key_of(party) not in beside]
        draft.recipients = recipients
        draft.slotted = {"actor": draft.actors, "recipient": recipients}
        draft.picked = {role: frozenset(map(key_of, parties)) for role, parties in draft.slotted.items()}


def _without_content(drafts: list[Draft]) -> list[Draft]:
    """Leave out what stands in the content of a request, promise, threat, refusal or allegation."""
    spans: list[tuple[int, Span]] = []
    for draft in drafts:
        slots: tuple[str, ...]
        if draft.type in _WORDS_FOR_DEEDS:
            slots = _CONTENT
        elif draft.type == "ACCUSE" and draft.mode == "allege":
            slots = _ALLEGED
        else:
            continue
        for slot in slots:
            spans += [(draft.token, span) for span in draft.slots.get(slot)]
        frame = draft.slots.frame
        if frame is not None:
            spans += [
                (draft.token, Span(arg.start, arg.end, arg.head)) for arg in frame.args if arg.role == "complement"
            ]
    return [
        draft
        for draft in drafts
        if not any(span.start <= draft.token < span.end and draft.token > token for token, span in spans)
    ]


def _once(view: View, drafts: list[Draft]) -> list[Draft]:
    """Join the tellings of one event in a sentence: same type, parties that do not contradict each other."""
    kept: list[Draft] = []
    for draft in drafts:
        twin = next((one for one in reversed(kept) if _same(view, one, draft)), None)
        if twin is None:
            kept.append(draft)
            continue
        twin.actors = twin.actors or draft.actors
        twin.recipients = twin.recipients or draft.recipients
        for role, keys in draft.picked.items():
            if not twin.picked[role]:
                twin.picked[role], twin.slotted[role] = keys, draft.slotted[role]
        twin.mode = twin.mode or draft.mode
        twin.rules.append("told twice in the sentence")
    return kept


def _same(view: View, one: Draft, other: Draft) -> bool:
    """Say whether a later word tells the same event: beside the first, in its clause, or pointing back to it."""
    if one.type != other.type or view.sentence_of(one.token) != view.sentence_of(other.token):
        return False
    if one.mode and other.mode and one.mode != other.mode and one.type != "ASSAULT":
        return False
    if not all(not mine or not its or mine & its for mine, its in zip(one.codes(), other.codes(), strict=True)):
        return False
    between = other.token - one.token
    if between <= _BESIDE:
        return True
    pointing = not other.slots.verbal and view.readings[other.token].reading.definite
    if pointing and not any(other.picked.values()):
        return True
    return between <= _IN_CLAUSE and view.frames.clause_at(one.token) is view.frames.clause_at(other.token)


def _without_mobilisation(view: View, drafts: list[Draft]) -> list[Draft]:
    """Leave out a mobilisation in a sentence that tells an assault of the same actor."""
    assaults = [(view.sentence_of(one.token), one.codes()[0]) for one in drafts if one.type == "ASSAULT"]
    return [
        draft
        for draft in drafts
        if draft.type != "MOBILIZE"
        or not any(
            sentence == view.sentence_of(draft.token) and (not codes or codes & draft.codes()[0])
            for sentence, codes in assaults
        )
    ]
