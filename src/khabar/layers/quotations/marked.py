"""Marked strings: which of them is a name, a title or a term, and so nobody's speech."""

from __future__ import annotations

from collections import Counter

from khabar.layers.quotations.marks import Mark
from khabar.layers.quotations.page import Page

__all__ = ["FEW_WORDS", "Marked"]

# A marked string of so many words may be a name or a piece of the phrase around it.
FEW_WORDS = 4
_ADJECTIVES = 2


class Marked:
    """The marked strings of one page by the tokens of their marks."""

    def __init__(self, page: Page, marks: list[Mark]) -> None:
        self._page = page
        self.opening = {mark.first: mark for mark in marks}
        self._closing = {mark.last: mark for mark in marks}
        self._names: dict[int, bool] = {}
        # how often each marked string comes: a word or two in marks again and again is a name or a habit of the house
        spans = ((page.starts[mark.begin], page.ends[mark.end - 1]) for mark in marks)
        self._often = Counter(page.folded[start:end] for start, end in spans)
        self._name = page.known.words("name")
        self._called = page.known.words("called")

    def is_name(self, mark: Mark) -> bool:
        """Say whether a marked string is a name, a title or a term: nobody's speech even within a report."""
        found = self._names.get(mark.first)
        if found is None:
            found = self._names[mark.first] = self._is_name(mark)
        return found

    def _is_name(self, mark: Mark) -> bool:
        page, words = self._page, self._page.words
        size = mark.end - mark.begin
        before = words[mark.first - 1] if mark.first else ""
        named = page.named.get(mark.begin)
        if named is not None and named.last >= mark.end:
            return True
        if before in self._called or (
            mark.first > 1 and before in ("ب", "ل", "ال") and words[mark.first - 2] in self._called
        ):
            return True
        if before in ("ال", "بال", "وال", "لل") and size <= FEW_WORDS:
            return True
        if size <= 2 and self._often[page.folded[page.starts[mark.begin] : page.ends[mark.end - 1]]] > 1:
            return True
        if size <= 3 and not any(_is_arabic(words[at]) for at in range(mark.begin, mark.end)):
            return True
        if size > 2 * FEW_WORDS:
            return False
        last = self._closing.get(mark.first - 2 if before in ("و", "،", ",") else mark.first - 1)
        if before in ("و", "،", ",") and last is not None and last.end - last.begin <= FEW_WORDS and self.is_name(last):
            return True
        after = words[mark.last + 1] if mark.last + 1 < len(words) else ""
        if size == 1 and after.startswith("ال") and page.reading(mark.begin).upos in ("NOUN", "PROPN"):
            return True  # "جيش" الاحتلال
        return self._after_head(mark.first)

    def _after_head(self, at: int) -> bool:
        """Say whether a noun that names stand after (صحيفة, تنظيم) ends before ``at``, adjectives between."""
        words = self._page.words
        for back in range(1, _ADJECTIVES + 2):
            if at - back < 0:
                return False
            word = words[at - back]
            bare = word[1:] if len(word) > 3 and word[0] in "وبلف" else word
            for one in (word, bare, bare.removeprefix("ال"), "ال" + bare.removeprefix("ل")):
                if one in self._name:
                    return True
            if not (word.startswith("ال") and len(word) > 4):
                return False
        return False


def _is_arabic(word: str) -> bool:
    return word[0].isalpha() and not word.isascii()
