"""Decides which names stand in a text: a linear-chain CRF over what tables and grammar propose.

The model weighs the proposals (a table's name, a grammar rule's) with the words around them and finds names that no
table holds. Without the model the proposals themselves are the answer.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from khabar.layers.entities.candidates import Candidate, Proposals
from khabar.layers.entities.features import marks, sentence_features, word_features
from khabar.layers.entities.kinds import WordKinds
from khabar.layers.entities.vocabulary import Vocabulary
from khabar.lexicon.matcher import Found
from khabar.text.morphology import plain_tokens

if TYPE_CHECKING:
    from khabar.text import Analysis

__all__ = ["MODEL", "Span", "Tagger", "sentence_tokens"]

MODEL = Path(__file__).with_name("names.crfsuite")
_CACHE_LIMIT = 50_000
_LONGEST = 400


class Span(NamedTuple):
    """A name: tokens ``first`` to ``last`` (half-open), letters cut off the first, type, candidate, probability."""

    first: int
    last: int
    cut: int
    type: str
    candidate: Candidate | None
    score: float | None


def sentence_tokens(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """Yield the tokens (half-open) of each sentence that has any; a sentence without end is cut to bound memory."""
    for start, end, _ in analysis.sentences:
        first, last = bisect_left(analysis.starts, start), bisect_left(analysis.starts, end)
        for part in range(first, last, _LONGEST):
            yield part, min(part + _LONGEST, last)


class Tagger:
    """The model, opened once; a lock is not needed, since ``tag`` hands the whole sequence over in one call."""

    def __init__(self, path: Path = MODEL) -> None:
        import pycrfsuite

        self._tagger = pycrfsuite.Tagger()
        self._tagger.open(str(path))
        self._words: dict[str, list[str]] = {}

    def spans(self, analysis: Analysis, vocabulary: Vocabulary, proposals: Proposals) -> list[Span]:
        """Return the names of a text in order, none overlapping."""
        words, spelled, kinds = analysis.words, plain_tokens(analysis), vocabulary.kinds
        said = marks(words, vocabulary, proposals)
        by_first = {candidate.first: candidate for candidate in proposals.found}
        spans: list[Span] = []
        for first, last in sentence_tokens(analysis):
            own = [self._own(word, kinds) for word in spelled[first:last]]
            tags = self._tagger.tag(sentence_features(words, first, last, said, own))
            index = first
            while index < last:
                tag = tags[index - first]
                if tag == "O":
                    index += 1
                    continue
                type_ = tag[2:]
                end = index + 1
                while end < last and tags[end - first] == "I-" + type_:
                    end += 1
                score = self._tagger.marginal(tag, index - first)
                spans.append(self._span(words, index, end, type_, by_first.get(index), score, vocabulary))
                index = end
        return spans

    def _own(self, word: str, kinds: WordKinds) -> list[str]:
        features = self._words.get(word)
        if features is None:
            features = word_features(word, kinds)
            if len(self._words) < _CACHE_LIMIT:
                self._words[word] = features
        return features

    @staticmethod
    def _span(
        words: Sequence[str],
        first: int,
        last: int,
        type_: str,
        candidate: Candidate | None,
        score: float,
        vocabulary: Vocabulary,
    ) -> Span:
        cut = candidate.cut if candidate else _cut(words[first], vocabulary)
        same = candidate if candidate and candidate.last == last else None
        return Span(first, last, cut, type_, same, round(score, 3))


def _cut(word: str, vocabulary: Vocabulary) -> int:
    """Return how many letters of attached particles begin ``word``, the first of a name that no table holds."""
    for matcher in (vocabulary.names, vocabulary.given, vocabulary.heads):
        hit: Found[Any] | None = matcher.at([word], 0)
        if hit:
            return hit.cut
    if word.startswith(("وال", "بال", "فال", "كال", "لل")) and len(word) > 4:
        return 1
    return 2 if word.startswith(("وبال", "ولل", "فلل")) and len(word) > 5 else 0
