"""Whom an event's word leaves unsaid: dropped and pronoun subjects, the doer behind a verbal noun, pairs (الجانبان).

A subject that names nobody is looked for where it was told last: in the clause joined to, in the clause around (أكد
فلان أنهم), in what a relative clause describes, and at last in the sentence before.
"""

from __future__ import annotations

from typing import NamedTuple

from khabar.layers.events.parties import parties_at
from khabar.layers.events.view import Span, View
from khabar.record import Party
from khabar.text.frames import Arg, Frame

__all__ = ["Doing", "doer", "governing", "subject_of", "unsaid_subject"]

_DEPTH = 3
# Before whom a verb lets do something (سمح ل، طلب من).
_TO = frozenset(("ل", "من"))


class Doing(NamedTuple):
    """Verbs, folded: ``does`` whose subject does what they govern, ``lets`` whose object does it."""

    does: frozenset[str]
    lets: frozenset[str]


def subject_of(view: View, frame: Frame, depth: int = 0) -> list[Party]:
    """Return the parties that act in a frame, said or not; none of a passive."""
    known = view.subjects.get(frame.predicate)
    if known is None or depth:
        known = _subject(view, frame, depth)
        if not depth:
            view.subjects[frame.predicate] = known
    return known


def _subject(view: View, frame: Frame, depth: int) -> list[Party]:
    if frame.voice == "passive":
        agent = frame.arg("agent")
        return _parties(view, agent) if agent is not None else []
    told = frame.subject
    if told is not None:
        found = _parties(view, told)
        if found or not (told.pronoun or told.dropped or told.refers >= 0):
            return found
    return unsaid_subject(view, frame, depth)


def _parties(view: View, arg: Arg) -> list[Party]:
    at = arg.refers if arg.refers >= 0 else -1
    phrase = view.frames.noun_phrase_at(at) if at >= 0 else None
    span = Span(phrase.start, phrase.end, phrase.head) if phrase else Span(arg.start, max(arg.end, arg.head + 1), -1)
    return [party for _, _, party in parties_at(view, span)]


def unsaid_subject(view: View, frame: Frame, depth: int = 0) -> list[Party]:
    """Return who does what a verb without a party as subject tells, by the clauses around it and before it."""
    if depth >= _DEPTH:
        return []
    if view.person(frame.predicate) == "1":
        speaker = view.speaker_at(frame.predicate)
        return [speaker] if speaker is not None else []
    meant = view.meant.get(frame.predicate)
    if meant is not None:
        return [party for _, _, party in parties_at(view, Span(frame.predicate, frame.predicate + 1, -1))]
    clause = view.frames.clauses[frame.clause]
    if clause.kind == "relative" and clause.governor >= 0:
        phrase = view.frames.noun_phrase_at(clause.governor)
        if phrase is not None:
            return [party for _, _, party in parties_at(view, Span(phrase.start, phrase.end, phrase.head))]
    around = view.frames.clauses[clause.parent] if clause.parent >= 0 else None
    while around is not None:
        outer = view.frames.frame_of_clause(around)
        if outer is not None and outer.predicate != frame.predicate:
            found = subject_of(view, outer, depth + 1)
            if found:
                return found
        around = view.frames.clauses[around.parent] if around.parent >= 0 else None
    return _told_before(view, frame, depth)


def _told_before(view: View, frame: Frame, depth: int) -> list[Party]:
    """Return the subject of the nearest verb before, in the sentence or the one before, that has one."""
    first = view.sentences[max(view.sentence_of(frame.predicate) - 1, 0)][0]
    at = view.frame_number(frame.predicate) - 1
    frames = view.frames.frames
    while at >= 0 and frames[at].predicate >= first:
        one = frames[at]
        clause = view.frames.clauses[one.clause]
        if one.kind == "verb" and clause.kind in ("main", "coordinate"):
            found = subject_of(view, one, depth + 1)
            if found:
                return found
        at -= 1
    return []


def doer(view: View, token: int, known: Doing, depth: int = 0) -> list[Party]:
    """Return who does what the noun at ``token`` tells, by the verbs around it.

    By a verb of doing in a relative clause after it (هجوم شنته الحركة); as subject of the verb that governs it (شنت
    الحركة هجوما); as its object, where that is whom the verb makes or lets do it (حث الوزير الحركة على وقف القصف).
    """
    if depth >= _DEPTH:
        return []
    found = _of_relative(view, token, known)
    if found:
        return found
    frame = governing(view, token)
    if frame is None:
        return []
    if frame.lemma in known.lets:
        return _made_to(view, frame, token)
    if frame.kind != "masdar":
        return subject_of(view, frame) if frame.lemma in known.does else []
    if frame.lemma not in known.does:
        return []
    subject = frame.subject
    said = _parties(view, subject) if subject is not None else []
    return said or doer(view, frame.predicate, known, depth + 1)


def _of_relative(view: View, token: int, known: Doing) -> list[Party]:
    """Return the subject of a verb of doing whose object is the noun at ``token``, in a relative clause after it."""
    phrase = view.frames.noun_phrase_at(token)
    end = phrase.end if phrase is not None else token + 1
    heads = dict.fromkeys((token, phrase.head if phrase is not None else token))
    frames = [frame for head in heads for frame in view.described.get(head, ())]
    after = view.frames.frame_at(end)
    if after is not None and after.object is not None and after.object.pronoun and after.object.refers < 0:
        frames.append(after)  # هجوم نفذته الحركة
    for frame in frames:
        if frame.lemma not in known.does:
            continue
        if frame.voice == "passive":
            agent = frame.arg("agent")
            return _parties(view, agent) if agent is not None else []
        subject = frame.subject
        if subject is not None and subject.refers not in heads:
            return _parties(view, subject)
    return []


def _made_to(view: View, frame: Frame, token: int) -> list[Party]:
    """Return whom a verb makes or lets do the deed at ``token``: its object, or who stands after ل or من."""
    roles = ("subject",) if frame.voice == "passive" else ("object", "object2", "oblique")
    for arg in frame.args:
        within = arg.start <= token < max(arg.end, arg.head + 1)
        if within or arg.role not in roles or (arg.role == "oblique" and arg.preposition not in _TO):
            continue
        found = _parties(view, arg)
        if found:
            return found
    for phrase in view.governed.get(frame.predicate, ()):
        if phrase.preposition in _TO and not phrase.start <= token < phrase.end:
            found = [party for _, _, party in parties_at(view, Span(phrase.start, phrase.end, phrase.head))]
            if found:
                return found
    return []


def governing(view: View, token: int) -> Frame | None:
    """Return the frame of the verb whose object or complement by a preposition the noun at ``token`` is."""
    phrase = view.frames.noun_phrase_at(token)
    heads = (token,) if phrase is None else (token, phrase.head)
    for head in heads:
        frame = view.holders.get(head)
        if frame is not None:
            subject = frame.subject
            if subject is None or subject.dropped or not subject.start <= head < subject.end:
                return frame
    if phrase is None or phrase.governor < 0:
        return None
    return view.frames.frame_at(phrase.governor)
