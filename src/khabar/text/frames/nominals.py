"""Noun phrases and prepositional phrases within a sentence, and what the latter belong to."""

from __future__ import annotations

from khabar.text.frames.clausal import read_complementiser, read_relative
from khabar.text.frames.drafts import Draft, Level, pronoun_agrees
from khabar.text.frames.facts import Facts
from khabar.text.frames.phrases import Nominal, noun_phrase
from khabar.text.frames.records import Arg, Phrase
from khabar.text.frames.roles import place
from khabar.text.frames.state import State

__all__ = ["NOMINAL", "read_nominal", "read_preposition"]

NOMINAL = frozenset("NPQ#DHJ")
# Prepositions that mostly attach to the noun just before them.
_NOMINAL_PREPOSITIONS = frozenset(("ل", "من", "بين"))
# Before a number these are no prepositions: نحو مئة.
_ABOUT = frozenset(("نحو", "حوالي", "زهاء", "قرابه", "دون", "فوق"))
_AGENT = frozenset(("من قبل", "من جانب", "من طرف", "علي يد", "علي ايدي"))


def read_nominal(state: State, at: int, word: Facts) -> int:
    """Read what begins with the nominal at ``at``; returns where it ends."""
    if word.prep and word.prep != "س":
        return _prepositional(state, at, at, word.prep)
    if word.participle and not word.article and _participle(state, at, word):
        return at + 1
    phrase, members, tail = _coordinated(state, at)
    _record(state, phrase, members, at)
    place(state, phrase)
    state.keep(tail, governed=False, whole=phrase)
    return phrase.end


def _coordinated(state: State, at: int) -> tuple[Nominal, tuple[int, ...], Nominal]:
    """Return the noun phrase at ``at`` with those joined to it, the heads of those, and the last of all."""
    facts, stop = state.facts, state.stop
    phrase = tail = noun_phrase(facts, at, stop)
    members: list[int] = []
    head = facts[phrase.head]
    while tail.end < stop:
        word = facts[tail.end]
        if word.conj != "و" or word.prep or word.kind not in "NPQ#DJ" or (word.kind == "J" and not word.article):
            break
        if word.kind == "N" and word.definite != phrase.definite and head.kind != "P":
            break
        if head.place and word.kind != "P" and not word.definite:
            break
        other = noun_phrase(facts, tail.end, stop)
        after = facts[other.end] if other.end < stop else None
        if after is not None and after.kind == "V" and not after.conj and state.level.frame is not None:
            # a clause that begins with its subject
            break
        members.append(other.head)
        tail = other
    if members:
        phrase = phrase._replace(number="plur", end=tail.end)
    return phrase, tuple(members), tail


def _record(
    state: State, phrase: Nominal, members: tuple[int, ...], start: int, preposition: str = "", governor: int = -1
) -> None:
    state.phrases.append(
        Phrase(
            start, phrase.end, phrase.head, preposition, governor, phrase.genitives, phrase.names, phrase.adjectives,
            members,
        )
    )  # fmt: skip
    head = state.facts[phrase.head]
    state.masdar = None
    if head.kind == "N" and head.verb:
        state.masdar = _masdar(state, phrase, head)


def _masdar(state: State, phrase: Nominal, head: Facts) -> Draft:
    """Begin the frame of a verbal noun: its genitive is what is done, or who does it, as the phrase after it tells."""
    at = phrase.head
    draft = Draft(at, "masdar", head, state.level.number)
    if head.pron:
        draft.subject = Arg("subject", at, at, at + 1, "masdar-pronoun", 0.6, pronoun=True)
    elif phrase.genitives:
        genitive = phrase.genitives[0]
        if head.object_share == "0":
            draft.subject = Arg("subject", genitive, genitive, phrase.end, "masdar-doer", 0.6)
        else:
            draft.object = Arg("object", genitive, genitive, phrase.end, "masdar-genitive", 0.5)
    state.drafts.append(draft)
    return draft


def _participle(state: State, at: int, word: Facts) -> bool:
    """Read an indefinite participle outside a noun phrase as a predicate: مشيرا إلى, مؤكدة أن."""
    frame = state.level.frame
    if frame is not None and frame.kind == "copula" and frame.predicative is None:
        return False
    clausal = "clausal" in word.classes
    if not (word.case == "a" or state.comma or clausal):
        return False
    above: Level | None = state.level if clausal else None
    while above is not None:
        saying = above.frame
        if saying is not None and "clausal" in saying.facts.classes and _matches(word, saying.facts):
            frame = saying
            break
        above = above.above
    if frame is None:
        return False
    state.push("adverbial", at, opener=at, governor=frame.predicate)
    draft = Draft(at, "participle", word, state.level.number)
    if frame.subject is not None:
        draft.subject = frame.subject._replace(via="participle-subject", score=0.8, dropped=True)
    state.level.before = frame
    state.level.frame = draft
    state.drafts.append(draft)
    return True


