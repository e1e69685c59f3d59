"""Figures of the language analysis: ``python -m benchmarks.morphology [--articles N]``.

Words split as in UD_Arabic-PUD (which the tagger was trained on: unseen sentences are measured by
``training/tagger.py --folds 5``), lemma and part of speech on ``lemma_pos/dev``, speed on one core, load, memory.
"""

from __future__ import annotations

import argparse
import importlib.util
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.shared import articles, shared_folder
from khabar import Reader
from khabar.lexicon import Lexicon
from khabar.text import analyse
from khabar.text.morphology import Analyser, analyser_of, morphology

__all__ = ["main", "scores", "speed"]

_SETS = {"lemma_pos": "lemma_pos/dev.jsonl", "ud_pud": "ud_pud/ar_pud-ud-test.conllu"}
_LOAD = """
import os, time
import numpy, khabar.reader
def resident():
    with open("/proc/self/statm") as pages:
        return int(pages.read().split()[1]) * os.sysconf("SC_PAGESIZE")
before, start = resident(), time.process_time()
from khabar.lexicon import Lexicon
from khabar.text import analyse
from khabar.text.morphology import morphology
morphology(analyse("وصل الوفد."), Lexicon())
print(time.process_time() - start, (resident() - before) / 2**20)
"""


def _scorer(shared: Path) -> Any:
    spec = importlib.util.spec_from_file_location("score_sets", shared / "bench" / "score_sets.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(shared / "bench" / "score_sets.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scores(shared: Path) -> dict[str, float]:
    """Return what ``score_sets.py`` says of the tokens of both sets."""
    scorer = _scorer(shared)
    reader = Reader(layers=(), tokens=True, force=True)
    figures: dict[str, float] = {}
    for name, path in _SETS.items():
        rows = scorer.rows_of(name, str(shared / "bench" / path))
        records = {}
        for document in scorer.emit(name, rows):
            tokens = reader.read(document["text"]).tokens
            records[document["id"]] = {
                "tokens": [{"start": t.start, "end": t.end, "lemma": t.lemma, "upos": t.upos} for t in tokens]
            }
        found = getattr(scorer, name)(rows, records, lambda *_: None)
        figures |= {f"{name}.{key}": value for key, value in found.items()}
    return figures


def speed(texts: list[str]) -> dict[str, float]:
    """Return words a second of the analysis alone: with an empty cache of words, and once it is filled."""
    lexicon = Lexicon()
    fresh: Analyser = analyser_of(lexicon)
    figures: dict[str, float] = {}
    for name in ("first pass", "second pass"):
        analyses = [analyse(text) for text in texts]
        start = time.process_time()
        words = sum(len(morphology(analysis, lexicon)) for analysis in analyses)
        figures[f"words/s, {name}"] = round(words / (time.process_time() - start))
    figures["distinct words kept"] = fresh.kept
    loaded = subprocess.run([sys.executable, "-c", _LOAD], check=True, capture_output=True, text=True).stdout.split()
    figures["tables and models loaded, CPU s"] = round(float(loaded[0]), 3)
    figures["memory they take, MB"] = round(float(loaded[1]), 1)
    return figures


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.morphology", description=__doc__)
    parser.add_argument("--articles", type=int, default=300, help="articles a corpus for the speed (default 300)")
    given = parser.parse_args()
    shared = shared_folder()
    if shared is None:
        print("no gold at hand (../shared): nothing measured.")
        return 0
    figures = scores(shared) | speed([document["text"] for document in articles(shared, given.articles, step=11)])
    for name, figure in figures.items():
        print(f"  {name:36} {figure:>12,}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
