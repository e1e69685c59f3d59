"""When it happened: the date in the clause, else in the sentence, else of the document, with that said."""

from __future__ import annotations

from khabar.layers.events.drafts import Draft
from khabar.layers.events.view import View
from khabar.record import Time

__all__ = ["set_dates"]

_OUTSIDE = 1000


def set_dates(view: View, drafts: list[Draft]) -> None:
    """Set the time of each draft to the date nearest to it, those of its own clause first."""
    by_sentence: dict[int, list[tuple[int, Time]]] = {}
    for time in view.times:
        if time.type in ("DATE", "TIME") and time.value[:4].isdigit():
            token = view.token_at(time.start)
            if token < len(view.words):
                by_sentence.setdefault(view.sentence_of(token), []).append((token, time))
    for draft in drafts:
        times = by_sentence.get(view.sentence_of(draft.token))
        if not times:
            if view.published and draft.status == "asserted":
                draft.dated_by = "document"
            continue
        clause = view.frames.clause_at(draft.token)
        low, high = (clause.start, clause.end) if clause else (0, 0)
        ranked = sorted(
            (0 if low <= token < high else _OUTSIDE, abs(token - draft.token), at)
            for at, (token, _) in enumerate(times)
        )
        outside, _, at = ranked[0]
        draft.time = times[at][1]
        draft.dated_by = "sentence" if outside else "clause"
