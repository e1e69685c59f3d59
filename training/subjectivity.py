"""Train the weights of the layer of subjectivity and write them with their card.

    python -m training.subjectivity [--train DIR] [--corpus ANT.jsonl.gz] [--dev DIR] [--write]

Read are the annotated articles of DIR and the corpus of which ``subjectivity/ant.tsv`` labels sentences (both ANT
corpus, Apache-2.0, annotated for khabar), ``subjectivity/own.tsv`` and the development half of the traps of the voices
(both written for khabar). ``--dev`` is measured only, after training. Method: logistic regression by Newton's method
with a quadratic penalty (le Cessie and van Houwelingen 1992).
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from khabar import Reader
from khabar.layers.subjectivity.features import FEATURES, describe
from khabar.record import Record

ROOT = Path(__file__).resolve().parents[1]
BENCH = ROOT.parent / "shared" / "bench"
CORPUS = ROOT.parent / "shared" / "corpora" / "ant.jsonl.gz"
LABELS = Path(__file__).parent / "subjectivity"
TRAPS = ROOT / "tests" / "layers" / "voices" / "traps" / "dev.tsv"
TABLE = ROOT / "src" / "khabar" / "layers" / "subjectivity" / "tables" / "weights.tsv"
CARD = TABLE.parents[1] / "weights.card.txt"
LAYERS = ("times", "quantities", "scripture", "entities", "quotations", "voices")
OWN_VOICES = {"claim", "opinion", "prediction", "call", "question"}
SUBJECTIVE = {"opinion", "call"}  # of the six voices of the gold
PENALTY = 1.0
BINS = 10
# How much a sentence of each source counts: plain news is what there is most of, and teaches least; of sentences read
# alone those written for khabar say most, since they come from news and commentary alike.
WEIGHTS = {
    "train": 0.25,
    "train alone": 0.1,
    "judged": 1.0,
    "judged alone": 1.0,
    "marked": 1.0,
    "marked alone": 1.0,
    "plain": 1.0,
    "plain alone": 0.5,
    "own": 1.0,
    "own alone": 2.0,
    "traps": 1.0,
}

Vector = npt.NDArray[np.float64]


class Example(NamedTuple):
    """A labelled sentence: where it is from, its features, whether it speaks the author's mind.

    Each sentence of a text is an example twice: in its text, and read alone.
    """

    source: str
    features: dict[str, float]
    label: bool


def rows(path: Path) -> list[list[str]]:
    """Return the cells of the lines of a table."""
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def described(record: Record) -> list[dict[str, float]]:
    """Return the features of the sentences of a record."""
    return list(describe(record.text, [(one.start, one.end) for one in record.sentences], record.voices))


def overlap(start: int, end: int, other: Any) -> int:
    """Return how many characters a stretch shares with an annotation."""
    return min(end, int(other["end"])) - max(start, int(other["start"]))


def read_alone(reader: Reader, source: str, sentence: str, label: bool) -> Iterator[Example]:
    """Yield a sentence as it is read without its text, unless it then falls in several."""
    found = described(reader.read(sentence))
    if len(found) == 1:
        yield Example(source, found[0], label)


def annotated(reader: Reader, folder: Path, *, alone: bool = False) -> Iterator[Example]:
    """Yield the sentences of annotated articles, each with the label of the voice that covers most of it."""
    for path in sorted(folder.glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        record = reader.read(document["text"], published=document["published"])
        gold = document["gold"]["voices"]
        for sentence, features in zip(record.sentences, described(record), strict=True):
            best = max(gold, key=lambda one: overlap(sentence.start, sentence.end, one), default=None)
            if best is not None and overlap(sentence.start, sentence.end, best) > 0:
                label = best["voice"] in SUBJECTIVE
                yield Example("train", features, label)
                if alone:
                    yield from read_alone(reader, "train alone", record.text[sentence.start : sentence.end], label)


def labelled(reader: Reader, corpus: Path) -> Iterator[Example]:
    """Yield the sentences of the corpus that ``ant.tsv`` labels."""
    wanted: dict[int, list[tuple[int, bool, str]]] = {}
    for article, start, _, label, stratum in rows(LABELS / "ant.tsv"):
        wanted.setdefault(int(article), []).append((int(start), label == "1", stratum))
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number in wanted:
                article = json.loads(line)
                record = reader.read(f"{article.get('title') or ''}\n{article['text']}".strip())
                found = {one.start: (one.end, of) for one, of in zip(record.sentences, described(record), strict=True)}
                for at, subjective, source in wanted[number]:
                    if at in found:
                        to, features = found[at]
                        yield Example(source, features, subjective)
                        yield from read_alone(reader, f"{source} alone", record.text[at:to], subjective)


def written(reader: Reader) -> Iterator[Example]:
    """Yield the sentences of the texts written for khabar and of the traps."""
    for _, lines in groupby(rows(LABELS / "own.tsv"), key=lambda row: row[0]):
        sentences = [(row[1] == "1", row[2]) for row in lines]
        record = reader.read("\n".join(sentence for _, sentence in sentences))
        for (label, sentence), features in zip(sentences, described(record), strict=True):
            if len(sentences) > 1:
                yield Example("own", features, label)
            yield from read_alone(reader, "own alone", sentence, label)
    for _, text, voices, *_ in rows(TRAPS):
        plain = text.replace("\\n", "\n").replace("〔", "").replace("〕", "")
        yield from read_alone(reader, "traps", plain, set(voices.split("|")) <= OWN_VOICES)


def matrix(examples: Sequence[Example]) -> tuple[Vector, Vector]:
    """Return the features and labels of examples as numbers."""
    values = [[one.features.get(name, 0.0) for name in FEATURES] for one in examples]
    return np.array(values, float), np.array([one.label for one in examples], float)


def fit(values: Vector, labels: Vector, counts: Vector, penalty: float = PENALTY) -> Vector:
    """Return the weights of most likelihood less ``penalty`` times half their squares (none on the first, the bias)."""
    weights = np.zeros(values.shape[1])
    ridge = np.full(values.shape[1], penalty)
    ridge[0] = 1e-3
    for _ in range(50):
        found = probabilities(values, weights)
        slope = values.T @ (counts * (labels - found)) - ridge * weights
        curve = (values * (counts * found * (1 - found))[:, None]).T @ values + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def probabilities(values: Vector, weights: Vector) -> Vector:
    """Return the probabilities that a model gives."""
    found: Vector = 1 / (1 + np.exp(-values @ weights))
    return found


def calibration(found: Vector, labels: Vector) -> tuple[list[tuple[float, float, int, float, float]], float]:
    """Return the bins that hold sentences (low, high, sentences, mean given, share true) and the mean fault (ECE)."""
    bins = np.minimum((found * BINS).astype(int), BINS - 1)
    table = []
    fault = 0.0
    for number in range(BINS):
        inside = bins == number
        if inside.any():
            given, true = float(found[inside].mean()), float(labels[inside].mean())
            table.append((number / BINS, (number + 1) / BINS, int(inside.sum()), given, true))
            fault += abs(given - true) * float(inside.mean())
    return table, fault


def macro_f1(found: Vector, labels: Vector) -> float:
    """Return the mean F1 of both labels at one half."""
    said = found >= 0.5
    scores = []
    for label in (True, False):
        both = float(np.sum((said == label) & (labels == label)))
        scores.append(2 * both / max(1.0, float(np.sum(said == label) + np.sum(labels == label))))
    return sum(scores) / 2


def report(name: str, examples: Sequence[Example], weights: Vector) -> list[str]:
    """Return lines that say how well the weights fit examples."""
    values, labels = matrix(examples)
    found = probabilities(values, weights)
    table, fault = calibration(found, labels)
    brier = float(np.mean((found - labels) ** 2))
    lines = [
        f"{name}: {len(labels)} sentences, {int(labels.sum())} subjective; macro-F1 {macro_f1(found, labels):.3f}, "
        f"Brier {brier:.3f}, ECE {fault:.3f}",
        "  given        sentences  mean given  share true",
    ]
    return lines + [
        f"  {low:.1f} to {high:.1f}  {n:>9}  {given:>10.2f}  {true:>10.2f}" for low, high, n, given, true in table
    ]


def main() -> None:
    """Train, measure, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, default=BENCH / "train")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--dev", type=Path, default=BENCH / "dev")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    reader = Reader(layers=LAYERS, force=True)
    examples = [*annotated(reader, options.train, alone=True), *labelled(reader, options.corpus), *written(reader)]
    values, labels = matrix(examples)
    weights = fit(values, labels, np.array([WEIGHTS[one.source] for one in examples]))
    lines = report("trained on, in texts and alone", examples, weights)
    if options.dev.is_dir():
        lines += report("bench/dev", list(annotated(reader, options.dev)), weights)
    print("\n".join(lines))
    for name, weight in sorted(zip(FEATURES, weights, strict=True), key=lambda pair: -pair[1]):
        print(f"  {name:12} {weight:+.2f}")
    if options.write:
        write(weights, lines)


