"""Which entries of a table a word can belong to: the look-up for layers that match tables of any kind.

A table lists وزير, جندي, قصف; the text has وللوزيرة, بجنودهم, سيقصفون. ``forms`` gives, for each way to split a word
that grammar allows, the folded keys under which a table may know it: the stem with and without article, the lemmas of
the tables of morphology (broken plurals and verb forms included), and what is left without the ending of feminine,
plural, dual or case. It does not judge which split the sentence means: ``Word.reading`` does, and the layer compares.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from khabar.text.fold import fold_word
from khabar.text.morphology.clitics import FUTURE, splits
from khabar.text.morphology.lexemes import Lexemes, lexemes

if TYPE_CHECKING:
    from khabar.lexicon import Lexicon

__all__ = ["Form", "FormFinder", "form_finder"]

_CACHE_LIMIT = 100_000
_SHORTEST_KEY = 2
_ARTICLE = "ال"
_ENDINGS = ("ه", "ات", "ون", "ين", "ان", "تان", "تين", "ا")
_FEMININE = ("ات", "تان", "تين")


class Form(NamedTuple):
    """A key under which a table may list a word.

    ``start`` and ``end`` are the stem's offsets in the folded word (clitics lie outside). ``how`` says how the key was
    reached: ``stem`` (as written), ``bare`` (without article), ``lemma`` (by the tables of morphology, of part of
    speech ``upos``), ``ending`` (an ending taken off that no table confirms).
    """

    key: str
    start: int
    end: int
    how: str
    upos: str = ""


class FormFinder:
    """Finds the keys of words, each distinct word once; immutable but for its cache, safe among threads."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexemes: Lexemes = lexemes(lexicon)
        self._cache: dict[str, tuple[Form, ...]] = {}

    def forms(self, word: str) -> tuple[Form, ...]:
        """Return the keys of a folded ``word``, the nearest to what is written first; each key once for each stem."""
        found = self._cache.get(word)
        if found is None:
            found = tuple(self._find(word))
            if len(self._cache) < _CACHE_LIMIT:
                self._cache[word] = found
        return found

    def _find(self, word: str) -> list[Form]:
        seen: dict[tuple[str, int, int], Form] = {}
        if not word[:1].isalpha() or word.isascii():
            return [Form(word, 0, len(word), "stem")]
        ranked: list[tuple[int, Form]] = []
        for split in splits(word):
            preposition = word[split.start - 1] if split.key[1] == "1" else ""
            ranked += self._of_stem(word[split.start : split.end], split.start, split.end, preposition, split.key)
        ranked.sort(key=lambda entry: entry[0])
        for _, form in ranked:
            seen.setdefault((form.key, form.start, form.end), form)
        return list(seen.values())

    def _of_stem(self, stem: str, start: int, end: int, preposition: str, key: str) -> list[tuple[int, Form]]:
        """Return ranked forms: by how they were reached, then by how many clitics are taken off."""
        clitics = key.count("1")
        found = []
        future = preposition == FUTURE
        if not future and (len(stem) >= _SHORTEST_KEY or not clitics):
            found.append((clitics, Form(stem, start, end, "stem")))
        bare = stem
        if not future:
            article = self._lexemes.article(stem, stem, preposition)
            bare = stem[article:]
            if article and key[2] == "0":
                found.append((clitics, Form(bare, start, end, "bare")))
                if article == 1:
                    found.append((clitics, Form(_ARTICLE + bare, start, end, "stem")))
            known = False
            for nominal in self._lexemes.nominals(bare):
                if key[2] == "1" or nominal.ending != "ت":
                    lemma = fold_word(nominal.lexeme.lemma)
                    found.append((clitics + 1, Form(lemma, start, end, "lemma", nominal.lexeme.upos)))
                    known = True
            if not known:
                found += [(clitics + 4, Form(base, start, end, "ending")) for base in _without_ending(bare)]
        if bare == stem and preposition not in ("ب", "ك"):
            for verb, tense in self._lexemes.verbs(stem, first_person=True):
                if tense == "imp" or not future:
                    found.append((clitics + 1, Form(fold_word(verb.lemma), start, end, "lemma", "VERB")))
        return found


def _without_ending(bare: str) -> list[str]:
    """Return what ``bare`` can be without an ending of gender, number or case."""
    found = []
    for ending in _ENDINGS:
        base = bare[: len(bare) - len(ending)]
        if bare.endswith(ending) and len(base) > _SHORTEST_KEY:
            found.append(base)
            if ending in _FEMININE:
                found.append(base + "ه")
    return found


def form_finder(lexicon: Lexicon) -> FormFinder:
    """Return the finder of ``lexicon``, made once."""
    return lexicon.compiled("morphology-forms", FormFinder)
