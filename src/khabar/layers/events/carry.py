"""Parties that a sentence leaves out because the text has told them: taken over from the telling before, or the place.

A later mention (الهجوم) is of the event told last with the same type if nothing contradicts it.
"""

from __future__ import annotations

from khabar.layers.events.drafts import Draft
from khabar.layers.events.parties import people_without_state
from khabar.layers.events.units import NONE
from khabar.layers.events.view import View
from khabar.record import Party

__all__ = ["carry"]

_ARTICLE = "ال"
_SUFFERED = frozenset(("ASSAULT", "COERCE"))
_NEAR = 6


def carry(view: View, drafts: list[Draft]) -> None:
    """Fill empty roles from earlier tellings, and give people without a state that of the place or of the text."""
    told: dict[str, list[Draft]] = {}
    place: str | None = None
    for draft in drafts:
        before = told.setdefault(draft.type, [])
        if draft.place_code is None:
            draft.place_code = place if draft.type in _SUFFERED else None
        else:
            place = draft.place_code
        twin = next((one for one in reversed(before[-_NEAR:]) if _may_be(one, draft)), None)
        if twin is not None and (_anaphoric(view, draft) or not draft.actors or not draft.recipients):
            _take(draft, twin, anaphoric=_anaphoric(view, draft))
        where = draft.place_code or view.home
        draft.actors = people_without_state(draft.actors, where)
        draft.recipients = people_without_state(draft.recipients, where)
        if not draft.recipients and draft.type in _SUFFERED and draft.unit.recipient != (NONE,) and where:
            draft.recipients = [Party(code=where, via="events/people of the place")]
        before.append(draft)


def _anaphoric(view: View, draft: Draft) -> bool:
    """Say whether a noun with the article tells again what was told (الهجوم)."""
    return not draft.slots.verbal and view.readings[draft.token].reading.definite


def _may_be(one: Draft, other: Draft) -> bool:
    """Say whether two drafts of one type do not contradict each other in their parties."""
    return all(not mine or not its or mine & its for mine, its in zip(one.codes(), other.codes(), strict=True)) and (
        not one.mode or not other.mode or one.mode == other.mode or one.type == "ASSAULT"
    )


def _take(draft: Draft, twin: Draft, *, anaphoric: bool) -> None:
    if not draft.actors and twin.actors and (anaphoric or draft.recipients):
        draft.actors = list(twin.actors)
        draft.rules.append("actor of the telling before")
    if not draft.recipients and twin.recipients and (anaphoric or draft.actors):
        draft.recipients = list(twin.recipients)
        draft.rules.append("recipient of the telling before")
