"""What opens and closes clauses: complementisers, relatives, subordinators, marks."""

from __future__ import annotations

from khabar.text.frames.drafts import Complement, Draft, Level
from khabar.text.frames.facts import Facts
from khabar.text.frames.phrases import Nominal
from khabar.text.frames.records import Arg
from khabar.text.frames.state import State

__all__ = ["open_complement", "read_complementiser", "read_mark", "read_relative", "read_subordinator"]

_ADVERBIAL = frozenset(("لان", "كي", "لكي", "كيلا", "لكيلا", "لو", "اذا"))
# With أن these make adverbial clauses: بعد أن, دون أن.
_ADVERBIAL_PREPOSITIONS = frozenset(
    ("بعد", "قبل", "منذ", "ل", "دون", "حتي", "مع", "رغم", "الا", "غير", "من دون", "بدون")
)
_FREE_RELATIVES = frozenset(("ما", "من", "مما", "بما", "عما"))
_END_MARKS = "!؟?"


def open_complement(
    state: State, frame: Draft, at: int, via: str, *, kind: str = "complement", start: int = -1, preposition: str = ""
) -> Level:
    """Open the clause at ``at`` as a complement of ``frame``; what is said begins at ``start`` (default: after it)."""
    level = state.push(kind, at, opener=at, governor=frame.predicate)
    level.content = at + 1 if start < 0 else start
    frame.complements.append(Complement(level, f"complement-{via}", preposition))
    return level


def read_complementiser(state: State, at: int, word: Facts, preposition: str = "") -> None:
    """Read أن, إن and their like; ``preposition``: what governs it, as written before it."""
    preposition = preposition or (word.prep if word.prep != "س" else "")
    state.comp = at
    level = state.level
    if level.kind == "quoted" and level.frame is None and not level.topics and not preposition:
        # what a colon opened begins with أن or إن
        level.content = at + 1
    elif word.conj == "ف" and (aside := state.enclosing("adverbial")) is not None and aside.above is not None:
        # بينما …، فإن …: the clause that the adverbial one was put before
        state.return_to(aside.above, at)
        state.level.topics.clear()
        if state.level.frame is not None:
            state.push("adverbial", at, opener=at, governor=state.level.frame.predicate)
    elif word.word in _ADVERBIAL or preposition in _ADVERBIAL_PREPOSITIONS:
        read_subordinator(state, at)
    elif word.conj and (sibling := state.enclosing("complement")) is not None and sibling.above is not None:
        above = sibling.above
        state.return_to(above, at)
        if above.frame is not None and above.frame.predicate == sibling.governor:
            open_complement(state, above.frame, at, "joined", preposition=preposition)
        else:
            state.push("complement", at, opener=at, governor=sibling.governor)
    else:
        _complement(state, at, preposition, _taker(state, word))
    if word.pron:
        state.level.pronoun = at


def _taker(state: State, word: Facts) -> Level | None:
    """Return the innermost clause whose verb can take the clause that ``word`` opens.

    إن stands after قال; clauses are taken by كان and its sisters only if no other verb is there to take them.
    """
    fallback = None
    level: Level | None = state.level
    while level is not None:
        frame = level.frame
        if frame is not None and not frame.complements:
            if word.key == "إن" and frame.facts.verb == "قال":
                return level
            if fallback is None or (fallback.frame is not None and fallback.frame.kind == "copula"):
                fallback = level
            if word.key != "إن" and frame.kind != "copula":
                break
        level = level.above
    return fallback


def _complement(state: State, at: int, preposition: str, level: Level | None) -> None:
    adjacent = state.noun is not None and state.noun.end == at
    if level is None or level.frame is None:
        governor = state.noun.head if state.noun is not None and adjacent else -1
        state.push("complement" if governor >= 0 else "main", at, opener=at, governor=governor).content = at + 1
        return
    state.return_to(level, at)
    via = "noun" if adjacent and "clausal" not in level.frame.facts.classes else "clause"
    open_complement(state, level.frame, at, via, preposition=preposition)


def read_subordinator(state: State, at: int) -> None:
    """Read a word that opens an adverbial clause."""
    frame = state.level.frame
    state.push("adverbial", at, opener=at, governor=frame.predicate if frame is not None else -1)


def read_relative(state: State, at: int, word: Facts, preposition: str = "") -> None:
    """Read a relative pronoun: with what it points back to, or free (ما, من)."""
    preposition = preposition or word.prep
    level = state.level
    noun = state.noun
    antecedent = None
    if word.word not in _FREE_RELATIVES:
        antecedent = _antecedent(state, word)
    elif word.word == "ما" and not preposition and not word.conj and _is_vague(noun, at):
        return
    frame = level.frame
    if antecedent is None and frame is not None:
        if preposition:
            frame.args.append(Arg("oblique", at, at, at + 1, "preposition-relative", 0.7, preposition))
        elif frame.object is None and frame.kind == "verb" and not state.comma:
            frame.object = Arg("object", at, at, at + 1, "free-relative", 0.6)
    opened = state.push("relative", at, opener=at, governor=antecedent.head if antecedent is not None else -1)
    opened.relative = at
    opened.antecedent = antecedent


def _is_vague(noun: Nominal | None, at: int) -> bool:
    """Say whether ما at ``at`` makes the indefinite noun before it vague: حد ما."""
    return noun is not None and noun.end == at and not noun.definite


def _antecedent(state: State, word: Facts) -> Nominal | None:
    """Return the nearest of the last two noun phrases that agrees with a relative pronoun, or else the last."""
    feminine, plural = word.word == "التي", word.word == "الذين"
    for candidate in (state.noun, state.noun_before):
        if candidate is None:
            continue
        head = state.facts[candidate.head]
        if head.kind in "PQ#D" or candidate.gender in ("", "x"):
            return candidate
        if plural and candidate.number in ("plur", ""):
            return candidate
        if not plural and feminine == (candidate.gender == "f" or (candidate.number == "plur" and not head.human)):
            return candidate
    return state.noun


def read_mark(state: State, at: int, word: Facts) -> None:
    """Read a mark that may close or open clauses."""
    kind = word.kind
    if kind == ";" or (kind == "." and word.word in _END_MARKS):
        _start_anew(state, at)
    elif kind == ":":
        frame = _speaker(state)
        if frame is not None:
            open_complement(state, frame, at, "colon", kind="quoted")
        else:
            _start_anew(state, at)
    elif kind == '"':
        state.quoted = not state.quoted
        if not state.quoted:
            _leave(state, "quoted", at)
    elif kind == "(":
        state.push("parenthesis", at, opener=at)
    elif kind == ")":
        _leave(state, "parenthesis", at)


def _start_anew(state: State, at: int) -> None:
    if at + 1 < state.stop:
        state.close(at + 1)
        state.begin(at + 1)


def _leave(state: State, kind: str, at: int) -> None:
    inner = state.enclosing(kind)
    if inner is not None:
        state.return_to(inner, at + 1)
        state.pop(at + 1)


def _speaker(state: State) -> Draft | None:
    """Return the frame whose words follow a colon: the nearest that takes a clause and has none."""
    level: Level | None = state.level
    while level is not None:
        frame = level.frame
        if frame is not None and "clausal" in frame.facts.classes and not frame.complements:
            return frame
        level = level.above
    return None
