"""Figures of the clause frames: ``python -m benchmarks.frames [--articles N]``.

Subjects and objects of verbs against the heads of UD_Arabic-PUD, head words compared. The models that ship were trained
on this treebank: figures on unseen sentences are those of ``python -m training.frames --folds 5``.
"""

from __future__ import annotations

import argparse
import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.shared import articles, shared_folder
from khabar.lexicon import Lexicon
from khabar.text import Analysis, analyse
from khabar.text.frames import Frame, frames
from khabar.text.frames.facts import grammar
from khabar.text.frames.finish import frame_of
from khabar.text.frames.frames import read_sentences
from khabar.text.morphology import morphology
from khabar.text.morphology.analyser import sentence_tokens

__all__ = ["Arc", "Counts", "GoldSentence", "found_arcs", "gold_sentences", "main", "run"]

TREEBANK = "ud_pud/ar_pud-ud-test.conllu"
_ROLES = {"subject": "subject", "object": "object"}
# Pronouns that stand alone; others are attached to the word before.
_ALONE = ("هو", "هي", "نحن", "أنا", "أنت")


class Arc(NamedTuple):
    """A role, the token of its verb, that of its head word, and whether that is the pronoun attached to the token."""

    role: str
    verb: int
    head: int
    pronoun: bool


class GoldSentence(NamedTuple):
    """A sentence of the treebank: its text and the arcs in khabar's tokens."""

    text: str
    arcs: frozenset[Arc]


class Counts(Counter[str]):
    """Counts of right, found and gold arcs by role."""

    def add(self, gold: Iterable[Arc], found: Iterable[Arc]) -> None:
        """Add a sentence."""
        gold, found = set(gold), set(found)
        for arcs, name in ((gold & found, "right"), (found, "found"), (gold, "gold")):
            for arc in arcs:
                self[f"{arc.role} {name}"] += 1

    def figures(self) -> dict[str, float]:
        """Return precision, recall and F1 by role."""
        figures = {}
        for role in ("subject", "object"):
            right, found, gold = (self[f"{role} {name}"] for name in ("right", "found", "gold"))
            figures[f"{role}.precision"] = round(right / max(found, 1), 4)
            figures[f"{role}.recall"] = round(right / max(gold, 1), 4)
            figures[f"{role}.f1"] = round(2 * right / max(found + gold, 1), 4)
        return figures


def gold_sentences(path: Path) -> Iterator[GoldSentence]:
    """Yield the sentences of the treebank with the subjects and objects of their verbs.

    The treebank makes the subject of كان that of its predicate noun; here it is that of the verb كان.
    """
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        text = ""
        rows = []
        for line in block.split("\n"):
            if line.startswith("# text ="):
                text = line.split("=", 1)[1].strip()
            elif not line.startswith("#"):
                rows.append(line.split("\t"))
        yield GoldSentence(text, frozenset(_arcs(text, rows)))


def _arcs(text: str, rows: list[list[str]]) -> Iterator[Arc]:
    analysis = analyse(text)
    starts = [analysis.folded.start(start) for start in analysis.starts]
    tokens = []
    at = 0
    for row in rows:
        at = text.index(row[1], at)
        tokens.append(bisect_right(starts, at) - 1)
        at += len(row[1])
    copulas = {int(row[6]) - 1: place for place, row in enumerate(rows) if row[7] == "cop" and row[3] == "AUX"}
    for place, row in enumerate(rows):
        verb = int(row[6]) - 1
        role = "subject" if row[7].startswith("nsubj") else "object" if row[7] == "obj" else ""
        if verb < 0 or not role:
            continue
        if rows[verb][3] != "VERB":
            if role == "object" or verb not in copulas:
                continue
            verb = copulas[verb]
        attached = row[4] == "PRP" and place > 0 and tokens[place] == tokens[place - 1]
        pronoun = attached and row[1] not in _ALONE and rows[place - 1][1] not in ("و", "ف")
        yield Arc(role, tokens[verb], tokens[place], pronoun)


def found_arcs(found: Iterable[Frame]) -> Iterator[Arc]:
    """Yield the arcs of frames of verbs that are said where they are (not carried from before)."""
    for frame in found:
        if frame.kind in ("verb", "copula"):
            for arg in frame.args:
                if arg.role in _ROLES and not arg.dropped:
                    yield Arc(arg.role, frame.predicate, arg.head, arg.pronoun)


def _by_rules(analysis: Analysis, lexicon: Lexicon) -> list[Frame]:
    reader = read_sentences(morphology(analysis, lexicon), sentence_tokens(analysis), grammar(lexicon), None)
    return [frame_of(draft) for draft in reader.drafts]


def speed(texts: list[str], lexicon: Lexicon) -> dict[str, float]:
    """Return the time of the frames beyond morphology, on one core, one text after the other, once words are known."""
    words = 0
    taken = 0.0
    for known in (False, True):
        for text in texts:
            analysis = analyse(text)
            found = morphology(analysis, lexicon)
            start = time.process_time()
            _ = frames(analysis, lexicon).frames
            if known:
                taken += time.process_time() - start
                words += len(found)
    return {"words/s beyond morphology": round(words / taken), "ms an article": round(1000 * taken / len(texts), 2)}


def run(shared: Path, *, each: int = 60) -> dict[str, float]:
    """Return the figures: with the judge that ships (trained on the same treebank), by rules alone, and the speed."""
    lexicon = Lexicon()
    judged, ruled = Counts(), Counts()
    for sentence in gold_sentences(shared / "bench" / TREEBANK):
        analysis = analyse(sentence.text)
        judged.add(sentence.arcs, found_arcs(frames(analysis, lexicon).frames))
        ruled.add(sentence.arcs, found_arcs(_by_rules(analysis, lexicon)))
    figures = {f"seen {name}": value for name, value in judged.figures().items()}
    figures |= {f"rules {name}": value for name, value in ruled.figures().items()}
    return figures | speed([document["text"] for document in articles(shared, each, step=17)], lexicon)


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.frames", description=__doc__)
    parser.add_argument("--articles", type=int, default=60, help="articles a corpus for the speed (default 60)")
    given = parser.parse_args()
    shared = shared_folder()
    if shared is None:
        print("no gold at hand (../shared): nothing measured.")
        return 0
    for name, figure in run(shared, each=given.articles).items():
        print(f"  {name:30} {figure:>12,}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
