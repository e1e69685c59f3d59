"""From a text with its quotations to segments: stretches that are another's first, then the author's own clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from khabar.layers.base import Context, Output, Piece
from khabar.layers.voices.attribution import Told, headline, introduced, quoted, reported
from khabar.layers.voices.clauses import clauses
from khabar.layers.voices.features import features
from khabar.layers.voices.judge import commenting, judge, question_at, strength
from khabar.layers.voices.nested import nested
from khabar.layers.voices.page import dateline, furniture
from khabar.layers.voices.view import View
from khabar.layers.voices.vocabulary import Hit, Vocabulary, vocabulary
from khabar.layers.voices.widening import LABELS, widened
from khabar.lexicon import Lexicon

__all__ = ["Segment", "VoiceReading", "make"]

# The mean weight of marks a word that a text must pass to be commentary at all, and that of one that is so throughout;
# a text counts as if it had some words of news more, so that a short one must be clear.
_COMMENTARY_FLOOR = 0.1
_COMMENTARY_FULL = 0.3
_PRIOR_WORDS = 40
# So many words before a verse are its introduction (وقال تعالى في كتابه العزيز:); so many are a bare address.
_INTRODUCER = 8
_ADDRESS = 7
# So many words after a comma may lead to a source (…، وفق ما …), so many at the end be one.
_LEAD = 3
_SOURCE = 6
_IF = frozenset(("اذا", "فاذا", "واذا", "لو", "ولو"))
_BULLETS = frozenset("-–•*·▪●")
_NUMBERED = frozenset("-–.)")
_CONTRASTS = frozenset(("بينما", "فيما", "لكن", "ولكن", "بل"))
_OPENING = frozenset('﴿{«"“(')
_CLOSING = frozenset('﴾}»"”).')


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
        spans = _spans(view, segments)
        within = nested(view, segments, [start for start, _ in spans], context.found.get("quotations", ()))
        voices = [
            features(view, segment, start, end, within.get(number, ()))
            for number, (segment, (start, end)) in enumerate(zip(segments, spans, strict=True))
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
        _list_items(view, page, drafts)
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
        verses = [told for told in quotations if told.voice == "scripture"]
        stretches = _apart(verses or list(filter(None, [introduced(view, first, last)])))
        if stretches and stretches[0].first - first <= _INTRODUCER:
            stretches[0] = stretches[0]._replace(first=first)
        taken = {at for told in stretches for at in range(told.first, told.last)}
        for told in widened(view, self._vocabulary, spans, (told for told in quotations if told.voice != "scripture")):
            if taken.isdisjoint(range(told.first, told.last)):
                stretches.append(told)
                taken.update(range(told.first, told.last))
        if not taken:
            whole = (headline(view, first, last) if number == 0 else None) or _according(view, first, last, spans)
            if whole is not None:
                return [*found, _segment(whole)]
        asked = question_at(view, first, last)
        for a, b in _free(first, last, stretches):
            after = _after_source(view, a, b)
            if after is not None:
                stretches.append(after)
                taken.update(range(a, b))
        for position, (a, b) in enumerate(spans):
            if not taken.isdisjoint(range(a, b)):
                continue
            own = reported(view, self._vocabulary, a, b)
            if own is not None and own.cue and (asked is None or asked > own.cue[0]):
                label = view.readings[own.cue[0]].key in LABELS
                end = b if label else _reaches(view, spans, position, taken)
                stretches.append(own._replace(last=end))
                taken.update(range(a, end))
        return [*found, *map(_segment, sorted(stretches, key=lambda told: told.first))]

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
            marks = strength(view, self._vocabulary, asked, last).marks
            yield Segment(asked, last, "question", "voices/question", marks)
            return
        yield from self._own_clauses(view, first, last, commentary)

    def _own_clauses(self, view: View, first: int, last: int, commentary: float) -> Iterator[Segment]:
        spans = _with_address(view, clauses(view, first, last))
        strengths = [strength(view, self._vocabulary, a, b).total for a, b in spans]
        *_, second, best = sorted([0.0, 0.0, *strengths])
        for (a, b), own in zip(spans, strengths, strict=True):
            judged = judge(
                view, self._vocabulary, a, b, commentary=commentary, neighbours=second if own == best else best
            )
            yield Segment(a, b, judged.voice, judged.via, judged.marks)


def _list_items(view: View, page: dict[int, str], drafts: list[list[Segment]]) -> None:
    """Give the items of a list to the source that its lead-in names (وجاء في البيان ما يلي: - … - …)."""
    source: Segment | None = None
    for number, (first, last, _) in enumerate(view.sentences):
        if number in page:
            continue
        draft = drafts[number]
        if view.words[last - 1] == ":":
            told = draft[-1] if draft else None
            source = told if told is not None and told.told is not None and told.voice != "scripture" else None
        elif source is None or not _is_item(view, first):
            source = None
        elif not draft:
            drafts[number] = [source._replace(first=first, last=last)]


def _is_item(view: View, first: int) -> bool:
    word = view.words[first]
    return word in _BULLETS or (word.isdigit() and first + 1 < len(view.words) and view.words[first + 1] in _NUMBERED)


def _with_address(view: View, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the clauses, a bare address (أيها السادة،) joined to the clause after it."""
    if len(spans) > 1:
        (a, b), (_, end) = spans[:2]
        start = view.first_word(a, b)
        if start < b and view.has(start, "vocative") and b - a <= _ADDRESS:
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


