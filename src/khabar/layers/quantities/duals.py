"""Dual nouns as counts: شخصين، قتيلان، مدينتي رام الله والبيرة. Definite ones refer back and are none."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress, repeat
from typing import TYPE_CHECKING, Final

from khabar.layers.quantities.found import Found, Used
from khabar.layers.quantities.money import UNKNOWN
from khabar.layers.quantities.nouns import MAYBE, PAIR, SINGLE, TWO, Noun
from khabar.lexicon.particles import without_particles

if TYPE_CHECKING:
    from khabar.layers.quantities.words import Words
    from khabar.text import Analysis

__all__ = ["DualReader"]

_ENDINGS: Final = ("ان", "ين", "تي", "تا", "ي")
_TWO: Final = frozenset(("اثنين", "اثنان", "اثنتين", "اثنتان"))
_PREPOSITIONS: Final = frozenset(
    (
        "في",
        "من",
        "الي",
        "علي",
        "عن",
        "بين",
        "مع",
        "عبر",
        "ضد",
        "لدي",
        "امام",
        "حول",
        "بعد",
        "قبل",
        "خلال",
        "كلا",
        "كلتا",
    )
)
_ALONE: Final = frozenset(("يا", "غير"))  # يا طفلتي، غير محددي الهوية
_SHORT: Final = 4  # letters: بين
_LONGER: Final = 6  # letters; التين is no dual
_REACH: Final = 7
_CACHE_LIMIT: Final = 100_000


def _adjective(tokens: Sequence[str], last: int, index: int) -> bool:
    """Say whether the dual at ``index`` describes the one that ends at ``last``: شابان فلسطينيان."""
    if last == index or (last + 1 == index and tokens[last].endswith(("ان", "ين"))):
        return True
    before = tokens[index - 1] if index else ""
    return len(before) > _SHORT and before.endswith(tokens[index][-2:]) and not before.startswith("ال")


class DualReader:
    """Finds dual nouns; keeps the reading of each word it has seen."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._cache: dict[str, tuple[int, Noun] | None] = {}

    def read(self, analysis: Analysis, found: Sequence[Found], taken: Sequence[tuple[int, int]]) -> list[Found]:
        """Return the dual nouns outside the tokens of ``found`` and the folded spans ``taken``."""
        tokens, starts = analysis.words, analysis.starts
        cache = self._cache
        duals: list[Found] = []
        # words seen before and found no dual are passed over
        candidates = compress(range(len(tokens)), map(cache.get, tokens, repeat(True)))
        covered = iter(found)
        one = next(covered, None)
        times = iter(taken)
        time = next(times, None)
        for index in candidates:
            reading = self._reading(tokens[index])
            if reading is None:
                continue
            while one and one.last <= index:
                one = next(covered, None)
            while time and time[1] <= starts[index]:
                time = next(times, None)
            if (one and one.first <= index) or (time and time[0] <= starts[index]):
                continue
            cut, noun = reading
            if self._words.groups.exact(tokens, index, tokens[index][cut:]):
                continue  # وجهان لعملة واحدة
            if not cut and _adjective(tokens, duals[-1].last if duals else -1, index):
                continue
            both = tokens[index + 1 : index + 2]
            stressed = bool(both) and both[0] in _TWO
            if noun.state == MAYBE and not stressed:
                continue
            if noun.state == PAIR and not self._pair(analysis, index):
                continue
            value, rule = (1, "measure") if noun.state == SINGLE else (2, "dual")
            dual = Found(
                rule, index, index + 1 + stressed, cut, index, value, value, value, unit=noun.unit, noun=noun.lemma,
                role=noun.role,
            )  # fmt: skip
            if noun.unit == UNKNOWN:
                dual.unit = self._words.currencies.resolve(noun.lemma, analysis, starts[index])
            dual.used.append(Used(index, dual.last, f"{rule} noun", noun.row))
            self._approximate(tokens, dual)
            if dual.approximate or not (noun.state == SINGLE or tokens[index].startswith("ال")):
                duals.append(dual)
        return duals

    def _reading(self, word: str) -> tuple[int, Noun] | None:
        """Return the letters of particles before the dual noun ``word`` and the noun."""
        if word in self._cache:
            return self._cache[word]
        reading = self._look_up(word)
        if len(self._cache) < _CACHE_LIMIT:
            self._cache[word] = reading
        return reading

    def _look_up(self, word: str) -> tuple[int, Noun] | None:
        words = self._words
        single = words.nouns.dual(word)
        if single and single.state == SINGLE:
            return 0, single
        if word.startswith("ال") and not self._own_article(word):
            noun = words.nouns.dual(word[2:])
            return (0, noun) if noun and noun.state == TWO else None
        if len(word) < 4 or not word.endswith(_ENDINGS):
            return None
        for cut, rest in without_particles(word):
            if rest.startswith("ال") and not self._own_article(rest):
                return None
            noun = words.nouns.dual(rest)
            plural = words.nouns.at([rest], 0) is not None and not (noun and noun.state == MAYBE)
            if plural or rest in words.not_dual or words.times.exact([rest], 0):
                return None
            if noun and noun.state in (TWO, MAYBE, PAIR):
                return cut, noun
        return None

    def _own_article(self, word: str) -> bool:
        """Say whether ال belongs to the noun itself: آليتين."""
        noun = self._words.nouns.dual(word) if len(word) >= _LONGER else None
        return noun is not None and noun.state == TWO

    def _approximate(self, tokens: Sequence[str], dual: Found) -> None:
        phrase = self._words.before.before(tokens, dual.first) if not dual.cut else None
        if phrase and phrase.row.cells["class"].startswith("approx"):
            dual.approximate = True
            dual.used.insert(0, Used(phrase.first, dual.first, "approx", phrase.row))
            if phrase.row.cells["class"] == "approx":
                dual.first, dual.cut = phrase.first, phrase.cut

    def _governed(self, tokens: Sequence[str], index: int, at: int) -> bool:
        """Say whether a word in ي is no adjective: a definite word or quotation follows, or a preposition precedes."""
        if at > index + 1 or tokens[at].startswith("ال") or self._cut(tokens[index]) in "بل":
            return True
        return index > 0 and tokens[index - 1] in _PREPOSITIONS

    def _cut(self, word: str) -> str:
        reading = self._reading(word)
        return word[reading[0] - 1] if reading and reading[0] else "-"

    def _pair(self, analysis: Analysis, index: int) -> bool:
        """Say whether a dual in the construct state (or my city, or an adjective) is followed by two names."""
        tokens = analysis.words
        if index and tokens[index - 1] in _ALONE:
            return False
        at = index + 1
        while at < len(tokens) and tokens[at] in "\"'«“(":
            at += 1
        if at >= len(tokens) or not tokens[at].isalpha() or tokens[at] in self._words.function_words:
            return False
        if tokens[index].endswith("تي") and self._words.nouns.at(tokens, at) and not tokens[at].startswith("ال"):
            return True
        if tokens[at].startswith("و") and at == index + 1:
            return False
        if not tokens[index].endswith(("تي", "تا")) and not self._governed(tokens, index, at):
            return False
        _, end, _ = analysis.sentences[analysis.sentence_at(analysis.starts[index])]
        for then in range(at + 1, min(at + _REACH, len(tokens))):
            if analysis.starts[then] >= end:
                return False
            if tokens[then].startswith("و") and len(tokens[then]) != 2:
                return True
        return False
