"""The author's own clauses: call, question, prediction, opinion, claim or report, by their marks."""

from __future__ import annotations

from typing import NamedTuple

from khabar.layers.voices.attribution import concludes, main_verb
from khabar.layers.voices.view import View
from khabar.layers.voices.vocabulary import Hit, Strength, Vocabulary
from khabar.text.morphology import Reading

__all__ = ["Judged", "commenting", "judge", "question_at", "strength"]

_MOST = 1.5
_DUTY = 0.5
_NEAR = 3
# Marks that say more at the head of a clause, where they govern it.
_AT_HEAD = frozenset(("comment", "certainty", "epistemic", "simile", "inference"))
_HEAD_FACTOR = 1.4
_REACH = 9
_NEGATIONS = frozenset(("لا", "لم", "لن", "ما", "ليس", "وما", "ليست", "وليس", "ولم", "ولا", "ولن", "فما"))
_EXCEPT = frozenset(("الا", "سوي"))
_UNREAL = frozenset(("لو", "ولو", "فلو"))
_IF = frozenset(("اذا", "فاذا", "واذا", "لو", "ولو", "فلو"))
_FUTURE_WORDS = frozenset(("سوف", "لن", "وسوف", "فسوف", "ولن", "فلن"))
_ASKED = frozenset(("من", "علي"))
_MAY = frozenset(("قد", "وقد", "فقد"))
_JOINED = frozenset(("", "و", "ف"))


class Judged(NamedTuple):
    """The voice of a clause, what decided, and its marks; ``kinds`` are marks of grammar (``inna``, ``we``)."""

    voice: str
    via: str
    marks: list[Hit]


def _grammar(view: View, vocabulary: Vocabulary, first: int, last: int) -> list[Hit]:
    """Return the marks that grammar tells, as hits whose class is their name."""
    found: list[Hit] = []

    def add(at: int, cls: str, end: int | None = None) -> None:
        found.append(Hit(at, at + 1 if end is None else end, cls, cls, f"voices/{cls}"))

    start = view.first_word(first, last)
    if start == last:
        return found
    reading = view.readings[start]
    plain = view.plain(start).removeprefix("و").removeprefix("ف")
    if reading.key == "ان" and plain.startswith("إ"):
        following = view.readings[start + 1] if start + 1 < last else None
        if reading.pieces[-1].role == "pron" or following is None or following.upos != "VERB":
            add(start, "inna")
    elif view.words[start] in ("لقد", "ولقد", "فلقد"):
        add(start, "laqad")
    elif view.words[start] in _UNREAL and any(_answers(view, at) for at in range(start + 2, last)):
        add(start, "counterfactual")
    verb = main_verb(view, first, last)
    digit = perfect = False
    if view.words[start] == "لا" and start + 1 < last and _is_indefinite(view.readings[start + 1]):
        add(start, "absolute")
    elif reading.kind == "dem" and reading.prefix in _JOINED and start + 1 < last and _named(view.readings[start + 1]):
        add(start, "this_is")
    for at in view.among(view.telling, first, last):
        word, reading = view.words[at], view.readings[at]
        if word == "!":
            add(at, "headline_exclamation" if at < view.headline else "exclamation")
        elif word in ("..", "...", "…") or (word == "." and at + 2 < last and view.words[at + 1] == "."):
            add(at, "dots")
        elif word.isdigit():
            digit = True
        if reading.upos == "VERB":
            perfect = perfect or reading.tense == "perf" or view.words[at - 1 if at else at] == "لم"
            if view.is_first_person(at):
                add(at, "first_person")
            if reading.key in vocabulary.shows and not view.is_source(at) and _thing(view, at, first, last):
                add(at, "shows")
        elif reading.upos in ("NOUN", "ADP") and view.is_ours(at):
            add(at, "we")
        if word in ("انما", "وانما", "فانما") and at == start:
            add(at, "only")
        if word in _NEGATIONS and any(view.words[a] in _EXCEPT for a in range(at + 1, min(last, at + _REACH))):
            add(at, "only")
        if reading.upos == "PRON" and reading.kind == "pers" and (verb is None or at < verb) and at > start:
            add(at, "equation")
    if digit:
        add(start, "number")
    if verb is not None and verb - start < _NEAR and _is_event(view, verb) and all(hit.cls != "only" for hit in found):
        add(verb, "event")
    if not perfect:
        add(start, "present")
    return found


def _is_indefinite(reading: Reading) -> bool:
    return reading.upos == "NOUN" and reading.kind != "prep" and not reading.definite


def _named(reading: Reading) -> bool:
    """Say whether a noun after a demonstrative is what it is said to be (هذه خيانة), not what it is for (وذلك بحجة)."""
    return _is_indefinite(reading) and not reading.prefix


def _answers(view: View, at: int) -> bool:
    """Say whether ``at`` begins what would have been (لما، لكان)."""
    reading = view.readings[at]
    return view.words[at] == "لما" or (reading.upos == "VERB" and reading.tense == "perf" and reading.prefix == "ل")


