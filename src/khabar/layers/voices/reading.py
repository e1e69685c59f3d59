"""From a text with its quotations to segments: stretches that are another's first, then the author's own clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from khabar.layers.base import Context, Output, Piece
from khabar.layers.voices.attribution import Told, introduced, is_authors, main_verb, quoted, reported
from khabar.layers.voices.clauses import clauses
from khabar.layers.voices.features import features
from khabar.layers.voices.judge import commenting, judge, question_at, strength
from khabar.layers.voices.page import dateline, furniture
from khabar.layers.voices.view import View
from khabar.layers.voices.vocabulary import Hit, Vocabulary, vocabulary
from khabar.lexicon import Lexicon

__all__ = ["Segment", "VoiceReading", "make"]

# The mean weight of marks a word that a text must pass to be commentary at all, and that of one that is so throughout;
# a text counts as if it had some words of news more, so that a short one must be clear.
_COMMENTARY_FLOOR = 0.1
_COMMENTARY_FULL = 0.3
_PRIOR_WORDS = 40
_TAIL = 3
_FEW = 4
_TITLE = 14
_MOSTLY = 0.6
# So many words before a verse are its introduction (وقال تعالى في كتابه العزيز:).
_INTRODUCER = 8
_OPENING = frozenset('﴿{«"“(')
_CLOSING = frozenset('﴾}»"”).')
_IF = frozenset(("اذا", "فاذا", "واذا", "لو", "ولو"))
_CONCEDES = (
    "قد يقول",
    "وقد يقول",
    "واذا كان",
    "اذا كان",
    "صحيح ان",
    "رب قايل",
    "وقد يظن",
    "قد يظن",
    "بالرغم من",
    "وبالرغم من",
    "رغم ان",
    "علي الرغم",
    "وعلي الرغم",
)


class Segment(NamedTuple):
    """A stretch of tokens with one voice; ``told`` is set where it is another's."""

    first: int
    last: int
    voice: str
    via: str
    marks: Sequence[Hit] = ()
    told: Told | None = None


class VoiceReading:
    """Reads voices with the tables of one lexicon; keeps nothing of a text."""

    def __init__(self, words: Vocabulary) -> None:
        self._vocabulary = words

    def read(self, context: Context) -> Output:
        """Return the segments of the text, in order; they tile it."""
        view = View(context, self._vocabulary)
        segments = list(self._segments(view, context))
        voices = [
            features(view, segment, start, end)
            for segment, (start, end) in zip(segments, _spans(view, segments), strict=True)
        ]
        why = {}
        if context.explain:
            why = {("voices", number): _pieces(view, segment) for number, segment in enumerate(segments)}
        return Output({"voices": voices}, why=why)

    def _segments(self, view: View, context: Context) -> Iterator[Segment]:
        page = furniture(view)
        told = quoted(view, self._vocabulary, context.found.get("quotations", ()))
        for found in context.found.get("scripture", ()):
            first, last = view.tokens(found.start, found.end)
            while first and view.words[first - 1] in _OPENING:
                first -= 1
            while last < len(view.words) and view.words[last] in _CLOSING:
                last += 1
            told.append(Told(first, last, "scripture", f"voices/{found.work}"))
        by_sentence = _by_sentence(view, told)
        drafts = [
            [] if number in page else self._attributed(view, number, by_sentence.get(number, []))
            for number in range(len(view.sentences))
        ]
        commentary = self._commentary(view, page, drafts)
        for number, (first, last, _) in enumerate(view.sentences):
            if number in page:
                yield Segment(first, last, "boilerplate", page[number])
                continue
            yield from self._sentence(view, first, last, drafts[number], commentary)

    def _attributed(self, view: View, number: int, quotations: list[Told]) -> list[Segment]:
        """Return the stretches of a sentence that are not the author's, in order, and its dateline."""
        first, last, _ = view.sentences[number]
        found: list[Segment] = []
        line = dateline(view, number)
        if line is not None:
            found.append(Segment(first, line, "boilerplate", "voices/dateline"))
            first = line
        spans = clauses(view, first, last)
        scripture = introduced(view, first, last)
        stretches = [told for told in quotations if told.voice == "scripture"] or ([scripture] if scripture else [])
        stretches = [told._replace(first=first) if told.first - first <= _INTRODUCER else told for told in stretches]
        taken = [(told.first, told.last) for told in stretches]
        for told in _widened(
            view, self._vocabulary, first, last, spans, [told for told in quotations if told.voice != "scripture"]
        ):
            if all(told.last <= a or b <= told.first for a, b in taken):
                stretches.append(told)
                taken.append((told.first, told.last))
        if not taken:
            whole = _according(view, first, last, spans)
            if whole is not None:
                return [*found, _segment(whole)]
        asked = question_at(view, first, last)
        for position, (a, b) in enumerate(spans):
            if any(a < y and x < b for x, y in taken):
                continue
            own = reported(view, self._vocabulary, a, b)
            if own is not None and own.cue and (asked is None or asked > own.cue[0]):
                end = _reaches(view, spans, position, taken)
                stretches.append(own._replace(last=end))
                taken.append((a, end))
        return [*found, *map(_segment, sorted(stretches))]

    def _commentary(self, view: View, page: dict[int, str], drafts: list[list[Segment]]) -> float:
        """Return how far the text is commentary: what the marks of its author's clauses weigh, word by word."""
        weighed, total = 0.0, float(_PRIOR_WORDS)
        for number, (first, last, _) in enumerate(view.sentences):
            if number in page:
                continue
            total += last - first
            for a, b in _gaps(view, first, last, drafts[number]):
                weighed += (b - a) * commenting(view, self._vocabulary, a, b)
        share = weighed / total
        return min(1.0, max(0.0, (share - _COMMENTARY_FLOOR) / (_COMMENTARY_FULL - _COMMENTARY_FLOOR)))

    def _sentence(self, view: View, first: int, last: int, told: list[Segment], commentary: float) -> Iterator[Segment]:
        at = first
        for segment in [*told, None]:
            end = segment.first if segment else last
            if at < end:
                yield from self._own(view, at, end, commentary)
            if segment:
                yield segment
                at = segment.last

    def _own(self, view: View, first: int, last: int, commentary: float) -> Iterator[Segment]:
        """Yield the author's own clauses of ``[first, last)``."""
        asked = question_at(view, first, last)
        if asked is not None:
            if asked > first and view.words[view.first_word(first, last)] in _IF:
                asked = first
            if asked > first:
                yield from self._own_clauses(view, first, asked, commentary)
            yield Segment(asked, last, "question", "voices/question", strength(view, self._vocabulary, asked, last)[2])
            return
        yield from self._own_clauses(view, first, last, commentary)

    def _own_clauses(self, view: View, first: int, last: int, commentary: float) -> Iterator[Segment]:
        spans = _with_address(view, clauses(view, first, last))
        strengths = [sum(strength(view, self._vocabulary, a, b)[:2]) for a, b in spans]
        for number, (a, b) in enumerate(spans):
            others = max((s for other, s in enumerate(strengths) if other != number), default=0.0)
            judged = judge(view, self._vocabulary, a, b, commentary=commentary, neighbours=max(0.0, others))
            yield Segment(a, b, judged.voice, judged.via, judged.marks)


