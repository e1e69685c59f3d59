"""How far a quotation reaches in its sentence: its cue, who speaks, its marks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from khabar.layers.voices.attribution import Told, is_authors, main_verb
from khabar.layers.voices.view import View
from khabar.layers.voices.vocabulary import Vocabulary

__all__ = ["LABELS", "widened"]

# Words left over after a quotation that are no clause of their own; words of a fragment; words before a quotation that
# may introduce it; words of a headline before its colon.
_TAIL = 3
_FEW = 4
_INTRODUCTION = 8
_HEADLINE = 14
_MOSTLY = 0.6
# Verbs by which somebody calls a thing by a name.
LABELS = frozenset(("وصف", "سمي", "لقب", "نعت", "اطلق", "عد", "اعتبر"))
# A sentence that begins so sets up what its author answers.
_CONCEDES = (
    "قد يقول", "وقد يقول", "واذا كان", "اذا كان", "صحيح ان", "رب قايل", "وقد يظن", "قد يظن", "بالرغم من", "وبالرغم من",
    "رغم ان", "علي الرغم", "وعلي الرغم",
)  # fmt: skip
_ANSWERS = frozenset(("لكن", "ولكن", "غير", "الا", "بيد"))


def widened(view: View, vocabulary: Vocabulary, spans: Sequence[tuple[int, int]], told: Iterable[Told]) -> list[Told]:
    """Return the quotations of a sentence with cue, speaker and marks taken in, none overlapping another.

    ``spans`` are the clauses of the sentence. A quotation within another is part of it; one in the writer's words of
    which most stands within marks is a direct one. What the writer only seems to quote is left out.
    """
    first, last = spans[0][0], spans[-1][1]
    starts = [a for a, _ in spans]
    outer, within_marks = _nested(told)
    found: list[Told] = []
    for told_one in outer:
        one = told_one
        if is_authors(view, vocabulary, one, first, last):
            continue
        if one.cue and one.voice == "direct_quote" and _is_fragment(view, one):
            one = one._replace(cue=None)
        if one.voice == "direct_quote" and one.last - one.first < _FEW:
            if (one.cue is None or _in_passing(view, one, first)) and not _alone(view, one, first, last):
                continue  # a wording taken up in the author's clause is within it
            if one.cue is not None and view.readings[one.cue[0]].key in LABELS:
                one = one._replace(voice="indirect_quote", via="voices/label")
        a, b = one.first, one.last
        marked = sum(at in within_marks for at in range(a, b))
        if one.voice == "indirect_quote" and marked >= _MOSTLY * (b - a):
            one = one._replace(voice="direct_quote", via="voices/direct-quotation")
        a, b = _with_frame(view, spans, starts, one)
        if one.voice == "indirect_quote":
            answer = _conceded(view, first, b, spans[bisect_right(starts, a) :])
            if answer < b:
                one = one._replace(voice="claim", via="voices/concession", cue=None, quotation=None)
                b = answer
        if found:
            a = max(a, found[-1].last)
        elif a - first <= _INTRODUCTION and _only_reports(view, vocabulary, first, a):
            a = first
        if a < b:
            found.append(one._replace(first=a, last=b))
    return found


def _nested(told: Iterable[Told]) -> tuple[list[Told], set[int]]:
    """Return the quotations that stand in no other, in order, and the tokens of direct ones that do."""
    outer: list[Told] = []
    marked: set[int] = set()
    end = -1
    for one in sorted(told, key=lambda one: (one.first, -one.last)):
        if one.last > end:
            outer.append(one)
            end = one.last
        elif one.voice == "direct_quote":
            marked.update(range(one.first, one.last))
    return outer, marked


def _with_frame(view: View, spans: Sequence[tuple[int, int]], starts: Sequence[int], one: Told) -> tuple[int, int]:
    """Return the span of a quotation with its cue and its clause, its marks, and what little is left after it."""
    first, last = spans[0][0], spans[-1][1]
    a, b = one.first, one.last
    if one.cue:
        a, b = min(a, one.cue[0]), max(b, one.cue[1])
        if one.cue[0] <= a:
            a = _from(view, spans[max(0, bisect_right(starts, a) - 1)][0], a, one.cue[0])
    elif a - first <= _HEADLINE and any(view.words[at] == ":" for at in range(max(first, a - 2), a)):
        a = first
    while a > first and view.is_mark(a - 1) and not view.is_comma(a - 1):
        a -= 1
    while b < last and view.is_mark(b):
        b += 1
    if last - b <= _TAIL:
        b = last
    elif one.cue and one.cue[0] >= one.last:
        b = spans[bisect_left(starts, b) - 1][1] if b > first else b
    return a, b


def _in_passing(view: View, told: Told, first: int) -> bool:
    """Say whether a noun tells of the words in a clause that says something else (ظهر ذلك في الإعلان عن «…»)."""
    if told.cue is None or told.cue[0] >= told.first or view.readings[told.cue[0]].upos != "NOUN":
        return False
    return bool(view.verbs_in(first, told.cue[0]))


def _alone(view: View, told: Told, first: int, last: int) -> bool:
    """Say whether a sentence is hardly more than a quotation, or a colon or إن leads up to it («X: …»)."""
    words = view.count_words(first, told.first) + view.count_words(told.last, last)
    before = range(max(first, told.first - 2), told.first)
    return words <= _TAIL or any(view.words[at] == ":" or view.is_that(at) for at in before)


def _is_fragment(view: View, told: Told) -> bool:
    """Say whether a direct quotation is a few words far from its cue: they are another's, the clause is not."""
    cue = told.cue or (told.first, told.first)
    if told.last - told.first > _FEW or told.first - cue[1] <= _INTRODUCTION:
        return False
    return told.last - told.first < _TAIL or bool(view.verbs_in(cue[1], told.first))


def _only_reports(view: View, vocabulary: Vocabulary, first: int, last: int) -> bool:
    """Say whether a few words before a quotation do no more than report it."""
    verbs = view.verbs_in(first, last)
    if not verbs:
        return last - first <= _TAIL
    return len(verbs) == 1 and view.readings[verbs[0]].key in vocabulary.cues


def _from(view: View, clause: int, first: int, cue: int) -> int:
    """Return where what a cue tells begins: its clause, or the cue if the clause has a verb of its own before it."""
    verb = main_verb(view, clause, cue)
    return clause if verb is None or verb >= first else first


def _conceded(view: View, first: int, end: int, spans: Sequence[tuple[int, int]]) -> int:
    """Return where what is told ends: before the author's answer to it (قد يقول قائل إن …، غير أن …)."""
    start = view.first_word(first, end)
    if not " ".join(view.words[start : start + 3]).startswith(_CONCEDES):
        return end
    for a, _ in spans:
        if a >= end:
            break
        if view.words[a].startswith("فان") or view.words[a] in _ANSWERS:
            return a
    return end
