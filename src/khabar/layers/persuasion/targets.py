"""Of whom a wording speaks: the name that it holds, that follows it closely, or that stands nearest before it."""

from __future__ import annotations

from khabar.layers.persuasion.page import Name, Page

__all__ = ["target"]

# Code points: how far a name may stand after the wording and before it.
_AFTER = 40
_BEFORE = 60
_BORDERS = frozenset(".؛:!؟?\n")


def target(page: Page, start: int, end: int, low: int, high: int) -> Name | None:
    """Return the name that the wording at ``[start, end)`` of the text speaks of, within ``[low, high)``.

    A name within the wording, or one right after it (عصابات X), comes first; then the nearest, one before the wording
    (a subject, a noun with its adjective) before one after it at the same distance. Nothing across the end of a
    sentence.
    """
    inside = page.names_in(start, end)
    if inside:
        return inside[0]
    text = page.analysis.text
    best: tuple[int, Name] | None = None
    for name in page.names_in(max(low, start - _BEFORE), start):
        if name.end <= start and _BORDERS.isdisjoint(text[name.end : start]):
            best = start - name.end, name
    for name in page.names_in(end, min(high, end + _AFTER)):
        if _BORDERS.isdisjoint(text[end : name.start]):
            distance = name.start - end
            if best is None or distance < best[0]:
                best = distance, name
        break
    return None if best is None else best[1]
