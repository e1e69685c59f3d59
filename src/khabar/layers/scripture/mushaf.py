"""The Quran as a stream of words in the reading of Hafs, and the spellings in which each of them may stand.

The text is that of the package ``quran-text`` (CC BY 4.0), which gives every word twice: in the Uthmanic rasm and in
modern spelling (``rasm_imlai``). It is read from the package when first needed and never copied or changed.

A *strict* spelling is the modern one, with the dagger alifs of the rasm written out and hamza on any seat or left
out. A *loose* spelling is the Uthmanic one without its dagger alifs: on folded letters it cannot be told from a word
of fewer letters (قتلوا for قاتلوا), so the reader admits it only where the text writes in that manner.
"""

from __future__ import annotations

import json
import re
from array import array
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from importlib.util import find_spec
from itertools import pairwise, product
from pathlib import Path
from typing import NamedTuple, TypeAlias

from khabar.errors import LexiconError
from khabar.text.fold import fold_word

__all__ = ["BREAK", "Kind", "Mushaf", "Plain", "load", "text_file"]

BREAK = -1
# What a ``Mushaf`` is made of: spellings, kinds, modern spellings, joined words, first place of each verse, verses.
Plain: TypeAlias = tuple[
    list[tuple[tuple[str, ...], tuple[str, ...]]], bytes, str, dict[str, tuple[int, ...]], bytes, list[tuple[int, int]]
]
_DAGGER = "\u0670"
_VOCATIVE_SIGN = "ي\u064e" + _DAGGER
_MOST_DAGGERS = 3
# hamza before waw: مسئول as the package writes it, مسؤول as newspapers do
_SEAT, _OTHER_SEAT = "ئو", "ؤو"
_WAW_FOR_ALIF = "و" + _DAGGER
_YA_FOR_ALIF = "ى" + _DAGGER
_LAST_YA = re.compile("ىٰ(?=[^\u0621-\u064a]*$)")
_VOWELS = re.compile("[\u064b-\u0653\u06e1]+")
_VOCATIVE = re.compile("(وَ)?يَٰٓ?(.+)")


class Kind(NamedTuple):
    """The folded spellings of a word: ``strict`` (the first is the usual one) and ``loose``."""

    strict: tuple[str, ...]
    loose: tuple[str, ...]


class Mushaf:
    """The text as one stream of words.

    ``kinds[i]`` numbers the spellings of the word at place ``i`` (``BREAK`` between suras), ``modern[i]`` is its
    modern spelling. ``joined`` maps what may be written as one word and is two here to the kinds of its parts
    (ياأيها, أولم).
    """

    def __init__(self, plain: Plain) -> None:
        """Make the text of plain data, as ``load`` or the cache gives it."""
        self.plain = plain
        _, kinds, _, self.joined, places, self._verses = plain
        self.kinds = array("i", kinds)
        self._places = array("i", places)

    @cached_property
    def spellings(self) -> list[Kind]:
        """The spellings of each kind (few texts need them)."""
        return list(map(Kind._make, self.plain[0]))

    @cached_property
    def modern(self) -> list[str]:
        """The modern spelling of the word at each place."""
        return self.plain[2].split("\n")

    def verse(self, place: int) -> tuple[int, int]:
        """Return ``(sura, verse)`` of the word at ``place``."""
        return self._verses[bisect_right(self._places, place) - 1]

    def verse_start(self, place: int) -> int:
        """Return the place of the first word of the verse that holds ``place``."""
        return self._places[bisect_right(self._places, place) - 1]

    def verse_end(self, place: int) -> int:
        """Return the place after the last word of the verse that holds ``place``."""
        at = bisect_right(self._places, place)
        end = self._places[at] if at < len(self._places) else len(self.kinds)
        return end - 1 if self.kinds[end - 1] == BREAK else end

    def words(self, first: int, last: int) -> str:
        """Return the words of the places ``[first, last)`` in modern spelling."""
        return " ".join(self.modern[first:last])

    def verses(self) -> list[tuple[int, int]]:
        """Return ``(sura, verse)`` of all verses, in order."""
        return list(self._verses)

    def span(self, sura: int, verse: int) -> tuple[int, int]:
        """Return the places ``[first, last)`` of a verse. Raises ``ValueError`` if there is no such verse."""
        first = self._places[self._verses.index((sura, verse))]
        return first, self.verse_end(first)


