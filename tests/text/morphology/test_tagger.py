"""The decoder against a plain count over all label sequences."""

from __future__ import annotations

from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest

from khabar.text.crf import write_weights
from khabar.text.morphology.tagger import load_tagger, possible_labels, read_tagger

LABELS = ("000NOUN", "000VERB", "100NOUN")


def small_tagger(folder: Path):
    state = {("w=a", "000NOUN"): 1.0, ("w=b", "000VERB"): 0.5, ("-1x", "000VERB"): 0.25, ("1x", "100NOUN"): 0.75}
    moves = {("000NOUN", "000VERB"): 1.5, ("000VERB", "000VERB"): -0.5}
    write_weights(folder / "t.npz", LABELS, state, moves)
    return read_tagger(folder / "t.npz"), moves


def test_marginals_are_those_of_all_sequences(tmp_path: Path) -> None:
    tagger, moves = small_tagger(tmp_path)
    generator = np.random.default_rng(3)
    own = generator.normal(size=(5, 3)).astype(np.float32)
    vectors = np.zeros((5, 5, 3), dtype=np.float32)
    vectors[:, 0] = own
    sentences = [(0, 3), (3, 5)]
    found = tagger.marginals(vectors, sentences).probabilities
    for start, end in sentences:
        expected = np.zeros((end - start, 3))
        for path in product(range(3), repeat=end - start):
            score = sum(own[start + at, label] for at, label in enumerate(path))
            score += sum(moves.get((LABELS[a], LABELS[b]), 0.0) for a, b in pairwise(path))
            for at, label in enumerate(path):
                expected[at, label] += np.exp(score)
        expected /= expected.sum(axis=1, keepdims=True)
        assert found[start:end] == pytest.approx(expected, abs=1e-4)


def test_neighbours_add_their_scores_on_the_right_side(tmp_path: Path) -> None:
    tagger, _ = small_tagger(tmp_path)
    far_left, first, second, far_right = tagger.context(("x",), ("x",))
    # at distance 1 behind x (x stands at -1): VERB; before it (x stands at 1): the third label
    assert second.tolist() == [0.0, 0.25, 0.0]
    assert first.tolist() == [0.0, 0.0, 0.75]
    assert far_left.tolist() == far_right.tolist() == [0.0, 0.0, 0.0]


def test_letters_forbid_labels(tmp_path: Path) -> None:
    tagger, _ = small_tagger(tmp_path)
    assert tagger.own(("w=a",), possible_labels("كتب"))[2] < -50
    assert tagger.own(("w=a",), possible_labels("وكتب"))[2] == 0


def test_the_tagger_that_ships_can_be_read() -> None:
    tagger = load_tagger()
    assert tagger is not None
    assert "110VERB" in tagger.labels
