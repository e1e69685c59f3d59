"""The analysis of one text that all layers read: folded letters, tokens, paragraphs, sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any

from khabar.text.fold import fold
from khabar.text.sentences import paragraph_spans, sentence_spans

__all__ = ["Analysis", "analyse"]

# A run of letters, a run of digits, or one other visible character.
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")


class Analysis:
    """One text, immutable, with its language analysis beside it.

    ``text`` is as received; ``folded`` maps its folded letters. Tokens are three parallel lists: ``words`` (folded),
    ``starts`` and ``ends`` (offsets into ``folded.text``). ``paragraphs`` are ``(start, end)`` and ``sentences``
    ``(start, end, paragraph)`` in folded offsets. ``memo`` holds readings that several layers share.
    """

    __slots__ = ("_sentence_starts", "ends", "folded", "memo", "paragraphs", "sentences", "starts", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)
        folded = self.folded.text
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        words, starts, ends = self.words.append, self.starts.append, self.ends.append
        seen: dict[str, str] = {}
        same = seen.setdefault  # a word that comes again is the same string, which saves half the memory
        for match in _TOKEN.finditer(folded):
            word = match.group()
            words(same(word, word))
            start, end = match.span()
            starts(start)
            ends(end)
        self.paragraphs = paragraph_spans(folded)
        self.sentences = sentence_spans(folded, self.paragraphs)
        self._sentence_starts = [start for start, _, _ in self.sentences]
        self.memo: dict[str, Any] = {}

    def __len__(self) -> int:
        return len(self.words)

    def sentence_at(self, offset: int) -> int:
        """Return the number of the sentence that holds the folded ``offset`` (the one before it between two)."""
        return max(0, bisect_right(self._sentence_starts, offset) - 1)


def analyse(text: str) -> Analysis:
    """Analyse ``text``; any string is accepted."""
    return Analysis(text)