def _written_out(rasm: str) -> list[str]:
    """Return the rasm with its dagger alifs written as letters: all of them, then each choice of some."""
    plain = _LAST_YA.sub("ى", rasm.replace(_WAW_FOR_ALIF, "ا")).replace(_YA_FOR_ALIF, "ا")
    head, *rest = plain.split(_DAGGER)
    if len(rest) > _MOST_DAGGERS:
        return ["ا".join([head, *rest])]
    choices = product(("ا", ""), repeat=len(rest))
    return [head + "".join(a + b for a, b in zip(choice, rest, strict=True)) for choice in choices]


def _hamzas(form: str) -> list[str]:
    """Return ``form`` with its free-standing hamzas kept, left out, and put on waw before a waw (رءوس, رؤوس)."""
    if "ء" not in form:
        return [form]
    return [form, form.replace("ء", ""), form.replace("ءو", "وو")]


def _unique(forms: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for form in forms if form))


class _Maker:
    """Numbers the kinds of words as they come; ``variants`` gives further spellings of modern ones."""

    def __init__(self, variants: Mapping[str, Sequence[str]], folded: Mapping[str, str]) -> None:
        self.spellings: list[Kind] = []
        self.joined: dict[str, tuple[int, ...]] = {}
        self._variants = variants
        self._folded = folded
        self._numbers: dict[tuple[str, str], int] = {}

    def _number(self, rasm: str, modern: str) -> int:
        folded_rasm, folded_modern = self._fold(rasm), self._fold(modern)
        key = (rasm, modern) if _DAGGER in rasm else (folded_rasm, folded_modern)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.spellings)
            kind = self._kind(rasm, folded_rasm, folded_modern)
            if _SEAT in modern:
                kind = Kind((*kind.strict, fold_word(modern.replace(_SEAT, _OTHER_SEAT))), kind.loose)
            self.spellings.append(kind)
        return number

    def _fold(self, word: str) -> str:
        folded = self._folded.get(word)
        return fold_word(word) if folded is None else folded

    def _kind(self, rasm: str, folded_rasm: str, folded_modern: str) -> Kind:
        if folded_rasm == folded_modern and "ء" not in folded_rasm and _DAGGER not in rasm:
            return Kind((folded_modern, *self._variants.get(folded_modern, ())), ())
        strict = _hamzas(folded_modern)
        for variant in self._variants.get(folded_modern, ()):
            strict += _hamzas(variant)
        loose: list[str] = []
        if _DAGGER in rasm:
            everything, *fewer = map(fold_word, _written_out(rasm))
            strict += _hamzas(everything)
            if _WAW_FOR_ALIF in rasm:
                strict += _hamzas(folded_rasm)
            loose = [variant for form in (folded_rasm, *fewer) for variant in _hamzas(form)]
        else:
            strict += _hamzas(folded_rasm)
        unique = _unique(strict)
        return Kind(unique, tuple(form for form in _unique(loose) if form not in unique))

    def kinds(self, rasm: str, modern: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """Return the kinds of a printed word and their modern spellings: several if it may be written as several."""
        if _VOCATIVE_SIGN not in rasm and " " not in modern and self._fold(modern) not in self._variants:
            return (self._number(rasm, modern),), (modern,)
        split = next((form for form in self._variants.get(self._fold(modern), ()) if " " in form), "")
        parts: tuple[str, ...]
        vocative = _VOCATIVE.fullmatch(rasm)
        if vocative:
            conjunction, rest = vocative.groups()
            head = "ويا" if conjunction else "يا"
            tail = modern.removeprefix(head).strip() if modern.startswith(head) else fold_word(_written_out(rest)[0])
            numbers: tuple[int, ...] = (self._number(head, head), self._number(rest, tail))
            parts = (head, tail)
        elif " " in modern or " " in split:
            parts = tuple((modern if " " in modern else split).split())
            numbers = tuple(self._number(part, part) for part in parts)
        else:
            return (self._number(rasm, modern),), (modern,)
        for form in (rasm, *_written_out(rasm), modern.replace(" ", "")):
            for variant in _hamzas(fold_word(form)):
                self.joined.setdefault(variant, numbers)
        return numbers, parts


def _fold_all(words: list[str]) -> dict[str, str]:
    """Return the folded form of each word; vowel signs go first, since deleting them that way is faster."""
    unique = list(dict.fromkeys(words))
    letters = _VOWELS.sub("", "\n".join(unique))
    return dict(zip(unique, fold_word(letters).split("\n"), strict=True))


def _supply(rasm: list[str], modern: list[str | None]) -> None:
    """Fill in the modern spellings that the package leaves out, from the same word elsewhere, else from the rasm."""
    missing = [at for at, word in enumerate(modern) if not word]
    wanted = {rasm[at] for at in missing}
    known = {word: other for word, other in zip(rasm, modern, strict=True) if word in wanted and other}
    for at in missing:
        modern[at] = known.get(rasm[at]) or fold_word(_written_out(rasm[at])[0])


def text_file() -> Path:
    """Return the file of the package ``quran-text`` that holds the text; it need not be there."""
    found = find_spec("quran_text_data")  # importlib.resources would cost more than the rest
    return (Path(found.origin).parent if found and found.origin else Path("quran_text_data")) / "hafs.json"


def load(variants: Mapping[str, Sequence[str]]) -> Mushaf:
    """Read the text from the package ``quran-text``.

    ``variants`` maps modern spellings (folded) to further ones (داود to داوود); one with a space says that the word
    may be written as several. Raises ``LexiconError`` if the installed package does not hold the text as expected.
    """
    path = text_file()
    try:
        data = json.loads(path.read_bytes())
        rasm, modern = data["words"], data["rasm_imlai"]
        starts, suras = data["ayah_starts"], set(data["surah_starts"])
    except (OSError, ValueError, KeyError) as error:
        raise LexiconError(
            "the text of the Quran cannot be read.", subject=str(path), remedy="Reinstall the package quran-text."
        ) from error
    _supply(rasm, modern)
    maker = _Maker(variants, _fold_all(rasm) | _fold_all(modern))
    single: dict[tuple[str, str], int] = {}
    several: dict[tuple[str, str], tuple[tuple[int, ...], tuple[str, ...]]] = {}
    for pair in dict.fromkeys(zip(rasm, modern, strict=True)):
        numbers, parts = maker.kinds(*pair)
        if len(numbers) == 1:
            single[pair] = numbers[0]
        else:
            several[pair] = numbers, parts
    numbered = [single.get(pair, BREAK) for pair in zip(rasm, modern, strict=True)]
    kinds, places, verses = array("i"), array("i"), []
    spelled: list[str] = []
    sura = verse = 0
    for first, last in pairwise([*starts, len(rasm)]):
        if first in suras:
            sura, verse = sura + 1, 0
            if first:
                kinds.append(BREAK)
                spelled.append("")
        verse += 1
        places.append(len(kinds))
        verses.append((sura, verse))
        block = numbered[first:last]
        if BREAK not in block:
            kinds.fromlist(block)
            spelled += modern[first:last]
            continue
        for at in range(first, last):
            pair = rasm[at], modern[at]
            numbers, parts = several.get(pair) or ((single[pair],), (modern[at],))
            kinds.extend(numbers)
            spelled += parts
    spellings = [(strict, loose) for strict, loose in maker.spellings]
    plain = spellings, kinds.tobytes(), "\n".join(spelled), maker.joined, places.tobytes(), verses
    return Mushaf(plain)
