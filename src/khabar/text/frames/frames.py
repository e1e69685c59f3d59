"""The clause frames of a text: made once for each analysis, looked up by token."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from khabar.text.frames.facts import Facts, Grammar, grammar
from khabar.text.frames.finish import clause_of, frame_of
from khabar.text.frames.judge import Judge, load_judge
from khabar.text.frames.records import Clause, Frame, Phrase
from khabar.text.frames.sentence import read_sentence
from khabar.text.frames.state import State
from khabar.text.morphology import Word, morphology
from khabar.text.morphology.analyser import sentence_tokens

if TYPE_CHECKING:
    from khabar.lexicon import Lexicon
    from khabar.text import Analysis

__all__ = ["Frames", "frames", "read_sentences"]

_MEMO = "frames"
# A reading less probable than this does not replace the likeliest, whatever stands before the word.
_SLIGHT = 0.02
_LEAST = 0.1
_LIKELY = 0.2
_EVEN = 0.4
# After these a verb stands: relatives of one meaning, negations of verbs, future and perfect particles.
_BEFORE_VERBS = frozenset("الذي التي الذين لم لن سوف قد لقد".split())


class Frames:
    """Frames, noun phrases and clauses of one text, each in the order of its beginning.

    All numbers in them are token numbers of the analysis; ``offsets`` gives those of the text.
    """

    def __init__(self, analysis: Analysis, state: State) -> None:
        self._analysis = analysis
        self._state = state
        self._owners = state.owners

    def __len__(self) -> int:
        return len(self._state.drafts)

    @cached_property
    def frames(self) -> list[Frame]:
        """The frames, in the order of their predicates."""
        return sorted(map(frame_of, self._state.drafts), key=lambda frame: frame.predicate)

    @cached_property
    def phrases(self) -> list[Phrase]:
        """The noun phrases, alone or with their preposition; they do not overlap."""
        return self._state.phrases

    @cached_property
    def clauses(self) -> list[Clause]:
        """The clauses, in the order in which they begin; an inner one follows the one around it."""
        return list(map(clause_of, self._state.levels))

    @cached_property
    def _by_predicate(self) -> dict[int, Frame]:
        return {frame.predicate: frame for frame in self.frames}

    @cached_property
    def _phrase_starts(self) -> list[int]:
        return [phrase.start for phrase in self.phrases]

    def frame_at(self, token: int) -> Frame | None:
        """Return the frame whose predicate is ``token``, None if it is none."""
        return self._by_predicate.get(token)

    def noun_phrase_at(self, token: int) -> Phrase | None:
        """Return the noun phrase (with its preposition) that holds ``token``, None if there is none."""
        at = bisect_right(self._phrase_starts, token) - 1
        if at < 0:
            return None
        phrase = self.phrases[at]
        return phrase if token < phrase.end else None

    def clause_at(self, token: int) -> Clause | None:
        """Return the innermost clause that holds ``token``, None if there is no such token."""
        return self.clauses[self._owners[token]] if 0 <= token < len(self._owners) else None

    def frame_of_clause(self, clause: Clause) -> Frame | None:
        """Return the frame of the predicate of ``clause``, None if it has none."""
        return self._by_predicate.get(clause.predicate)

    def offsets(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the text of the tokens from ``start`` to ``end`` (half-open, at least one token)."""
        analysis = self._analysis
        return analysis.folded.span(analysis.starts[start], analysis.ends[end - 1])


def frames(analysis: Analysis, lexicon: Lexicon, names: Collection[int] = ()) -> Frames:
    """Return the frames of ``analysis``; worked out once for each analysis.

    ``names`` are tokens known to be names, though they be words too (قطر).
    """
    found: Frames | None = analysis.memo.get(_MEMO)
    if found is None:
        words = morphology(analysis, lexicon)
        state = read_sentences(words, sentence_tokens(analysis), grammar(lexicon), load_judge(), names)
        found = analysis.memo[_MEMO] = Frames(analysis, state)
    return found


def read_sentences(
    words: Sequence[Word],
    sentences: Sequence[tuple[int, int]],
    rules: Grammar,
    judge: Judge | None,
    names: Collection[int] = (),
) -> State:
    """Read the sentences (spans of token numbers) of analysed ``words``; ``judge`` None: by rules alone."""
    facts = _facts(words, sentences, rules)
    for at in names:
        if facts[at].kind in "NJV":
            facts[at] = replace(facts[at], kind="P", definite=True, case="", tense="", participle=False)
    state = State(facts, judge)
    for start, stop in sentences:
        read_sentence(state, start, stop)
    return state


def _facts(words: Sequence[Word], sentences: Sequence[tuple[int, int]], rules: Grammar) -> list[Facts]:
    """Return the facts of ``words``; one that may be a verb is one where its neighbours speak for it."""
    found = rules.all_facts(words)
    starts = {start for start, _ in sentences}
    for at, word in enumerate(words):
        if not word.alternatives or found[at].kind not in "NPJQ" or found[at].article or found[at].prep:
            continue
        for reading, score in word.alternatives:
            if reading.upos == "VERB":
                before = found[at - 1] if at and at not in starts else None
                after = found[at + 1] if at + 1 < len(found) else None
                beyond = found[at + 2] if at + 2 < len(found) else None
                begins = before is None or reading.pieces[0].role == "conj"
                unheard = begins and bool(reading.row) and not word.reading.row and word.reading.upos != "PROPN"
                if score >= (_SLIGHT if unheard else _least(before, after, beyond, begins=begins)):
                    found[at] = rules.facts(reading)
                break
    return found


def _least(before: Facts | None, after: Facts | None, beyond: Facts | None, *, begins: bool) -> float:
    """Return how probable the reading as a verb must be: less where only or mostly verbs stand."""
    if before is not None and before.word in _BEFORE_VERBS:
        return _LEAST
    if begins and after is not None:
        if after.kind == "N" and after.case == "n":
            return _LEAST
        if after.human and (after.article or (beyond is not None and beyond.article)):
            return _SLIGHT  # طالب الرئيس، طالب وزير الخارجية
        if after.kind == "A" and after.pron:
            return _LIKELY
        return _EVEN
    return 1.0
