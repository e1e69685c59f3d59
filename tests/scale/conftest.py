"""Batches to run."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest


@pytest.fixture
def lines(tmp_path: Path) -> Callable[[Sequence[str | dict[str, object]]], Path]:
    """Write documents, given as texts or objects, to a JSON Lines file."""

    def write(documents: Sequence[str | dict[str, object]]) -> Path:
        path = tmp_path / "documents.jsonl"
        given = ({"id": f"d{n}", "text": d} if isinstance(d, str) else d for n, d in enumerate(documents, 1))
        path.write_text("".join(json.dumps(document, ensure_ascii=False) + "\n" for document in given))
        return path

    return write


def article(number: int) -> str:
    """Return a text of its own for each number, some long."""
    return f"وصل الوفد رقم {number} إلى المدينة صباح اليوم. " * (1 + number % 7 * 30)


@pytest.fixture
def articles() -> list[str]:
    """Return forty texts of different lengths."""
    return [article(number) for number in range(40)]
