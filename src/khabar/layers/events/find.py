"""Finds the words that tell an event: the first sense of a unit whose conditions the clause meets."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.layers.events.drafts import Draft
from khabar.layers.events.slots import Slots
from khabar.layers.events.units import Unit, Units
from khabar.layers.events.view import Span, View

__all__ = ["find", "find_at"]

_NOMINAL = frozenset(("NOUN", "ADJ", "PROPN", "X"))


def find(view: View, known: Units) -> list[Draft]:
    """Return a draft for each word that tells an event, in order."""
    found: list[Draft] = []
    last = -1
    named = {token for name in view.named.values() if name.form != "nisba" for token in range(name.first, name.last)}
    for token in range(len(view.words)):
        if token < last or token in named:
            continue
        draft = find_at(view, known, token)
        if draft is not None:
            found.append(draft)
            last = token + 1 + len(draft.unit.more)
    return found


def find_at(view: View, known: Units, token: int) -> Draft | None:
    """Return the draft of the event that ``token`` tells, None if it tells none."""
    for candidates, verbal in _candidates(view, known, token):
        draft = _first(view, token, candidates, verbal=verbal)
        if draft is not None:
            return draft
    return None


def _imperfects(view: View, known: Units, token: int) -> Iterator[tuple[str, str]]:
    """Yield the verb whose imperfect a word after its subject is that looks like a perfect in ت (واشنطن تهدد)."""
    reading, frame = view.readings[token].reading, view.frames.frame_at(token)
    if reading.upos != "VERB" or reading.tense != "perf" or not reading.key.startswith("ت") or frame is None:
        return
    if reading.key not in known.verbs and frame.subject is not None and frame.subject.start < token:
        yield reading.key[1:], reading.upos


def _candidates(view: View, known: Units, token: int) -> Iterator[tuple[tuple[Unit, ...], bool]]:
    """Yield the units that a token may be, and whether it is then a verb, the likeliest reading first."""
    frame = view.frames.frame_at(token)
    if frame is not None and frame.kind == "verb" and view.readings[token].reading.upos != "VERB":
        candidates = known.verbs.get(frame.lemma)  # the clause shows a verb in what looks like a noun (طالب، طلب)
        if candidates:
            yield candidates, True
    for key, upos in (*view.keys(token), *_imperfects(view, known, token)):
        if upos == "VERB":
            candidates = known.verbs.get(key)
            if candidates and view.frames.frame_at(token) is not None:
                yield candidates, True
        elif upos in _NOMINAL:
            bare = view.readings[token].reading.bare
            # a plural may be listed by itself (هجمات); the most special sense comes first all the same
            nouns = [unit for form in dict.fromkeys((bare, key)) for unit in known.nouns.get(form, ())]
            if nouns:
                yield tuple(sorted(nouns, key=lambda unit: -unit.weight)), False
            participles = known.participles.get(key)
            if participles:
                yield participles, False


def _first(view: View, token: int, candidates: tuple[Unit, ...], *, verbal: bool) -> Draft | None:
    slots = Slots(view, token, verbal=verbal)
    for unit in candidates:
        if unit.more and not _follows(view, token + 1, unit.more):
            continue
        needed: list[Span] = []
        for condition in unit.needs:
            span = slots.holds(condition)
            if span is None:
                break
            needed.append(span)
        else:
            if not any(slots.holds(condition) for condition in unit.unless):
                return Draft(token, unit, slots, tuple(needed), unit.type, unit.mode)
    return None


def _follows(view: View, at: int, more: tuple[str, ...]) -> bool:
    rest = view.lemmas(at, at + len(more))
    return len(rest) == len(more) and all(word in pair for word, pair in zip(more, rest, strict=True))
