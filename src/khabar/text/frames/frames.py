"""The clause frames of a text: made once for each analysis, looked up by token."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from khabar.text.frames.drafts import Draft
from khabar.text.frames.facts import Grammar, grammar
from khabar.text.frames.judge import Judge, load_judge
from khabar.text.frames.records import Clause, Frame, Phrase
from khabar.text.frames.sentence import SentenceReader
from khabar.text.morphology import Word, morphology
from khabar.text.morphology.analyser import sentence_tokens

if TYPE_CHECKING:
    from khabar.lexicon import Lexicon
    from khabar.text import Analysis

__all__ = ["Frames", "frame_of", "frames", "read_sentences"]

_MEMO = "frames"


class Frames:
    """Noun phrases, clauses and frames of one text, each in the order of its beginning."""

    def __init__(self, analysis: Analysis, frames: Sequence[Frame], phrases: Sequence[Phrase], clauses: Sequence[Clause]) -> None:
        self._analysis = analysis
        self.frames = frames
        self.phrases = phrases
        self.clauses = clauses

    def __len__(self) -> int:
        return len(self.frames)

    @cached_property
    def _by_predicate(self) -> dict[int, Frame]:
        return {frame.predicate: frame for frame in self.frames}

    def frame_at(self, token: int) -> Frame | None:
        """Return the frame whose predicate is ``token``, None if it is none."""
        return self._by_predicate.get(token)


def frames(analysis: Analysis, lexicon: Lexicon) -> Frames:
    """Return the frames of ``analysis``; worked out once for each analysis."""
    found: Frames | None = analysis.memo.get(_MEMO)
    if found is None:
        found = analysis.memo[_MEMO] = _read(analysis, lexicon)
    return found


def read_sentences(
    words: Sequence[Word], sentences: Sequence[tuple[int, int]], rules: Grammar, judge: Judge | None
) -> SentenceReader:
    """Read the sentences (spans of token numbers) of analysed ``words``; ``judge`` None: by rules alone."""
    facts_of = rules.facts
    reader = SentenceReader([facts_of(word.reading) for word in words], judge)
    for start, stop in sentences:
        reader.read(start, stop)
    return reader


def _read(analysis: Analysis, lexicon: Lexicon) -> Frames:
    words = morphology(analysis, lexicon)
    reader = read_sentences(words, sentence_tokens(analysis), grammar(lexicon), load_judge())
    return Frames(analysis, [frame_of(draft) for draft in reader.drafts], reader.phrases, [])


def frame_of(draft: Draft) -> Frame:
    """Return the finished frame of a draft."""
    args = [arg for arg in (draft.subject, draft.object, draft.predicative, draft.complement) if arg is not None]
    return Frame(
        draft.predicate, draft.start, draft.end, draft.kind, draft.facts.verb, draft.voice, draft.negated, draft.tense,
        draft.modality, draft.clause, (*args, *draft.args),
    )  # fmt: skip
