"""The words by which a text speaks again of one whom it has named, compiled from the table ``lexicon/anaphora``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from khabar.layers.entities.vocabulary import vocabulary
from khabar.lexicon.particles import without_particles
from khabar.text.fold import fold_word
from khabar.text.morphology.clitics import splits

if TYPE_CHECKING:
    from khabar.lexicon import Lexicon, Row

__all__ = ["QUOTES", "AnaphoraWords", "Word", "anaphora_words"]

QUOTES = {"«": 1, "»": -1}

_TABLE = "lexicon/anaphora"
_OFFICES = "lexicon/offices"
_CACHE_LIMIT = 100_000
_ARTICLE = "ال"
_OWNERS = {"ه": "m", "ها": "f"}
_JOINED = "وف"
_FUTURE = "س"
# First words of functions of two words that are told without name and state (رئيس الوزراء).
_CONSTRUCT = frozenset(("رييس", "رييسه", "وزير", "وزيره", "نايب", "نايبه", "قايد", "ولي"))


class Word(NamedTuple):
    """What a word is to the reading of who is meant.

    ``kind`` is quote, verb, country (بلاده), owned (تصريحاته), definite (الوزير) or construct (رئيس); ``gender`` what
    it asks for (m, f or ""), ``cut`` the letters of particles before it, ``key`` the verb, or the noun without article
    and pronoun, ``tail`` the length of the pronoun.
    """

    kind: str
    gender: str
    cut: int
    key: str
    tail: int = 0


class _Words(dict[str, "Word | None"]):
    """What each word is; filled as words come, up to a limit."""

    def __init__(self, read: Callable[[str], Word | None]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, word: str) -> Word | None:
        found = self._read(word)
        if len(self) < _CACHE_LIMIT:
            self[word] = found
        return found


class AnaphoraWords:
    """The table, and in ``words`` what each word is; immutable but for that cache, safe among threads."""

    def __init__(self, lexicon: Lexicon) -> None:
        by_class: dict[str, set[str]] = {}
        self._verbs: dict[str, str] = {}
        for row in lexicon.table(_TABLE).rows:
            form = fold_word(row.cells["form"])
            by_class.setdefault(row.cells["class"], set()).add(form)
            if row.cells["class"] == "verb":
                self._conjugate(form, fold_word(row.cells["imperfect"]))

        def words(class_: str) -> frozenset[str]:
            return frozenset(by_class.get(class_, ()))

        self.openers = words("opener")
        self.through = words("through")
        self.aside = words("aside")
        self.dummy = words("dummy")
        self.passive = words("passive")
        self.strict = words("strict")
        self.nobody = words("title-less")
        self.national = words("national")
        self.posts = words("post")
        self.plain = words("plain")
        self._owned = words("owned")
        self._country = words("country")
        self.offices = _offices(lexicon)
        known = vocabulary(lexicon)
        self._begins = known.titles.starts, known.heads.starts
        self.words = _Words(self._read)

    def _conjugate(self, perfect: str, imperfect: str) -> None:
        stem = perfect[:-1] if perfect.endswith(("ي", "ا")) and len(perfect) > 2 else perfect
        for form, gender in ((perfect, "m"), (stem + "ت", "f"), (imperfect, "m"), ("ت" + imperfect[1:], "f")):
            self._verbs.setdefault(form, gender)

    def _read(self, word: str) -> Word | None:
        """Return what the folded ``word`` is, None for most."""
        if word in QUOTES:
            return Word("quote", "", 0, word)
        if not word.isalpha() or word.isascii():
            return None
        for cut in (0, 1):
            verb = word[cut:]
            if verb in self._verbs and (cut == 0 or word[0] in _JOINED):
                return Word("verb", self._verbs[verb], cut, verb)
        for split in splits(word):
            tail = word[split.end :]
            if tail not in _OWNERS or (split.key[1] == "1" and word[split.start - 1] == _FUTURE):
                continue
            stem = word[split.start : split.end]
            if stem in self._country:
                return Word("country", _OWNERS[tail], split.start, stem, len(tail))
            # before a pronoun ة is ت, and ء has a seat (لقائه)
            for key in (stem, stem[:-1] + "ه" if stem.endswith("ت") else stem, stem[:-1] + "ء"):
                if key in self._owned and (key == stem or stem[-1] in "تيو"):
                    return Word("owned", _OWNERS[tail], split.start, key, len(tail))
        if not any(starts[word] for starts in self._begins):
            return None
        for cut, rest in without_particles(word):
            if rest.startswith(_ARTICLE) and len(rest) > len(_ARTICLE) + 1:
                return Word("definite", "", cut, rest[len(_ARTICLE) :])
            if rest in _CONSTRUCT:
                return Word("construct", "", cut, rest)
        return None


def _offices(lexicon: Lexicon) -> dict[str, tuple[Row, ...]]:
    """Return the offices held by each person of the table of persons, by the person's form."""
    held: dict[str, tuple[Row, ...]] = {}
    if _OFFICES in lexicon.names("lexicon"):
        for row in lexicon.table(_OFFICES).rows:
            held[row.cells["holder"]] = (*held.get(row.cells["holder"], ()), row)
    return held


def anaphora_words(lexicon: Lexicon) -> AnaphoraWords:
    """Return the words of ``lexicon``, compiled once."""
    return lexicon.compiled("entities-anaphora", AnaphoraWords)
