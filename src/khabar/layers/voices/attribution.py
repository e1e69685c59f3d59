"""Which stretches of a text are another's: quotations of the layer below, and clauses that a verb gives to a holder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from khabar.layers.voices.view import View
from khabar.layers.voices.vocabulary import Cue, Vocabulary

__all__ = ["Told", "concludes", "headline", "introduced", "is_authors", "main_verb", "quoted", "reported"]

_FAR = 30
_HEAD = 12
_INTRODUCING = ("hadith", "poem", "proverb")
_AUXILIARY = frozenset(("كان", "ظل", "بات", "اصبح", "صار", "عاد", "ليس", "ما زال", "زال"))
_FRAMES = {"to": "الي", "on": "علي", "of": "من", "about": "عن", "as": "علي", "by": "ب"}
_TAIL = 9
_SUBJECT = 8
_NEAR = 4
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))
_SAYS = "قال"
_OWN_CLAUSE = frozenset(("فيما", "بينما", "وكان", "وكانت", "علما"))
# Nouns by which a writer reads something out of something.
_SIGNS = frozenset(("اشاره", "دلاله", "دليل", "موشر", "تلميح", "برهان", "علامه"))
_QUOTES = frozenset('«“"')
_NEGATIONS = frozenset(("لم", "ولم", "لا", "ولا", "فلم", "ما", "لن", "ولن"))
_NO_SPEAKER = frozenset(("impersonal", "certainty", "epistemic", "inference", "author", "discourse", "counterfactual"))


class Told(NamedTuple):
    """A stretch of tokens that is another's.

    ``cue`` is its span of tokens or None; ``cls`` the class of the cue; ``quotation`` what the layer below said, if
    anything; ``holder`` a span of tokens.
    """

    first: int
    last: int
    voice: str
    via: str
    cls: str = "say"
    cue: tuple[int, int] | None = None
    holder: tuple[int, int] | None = None
    quotation: Any = None


def quoted(view: View, vocabulary: Vocabulary, quotations: Iterable[Any]) -> list[Told]:
    """Return the quotations (direct and indirect) as stretches, a cue in the same sentence taken in."""
    told = []
    for quotation in quotations:
        if quotation.kind == "scare":
            continue
        first, last = view.tokens(quotation.start, quotation.end)
        if first >= last:
            continue
        cue = view.tokens(quotation.cue.start, quotation.cue.end) if quotation.cue else None
        cls = _class_of(vocabulary, view.readings[cue[0]].key) if cue and cue[0] < len(view.words) else "say"
        via = f"voices/{quotation.kind}-quotation"
        told.append(Told(first, last, f"{quotation.kind}_quote", via, cls, cue, quotation=quotation))
    return told


def is_authors(view: View, vocabulary: Vocabulary, told: Told, first: int, last: int) -> bool:
    """Say whether a quotation in the writer's words is the writer's own after all.

    So it is where the cue has no speaker: يذكر أن, بالتأكيد أن, أؤكد أن, وهذا يثبت أن, وهذه إشارة إلى أن.
    """
    if told.voice != "indirect_quote" or told.cue is None or told.cue[0] >= last:
        return False
    at = told.cue[0]
    if impersonal(view, view.first_word(first, last), at) or view.is_first_person(at):
        return True
    if any(hit.cls == "certainty" and hit.last <= told.first for hit in view.marks.get(at, ())):
        return True
    reading = view.readings[at]
    if reading.upos == "VERB":
        return _concludes(view, vocabulary, at, first, last)
    return reading.key in _SIGNS


def _frame_follows(view: View, at: int, last: int, frames: frozenset[str]) -> int | None:
    """Return the token after what the verb at ``at`` needs, None if it is not there."""
    if "any" in frames or ("perfect" in frames and view.readings[at].tense == "perf"):
        return at + 1
    for ahead in range(at + 1, min(last, at + _FAR)):
        word = view.words[ahead]
        if "mark" in frames and word in _QUOTES:
            return ahead + 1
        if "that" in frames and (word == ":" or view.is_that(ahead)):
            return ahead + 1
        reading = view.readings[ahead]
        if reading.upos == "VERB" and view.readings[ahead - 1].kind != "rel":
            return None
        for frame in frames:
            wanted = _FRAMES.get(frame)
            if wanted is None:
                continue
            if reading.key == wanted and reading.upos == "ADP":
                if frame != "as" or (ahead + 1 < last and view.is_that(ahead + 1)):
                    return ahead + 1
            elif frame == "by" and "ب" in reading.prefix:
                return ahead
    return None


def main_verb(view: View, first: int, last: int) -> int | None:
    """Return the first finite verb of the clause but for auxiliaries and relative clauses; None if there is none."""
    span = first, last
    if span not in view.main_verbs:
        view.main_verbs[span] = _main_verb(view, first, last)
    return view.main_verbs[span]


def _main_verb(view: View, first: int, last: int) -> int | None:
    verbs = view.verbs_in(first, last)
    for at in view.among(view.hidden, first, last):
        heads = at == first or view.is_comma(at - 1)
        if heads and _verb_after_all(view, at, last) and (not verbs or at < verbs[0]):
            return at
    for number, at in enumerate(verbs):
        reading = view.readings[at]
        if reading.key in _AUXILIARY and number + 1 < len(verbs) and verbs[number + 1] < at + _SUBJECT:
            continue
        relative = at > first + 1 and view.readings[at - 1].kind == "rel"
        if relative and "و" not in view.readings[at - 1].prefix:
            continue
        return at
    return None


def _verb_after_all(view: View, at: int, last: int) -> bool:
    """Say whether a word read as a noun at the head of a clause is a verb (طالب المتظاهرون), by what follows."""
    reading = view.readings[at]
    return (
        reading.upos == "NOUN"
        and at in view.hidden
        and at + 1 < last
        and (view.readings[at + 1].definite or view.readings[at + 1].upos in ("PROPN", "NOUN"))
        and view.readings[at + 1].upos != "ADJ"
        and (reading.stem == "طالب" or view.readings[at + 1].number == "plur" or view.readings[at + 1].definite)
    )


def reported(view: View, vocabulary: Vocabulary, first: int, last: int) -> Told | None:
    """Return the clause as another's if its main verb reports, or it begins with a participle that does."""
    start = view.first_word(first, last)
    if start == last or view.has(start, "command"):
        return None
    if view.has(start, "participle"):
        cls = _class_of(vocabulary, view.readings[start].key)
        return Told(first, last, "indirect_quote", "voices/participle", cls, (start, start + 1))
    at = main_verb(view, first, last)
    if at is None or view.is_first_person(at) or impersonal(view, start, at):
        return None
    for cue in vocabulary.cues.get(view.readings[at].key, ()):
        after = _frame_follows(view, at, last, cue.frames)
        if after is None:
            continue
        if _concludes(view, vocabulary, at, first, last):
            return None
        relative = at > start + 1 and view.readings[at - 1].kind == "rel"
        if relative or at - start > _FAR or (_denied(view, at, first) and not view.is_that(after - 1)):
            return None
        return Told(first, last, "indirect_quote", cue.row, cue.cls, (at, at + 1), _holder(view, at, first, last))
    return None


