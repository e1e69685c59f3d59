"""One sentence, read once from its first word to its last: each word opens, fills or closes something."""

from __future__ import annotations

from khabar.text.frames.clausal import read_complementiser, read_mark, read_relative, read_subordinator
from khabar.text.frames.facts import Facts
from khabar.text.frames.finish import settle
from khabar.text.frames.nominals import NOMINAL, read_nominal, read_preposition
from khabar.text.frames.state import State
from khabar.text.frames.verbs import read_verb

__all__ = ["read_sentence"]

_FUTURE = "سوف"
# After ما this verb means "still".
_STILL = "زال"
_PERFECT = ("قد", "لقد")


def read_sentence(state: State, start: int, stop: int) -> None:
    """Read the sentence of the tokens from ``start`` to ``stop`` into ``state``."""
    facts = state.facts
    owners = state.owners
    levels, drafts = len(state.levels), len(state.drafts)
    state.stop = stop
    state.quoted = False
    state.begin(start)
    at = start
    while at < stop:
        word = facts[at]
        kind = word.kind
        if word.conj:
            state.conj = True
        if kind in NOMINAL:
            end = read_nominal(state, at, word)
        elif kind == "A":
            end = read_preposition(state, at, word)
        else:
            end = at + 1
            if kind == "V":
                read_verb(state, at, word)
            elif kind == "R" and at + 1 < stop and facts[at + 1].key == _STILL:
                state.negation = word.word
                state.particle = at
            elif kind == "R":
                read_relative(state, at, word)
            elif kind == "S":
                read_complementiser(state, at, word)
            elif kind == "U":
                read_subordinator(state, at)
            else:
                owner = state.level
                _note(state, at, word)
                owners.append((state.level if state.level.start <= at else owner).number)
                at = end
                continue
        state.comma = state.conj = False
        owners.extend([state.level.number] * (end - at))
        at = end
    state.close(stop)
    for draft in state.drafts[drafts:]:
        settle(state, draft)
    state.told = next((level.frame for level in state.levels[levels:] if level.frame is not None), state.told)


def _note(state: State, at: int, word: Facts) -> None:
    """Note a particle, conjunction, adverb or mark, which leave the comma and conjunction before them in force."""
    kind = word.kind
    if kind == ",":
        state.comma = True
    elif kind == "C":
        state.conj = True
        if word.pron:
            state.pronoun = at
    elif kind == "G":
        state.negation = word.word
        state.particle = at
    elif kind == "M":
        if word.word == _FUTURE:
            state.future = True
            state.particle = at
        elif word.word in _PERFECT:
            state.may = word.word == "قد"
            state.particle = at
    elif kind != "B":
        read_mark(state, at, word)
