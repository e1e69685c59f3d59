"""The lexemes: what the tables of morphology know, compiled for look-up by folded stem.

Inflected forms are not listed: a stem is stripped of its ending, and the rest looked up. Verbs are kept as the few
stems from which all persons, moods and passives are made; their participles and verbal nouns are added as nominals.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

from khabar.text.fold import fold_word
from khabar.text.morphology.clitics import article_length
from khabar.text.morphology.conjugation import derived_nominals, imperfect_stems, perfect_stems
from khabar.text.morphology.resources import frequencies, names

if TYPE_CHECKING:
    from khabar.lexicon import Lexicon

__all__ = ["DERIVED", "Lexeme", "Lexemes", "Nominal", "Stem", "lexemes"]

_Value = TypeVar("_Value")

# Lexemes; closed words, perfect and imperfect stems with numbers of lexemes; nominal stems. As the cache keeps it.
_Numbers: TypeAlias = dict[str, tuple[int, ...]]
_Plain: TypeAlias = tuple[
    list[tuple[str, ...]], _Numbers, _Numbers, _Numbers, dict[str, tuple[tuple[int, str, str], ...]]
]
# Kinds of the nominals that are made from verbs.
DERIVED = frozenset(("masdar", "part"))


class Lexeme(NamedTuple):
    """A word of the tables: its lemma as spelled, part of speech, kind, gender, and the row that says so.

    ``form`` is the listed form as spelled: of a closed word the form itself, of a verb the imperfect.
    """

    lemma: str
    upos: str
    kind: str = ""
    gender: str = ""
    row: str = ""
    form: str = ""


class Stem(NamedTuple):
    """A listed form of a noun or adjective: singular or broken plural, as spelled."""

    lexeme: Lexeme
    number: str
    spelled: str


class Nominal(NamedTuple):
    """A noun or adjective read from a stem: the lexeme, and what the stem's ending says.

    ``spelled`` is the listed form that the ending was added to, ``ending`` its folded letters.
    """

    lexeme: Lexeme
    number: str
    gender: str
    spelled: str
    ending: str


# Endings of nominals: letters, number, gender ("" = that of the lexeme), what stood there in the singular.
_ENDINGS = (
    ("ه", "sing", "f", ("",)),
    ("ات", "plur", "f", ("", "ه")),
    ("يات", "plur", "f", ("ي", "يه")),
    ("ون", "plur", "m", ("",)),
    ("ين", "plur", "m", ("",)),
    ("و", "plur", "m", ("",)),
    ("ي", "plur", "m", ("",)),
    ("ان", "dual", "m", ("",)),
    ("ين", "dual", "m", ("",)),
    ("تان", "dual", "f", ("ه", "")),
    ("تين", "dual", "f", ("ه", "")),
    ("تا", "dual", "f", ("ه",)),
    ("تي", "dual", "f", ("ه",)),
    ("ا", "sing", "", ("", "ي")),
    ("ت", "sing", "f", ("ه",)),
    ("يا", "sing", "", ("ء",)),
    ("اي", "sing", "", ("اء",)),
    ("او", "sing", "", ("اء",)),
    ("وات", "plur", "f", ("ه", "اء")),
    ("اءات", "plur", "f", ("اء",)),
    ("يين", "plur", "m", ("ي",)),
    ("ييه", "sing", "f", ("ايي",)),
)
_ENDINGS_BY_LETTER = {letter: tuple(ending for ending in _ENDINGS if ending[0].endswith(letter)) for letter in "هتنيوا"}
_PERFECT_ENDINGS = ("", "ت", "وا", "ا", "تا", "نا", "تم", "ن", "و", "تما", "تمو")
_IMPERFECT_ENDINGS = ("", "ون", "وا", "ان", "ين", "ن", "ا", "و", "ي")
_BARE = ("",)


def _by_letter(endings: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return for each last letter of a word the endings that it may have."""
    letters = {ending[-1] for ending in endings if ending}
    return {letter: tuple(one for one in endings if one.endswith(letter) or not one) for letter in letters}


_PERFECT_ENDINGS_BY_LETTER = _by_letter(_PERFECT_ENDINGS)
_IMPERFECT_ENDINGS_BY_LETTER = _by_letter(_IMPERFECT_ENDINGS)
_PREFIXES = frozenset("يتن")
_SHORTEST_IMPERFECT = 1
_CACHE_LIMIT = 50_000
_SHORTEST_BASE = 2
# Endings that a broken plural can take.
_ON_PLURALS = frozenset(("ا", "اي", "او"))


