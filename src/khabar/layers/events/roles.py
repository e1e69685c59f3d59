"""Who acts and who is acted on: fills the roles of a draft from the slots that its unit names."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.layers.events.drafts import IMPLIED, Draft
from khabar.layers.events.parties import key_of, parties_in, people_without_state, united
from khabar.layers.events.reference import doer, governing, subject_of, unsaid_subject
from khabar.layers.events.status import doing
from khabar.layers.events.units import NONE, OWNERS
from khabar.layers.events.view import View
from khabar.record import Party

__all__ = ["fill_roles", "set_place"]

_FROM = "من"
_OF_SLOTS = frozenset(("object", "genitive"))
# Deeds of words and of moving.
_SAID = frozenset(("AGREE", "CONSULT", "REQUEST", "REJECT", "THREATEN", "PROTEST", "CONCEDE", "RETREAT", "MOBILIZE"))
# Where the people of a place are whom it happens to.
_SUFFERED = frozenset(("ASSAULT",))
_AGAINST = ("ضد", "علي")
# What is done to somebody: the verb has an object, or is a passive.
_DONE_TO = frozenset(("ASSAULT", "COERCE", "SANCTION", "AID"))
_ARMED = frozenset(("MIL", "COP", "REB", "UAF", "SPY", "PRM"))
# Who stands before such a verb is taken for the one whom it happens to (كان فلان اعتقل): people and civilians.
_HARMED = frozenset((None, "CVL", "MED", "REF", "JRN", "LAB", "EDU", "REL", "OPP"))
# What is said or done to nobody in particular is for those who govern the actor.
_TO_GOVERNMENT = frozenset(("PROTEST",))


def fill_roles(view: View, draft: Draft) -> None:
    """Set actors, recipients and the place of a draft."""
    unit = draft.unit
    set_place(view, draft)
    if unit.recipient == (NONE,):
        actors = united(party for slot in unit.actor for party in _in_slot(view, draft, slot)) or _unsaid(view, draft)
        draft.rules.append("reciprocal")
        recipients = [] if unit.type not in _DONE_TO else _first(view, draft, _AGAINST, "recipient", ())
        taken = {key_of(party) for party in recipients}
        actors = [party for party in actors if key_of(party) not in taken] or actors
    else:
        owned = unit.kind == "noun" and "genitive" in unit.recipient
        said = _says(draft)
        by = tuple(slot for slot in unit.actor if slot != "genitive") if owned else unit.actor
        if said:
            by = (*by, "object")
        if unit.kind != "verb" and draft.type != "REQUEST" and _FROM not in (*unit.recipient, *by):
            by = (*by, _FROM)  # هجوم من, دعم من
        actors = _first(view, draft, by, "actor", ()) or _unsaid(view, draft)
        if (
            unit.kind == "noun"
            and unit.type in _SUFFERED
            and _is_town(view, actors)
            and "actor: genitive" in draft.rules
        ):
            actors = []  # مجزرة نابلس
            draft.rules.remove("actor: genitive")
            recipients = _first(view, draft, ("genitive",), "recipient", ())
        else:
            suffered = unit.kind == "noun" and "object" not in unit.recipient and not said
            to = (*unit.recipient, "object") if suffered else unit.recipient
            if unit.kind != "verb" and "genitive" in to and "subject" not in unit.actor:
                to = (*to, "subject")  # حادثة اغتيال ضابط
            recipients = _first(view, draft, to, "recipient", actors)
    if actors and not recipients and _is_passive(view, draft, actors):
        actors, recipients = [], actors
        draft.rules.append("passive without an object")
    where = draft.place_code or view.home
    draft.actors = people_without_state(actors, where)
    draft.recipients = people_without_state(recipients, where)
    draft.slotted = {"actor": draft.actors, "recipient": draft.recipients}
    draft.picked = {role: frozenset(map(key_of, parties)) for role, parties in draft.slotted.items()}
    if not draft.recipients and draft.type in _SUFFERED and draft.place_code and unit.recipient != (NONE,):
        draft.recipients = [Party(entity=draft.place, code=draft.place_code, via="events/people of the place")]
    if not draft.recipients and draft.type in _TO_GOVERNMENT and draft.actors and draft.actors[0].code:
        draft.recipients = [Party(code=draft.actors[0].code, sector="GOV", via="events/government of the actor")]


def _says(draft: Draft) -> bool:
    """Say whether a noun is that of a deed of words or of moving, whose genitive does it (قبول السلطة، طلب إيران)."""
    unit = draft.unit
    if unit.kind != "noun" or not _OF_SLOTS.isdisjoint(unit.recipient):
        return False
    if draft.type == "ACCUSE" and draft.mode in ("allege", "disapprove"):
        return True
    return draft.type in _SAID or ("genitive" in unit.actor and unit.actor != OWNERS)


def _is_town(view: View, parties: Sequence[Party]) -> bool:
    """Say whether a party is named by a place within a state."""
    entity = view.entities.get(parties[0].entity) if parties and parties[0].entity else None
    return entity is not None and entity.type == "GPE" and entity.kind is not None and parties[0].sector is None


def _unsaid(view: View, draft: Draft) -> list[Party]:
    """Return who acts where the clause does not say it: the subject told before, or that of the governing verb."""
    if "subject" not in draft.unit.actor and draft.unit.kind in ("verb", "masdar", "participle"):
        return []
    slots = draft.slots
    frame = slots.frame
    found: list[Party] = []
    if slots.verbal:
        told = frame.subject if frame is not None else None
        if frame is not None and not slots.passive and (told is None or told.pronoun or told.dropped):
            found = unsaid_subject(view, frame)
    else:
        owned = frame is not None and frame.subject is not None and frame.subject.pronoun
        found = doer(view, draft.token, doing(view.lexicon))
        if not found and owned:
            holder = governing(view, draft.token)
            found = subject_of(view, holder) if holder is not None and holder.kind != "masdar" else []
    if found:
        draft.rules.append(IMPLIED)
    return united(found)


def _is_passive(view: View, draft: Draft, actors: Sequence[Party]) -> bool:
    """Say whether a verb that is written alike in both voices lacks the object that it must have in the active."""
    frame = draft.slots.frame
    if not draft.slots.verbal or draft.slots.passive or frame is None or "object" not in draft.unit.recipient:
        return False
    if draft.type not in _DONE_TO or frame.object is not None or frame.complement is not None:
        return False
    if frame.subject is None or not view.takes_object(draft.token):
        return False
    if frame.subject.start < draft.token and (frame.tense != "past" or any(p.sector not in _HARMED for p in actors)):
        return False
    return "actor: subject" in draft.rules and not draft.unit.needs and not any(p.sector in _ARMED for p in actors)


def _first(view: View, draft: Draft, slots: Sequence[str], role: str, others: Sequence[Party]) -> list[Party]:
    """Return the parties of the first slot that holds some that are not ``others``."""
    taken = {(party.start, party.end) for party in others if party.start is not None}
    for slot in slots:
        found = [party for party in _in_slot(view, draft, slot) if (party.start, party.end) not in taken]
        if found:
            draft.rules.append(f"{role}: {slot}")
            return found
    return []


def _in_slot(view: View, draft: Draft, slot: str) -> list[Party]:
    if slot == NONE:
        return []
    found: list[Party] = []
    for span in draft.slots.get(slot):
        found += parties_in(view, span)
        if found and slot not in ("مع", "بين"):
            break
    return united(found)


def set_place(view: View, draft: Draft) -> None:
    """Set the place: in the clause after في or ب, else in the sentence, nearest first."""
    first, last = view.sentences[view.sentence_of(draft.token)]
    clause = view.frames.clause_at(draft.token)
    low, high = (clause.start, clause.end) if clause else (first, last)
    best: tuple[tuple[bool, int], str, str | None] | None = None
    for token in range(first, last):
        name = view.named.get(token)
        if name is None or name.type not in ("GPE", "LOC", "FAC") or name.form == "nisba":
            continue
        phrase = view.frames.noun_phrase_at(token)
        if phrase is None or phrase.preposition not in ("في", "ب", "قرب", "داخل", "وسط", "شمال", "جنوب", "شرق", "غرب"):
            continue
        rank = (not low <= token < high, abs(token - draft.token))
        if best is None or rank < best[0]:
            best = rank, name.entity, name.code
    if best is not None:
        draft.place, draft.place_code = best[1], best[2]
