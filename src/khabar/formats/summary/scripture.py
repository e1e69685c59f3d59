"""Quotations of scripture: where they stand, what differs, whether the reference is right."""

from __future__ import annotations

from khabar.formats.summary.page import INDENT, MOST, Cell, Page
from khabar.formats.terminal import clean, clip
from khabar.record import Scripture

__all__ = ["scripture"]


def scripture(page: Page) -> list[str]:
    """Write each quotation with its place, its wording, what differs, and whether the reference is right."""
    lines = []
    room = page.terminal.width - 3 * len(INDENT)
    for found in page.record.scripture[:MOST]:
        ref = found.ref if found.ref == found.end_ref else f"{found.ref} – {found.end_ref}"
        verdict = (
            Cell(page.say("scripture.exact"), ("green",))
            if found.exact
            else Cell(page.say("scripture.differs"), ("red",))
        )
        mark = Cell("✓", ("green", "bold")) if found.exact else Cell("✗", ("red", "bold"))
        lines.append(page.line(Cell(f"{page.say.word('work', found.work)} {ref}", ("bold",)), mark, verdict))
        lines.append(page.line(clip(clean(found.text), room), indent=INDENT * 3))
        notes = [Cell(note, ("red",)) for note in _differences(found, page)]
        if found.label is not None and found.label_right is not None:
            key = "scripture.label_right" if found.label_right else "scripture.label_wrong"
            notes.append(Cell(page.tell(key, label=found.label), ("green" if found.label_right else "red",)))
        if found.also:
            notes.append(Cell(page.tell("scripture.also", refs=", ".join(found.also)), ("dim",)))
        lines += [page.line(note._replace(text=clip(note.text, room)), indent=INDENT * 3) for note in notes]
    return lines + page.more(len(page.record.scripture) - MOST)


def _differences(found: Scripture, page: Page) -> list[str]:
    notes = []
    for difference in found.differences:
        key = "changed" if difference.found and difference.expected else "added" if difference.found else "left_out"
        notes.append(page.tell(f"scripture.{key}", found=difference.found, expected=difference.expected))
    return notes