class Lexemes:
    """The compiled tables; look-ups take folded stems without clitics and article, and are kept."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._frequencies = frequencies()
        self._known, closed, self._perfect, self._imperfect, self._stems = lexicon.cached(
            "morphology", lambda: _Compiler(lexicon).plain()
        )
        self.closed = {key: tuple(map(self._lexeme, numbers)) for key, numbers in closed.items()}
        self.names = names() | {fold_word(row.cells["form"]) for row in lexicon.table("morphology/names").rows}
        self._nominals: dict[str, tuple[Nominal, ...]] = {}
        self._parts: dict[str, frozenset[str]] = {}
        self._verbs: dict[tuple[str, bool], tuple[tuple[Lexeme, str], ...]] = {}

    def _lexeme(self, number: int) -> Lexeme:
        return Lexeme._make(self._known[number])

    def stems(self, form: str) -> list[Stem]:
        """Return the nouns and adjectives that list ``form``."""
        return [Stem(self._lexeme(lexeme), number, spelled) for lexeme, number, spelled in self._stems.get(form, ())]

    def nominals(self, stem: str) -> tuple[Nominal, ...]:
        """Return the nouns and adjectives whose form ``stem`` can be; of kind masdar or part if made from verbs."""
        found = self._nominals.get(stem)
        if found is None:
            found = tuple(self._find_nominals(stem)) or tuple(self._find_defective(stem))
            if len(self._nominals) < _CACHE_LIMIT:
                self._nominals[stem] = found
        return found

    def parts(self, stem: str) -> frozenset[str]:
        """Return the parts of speech that a stem without clitics may be as a noun or adjective."""
        found = self._parts.get(stem)
        if found is None:
            known = self._known
            found = frozenset(known[number][1] for number, *_ in self._inflected(stem))
            found = found or frozenset(nominal.lexeme.upos for nominal in self._find_defective(stem))
            if len(self._parts) < _CACHE_LIMIT:
                self._parts[stem] = found
        return found

    def _find_nominals(self, stem: str) -> Iterator[Nominal]:
        for lexeme, number, gender, spelled, ending in self._inflected(stem):
            known = self._lexeme(lexeme)
            yield Nominal(known, number, gender or known.gender, spelled, ending)

    def _inflected(self, stem: str) -> Iterator[tuple[int, str, str, str, str]]:
        """Yield the number of the lexeme, and number, gender ("": that of the lexeme), listed form and ending."""
        stems, known = self._stems, self._known
        for lexeme, number, spelled in stems.get(stem, ()):
            yield lexeme, number, "", spelled, ""
        for ending, number, gender, singulars in _ENDINGS_BY_LETTER.get(stem[-1:], ()):
            base = stem[: len(stem) - len(ending)]
            if len(base) < _SHORTEST_BASE or not stem.endswith(ending):
                continue
            for singular in singulars:
                for lexeme, base_number, spelled in stems.get(base + singular, ()):
                    if base_number == "sing":
                        # the sound masculine plural is for people (and for adjectives)
                        if number != "plur" or gender != "m" or known[lexeme][2] or known[lexeme][1] == "ADJ":
                            yield lexeme, number, gender, spelled, ending
                    elif ending in _ON_PLURALS:
                        yield lexeme, "plur", "", spelled, ending

    def _find_defective(self, stem: str) -> Iterator[Nominal]:
        """Yield the nouns in ي that lose it when indefinite (قاض: قاضي, مبان: مباني), but no nisba (عراق: عراقي)."""
        if "ا" not in stem or self._count(stem) >= self._count(stem + "ي"):
            return
        for lexeme, number, spelled in self.stems(stem + "ي"):
            if lexeme.upos == "NOUN" or lexeme.kind == "part":
                yield Nominal(lexeme, number, lexeme.gender, spelled, "")

    def _count(self, stem: str) -> int:
        return max(self._frequencies.get(stem, 0), self._frequencies.get("ال" + stem, 0))

    def article(self, stem: str, folded: str, preposition: str) -> int:
        """Return how many letters of a plain ``stem`` are the article (see ``clitics.article_length``).

        Words that begin like the article and are known whole keep their letters (التزام; لجنة, لبنان after ل).
        """
        length = article_length(stem, preposition)
        if length and self._is_name_or_nominal(folded):
            if not self._is_name_or_nominal(folded[length:]):
                return 0
            if length == 1 and self._frequencies.get(stem, 0) > self._frequencies.get(stem[1:], 0):
                return 0
        return length

    def _is_name_or_nominal(self, stem: str) -> bool:
        return stem in self.names or bool(self.nominals(stem))

    def verbs(self, stem: str, *, first_person: bool = False) -> tuple[tuple[Lexeme, str], ...]:
        """Return the verbs whose form ``stem`` can be, with the tense; ``first_person``: it may begin with أ for I."""
        key = (stem, first_person)
        found = self._verbs.get(key)
        if found is None:
            found = tuple(self._find_verbs(stem, first_person=first_person))
            if len(self._verbs) < _CACHE_LIMIT:
                self._verbs[key] = found
        return found

    def _find_verbs(self, stem: str, *, first_person: bool) -> Iterator[tuple[Lexeme, str]]:
        for ending in _PERFECT_ENDINGS_BY_LETTER.get(stem[-1:], _BARE):
            if stem.endswith(ending):
                for number in self._perfect.get(stem[: len(stem) - len(ending)], ()):
                    yield self._lexeme(number), "perf"
        if stem[:1] in _PREFIXES or (first_person and stem[:1] == "ا"):
            body = stem[1:]
            for ending in _IMPERFECT_ENDINGS_BY_LETTER.get(stem[-1:], _BARE):
                if body.endswith(ending) and len(body) - len(ending) >= _SHORTEST_IMPERFECT:
                    for number in self._imperfect.get(body[: len(body) - len(ending)], ()):
                        yield self._lexeme(number), "imp"


class _Compiler:
    """Makes of the tables what ``Lexemes`` holds."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._closed: dict[str, tuple[Lexeme, ...]] = {}
        self._nominal_stems: dict[str, tuple[Stem, ...]] = {}
        self._perfect: dict[str, tuple[Lexeme, ...]] = {}
        self._imperfect: dict[str, tuple[Lexeme, ...]] = {}
        self._read_closed()
        self._read_nominals()
        self._read_verbs()

    def plain(self) -> _Plain:
        """Return all as plain data: the lexemes, the other tables with their numbers there."""
        numbers: dict[Lexeme, int] = {}

        def counted(table: dict[str, tuple[Lexeme, ...]]) -> dict[str, tuple[int, ...]]:
            return {
                key: tuple([numbers.setdefault(lexeme, len(numbers)) for lexeme in lexemes])
                for key, lexemes in table.items()
            }

        plain = counted(self._closed), counted(self._perfect), counted(self._imperfect)
        stems = {
            key: tuple([(numbers.setdefault(stem.lexeme, len(numbers)), stem.number, stem.spelled) for stem in stems])
            for key, stems in self._nominal_stems.items()
        }
        return [tuple(lexeme) for lexeme in numbers], *plain, stems

    def _read_closed(self) -> None:
        for row in self._lexicon.table("morphology/closed").rows:
            cells = row.cells
            lexeme = Lexeme(cells["value"], cells["class"], cells["kind"], "", row.place, cells["form"])
            key = fold_word(cells["form"])
            self._closed[key] = (*self._closed.get(key, ()), lexeme)

    def _read_nominals(self) -> None:
        for name, upos in (("morphology/nouns", "NOUN"), ("morphology/adjectives", "ADJ")):
            for row in self._lexicon.table(name).rows:
                cells = row.cells
                form = cells["form"]
                lexeme = Lexeme(form, upos, cells.get("kind", ""), cells.get("class", "m"), row.place, form)
                _add(self._nominal_stems, fold_word(form), Stem(lexeme, "sing", form))
                for plural in filter(None, cells["value"].split(",")):
                    _add(self._nominal_stems, fold_word(plural), Stem(lexeme, "plur", plural))

    def _read_verbs(self) -> None:
        for row in self._lexicon.table("morphology/verbs").rows:
            perfect, imperfect = row.cells["form"], row.cells["class"]
            verb = Lexeme(perfect, "VERB", "cop" if perfect == "كان" else "", "", row.place, imperfect)
            for stem in perfect_stems(perfect):
                _add(self._perfect, stem, verb)
            for stem in imperfect_stems(perfect, imperfect):
                _add(self._imperfect, stem, verb)
            for lemma, kind in derived_nominals(perfect, imperfect):
                gender = "f" if lemma.endswith("ة") else "m"
                noun = Lexeme(lemma, "NOUN" if kind == "masdar" else "ADJ", kind, gender, row.place, lemma)
                _add(self._nominal_stems, fold_word(lemma), Stem(noun, "sing", lemma))


def _add(table: dict[str, tuple[_Value, ...]], key: str, value: _Value) -> None:
    present = table.get(key, ())
    if value not in present:
        table[key] = (*present, value)


def lexemes(lexicon: Lexicon) -> Lexemes:
    """Return the lexemes of ``lexicon``, compiled once."""
    return lexicon.compiled("morphology", Lexemes)
