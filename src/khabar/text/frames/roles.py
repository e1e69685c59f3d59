"""The role of a noun phrase without preposition: before the verb, after it, after a comma."""

from __future__ import annotations

from khabar.text.frames.drafts import Draft, Level, agrees_after
from khabar.text.frames.facts import Facts
from khabar.text.frames.judge import NEITHER, OBJECT, SUBJECT, features
from khabar.text.frames.phrases import Nominal
from khabar.text.frames.records import Arg
from khabar.text.frames.state import State

__all__ = ["place", "relative_object"]

# See ``_carried``: the clause joined to, or the sentence before, has a subject with which the verb agrees.
_SAID_BEFORE = ("b=", "t=")
_FREQUENT_OBJECT = "34"


def place(state: State, phrase: Nominal) -> None:
    """Give a noun phrase its role in the clause that is open."""
    level = state.level
    frame = level.frame
    head = state.facts[phrase.head]
    if frame is None:
        if state.conj and level.topics and level.topics[-1].end == phrase.start:
            level.topics[-1] = level.topics[-1]._replace(number="plur", end=phrase.end)
            return
        if state.conj:
            level.topics.clear()
        if not head.time and not (phrase.accusative and level.opener < 0):
            level.topics.append(phrase)
    elif state.conj or (state.comma and frame.subject is not None):
        _aside(state, frame, phrase, head)
    elif frame.kind == "participle":
        if frame.object is None:
            frame.object = Arg("object", phrase.head, phrase.start, phrase.end, "participle-object", 0.5)
    else:
        _after_verb(state, level, frame, phrase, head)


def _aside(state: State, frame: Draft, phrase: Nominal, head: Facts) -> None:
    """Place a noun phrase after a comma or conjunction: it may begin a clause, name the subject, or be the object."""
    state.loose = phrase
    if state.conj:
        return
    if head.time:
        frame.args.append(Arg("time", phrase.head, phrase.start, phrase.end, "time-noun", 0.9))
    elif _names_subject(state, frame, head):
        state.loose = None
        frame.args.append(Arg("apposition", phrase.head, phrase.start, phrase.end, "name-after-comma", 0.8))
    elif _resumes(state, frame, phrase):
        frame.object = Arg("object", phrase.head, phrase.start, phrase.end, "object-after-aside", 0.7)


def _after_verb(state: State, level: Level, frame: Draft, phrase: Nominal, head: Facts) -> None:
    verb = frame.facts
    fits = agrees_after(verb, phrase, head)
    if head.time and not ("happening" in verb.classes and frame.subject is None and fits):
        frame.args.append(Arg("time", phrase.head, phrase.start, phrase.end, "time-noun", 0.9))
        return
    bare = head.kind == "J" and not head.article and not phrase.genitives
    settled = frame.subject is not None and not frame.open
    wanted = head.gender == "f" and frame.object is None and verb.object_share != "0"
    if bare and frame.kind != "copula" and (head.case == "a" or (settled and head.case != "n" and not wanted)):
        frame.args.append(Arg("manner", phrase.head, phrase.start, phrase.end, "accusative-adjective", 0.7))
        return
    if head.case == "a" and head.verb and head.verb == verb.verb and frame.kind == "verb":
        frame.args.append(Arg("manner", phrase.head, phrase.start, phrase.end, "cognate-accusative", 0.8))
        return
    saying = "clausal" in verb.classes and "addressing" not in verb.classes
    if saying and state.governed and _names_subject(state, frame, head):
        # the speaker's name after the words on his office: المتحدث باسم الجيش الجنرال فلان
        frame.args.append(Arg("apposition", phrase.head, phrase.start, phrase.end, "name-after-office", 0.7))
        return
    told = frame.args[-1] if frame.args else None
    if told is not None and told.role == "apposition" and told.end == phrase.start and not head.article:
        frame.args[-1] = told._replace(end=phrase.end)
        return
    if "impersonal" in verb.classes and not phrase.accusative:
        fits = True
    carried = _carried(state, frame)
    if fits and verb.conj and head.pron and head.kind == "N" and not head.human and carried.startswith(_SAID_BEFORE):
        # وأعلنت استقالتها: what belongs to the subject told before is no new subject
        fits = verb.object_share == "0"
    shared = _shared_subject(frame, level, phrase, head)
    if shared is not None:
        # الصين تعارض وتدين العقوبات: both verbs are of the subject before them
        frame.subject = shared._replace(via="carried-topic", score=0.8, dropped=True)
        frame.object = Arg("object", phrase.head, phrase.start, phrase.end, "shared-object", 0.75)
        return
    choice, frame = _by_rule(state, level, frame, phrase, fits=fits)
    if state.judge is not None and frame.kind == "verb":
        distance = "0" if frame.predicate == phrase.start - 1 else "p" if state.governed else "1"
        names = features(
            choice,
            frame,
            state.level,
            phrase,
            head,
            fits=fits,
            distance=distance,
            follower=state.facts[phrase.end] if phrase.end < state.stop else None,
            carried=carried,
        )
        judged = state.judge.choose(names, frame.predicate, phrase.head)
        if (
            judged == NEITHER
            and choice == OBJECT
            and verb.object_share != "0"
            and (distance != "p" or verb.object_share in _FREQUENT_OBJECT)
        ):
            # what follows the subject of a transitive verb is its object
            judged = OBJECT
        if judged == NEITHER and choice == SUBJECT and frame.subject is None and carried[1:2] != "=":
            judged = SUBJECT
        if judged != OBJECT or frame.object is None:
            choice = judged
    _assign(frame, phrase, choice)


