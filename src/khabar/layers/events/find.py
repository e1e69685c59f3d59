"""Finds the words that may tell an event: of each type the first sense of a unit whose conditions the clause meets."""

from __future__ import annotations

from collections.abc import Container, Iterator

from khabar.layers.events.drafts import Draft
from khabar.layers.events.slots import Slots
from khabar.layers.events.units import NONE, Unit, Units
from khabar.layers.events.view import Span, View

__all__ = ["find", "find_at"]

_NOMINAL = frozenset(("NOUN", "ADJ", "PROPN", "X"))


def find(view: View, known: Units, likely: Container[tuple[str, str]] | None = None) -> list[Draft]:
    """Return a draft for each word and each type that it may tell an event of, in order of the words.

    The first of those of a word that are ``met`` is the one that the tables alone would choose. A sense of another type
    after it, and one that lacks what it asks for, is a draft only if its type and lemma are ``likely`` (None: always).
    """
    found: list[Draft] = []
    last = -1
    named = {token for name in view.named.values() if name.form != "nisba" for token in range(name.first, name.last)}
    for token in range(len(view.words)):
        if token < last or token in named or not known.may_be(view.readings[token]):
            continue
        drafts = find_at(view, known, token, likely)
        found += drafts
        if drafts and drafts[0].met:
            last = token + 1 + len(drafts[0].unit.more)
    return found


def find_at(view: View, known: Units, token: int, likely: Container[tuple[str, str]] | None = None) -> list[Draft]:
    """Return the drafts of the events that ``token`` may tell, one a type; those that are ``met`` come first."""
    met: dict[str, Draft] = {}
    unmet: dict[str, Draft] = {}
    for candidates, verbal in _candidates(view, known, token):
        for draft in _senses(view, token, candidates, likely, verbal=verbal):
            (met if draft.met else unmet).setdefault(draft.type, draft)
    found = [*met.values(), *(draft for type_, draft in unmet.items() if type_ not in met)]
    for order, draft in enumerate(found):
        draft.order = order
    return found


def _imperfects(view: View, known: Units, token: int) -> Iterator[tuple[str, str]]:
    """Yield the verb whose imperfect a word after its subject is that looks like a perfect in ت (واشنطن تهدد)."""
    reading, frame = view.readings[token].reading, view.frames.frame_at(token)
    if reading.upos != "VERB" or reading.tense != "perf" or not reading.key.startswith("ت") or frame is None:
        return
    mutual = known.verbs.get(reading.key)
    if mutual is None:
        if frame.subject is not None and frame.subject.start < token:
            yield reading.key[1:], reading.upos
    elif frame.object is not None and all(unit.recipient == (NONE,) for unit in mutual):  # التي تقاتل التنظيم
        yield reading.key[1:], reading.upos


def _candidates(view: View, known: Units, token: int) -> Iterator[tuple[tuple[Unit, ...], bool]]:
    """Yield the units that a token may be, and whether it is then a verb, the likeliest reading first."""
    frame = view.frames.frame_at(token)
    if frame is not None and frame.kind == "verb" and view.readings[token].reading.upos != "VERB":
        candidates = known.verbs.get(frame.lemma)  # the clause shows a verb in what looks like a noun (طالب، طلب)
        if candidates:
            yield candidates, True
    for key, upos in (*_imperfects(view, known, token), *view.keys(token)):
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


def _senses(
    view: View,
    token: int,
    candidates: tuple[Unit, ...],
    likely: Container[tuple[str, str]] | None,
    *,
    verbal: bool,
) -> Iterator[Draft]:
    """Yield the senses that have all that they ask for; of each other type the one that asks for least."""
    slots = Slots(view, token, verbal=verbal)
    spare: dict[str, Unit] = {}
    done: set[str] = set()
    for unit in candidates:
        if done and likely is not None and (unit.type, unit.lemma) not in likely:
            continue
        if unit.type in done or (unit.more and not _follows(view, token + 1, unit.more)):
            continue
        needed: list[Span] = []
        for condition in unit.needs:
            span = slots.holds(condition)
            if span is None:
                if likely is None or (unit.type, unit.lemma) in likely:
                    spare[unit.type] = unit
                break
            needed.append(span)
        else:
            if not any(slots.holds(condition) for condition in unit.unless):
                done.add(unit.type)
                yield Draft(token, unit, slots, tuple(needed), unit.type, unit.mode)
    for type_, unit in spare.items():
        if type_ not in done and not any(slots.holds(condition) for condition in unit.unless):
            yield Draft(token, unit._replace(needs=()), slots, (), type_, None, met=False)


def _follows(view: View, at: int, more: tuple[str, ...]) -> bool:
    rest = view.lemmas(at, at + len(more))
    return len(rest) == len(more) and all(word in pair for word, pair in zip(more, rest, strict=True))
