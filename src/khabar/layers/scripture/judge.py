"""Decides which matches are quotations, and which of their words differ from the source.

A quotation is *marked* (﴿ ﴾ or { }), *introduced* (after قال تعالى and the like), *quoted* (it fills quotation marks or
brackets) or *bare*. The less the text says that it quotes, the more must match: see the limits below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from khabar.layers.scripture.align import Passage, Step
from khabar.layers.scripture.idioms import Weights
from khabar.layers.scripture.index import Index
from khabar.layers.scripture.marks import ELLIPSIS, NONE, NUMBER, QUOTING, SOFT, STOP, Gaps, Zone
from khabar.layers.scripture.stream import Run, Stream

__all__ = ["Fault", "Judge"]

# share of a marked passage's words that must stand in the Quran
_MARKED_SHARE = 0.6
_QUOTED_SHARE = 0.75
# a marked word alone is a quotation if the Quran has it no more often
_MOST_OF_ONE = 12
# least weight in bits, idioms not counted: introduced, filling marks, four bare words, more bare words, with changes
_INTRODUCED, _QUOTED, _FOUR, _BARE, _CHANGED = 18.0, 28.0, 38.0, 41.0, 46.0
_LEAST_FULL = 3
_SHORT = 7
_LONG = 8
_OVERHANG = 2
_CHANGED_SHARE = 0.7
# signs that only a text in the manner of the Uthmanic rasm has
_RASM_SIGNS = re.compile("[\u0653-\u0656\u0670\u0671\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff]")


class Fault(NamedTuple):
    """A difference: text words ``[first, last)`` beside places ``[place, end)``."""

    first: int
    last: int
    place: int
    end: int


class Judge:
    """Judges matches in one stream."""

    def __init__(self, stream: Stream, index: Index, gaps: Gaps, weights: Weights) -> None:
        self._stream = stream
        self._index = index
        self._gaps = gaps
        self._weights = weights
        self.weight = weights.of(stream.ids)

    # -- whether it is a quotation -------------------------------------------------------------------------------

    def weigh(self, first: int, last: int, *, formulas_only: bool = False) -> tuple[float, int]:
        """Return weight and number of the words ``[first, last)`` that stand in no idiom (or no formula of habit)."""
        free = set(range(first, last))
        for begin, end, row in self._weights.idioms(self._stream.ids, first, last):
            if not formulas_only or row.cells["class"] == "formula":
                free.difference_update(range(begin, end))
        return sum(self.weight[word] for word in free), len(free)

    def _matched(self, passage: Passage) -> tuple[float, int]:
        """Return weight and number of the equal words of a passage that stand in no idiom."""
        weight, count = 0.0, 0
        begin = end = passage.first
        for step in passage.steps:
            if step.kind == "same" and step.first == end:
                end = step.last
                continue
            more = self.weigh(begin, end)
            weight, count = weight + more[0], count + more[1]
            begin, end = (step.first if step.kind == "same" else step.last), step.last
            if step.kind == "joined":
                weight, count = weight + self._weights.most, count + 1
        more = self.weigh(begin, end)
        return weight + more[0], count + more[1]

    def marked(self, passages: Sequence[Passage], zone: Zone) -> bool:
        """Say whether the passages of a marked or introduced zone are a quotation."""
        same = sum(passage.same() for passage in passages)
        words = zone.end - zone.begin
        if not passages or same < _MARKED_SHARE * words:
            return False
        if same == 1:
            rare = self._index.occurrences(self._stream.ids[zone.begin]) <= _MOST_OF_ONE
            return zone.kind == "quran" and words == 1 and rare
        if same == 2:
            return words == 2 and (zone.kind == "quran" or self.weigh(zone.begin, zone.end)[0] >= _INTRODUCED)
        return True

    def quoted(self, passages: Sequence[Passage], begin: int, end: int) -> bool:
        """Say whether the passages of a zone within quotation marks or brackets are a quotation."""
        same = sum(passage.same() for passage in passages)
        if same < max(3, _QUOTED_SHARE * (end - begin)):
            return False
        matched = [self._matched(passage) for passage in passages]
        if same < end - begin:
            return sum(weight for weight, _ in matched) >= _CHANGED
        if len(passages) > 1:
            return all(weight >= _INTRODUCED for weight, _ in matched)
        # words that fill the marks and are not all an idiom weigh in full
        full = same > _LEAST_FULL and any(count for _, count in matched)
        return (sum(self.weight[begin:end]) if full else sum(weight for weight, _ in matched)) >= _QUOTED

    def bare(self, passage: Passage, *, introduced: bool, at_once: bool) -> bool:
        """Say whether a passage in running text is a quotation; idioms count if it is announced right before it."""
        weight, count = self._matched(passage)
        if at_once:
            weight = sum(self.weight[passage.first : passage.last])
        same, total = passage.same(), passage.last - passage.first
        if passage.faults():
            return same >= 5 and weight >= _CHANGED and same >= _CHANGED_SHARE * (total + self._dropped(passage))
        if introduced:
            return same >= 3 and weight >= _INTRODUCED
        if same >= _LONG and count:
            # so many words in a row are no chance, even if idioms made of them are in everyday use
            weight, count = self.weigh(passage.first, passage.last, formulas_only=True)
        if same < 4 or count < min(4, same - 1):
            return False
        if same == 4:
            return weight >= _FOUR and all(
                self._gaps.between(w) == NONE for w in range(passage.first, passage.last - 1)
            )
        return weight >= _BARE

    def _dropped(self, passage: Passage) -> int:
        return sum(step.kind == "dropped" for step in passage.steps)

    # -- where it begins and ends --------------------------------------------------------------------------------

    def split(self, run: Run) -> list[Run]:
        """Cut a run of running text at quotation marks, and at full stops that are not the end of a verse."""
        pieces: list[Run] = []
        begin = 0
        for k in range(run.length - 1):
            gap = self._gaps.between(run.word + k)
            if gap in (NONE, SOFT, ELLIPSIS):
                continue
            after = run.place + k + 1
            verse_ends = self._index.mushaf.verse_start(after) == after
            if gap == QUOTING or (gap in (STOP, NUMBER) and not verse_ends and run.length < _SHORT):
                pieces.append(Run(run.word + begin, run.place + begin, k + 1 - begin))
                begin = k + 1
        pieces.append(Run(run.word + begin, run.place + begin, run.length - begin))
        return pieces

    def trim(self, passage: Passage) -> Passage:
        """Take off one or two words by which a passage of running text hangs over into the next or last verse.

        The words that follow a quoted verse may by chance be those with which the next verse begins (وقال, ان).
        """
        steps = list(passage.steps)
        mushaf = self._index.mushaf
        over = steps[-1].end - mushaf.verse_start(steps[-1].end - 1)
        ends = mushaf.verse_end(steps[-1].end - 1) == steps[-1].end
        if (
            0 < over <= _OVERHANG
            and not ends
            and steps[-1].end - steps[0].place > 2 * over + 1
            and self._open(passage.last)
        ):
            steps = [step for step in steps if step.end <= steps[-1].end - over]
        first = steps[0].place
        under = mushaf.verse_end(first) - first
        hangs = 0 < under <= _OVERHANG and mushaf.verse_start(first) != first
        if hangs and steps[-1].end - first > 2 * under + 1 and self._open(passage.first):
            steps = [step for step in steps if step.place >= first + under]
        if len(steps) == len(passage.steps):
            return passage
        while steps and steps[-1].kind not in ("same", "joined"):
            steps.pop()
        while steps and steps[0].kind not in ("same", "joined"):
            steps.pop(0)
        return Passage(tuple(steps)) if steps else passage

    def _open(self, word: int) -> bool:
        """Say whether running text goes on at the edge before ``word``."""
        return not 0 < word < len(self._stream) or self._gaps.between(word - 1) in (NONE, SOFT)

    # -- what differs --------------------------------------------------------------------------------------------

    def faults(self, passage: Passage) -> list[Fault]:
        """Return the differences of a passage, in order."""
        found: list[Fault] = []
        doubtful: list[Fault] = []
        written_out = 0
        mushaf = self._index.mushaf
        for step in passage.steps:
            if step.kind in ("changed", "added", "dropped"):
                found.append(Fault(*step[:4]))
            if step.kind != "same":
                continue
            kind = mushaf.spellings[mushaf.kinds[step.place]]
            word = self._word(step)
            if word is None:
                continue
            if word in kind.strict:
                written_out += bool(kind.loose)
            elif word not in kind.loose:
                found.append(Fault(*step[:4]))
            elif not _RASM_SIGNS.search(self.source(step.first, step.last)):
                doubtful.append(Fault(*step[:4]))
        # without its dagger alifs كتب may be كتاب: only in a text that writes all such words in that manner
        if written_out or len(doubtful) == 1:
            found += doubtful
        return sorted(found)

    def _word(self, step: Step) -> str | None:
        """Return the letters of the step's word, None if it is half of a token."""
        stream = self._stream
        first, last = stream.first[step.first], stream.last[step.first]
        for neighbour in (step.first - 1, step.first + 1):
            if 0 <= neighbour < len(stream) and stream.first[neighbour] == first:
                return None
        return "".join(word for word in stream.analysis.words[first:last] if word.isalpha())

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the code points of the text that the words ``[first, last)`` take."""
        stream = self._stream
        analysis = stream.analysis
        start, end = analysis.starts[stream.first[first]], analysis.ends[stream.last[last - 1] - 1]
        return analysis.folded.span(start, end)

    def source(self, first: int, last: int) -> str:
        """Return the text of the words ``[first, last)`` as it stands."""
        start, end = self.span(first, last)
        return self._stream.analysis.text[start:end]
