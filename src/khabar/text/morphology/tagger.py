"""The tagger: a linear-chain CRF over words, read from its weights; labels by their marginal probability.

Trained with python-crfsuite (``training/tagger.py``); decoding needs numpy alone. Since features depend on single
words, what a word adds to the scores of its own and its neighbours' labels is computed once and kept.
"""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from khabar.text.morphology.clitics import FUTURE, splits
from khabar.text.morphology.features import BOUNDARY, DISTANCES, WordFeatures
from khabar.text.morphology.resources import MODELS

__all__ = ["Marginals", "Tagger", "load_tagger", "possible_labels", "read_tagger", "write_tagger"]

Floats: TypeAlias = NDArray[np.float32]

_FILE = "tagger.npz"
_IMPOSSIBLE = -60.0


class Marginals(NamedTuple):
    """For each word of a text the probability of each label (rows sum to 1)."""

    probabilities: Floats
    best: list[int]


class Tagger:
    """The weights of a trained CRF.

    ``labels`` are the labels in order; ``weights`` one row per feature, ``index`` the row of each feature by name;
    ``transitions[a, b]`` the score of label ``b`` after ``a``.
    """

    def __init__(self, labels: tuple[str, ...], index: dict[str, int], weights: Floats, transitions: Floats) -> None:
        self.labels = labels
        self._index = index
        self._weights = weights
        self._steps = np.exp(transitions)
        self._edges = np.stack([self._sum([f"{distance}{name}" for name in BOUNDARY]) for distance in DISTANCES])

    def _sum(self, names: list[str]) -> Floats:
        rows = [row for row in map(self._index.get, names) if row is not None]
        total: Floats = self._weights[rows].sum(axis=0, dtype=np.float32)
        return total

    def vectors(self, features: WordFeatures, possible: list[bool]) -> Floats:
        """Return the scores that a word adds: row 0 to its own labels, then to the words at ``DISTANCES`` from it.

        ``possible`` tells which labels the word's letters allow.
        """
        own = self._sum(list(features.own))
        own[~np.array(possible)] = _IMPOSSIBLE
        rows = [own]
        for distance in DISTANCES:
            # a word at distance d from me sees me at -d; feature names hold where the seen word stands
            seen = features.near if abs(distance) == 1 else features.far
            rows.append(self._sum([f"{-distance}{name}" for name in seen]))
        return np.stack(rows)

    def marginals(self, vectors: Floats, sentences: list[tuple[int, int]]) -> Marginals:
        """Return the marginals of all words; ``vectors`` is words x 5 x labels, ``sentences`` spans of word numbers."""
        scores: Floats = vectors[:, 0].copy()
        starts = np.array([start for start, _ in sentences])
        ends = np.array([end for _, end in sentences])
        lengths = ends - starts
        count = len(scores)
        first = np.repeat(starts, lengths)
        last = np.repeat(ends, lengths)
        places = np.arange(count)
        for row, distance in enumerate(DISTANCES):
            seen = places + distance
            inside = (seen >= first) & (seen < last)
            # what the word at place + distance adds to the word at place stands in its row for -distance
            column = 1 + DISTANCES.index(-distance)
            scores[inside] += vectors[seen[inside], column]
            scores[~inside] += self._edges[row]
        np.maximum(scores, scores.max(axis=1, keepdims=True) + _IMPOSSIBLE, out=scores)
        scores -= scores.max(axis=1, keepdims=True)
        probabilities = self._forward_backward(np.exp(scores), starts, lengths)
        return Marginals(probabilities, probabilities.argmax(axis=1).tolist())

    def _forward_backward(self, local: Floats, starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> Floats:
        """Run all sentences side by side, the longest first, so that those still running are a prefix."""
        order = np.argsort(-lengths, kind="stable")
        begin = starts[order]
        size = lengths[order]
        longest = int(size[0])
        running = [int(np.searchsorted(-size, -step, side="left")) for step in range(longest)]
        forward = np.empty_like(local)
        state = local[begin]
        state /= state.sum(axis=1, keepdims=True)
        forward[begin] = state
        for step in range(1, longest):
            alive = running[step]
            at = begin[:alive] + step
            state = (state[:alive] @ self._steps) * local[at]
            state /= state.sum(axis=1, keepdims=True)
            forward[at] = state
        result = forward
        back = self._steps.T
        beta: Floats = np.ones((0, local.shape[1]), dtype=np.float32)
        for step in range(longest - 1, -1, -1):
            alive = running[step] if step else len(begin)
            grown: Floats = np.ones((alive, local.shape[1]), dtype=np.float32)
            if len(beta):
                at = begin[: len(beta)] + step + 1
                moved = (beta * local[at]) @ back
                grown[: len(beta)] = moved / moved.sum(axis=1, keepdims=True)
            beta = grown
            at = begin[:alive] + step
            joint = forward[at] * beta
            result[at] = joint / joint.sum(axis=1, keepdims=True)
        return result


def write_tagger(
    path: Path, labels: tuple[str, ...], state: dict[tuple[str, str], float], transitions: dict[tuple[str, str], float]
) -> None:
    """Write weights as arrays (no pickles): feature names as text, the weights that are not zero by row."""
    number = {label: at for at, label in enumerate(labels)}
    names = sorted({name for name, _ in state})
    rows: dict[str, list[tuple[int, float]]] = {name: [] for name in names}
    for (name, label), weight in sorted(state.items()):
        rows[name].append((number[label], weight))
    moves = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for (before, after), weight in transitions.items():
        moves[number[before], number[after]] = weight
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        labels=np.frombuffer("\n".join(labels).encode(), dtype=np.uint8),
        names=np.frombuffer("\n".join(names).encode(), dtype=np.uint8),
        sizes=np.array([len(rows[name]) for name in names], dtype=np.uint8),
        columns=np.array([column for name in names for column, _ in rows[name]], dtype=np.uint8),
        values=np.array([value for name in names for _, value in rows[name]], dtype=np.float16),
        transitions=moves,
    )
    path.write_bytes(buffer.getvalue())


@cache
def load_tagger() -> Tagger | None:
    """Return the tagger that ships, or None if its file is not there."""
    path = MODELS / _FILE
    return read_tagger(path) if path.exists() else None


def read_tagger(path: Path) -> Tagger:
    """Read a tagger from its file."""
    with np.load(path, allow_pickle=False) as arrays:
        labels = tuple(arrays["labels"].tobytes().decode().split("\n"))
        names = arrays["names"].tobytes().decode().split("\n")
        sizes = arrays["sizes"].astype(np.int64)
        weights = np.zeros((len(names), len(labels)), dtype=np.float32)
        weights[np.repeat(np.arange(len(names)), sizes), arrays["columns"]] = arrays["values"]
        transitions = arrays["transitions"]
    return Tagger(labels, {name: at for at, name in enumerate(names)}, weights, transitions)


def possible_labels(word: str, labels: tuple[str, ...]) -> list[bool]:
    """Return for each label whether the letters of the plain ``word`` allow it."""
    if not word[0].isalpha() or word.isascii():
        return [label.startswith("000") for label in labels]
    prefixes = {split.key: word[split.start - 1] if split.key[1] == "1" else "" for split in splits(word)}
    return [label[:3] in prefixes and _may_follow(prefixes[label[:3]], label[3:]) for label in labels]


def _may_follow(prefix: str, upos: str) -> bool:
    if prefix == FUTURE:
        return upos == "VERB"
    return upos != "VERB" or prefix in ("", "ل")
