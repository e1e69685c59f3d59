"""Who speaks in a record, how much and about whom; and what the author says himself.

Figures come from the voices and the quotations together: a speaker's words are the words quoted from him, and what
leads in a quotation (``قال المتحدث إن``) is the narrator's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from khabar.formats.actors import Names
from khabar.formats.strings import Strings
from khabar.record import Quotation, Record, Voice, VoiceName

__all__ = ["AUTHORS", "VOICES", "Speaker", "holder_name", "percent", "shares", "source_name", "speakers"]

VOICES: tuple[str, ...] = get_args(VoiceName)
AUTHORS: tuple[str, ...] = ("opinion", "claim", "prediction", "call", "question")
"""The voices in which the author says something himself, as the page lists them."""
_QUOTED = ("direct_quote", "indirect_quote")
_WORD = re.compile(r"\w+(?:[/.,:-]\w+)*")
_MOST_ABOUT = 5

Kind = Literal["news", "author", "entity", "described", "scripture", "unnamed"]


@dataclass(slots=True)
class Speaker:
    """One whose words a text gives: an entity, one that is only described, the author, or the news voice.

    ``words`` is how many words are his and ``share`` their part of the article; ``quotations`` and ``voices`` are
    indices in the record; ``about`` are entities named in his words (index, times), the most often named first.
    """

    kind: Kind
    name: str
    entity: int | None = None
    words: int = 0
    share: float = 0.0
    quotations: list[int] = field(default_factory=list)
    voices: list[int] = field(default_factory=list)
    about: list[tuple[int, int]] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)


def shares(record: Record) -> dict[str, float]:
    """Return the part of all words that stands in each voice that occurs, in the order of ``VOICES``."""
    words = _Words(record.text)
    counts = dict.fromkeys(VOICES, 0)
    for voice in record.voices:
        counts[voice.voice] += words.count(voice.start, voice.end)
    total = sum(counts.values()) or 1
    found = {voice.voice for voice in record.voices}
    return {name: count / total for name, count in counts.items() if name in found}


def percent(share: float) -> str:
    """Return a share as a whole percentage; what is there is never 0 %."""
    return "<1%" if 0 < share < 0.005 else f"{share:.0%}"


def source_name(voice: Voice, names: Names, say: Strings) -> str:
    """Return whose words or view a segment tells: a name, the words that say so, or that the text does not say."""
    if voice.source == "author":
        return say("report.author")
    named = names(voice.source)
    return named or (voice.source_span.text if voice.source_span else say("report.not_named"))


def holder_name(holder: str | None, names: Names, say: Strings) -> str:
    """Return the name of ``author``, of an entity by its id, or that it is a quoted speaker."""
    return say("report.author") if holder == "author" else names(holder) or say("persuasion.quoted")


def speakers(record: Record, say: Strings) -> list[Speaker]:
    """Return the speakers: the news voice, the author, then those quoted, who says most first."""
    found: dict[tuple[Kind, str], Speaker] = {}
    names = Names(record, say)

    def speaker(source: str | None, words: str | None) -> Speaker:
        index = names.index(source)
        if index is not None:
            return found.setdefault(("entity", str(index)), Speaker("entity", names(source), index))
        if words:
            return found.setdefault(("described", " ".join(words.split())), Speaker("described", words))
        return found.setdefault(("unnamed", ""), Speaker("unnamed", say("speaker.unnamed")))

    def own(kind: Literal["news", "author", "scripture"]) -> Speaker:
        return found.setdefault((kind, ""), Speaker(kind, say(f"speaker.{kind}")))

    own("news")
    own("author")
    told = [(index, one) for index, one in enumerate(record.quotations) if one.kind != "scare"]
    for index, quotation in told:
        one = speaker(quotation.speaker, quotation.speaker_text)
        one.quotations.append(index)
        one.spans.append((quotation.start, quotation.end))
    inside = _Inside([quotation for _, quotation in told])
    for index, voice in enumerate(record.voices):
        if voice.voice in AUTHORS:
            one = own("author")
        elif voice.voice == "scripture":
            one = own("scripture")
        elif voice.voice in _QUOTED and not inside.any(voice.start, voice.end):
            one = speaker(voice.source, voice.source_span.text if voice.source_span else None)
        elif voice.voice == "boilerplate":
            continue
        else:
            one = own("news")
            one.voices.append(index)
            one.spans += inside.without(voice.start, voice.end)
            continue
        one.voices.append(index)
        one.spans.append((voice.start, voice.end))
    return _counted(record, found.values())


def _counted(record: Record, found: Iterable[Speaker]) -> list[Speaker]:
    words = _Words(record.text)
    mentions = sorted(
        (mention.start, index)
        for index, entity in enumerate(record.entities)
        for mention in entity.mentions
        if mention.form != "pronoun"
    )
    starts = [start for start, _ in mentions]
    kept = []
    for one in found:
        one.spans = _joined(one.spans)
        one.words = sum(words.count(start, end) for start, end in one.spans)
        counts: dict[int, int] = {}
        for start, end in one.spans:
            for _, index in mentions[bisect_left(starts, start) : bisect_left(starts, end)]:
                if index != one.entity:
                    counts[index] = counts.get(index, 0) + 1
        one.about = sorted(counts.items(), key=lambda pair: -pair[1])[:_MOST_ABOUT]
        if one.words:
            kept.append(one)
    total = sum(one.words for one in kept)
    for one in kept:
        one.share = one.words / total
    first = {"news": 0, "author": 1}
    last = {"scripture": 3, "unnamed": 4}
    return sorted(kept, key=lambda one: (first.get(one.kind, last.get(one.kind, 2)), -one.words))


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans in order, those that overlap made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


class _Words:
    """Counts the words of one text that begin within a span."""

    def __init__(self, text: str) -> None:
        self._starts = [match.start() for match in _WORD.finditer(text)]

    def count(self, start: int, end: int) -> int:
        return bisect_left(self._starts, end) - bisect_left(self._starts, start)


class _Inside:
    """The stretches of a text that are quoted from somebody."""

    def __init__(self, quotations: Sequence[Quotation]) -> None:
        self._spans = _joined((one.start, one.end) for one in quotations)
        self._ends = [end for _, end in self._spans]

    def _within(self, start: int, end: int) -> Iterable[tuple[int, int]]:
        at = bisect_left(self._ends, start + 1)
        while at < len(self._spans) and self._spans[at][0] < end:
            yield self._spans[at]
            at += 1

    def any(self, start: int, end: int) -> bool:
        return any(True for _ in self._within(start, end))

    def without(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return what of the span is not quoted."""
        left = []
        at = start
        for first, last in self._within(start, end):
            if first > at:
                left.append((at, first))
            at = max(at, last)
        return [*left, (at, end)] if at < end else left