def _matches(participle: Facts, verb: Facts) -> bool:
    """Say whether a participle can be of the same subject as a verb, by gender."""
    if verb.person != "3" or participle.number != "sing" or verb.number != "sing":
        return True
    return participle.gender in ("", verb.gender)


def read_preposition(state: State, at: int, word: Facts) -> int:
    """Read what the preposition at ``at`` governs; returns where it ends."""
    facts, stop = state.facts, state.stop
    if word.word in _ABOUT and not word.pron and at + 1 < stop and facts[at + 1].kind in "#Q":
        if word.prep:
            return _prepositional(state, at, at + 1, word.prep)
        return read_nominal(state, at + 1, facts[at + 1])
    name = (word.prep + " " if word.prep else "") + word.word
    last = at
    while not facts[last].pron and last + 1 < stop and facts[last + 1].kind == "A" and not facts[last + 1].conj:
        last += 1
        name += " " + facts[last].word
    if facts[last].pron:
        governor = _governor(state, name)
        state.phrases.append(Phrase(at, last + 1, last, name, governor, pronoun=True))
        _oblique(state, last, at, last + 1, name, pronoun=True)
        return last + 1
    following = last + 1
    if following < stop:
        follower = facts[following]
        if follower.conj:
            return following
        if follower.kind == "S":
            read_complementiser(state, following, follower, name)
            return following + 1
        if follower.kind == "R":
            read_relative(state, following, follower, name)
            return following + 1
        if follower.kind == '"' and following + 1 < stop and facts[following + 1].kind in NOMINAL:
            state.quoted = not state.quoted
            following += 1
            follower = facts[following]
        if follower.kind in NOMINAL and not follower.prep:
            return _prepositional(state, at, following, name)
    return following


def _prepositional(state: State, at: int, nominal: int, name: str) -> int:
    """Read the prepositional phrase that begins at ``at`` and whose noun phrase begins at ``nominal``."""
    phrase, members, tail = _coordinated(state, nominal)
    end = phrase.end
    masdar = state.masdar if state.noun is not None and state.noun.end == at else None
    if masdar is not None:
        _masdar_oblique(masdar, phrase, at, name)
    if name in ("علي", "من") and f"{name} {state.facts[phrase.head].word}" in _AGENT and phrase.genitives:
        name = f"{name} {state.facts[phrase.head].word}"
        phrase = phrase._replace(head=phrase.genitives[0], genitives=phrase.genitives[1:])
    _record(state, phrase, members, at, name, _governor(state, name))
    if masdar is None or name not in _AGENT:
        _oblique(state, phrase.head, at, end, name)
    state.keep(tail, governed=True, whole=phrase)
    return end


def _masdar_oblique(masdar: Draft, phrase: Nominal, at: int, name: str) -> None:
    genitive = masdar.object
    if name == "ل" and genitive is not None and masdar.subject is None:
        masdar.subject = genitive._replace(role="subject", end=at, via="masdar-doer", score=0.75)
        masdar.object = Arg("object", phrase.head, at, phrase.end, "masdar-object", 0.75, name)
    else:
        role = "agent" if name in _AGENT else "oblique"
        masdar.args.append(Arg(role, phrase.head, at, phrase.end, f"masdar-{role}", 0.7, name))


def _governor(state: State, name: str) -> int:
    """Return the token that a prepositional phrase attaches to: the verb, or the noun before it."""
    frame = state.level.frame
    noun = state.noun
    last = name.rsplit(" ", 1)[-1]
    if frame is not None and (last in frame.facts.governs or name in frame.facts.governs) and state.masdar is None:
        return frame.predicate
    if noun is not None and (frame is None or name in _NOMINAL_PREPOSITIONS or state.masdar is not None):
        return noun.head
    return frame.predicate if frame is not None else -1


def _oblique(state: State, head: int, start: int, end: int, name: str, *, pronoun: bool = False) -> None:
    """Add a prepositional phrase to the frame of its clause; the score says how sure it is the verb's."""
    level = state.level
    frame = level.frame
    if frame is None:
        return
    if pronoun and level.kind == "relative" and not frame.open and frame.object is None and frame.subject is not None:
        antecedent = level.antecedent
        if antecedent is None or pronoun_agrees(state.facts[head].pron, antecedent, state.facts[antecedent.head]):
            # التي تقع فيها المدينة: the relative is not the subject
            frame.open = frame.subject.via in ("relative-subject", "attribute-subject")
    if name in _AGENT:
        frame.args.append(Arg("agent", head, start, end, "preposition-agent", 0.9, name, pronoun))
        frame.voice = "passive"
    elif name in frame.facts.governs:
        frame.args.append(Arg("oblique", head, start, end, "preposition-governed", 0.9, name, pronoun))
    else:
        score = 0.5 if state.noun is not None and state.noun.end == start else 0.75
        frame.args.append(Arg("oblique", head, start, end, "preposition-free", score, name, pronoun))
