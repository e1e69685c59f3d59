"""What no single form shows: either … or, no … but, questions of the author, what is said again and again."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.layers.persuasion.page import Page
from khabar.layers.persuasion.vocabulary import Entry, Hit

__all__ = ["constructions"]

_REACH = 12
_NEGATIONS = frozenset(("لا", "ولا", "فلا"))
_BUT = frozenset(("الا", "سوي"))
_EITHER = frozenset(("اما", "واما", "فاما"))
_OR = frozenset(("او", "واما"))
_TRIGGERS = _NEGATIONS | _EITHER
_STOPS = frozenset(".!؟?؛")
_DILEMMA = "False_Dilemma-No_Choice"
_EITHER_OR = Entry(_DILEMMA, "either_or", 1, "word", "", "persuasion/either-or")
_NONE_BUT = Entry(_DILEMMA, "none_but", 1, "word", "", "persuasion/none-but")
_QUESTION = Entry("Doubt", "question", 1, "word", "", "persuasion/question")
# A question of fewer words asks for something.
_SHORTEST_QUESTION = 4


def constructions(page: Page) -> Iterator[Hit]:
    """Yield what the constructions of the room find in ``page``."""
    words = page.words
    for at in [at for at, word in enumerate(words) if word in _TRIGGERS]:
        word = words[at]
        if word in _EITHER:
            last = _reach(words, at + 1, _OR)
            if last and page.written(at).lstrip("وف") == "إما":
                yield Hit(at, min(len(words), last + 1), _EITHER_OR)
        elif page.is_bare_noun(at + 1):
            last = _reach(words, at + 1, _BUT)
            if last and words[last : last + 1] != ["ان"]:
                yield Hit(at, min(len(words), last + 1), _NONE_BUT)
    for voice in page.voices:
        if voice.voice == "question" and (voice.source == "author" or voice.source is None):
            first, last = page.token(voice.start), page.token(voice.end)
            while last > first and not words[last - 1].isalpha():
                last -= 1
            while first < last and not words[first].isalpha():
                first += 1
            if last - first >= _SHORTEST_QUESTION:
                yield Hit(first, last, _QUESTION)


def _reach(words: list[str], at: int, wanted: frozenset[str]) -> int:
    """Return the token after the first of ``wanted`` in the next words of the sentence, 0 if there is none."""
    for place in range(at, min(len(words), at + _REACH)):
        if words[place] in wanted:
            return place + 1
        if words[place] in _STOPS:
            break
    return 0
