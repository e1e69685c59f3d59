"""Texts with events that may be trained on, as the events layer sees them.

Articles in the form of ``bench/train`` (ANT corpus, Apache-2.0, annotated for khabar), and of ``benchmarks/events`` the
texts and articles of the part ``seen``, written for khabar.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from khabar import Reader
from khabar.layers.base import Context
from khabar.layers.events.view import View
from khabar.lexicon import Lexicon
from khabar.text import analyse

__all__ = ["BENCH", "Document", "alone", "articles", "own_texts", "views"]

ROOT = Path(__file__).resolve().parents[1]
BENCH = ROOT.parent / "shared" / "bench"
LAYERS = ("times", "quantities", "scripture", "entities", "quotations", "voices")

Document = dict[str, Any]


def articles(folder: Path) -> Iterator[Document]:
    """Yield the annotated articles of a folder."""
    for path in sorted(folder.glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        yield {**document, "events": document["gold"]["events"]}


def own_texts(part: str = "seen") -> Iterator[Document]:
    """Yield the texts of our own set of the part that may be looked at."""
    for path in sorted((ROOT / "benchmarks" / "events").rglob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            if document["part"] == part:
                events = [{**one, "start": _start(document["text"], one)} for one in document["events"]]
                yield {**document, "events": events}


def _start(text: str, event: Document) -> int:
    start: int = event["start"] if "start" in event else text.index(event["trigger"])
    return start


def alone(documents: Iterable[Document], every: int = 3) -> Iterator[Document]:
    """Yield every third sentence of the texts as a text of its own: what is told without what is told around it."""
    number = 0
    for document in documents:
        analysis = analyse(document["text"])
        for start, end in (analysis.folded.span(first, last) for first, last, _ in analysis.sentences):
            number += 1
            if number % every == 0:
                events = [
                    {**event, "start": event["start"] - start}
                    for event in document["events"]
                    if start <= event["start"] < end
                ]
                yield {**document, "text": document["text"][start:end], "events": events}


def views(documents: Iterable[Document], lexicon: Lexicon) -> Iterator[tuple[View, Document]]:
    """Yield each text as the layer sees it."""
    reader = Reader(layers=LAYERS, force=True)
    for document in documents:
        record = reader.read(document["text"], published=document["published"])
        found = {name: getattr(record, name) for name in ("times", "quantities", "entities", "quotations", "voices")}
        yield View(Context(analyse(document["text"]), record.document, lexicon, found)), document