def write(weights: Vector, lines: Sequence[str]) -> None:
    """Write the table of weights and its card."""
    TABLE.parent.mkdir(exist_ok=True)
    head = [
        "# How much each feature of a sentence speaks for the author's mind in it: logarithms of odds.",
        "# columns: feature weight",
        "# feature: see features.py. weight: of a logistic model; made by training/subjectivity.py, not by hand.",
        "# required: feature weight",
        "# source: trained on data written or annotated for khabar (weights.card.txt). licence: Apache-2.0",
    ]
    body = [f"{name}\t{weight:.4f}" for name, weight in zip(FEATURES, weights, strict=True)]
    TABLE.write_text("\n".join([*head, *body, ""]), encoding="utf-8")
    card = [
        "tables/weights.tsv: the model of the layer subjectivity",
        "",
        f"What: logistic regression over {len(FEATURES)} features of the voices of a sentence and its text.",
        "Trained on: bench/train (120 articles) and ant.tsv (244 sentences), both of the ANT corpus (Apache-2.0;",
        "Tunisian radio news, 2014-17), annotated for khabar by one reader; own.tsv and the development half of the",
        "traps of the voices, both written for khabar. Nothing under a licence that forbids commercial use.",
        f"Settings: penalty {PENALTY}; weights of sources: "
        + ", ".join(f"{name} {weight}" for name, weight in WEIGHTS.items()),
        "Licence of the weights: Apache-2.0.",
        "Made by: python -m training.subjectivity --write",
        "",
        *lines,
    ]
    CARD.write_text("\n".join([*card, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
