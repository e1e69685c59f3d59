"""Is it Arabic? A quick look at letters and function words decides clear cases; a model only doubtful ones.

The quick look counts, in three samples of the text, words that mark Arabic (function words, the article, ta marbuta,
hamza on alif) and words that mark another language in Arabic script (its letters and its function words). The model
is py3langid's, loaded at the first doubtful text.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from khabar.errors import EmptyTextError, LanguageError
from khabar.sources.tables import rows

__all__ = ["check_language", "identify"]

REMEDY = "Use --force to read it all the same."

_SLICE = 360
_MANY = 24
_ENOUGH = 300
_NAMES = {
    "ar": "Arabic", "az": "Azerbaijani", "en": "English", "fa": "Persian", "fr": "French", "he": "Hebrew",
    "ku": "Kurdish", "ms": "Malay", "ps": "Pashto", "ru": "Russian", "sd": "Sindhi", "tr": "Turkish", "ug": "Uyghur",
    "ur": "Urdu", "de": "German", "es": "Spanish", "it": "Italian", "und": "no language that can be told",
}  # fmt: skip
# The model tells Arabic vernaculars, and names some languages in more than one way.
_SAME = {
    "arz": "ar", "ary": "ar", "aeb": "ar", "apc": "ar", "apd": "ar", "acm": "ar", "acq": "ar", "afb": "ar",
    "ajp": "ar", "arb": "ar", "ars": "ar", "arq": "ar", "ayl": "ar", "ckb": "ku", "kmr": "ku", "sdh": "ku", "pes": "fa",
    "prs": "fa", "mzn": "fa", "glk": "fa", "pnb": "ur", "skr": "ur", "azb": "az", "pbt": "ps",
}  # fmt: skip
_ARABIC_SCRIPT = frozenset({"ar", "az", "fa", "ku", "ms", "ps", "sd", "ug", "ur"})


class _Marks(NamedTuple):
    """What the quick look needs, made once from the table."""

    word: re.Pattern[str]
    arabic: re.Pattern[str]
    letters: dict[str, str]
    foreign_letter: re.Pattern[str]
    arabic_words: frozenset[str]
    words: dict[str, str]


@cache
def _marks() -> _Marks:
    letters: dict[str, str] = {}
    words: dict[str, str] = {}
    arabic = set()
    for form, language, kind in rows("languages"):
        if kind == "letter":
            letters.setdefault(form, language)
        elif language == "ar":
            arabic.add(form)
        else:
            words.setdefault(form, language)
    for form in arabic:
        words.pop(form, None)
    return _Marks(
        word=re.compile("[\u0621-\u063a\u0640-\u0652\u0670-\u06d5\u06ee\u06ef\u06fa-\u06ff\u200c]{2,}"),
        # The article, alone or after a clitic; ta marbuta and alif maqsura at the end; hamza at the beginning.
        arabic=re.compile("^(?:[وف]?(?:[بك]?ال|لل)[\u0621-\u064a]{3}|[وفبل]?[أإ])|[ةى]$"),
        letters=letters,
        foreign_letter=re.compile("[" + "".join(sorted(letters)) + "]"),
        arabic_words=frozenset(arabic),
        words=words,
    )


def check_language(text: str, *, name: str = "", force: bool = False) -> tuple[str, list[str]]:
    """Return the language of ``text`` and warnings.

    Raises ``EmptyTextError`` if ``text`` is blank and ``LanguageError`` if it is not Arabic; with ``force`` both
    become a warning.
    """
    if not text or text.isspace():
        if not force:
            raise EmptyTextError("it holds no text.", subject=name, remedy="Check that it is the file you mean.")
        return "und", ["it holds no text."]
    language = identify(text)
    if language == "ar":
        return language, []
    if language == "und":
        problem = "it holds no word of any language that can be told."
    else:
        called = _NAMES.get(language)
        named = f"the text is {called} ({language}), not Arabic."
        problem = named if called else f"the text is not Arabic; it looks most like '{language}'."
    if not force:
        raise LanguageError(problem, subject=name, remedy=REMEDY)
    return language, [problem]


def identify(text: str) -> str:
    """Return the ISO 639 code of the language of ``text`` (``und`` if it has no letters)."""
    marks = _marks()
    sample = _sample(text, 3)
    found = marks.word.findall(sample)
    if len(found) >= 5 and sum(map(len, found)) * 2 > len(sample):
        known = marks.arabic_words
        search = marks.arabic.search
        arabic = sum(1 for word in found if word in known or search(word))
        # Three marks of Arabic in ten words and hardly a foreign letter: no other language has that.
        if arabic * 10 >= len(found) * 3 and len(marks.foreign_letter.findall(sample)) * 12 <= len(found):
            return "ar"
    return _identify_slowly(text, marks)


def _sample(text: str, slices: int) -> str:
    """Return the text, or if it is long, slices of it at even distances."""
    if len(text) <= slices * _SLICE:
        return text
    step = (len(text) - _SLICE) // (slices - 1)
    return " ".join([text[i * step : i * step + _SLICE] for i in range(slices)])


def _identify_slowly(text: str, marks: _Marks) -> str:
    sample = _sample(text, _MANY)
    letters = [char for char in sample if char.isalpha()]
    if not letters:
        # The slices may have missed the letters of a text that is mostly digits.
        letters = re.findall(r"[^\W\d_]", text)
        if not letters:
            return "und"
        sample = re.sub(r"[\W\d_]+", " ", text)[: _MANY * _SLICE]
    script = sum(1 for char in letters if "\u0600" <= char <= "\u06ff" or "\ufb50" <= char <= "\ufefc")
    # An Arabic text may hold more Latin letters than its own (markup left behind, lists of titles).
    if script * 5 < len(letters) * 2 and (script < _ENOUGH or script * 8 < len(letters)):
        return _other_script(letters, sample)
    return _by_evidence(sample, marks)


def _other_script(letters: list[str], sample: str) -> str:
    hebrew = sum(1 for char in letters if "\u0590" <= char <= "\u05ff")
    if hebrew * 2 > len(letters):
        return "he"
    named = [language for language in _ranked(sample) if language not in _ARABIC_SCRIPT]
    return named[0] if named else "und"


def _by_evidence(sample: str, marks: _Marks) -> str:
    found = marks.word.findall(sample)
    arabic = 0
    foreign: Counter[str] = Counter()
    strange = 0
    for word in found:
        other = marks.words.get(word)
        if word in marks.arabic_words or marks.arabic.search(word):
            arabic += 1
        letter = marks.foreign_letter.findall(word)
        if other is not None:
            foreign[other] += 2
        for char in letter:
            foreign[marks.letters[char]] += 1
        strange += 1 if letter or other is not None else 0
    if strange == 0 and (len(found) < 4 or arabic * 5 >= len(found)):
        return "ar"
    if arabic >= 2 * strange and arabic * 5 >= len(found):
        return "ar"
    if strange > 2 * arabic and strange * 3 >= len(found):
        return _most_likely(sample, foreign)
    ranked = [language for language in _ranked(sample) if language in _ARABIC_SCRIPT]
    if not ranked:
        return "ar" if arabic >= strange else _most_likely(sample, foreign)
    # Without a foreign letter or word, and with any mark of Arabic, the model's guess is worth less than ours.
    if strange == 0 and (arabic or "ar" in ranked[:2]):
        return "ar"
    return ranked[0]


def _most_likely(sample: str, foreign: Counter[str]) -> str:
    """Return the language whose letters and words were met most; Persian letters stand in Urdu and Kurdish too."""
    own = {language: count for language, count in foreign.items() if language != "fa"}
    if own:
        best = max(own, key=lambda language: (own[language], language))
        if own[best] * 4 >= foreign["fa"]:
            return best
    if len(sample) < 200:
        for language in _ranked(sample):
            if language in foreign:
                return language
    return "fa"


def _ranked(sample: str) -> list[str]:
    """Return the languages the model thinks of, best first."""
    import py3langid

    return [_SAME.get(language, language) for language, _ in py3langid.rank(sample)]