def _denied(view: View, at: int, first: int) -> bool:
    return at > first and view.words[at - 1] in _NEGATIONS


def _class_of(vocabulary: Vocabulary, key: str) -> str:
    cues: Sequence[Cue] = vocabulary.cues.get(key, ())
    return cues[0].cls if cues else "say"


def impersonal(view: View, start: int, at: int) -> bool:
    """Say whether the clause begins with words that make no speaker of the verb's subject (يذكر أن، لا شك أن)."""
    return any(
        hit.cls in _NO_SPEAKER and hit.last > at
        for token in range(start, min(at + 1, start + 3))
        for hit in view.marks.get(token, ())
    )


def concludes(view: View, at: int, last: int) -> bool:
    """Say whether a demonstrative after the verb at ``at`` is its subject (تكشف هذه الهجمات), by its gender."""
    if at + 1 >= last or view.readings[at + 1].kind != "dem":
        return False
    stem = view.readings[at].stem
    feminine = stem.startswith("ت") if view.readings[at].tense == "imp" else stem.endswith("ت")
    return feminine == (view.readings[at + 1].stem in ("هذه", "تلك"))


def _concludes(view: View, vocabulary: Vocabulary, at: int, first: int, last: int) -> bool:
    """Say whether the verb's subject is no speaker but a thing from which the writer concludes (وهذا يؤكد أن)."""
    key = view.readings[at].key
    if key not in vocabulary.shows and key != _SAYS:
        return False
    before = [token for token in range(max(first, at - _NEAR), at) if view.words[token] != "كما"]
    if at + 1 < last and view.has(at + 1, "thing"):
        return True
    if any(view.has(token, "thing") and not (token and view.readings[token - 1].upos == "ADP") for token in before):
        return True
    if key == _SAYS:
        return False
    if concludes(view, at, last) or any(view.words[token] in ("ما", "مما") for token in before):
        return True
    if at + 1 < last and (view.readings[at + 1].definite or view.readings[at + 1].upos == "PROPN"):
        return False  # its own subject follows: يأتي ذلك في وقت أكدت الوزارة أن
    return any(view.readings[token].kind == "dem" for token in before) or (
        at - 1 in before and view.words[at - 1] in vocabulary.this
    )


def _holder(view: View, at: int, first: int, last: int) -> tuple[int, int] | None:
    """Return the subject of the verb as a span of tokens: a noun phrase before it, else what follows it."""
    earlier = view.verbs_in(first, at)
    start = view.first_word(earlier[-1] + 1 if earlier else first, at)
    if start < at and view.readings[start].upos in _NOMINAL and at - start <= 2 * _SUBJECT:
        return start, at
    end = at + 1
    while end < min(last, at + 1 + _SUBJECT):
        reading = view.readings[end]
        if view.is_mark(end) or reading.upos in ("VERB", "ADP", "SCONJ", "PART") or reading.prefix in ("ب", "ل"):
            break
        end += 1
    return (at + 1, end) if end > at + 1 else None


def headline(view: View, first: int, last: int) -> Told | None:
    """Return a headline «X: …» in the first person as X's words, None if the sentence is no such headline."""
    colon = next((at for at in range(first + 1, min(last, first + _HEAD)) if view.words[at] == ":"), None)
    if colon is None or view.verbs_in(first, colon) or view.words[last - 1] in ".؟?!":
        return None
    verbs = view.verbs_in(colon, last)
    if not verbs or not view.is_first_person(verbs[0]):
        return None
    return Told(first, last, "direct_quote", "voices/headline", holder=(first, colon))


def introduced(view: View, first: int, last: int) -> Told | None:
    """Return the part of a sentence that is a poem, hadith or proverb after words that introduce one."""
    places = [
        (at, cls) for at in view.among(view.introducing, first, last) for cls in _INTRODUCING if view.has(at, cls)
    ]
    for at, cls in places:
        start = view.known[at][cls]
        for ahead in range(start, min(last, start + _HEAD)):
            if view.words[ahead] in (":", "«", '"', "“"):
                start = ahead + (view.words[ahead] == ":")
                break
        if start < last - 1:
            return Told(start, last, "scripture", f"voices/{cls}")
    return None
