"""Train the tagger on UD_Arabic-PUD; with --folds say how well it does on sentences it has not seen.

    python training/tagger.py --treebank ../shared/bench/ud_pud/ar_pud-ud-test.conllu [--folds 5] [--write]

Needs ``python-crfsuite``; ``--write`` puts the weights into ``src/khabar/text/models``.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pycrfsuite
from treebank import Sentence, Token, read_treebank

from khabar.lexicon import Lexicon
from khabar.text.crf import write_weights
from khabar.text.fold import fold_word
from khabar.text.morphology.clitics import DEFINITE
from khabar.text.morphology.features import BOUNDARY, DISTANCES, WordFeatures, word_features
from khabar.text.morphology.lexemes import Lexemes, lexemes
from khabar.text.morphology.resources import MODELS, frequencies
from khabar.text.morphology.tagger import Tagger, possible_labels, read_tagger

OPTIONS = {"c1": 0.1, "c2": 0.1, "max_iterations": 100, "feature.possible_transitions": False}
# What a token is trained as whose parts in the treebank fit no label.
UNKNOWN = "000X"
# Shares of the words that get a clitic they had not (see ``augmented``), and the seed of the choice.
FUTURE_SHARE = 0.1
CONJUNCTION_SHARE = 0.15
BARE_SHARE = 0.15
BARE_ALIF = str.maketrans("أإآ", "ااا")
SEED = 1


class Featuriser:
    """Features of sentences, each word's kept."""

    def __init__(self, known: Lexemes) -> None:
        self.known = known
        self.kept: dict[str, WordFeatures] = {}

    def word(self, word: str) -> WordFeatures:
        """Return the features of a word."""
        if word not in self.kept:
            self.kept[word] = word_features(word, self.known, frequencies())
        return self.kept[word]

    def rows(self, words: list[str]) -> list[list[str]]:
        """Return the names of the features at each word of a sentence."""
        found = [self.word(word) for word in words]
        rows = []
        for at, features in enumerate(found):
            row = list(features.own)
            for distance in DISTANCES:
                seen = at + distance
                if 0 <= seen < len(found):
                    names = found[seen].near if abs(distance) == 1 else found[seen].far
                else:
                    names = BOUNDARY
                row += [f"{distance}{name}" for name in names]
            rows.append(row)
        return rows


def train(sentences: list[Sentence], featuriser: Featuriser, path: Path) -> None:
    """Train on ``sentences`` and write the weights to ``path``."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(OPTIONS)
    for sentence in [*sentences, *augmented(sentences, featuriser.known)]:
        trainer.append(
            featuriser.rows([token.word for token in sentence.tokens]),
            [token.label or UNKNOWN for token in sentence.tokens],
        )
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "tagger.crfsuite")
        trainer.train(file)
        tagger = pycrfsuite.Tagger()
        tagger.open(file)
        info: Any = tagger.info()
        labels = tuple(sorted(tagger.labels()))
    write_weights(path, labels, info.state_features, info.transitions)


def predict(tagger: Tagger, sentences: list[Sentence], featuriser: Featuriser) -> list[list[str]]:
    """Return the labels that ``tagger`` gives."""
    predicted = []
    for sentence in sentences:
        words = [token.word for token in sentence.tokens]
        features = [featuriser.word(word) for word in words]
        vectors = [
            np.concatenate([tagger.own(each.own, possible_labels(word))[None], tagger.context(each.near, each.far)])
            for word, each in zip(words, features, strict=True)
        ]
        best = tagger.marginals(np.stack(vectors), [(0, len(words))]).best
        predicted.append([tagger.labels[number] for number in best])
    return predicted


def _is_imperfect(word: str, known: Lexemes) -> bool:
    return word[0] in "يتن" and any(tense == "imp" for _, tense in known.verbs(fold_word(word)))


def augmented(sentences: list[Sentence], known: Lexemes) -> list[Sentence]:
    """Return copies of sentences, changed in two ways in which newspapers differ from this small treebank.

    Some words got a conjunction or future س that they had not: many combinations of clitics (و + س + verb + pronoun)
    stand in it once or never, although each part is common; only words that have another clitic, or are imperfect
    verbs, are taken. And some sentences are spelled without hamza on alif, as many papers write.
    """
    chance = random.Random(SEED)  # noqa: S311 - no secrets here
    bare = [sentence for sentence in sentences if chance.random() < BARE_SHARE]
    copies = [
        Sentence(each.id, [token._replace(word=token.word.translate(BARE_ALIF)) for token in each.tokens])
        for each in bare
    ]
    for sentence in sentences:
        tokens = []
        for token in sentence.tokens:
            word, label = token.word, token.label
            if label == "000VERB" and _is_imperfect(word, known) and chance.random() < FUTURE_SHARE:
                word, label = "س" + word, "010VERB"
            if label and label[0] == "0" and "1" in label[:3] and chance.random() < CONJUNCTION_SHARE:
                word, label = chance.choice("ووف") + word, "1" + label[1:]
            tokens.append(Token(word, label, token.lemma))
        if tokens != sentence.tokens:
            copies.append(Sentence(sentence.id, tokens))
    return copies


def same_class(gold: str, found: str) -> bool:
    """Say whether two parts of speech are the same, names and nouns taken as one."""
    gold, found = gold.removesuffix(DEFINITE), found.removesuffix(DEFINITE)
    return gold == found or {gold, found} == {"NOUN", "PROPN"}


def main() -> None:
    """Train and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebank", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    known = lexemes(Lexicon())
    sentences = list(read_treebank(options.treebank, known))
    featuriser = Featuriser(known)
    totals: Counter[str] = Counter()
    confusions: Counter[tuple[str, str]] = Counter()
    for fold in range(options.folds):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "tagger.npz"
            train([s for at, s in enumerate(sentences) if at % options.folds != fold], featuriser, path)
            tagger = read_tagger(path)
        held = [s for at, s in enumerate(sentences) if at % options.folds == fold]
        for sentence, labels in zip(held, predict(tagger, held, featuriser), strict=True):
            for token, label in zip(sentence.tokens, labels, strict=True):
                if not "\u0621" <= token.word[0] <= "\u064a":
                    continue
                totals["words"] += 1
                right = token.label is not None and label[:3] == token.label[:3]
                totals["split"] += right
                if token.label is None:
                    continue
                totals["pos"] += same_class(token.label[3:], label[3:])
                confusions[token.label[3:], label[3:]] += token.label[3:] != label[3:]
                if options.errors and not right:
                    print("split", token.word, token.label, label)
        shares = {name: round(totals[name] / totals["words"], 4) for name in ("split", "pos")}
        print("fold", fold, totals["words"], shares, flush=True)
    if options.folds:
        print(confusions.most_common(20))
    if options.write:
        train(sentences, featuriser, MODELS / "tagger.npz")
        print((MODELS / "tagger.npz").stat().st_size, "bytes")


if __name__ == "__main__":
    main()
