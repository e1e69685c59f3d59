"""What the words around an expression tell: whether it lies ahead, and whether "today" means nowadays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from khabar.text.fold import fold_word

if TYPE_CHECKING:
    from khabar.lexicon import Lexicon
    from khabar.text import Analysis

__all__ = ["Tense"]

_BACK: Final = 16
_WEAK_BACK: Final = 7  # an imperfect tells of the future only near the date
_AHEAD: Final = 6
_NEAR: Final = 4
_WAS: Final = frozenset(("كان", "كانت", "وكان", "وكانت"))
_STOPS: Final = frozenset(".؟!?:؛\n")
_OPENING: Final = "«“"
_CLOSING: Final = "»”"
_QUOTE_REACH: Final = 600


class Tense:
    """Words of the table ``times/tense`` by class; immutable."""

    def __init__(self, lexicon: Lexicon) -> None:
        words: dict[str, set[str]] = {}
        for row in lexicon.table("times/tense").rows:
            words.setdefault(row.cells["class"], set()).update(fold_word(form) for form in row.forms())
        self._future = words.get("future", set())
        self._past = words.get("past", set())
        self._states = words.get("state", set())
        self._not_future = tuple(sorted(words.get("notfuture", ())))

    def _tells(self, word: str) -> int:
        """Return 1 if ``word`` tells of the future, -1 of the past, 0 of neither."""
        for form in (word, word[1:]) if word[0] in "وف" and len(word) > 3 else (word,):
            if form in self._future:
                return 1
            if form in self._past:
                return -1
            if len(form) > 4 and form[0] == "س" and form[1] in "يتن" and not form.startswith(self._not_future):
                return 1
        return 0

    def direction(self, analysis: Analysis, first: int, last: int) -> int:
        """Return 1 (ahead), -1 (past) or 0 (untold) for an expression over tokens ``[first, last)``.

        The nearest telling word before it in the sentence decides; if there is none, the nearest one after it.
        """
        words = analysis.words
        number = analysis.sentence_at(analysis.starts[first])
        start, end, _ = analysis.sentences[number]
        for index in range(first - 1, max(-1, first - 1 - _BACK), -1):
            if analysis.starts[index] < start:
                break
            told = self._tells(words[index]) or _first_person(analysis, index)
            if told > 0 and _WAS.intersection(words[max(0, index - 6) : index]):
                return -1  # كان من المقرر أن
            if told < 0 or (told > 0 and (first - index <= _WEAK_BACK or words[index] not in self._future)):
                return told
        for index in range(last, min(len(words), last + _AHEAD)):
            if analysis.starts[index] >= end or words[index] in _STOPS:
                break
            told = self._tells(words[index]) or _first_person(analysis, index)
            if told:
                return told
        return 0

    def nowadays(self, analysis: Analysis, token: int) -> bool:
        """Say whether "today" at ``token`` means these days: it stands in a quotation, or beside a word of state."""
        words = analysis.words
        number = analysis.sentence_at(analysis.starts[token])
        start, end, paragraph = analysis.sentences[number]
        for index in range(max(0, token - _NEAR), min(len(words), token + 3)):
            if start <= analysis.starts[index] < end:
                word = words[index]
                if word in self._states or (word[0] in "وف" and word[1:] in self._states):
                    return True
        offset = analysis.starts[token]
        begin = max(analysis.paragraphs[paragraph][0], offset - _QUOTE_REACH)
        before = analysis.folded.text[begin:offset]
        opened = max(before.rfind(mark) for mark in _OPENING) > max(before.rfind(mark) for mark in _CLOSING)
        return opened or before.count('"') % 2 == 1


def _first_person(analysis: Analysis, index: int) -> int:
    """Return 1 for a future in the first person: سأكتب, which only its hamza tells from ساعات."""
    if len(analysis.words[index]) < 5 or not analysis.words[index].startswith("سا"):
        return 0
    return int(analysis.text[analysis.folded.start(analysis.starts[index] + 1)] == "أ")
