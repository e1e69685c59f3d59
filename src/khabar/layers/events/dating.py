"""When it happened: the date in the clause, else in the sentence, else of the document, with that said."""

from __future__ import annotations

from khabar.layers.events.drafts import Draft
from khabar.layers.events.view import View
from khabar.record import Time

__all__ = ["set_coming", "set_dates"]

# The last sentence that tells again what the heading tells.
_LEAD = 2


def set_coming(view: View, drafts: list[Draft]) -> None:
    """Make future what the present or a noun tells with a date of its own clause after the text's (يزور غدا)."""
    published = view.published
    if not published:
        return
    by_sentence = _times(view)
    for draft in drafts:
        frame = draft.slots.frame
        if draft.status != "asserted" or (draft.slots.verbal and frame is not None and frame.tense == "past"):
            continue
        times = by_sentence.get(view.sentence_of(draft.token))
        if times:
            time, same_clause = _nearest(view, draft, times)
            if same_clause and time.earliest is not None and time.earliest > published:
                draft.status, draft.told = "future", "date to come"


def set_dates(view: View, drafts: list[Draft]) -> None:
    """Set the time of each draft to the date nearest to it, those of its own clause first."""
    by_sentence = _times(view)
    for draft in drafts:
        times = by_sentence.get(view.sentence_of(draft.token), [])
        if draft.status == "asserted" and view.published:  # what has happened has no date to come
            times = [(token, time) for token, time in times if (time.earliest or "") <= view.published]
        if not times:
            if view.published and draft.status == "asserted":
                draft.dated_by = "document"
            continue
        draft.time, same_clause = _nearest(view, draft, times)
        draft.dated_by = "clause" if same_clause else "sentence"
    _from_other_tellings(view, drafts)


def _times(view: View) -> dict[int, list[tuple[int, Time]]]:
    """Return the dates with their tokens by sentence."""
    found: dict[int, list[tuple[int, Time]]] = {}
    for time in view.times:
        if time.type in ("DATE", "TIME") and time.value[:4].isdigit():
            token = view.token_at(time.start)
            if token < len(view.words):
                found.setdefault(view.sentence_of(token), []).append((token, time))
    return found


def _nearest(view: View, draft: Draft, times: list[tuple[int, Time]]) -> tuple[Time, bool]:
    """Return the date nearest to a draft, those of its clause first, and whether it stands in its clause."""
    clause = view.frames.clause_at(draft.token)
    low, high = (clause.start, clause.end) if clause else (0, 0)
    outside, _, at = min((not low <= token < high, abs(token - draft.token), at) for at, (token, _) in enumerate(times))
    return times[at][1], not outside


def _from_other_tellings(view: View, drafts: list[Draft]) -> None:
    """Give a telling without a date that of another one of the same event: by the same word, the parties agreeing.

    A heading is dated by what follows it, by whatever word; later tellings only by those before them.
    """
    dated = [draft for draft in drafts if draft.time is not None and draft.status == "asserted"]
    for draft in drafts:
        if draft.time is not None or draft.status != "asserted":
            continue
        key = view.readings[draft.token].reading.key
        heading = view.sentence_of(draft.token) == 0
        others = [
            one
            for one in dated
            if one.type == draft.type
            and (heading or one.token < draft.token)
            and (view.readings[one.token].reading.key == key or (heading and view.sentence_of(one.token) <= _LEAD))
            and _agree(one, draft)
        ]
        if others:
            one = others[0] if heading else others[-1]
            draft.time, draft.dated_by = one.time, "context"


def _agree(one: Draft, other: Draft) -> bool:
    return all(not mine or not its or mine & its for mine, its in zip(one.codes(), other.codes(), strict=True))
