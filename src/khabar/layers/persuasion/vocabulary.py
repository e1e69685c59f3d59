"""The tables of the room, compiled: which forms speak for which technique, found in one pass over the words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple, TypeAlias

from khabar.lexicon import Lexicon
from khabar.lexicon.matcher import Forms, Matcher, compile_forms, tokens_of
from khabar.text.morphology import FormFinder, Reading, form_finder

__all__ = ["NAMED", "Entry", "Hit", "Vocabulary", "vocabulary"]

_NOMINAL = frozenset(("NOUN", "ADJ", "PROPN", "ADV", "X"))
_QUOTES = frozenset("\"'«»“”‘’")
# The table that holds no forms, and the one of nouns that need a name after them.
_TECHNIQUES = "persuasion/techniques"
_THREE = 3
_CACHE_LIMIT = 40_000
_PARTICLES = ("ب", "ل")
_HEADS = "persuasion/heads"
_LABEL = "Name_Calling-Labeling"
# The extent of a noun that counts with the name after it only.
NAMED = "named"


class Entry(NamedTuple):
    """A row: technique, finer kind, grade, extent, what must begin the next word (ب, ل, or nothing), its place."""

    technique: str
    kind: str
    grade: int
    extent: str
    then: str
    row: str


# What follows a verb in a row, as it is written, and the row.
_Verb: TypeAlias = tuple[list[str], Entry]


class Hit(NamedTuple):
    """A form found at tokens ``[first, last)``."""

    first: int
    last: int
    entry: Entry


class Vocabulary:
    """All that the room knows of words; immutable but for caches of words."""

    def __init__(self, lexicon: Lexicon) -> None:
        written: list[tuple[str, Entry]] = []
        nominal: list[tuple[str, Entry]] = []
        verbs: list[tuple[str, Entry]] = []
        for name in lexicon.names("persuasion"):
            if name == _TECHNIQUES:
                continue
            for row in lexicon.table(name).rows:
                cells = row.cells
                if name == _HEADS:
                    nominal.append((cells["form"], Entry(_LABEL, cells["kind"], 1, NAMED, "", row.place)))
                    continue
                form, then = _parted(cells["form"])
                extent = cells["extent"] or "word"
                entry = Entry(cells["class"], cells["kind"], int(cells["grade"]), extent, then, row.place)
                {"noun": nominal, "verb": verbs, "word": written}[cells["as"]].append((form, entry))
        finder = form_finder(lexicon)
        nominal = [(keys, entry) for form, entry in nominal for keys in _keys(finder, form)]
        self._written: Matcher[Entry] = Matcher(written)
        # words and readings that begin no form, as they come; a reading is kept so that its id stays its own
        self._silent: set[str] = set()
        self._plain: dict[int, Reading] = {}
        self._nominal, self._entries = compile_forms(nominal)
        self._verbs: dict[str, list[_Verb]] = {}
        shapes: dict[str, list[_Verb]] = {}
        for form, entry in verbs:
            perfect, *after = tokens_of(form)
            self._verbs.setdefault(perfect, []).append((after, entry))
            for shape in _shapes(perfect):
                shapes.setdefault(shape, []).append((after, entry))
        self._shapes = shapes
        self._lemmas = frozenset((*self._verbs, *self._nominal))
        self._bare = frozenset((*shapes, *self._nominal))

    def hits(self, words: list[str], readings: Sequence[Reading]) -> list[Hit]:
        """Return the forms found: those listed as written, then lemmas, each in the order of the text."""
        hits: list[Hit] = []
        silent, starts = self._silent, self._written.starts
        for at in [at for at, word in enumerate(words) if word not in silent]:
            nodes = starts[words[at]]
            if not nodes:
                if len(silent) < _CACHE_LIMIT:
                    silent.add(words[at])
                continue
            following = words[at + 1] if at + 1 < len(words) else ""
            for _, (numbers, more) in nodes:
                # most words that begin a form are frequent and go on otherwise
                if numbers or (more and (following in more or following in _QUOTES)):
                    every = self._written.every(words, at)
                    hits += [Hit(at, found.last, entry) for found in every for entry in found.values]
                    break
        verbs, shapes, nominal, entries = self._verbs, self._shapes, self._nominal, self._entries
        lemmas, bares = self._lemmas, self._bare
        plain = self._plain
        for at in [at for at, number in enumerate(map(id, readings)) if number not in plain]:
            reading = readings[at]
            key, bare, upos = reading.key, reading.bare, reading.upos
            if key not in lemmas and bare not in bares:
                if len(plain) < _CACHE_LIMIT:
                    plain[id(reading)] = reading
                continue
            if upos == "VERB":
                for after, entry in verbs.get(key) or shapes.get(bare) or ():
                    last = at + 1 + len(after)
                    if not after or words[at + 1 : last] == after:
                        hits.append(Hit(at, last, entry))
            elif upos in _NOMINAL:
                for lemma in (bare,) if key == bare else (bare, key):
                    node = nominal.get(lemma)
                    if node is not None:
                        hits += [Hit(at, at + 1, entries[number]) for number in node[0]] if node[0] else ()
                        if node[1]:
                            self._longer(readings, at, node[1], hits)
        return hits

    def _longer(self, readings: Sequence[Reading], at: int, following: Forms | None, hits: list[Hit]) -> None:
        """Add the nominal forms that begin at token ``at`` and go on with ``following`` to ``hits``."""
        for last in range(at + 1, len(readings)):
            reading = readings[last]
            node = following.get(reading.key) or following.get(reading.bare) if following else None
            if node is None or reading.prefix:
                return
            numbers, following = node
            hits += [Hit(at, last + 1, self._entries[number]) for number in numbers]


def _parted(form: str) -> tuple[str, str]:
    """Return a form without the particle at its end that begins the next word of the text, and that particle."""
    head, _, last = form.rpartition(" ")
    return (head, last) if head and last in _PARTICLES else (form, "")


def _keys(finder: FormFinder, form: str) -> Iterator[str]:
    """Yield a nominal form with each of its words as it is, without article, and by its lemmas (قوى الشر: قوه شر)."""
    tokens = tokens_of(form)
    if len(tokens) == 1:
        yield form
        return
    yield from map(" ".join, product(*(_key(finder, token) for token in tokens)))


def _key(finder: FormFinder, token: str) -> Iterable[str]:
    """Return what a word of a text may be known by, if it is the ``token`` of a form."""
    whole = [one for one in finder.forms(token) if one.start == 0 and one.end == len(token) and one.upos != "VERB"]
    definite = any(one.how == "bare" for one in whole)
    keys = dict.fromkeys(
        one.key for one in whole if one.how in ("lemma", "bare") or (one.how == "stem" and not definite)
    )
    return keys or (token,)


def _shapes(perfect: str) -> Iterator[str]:
    """Yield the forms of a sound verb without clitics, for verbs that the tables of morphology do not know."""
    if len(perfect) <= _THREE and ("ا" in perfect or perfect[-1] == "ي"):
        return  # خان, يخون: morphology knows them
    for ending in ("", "ت", "وا", "نا", "ا", "تا", "ن"):
        yield (perfect[:-1] if perfect[-1] == "ي" and ending else perfect) + ending
    stem = perfect[1:] if perfect[0] == "ا" and len(perfect) > _THREE else perfect
    for prefix in "يتنا":
        for ending in ("", "ون", "وا", "ان", "ين", "ن"):
            yield prefix + (stem[:-1] if stem[-1] == "ي" and ending in ("ون", "وا") else stem) + ending


def vocabulary(lexicon: Lexicon) -> Vocabulary:
    """Return the vocabulary of ``lexicon``, compiled once."""
    return lexicon.compiled("persuasion-vocabulary", Vocabulary)
