"""The layer: who did what to whom, by PLOVER 2.0."""

from __future__ import annotations

from collections.abc import Mapping

from khabar.layers.base import Context, Output
from khabar.layers.events.agreements import read_agreements
from khabar.layers.events.boundary import bound
from khabar.layers.events.contexts import contexts, set_contexts
from khabar.layers.events.dating import set_dates
from khabar.layers.events.drafting import drafted
from khabar.layers.events.drafts import Draft
from khabar.layers.events.identity import link
from khabar.layers.events.numbers import set_numbers
from khabar.layers.events.pacts import pacts
from khabar.layers.events.ranker import ranker
from khabar.layers.events.reasons import reasons
from khabar.layers.events.scores import Scores, scores
from khabar.layers.events.sense import likeliest, senses
from khabar.layers.events.status import cues
from khabar.layers.events.units import matches
from khabar.layers.events.view import View
from khabar.record import Event

__all__ = ["Events"]


class Events:
    """Codes events into PLOVER 2.0 and reads agreements."""

    name = "events"
    needs: tuple[str, ...] = ("times", "quantities", "entities", "quotations", "voices")
    fields: tuple[str, ...] = ("events", "agreements")

    def read(self, context: Context) -> Output:
        """Return the events in the order of their triggers."""
        view = View(context)
        model = senses(context.lexicon)
        drafts = drafted(view, model.likely if model is not None else ())
        if model is not None:
            model.weigh(view, drafts)
        drafts = bound(view, likeliest(drafts))
        by_role = ranker(context.lexicon)
        if by_role is not None:
            by_role.choose(view, drafts)
        set_dates(view, drafts)
        set_contexts(view, contexts(context.lexicon), drafts)
        set_numbers(view, drafts)
        link(view, drafts)
        scale = scores(context.lexicon)
        numbers = {id(draft): f"v{number}" for number, draft in enumerate(drafts, 1)}
        events = [_event(view, draft, numbers, scale) for draft in drafts]
        agreements, made_by = read_agreements(view, pacts(context.lexicon), cues(context.lexicon), drafts, numbers)
        why = {}
        if context.explain:
            why = {("events", at): reasons(view, draft, _trigger(view, draft)) for at, draft in enumerate(drafts)}
            why |= {("agreements", at): pieces for at, pieces in enumerate(made_by)}
        return Output({"events": events, "agreements": agreements}, (), why)


def _trigger(view: View, draft: Draft) -> int:
    """Return the token that tells the event: beside a light verb the noun that carries the meaning, else the word."""
    unit = draft.unit
    for condition, span in zip(unit.needs, draft.needed, strict=True):
        if condition.slot == unit.trigger:
            for token in range(span.start, span.end):
                if matches(condition.words, view.lemmas(token, token + 1)):
                    return token
            return span.head if span.head >= 0 else draft.token
    return draft.token


def _event(view: View, draft: Draft, numbers: Mapping[int, str], scale: Scores) -> Event:
    start, end = view.stem_offsets(_trigger(view, draft))
    time = draft.time
    date = time.value.split("T")[0] if time else view.published if draft.dated_by == "document" else None
    voice = view.voice_at(start)
    said = view.voices[voice] if voice is not None else None
    return Event(
        id=numbers[id(draft)],
        start=start,
        end=end,
        text=view.analysis.text[start:end],
        type=draft.type,
        mode=draft.mode,
        contexts=draft.contexts,
        actors=draft.actors,
        recipients=draft.recipients,
        status=draft.status,
        time=time.id if time else None,
        date=date,
        dated_by=draft.dated_by,  # type: ignore[arg-type]
        place=draft.place,
        place_code=draft.place_code,
        historical=_is_past(view, date),
        quantities=draft.quantities,
        voice=voice,
        source=said.source if said else None,
        certainty=said.certainty if said else "certain",
        same=numbers[id(draft.same)] if draft.same else None,
        score=round(draft.sense, 2),
        goldstein=scale.get((draft.type, draft.mode or "")),
        via=draft.unit.row,
    )


def _is_past(view: View, date: str | None) -> bool:
    """Say whether an event lies in the background of history: before the year that precedes the text's."""
    if not date or not view.published or not date[:4].isdigit():
        return False
    return int(date[:4]) < int(view.published[:4]) - 1