def _shared_subject(frame: Draft, level: Level, phrase: Nominal, head: Facts) -> Arg | None:
    """Return the subject before a verb without object to which this one, followed by a thing, is joined right away."""
    before = level.before
    if before is None or frame.subject is not None or frame.object is not None or before.subject is None:
        return None
    verb = frame.facts
    joined = verb.conj == "و" and before.end == frame.start and phrase.start == frame.end
    if not joined or before.object is not None or before.subject.via != "topic-subject":
        return None
    thing = head.kind == "N" and not head.human
    fits = thing and verb.object_share != "0"
    return before.subject if fits else None


def _by_rule(state: State, level: Level, frame: Draft, phrase: Nominal, *, fits: bool) -> tuple[str, Draft]:
    """Return what the rules choose, and for which frame: a full relative clause gives the phrase to that around it."""
    pointed = frame.object is None or frame.object.pronoun or frame.object.via == "relative-object"
    if fits and pointed and (frame.subject is None or frame.open):
        return SUBJECT, frame
    if frame.object is None or frame.kind == "copula":
        return OBJECT, frame
    if not frame.object.pronoun and "double" not in frame.facts.classes:
        outer = _wanting(level)
        if outer is not None and outer.frame is not None:
            state.return_to(outer, phrase.start)
            return OBJECT, outer.frame
    return NEITHER, frame


def _assign(frame: Draft, phrase: Nominal, choice: str) -> None:
    head, start, end = phrase.head, phrase.start, phrase.end
    if choice == SUBJECT:
        before = frame.subject
        frame.subject = Arg("subject", head, start, end, "verb-subject", 0.85)
        frame.open = False
        if before is not None and before.via == "relative-subject" and frame.object is not None:
            frame.object = relative_object(before.head, before.refers)
    elif frame.kind == "copula":
        if frame.predicative is None:
            frame.predicative = Arg("predicate", head, start, end, "copula-predicate", 0.8)
    elif choice == OBJECT or (frame.object is None and "double" in frame.facts.classes):
        frame.object = Arg("object", head, start, end, "verb-object", 0.75)
    elif "double" in frame.facts.classes or (frame.object is not None and frame.object.pronoun):
        frame.args.append(Arg("object2", head, start, end, "second-object", 0.5))


def relative_object(at: int, refers: int) -> Arg:
    """Return the relative pronoun at ``at`` as the object to which the verb's attached pronoun points back."""
    return Arg("object", at, at, at + 1, "relative-object", 0.85, refers=refers)


def _names_subject(state: State, frame: Draft, head: Facts) -> bool:
    """Say whether a noun phrase can be the name of the subject told by its office."""
    subject = frame.subject
    if subject is None or subject.pronoun or subject.dropped:
        return False
    office = state.facts[subject.head]
    return office.human and (head.human or (head.kind == "P" and not head.place))


def _resumes(state: State, frame: Draft, phrase: Nominal) -> bool:
    """Say whether a noun phrase after a comma is the object that an aside parted from its verb."""
    head = state.facts[phrase.head]
    if frame.object is not None or frame.complements or frame.kind != "verb" or (head.kind == "J" and not head.article):
        return False
    subject = frame.subject
    if subject is None or subject.dropped or state.noun is None or subject.head == state.noun.head:
        return False
    return "clausal" in frame.facts.classes or phrase.accusative


def _wanting(level: Level) -> Level | None:
    """Return the clause around a full relative clause whose verb still wants its object."""
    above = level.above
    if level.kind != "relative" or above is None:
        return None
    frame = above.frame
    if frame is None or frame.kind != "verb" or frame.object is not None or frame.complements:
        return None
    return above if frame.subject is not None else None


def _carried(state: State, frame: Draft) -> str:
    """Say whether a subject told before could be the verb's own: ``=`` it agrees, ``/`` not, ``-`` there is none.

    The letter before tells where it stands: b in the clause joined to, a in that above, t in the sentence before.
    """
    verb = frame.facts
    if verb.person != "3":
        return "1"
    level = state.level
    before, where = level.before, "b"
    if before is None and level.above is not None:
        before, where = level.above.frame, "a"
    if before is None and level.kind in ("main", "coordinate"):
        before, where = state.told, "t"
    if before is None or before is frame:
        return "-"
    same = "=" if before.facts.gender == verb.gender else "/"
    subject = before.subject
    if subject is None:
        return where + same
    head = state.facts[subject.head if subject.refers < 0 else subject.refers]
    human = "h" if head.human or (head.kind == "P" and not head.place) else ""
    if head.kind in "PQHDR#S" or not head.gender:
        return where + same + human
    if head.gender == "x":
        return where + ("=" if verb.gender == "f" else "/")
    agrees = head.gender == verb.gender and (verb.number == "sing" or head.number != "sing")
    return where + ("=" if agrees else "/") + human
