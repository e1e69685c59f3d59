"""Scores on the gold of ``../shared/bench``, by its own scripts."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.shared import gold_documents, write_records
from khabar import Reader
from khabar.layers.registry import available

__all__ = ["ARTICLES", "SETS", "article_scores", "run_script", "set_scores"]

# Measures of whole articles that the layers so far answer for.
ARTICLES = (
    "time.span(relaxed)",
    "time.value",
    "quantity.value",
    "quantity.value+unit",
    "entity.exact+type",
    "entity.span(relaxed)",
    "entity.code",
    "quote.direct",
    "quote.indirect",
    "quote+speaker",
    "quote.scare",
    "voice.accuracy",
    "voice.macro_f1",
    "event.type",
    "event.type+actors",
    "event.type+actors+status",
    "event.date(recall of dated)",
)
# Small sets and the figures kept of each; those in FEWER are better when smaller.
SETS = {
    "dates": ("right", "strict", "traps_fired"),
    "numbers": ("right",),
    "places": ("names", "variants", "with_code"),
    "lemma_pos": ("lemma", "pos"),
    "subjectivity": ("macro_f1",),
    "propaganda": ("f1",),
    "plover_ar": ("class_recall", "other_class_fired", "actor_country", "actor_full", "recipient_full", "triple"),
    "quran": ("found", "ref_right", "altered_flagged", "exact_called_altered", "none_fired"),
}
# Sets whose records must hold tokens.
TOKENS = frozenset({"lemma_pos"})
FEWER = frozenset(
    {"dates.traps_fired", "quran.exact_called_altered", "quran.none_fired", "plover_ar.other_class_fired"}
)


def run_script(script: Path, *arguments: str) -> str:
    """Return what a script of the bench prints."""
    command = [sys.executable, str(script), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def article_scores(shared: Path, part: str = "dev", reader: Reader | None = None) -> dict[str, float]:
    """Return F1 by measure (``dev.time.value``) on the whole articles of ``bench/PART``."""
    gold = shared / "bench" / part
    with tempfile.TemporaryDirectory() as folder:
        records = Path(folder, "records.jsonl")
        write_records(reader or Reader(layers=available()), gold_documents(gold), records)
        rows: list[dict[str, Any]] = json.loads(
            run_script(shared / "bench" / "score.py", str(gold), str(records), "--json")
        )
    return {f"{part}.{row['measure']}": row["f1"] for row in rows if row["measure"] in ARTICLES}


def set_scores(shared: Path) -> dict[str, float]:
    """Return the figures of the small sets (``dates.right``)."""
    script = shared / "bench" / "score_sets.py"
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        records = Path(folder, "records.jsonl")
        for name, kept in SETS.items():
            file = str(shared / "bench" / name / "dev.jsonl")
            documents = [json.loads(line) for line in run_script(script, "emit", name, file).splitlines()]
            write_records(Reader(layers=available(), force=True, tokens=name in TOKENS), documents, records)
            scored = json.loads(run_script(script, "score", name, file, str(records), "--json"))
            figures |= {f"{name}.{key}": scored.get(key, 0) for key in kept}
    return figures
