"""Clauses and frames while a sentence is being read, and agreement of verb and noun."""

from __future__ import annotations

from typing import NamedTuple

from khabar.text.frames.facts import Facts
from khabar.text.frames.phrases import Nominal
from khabar.text.frames.records import Arg

__all__ = ["Complement", "Draft", "Level", "agrees_after", "agrees_before", "pronoun_agrees"]


class Complement(NamedTuple):
    """A clause that a frame takes as its complement: how found, after which preposition."""

    level: Level
    via: str
    preposition: str


class Draft:
    """A frame being read. ``open`` says that the subject found so far gives way to a better one after the verb."""

    __slots__ = (
        "args", "clause", "complements", "end", "facts", "kind", "modality", "negated", "object", "open", "predicate",
        "predicative", "start", "subject", "tense", "voice",
    )  # fmt: skip

    def __init__(self, predicate: int, kind: str, facts: Facts, clause: int) -> None:
        self.predicate = predicate
        self.start = predicate
        self.end = predicate + 1
        self.kind = kind
        self.facts = facts
        self.clause = clause
        self.negated = False
        self.tense = ""
        self.modality = ""
        self.voice = "active"
        self.subject: Arg | None = None
        self.object: Arg | None = None
        self.complements: list[Complement] = []
        self.predicative: Arg | None = None
        self.open = True
        self.args: list[Arg] = []


class Level:
    """A clause being read.

    ``content`` is where what it says begins, ``topics`` are the noun phrases before its verb, ``before`` is the frame
    that it continues, ``relative`` its relative pronoun and ``antecedent`` what that points back to, ``pronoun`` the
    word before the verb that bears its subject as a pronoun (أنه, لكنه).
    """

    __slots__ = (
        "above",
        "antecedent",
        "before",
        "content",
        "end",
        "frame",
        "governor",
        "kind",
        "number",
        "opener",
        "parent",
        "pronoun",
        "relative",
        "start",
        "topics",
    )  # fmt: skip

    def __init__(self, number: int, kind: str, start: int, opener: int, governor: int, above: Level | None) -> None:
        self.number = number
        self.kind = kind
        self.start = start
        self.end = start
        self.content = start
        self.opener = opener
        self.governor = governor
        self.above = above
        self.frame: Draft | None = None
        self.before: Draft | None = None
        self.topics: list[Nominal] = []
        self.pronoun = -1
        self.relative = -1
        self.antecedent: Nominal | None = None


def agrees_after(verb: Facts, phrase: Nominal, head: Facts) -> bool:
    """Say whether a phrase after the verb can be its subject: the verb is singular, of the same gender."""
    if verb.person != "3" or verb.number != "sing" or phrase.accusative:
        return False
    gender = phrase.gender
    if phrase.counted or gender in ("", "x") or head.kind in "PQD#RH" or verb.key == "ليس":
        return True
    if verb.gender == "f":
        return gender == "f" or (phrase.number == "plur" and not head.human)
    return gender == "m" or phrase.number == "plur"


def agrees_before(verb: Facts, phrase: Nominal, head: Facts) -> bool:
    """Say whether a phrase before the verb can be its subject: gender and number agree."""
    if verb.person != "3":
        return False
    if phrase.counted or head.kind in "PQD#R":
        return True
    gender, number = phrase.gender, phrase.number
    if gender == "x":
        return verb.gender == "f" or verb.number == "plur"
    if number == "plur":
        return verb.number == "plur" or verb.gender == "f" or not head.human
    return not gender or gender == verb.gender or verb.number != "sing"


def pronoun_agrees(pronoun: str, phrase: Nominal, head: Facts) -> bool:
    """Say whether an attached pronoun can point back to a phrase."""
    if head.kind in "PQD#":
        return pronoun in ("ه", "ها", "هم", "هما", "هن")
    if pronoun == "ه":
        return phrase.gender != "f" and phrase.number != "plur"
    if pronoun == "ها":
        return phrase.gender in ("f", "x", "") or phrase.number == "plur"
    return pronoun in ("هم", "هما", "هن") and phrase.number in ("plur", "dual")
