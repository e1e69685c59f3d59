"""Clitics: in which ways a written word can be a stem with attached words before and after it.

A word is (conjunction و or ف) + (preposition ب ل ك, or future س, emphatic ل) + stem + (pronoun). The article ال belongs
to the stem's span and is told apart as a piece: ``للدولة`` is ل + ل(الـ)دولة.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = [
    "CONJUNCTIONS",
    "DEFINITE",
    "FUTURE",
    "PREPOSITIONS",
    "Split",
    "article_length",
    "article_mark",
    "pronoun_length",
    "splits",
]

CONJUNCTIONS = "وف"
PREPOSITIONS = "بلكس"
FUTURE = "س"
DEFINITE = "+"
_AGREEING = frozenset(("NOUN", "ADJ", "PROPN"))
_FUTURE_FOLLOWERS = "يتنا"
_PRONOUNS = ("هما", "كما", "هم", "هن", "ها", "كم", "كن", "نا", "ني", "ه", "ك", "ي")
_SHORTEST_WITH_ARTICLE = 3


class Split(NamedTuple):
    """One way to split a word: whether each kind of clitic is there, and the stem's first and last letter.

    ``key`` is the three flags as letters of a label (``101`` = conjunction and pronoun).
    """

    key: str
    start: int
    end: int


def pronoun_length(word: str, *, verbal: bool = True) -> int:
    """Return the length of the pronoun that may be attached to the plain ``word``; 0 if none can be.

    ``verbal``: the stem is a verb or particle, which takes ني for "me"; a noun takes ي.
    """
    for pronoun in _PRONOUNS:
        if word.endswith(pronoun) and len(word) > len(pronoun):
            return 1 if pronoun == "ني" and not verbal else len(pronoun)
    return 0


def splits(word: str) -> list[Split]:
    """Return all ways to split the plain ``word`` (see ``plain_word``), the unsplit one first."""
    size = len(word)
    heads = [("00", 0)]
    if size > 1:
        conjunction = word[0] in CONJUNCTIONS
        if conjunction:
            heads.append(("10", 1))
        for flag, at in (("0", 0), ("1", 1)) if conjunction else (("0", 0),):
            if size - at > 1 and word[at] in PREPOSITIONS and _may_precede(word[at], word[at + 1]):
                heads.append((flag + "1", at + 1))
    tail = pronoun_length(word)
    found = [Split(key + "0", start, size) for key, start in heads]
    if tail:
        found += [Split(key + "1", start, size - tail) for key, start in heads if size - tail > start]
    return found


def _may_precede(letter: str, follower: str) -> bool:
    return letter != FUTURE or follower in _FUTURE_FOLLOWERS or follower == "أ"


def article_length(stem: str, preposition: str = "") -> int:
    """Return how many letters at the head of a plain ``stem`` are the article: 2, 1 for what ل leaves of it, or 0."""
    if stem.startswith("ال") and len(stem) > _SHORTEST_WITH_ARTICLE:
        return 2
    if preposition == "ل" and stem.startswith("ل") and len(stem) >= _SHORTEST_WITH_ARTICLE:
        return 1
    return 0


def article_mark(word: str, split: Split, upos: str) -> str:
    """Return what a label adds to ``upos`` for a stem with article: nouns and their adjectives agree in it."""
    if upos not in _AGREEING:
        return ""
    preposition = word[split.start - 1] if split.key[1] == "1" else ""
    return DEFINITE if article_length(word[split.start : split.end], preposition) else ""
