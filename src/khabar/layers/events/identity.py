"""Which tellings are of one event: the same type, parties and date, told again in another sentence."""

from __future__ import annotations

from khabar.layers.events.drafts import Draft
from khabar.layers.events.view import View

__all__ = ["link"]


def link(view: View, drafts: list[Draft]) -> None:
    """Set for each later telling the first one of the same event."""
    firsts: dict[str, list[Draft]] = {}
    for draft in drafts:
        before = firsts.setdefault(draft.type, [])
        draft.same = next((one for one in before if _one_event(view, one, draft)), None)
        if draft.same is None:
            before.append(draft)


def _one_event(view: View, one: Draft, other: Draft) -> bool:
    if view.sentence_of(one.token) == view.sentence_of(other.token) or one.status != other.status:
        return False
    if one.mode != other.mode and one.mode and other.mode:
        return False
    (actors, recipients), (others, whom) = one.codes(), other.codes()
    if not (_agree(actors, others) and _agree(recipients, whom)) or not (actors & others or recipients & whom):
        return False
    if one.place_code and other.place_code and one.place_code != other.place_code:
        return False
    told, again = _day(one), _day(other)
    if told and again:
        return told.startswith(again) or again.startswith(told)
    return _alike(view, one, other)


def _agree(mine: frozenset[str], its: frozenset[str]) -> bool:
    return not mine or not its or bool(mine & its)


def _day(draft: Draft) -> str:
    return draft.time.value.split("T")[0] if draft.time else ""


def _alike(view: View, one: Draft, other: Draft) -> bool:
    """Say whether the words are the same, or the later one points back with its article."""
    same = view.readings[one.token].reading.key == view.readings[other.token].reading.key
    return same or (not other.slots.verbal and view.readings[other.token].reading.definite)
