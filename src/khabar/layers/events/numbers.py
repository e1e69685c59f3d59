"""Which numbers belong to which event: casualties to assaults, forces to moves, sums to aid; each to the nearest."""

from __future__ import annotations

from collections.abc import Mapping

from khabar.layers.events.drafts import Draft
from khabar.layers.events.view import View
from khabar.record import Quantity

__all__ = ["set_numbers"]

# Roles of quantities and the types of event that they tell the size of.
_OF_ROLE: Mapping[str, frozenset[str]] = {
    "killed": frozenset(("ASSAULT",)),
    "wounded": frozenset(("ASSAULT", "PROTEST")),
    "detained": frozenset(("COERCE",)),
    "displaced": frozenset(("SANCTION", "ASSAULT")),
    "deployed": frozenset(("MOBILIZE", "COOPERATE", "AGREE")),
    "missing": frozenset(("ASSAULT",)),
}
_FAR = 1000


def set_numbers(view: View, drafts: list[Draft]) -> None:
    """Give each number to the nearest event of its sentence, one that its role suits before any other."""
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_sentence.setdefault(view.sentence_of(draft.token), []).append(draft)
    if not by_sentence:
        return
    for quantity in view.quantities:
        token = view.token_at(quantity.start)
        if token >= len(view.words):
            continue
        near = by_sentence.get(view.sentence_of(token))
        if near:
            best = min(near, key=lambda draft: _distance(view, draft, token, quantity))
            best.quantities.append(quantity.id)


def _distance(view: View, draft: Draft, token: int, quantity: Quantity) -> int:
    suits = draft.type in _OF_ROLE.get(quantity.role or "", ())
    same = view.frames.clause_at(draft.token) is view.frames.clause_at(token)
    return abs(draft.token - token) + (0 if suits else _FAR) + (0 if same else _FAR // 10)