def _according(view: View, first: int, last: int, spans: list[tuple[int, int]]) -> Told | None:
    """Return the sentence as told after a source that a preposition names at its head or end (بحسب، على حد زعمه)."""
    start = view.first_word(first, last)
    for at in view.among(view.naming, start, last):
        for cls in ("alleged", "according"):
            if not view.has(at, cls):
                continue
            end = view.known[at][cls]
            if end < last and view.readings[end].kind == "dem":
                return None
            if cls == "according" and _says(view, at, end, last):
                return _after_source(view, first, last)
            if _is_legal(view, at):
                return None
            head = at - start <= 1 or (at and view.is_comma(at - 1) and at - start <= _LEAD)
            tail = any(b == last and a <= at for a, b in spans) and (view.is_comma(at - 1) or last - at <= _SOURCE)
            between = at and view.is_comma(at - 1) and any(view.is_comma(x) for x in range(end, min(last, end + 8)))
            if head or tail or between or cls == "alleged":
                kind = "distance" if cls == "alleged" else "say"
                return Told(
                    first, last, "indirect_quote", f"voices/{cls}", kind, (at, end), _noun_after(view, end, last)
                )
    return None


def _says(view: View, at: int, end: int, last: int) -> bool:
    """Say whether a source is named with the verb of what it says (وفق ما أكده الوزير, كما أفادت الوكالة)."""
    verb = end if end < last and view.readings[end].upos == "VERB" else end - 1
    if verb >= last or view.readings[verb].upos != "VERB":
        return False
    return view.is_source(verb) if verb == end else "ما" in view.words[at:end]


def _after_source(view: View, first: int, last: int) -> Told | None:
    """Return ``[first, last)`` as told after a source named with a verb of saying, wherever that stands in it."""
    for at in view.among(view.naming, first, last):
        end = view.known[at].get("according", 0)
        if end and _says(view, at, end, last):
            holder = _noun_after(view, end + 1, last)
            return Told(first, last, "indirect_quote", "voices/according", "say", (at, min(end + 1, last)), holder)
    return None


def _free(first: int, last: int, stretches: list[Told]) -> list[tuple[int, int]]:
    """Return what of ``[first, last)`` stands in none of some stretches."""
    found = []
    for told in sorted(stretches, key=lambda one: one.first):
        if first < told.first:
            found.append((first, told.first))
        first = max(first, told.last)
    return [*found, (first, last)] if first < last else found


def _is_legal(view: View, at: int) -> bool:
    return any(hit.cls == "law" for hit in view.marks.get(at, ()))


def _noun_after(view: View, at: int, last: int) -> tuple[int, int] | None:
    end = at
    while end < min(last, at + 8) and not view.is_mark(end) and view.readings[end].upos not in ("VERB", "ADP", "SCONJ"):
        end += 1
    return (at, end) if end > at else None


def _reaches(view: View, spans: Sequence[tuple[int, int]], position: int, taken: set[int]) -> int:
    """Return the token where what the clause at ``position`` reports ends: before a clause of news, or its sentence."""
    end = spans[position][1]
    for a, b in spans[position + 1 :]:
        reading = view.readings[a]
        news = reading.upos == "VERB" and reading.tense == "perf" and "و" in reading.prefix
        contrast = view.words[a] in _CONTRASTS
        if news or contrast or view.has(a, "participle") or not taken.isdisjoint(range(a, b)):
            break
        end = b
    return end


def _apart(told: list[Told]) -> list[Told]:
    """Return stretches that do not overlap, the longer of those that begin together."""
    found: list[Told] = []
    for one in sorted(told, key=lambda one: (one.first, -one.last)):
        if not found or one.first >= found[-1].last:
            found.append(one)
    return found


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
        pieces.append(Piece(start, end, view.analysis.text[start:end], f"cue: {segment.told.cls}", _row(segment.via)))
    for hit in segment.marks:
        start, end = view.source(hit.first, hit.last)
        pieces.append(Piece(start, end, view.analysis.text[start:end], f"{hit.cls}: {hit.kind}", _row(hit.row)))
    return pieces


def _row(via: str) -> str:
    return via if ".tsv:" in via else ""


def make(lexicon: Lexicon) -> VoiceReading:
    """Return the reading of ``lexicon``."""
    return VoiceReading(vocabulary(lexicon))
