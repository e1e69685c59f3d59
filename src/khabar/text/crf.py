"""Linear-chain CRFs, read from their weights: what the taggers of words and of names share.

Trained with python-crfsuite by the scripts under ``training/``; reading and decoding need numpy alone. A model is
arrays and plain text (no pickles). All sentences of a text are decoded side by side.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["Floats", "Weights", "forward_backward", "read_weights", "stretches", "write_weights"]

Floats: TypeAlias = NDArray[np.float32]
# Steps after which sums are brought back to 1: a step multiplies them by no more than some hundreds.
_RESCALED = 6
# Words that are decoded side by side at most, sentences filled up to the longest: bounds memory.
_CELLS = 20_000
# Multiplications of one product of matrices at most: above 262,144 OpenBLAS starts threads, which cost more than they
# give.
_ONE_THREAD = 250_000


class Weights(NamedTuple):
    """The weights of a trained model.

    ``labels`` in order; ``state`` one row of label scores a feature, ``rows`` the row of each feature by name;
    ``transitions[a, b]`` the score of label ``b`` after ``a``.
    """

    labels: tuple[str, ...]
    rows: dict[str, int]
    state: Floats
    transitions: Floats


def stretches(
    sure: NDArray[np.bool_], starts: NDArray[np.int64], lengths: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the stretches of words that are not ``sure``, each with a sure word at either end if there is one.

    ``starts`` and ``lengths`` are the sentences', which tile the words; so are what is returned the stretches'.
    """
    doubtful = np.flatnonzero(~sure)
    if not len(doubtful):
        return doubtful, doubtful
    sentence = np.repeat(np.arange(len(starts)), lengths)
    breaks = np.flatnonzero((np.diff(doubtful) > 1) | (np.diff(sentence[doubtful]) > 0)) + 1
    first = doubtful[np.concatenate([[0], breaks])]
    last = doubtful[np.concatenate([breaks - 1, [len(doubtful) - 1]])]
    begin = np.maximum(first - 1, starts[sentence[first]])
    end = np.minimum(last + 2, (starts + lengths)[sentence[last]])
    return begin, end - begin


def forward_backward(local: Floats, steps: Floats, starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> Floats:
    """Return the marginal probability of each label of each word (rows sum to 1), words outside all sentences 0.

    ``local`` holds the exponential of the words' own scores, the greatest of a word being 1; ``steps`` that of the
    transitions; ``starts`` and ``lengths`` are the sentences', in words. The longest sentence stands first, so that at
    each step those still running are a prefix; sums are brought back to 1 before they can overflow.
    """
    order = np.argsort(-lengths, kind="stable")
    begin, size = starts[order], lengths[order]
    result: Floats = np.zeros_like(local)
    first = 0
    abreast = max(1, _ONE_THREAD // steps.size)
    while first < len(size):
        last = first + max(1, min(abreast, _CELLS // int(size[first])))
        _decode(local, steps, begin[first:last], size[first:last], result)
        first = last
    return result


def _decode(local: Floats, steps: Floats, begin: NDArray[np.int64], size: NDArray[np.int64], result: Floats) -> None:
    """Write the marginals of some sentences, the longest first, to ``result``."""
    longest = int(size[0])
    inside = np.arange(longest)[:, None] < size
    places = np.where(inside, begin + np.arange(longest)[:, None], 0)
    padded = local[places]
    running = inside.sum(axis=1).tolist()
    forward = np.zeros_like(padded)
    backward = np.ones_like(padded)
    forward[0] = padded[0]
    for step in range(1, longest):
        alive = running[step]
        state = forward[step, :alive]
        np.matmul(forward[step - 1, :alive], steps, out=state)
        state *= padded[step, :alive]
        if step % _RESCALED == 0:
            state /= state.sum(axis=1, keepdims=True)
    back = np.ascontiguousarray(steps.T)
    for step in range(longest - 2, -1, -1):
        alive = running[step + 1]
        state = backward[step, :alive]
        np.matmul(backward[step + 1, :alive] * padded[step + 1, :alive], back, out=state)
        if step % _RESCALED == 0:
            state /= state.sum(axis=1, keepdims=True)
    forward *= backward
    joint = forward[inside]
    joint /= joint.sum(axis=1, keepdims=True)
    result[places[inside]] = joint


def write_weights(
    path: Path,
    labels: Sequence[str],
    state: Mapping[tuple[str, str], float],
    transitions: Mapping[tuple[str, str], float],
) -> None:
    """Write weights as arrays: feature names as text, the weights that are not zero by row."""
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


def read_weights(path: Path) -> Weights:
    """Read weights that ``write_weights`` wrote."""
    with np.load(path, allow_pickle=False) as arrays:
        labels = tuple(arrays["labels"].tobytes().decode().split("\n"))
        names = arrays["names"].tobytes().decode().split("\n")
        sizes = arrays["sizes"].astype(np.int64)
        state = np.zeros((len(names), len(labels)), dtype=np.float32)
        state[np.repeat(np.arange(len(names)), sizes), arrays["columns"]] = arrays["values"]
        transitions = arrays["transitions"]
    return Weights(labels, {name: at for at, name in enumerate(names)}, state, transitions)
