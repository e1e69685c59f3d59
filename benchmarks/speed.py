"""Speed and memory: articles a second on one core, peak memory. Printed, never judged."""

from __future__ import annotations

import gc
import resource
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from khabar import Reader

__all__ = ["run"]

_EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


def run(documents: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Return the figures for reading ``documents`` (``text``, ``published``) one after another in this process."""
    reader = Reader(force=True)
    texts = [(document["text"], document.get("published")) for document in documents]
    words = sum(len(text.split()) for text, _ in texts)
    reader.read(texts[0][0])
    gc.collect()
    gc.freeze()  # as the workers of khabar batch do
    start = time.process_time()
    for text, published in texts:
        reader.read(text, published=published).to_json()
    spent = time.process_time() - start
    return {
        "articles": len(texts),
        "words an article": round(words / len(texts), 1),
        "articles/s (one core, JSON included)": round(len(texts) / spent, 1),
        "words/s": round(words / spent),
        "peak memory, MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }


def examples() -> list[dict[str, Any]]:
    """Return the project's own sample texts as documents."""
    return [
        {"text": path.read_text(encoding="utf-8"), "published": "2024-03-10"}
        for path in sorted(_EXAMPLES.glob("*.txt"))
    ]