def _is_event(view: View, verb: int) -> bool:
    """Say whether the verb near the head of a clause tells what happened (not لا شك, nor ما جرى as a subject)."""
    reading = view.readings[verb]
    if reading.tense != "perf" or reading.kind == "cop" or (verb and view.readings[verb - 1].kind == "rel"):
        return False
    if any(hit.cls == "evaluation" for hit in view.marks.get(verb, ())):
        return False
    return all(hit.last <= verb for at in (verb - 1, verb - 2) for hit in view.marks.get(at, ()))


def _thing(view: View, at: int, first: int, last: int) -> bool:
    """Say whether the subject of the verb at ``at`` is a thing that shows something, and no speaker."""
    if concludes(view, at, last):
        return True
    for token in range(max(first, at - _NEAR - 1), at):
        if view.readings[token].kind == "dem" or view.words[token] in ("ما", "مما"):
            return True
    start = view.first_word(first, at)
    if start < at and view.words[start] in ("ما", "فما", "وما") and view.readings[start + 1].tense == "perf":
        return True
    return at + 1 < last and view.readings[at].tense == "imp" and view.has(at + 1, "thing")


def strength(view: View, vocabulary: Vocabulary, first: int, last: int) -> Strength:
    """Return how far the marks of a clause speak for a judgement, for which of the two, and the marks.

    What judges within a noun phrase that names who acts (الخونة) is taken for granted; the clause claims another thing.
    """
    known = view.strengths.get((first, last))
    if known is not None:
        return known
    marks = view.hits(first, last) + _grammar(view, vocabulary, first, last)
    start = view.first_word(first, last)
    seen: set[str] = set()
    sums = {"opinion": 0.0, "claim": 0.0, "either": 0.0}
    verbal = main_verb(view, first, last) is not None
    for hit in marks:
        weight = vocabulary.weights.get(hit.cls)
        if weight is None or hit.cls in seen:
            continue
        if hit.cls == "impersonal" and hit.first > start + 1:
            continue
        seen.add(hit.cls)
        at_head = hit.cls in _AT_HEAD and hit.first <= start + 1
        packed = hit.cls == "evaluation" and view.is_packed(hit.first, verbal=verbal)
        voice = "claim" if packed else weight.voice
        sums[voice] += weight.value * (_HEAD_FACTOR if at_head else 1.0)
    judged = sums["opinion"], sums["claim"]
    voice = "claim" if judged[1] > judged[0] or (judged[0] == judged[1] == 0 and verbal) else "opinion"
    found = view.strengths[first, last] = Strength(sum(sums.values()), voice, marks)
    return found


def commenting(view: View, vocabulary: Vocabulary, first: int, last: int) -> float:
    """Return how much the marks of a clause say that its text is commentary (0 to 1.5), whatever its own voice."""
    kinds = {hit.cls for hit in strength(view, vocabulary, first, last).marks} - {"present"}
    weights = vocabulary.weights
    total = sum(weights[kind].value for kind in kinds if kind in weights and weights[kind].value > 0)
    return min(_MOST, total + (_DUTY if "deontic" in kinds else 0.0))


def question_at(view: View, first: int, last: int) -> int | None:
    """Return the token where the question of a sentence begins, None if it asks nothing."""
    asks = any(view.words[at] in "؟?" for at in range(max(first, last - 4), last))
    if not asks:
        start = view.first_word(first, last)
        early = range(start, min(last, start + _NEAR))
        return next((at for at in early if view.words[at] in _SURE_QUESTIONS), None)
    for at in range(first, last):
        if view.has(at, "question"):
            return at
    return first


_SURE_QUESTIONS = frozenset(("هل", "فهل", "وهل", "لماذا", "ولماذا", "فلماذا", "اليس", "افلا", "الم"))


def _calls(view: View, vocabulary: Vocabulary, first: int, last: int, marks: list[Hit]) -> Hit | None:
    """Return the mark by which the author calls on somebody to act, None if he does not."""
    start = view.first_word(first, last)
    if start == last or any(hit.cls == "law" for hit in marks):
        return None
    for at in range(start, min(last, start + 2)):
        cls = next((cls for cls in ("command", "vocative") if view.has(at, cls)), None)
        if cls and not any(hit.cls == "evaluation" for hit in view.marks.get(at, ())):
            return Hit(at, view.known[at][cls], cls, cls, f"voices/{cls}")
    reading = view.readings[start]
    if (
        reading.upos == "VERB"
        and "ل" in reading.prefix
        and "ف" in reading.prefix
        and reading.stem[:1] in ("ن", "ي", "ت")
    ):
        return Hit(start, start + 1, "command", "jussive", "voices/jussive")
    if view.words[start] in ("لا", "ولا", "فلا") and start + 1 < last:
        after = view.readings[start + 1]
        if after.upos == "VERB" and after.stem.startswith("ت") and after.stem.endswith("وا"):
            return Hit(start, start + 2, "command", "prohibition", "voices/prohibition")
    if reading.key == "علي" and reading.upos == "ADP":
        for at in range(start + 2, min(last - 1, start + _REACH)):
            if view.is_that(at) and view.readings[at + 1].upos == "VERB":
                return Hit(start, at + 1, "deontic", "on-to", "voices/on-to")
            if view.readings[at].upos == "VERB":
                break
    verb = main_verb(view, first, last)
    if verb is not None and view.is_first_person(verb):
        cues = vocabulary.cues.get(view.readings[verb].key, ())
        asked = verb + 1 < last and view.readings[verb + 1].key in _ASKED  # نرجو من الوزارة, أقترح على اللجنة
        if any(cue.cls == "call" and (asked or "that" not in cue.frames) for cue in cues):
            return Hit(verb, verb + 1, "call", "first-person", "voices/first-person-call")
    return _duty(view, first, last, start)


