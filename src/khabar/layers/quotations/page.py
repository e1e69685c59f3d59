"""The page that the grammar reads: tokens with sentences, names and dates by token, and the way back to the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from khabar.layers.quotations.vocabulary import Vocabulary
from khabar.lexicon import Lexicon
from khabar.record import Entity, Time
from khabar.text import Analysis
from khabar.text.morphology import Reading, morphology

__all__ = ["COMMAS", "DASHES", "QUOTES", "STOPS", "Named", "Page"]

COMMAS = frozenset("،,")
DASHES = frozenset("-–")
QUOTES = frozenset("\"«»“”'‘’")
STOPS = frozenset("!؟?؛;…")

_MEDIA = frozenset(("agency", "tv", "radio", "newspaper", "magazine", "site", "network", "platform"))

_EDGES = frozenset(".,،؛;:!?؟…-«»“”\"'‘’‹›()[]•")


class Named(NamedTuple):
    """A mention of an entity: its tokens, and the entity."""

    first: int
    last: int
    form: str
    type: str
    entity: Entity


class Page:
    """One analysed text with what earlier layers found in it, by token. Spans of tokens are half-open."""

    def __init__(
        self, analysis: Analysis, found: Mapping[str, Sequence[Any]], known: Vocabulary, lexicon: Lexicon
    ) -> None:
        self.analysis = analysis
        self.known = known
        self._lexicon = lexicon
        self.words = analysis.words
        self.hits = list(map(known.readings.__getitem__, analysis.words))
        self.kinds = list(map(known.kinds.__getitem__, analysis.words))
        self.starts = analysis.starts
        self.ends = analysis.ends
        self.folded = analysis.folded.text
        self.paragraphs = [self._tokens(start, end) for start, end in analysis.paragraphs]
        self.sentences = [self._tokens(start, end) for start, end, _ in analysis.sentences]
        self.entities: dict[str, Entity] = {entity.id: entity for entity in found.get("entities", ())}
        self.named: dict[int, Named] = {}
        for entity in self.entities.values():
            for mention in entity.mentions:
                if mention.form == "pronoun":
                    continue  # a verb or a pronoun is no name
                first, last = self.span_of(mention.start, mention.end)
                if first < last and self._no_name(first, last):
                    continue
                if first < last and (first not in self.named or self.named[first].last < last):
                    self.named[first] = Named(first, last, mention.form, mention.type, entity)
        # words of names: in them stands no noun that reports (وكالة الأنباء)
        self.within = {
            at for named in self.named.values() if named.form != "nominal" for at in range(named.first, named.last)
        }
        # whom the names layer takes to be meant by a verb without a subject
        self.meant: dict[int, str] = {}
        for entity in self.entities.values():
            for mention in entity.mentions:
                if mention.form == "pronoun":
                    self.meant[self.span_of(mention.start, mention.end)[0]] = entity.id
        kept = {named.entity.id for named in self.named.values()}
        self.entities = {key: entity for key, entity in self.entities.items() if key in kept}
        self.times: dict[int, Time] = {}
        for time in found.get("times", ()):
            self.times.update(dict.fromkeys(range(*self.span_of(time.start, time.end)), time))

    def _no_name(self, first: int, last: int) -> bool:
        """Say whether what was taken for a name is a particle: إن إيران, or على before أن."""
        word = self.words[first]
        return word == "ان" or (
            word in ("علي", "الي") and last - first == 1 and self.words[last : last + 1] in (["ان"], ["انه"], ["انها"])
        )

    def _tokens(self, start: int, end: int) -> tuple[int, int]:
        return bisect_left(self.starts, start), bisect_left(self.starts, end)

    def span_of(self, start: int, end: int) -> tuple[int, int]:
        """Return the tokens that overlap a span of the source text."""
        folded = self.analysis.folded
        first, last = folded.index(start), folded.index(end)
        at = bisect_left(self.ends, first + 1)
        return at, bisect_left(self.starts, last)

    def sentence_start(self, at: int) -> int:
        """Return the first token of the sentence that holds token ``at``."""
        return self.sentences[self.analysis.sentence_at(self.starts[at])][0]

    def sentence_end(self, at: int) -> int:
        """Return the token after the sentence that holds token ``at``."""
        return self.sentences[self.analysis.sentence_at(self.starts[at])][1]

    def space_before(self, at: int) -> bool:
        """Say whether a space, a bracket or nothing stands before token ``at``; an attached ب ل و ال is no space."""
        if at == 0 or self.ends[at - 1] < self.starts[at]:
            return True
        return self.words[at - 1] in ("ب", "ل", "و", "ال", "بال", "ف", "ك", "(", "[", ":", "،", "لل")

    def space_after(self, at: int) -> bool:
        """Say whether a space, a stop or nothing stands after token ``at``."""
        if at + 1 >= len(self.words) or self.ends[at] < self.starts[at + 1]:
            return True
        return self.words[at + 1] in _EDGES

    def touches(self, at: int) -> bool:
        """Say whether token ``at`` touches the next one."""
        return self.ends[at] == self.starts[at + 1]

    def inside_word(self, at: int) -> bool:
        """Say whether letters touch token ``at`` on both sides."""
        if at == 0 or at + 1 >= len(self.words):
            return False
        around = self.words[at - 1][-1:] + self.words[at + 1][:1]
        return around.isalpha() and self.ends[at - 1] == self.starts[at] and self.touches(at)

    def offsets(self, first: int, cut: int, last: int) -> tuple[int, int]:
        """Return the source span of tokens ``[first, last)`` without ``cut`` letters of the first."""
        return self.analysis.folded.span(self.starts[first] + cut, self.ends[last - 1])

    def trimmed(self, first: int, last: int) -> tuple[int, int]:
        """Return the span without marks of punctuation at its edges (a bracket that closes within is kept)."""
        words = self.words
        while first < last and words[first] in _EDGES:
            first += 1
        while first < last and words[last - 1] in _EDGES:
            if words[last - 1] == ")" and "(" in words[first:last]:
                break
            last -= 1
        return first, last

    def text(self, first: int, last: int, cut: int = 0) -> str:
        """Return the source text of the tokens."""
        start, end = self.offsets(first, cut, last)
        return self.analysis.text[start:end]

    def reading(self, at: int) -> Reading:
        """Return the morphological reading of token ``at``."""
        return morphology(self.analysis, self._lexicon)[at].reading

    def conjunction(self, at: int) -> int:
        """Return the length of the conjunction (و ف) written onto token ``at``: 0 or 1."""
        pieces = self.reading(at).pieces
        return pieces[0].end if pieces and pieces[0].role == "conj" and len(pieces) > 1 else 0

    def clitics(self, at: int) -> int:
        """Return how many letters of conjunction and preposition stand before the stem of token ``at``."""
        return self.reading(at).start if self.words[at][0] in "وفبلك" else 0

    def preposition(self, at: int) -> str:
        """Return the preposition written onto token ``at``, or nothing."""
        return next((piece.text for piece in self.reading(at).pieces if piece.role == "prep"), "")

    def addressee(self, at: int) -> bool:
        """Say whether token ``at`` begins with ل before a name or a medium: to whom something is said."""
        named = self.named.get(at)
        if named is not None:
            return named.entity.kind in _MEDIA
        word = self.words[at]
        return (word[1:] if not word.startswith("لل") else "ال" + word[2:]) in self.known.words("medium")
