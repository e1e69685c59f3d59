"""Why an event: trigger, table row, rules of roles, status and date, the paragraphs of the codebook that decided."""

from __future__ import annotations

from collections.abc import Mapping

from khabar.layers.base import Piece
from khabar.layers.events.drafts import Draft
from khabar.layers.events.view import View

__all__ = ["PARAGRAPHS", "reasons"]

# The numbered paragraph of docs/events.md that states a rule.
PARAGRAPHS: Mapping[str, int] = {
    "future cooperation": 17,
    "told twice in the sentence": 22,
    "told before": 23,
    "reciprocal": 25,
    "passive without an object": 26,
}


def reasons(view: View, draft: Draft, trigger: int) -> list[Piece]:
    """Return the pieces of text that made the event of ``draft``, ``trigger`` the token that tells it."""
    text = view.analysis.text
    start, end = view.stem_offsets(trigger)
    pieces = [Piece(start, end, text[start:end], f"trigger of {draft.type}", draft.unit.row)]
    for span in draft.needed:
        low, high = view.offsets(span.start, span.end)
        pieces.append(Piece(low, high, text[low:high], "what the sense asks for", draft.unit.row))
    for role, parties in (("actor", draft.actors), ("recipient", draft.recipients)):
        rule = next((rule for rule in reversed(draft.rules) if rule.startswith(f"{role}: ")), f"{role}: implied")
        for party in parties:
            if party.start is not None and party.end is not None:
                pieces.append(Piece(party.start, party.end, text[party.start : party.end], rule))
            else:
                pieces.append(Piece(start, end, text[start:end], f"{role}: implied"))
    if draft.status != "asserted":
        pieces.append(Piece(start, end, text[start:end], f"status {draft.status}: {draft.told}"))
    if draft.time is not None:
        time = draft.time
        pieces.append(Piece(time.start, time.end, time.text, f"date: by the {draft.dated_by}"))
    told = [*draft.rules, *(["told before"] if draft.same is not None else [])]
    ruled = [(rule, PARAGRAPHS[rule]) for rule in dict.fromkeys(told) if rule in PARAGRAPHS]
    where = "docs/events.md, paragraph"
    return pieces + [Piece(start, end, text[start:end], f"{rule} ({where} {number})") for rule, number in ruled]
