"""Noun phrases: from a word that can begin one, to where it ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from khabar.text.frames.facts import Facts

__all__ = ["Nominal", "noun_phrase"]

# How far a parenthesis or a pair of quotation marks may reach within a phrase.
_INSIDE = 10
_CLOSING = {"(": ")", '"': '"'}


class Nominal(NamedTuple):
    """A noun phrase without preposition, and what later agreement needs to know of it."""

    start: int
    end: int
    head: int
    genitives: tuple[int, ...]
    names: tuple[int, ...]
    adjectives: tuple[int, ...]
    gender: str
    number: str
    definite: bool
    accusative: bool
    counted: bool


def _is_closed(word: Facts) -> bool:
    """Say whether a sound plural or dual keeps its ن, and so has no genitive (أحرق مستوطنون منازل)."""
    if word.number not in ("plur", "dual") or word.pron or not word.word.endswith(("ون", "ين", "ان")):
        return False
    return word.word[:-2].endswith((word.key, word.key.removesuffix("ه") + "ت"))  # not a broken plural (ملايين)


def noun_phrase(facts: Sequence[Facts], at: int, stop: int) -> Nominal:
    """Return the noun phrase that begins at ``at`` (a nominal; its attached letters are not looked at).

    ``stop`` is the end of the sentence. Coordination is left to the caller.
    """
    place = at
    counted = False
    word = facts[place]
    while word.kind in "Q#D" and place + 1 < stop and not word.pron:
        follower = facts[place + 1]
        if follower.kind in ",." and word.word.isdigit() and place + 2 < stop and facts[place + 2].word.isdigit():
            place += 2
            word = facts[place]
            continue
        if follower.conj or follower.prep or follower.kind not in "NPQJ#D":
            break
        if word.kind == "D" and not (follower.article or follower.kind in "QD"):
            break
        if word.kind == "#":
            if follower.kind == "P" or (follower.kind == "J" and not follower.article):
                break
            if follower.time and word.article is False and follower.article:
                break
            counted = True
        place += 1
        word = follower
    head = place
    genitives: list[int] = []
    names: list[int] = []
    adjectives: list[int] = []
    definite = word.definite
    last = word
    named = word.kind == "P"
    place += 1
    while place < stop:
        word = facts[place]
        kind = word.kind
        if kind in '("':
            end = _aside(facts, place, stop)
            if end < 0:
                break
            if kind == '"' and named is False and facts[place + 1].kind == "P":
                names.append(place + 1)
            place = end
            continue
        if kind == "-" and last.kind == "P" and place + 1 < stop and facts[place + 1].kind == "P":
            place += 1
            continue
        if word.conj or word.prep:
            break
        if kind == "N" or kind == "Q":
            if not names and last.kind != "P" and definite and _is_second_title(facts, place, stop, facts[head]):
                names.append(place)
                last = word
                place += 1
                continue
            nisba = word.nisba and last.kind in "NJ" and word.definite == last.definite
            if nisba and _adjective_agrees(word, facts, head, genitives, named):
                adjectives.append(place)
                last = word
                place += 1
                continue
            if last.kind not in "NQ#J" or last.definite or last.case == "a" or word.case == "a" or _is_closed(last):
                break
            if last.kind == "J" and not last.participle and last.gender != "":
                break
            genitives.append(place)
            definite = definite or word.definite
        elif kind == "P":
            if last.kind == "P":
                if word.place and facts[head].kind == "P":
                    break
                if names or head == place - 1:
                    names.append(place)
            elif last.kind in "NQJ" and not last.definite and last.case != "a" and not _is_closed(last):
                genitives.append(place)
                definite = True
            elif word.place and not facts[head].place:
                break
            else:
                names.append(place)
            named = True
        elif kind == "J":
            if definite:
                if not word.article:
                    break
            elif word.article and last.kind in "NQ" and last.case != "a":
                # an adjective that stands for a noun: وزير الخارجية
                genitives.append(place)
                definite = True
                last = word
                place += 1
                continue
            elif word.article or (word.case == "a" and last.case != "a" and facts[head].case != "a"):
                break
            if not _adjective_agrees(word, facts, head, genitives, named):
                if definite or word.gender != "f" or last.kind != "N" or last.case == "a":
                    break
                # a feminine adjective that stands for a noun: وزير داخلية لبنان
                genitives.append(place)
            else:
                adjectives.append(place)
        elif kind == "#":
            after = facts[place + 1] if place + 1 < stop else None
            if after is not None and after.kind == "N" and not after.prep and not after.conj:
                if last.kind != "N" or last.definite or last.case == "a" or last.time:
                    break
                # a counted genitive: مقتل خمسة جنود
                genitives.append(place + 1)
                last = after
                place += 2
                continue
            if not (last.time or last.kind in "NJ"):
                break
        elif kind == "D":
            after = facts[place + 1] if place + 1 < stop else None
            if not definite or (after is not None and after.article):
                break
        else:
            break
        last = word
        place += 1
    head_facts = facts[head]
    return Nominal(
        at,
        place,
        head,
        tuple(genitives),
        tuple(names),
        tuple(adjectives),
        head_facts.gender,
        head_facts.number,
        definite,
        head_facts.case == "a" and not counted,
        counted,
    )


def _is_second_title(facts: Sequence[Facts], at: int, stop: int, head: Facts) -> bool:
    """Say whether the word at ``at`` is another title of the person before a name: رئيس الوزراء اللورد فلان."""
    word = facts[at]
    if not (word.human and word.article and head.human) or at + 1 >= stop:
        return False
    return facts[at + 1].kind == "P" and not facts[at + 1].prep


def _adjective_agrees(word: Facts, facts: Sequence[Facts], head: int, genitives: Sequence[int], named: bool) -> bool:
    """Say whether an adjective can belong to the head or a genitive of a phrase, by gender and number."""
    if named or not word.gender:
        return True
    if word.number == "plur" and word.gender == "m":
        nouns = [facts[place] for place in (head, *genitives)]
        return any(noun.kind != "N" or noun.number in ("plur", "") or noun.human for noun in nouns)
    if word.number != "sing":
        return True
    for place in (head, *genitives):
        noun = facts[place]
        if noun.kind != "N" or not noun.gender or noun.gender == word.gender or noun.key == word.key:
            return True
        if noun.number == "plur" and (word.gender == "f" and not noun.human):
            return True
    return False


def _aside(facts: Sequence[Facts], at: int, stop: int) -> int:
    """Return where the short parenthesis or quoted name at ``at`` ends, -1 if it holds a clause or does not close."""
    closing = _CLOSING[facts[at].kind]
    for place in range(at + 1, min(stop, at + _INSIDE)):
        kind = facts[place].kind
        if kind == closing:
            return place + 1 if place > at + 1 else -1
        if kind in "VS:":
            return -1
    return -1
