"""The tagger: a linear-chain CRF over words, read from its weights; labels by their marginal probability.

Trained with python-crfsuite (``training/tagger.py``); decoding needs numpy alone. Since features depend on single
words, what a word adds to the scores of its own and its neighbours' labels is computed once and kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from khabar.text.crf import Floats, forward_backward, read_weights, stretches
from khabar.text.morphology.clitics import DEFINITE, FUTURE, article_mark, splits
from khabar.text.morphology.features import BOUNDARY, DISTANCES
from khabar.text.morphology.resources import MODELS

__all__ = ["Marginals", "Tagger", "load_tagger", "possible_labels", "read_tagger"]

_FILE = "tagger.npz"
# Where the second-best label is less likely than this beside the best, before neighbours are looked at, the best is
# sure: the transitions overturned it for none of 30,000 words, and nearly all such words come out above .98.
_SURE = 0.01
# A score that no other feature outweighs.
IMPOSSIBLE = -60.0
_UNSPLIT = frozenset((("000", "", ""),))
_NUMBER = frozenset((("000", "", "0"),))
_MARK = frozenset((("000", "", "."),))
_AGREEING = frozenset(("NOUN", "ADJ", "PROPN"))


class Marginals(NamedTuple):
    """For each word of a text the probability of each label (rows sum to 1)."""

    probabilities: Floats
    best: list[int]


class _Pairs:
    """The weights of features of a neighbour, for the word at either distance from it, found in one step.

    A word at distance d from me sees me at -d, and the names of features say where the seen word stands.
    """

    def __init__(self, index: dict[str, int], weights: Floats, distances: tuple[int, int]) -> None:
        self._places: dict[str, int] = {}
        heads = tuple(str(-distance) for distance in distances)
        for name in index:
            for head in heads:
                if name.startswith(head) and not name[len(head)].isdigit():
                    self._places.setdefault(name[len(head) :], len(self._places))
        self._weights = np.zeros((len(self._places), 2, weights.shape[1]), dtype=np.float32)
        for name, place in self._places.items():
            for side, head in enumerate(heads):
                row = index.get(head + name)
                if row is not None:
                    self._weights[place, side] = weights[row]

    def sum(self, names: Sequence[str]) -> Floats:
        """Return two rows of scores: for the word at the first distance, and at the second."""
        places = [place for place in map(self._places.get, names) if place is not None]
        total: Floats = self._weights[places].sum(axis=0, dtype=np.float32)
        return total


class Tagger:
    """The weights of a trained CRF.

    ``labels`` are the labels in order; ``weights`` one row per feature, ``index`` the row of each feature by name;
    ``transitions[a, b]`` the score of label ``b`` after ``a``.
    """

    def __init__(self, labels: tuple[str, ...], index: dict[str, int], weights: Floats, transitions: Floats) -> None:
        self.labels = labels
        self._index = index
        self._weights = weights
        self._near = _Pairs(index, weights, (-1, 1))
        self._far = _Pairs(index, weights, (-2, 2))
        self._steps: Floats = np.exp(transitions)
        self._masks: dict[frozenset[tuple[str, str, str]], NDArray[np.bool_]] = {}
        # what the edge of a sentence adds to a word it stands before or behind, in the order of DISTANCES
        (to_left, to_right), (to_far_left, to_far_right) = self._near.sum(BOUNDARY), self._far.sum(BOUNDARY)
        self._edges = np.stack([to_far_right, to_right, to_left, to_far_left])

    def own(self, names: Sequence[str], possible: frozenset[tuple[str, str, str]]) -> Floats:
        """Return the scores that a word's own features give its labels; ``possible`` as ``possible_labels`` says."""
        rows = [row for row in map(self._index.get, names) if row is not None]
        scores: Floats = self._weights[rows].sum(axis=0, dtype=np.float32)
        mask = self._masks.get(possible)
        if mask is None:
            mask = self._masks[possible] = np.array([not _is_possible(label, possible) for label in self.labels])
        scores[mask] = IMPOSSIBLE
        return scores

    def context(self, near: Sequence[str], far: Sequence[str]) -> Floats:
        """Return, a row for each of ``DISTANCES``, what a word with these features adds to the labels there.

        ``near`` are its features for its neighbours, ``far`` those for the words at distance two.
        """
        beside, beyond = self._near.sum(near), self._far.sum(far)
        return np.stack([beyond[0], beside[0], beside[1], beyond[1]])

    def marginals(self, vectors: Floats, sentences: list[tuple[int, int]]) -> Marginals:
        """Return the marginals of the labels of all words.

        ``vectors`` is words x 5 x labels: what each word adds to its own labels and, a row for each of ``DISTANCES``,
        to those of the word at that distance; ``sentences`` are the spans of word numbers, in order and without gaps.
        """
        scores: Floats = vectors[:, 0].copy()
        starts = np.array([start for start, _ in sentences])
        ends = np.array([end for _, end in sentences])
        lengths = ends - starts
        places = np.arange(len(scores))
        before = places - np.repeat(starts, lengths)
        after = np.repeat(ends, lengths) - 1 - places
        for row, distance in enumerate(DISTANCES):
            inside = before >= -distance if distance < 0 else after >= distance
            # what the word at place + distance adds to the word at place stands in its row for -distance
            scores[inside] += vectors[places[inside] + distance, 1 + DISTANCES.index(-distance)]
            scores[~inside] += self._edges[row]
        scores -= scores.max(axis=1, keepdims=True)
        local: Floats = np.exp(scores)
        sure = np.partition(local, -2, axis=1)[:, -2] < _SURE
        probabilities: Floats = np.zeros_like(local)
        probabilities[sure, local[sure].argmax(axis=1)] = 1
        begins, sizes = stretches(sure, starts, lengths)
        if len(begins):
            decoded = forward_backward(local, self._steps, begins, sizes)
            probabilities[~sure] = decoded[~sure]
        return Marginals(probabilities, probabilities.argmax(axis=1).tolist())


@cache
def load_tagger() -> Tagger | None:
    """Return the tagger that ships, or None if its file is not there."""
    path = MODELS / _FILE
    return read_tagger(path) if path.exists() else None


def read_tagger(path: Path) -> Tagger:
    """Read a tagger from its file."""
    return Tagger(*read_weights(path))


def possible_labels(word: str) -> frozenset[tuple[str, str, str]]:
    """Return what the letters of the plain ``word`` allow: ``(key, preposition, article mark)`` of each split."""
    if not word[0].isalpha():
        return _NUMBER if word[0].isdigit() else _MARK
    if word.isascii():
        return _UNSPLIT
    return frozenset(
        (split.key, word[split.start - 1] if split.key[1] == "1" else "", article_mark(word, split, "NOUN"))
        for split in splits(word)
    )


def _is_possible(label: str, possible: frozenset[tuple[str, str, str]]) -> bool:
    if possible is _NUMBER or possible is _MARK:
        return label == ("000NUM" if possible is _NUMBER else "000PUNCT")
    key, upos = label[:3], label[3:]
    mark = DEFINITE if upos.endswith(DEFINITE) else ""
    for allowed, preposition, article in possible:
        if allowed == key:
            if mark != article and (mark or upos in _AGREEING):
                return False
            if preposition == FUTURE:
                return upos == "VERB"
            return upos != "VERB" or preposition in ("", "ل")
    return False
