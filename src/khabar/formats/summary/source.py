"""What the source set aside, and what there is to be warned of."""

from __future__ import annotations

from khabar.formats.said import warning_text
from khabar.formats.summary.page import MOST, Cell, Page
from khabar.formats.terminal import LRI, PDI, RLI, clean, clip, display_width, wrap

__all__ = ["furniture", "warnings"]


def furniture(page: Page) -> list[str]:
    """Write what stands around the article."""
    lines = []
    for piece in page.record.furniture[:MOST]:
        kind = page.say(f"furniture.{piece.kind}")
        text = clip(clean(piece.text), page.terminal.width - display_width(kind) - 5)
        lines.append(page.line(Cell(kind, ("dim",)), Cell(text)))
    return lines + page.more(len(page.record.furniture) - MOST)


def warnings(page: Page) -> list[str]:
    """Write the warnings, each on as many lines as it needs."""
    lines = []
    for warning in page.record.warnings:
        text = warning_text(warning, page.say)
        opener = LRI if text == warning else RLI  # what is not in the table is in English, whatever it begins with
        told = wrap(clean(text).split(), page.terminal.width - 4, between=" ")
        for words in told:
            mark = Cell("!", ("yellow", "bold")) if words is told[0] else Cell(" ")
            lines.append(page.line(mark, Cell(f"{opener}{' '.join(words)}{PDI}")))
    return lines
