"""What can be counted: the forms of a noun, and nouns that no table holds.

From the singular and the plural that a table gives, the case endings, the dual and the constructs are made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from khabar.lexicon.matcher import Matcher, tokens_of
from khabar.lexicon.tables import Row

__all__ = ["Head", "Noun", "Nouns"]

ONE: Final = "one"
MANY: Final = "many"
TWO: Final = "two"
PAIR: Final = "pair"  # the dual in the construct state: مدينتي، مدينتا
SINGLE: Final = "single"  # a unit of measure in the singular
MAYBE: Final = "maybe"  # dual or sound plural: مسلحين

_SUFFIXES: Final = ("هما", "هم", "هن", "ها", "نا", "ه")
_FOUR: Final = 4
_BEFORE_SUFFIX: Final = {"ت": "ه", "ي": "ء", "و": "ء"}  # قادتها: قادة، أعضائها: أعضاء
_MEASURES: Final = frozenset(("km", "m", "kg", "tonne"))
_SHORTEST: Final = {TWO: 5, MAYBE: 5, PAIR: 4}
_PREFIXES: Final = ("ال", "لل", "بال", "وال", "فال", "كال")
_ENDINGS: Final = {"ون": "person", "ين": "person", "ات": "item"}


class Noun(NamedTuple):
    """One form of a noun: lemma as the table writes it, unit, role, which number the form is, and its row."""

    lemma: str
    unit: str
    role: str | None
    state: str
    row: Row | None


class Head(NamedTuple):
    """A counted noun in a text: tokens ``[first, last)``."""

    noun: Noun
    first: int
    last: int
    definite: bool


def _plurals(singular: str, cell: str) -> Iterator[str]:
    stem = singular.removesuffix("ة")
    for plural in filter(None, cell.split("/")):
        if plural in ("ون", "ين"):
            yield from (singular + "ون", singular + "ين", singular + "ي", singular + "و")
        elif plural in ("ات", "هات"):
            yield stem + plural
        else:
            yield plural
            if not plural.endswith(("ات", "ة", "ى", "ا", "اء")) and " " not in plural:
                yield plural + "ا"  # آلافا، أشخاصا


def _forms(row: Row) -> Iterator[tuple[str, str]]:
    """Yield the forms of a noun and their number."""
    singular, cell = row.cells["form"], row.cells["plural"]
    yield singular, ONE
    plurals = list(_plurals(singular, cell))
    yield from ((plural, MANY) for plural in plurals)
    if " " in singular:
        return
    bare = singular.endswith(("ة", "ى", "ا", "اء"))
    if not bare:
        yield singular + "ا", ONE
    stem = singular
    if (singular + "ين" in plurals and "ون" not in cell.split("/")) or cell.endswith("اة"):  # قاض، محام
        stem = singular + "ي"
        yield from ((stem, ONE), (stem + "ا", ONE), (singular + "ون", MANY))
    elif singular.endswith("ة"):
        stem = singular[:-1] + "ت"
    elif singular.endswith("ى"):
        stem = singular[:-1] + "ي"
    yield stem + "ان", TWO
    yield stem + "ين", MAYBE if stem + "ين" in plurals else TWO
    yield stem + "ي", PAIR
    if singular.endswith("ة"):
        yield stem + "ا", PAIR


class Nouns:
    """The nouns of some rows (columns form, plural, unit and perhaps role)."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._duals: dict[str, Noun] = {}
        singular: list[tuple[str, Noun]] = []
        plural: list[tuple[str, Noun]] = []
        rows = list(rows)
        for row in rows:
            self._measure(row)
            unit, role = row.cells["unit"], row.cells.get("role") or None
            for form, state in _forms(row):
                noun = Noun(row.cells["form"], unit, role, state, row)
                if state == ONE:
                    singular.append((form, noun))
                elif state == MANY:
                    plural.append((form, noun))
                else:
                    first = tokens_of(form)[0]
                    if len(first) >= _SHORTEST[state] or (unit in _MEASURES and state == TWO):
                        self._duals.setdefault(first, noun)
        counted = (row for row in rows if row.cells["unit"] == "person" and "ون" in row.cells["plural"].split("/"))
        plural.extend(map(self._women, counted))
        self._singular = Matcher(singular, quotes=False)
        self._plural = Matcher(plural, quotes=False)

    def _women(self, row: Row) -> tuple[str, Noun]:
        """Let the women of people whom the table counts in the masculine be counted (مصريات، مصريتان).

        Adds their dual, and returns their plural.
        """
        form, role = row.cells["form"], row.cells.get("role") or None
        for ending in ("تان", "تين"):
            tokens = tokens_of(form + ending)
            if len(tokens) == 1:
                self._duals.setdefault(tokens[0], Noun(form + "ة", "person", role, TWO, row))
        return form + "ات", Noun(form + "ة", "person", role, MANY, row)

    def _measure(self, row: Row) -> None:
        """Let a unit of measure count by itself after an approximation (نحو كيلومتر)."""
        if row.cells["unit"] in _MEASURES and " " not in row.cells["form"]:
            noun = Noun(row.cells["form"], row.cells["unit"], None, SINGLE, row)
            self._duals.setdefault(tokens_of(row.cells["form"])[0], noun)

    def at(self, words: Sequence[str], index: int, state: str = MANY) -> Head | None:
        """Return the noun at ``index``, with or without article or possessive.

        Of a singular and a plural written alike (معارض) the one in ``state`` is taken, of two phrases the longer.
        """
        if index >= len(words):
            return None
        word = words[index]
        found = self._form(words, index, word, state)
        if found:
            return Head(found[0], index, index + found[1], False)
        if word.startswith("ال"):
            found = self._form(words, index, word[2:], state)
            return Head(found[0], index, index + found[1], True) if found else None
        for suffix in _SUFFIXES:
            if word.endswith(suffix) and len(word) > len(suffix) + 2:
                stem = word[: -len(suffix)]
                found = self._form(words, index, stem, state)
                bare = _BEFORE_SUFFIX.get(stem[-1]) if not found else None
                if bare:
                    found = self._form(words, index, stem[:-1] + bare, state)
                if found and found[1] == 1:
                    return Head(found[0], index, index + 1, True)
        return None

    def _form(self, words: Sequence[str], index: int, word: str, state: str) -> tuple[Noun, int] | None:
        one, many = self._singular.exact(words, index, word), self._plural.exact(words, index, word)
        if one is None or many is None:
            return one or many
        if one[1] != many[1]:
            return one if one[1] > many[1] else many
        return many if state == MANY else one

    def dual(self, word: str) -> Noun | None:
        """Return the noun whose dual ``word`` (no particles, no article) is."""
        return self._duals.get(word)

    def guess(self, words: Sequence[str], index: int, value: float | None, *, sure: bool = False) -> Head | None:
        """Return the noun at ``index`` that no table holds, by its ending and the number before it.

        3 to 10 count a plural, 11 to 99 an accusative singular, hundreds and thousands a genitive singular. After a
        number that needs a noun (``sure``: مليون) words in ت, which are verbs after others, are taken too.
        """
        word = words[index]
        if len(word) < 3 or not word.isalpha() or word.isascii() or word.startswith(_PREFIXES):
            return None
        if word[0] == "و" or word.endswith("وا") or (word[0] in "يت" and word.endswith("ون")):  # يعملون، انضموا
            return None
        for ending, unit in _ENDINGS.items():
            if word.endswith(ending) and len(word) > 4:
                return Head(Noun(word, unit, None, MANY, None), index, index + 1, False)
        rest = None if value is None or value != int(value) else int(value) % 100
        if rest is not None and 11 <= rest <= 99:
            if not word.endswith(("ا", "ه", "اء")) or len(word) < 4 or (word[0] in "بلكف" and word.endswith("ه")):
                return None
            if word[0] in "يت" and word.endswith(("ها", "هما")):  # تليها
                return None
            lemma = word.removesuffix("ا")
            return Head(Noun(lemma, "item", None, ONE, None), index, index + 1, False)
        if rest is None or word.endswith(_SUFFIXES[:-1]) or (3 <= rest <= 10 and word.endswith("ه")):
            return None
        if word[0] in "يسبلك" or (word[0] == "ت" and not sure) or (sure and word.endswith("ت") and len(word) > _FOUR):
            return None  # 22 مليار أودعت: a verb
        return Head(Noun(word, "item", None, MANY, None), index, index + 1, False)
