"""Aligns words of a text with words of the Quran.

Runs of equal words are chained where both sides go on soon after; what lies between two runs is paired word by word
(least cost, similar words preferred), and words written together or apart are equal if their letters are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from khabar.layers.scripture.index import Index
from khabar.layers.scripture.marks import ELLIPSIS, QUOTING, STOP, Gaps
from khabar.layers.scripture.stream import Run, Stream

__all__ = ["Aligner", "Passage", "Step"]

_WIDEST_GAP = 8
_WIDEST_ELLIPSIS = 250
_MOST_RUNS = 300
_MOST_CHAINS = 12
_SIMILAR = 0.5
_ALIKE = 0.72
_REACH = 3
_SHORT_ZONE = 12
_EDGE_SHARE = 0.5
# an added word costs a little more than a dropped one, so that a word that fits further on is not taken for an addition
_ADDED = 1.2
# at the edge of a quotation as many words are expected on both sides
_UNEVEN = 0.55
_FAULTS = ("changed", "dropped", "added")


class Step(NamedTuple):
    """Text words ``[first, last)`` beside places ``[place, end)``; one side is empty where a word is lacking."""

    first: int
    last: int
    place: int
    end: int
    kind: str  # same | joined | changed | dropped | added | ellipsis


def _same(steps: Iterable[Step]) -> int:
    return sum(step.last - step.first for step in steps if step.kind in ("same", "joined"))


class Passage(NamedTuple):
    """Steps in order, without holes on either side."""

    steps: tuple[Step, ...]

    @property
    def first(self) -> int:
        """First word of the text."""
        return self.steps[0].first

    @property
    def last(self) -> int:
        """Text word after the last."""
        return self.steps[-1].last

    @property
    def place(self) -> int:
        """First place."""
        return self.steps[0].place

    @property
    def end(self) -> int:
        """Place after the last."""
        return self.steps[-1].end

    def same(self) -> int:
        """Return the number of text words that stand in the Quran as they are."""
        return _same(self.steps)

    def faults(self) -> int:
        """Return the number of steps that are differences."""
        return sum(step.kind in _FAULTS for step in self.steps)


class Aligner:
    """Aligns the words of one stream."""

    def __init__(self, stream: Stream, index: Index, gaps: Gaps) -> None:
        self._stream = stream
        self._index = index
        self._gaps = gaps
        self._ids = stream.ids
        self._text = index.ids

    # -- words ---------------------------------------------------------------------------------------------------

    def letters(self, first: int, last: int) -> str:
        """Return the folded letters of the text words ``[first, last)``."""
        stream = self._stream
        words = stream.analysis.words[stream.first[first] : stream.last[last - 1]]
        return "".join(word for word in words if word.isalpha())

    def _forms(self, place: int) -> tuple[str, ...]:
        mushaf = self._index.mushaf
        kind = mushaf.spellings[mushaf.kinds[place]]
        return kind.strict + kind.loose

    def _equal(self, word: int, place: int) -> bool:
        return self._ids[word] == self._text[place] and self._ids[word] >= 0

    def _join(self, word: int, place: int, most_words: int, most_places: int) -> tuple[int, int] | None:
        """Return how many words and places are equal when written together, if one side has one and the other two."""
        text = self._text
        if most_places > 1 and most_words and text[place] >= 0 and text[place + 1] >= 0:
            letters = self.letters(word, word + 1)
            for form in self._forms(place):
                if letters.startswith(form) and letters[len(form) :] in self._forms(place + 1):
                    return 1, 2
        if most_words > 1 and most_places and text[place] >= 0:
            if self.letters(word, word + 2) in self._forms(place):
                return 2, 1
            if most_words > 2 and self.letters(word, word + 3) in self._forms(place):
                return 3, 1
        return None

    # -- gaps ----------------------------------------------------------------------------------------------------

    def _cost(self, word: int, place: int) -> float:
        expected = self._forms(place)[0]
        found = self.letters(word, word + 1)
        return 1.0 if SequenceMatcher(None, found, expected, autojunk=False).ratio() >= _SIMILAR else 1.7

    def _fill(self, first: int, last: int, place: int, end: int, *, open_end: bool = False) -> list[Step]:
        """Pair the text words ``[first, last)`` with the places ``[place, end)`` at least cost.

        With ``open_end`` places left over at the end cost nothing and are left out.
        """
        rows, columns = last - first, end - place
        best: list[list[float]] = [[0.0] * (columns + 1) for _ in range(rows + 1)]
        back: list[list[Step | None]] = [[None] * (columns + 1) for _ in range(rows + 1)]
        for i in range(rows + 1):
            for j in range(columns + 1):
                if i == j == 0:
                    continue
                options: list[tuple[float, Step]] = []
                w, p = first + i, place + j
                if i and j:
                    if self._equal(w - 1, p - 1):
                        options.append((best[i - 1][j - 1], Step(w - 1, w, p - 1, p, "same")))
                    else:
                        cost = best[i - 1][j - 1] + self._cost(w - 1, p - 1)
                        options.append((cost, Step(w - 1, w, p - 1, p, "changed")))
                    for x, y in ((1, 2), (2, 1), (3, 1)):
                        if i >= x and j >= y and self._join(w - x, p - y, x, y) == (x, y):
                            options.append((best[i - x][j - y], Step(w - x, w, p - y, p, "joined")))
                if i:
                    options.append((best[i - 1][j] + _ADDED, Step(w - 1, w, p, p, "added")))
                if j:
                    options.append((best[i][j - 1] + 1.0, Step(w, w, p - 1, p, "dropped")))
                best[i][j], back[i][j] = min(options, key=lambda option: option[0])
        i, j = rows, columns
        if open_end:
            j = min(range(columns + 1), key=lambda column: best[rows][column] + _UNEVEN * abs(column - rows))
        steps: list[Step] = []
        while i or j:
            step = back[i][j]
            if step is None:  # the corner
                break
            steps.append(step)
            i -= step.last - step.first
            j -= step.end - step.place
        return steps[::-1]

    def _between(self, first: int, last: int, place: int, end: int) -> list[Step]:
        """Return the steps between two runs."""
        if first == last and end > place and first and self._gaps.between(first - 1) == ELLIPSIS:
            return [Step(first, first, place, end, "ellipsis")]
        return self._fill(first, last, place, end)

    # -- chains --------------------------------------------------------------------------------------------------

    def _link(self, a: Run, b: Run) -> float | None:
        """Return what it costs to go from run ``a`` to run ``b``, or None."""
        words = b.word - a.word - a.length
        places = b.place - a.place - a.length
        if words < 0 or places < 0:
            overlap = max(-words, -places)
            if overlap >= min(a.length, b.length):
                return None
            return overlap + 1.0 + abs(words - places)
        if words <= _WIDEST_GAP and places <= _WIDEST_GAP:
            return 0.6 * max(words, places)
        if words == 0 and places <= _WIDEST_ELLIPSIS and self._gaps.between(b.word - 1) == ELLIPSIS:
            return 1.5
        return None

    def _chains(self, runs: Sequence[Run]) -> list[list[Run]]:
        """Return the best chains of runs (several if they are equally good), each in order."""
        if len(runs) > _MOST_RUNS:
            runs = sorted(runs, key=lambda run: -run.length)[:_MOST_RUNS]
        runs = sorted(runs)
        score = [float(run.length) for run in runs]
        back = [-1] * len(runs)
        for j, b in enumerate(runs):
            for i in range(j):
                a = runs[i]
                if a.place > b.place or a.word == b.word:
                    continue
                cost = self._link(a, b)
                if cost is not None and score[i] + b.length - cost > score[j]:
                    score[j] = score[i] + b.length - cost
                    back[j] = i
        top = max(score)
        chains: list[list[Run]] = []
        for j, value in enumerate(score):
            if value >= top - 0.5 and len(chains) < _MOST_CHAINS:
                chain = [runs[j]]
                i = back[j]
                while i >= 0:
                    chain.append(runs[i])
                    i = back[i]
                chains.append(chain[::-1])
        return chains

    def _steps(self, chain: Sequence[Run]) -> list[Step]:
        """Return the steps of a chain, gaps filled."""
        steps: list[Step] = []
        word, place = chain[0].word, chain[0].place
        for run in chain:
            overlap = max(0, word - run.word, place - run.place)
            first, start = run.word + overlap, run.place + overlap
            if steps and (first > word or start > place):
                steps += self._between(word, first, place, start)
            steps += [
                Step(first + k, first + k + 1, start + k, start + k + 1, "same") for k in range(run.length - overlap)
            ]
            word, place = run.word + run.length, run.place + run.length
        return steps

    # -- zones ---------------------------------------------------------------------------------------------------

    def _anchors(self, begin: int, end: int) -> list[Run]:
        """Return all runs of three and more equal words in ``[begin, end)``; in short zones pairs too.

        A word is an anchor only where it is alone.
        """
        ids, text, index = self._ids, self._text, self._index
        covered: set[tuple[int, int]] = set()
        found: list[Run] = []

        def extend(word: int, place: int, length: int) -> None:
            if (word, place) in covered:
                return
            while (
                word + length < end and place + length < len(text) and ids[word + length] == text[place + length] >= 0
            ):
                length += 1
            covered.update((word + k, place + k) for k in range(length))
            found.append(Run(word, place, length))

        for i in range(begin, end - 2):
            for place in index.triples(ids[i], ids[i + 1], ids[i + 2]):
                extend(i, place, 3)
        if end - begin <= _SHORT_ZONE and all(run.length < end - begin for run in found):
            for i in range(begin, end - 1):
                if ids[i] >= 0 and ids[i + 1] >= 0:
                    for place in index.pairs(ids[i], ids[i + 1]):
                        extend(i, place, 2)
        if not found and end - begin == 1 and ids[begin] >= 0:
            found = [Run(begin, place, 1) for place in index.places(ids[begin])]
        return found

    def zone(self, begin: int, end: int) -> list[Passage]:
        """Align all words of ``[begin, end)``: one passage, or several one after the other; [] if nothing fits."""
        anchors = self._anchors(begin, end)
        if not anchors:
            return []
        candidates = [Passage(tuple(self._steps(chain))) for chain in self._chains(anchors)]
        best = min(candidates, key=lambda passage: (self._misfit(passage, begin, end), passage.place))
        return self._around(list(best.steps), begin, end)

    def _misfit(self, passage: Passage, begin: int, end: int) -> int:
        """Return the faults less the equal words that a passage has if it takes the whole zone."""
        steps = list(passage.steps)
        if passage.first - begin <= _WIDEST_GAP and end - passage.last <= _WIDEST_GAP:
            steps = self._left_edge(begin, steps) + steps + self._right_edge(end, steps)
        whole = Passage(tuple(steps))
        return whole.faults() - whole.same()

    def _around(self, steps: list[Step], begin: int, end: int) -> list[Passage]:
        """Complete ``steps`` with the words of the zone before and after them."""
        before: list[Passage] = []
        after: list[Passage] = []
        first, last = steps[0].first, steps[-1].last
        if first > begin:
            edge = self._left_edge(begin, steps)
            before = [] if _same(edge) >= _EDGE_SHARE * (first - begin) else self._own(begin, first)
            steps = steps if before else edge + steps
        if last < end:
            edge = self._right_edge(end, steps)
            after = [] if _same(edge) >= _EDGE_SHARE * (end - last) else self._own(last, end)
            steps = steps if after else steps + edge
        return [*before, Passage(tuple(steps)), *after]

    def _own(self, begin: int, end: int) -> list[Passage]:
        """Align the rest of a zone as a passage of its own, if most of it is one."""
        if end - begin < 2:
            return []
        passages = self.zone(begin, end)
        same = sum(passage.same() for passage in passages)
        whole = same == end - begin
        return passages if whole or (same >= _REACH and same >= 0.8 * (end - begin)) else []

    def _right_edge(self, end: int, steps: list[Step]) -> list[Step]:
        word, place = steps[-1].last, steps[-1].end
        limit = place
        while limit < len(self._text) and limit - place < end - word + 2 and self._text[limit] >= 0:
            limit += 1
        if end - word > _WIDEST_GAP * 2:
            return [Step(w, w + 1, place, place, "added") for w in range(word, end)]
        return self._fill(word, end, place, limit, open_end=True)

    def _left_edge(self, begin: int, steps: list[Step]) -> list[Step]:
        word, place = steps[0].first, steps[0].place
        count = word - begin
        if count > _WIDEST_GAP * 2:
            return [Step(w, w + 1, place, place, "added") for w in range(begin, word)]
        options = []
        for back in range(count + 2):
            start = place - back
            if start < 0 or (back and self._text[start] < 0):
                break
            filled = self._fill(begin, word, start, place)
            faults = sum(step.kind in _FAULTS for step in filled)
            options.append(((faults, -_same(filled), abs(back - count)), filled))
        return min(options, key=lambda option: option[0])[1]

    # -- running text --------------------------------------------------------------------------------------------

    def grow(self, run: Run, begin: int, end: int, weight: Sequence[float], least: float) -> Passage:
        """Extend a run over small differences among the words ``[begin, end)``.

        Beyond a difference at least two words that weigh ``least`` together must be equal again.
        """
        steps = self._steps([run])
        while True:
            further = self._further(steps[-1].last, steps[-1].end, end, weight, least)
            if not further:
                break
            steps += further
        while True:
            further = self._back(steps[0].first, steps[0].place, begin, weight, least)
            if not further:
                break
            steps = further + steps
        return Passage(tuple(steps))

    def lead(self, passage: Passage, begin: int) -> Passage:
        """Add the words from ``begin`` on, where the text says that the quotation begins, to a passage after them."""
        return Passage((*self._left_edge(begin, list(passage.steps)), *passage.steps))

    def complete(self, passage: Passage, begin: int, end: int, weight: Sequence[float], least: float) -> Passage:
        """Add a verse's last (or first) word or two that running text gives with one difference.

        ``[begin, end)`` are the words that may be taken; a last word alone must weigh ``least``.
        """
        mushaf = self._index.mushaf
        steps = passage.steps
        last, place = passage.last, passage.end
        missing = mushaf.verse_end(place - 1) - place
        if 0 < missing <= 2:
            words = [*range(last, min(last + 2, end))]
            steps += self._ending(words, [*range(place, place + missing)], 1, weight, least)
        first, place = passage.first, passage.place
        missing = place - mushaf.verse_start(place)
        if 0 < missing <= 2:
            words = [*range(first - 1, max(first - 3, begin - 1), -1)]
            steps = self._ending(words, [*range(place - 1, place - 1 - missing, -1)], -1, weight, least) + steps
        return Passage(steps)

    def _ending(
        self, words: list[int], places: list[int], step: int, weight: Sequence[float], least: float
    ) -> tuple[Step, ...]:
        """Return steps for the ``places`` that lack, with one difference; both lists go outwards from the passage."""
        if not words or self._crossing(min(words[0], words[0] - step), max(words[0], words[0] - step)):
            return ()
        takes: list[tuple[int, int]] = []
        if len(places) == 1 and not self._equal(words[0], places[0]):
            if self._alike(words[0], places[0]):
                takes.append((1, 1))
            if len(words) > 1 and self._equal(words[1], places[0]) and weight[words[1]] >= least:
                takes.append((2, 1))
        if len(places) == 2:
            if self._equal(words[0], places[1]) and weight[words[0]] >= least:
                takes.append((1, 2))
            if len(words) > 1 and self._equal(words[1], places[1]) and weight[words[1]] >= least / 2:
                takes.append((2, 2))
        for count, wanted in takes:
            w, p = sorted(words[:count]), sorted(places[:wanted])
            if count == 1 or not self._crossing(w[0], w[-1]):
                return tuple(self._fill(w[0], w[-1] + 1, p[0], p[-1] + 1))
        return ()

    def _alike(self, word: int, place: int) -> bool:
        found, expected = self.letters(word, word + 1), self._forms(place)[0]
        return SequenceMatcher(None, found, expected, autojunk=False).ratio() >= _ALIKE

    def _crossing(self, first: int, last: int) -> bool:
        """Say whether a full stop or a quotation mark stands between the words ``first`` … ``last``."""
        return any(self._gaps.between(word) in (STOP, QUOTING) for word in range(first, last))

    def _again(self, word: int, place: int, end: int, step: int) -> int:
        """Return how many words are equal from ``word`` on, going forwards (1) or back (-1)."""
        count = 0
        text = self._text
        while (word < end if step > 0 else word >= end) and 0 <= place < len(text) and self._equal(word, place):
            count += 1
            word += step
            place += step
        return count

    def _further(self, word: int, place: int, end: int, weight: Sequence[float], least: float) -> list[Step]:
        if word >= end or place >= len(self._text):
            return []
        join = self._join(word, place, end - word, 2 if place + 1 < len(self._text) else 1)
        if join and not self._crossing(word - 1, word + join[0] - 1):
            return [Step(word, word + join[0], place, place + join[1], "joined")]
        reach = _WIDEST_ELLIPSIS if self._gaps.between(word - 1) == ELLIPSIS else _REACH
        for words, places in _offsets(reach):
            if word + words >= end or -1 in self._text[place : place + places]:
                continue
            equal = self._again(word + words, place + places, end, 1)
            heavy = sum(weight[word + words : word + words + equal]) >= least
            if equal >= (2 if max(words, places) < 2 else 3) and heavy and not self._crossing(word - 1, word + words):
                run = Run(word + words, place + places, equal)
                return self._between(word, word + words, place, place + places) + self._steps([run])
        return []

    def _back(self, word: int, place: int, begin: int, weight: Sequence[float], least: float) -> list[Step]:
        if word <= begin or place <= 0:
            return []
        for x, y in ((1, 2), (2, 1), (3, 1)):
            fits = word - x >= begin and place - y >= 0 and self._join(word - x, place - y, x, y) == (x, y)
            if fits and not self._crossing(word - x, word):
                return [Step(word - x, word, place - y, place, "joined")]
        for words, places in _offsets(_REACH):
            if word - words - 1 < begin or -1 in self._text[max(0, place - places) : place]:
                continue
            equal = self._again(word - words - 1, place - places - 1, begin, -1)
            first = word - words - equal
            heavy = sum(weight[first : word - words]) >= least
            if equal >= (2 if max(words, places) < 2 else 3) and heavy and not self._crossing(word - words - 1, word):
                run = Run(first, place - places - equal, equal)
                return self._steps([run]) + self._fill(word - words, word, place - places, place)
        return []


def _offsets(reach: int) -> list[tuple[int, int]]:
    """Return how far to look on both sides, nearest first; beyond three words only the Quran is skipped."""
    near = [(w, p) for w in range(_REACH + 1) for p in range(_REACH + 1) if w or p]
    near.sort(key=lambda pair: (max(pair), sum(pair)))
    return near + [(0, places) for places in range(_REACH + 1, reach + 1)]
