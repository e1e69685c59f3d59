"""Decides which names stand in a text: a linear-chain CRF over what tables and grammar propose.

The model weighs the proposals (a table's name, a grammar rule's) with the words around them and finds names that no
table holds. Without the model the proposals themselves are the answer.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from khabar.layers.entities.candidates import Candidate, Proposals
from khabar.layers.entities.features import EDGE, SEEN, Marks, columns, marks, value_features
from khabar.layers.entities.kinds import WordKinds
from khabar.layers.entities.vocabulary import Vocabulary
from khabar.lexicon.matcher import Found
from khabar.text.crf import Floats, Weights, forward_backward, read_weights, stretches
from khabar.text.morphology import plain_tokens

if TYPE_CHECKING:
    from khabar.text import Analysis

__all__ = ["MODEL", "Span", "Tagger", "sentence_tokens"]

MODEL = Path(__file__).with_name("names.npz")
_CACHE_LIMIT = 150_000
# A word is surely no name if all other labels together are less likely than this, before its neighbours are looked at.
_SURE = 1e-3
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


class _Column:
    """What the values of one column add to the scores of the words around them, worked out when a value is first met.

    ``numbers`` gives the row of a value; ``_table`` is distances x rows x labels.
    """

    def __init__(self, weights: Weights, name: str, distances: tuple[int, ...]) -> None:
        self._weights, self._name, self._distances = weights, name, distances
        self._table: Floats = np.zeros((len(distances), 256, len(weights.labels)), dtype=np.float32)
        self.numbers: dict[str, int] = {}

    def add(self, scores: Floats, values: Sequence[str], places: NDArray[np.int64], kinds: WordKinds) -> None:
        """Add to the scores of the words at ``places`` what the values at each distance from them say."""
        numbers = self.numbers
        for value in set(values).difference(numbers):
            self._learn(value, kinds)
        rows = np.array([numbers[value] for value in values])
        for distance, table in zip(self._distances, self._table, strict=True):
            scores += table.take(rows[places + distance], axis=0)

    def _learn(self, value: str, kinds: WordKinds) -> None:
        index, state = self._weights.rows, self._weights.state
        row = len(self.numbers)
        if row == self._table.shape[1]:
            self._table = np.concatenate([self._table, np.zeros_like(self._table)], axis=1)
        for table, distance in zip(self._table, self._distances, strict=True):
            known = [index[name] for name in value_features(self._name, distance, value, kinds) if name in index]
            if len(known) == 1:
                table[row] = state[known[0]]
            elif known:
                table[row] = state[known].sum(axis=0)
        self.numbers[value] = row


class Tagger:
    """The model, read once; may be shared by threads."""

    def __init__(self, path: Path = MODEL) -> None:
        self._weights = read_weights(path)
        self._steps: Floats = np.exp(self._weights.transitions)
        self._lock = RLock()
        self._forget()

    def _forget(self) -> None:
        """Begin anew with what is kept of values, so that memory stays bounded."""
        self._columns = [_Column(self._weights, name, distances) for name, distances in SEEN.items()]

    def spans(self, analysis: Analysis, vocabulary: Vocabulary, proposals: Proposals) -> list[Span]:
        """Return the names of a text in order, none overlapping."""
        words = analysis.words
        sentences = list(sentence_tokens(analysis))
        if not sentences:
            return []
        said = marks(words, vocabulary, proposals)
        spelled = plain_tokens(analysis)
        with self._lock:
            scores = self._local(words, spelled, said, sentences, vocabulary.kinds)
        probable = self._marginals(scores, sentences)
        best = probable.argmax(axis=1).tolist()
        chance = probable.max(axis=1).tolist()
        labels = self._weights.labels
        by_first = {candidate.first: candidate for candidate in proposals.found}
        spans: list[Span] = []
        row = 0
        for first, last in sentences:
            tags = [labels[number] for number in best[row : row + last - first]]
            at = first
            while at < last:
                tag = tags[at - first]
                if tag == "O":
                    at += 1
                    continue
                end = at + 1
                while end < last and tags[end - first] == "I-" + tag[2:]:
                    end += 1
                score = chance[row + at - first]
                if not _small(spelled[at:end]) or at in by_first:
                    spans.append(self._span(words, at, end, tag[2:], by_first.get(at), score, vocabulary))
                at = end
            row += last - first
        return spans

    def _marginals(self, scores: Floats, sentences: Sequence[tuple[int, int]]) -> Floats:
        """Return the marginals of all words.

        Most words are no part of a name beyond doubt; only the stretches between them are decoded, each with a sure
        word at either end.
        """
        nothing = self._weights.labels.index("O")
        scores -= scores.max(axis=1, keepdims=True)
        local: Floats = np.exp(scores)
        others = local.sum(axis=1) - local[:, nothing]
        sure = others < _SURE * local[:, nothing]
        probable = np.zeros_like(local)
        probable[:, nothing] = 1
        lengths = np.array([last - first for first, last in sentences])
        begins, sizes = stretches(sure, np.cumsum(lengths) - lengths, lengths)
        if len(begins):
            decoded = forward_backward(local, self._steps, begins, sizes)
            probable[~sure] = decoded[~sure]
        return probable

    def _local(
        self,
        words: Sequence[str],
        spelled: Sequence[str],
        said: Marks,
        sentences: Sequence[tuple[int, int]],
        kinds: WordKinds,
    ) -> Floats:
        """Return the scores that what is seen at each word gives its labels, words x labels."""
        if any(len(column.numbers) > _CACHE_LIMIT for column in self._columns):
            self._forget()
        seen: list[list[str]] = [[EDGE, EDGE] for _ in SEEN]
        inside: list[int] = []
        for first, last in sentences:
            inside.extend(range(len(seen[0]), len(seen[0]) + last - first))
            for values, more in zip(seen, columns(words, spelled, said, first, last), strict=True):
                values += more
                values += (EDGE, EDGE)
        places = np.array(inside)
        scores: Floats = np.zeros((len(places), len(self._weights.labels)), dtype=np.float32)
        for column, values in zip(self._columns, seen, strict=True):
            column.add(scores, values, places, kinds)
        return scores

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


def _small(spelled: Sequence[str]) -> bool:
    """Say whether words are of small Latin letters only: no name, but a field of some file or an address."""
    return all(word.isascii() and word == word.lower() for word in spelled) and any(map(str.isalpha, spelled))


def _cut(word: str, vocabulary: Vocabulary) -> int:
    """Return how many letters of attached particles begin ``word``, the first of a name that no table holds."""
    for matcher in (vocabulary.names, vocabulary.given, vocabulary.heads):
        hit: Found[Any] | None = matcher.at([word], 0)
        if hit:
            return hit.cut
    if word.startswith(("وال", "بال", "فال", "كال", "لل")) and len(word) > 4:
        return 1
    return 2 if word.startswith(("وبال", "ولل", "فلل")) and len(word) > 5 else 0