def _duty(view: View, first: int, last: int, start: int) -> Hit | None:
    """Return a word of duty that governs the clause and is the author's now (not كان يجب, nor التي يجب)."""
    for at in range(start, min(last, start + 2 * _REACH)):
        for hit in view.marks.get(at, ()):
            if hit.cls not in ("deontic", "time_up"):
                continue
            if view.words[hit.first].startswith("ال") and hit.first > start + 1:
                continue  # a participle (الكتب الواجب شراؤها), which governs nothing
            before = view.readings[at - 1] if at > first else None
            if before is not None and (before.kind == "rel" or (before.key == "كان" and before.tense == "perf")):
                return None
            before_it = [view.readings[verb] for verb in view.verbs_in(start, at)]
            if any(one.key == "كان" for one in before_it) and all(one.tense != "imp" for one in before_it):
                return None
            return hit
        if at > start and view.is_that(at) and at + 1 < last and view.verbs_in(start, at):
            return None
    return None


def _future(view: View, vocabulary: Vocabulary, first: int, last: int, marks: list[Hit]) -> str:
    """Return ``future``, ``possible`` or ``scheduled`` for a clause that speaks of what is to come, else nothing."""
    start = view.first_word(first, last)
    verb = main_verb(view, first, last)
    kinds = {hit.cls for hit in marks}
    found = ""
    for at in view.among(view.coming, start, last):
        word = view.words[at]
        if word == "اذا":
            if at > first and view.words[at - 1] == "ما":
                break
            continue
        if at > start + 1 and (view.readings[at - 1].kind == "rel" or view.words[at - 1] == "ما"):
            continue
        near = at <= start + 2 * _REACH
        if word in _MAY:
            ahead = at + 1 + (at + 1 < last and view.words[at + 1] == "لا")
            if ahead < last and view.readings[ahead].tense == "imp" and at - start < _NEAR:
                found = found or "possible"
        elif near or (word not in _FUTURE_WORDS and verb is not None and at <= verb):
            if found != "future":
                verb = at + (word in _FUTURE_WORDS and at + 1 < last)
            found = "future"
    if not found and "future" in kinds:
        found = "future"
    if "scheduled" in kinds and found != "possible" and "epistemic" not in kinds and (found or _present(view, verb)):
        return "scheduled"
    if found == "future":
        key = view.readings[verb].key if verb is not None else ""
        days = "news" in kinds
        if "general" not in kinds and (key in vocabulary.plans or days):
            return "scheduled"
    return found


def _present(view: View, verb: int | None) -> bool:
    return verb is None or view.readings[verb].tense == "imp"


def judge(view: View, vocabulary: Vocabulary, first: int, last: int, *, commentary: float, neighbours: float) -> Judged:
    """Return the voice of the author's own clause ``[first, last)``.

    ``commentary`` (0 to 1) says how far the text as a whole is commentary, ``neighbours`` how strong the marks of the
    sentence's other clauses are; they weigh in, alone they never decide.
    """
    own, judgement, marks = strength(view, vocabulary, first, last)
    call = _calls(view, vocabulary, first, last, marks)
    if call is not None:
        return Judged("call", call.row, [call, *marks])
    start = view.first_word(first, last)
    personal = any(hit.cls in ("evaluation", "first_person", "author", "inna", "exclamation") for hit in marks)
    conditional = start < last and view.words[start] in _IF and not any(hit.cls == "law" for hit in marks)
    coming = _future(view, vocabulary, first, last, marks)
    if any(hit.cls == "impersonal" and hit.first <= start + 1 for hit in marks):
        return Judged("report", "voices/impersonal", marks)
    if coming == "scheduled" and conditional and not any(hit.cls in ("scheduled", "news") for hit in marks):
        coming = "future"
    if coming in ("future", "possible"):
        return Judged("prediction", f"voices/{coming}", marks)
    if conditional and any(hit.cls == "counterfactual" for hit in marks):
        return Judged("claim", "voices/counterfactual", marks)
    total = own + commentary * vocabulary.weights["commentary"].value
    total += min(1.0, neighbours) * vocabulary.weights["neighbours"].value
    if total >= 1 and (coming != "scheduled" or personal):
        strongest = max(
            (hit for hit in marks if hit.cls in vocabulary.weights),
            key=lambda hit: vocabulary.weights[hit.cls].value,
            default=None,
        )
        return Judged(judgement, strongest.row if strongest else "voices/commentary", marks)
    return Judged("report", f"voices/{coming or 'default'}", marks)
