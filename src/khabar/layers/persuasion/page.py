"""One text as this room looks at it: words with their readings, the segments of voices, who is named where."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import itemgetter
from typing import NamedTuple

from khabar.layers.base import Context
from khabar.record import Mention, Voice
from khabar.text.morphology import Reading, morphology

__all__ = ["Name", "Page"]


_ARTICLE = 2
# Mentions that name nobody.
_UNNAMED = frozenset(("pronoun", "nominal"))
_READING = itemgetter(1)  # Word.reading
_START = itemgetter(0)


class Name(NamedTuple):
    """Where an entity is named, in code points of the text: the mention, and the id of the entity."""

    start: int
    end: int
    entity: str
    mention: Mention

    @property
    def hides(self) -> bool:
        """Say whether words within it are a mere name: not where it takes sides, nor in a nationality."""
        return not self.mention.loaded and self.mention.form != "nisba"


class Page:
    """The tokens of a text; numbers are numbers of tokens unless said otherwise."""

    def __init__(self, context: Context) -> None:
        analysis = context.analysis
        self.analysis = analysis
        self.words = analysis.words
        self.readings: list[Reading] = list(map(_READING, morphology(analysis, context.lexicon)))
        self.voices: list[Voice] = list(context.found.get("voices", ()))
        self._voice_starts = [voice.start for voice in self.voices]
        names = (
            Name(m.start, m.end, entity.id, m)
            for entity in context.found.get("entities", ())
            for m in entity.mentions
            if m.form not in _UNNAMED
        )
        self.names = sorted(names, key=_START)
        self._name_starts = [name.start for name in self.names]
        scare = [(q.start, q.end) for q in context.found.get("quotations", ()) if q.kind == "scare"]
        self._scare_starts = [start for start, _ in scare]
        self._scare_ends = [end for _, end in scare]

    def start(self, at: int) -> int:
        """Return where the token ``at`` begins in the text."""
        return self.analysis.folded.start(self.analysis.starts[at])

    def sentence_of(self, at: int) -> int:
        """Return the number of the sentence that holds the token ``at``."""
        return self.analysis.sentence_at(self.analysis.starts[at])

    def source(self, first: int, last: int) -> tuple[int, int]:
        """Return the span in the text of the tokens ``[first, last)``, without a conjunction written onto the first."""
        begin = self.analysis.starts[first]
        pieces = self.readings[first].pieces
        if pieces[0].role == "conj" and len(pieces) > 1:
            begin += pieces[0].end
        return self.analysis.folded.span(begin, self.analysis.ends[last - 1])

    def written(self, at: int) -> str:
        """Return the token ``at`` as it is spelled."""
        start, end = self.analysis.folded.span(self.analysis.starts[at], self.analysis.ends[at])
        return self.analysis.text[start:end]

    def begins_with(self, at: int, particle: str) -> bool:
        """Say whether the particle is written onto the token ``at``."""
        return at < len(self.readings) and particle in self.readings[at].prefix

    def is_noun(self, at: int) -> bool:
        """Say whether a noun stands at the token ``at`` with nothing written before it."""
        return at < len(self.readings) and self.readings[at].upos == "NOUN" and not self.readings[at].prefix

    def is_bare_noun(self, at: int) -> bool:
        """Say whether an indefinite noun stands at the token ``at`` (what لا denies altogether)."""
        return self.is_noun(at) and not self.readings[at].definite

    def token(self, offset: int) -> int:
        """Return the first token that ends after ``offset`` of the text."""
        return bisect_left(self.analysis.ends, self.analysis.folded.index(offset) + 1)

    def voice_at(self, offset: int) -> int:
        """Return the number of the segment that holds ``offset`` of the text, -1 if there are none."""
        return bisect_right(self._voice_starts, offset) - 1

    def in_scare(self, offset: int) -> bool:
        """Say whether ``offset`` of the text stands within quotation marks that hold nobody's speech."""
        at = bisect_right(self._scare_starts, offset) - 1
        return at >= 0 and offset < self._scare_ends[at]

    def tokens_of_voice(self, number: int) -> tuple[int, int]:
        """Return the tokens of the segment ``number``, all tokens for -1."""
        if number < 0:
            return 0, len(self.words)
        voice = self.voices[number]
        return self.token(voice.start), self.token(voice.end)

    def names_in(self, start: int, end: int) -> list[Name]:
        """Return the names that begin in ``[start, end)`` of the text, in order."""
        return self.names[bisect_left(self._name_starts, start) : bisect_left(self._name_starts, end)]

    def name_over(self, start: int) -> Name | None:
        """Return the name that stands at ``start`` of the text, if one does."""
        at = bisect_right(self._name_starts, start) - 1
        return self.names[at] if at >= 0 and self.names[at].end > start else None

    def name_from(self, at: int) -> Name | None:
        """Return the name that begins with the token ``at``, nothing but the article before it, if one does."""
        if at >= len(self.words) or self.readings[at].prefix:
            return None
        start = self.start(at)
        found = self.names_in(start, start + _ARTICLE + 1)
        return found[0] if found else None
