"""The layer as tests call it: without the rooms above it, with a plain finder of quotations below it."""

from __future__ import annotations

import hashlib
from functools import cache

from khabar.layers.base import Context
from khabar.layers.scripture import layer as scripture
from khabar.layers.voices import layer
from khabar.lexicon import Lexicon
from khabar.record import Document, Voice
from khabar.text import analyse
from tests.layers.voices.quoting import quotations

__all__ = ["covering", "lexicon", "unmarked", "voices"]


@cache
def lexicon() -> Lexicon:
    """Return the tables, compiled once for all tests."""
    return Lexicon()


def voices(text: str) -> list[Voice]:
    """Return the segments of ``text``."""
    document = Document(id="test", sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
    analysis = analyse(text)
    verses = scripture.read(Context(analysis, document, lexicon(), {})).fields["scripture"]
    found = {"scripture": verses, "entities": (), "quotations": quotations(text)}
    return list(layer.read(Context(analysis, document, lexicon(), found)).fields["voices"])


def unmarked(marked: str) -> tuple[str, int, int]:
    """Return the text of a line of a table and the stretch that stands in 〔 〕 in it."""
    text = marked.replace("\\n", "\n")
    start, end = text.index("〔"), text.index("〕") - 1
    return text.replace("〔", "").replace("〕", ""), start, end


def covering(found: list[Voice], start: int, end: int) -> Voice:
    """Return the segment of the voice that covers most of a stretch (the longest of its segments)."""
    shares: dict[str, int] = {}
    for one in found:
        shares[one.voice] = shares.get(one.voice, 0) + max(0, min(one.end, end) - max(one.start, start))
    best = max(shares, key=lambda voice: shares[voice])
    return max((one for one in found if one.voice == best), key=lambda one: min(one.end, end) - max(one.start, start))