def _with_address(view: View, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the clauses, a bare address (أيها السادة،) joined to the clause after it."""
    if len(spans) > 1:
        (a, b), (_, end) = spans[:2]
        start = view.first_word(a, b)
        if start < b and view.has(start, "vocative") and b - a <= _TITLE // 2:
            return [(a, end), *spans[2:]]
    return spans


def _segment(told: Told) -> Segment:
    return Segment(told.first, told.last, told.voice, told.via, (), told)


def _by_sentence(view: View, told: list[Told]) -> dict[int, list[Told]]:
    """Return the stretches by the sentences they stand in, one that runs over several cut at their borders."""
    found: dict[int, list[Told]] = {}
    told = sorted(told, key=lambda one: (one.first, -one.last))
    at = 0
    for number, (first, last, _) in enumerate(view.sentences):
        while at and told[at - 1].last > first:
            at -= 1
        while at < len(told) and told[at].first < last:
            one = told[at]
            if one.last > first:
                cue = one.cue if one.cue and first <= one.cue[0] < last else None
                found.setdefault(number, []).append(
                    one._replace(first=max(first, one.first), last=min(last, one.last), cue=cue)
                )
            at += 1
    return found


def _widened(
    view: View, vocabulary: Vocabulary, first: int, last: int, spans: list[tuple[int, int]], told: list[Told]
) -> list[Told]:
    """Return the quotations of a sentence with cue, speaker and marks taken in, none overlapping another."""
    found: list[Told] = []
    outer = [one for one in told if not any(o is not one and o.first <= one.first and one.last <= o.last for o in told)]
    inner = [one for one in told if one not in outer]
    for one in outer:
        if is_authors(view, vocabulary, one, first, last):
            continue
        if one.cue and one.voice == "direct_quote" and _is_fragment(view, one):
            one = one._replace(cue=None)
        a, b = one.first, one.last
        direct = sum(i.last - i.first for i in inner if i.voice == "direct_quote" and a <= i.first and i.last <= b)
        if one.voice == "indirect_quote" and direct >= _MOSTLY * (b - a):
            one = one._replace(voice="direct_quote", via="voices/direct-quotation")
        if one.cue:
            a, b = min(a, one.cue[0]), max(b, one.cue[1])
            a = _from(view, max(x for x, _ in spans if x <= a), a, one.cue[0]) if one.cue[0] <= a else a
        elif a > first and any(view.words[at] == ":" for at in range(max(first, a - 2), a)) and a - first <= _TITLE:
            a = first
        while a > first and view.is_mark(a - 1) and not view.is_comma(a - 1):
            a -= 1
        while b < last and view.is_mark(b):
            b += 1
        if last - b <= _TAIL or (one.cue and one.cue[0] >= one.last):
            b = max(b, next((y for _, y in spans if y >= b), last)) if last - b > _TAIL else last
        if one.voice == "indirect_quote":
            answer = _conceded(view, first, a, b, spans)
            if answer < b:
                one = one._replace(voice="claim", via="voices/concession", cue=None, quotation=None)
                b = answer
        if found and a < found[-1].last:
            a = found[-1].last
        elif not found and a - first <= _INTRODUCER and _only_reports(view, vocabulary, first, a):
            a = first
        if a < b:
            found.append(one._replace(first=a, last=b))
    return found


def _is_fragment(view: View, told: Told) -> bool:
    """Say whether a direct quotation is a few words far from its cue: they are another's, the clause is not."""
    cue = told.cue or (told.first, told.first)
    if told.last - told.first > _FEW or told.first - cue[1] <= _INTRODUCER:
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


def _conceded(view: View, first: int, a: int, b: int, spans: list[tuple[int, int]]) -> int:
    """Return the end of what is told, before the author's answer to it (قد يقول قائل إن …، غير أن …)."""
    start = view.first_word(first, b)
    head = " ".join(view.words[start : start + 3])
    if not head.startswith(_CONCEDES):
        return b
    for x, _ in spans:
        if a < x < b and (view.words[x].startswith("فان") or view.words[x] in ("لكن", "ولكن", "غير", "الا", "بيد")):
            return x
    return b


def _according(view: View, first: int, last: int, spans: list[tuple[int, int]]) -> Told | None:
    """Return the sentence as told after a source that a preposition names at its head or end (بحسب، على حد زعمه)."""
    start = view.first_word(first, last)
    for at in range(start, last):
        for cls in ("alleged", "according"):
            if not view.has(at, cls):
                continue
            end = view.known[at][cls]
            if end < last and view.readings[end].kind == "dem":
                return None
            if _is_legal(view, at):
                return None
            head = at - start <= 1 or (at and view.is_comma(at - 1) and at - start <= _TAIL)
            tail = any(b == last and a <= at for a, b in spans) and (view.is_comma(at - 1) or last - at <= 6)
            between = at and view.is_comma(at - 1) and any(view.is_comma(x) for x in range(end, min(last, end + 8)))
            if head or tail or between or cls == "alleged":
                kind = "distance" if cls == "alleged" else "say"
                return Told(
                    first, last, "indirect_quote", f"voices/{cls}", kind, (at, end), _noun_after(view, end, last)
                )
    return None


def _is_legal(view: View, at: int) -> bool:
    return any(hit.cls == "law" for hit in view.marks.get(at, ()))


def _noun_after(view: View, at: int, last: int) -> tuple[int, int] | None:
    end = at
    while end < min(last, at + 8) and not view.is_mark(end) and view.readings[end].upos not in ("VERB", "ADP", "SCONJ"):
        end += 1
    return (at, end) if end > at else None


def _reaches(view: View, spans: list[tuple[int, int]], position: int, taken: list[tuple[int, int]]) -> int:
    """Return the token where what the clause at ``position`` reports ends: before a clause of news, or its sentence."""
    end = spans[position][1]
    for a, b in spans[position + 1 :]:
        reading = view.readings[a]
        news = reading.upos == "VERB" and reading.tense == "perf" and "و" in reading.prefix
        contrast = reading.key in ("بينما", "فيما", "لكن", "بل") or view.words[a] in ("بينما", "فيما", "لكن", "ولكن")
        if news or contrast or view.has(a, "participle") or any(a < y and x < b for x, y in taken):
            break
        end = b
    return end


def _gaps(view: View, first: int, last: int, told: list[Segment]) -> Iterator[tuple[int, int]]:
    at = first
    for segment in told:
        if at < segment.first:
            yield from clauses(view, at, segment.first)
        at = segment.last
    if at < last:
        yield from clauses(view, at, last)


def _spans(view: View, segments: list[Segment]) -> list[tuple[int, int]]:
    """Return the spans in the source text: each segment runs to the next, the first from the beginning."""
    starts = [view.analysis.folded.start(view.analysis.starts[segment.first]) for segment in segments]
    if starts:
        starts[0] = 0
    return list(pairwise([*starts, len(view.analysis.text)]))


def _pieces(view: View, segment: Segment) -> list[Piece]:
    pieces = []
    if segment.told and segment.told.cue:
        start, end = view.source(*segment.told.cue)
        pieces.append(Piece(start, end, view.analysis.text[start:end], f"cue: {segment.told.cls}", segment.via))
    for hit in segment.marks:
        start, end = view.source(hit.first, hit.last)
        row = hit.row if ".tsv:" in hit.row else ""
        pieces.append(Piece(start, end, view.analysis.text[start:end], f"{hit.cls}: {hit.kind}", row))
    return pieces


def make(lexicon: Lexicon) -> VoiceReading:
    """Return the reading of ``lexicon``."""
    return VoiceReading(vocabulary(lexicon))
