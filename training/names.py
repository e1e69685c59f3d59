"""Train the tagger of names on annotated articles and write it with its card.

    python training/names.py [--train DIR] [--dev DIR]

DIR holds articles in the form of ``bench/train`` (ANT corpus, Apache-2.0, annotated for khabar). The model sees what
tables and grammar propose, so it is trained anew whenever they change much. ``--dev`` is measured only, after training.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import pycrfsuite

from khabar import Reader
from khabar.layers.entities.candidates import propose
from khabar.layers.entities.features import EDGE, SEEN, columns, marks, value_features
from khabar.layers.entities.kinds import WordKinds
from khabar.layers.entities.layer import tokens_of
from khabar.layers.entities.tagger import MODEL, sentence_tokens
from khabar.layers.entities.vocabulary import vocabulary
from khabar.lexicon import Lexicon
from khabar.text import Analysis, analyse
from khabar.text.crf import write_weights
from khabar.text.morphology import plain_tokens

BENCH = Path(__file__).resolve().parents[2] / "shared" / "bench"
SETTINGS = {"c1": 0.3, "c2": 0.1, "max_iterations": 150, "feature.minfreq": 2}


def documents(folder: Path) -> list[dict[str, Any]]:
    """Return the annotated articles of a folder."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]


def tags(document: dict[str, Any], analysis: Analysis) -> list[str]:
    """Return the gold as B-TYPE, I-TYPE and O, a tag a token."""
    found = ["O"] * len(analysis.words)
    spans = [analysis.folded.span(start, end) for start, end in zip(analysis.starts, analysis.ends, strict=True)]
    for entity in document["gold"]["entities"]:
        inside = [at for at, (start, end) in enumerate(spans) if start < entity["end"] and end > entity["start"]]
        for at in inside:
            found[at] = ("B-" if at == inside[0] else "I-") + entity["type"]
    return found


def features(seen: list[list[str]], at: int, kinds: WordKinds) -> list[str]:
    """Return the features of the word at ``at`` in a sentence of which ``columns`` were seen."""
    return [
        feature
        for (column, distances), values in zip(SEEN.items(), seen, strict=True)
        for distance in distances
        for feature in value_features(
            column, distance, values[at + distance] if 0 <= at + distance < len(values) else EDGE, kinds
        )
    ]


def main() -> None:
    """Train, write the model and its card, and print the figures on ``--dev``."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--train", type=Path, default=BENCH / "train")
    parser.add_argument("--dev", type=Path, default=BENCH / "dev")
    given = parser.parse_args()
    times = Reader(layers=["times"], force=True)
    known = vocabulary(Lexicon())
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(SETTINGS)
    articles = names = 0
    for document in documents(given.train):
        analysis = analyse(document["text"])
        dates = times.read(document["text"], published=document["published"]).times
        said = marks(analysis.words, known, propose(analysis.words, known, tokens_of(analysis, dates)))
        spelled = plain_tokens(analysis)
        gold = tags(document, analysis)
        articles += 1
        names += len(document["gold"]["entities"])
        for first, last in sentence_tokens(analysis):
            seen = columns(analysis.words, spelled, said, first, last)
            trainer.append([features(seen, at, known.kinds) for at in range(last - first)], gold[first:last])
    with tempfile.TemporaryDirectory() as folder:
        trained = str(Path(folder, "model"))
        trainer.train(trained)
        tagger = pycrfsuite.Tagger()
        tagger.open(trained)
        weights = tagger.info()
    write_weights(MODEL, sorted(weights.labels), weights.state_features, weights.transitions)
    figures = measure(documents(given.dev)) if given.dev.is_dir() else {}
    for type_, figure in figures.items():
        print(f"{type_:8} {figure}")
    write_card(articles, names, figures)


def measure(gold: list[dict[str, Any]]) -> dict[str, str]:
    """Return precision, recall and F1 (exact span and type) by type."""
    reader = Reader(layers=["times", "entities"], force=True)
    counts: Counter[tuple[str, str]] = Counter()
    for document in gold:
        record = reader.read(document["text"], published=document["published"])
        right = {(e["start"], e["end"], e["type"]) for e in document["gold"]["entities"]}
        got = {
            (m.start, m.end, m.type)
            for e in record.entities
            for m in e.mentions
            if m.form not in ("pronoun", "nominal")
        }
        for part, keys in (("gold", right), ("got", got), ("hit", right & got)):
            for key in keys:
                counts[part, key[2]] += 1
                counts[part, "all"] += 1
    figures = {}
    for type_ in ("PERSON", "NORP", "ORG", "GPE", "LOC", "FAC", "all"):
        hit, gold_, got_ = counts["hit", type_], counts["gold", type_], counts["got", type_]
        precision, recall = hit / max(got_, 1), hit / max(gold_, 1)
        both = 2 * precision * recall / max(precision + recall, 1e-9)
        figures[type_] = f"P {precision:.3f} R {recall:.3f} F1 {both:.3f} ({hit} of {gold_}, {got_} found)"
    return figures


def write_card(articles: int, names: int, figures: dict[str, str]) -> None:
    """Write the model card beside the model."""
    digest = hashlib.sha256(MODEL.read_bytes()).hexdigest()
    lines = [
        "names.npz: the tagger of names of the layer entities",
        "",
        "What: linear-chain CRF (trained by python-crfsuite, read by numpy) over words, affixes,",
        "and the proposals of tables and grammar.",
        f"Trained on: {articles} articles with {names} names of the ANT corpus (Apache-2.0; Tunisian radio news,",
        "2014-17), annotated for khabar by one reader, checked once. No other text.",
        f"Settings: {SETTINGS}",
        f"sha256: {digest}",
        "Licence of the weights: Apache-2.0.",
        "Made by: python training/names.py",
        "",
        "Exact span and type on held-out articles of other outlets (bench/dev):",
        *(f"  {type_:8} {figure}" for type_, figure in figures.items()),
    ]
    MODEL.with_suffix(".card.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
