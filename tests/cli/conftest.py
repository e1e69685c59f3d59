"""The command in this process, and a text to read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from khabar.cli import main

TEXT = (
    "أعلنت الوزارة يوم 12 مايو/أيار 2020 وصول نحو 300 جندي (100 من الشمال و200 من الجنوب) إلى المدينة أمس.\n"
    "وقالت إن الوحدات ستبقى فيها حتى نهاية العام لحماية السكان."
)

Khabar = Callable[..., Result]


@pytest.fixture
def khabar(monkeypatch: pytest.MonkeyPatch) -> Khabar:
    """Run the command with arguments; ``given`` is standard input."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def run(*arguments: str | Path, given: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments], input=given)

    return run


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """Return a file with a text."""
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path
