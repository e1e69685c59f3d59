"""English names for names that no table knows, as newspapers write them.

Names of persons and places go word by word: a part of a name that the tables of given names know is written as they
have it, any other by rule. Newspapers write no macrons, dots or signs for ع and ء, leave sun letters unassimilated
(al-Shami), and ة is a. Short vowels, which Arabic does not write, are guessed from the shape of the word: a between
consonants that cannot stand together, i after a long a (Maliki), e in a last syllable (Kazem). Bodies are translated
where each of their words is one of the table's (Ministry of Defence, Egypt), and have no English name otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from khabar.text.fold import fold_word

if TYPE_CHECKING:
    from khabar.lexicon import Lexicon
    from khabar.lexicon.matcher import Matcher
    from khabar.lexicon.names import Name

__all__ = ["Transliterator", "transliterator"]

_TABLE = "lexicon/transliteration"
_STATES = "lexicon/states"
_GIVEN = ("lexicon/given", "lexicon/foreign_given")
_FOREIGN = "lexicon/foreign_given"
_ARTICLE = "ال"
_CACHE_LIMIT = 20_000
_WORD = re.compile(r"[^\W\d_]+")
_SIGNS = re.compile("[\u0640\u064b-\u065f\u0670]")
_SILENT = "عءئؤ"
_LONG = "اوي"
_FOREIGN_SHAPE = re.compile("تش|[پچڤگژ]")
_TABLE_ARTICLE = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az)[- ]", re.IGNORECASE)
_SLAVE = "عبد"
_GOD = "الله"
_FAITH = "الدين"
_LOWER = frozenset(("bin", "ibn", "bint", "van", "von", "de", "du", "da", "del", "dos", "la", "le"))
# Sonorants that stand after another consonant at the beginning of a foreign name (Blair, Trump).
_LIQUID = frozenset("lr")
_BEFORE_OTHERS = frozenset(("s", "sh"))
# Letters of Persian and for v, as Arabic letters of the table; ف of Slavic names is v but at their beginning.
_PERSIAN = str.maketrans("کی", "كي")
_SLAVIC = re.compile("(?:[وي]ف|سكي|نكو|تشوك|يتش|وفا|يفا)$")
_V = "ڤ"
_THREE = 3
_THE = ("United ", "Palestinian ", "Philippines", "Netherlands")


class Transliterator:
    """Writes names in English; immutable but for a cache, safe among threads."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._letters: dict[str, tuple[str, str]] = {}
        self._particles: dict[str, str] = {}
        self._bodies: dict[str, str] = {}
        self._organs: dict[str, str] = {}
        self._fields: dict[str, str] = {}
        states = set()
        for row in lexicon.table(_TABLE).rows:
            form, class_, english = row.cells["form"], row.cells["class"], row.cells["english"]
            if class_ == "letter":
                self._letters[form] = english, row.cells["foreign"] or english
            elif class_ == "state":
                states.add(form)
            else:
                rooms = {"particle": self._particles, "organ": self._organs, "body": self._bodies}
                rooms.get(class_, self._fields)[fold_word(form)] = english
        self._states = frozenset(states)
        self._foreign = frozenset(fold_word(row.cells["form"]) for row in lexicon.table(_FOREIGN).rows)
        self._parts = {
            fold_word(row.cells["form"]): row.cells["name_en"]
            for table in _GIVEN
            for row in lexicon.table(table).rows
            if row.cells["name_en"]
        }
        self._countries = {row.cells["code"]: row.cells["name_en"] for row in reversed(lexicon.table(_STATES).rows)}
        self._kept: dict[tuple[str, str | None], str] = {}

    # -- persons and places -------------------------------------------------------------------------------------

    def name(self, name: str, code: str | None = None) -> str:
        """Return the English form of a name of a person or place, "" if it has no Arabic letters.

        ``code`` is the state that it is of, if known: names of people of other than Arab states are read as foreign.
        """
        key = name, code
        found = self._kept.get(key)
        if found is None:
            found = " ".join(self._words(name, code))
            if len(self._kept) < _CACHE_LIMIT:
                self._kept[key] = found
        return found

    def _words(self, name: str, code: str | None) -> Iterator[str]:
        words = [word.translate(_PERSIAN) for word in _WORD.findall(_SIGNS.sub("", name)) if not word.isascii()]
        folded = [fold_word(word) for word in words]
        foreign = any(word in self._foreign for word in folded) or bool(_FOREIGN_SHAPE.search(name))
        foreign = foreign or (code is not None and code not in self._states)
        at, first = 0, True
        while at < len(words):
            following = folded[at + 1] if at + 1 < len(words) else ""
            if following == _GOD:
                english = (
                    "Abdullah" if folded[at] == _SLAVE else self._word(words[at], folded[at], foreign).rstrip("aei")
                )
                yield english if folded[at] == _SLAVE else english + "allah"
                at += 2
            elif folded[at] == _SLAVE and following.startswith(_ARTICLE) and following != _ARTICLE:
                yield "Abdul " + self._without_article(words[at + 1], following, foreign)
                at += 2
            else:
                english = self._word(words[at], folded[at], foreign)
                yield english[:1].upper() + english[1:] if first else english
                at += 1
            first = False

    def _word(self, word: str, folded: str, foreign: bool) -> str:
        if folded in self._particles and not (folded in self._parts and foreign):
            return self._particles[folded]
        if folded.startswith(_ARTICLE) and len(folded) > len(_ARTICLE) + 1 and not foreign:
            return "al-" + self._without_article(word, folded, foreign)
        return self._parts.get(folded) or self._by_rule(word, foreign)

    def _without_article(self, word: str, folded: str, foreign: bool) -> str:
        known = self._parts.get(folded) or self._parts.get(folded.removeprefix(_ARTICLE))
        if known:
            if folded == _FAITH:
                return "Din"
            bare = _TABLE_ARTICLE.sub("", known, count=1)
            return bare[:1].upper() + bare[1:]
        return self._by_rule(word[len(_ARTICLE) :], foreign)

    def _by_rule(self, word: str, foreign: bool) -> str:
        """Return ``word`` by rule, its first letter large."""
        if foreign and _SLAVIC.search(word):
            word = word[0] + word[1:].replace("ف", _V)
        units = list(self._units(word, foreign))
        consonants = sum(not vowel for _, vowel in units)
        out: list[str] = []
        run = 0  # consonants since the last vowel
        long_a = False  # whether that vowel was a long a
        for at, (letters, vowel) in enumerate(units):
            if vowel:
                out.append(letters)
                run, long_a = 0, letters == "a" and at > 0
                continue
            last = at + 1 == len(units)
            next_vowel = not last and units[at + 1][1]
            if run and not self._together(units, at, run, len(out), foreign, next_vowel, consonants, long_a):
                out.append("e" if last and long_a else "i" if long_a else "a")
                run, long_a = 0, False
            out.append(letters)
            run += 1
        spelled = "".join(out)
        spelled = re.sub(r"(.)\1\1+", r"\1\1", spelled)
        return spelled[:1].upper() + spelled[1:]

    @staticmethod
    def _together(
        units: Sequence[tuple[str, bool]],
        at: int,
        run: int,
        written: int,
        foreign: bool,
        next_vowel: bool,
        consonants: int,
        long_a: bool,
    ) -> bool:
        """Say whether the consonant at ``at`` may stand right after the ``run`` of consonants before it."""
        letters = units[at][0]
        begins = written == run
        if foreign:
            if begins:
                return letters in _LIQUID or (run == 1 and units[at - 1][0] in _BEFORE_OTHERS)
            return run < _THREE - 1 or (run < _THREE and next_vowel)
        if begins or not letters or run > 1:
            return False
        if at + 1 == len(units):
            return not long_a and consonants == _THREE
        return next_vowel and not long_a

    def _units(self, word: str, foreign: bool) -> Iterator[tuple[str, bool]]:
        """Yield the letters as ``(English, whether a vowel)``; ع and ء are consonants without letters."""
        size, at = len(word), 0
        while at < size:
            letter = word[at]
            before = word[at - 1] if at else ""
            after = word[at + 1] if at + 1 < size else ""
            if foreign and letter == "ت" and after == "ش":
                yield "ch", False
                at += 2
                continue
            at += 1
            if letter == _V:
                yield "v", False
            elif letter in "اأإ" and not before and after in tuple("وي") and (foreign or letter == "إ"):
                continue  # إيطا, أوكا
            elif letter in "اآأإىة":
                if letter == "ة" and before in "اى":
                    continue
                yield self._alif(letter, before, word[at : at + 2]), True
            elif letter == "و":
                if (not before and size > 1) or after in tuple("اويىةآ") or before in tuple("اآى"):
                    yield "w", False
                else:
                    yield ("o" if foreign or not after else "u"), True
            elif letter == "ي":
                if not before or (after and after in "اوةىآ") or (after and before in "اآى"):
                    yield "y", False
                else:
                    yield "i", True
            elif letter in _SILENT:
                yield "", False
            else:
                english, other = self._letters.get(letter, ("", ""))
                if english:
                    yield (other if foreign else english), False

    @staticmethod
    def _alif(letter: str, before: str, after: str) -> str:
        if letter == "إ":
            return "i"
        if letter == "ا" and not before and len(after) == 2 and not set(after) & set(_LONG):
            return "i"  # انتصار
        return "a"

    # -- bodies -------------------------------------------------------------------------------------------------

    def body(self, name: str, code: str | None, names: Matcher[Name]) -> str:
        """Return the English name of a body by its words, "" unless all are known.

        ``code`` is the state that it is of: what names it, by ``names``, is told at the end.
        """
        words = [fold_word(word) for word in _WORD.findall(_SIGNS.sub("", name))]
        rest = list(_without_state(words, code, names))
        if not rest:
            return ""
        definite = rest[0].startswith(_ARTICLE)
        head = rest[0].removeprefix(_ARTICLE)
        whole = " ".join((head, *rest[1:]))
        english = self._organs.get(whole, "")
        if not english and not definite:
            field = self._fields.get(" ".join(rest[1:]))
            lead = self._bodies.get(head) or self._organs.get(head)
            english = f"{lead} of {field}" if lead and field else ""
        if not english or len(rest) == len(words):
            return english
        country = self._countries.get(code or "")
        if not country:
            return ""
        country = f"the {country}" if country.startswith(_THE) else country
        return f"{english}, {country.removeprefix('the ')}" if " of " in english else f"{english} of {country}"


def _without_state(words: Sequence[str], code: str | None, names: Matcher[Name]) -> Iterator[str]:
    """Yield the words of a body's name that do not name its state."""
    at = 0
    while at < len(words):
        found = names.at(words, at) if at else None
        if found and any(one.row.table == _STATES and one.row.cells.get("code") == code for one in found.values):
            at = found.last
            continue
        yield words[at]
        at += 1


def transliterator(lexicon: Lexicon) -> Transliterator:
    """Return the transliterator of ``lexicon``, made once."""
    return lexicon.compiled("entities-transliterator", Transliterator)
