"""Where the gold and the corpora lie, and how documents of theirs become records."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from khabar import Reader
from khabar.errors import KhabarError

__all__ = ["CORPORA", "articles", "digest", "gold_documents", "shared_folder", "write_records"]

CORPORA = ("saudinewsnet", "almayadeen", "ant")


def shared_folder() -> Path | None:
    """Return the folder of gold and corpora (``KHABAR_SHARED``, else ``../shared``), None if it is not there."""
    folder = Path(os.environ.get("KHABAR_SHARED", Path(__file__).resolve().parents[2] / "shared"))
    return folder if (folder / "bench" / "score.py").is_file() else None


def gold_documents(folder: Path) -> list[dict[str, Any]]:
    """Return the documents of a folder of gold, sorted by name."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]


def articles(shared: Path, each: int | None = None, *, step: int = 1) -> Iterator[dict[str, Any]]:
    """Yield corpus articles as documents (``id``, ``text``, ``published``): every ``step``-th, ``each`` a corpus."""
    for name in CORPORA:
        with gzip.open(shared / "corpora" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for number, line in enumerate(islice(lines, 0, None if each is None else each * step, step)):
                article = json.loads(line)
                text = f"{article.get('title') or ''}\n{article['text']}".strip()
                yield {"id": f"{name}-{number * step}", "text": text, "published": (article.get("date") or "")[:10]}


def write_records(reader: Reader, documents: Iterable[dict[str, Any]], out: Path) -> int:
    """Read ``documents`` and write a record a line; one that is refused gets none. Returns the number of records."""
    count = 0
    with out.open("wb") as lines:
        for document in documents:
            try:
                record = reader.read(document["text"], published=document.get("published"), id=document["id"])
            except KhabarError:
                continue
            lines.write(record.to_json() + b"\n")
            count += 1
    return count


def digest(path: Path) -> str:
    """Return a short digest of a file, or of all files of a folder."""
    sha = hashlib.sha256()
    for file in [path] if path.is_file() else sorted(path.glob("*.json")):
        sha.update(file.name.encode() + b"\0" + file.read_bytes())
    return sha.hexdigest()[:16]
