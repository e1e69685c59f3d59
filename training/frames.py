"""Count how verbs are used, and train the judge of subjects and objects.

    python -m training.frames --corpora ../shared/corpora [--each 400] --write     the table of government
    python -m training.frames --treebank ../shared/bench/ud_pud/ar_pud-ud-test.conllu [--folds 5] [--write]

The table holds frequencies only. The judge is a logistic regression over the noun phrases that the frames' rules
offer after a verb, trained on UD_Arabic-PUD (CC BY-SA 3.0).
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.frames import Arc, Counts, found_arcs, gold_sentences
from khabar.lexicon import Lexicon
from khabar.text import analyse
from khabar.text.frames.facts import Facts, Grammar, grammar
from khabar.text.frames.finish import frame_of
from khabar.text.frames.frames import read_sentences
from khabar.text.frames.judge import CHOICES, NEITHER, OBJECT, SUBJECT, Judge, LinearJudge, write_judge
from khabar.text.morphology import Analyser, Word, analyser_of, morphology
from khabar.text.morphology.analyser import sentence_tokens
from khabar.text.morphology.resources import MODELS
from khabar.text.morphology.tagger import load_tagger, read_tagger

TABLE = Path(__file__).resolve().parent.parent / "src/khabar/text/frames/tables/government.tsv"
HEAD = """# How verbs are used in newspapers, counted by machine: what follows them, as shares in percent of their uses.
# value: uses counted; object: with an attached pronoun, an accusative that the spelling shows, or a noun that does not
# agree; clause: أن or إن; prepositions: those that follow at once or after one noun phrase, each with its share
# columns: form value object clause prepositions
# required: form value
# source: counted by training/frames.py in a sample of news articles. licence: Apache-2.0
"""
# Every how many articles one is read; how often a verb must be met; how far its preposition may stand.
STEP = 13
LEAST = 8
REACH = 9
LEAST_SHARE = 5
ROUNDS = 150
RATE = 0.5
PENALTY = 4.0
LEAST_WEIGHT = 0.01
_STOPS = frozenset('VR,.:;("UC')


def texts(folder: Path, each: int) -> Iterator[str]:
    """Yield a sample of the articles of every corpus."""
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in islice(lines, 0, each * STEP, STEP):
                article = json.loads(line)
                yield f"{article.get('title') or ''}\n{article['text']}".strip()


def _disagrees(verb: Facts, follower: Facts | None) -> bool:
    """Say whether the noun just after a verb cannot be its subject, by gender."""
    if follower is None or follower.kind != "N" or not follower.article or follower.prep or follower.time:
        return False
    if verb.person != "3" or verb.number != "sing" or follower.human or follower.number != "sing":
        return False
    return {verb.gender, follower.gender} == {"m", "f"}


def count(facts: list[Facts], counts: dict[str, Counter[str]]) -> None:
    """Add what stands after each verb of a text."""
    for at, word in enumerate(facts):
        if word.kind != "V":
            continue
        found = counts[word.key]
        found["uses"] += 1
        found["object"] += bool(word.pron) or _disagrees(word, facts[at + 1] if at + 1 < len(facts) else None)
        for place in range(at + 1, min(len(facts), at + REACH)):
            follower = facts[place]
            if follower.kind in _STOPS or follower.conj:
                break
            if follower.kind == "S":
                found["clause"] += 1
                break
            if follower.kind == "A" or follower.prep:
                found["prep " + (follower.word if follower.kind == "A" else follower.prep)] += 1
                break
            if follower.kind == "N" and follower.case == "a" and not follower.time:
                found["object"] += not word.pron
                break


def government(corpora: Path, each: int) -> str:
    """Return the table of government."""
    lexicon = Lexicon()
    facts_of = grammar(lexicon).facts
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts(corpora, each):
        count([facts_of(word.reading) for word in morphology(analyse(text), lexicon)], counts)
    lines = []
    for verb, found in sorted(counts.items()):
        uses = found["uses"]
        if uses < LEAST:
            continue
        shares = [(round(100 * number / uses), name[5:]) for name, number in found.items() if name.startswith("prep ")]
        prepositions = "|".join(
            f"{name}:{share}" for share, name in sorted(shares, reverse=True) if share >= LEAST_SHARE
        )
        cells = [verb, uses, round(100 * found["object"] / uses), round(100 * found["clause"] / uses), prepositions]
        lines.append("\t".join(map(str, cells)).rstrip())
    return HEAD + "\n".join(lines) + "\n"


class Teacher:
    """Answers with the gold and keeps what it was asked."""

    def __init__(self, arcs: frozenset[Arc]) -> None:
        self.arcs = {(arc.verb, arc.head): arc.role for arc in arcs if not arc.pronoun}
        self.asked: list[tuple[tuple[str, ...], str]] = []

    def choose(self, names: Sequence[str], at: int, head: int) -> str:
        """Return the gold role."""
        role = {"subject": SUBJECT, "object": OBJECT}.get(self.arcs.get((at, head), ""), NEITHER)
        self.asked.append((tuple(names), role))
        return role


class Example(NamedTuple):
    """A sentence with its analysis, its words and the gold."""

    words: Sequence[Word]
    spans: Sequence[tuple[int, int]]
    gold: frozenset[Arc]


def regression(asked: Sequence[tuple[tuple[str, ...], str]]) -> dict[str, tuple[float, float, float]]:
    """Return the weights of a logistic regression with three outcomes (AdaGrad over all examples at once)."""
    number = {name: at for at, name in enumerate(sorted({name for names, _ in asked for name in names}), 1)}
    width = max(len(names) for names, _ in asked)
    rows = np.zeros((len(asked), width), dtype=np.int64)
    gold = np.zeros((len(asked), len(CHOICES)))
    for row, (names, role) in enumerate(asked):
        rows[row, : len(names)] = [number[name] for name in names]
        gold[row, CHOICES.index(role)] = 1
    weights = np.zeros((len(number) + 1, len(CHOICES)))
    squares = np.full_like(weights, 1e-8)
    for _ in range(ROUNDS):
        scores = weights[rows].sum(axis=1)
        found = np.exp(scores - scores.max(axis=1, keepdims=True))
        found /= found.sum(axis=1, keepdims=True)
        slope = PENALTY * weights
        np.add.at(slope, rows.ravel(), np.repeat(found - gold, width, axis=0))
        slope[0] = 0
        squares += slope * slope
        weights -= RATE * slope / np.sqrt(squares)
    kept = {name: weights[at].tolist() for name, at in number.items()}
    return {name: (row[0], row[1], row[2]) for name, row in kept.items() if max(map(abs, row)) > LEAST_WEIGHT}


def learn(examples: Sequence[Example], rules: Grammar) -> dict[str, tuple[float, float, float]]:
    """Train a judge: the teacher leads it through each sentence."""
    asked = []
    for example in examples:
        teacher = Teacher(example.gold)
        read_sentences(example.words, example.spans, rules, teacher)
        asked += teacher.asked
    return regression(asked)


def score(examples: Sequence[Example], rules: Grammar, judge: Judge | None, counts: Counts) -> None:
    """Add what the frames make of ``examples``."""
    for example in examples:
        reader = read_sentences(example.words, example.spans, rules, judge)
        counts.add(example.gold, found_arcs(frame_of(draft) for draft in reader.drafts))


def examples_of(path: Path, analyser: Analyser) -> list[Example]:
    """Return the sentences of the treebank, analysed by ``analyser``."""
    examples = []
    for sentence in gold_sentences(path):
        analysis = analyse(sentence.text)
        examples.append(Example(analyser.read(analysis), sentence_tokens(analysis), sentence.arcs))
    return examples


def folds(path: Path, number: int, taggers: Path | None) -> None:
    """Print the figures on unseen sentences; ``taggers``: a folder with a tagger for each fold (``0.npz`` …)."""
    lexicon = Lexicon()
    rules = grammar(lexicon)
    judged, ruled = Counts(), Counts()
    for fold in range(number):
        tagger = read_tagger(taggers / f"{fold}.npz") if taggers else load_tagger()
        examples = examples_of(path, Analyser(lexicon, tagger))
        seen = [example for at, example in enumerate(examples) if at % number != fold]
        unseen = [example for at, example in enumerate(examples) if at % number == fold]
        score(unseen, rules, LinearJudge(learn(seen, rules)), judged)
        score(unseen, rules, None, ruled)
    print("judge", judged.figures())
    print("rules", ruled.figures())


def main() -> None:
    """Count or train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path)
    parser.add_argument("--each", type=int, default=400)
    parser.add_argument("--treebank", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--taggers", type=Path, help="folder of taggers trained without the sentences of each fold")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if options.corpora:
        table = government(options.corpora, options.each)
        if options.write:
            TABLE.write_text(table, encoding="utf-8")
        print(len(table.splitlines()), "lines")
    if options.folds:
        folds(options.treebank, options.folds, options.taggers)
    if options.treebank and options.write:
        lexicon = Lexicon()
        weights = learn(examples_of(options.treebank, analyser_of(lexicon)), grammar(lexicon))
        write_judge(MODELS / "frames.npz", weights)
        print(len(weights), "features", (MODELS / "frames.npz").stat().st_size, "bytes")


if __name__ == "__main__":
    main()
