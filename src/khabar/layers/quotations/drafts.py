"""What the reading hands on: quotations before they are written, and stretches of text that are somebody's words."""

from __future__ import annotations

from typing import NamedTuple

from khabar.layers.quotations.cues import Cue
from khabar.layers.quotations.speakers import Speaker
from khabar.layers.quotations.vocabulary import Entry, Hit

__all__ = ["NO_CUE", "Draft", "Stretch", "phrase_hit"]


class Draft(NamedTuple):
    """A quotation before it is written: tokens ``[first, last)`` without ``cut`` letters of the first."""

    kind: str
    first: int
    cut: int
    last: int
    cue: Cue | None
    speaker: Speaker | None
    rule: str


class Stretch(NamedTuple):
    """Tokens in which marked strings are the words of ``speaker``."""

    first: int
    last: int
    cue: Cue
    speaker: Speaker | None


def phrase_hit(entry: Entry, word: str = "") -> Hit:
    """Return the reading of a phrase (وبحسب) that begins with ``word`` as one that reports."""
    joined = word.startswith(("و", "ف")) and not entry.key.startswith(word[:2])
    return Hit(entry, "preposition", int(joined), "", False, "")


# That of a headline, which has none.
NO_CUE = Cue(-1, -1, phrase_hit(Entry("", "", "say", "verb", frozenset(), "")))
