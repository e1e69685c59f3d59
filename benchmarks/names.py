"""``python -m benchmarks.names``: names on the gold of ``../shared/bench``, on unseen outlets, in PLOVER's sentences.

The unseen articles lie in ``benchmarks/unseen`` as offsets (see the README there); their texts are looked up in the
corpora. ``run`` gives F1 by measure for both sets and the lag between them, so that it shows how much of what the
layer knows holds beyond the articles that it was built beside.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.scores import run_script
from benchmarks.shared import gold_documents, shared_folder, write_records
from khabar import Reader
from khabar.layers.entities.vocabulary import Vocabulary, vocabulary
from khabar.lexicon import Lexicon
from khabar.record import Record
from khabar.text import analyse
from khabar.text.fold import fold_word

__all__ = ["plover", "run", "unseen_documents"]

UNSEEN = Path(__file__).with_name("unseen")
MEASURES = {"entity.exact+type": "exact", "entity.span(relaxed)": "span", "entity.code": "code"}
# Codes of PLOVER that name no country: armed groups of several, foreigners at large, and Kurds.
_MARKS = "\"'«»“”()[]،.:؛-"
NO_COUNTRY = frozenset({"IMG", "INT", "KUR", "MNC", "ISM", "NGO"})


def unseen_documents(shared: Path) -> list[dict[str, Any]]:
    """Return the unseen articles with their texts; raises ``ValueError`` if a corpus gives another text."""
    documents = []
    for path in sorted(UNSEEN.glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        with gzip.open(shared / "corpora" / document["corpus"], "rt", encoding="utf-8") as lines:
            article = json.loads(next(islice(lines, document["index"], None)))
        text = f"{article.get('title') or ''}\n{article['text']}".strip()
        if hashlib.sha256(text.encode()).hexdigest() != document["sha256"]:
            raise ValueError(f"{path.name}: the corpus holds another text at {document['index']}.")
        documents.append({**document, "text": text, "gold": _with_texts(document["gold"], text)})
    return documents


def _with_texts(gold: dict[str, list[dict[str, Any]]], text: str) -> dict[str, list[dict[str, Any]]]:
    """Return the gold with the surface texts that its offsets stand for."""
    full: dict[str, list[dict[str, Any]]] = {"events": []}
    for layer, rows in gold.items():
        full[layer] = [{**row, "text": text[row["start"] : row["end"]]} for row in rows]
        for row in full[layer]:
            for key in ("cue", "speaker"):
                if row.get(key):
                    start, end = row[key]
                    row[key] = text[start:end]
    return full


def _score(shared: Path, documents: list[dict[str, Any]], label: str) -> dict[str, float]:
    reader = Reader(layers=["times", "entities"], force=True)
    with tempfile.TemporaryDirectory() as folder:
        gold, records = Path(folder, "gold"), Path(folder, "records.jsonl")
        gold.mkdir()
        for document in documents:
            Path(gold, f"{document['id']}.json").write_text(json.dumps(document), encoding="utf-8")
        write_records(reader, documents, records)
        rows = json.loads(run_script(shared / "bench" / "score.py", str(gold), str(records), "--json"))
    return {f"{label}.{MEASURES[row['measure']]}": row["f1"] for row in rows if row["measure"] in MEASURES}


def plover(shared: Path) -> dict[str, float]:
    """Return for how many actors and recipients of PLOVER's sentences the country is found at their own words.

    ``named``: those with a word that is a form of the actor tables or that morphology does not know, which is what
    names are; ``all``: the others too (متظاهرون of a country that the sentence tells elsewhere).
    """
    reader = Reader(layers=["times", "entities"], force=True)
    known = vocabulary(Lexicon())
    counts = {"named": [0, 0], "all": [0, 0]}
    for line in (shared / "bench" / "plover_ar" / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        record = reader.read(row["text"])
        for side in (row["actor"], row["recipient"]):
            if not side["text"] or not side["country"] or side["country"] in NO_COUNTRY:
                continue
            found = side["country"] in _codes_at(record, side["text"])
            for key in ("all", "named") if _named(side["text"], known) else ("all",):
                counts[key][0] += found
                counts[key][1] += 1
    figures: dict[str, float] = {}
    for key, (right, told) in counts.items():
        figures |= {f"plover.{key}": round(right / max(told, 1), 4), f"plover.{key}.of": told}
    return figures


def _named(said: str, known: Vocabulary) -> bool:
    words = analyse(said).words
    return any(known.names.at(words, at) or not known.kinds(word) for at, word in enumerate(words) if word.isalpha())


def _codes_at(record: Record, said: str) -> set[str | None]:
    """Return the codes of the entities that hold a word of ``said``; its words are given in no order."""
    wanted = {fold_word(word).strip(_MARKS) for word in said.split()}
    codes: set[str | None] = set()
    for entity in record.entities:
        spans = [(mention.start, mention.end) for mention in entity.mentions]
        spans += [(role.start, role.end) for role in entity.roles]
        if any(wanted & set(_words_around(record.text, *span)) for span in spans):
            codes |= {entity.code, entity.country, *(role.code for role in entity.roles)}
    return codes


def _words_around(text: str, start: int, end: int) -> Iterator[str]:
    """Yield the folded whole words of ``text`` that the span touches."""
    start = text.rfind(" ", 0, start) + 1
    stop = text.find(" ", end)
    for word in text[start : stop if stop >= 0 else len(text)].split():
        yield fold_word(word).strip(_MARKS)


def run(shared: Path) -> dict[str, float]:
    """Return the figures on ``bench/dev``, on the unseen outlets, how far these lag behind, and on PLOVER's actors."""
    figures = _score(shared, gold_documents(shared / "bench" / "dev"), "dev")
    figures |= _score(shared, unseen_documents(shared), "unseen")
    figures |= {
        f"lag.{measure}": round(figures[f"dev.{measure}"] - figures[f"unseen.{measure}"], 4)
        for measure in MEASURES.values()
    }
    return figures | plover(shared)


if __name__ == "__main__":
    folder = shared_folder()
    if folder is None:
        raise SystemExit("no gold at hand (../shared): nothing to measure.")
    for name, figure in run(folder).items():
        print(f"{name:24} {figure:>8}")
