"""What befalls the people that are counted: by the noun, the verb or masdar before it, or the clause after it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from khabar.layers.quantities.found import Found, Used
from khabar.lexicon import Row
from khabar.lexicon.particles import without_particles

if TYPE_CHECKING:
    from khabar.layers.quantities.words import Words
    from khabar.text import Analysis

__all__ = ["assign_roles", "far_cue"]

_BACK: Final = 12
_NEAR: Final = 3
_FAR: Final = 24
_ENUMERATED: Final = 5
_AHEAD: Final = 6
_PRISONERS: Final = frozenset(("killed", "wounded", "missing", "other"))  # what may befall them: استشهاد أسير
_STOPS: Final = frozenset(".؛;!؟?…")
_COMMAS: Final = frozenset("،,")
_PREDICATES: Final = ("وا", "هم", "قتلي", "جرحي", "شهداء", "محتجزون", "محتجزين", "ضحايا")


class _Roles:
    """Looks for cues around the quantities of one text."""

    def __init__(self, words: Words, analysis: Analysis, found: Sequence[Found]) -> None:
        self._words = words
        self._tokens = analysis.words
        self._analysis = analysis
        self._covered = {index: one for one in found for index in range(one.first, one.last)}

    def _cue(self, index: int) -> tuple[Row, int] | None:
        for _, rest in without_particles(self._tokens[index], 2):
            cue = self._words.cues.exact(self._tokens, index, rest)
            if cue:
                return cue
        return None

    def before(self, one: Found, start: int, reach: int = _BACK) -> Used | None:
        """Return the nearest cue that governs ``one``, looking back no further than token ``start``."""
        tokens = self._tokens
        for index in range(one.first - 1, max(start, one.first - reach) - 1, -1):
            word = tokens[index]
            if index in self._covered:
                continue
            if word in _STOPS or any(
                self._words.barriers.exact(tokens, index, rest) for _, rest in without_particles(word, 2)
            ):
                return None
            if word in _COMMAS:
                following = tokens[index + 1]
                if not (following.startswith(("و", "ف")) or one.partial or index + 1 in self._covered):
                    return None
                continue
            cue = self._cue(index)
            if cue and word.endswith("وا") and index + cue[1] != one.first:
                continue  # 11 شخصا قتلوا: of the number before
            if cue and index + cue[1] <= one.first:
                return Used(index, index + cue[1], self._role(cue[0], index), cue[0])
        return None

    def _role(self, cue: Row, index: int) -> str:
        """Return the role of the cue at ``index``: other if another one is joined to it (مقتل وإصابة)."""
        role = cue.cells["role"]
        if not index or not self._tokens[index].startswith("و") or self._tokens[index - 1].endswith("وا"):
            return role
        if index > 1 and self._words.nouns.at(self._tokens, index - 2):
            return role  # إن شخصا قتل وأصيب أربعة
        joined = self._cue(index - 1)
        return "other" if joined and joined[0].cells["role"] != role else role

    def after(self, one: Found, reach: int = _AHEAD) -> Used | None:
        """Return the predicate after ``one`` that is a cue (قتلوا، لقوا حتفهم)."""
        tokens = self._tokens
        for index in range(one.last, min(one.last + reach, len(tokens))):
            word = tokens[index]
            if index in self._covered or not word.isalpha():
                return None
            if word.endswith(_PREDICATES) and not word.startswith("و"):
                cue = self._cue(index)
                if cue:
                    return Used(index, index + cue[1], cue[0].cells["role"], cue[0])
        return None


def _sentence_start(analysis: Analysis, token: int) -> int:
    """Return the first token of the sentence that holds ``token``."""
    begin = analysis.sentences[analysis.sentence_at(analysis.starts[token])][0]
    return bisect_left(analysis.starts, begin, 0, token)


def _linked(analysis: Analysis, one: Found, last: Found) -> bool:
    """Say whether و joins ``one`` to the people told just before (75 طفلا قاصرا، و5 نواب)."""
    tokens = analysis.words
    if last.unit != "person" or one.first - last.last > _ENUMERATED:
        return False
    return tokens[one.first - 1] == "و" or (one.cut > 0 and tokens[one.first].startswith("و"))


def far_cue(words: Words, analysis: Analysis, one: Found) -> Used | None:
    """Return a cue anywhere before ``one`` in its sentence."""
    return _Roles(words, analysis, (one,)).before(one, _sentence_start(analysis, one.first), _FAR)


def assign_roles(words: Words, analysis: Analysis, found: Sequence[Found]) -> None:
    """Set the role of the quantities that count people, and of bare numbers that a cue governs."""
    roles = _Roles(words, analysis, found)
    starts = analysis.starts
    sentence, first = -1, 0
    previous: Found | None = None
    for one in found:
        last, previous = previous, one
        if (one.role and one.role != "detained") or one.unit not in ("", "person"):
            continue
        number = analysis.sentence_at(starts[one.core])
        if number != sentence:
            sentence, first = number, _sentence_start(analysis, one.core)
        start = first if one.unit else max(first, one.first - _NEAR)
        # a vague number counts by itself, so its cue may be far: قتل من أهلنا في البلاد عشرات الآلاف
        if not one.unit and one.numeral and one.numeral.kind == "vague" and not one.partial:
            start = max(first, last.last if last else 0)
        cue = roles.after(one, 1) or roles.before(one, start) or roles.after(one)
        if cue and cue.meaning == "deployed" and not one.unit and analysis.words[one.first - 1] == "الي":
            continue  # أرسل رسالة إلى 88548
        if one.role and not (cue and cue.meaning in _PRISONERS):
            continue
        if cue:
            one.role = cue.meaning
            one.used.append(cue)
        elif last and last.core >= first and (one.partial or _linked(analysis, one, last)):
            one.role = last.role
