"""Lemmas: which dictionary form a stem belongs to, given its part of speech.

Tables decide first; where they know nothing, the ending is taken off in the ways that grammar allows, and the result
that newspapers use most is chosen (``frequencies``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from khabar.text.fold import fold_word
from khabar.text.morphology.clitics import without_article
from khabar.text.morphology.lexemes import Lexeme, Lexemes

__all__ = ["Lemma", "Lemmatiser"]


class Lemma(NamedTuple):
    """A lemma as spelled, and what was learnt on the way: number, gender, kind, tense, the table row."""

    text: str
    number: str = ""
    gender: str = ""
    kind: str = ""
    tense: str = ""
    row: str = ""


_FEMININE = "ة"
_SHORTEST = 3
# An unlisted reading must be this much rarer before the ending is believed to be part of the word.
_STEP = 1


class Lemmatiser:
    """Finds lemmas; takes plain stems (spelled, without marks and clitics)."""

    def __init__(self, lexemes: Lexemes, frequencies: Mapping[str, int], listed: Mapping[str, str]) -> None:
        self._lexemes = lexemes
        self._frequencies = frequencies
        self._listed = listed

    def lemma(self, stem: str, upos: str, *, preposition: str = "", pronoun: str = "") -> Lemma:
        """Return the lemma of ``stem``; ``preposition`` and ``pronoun`` are the letters attached to it."""
        folded = fold_word(stem)
        bare, article = without_article(folded, preposition)
        closed = self._closed(stem, folded, bare, upos)
        if closed is not None:
            return closed
        if upos == "VERB":
            return self._verb(stem, folded)
        if upos in ("NOUN", "ADJ", "PROPN", "NUM", "ADV", "X"):
            if upos == "PROPN" and bare in self._lexemes.names and not self._is_table_plural(bare):
                return Lemma(stem[article:])
            return self._nominal(stem[article:], bare, upos, pronoun, definite=bool(article))
        return Lemma(stem)

    def _is_table_plural(self, bare: str) -> bool:
        return any(number == "plur" for _, number in self._lexemes.nominal_stems.get(bare, ()))

    def _closed(self, stem: str, folded: str, bare: str, upos: str) -> Lemma | None:
        for key in dict.fromkeys((folded, bare)):
            for lexeme in self._lexemes.closed.get(key, ()):
                if lexeme.upos == upos:
                    same = fold_word(lexeme.lemma) == key
                    return Lemma(
                        (stem if key == folded else stem[-len(key) :]) if same else lexeme.lemma,
                        kind=lexeme.kind,
                        row=lexeme.row,
                    )
        return None

    def _count(self, word: str) -> int:
        """Return the frequency bucket of a word, with or without the article."""
        return max(self._frequencies.get(word, 0), self._frequencies.get("ال" + word, 0))

    # nominals

    def _nominal(self, stem: str, bare: str, upos: str, pronoun: str, *, definite: bool) -> Lemma:
        best: tuple[float, Lemma] | None = None
        for derived in (False, True):
            for nominal in self._lexemes.nominals(bare, derived=derived):
                worth = self._worth(stem, bare, upos, nominal.lexeme, nominal.number, pronoun, definite=definite)
                if worth is not None and (best is None or worth > best[0]):
                    lexeme = nominal.lexeme
                    best = worth, Lemma(lexeme.lemma, nominal.number, nominal.gender, lexeme.kind, "", lexeme.row)
            if best is not None:
                return best[1]
        listed = self._listed.get(f"{stem} {upos}") or self._listed.get(f"{stem} N")
        if listed is not None and upos != "PROPN":
            return Lemma(listed)
        return self._guess_nominal(stem, upos, pronoun, definite=definite)

    def _worth(
        self, stem: str, bare: str, upos: str, lexeme: Lexeme, number: str, pronoun: str, *, definite: bool
    ) -> float | None:
        """Return how good a reading is (None: it cannot be)."""
        key = fold_word(lexeme.lemma)
        worth = 0.0
        if lexeme.upos == upos:
            worth += 4
        elif upos == "PROPN" and key != bare and bare[-1] != "ه" and number == "sing":
            return None
        elif upos in ("NOUN", "ADJ") and key + "ه" == bare and lexeme.upos == "ADJ" and lexeme.kind != "part":
            worth += 1
        if lexeme.lemma == stem:
            worth += 6
        elif key == bare:
            worth += 3
        elif not pronoun and stem.endswith("ة") and not (lexeme.lemma.endswith("ة") or upos in ("ADJ", "NUM")):
            # a noun in ة of its own that the tables do not list: the lemma keeps it
            if lexeme.upos != "ADJ" or upos == "NOUN":
                return None
        if number == "sing" and bare.endswith("ا") and key != bare and definite:
            return None
        return worth + 0.1 * min(self._count(lexeme.lemma), 9) + 0.05 * len(key)

    def _guess_nominal(self, stem: str, upos: str, pronoun: str, *, definite: bool) -> Lemma:
        whole = self._count(stem)
        if pronoun:
            stem = self._before_pronoun(stem)
        if upos == "PROPN" or len(stem) <= _SHORTEST:
            return Lemma(stem)
        if stem.endswith("ة"):
            if upos in ("ADJ", "NUM"):
                return Lemma(stem[:-1], "sing", "f")
            return Lemma(stem, "sing", "f")
        for ending, number in (("تين", "dual"), ("تان", "dual")):
            if stem.endswith(ending) and len(stem) - 3 >= _SHORTEST:
                singular = stem[:-3] + (_FEMININE if upos != "ADJ" else "")
                if self._count(stem[:-3] + _FEMININE):
                    return Lemma(singular, number, "f")
        if stem.endswith("ات") and len(stem) >= 5:
            return Lemma(self._singular_of_at(stem[:-2], upos), "plur", "f")
        for ending in ("ون", "ين", "ان"):
            base = stem[: -len(ending)]
            if stem.endswith(ending) and len(base) >= _SHORTEST:
                count = self._count(base)
                if count and (count >= whole - _STEP or ending == "ون" or upos == "ADJ"):
                    return Lemma(base, "dual" if ending == "ان" else "plur", "m")
        if stem.endswith(("و", "ي")) and not definite and not pronoun and len(stem) > 4:
            base = stem[:-1]
            if self._count(base) > whole and self._count(base + "ين"):
                return Lemma(base, "plur", "m")
        if stem.endswith("ا") and not definite and not pronoun and self._count(stem[:-1]) and len(stem) > _SHORTEST:
            return Lemma(stem[:-1], "sing", "m")
        return Lemma(stem, "sing", "m")

    def _before_pronoun(self, stem: str) -> str:
        """Return how ``stem`` is written without the pronoun that follows it (ت → ة, ا → ى, ئ and ؤ → ء)."""
        if stem.endswith("ت") and self._count(stem[:-1] + _FEMININE) >= self._count(stem):
            if not (stem.endswith("ات") and self._count(stem)):
                return stem[:-1] + _FEMININE
        if stem.endswith("ا") and self._count(stem[:-1] + "ى") >= self._count(stem):
            return stem[:-1] + "ى"
        if stem.endswith(("ائ", "اؤ")):
            return stem[:-1] + "ء"
        return stem

    def _singular_of_at(self, base: str, upos: str) -> str:
        """Return the singular of a plural in ات without its ending: bare, or with ة."""
        if upos == "ADJ":
            return base
        plain, feminine = self._count(base), self._count(base + _FEMININE)
        if plain == feminine:
            return base if not base.endswith("ي") and (len(base) >= 5 or plain) else base + _FEMININE
        if base.endswith("ي") and feminine:
            return base + _FEMININE
        return base if plain > feminine else base + _FEMININE

    # verbs

    def _verb(self, stem: str, folded: str) -> Lemma:
        best: tuple[float, Lemma] | None = None
        for verb, tense in self._lexemes.verbs(folded, first_person=stem[0] in "أا"):
            worth = self._verb_worth(stem, folded, verb, tense)
            if best is None or worth > best[0]:
                best = worth, Lemma(verb.lemma, kind=verb.kind, tense=tense, row=verb.row)
        if best is not None:
            return best[1]
        listed = self._listed.get(f"{stem} V")
        if listed is not None:
            return Lemma(listed, tense="imp" if stem[0] in "ينأ" else "")
        return self._guess_verb(stem)

    def _verb_worth(self, stem: str, folded: str, verb: Lexeme, tense: str) -> float:
        lemma = verb.lemma
        key = fold_word(lemma)
        worth = 0.3 * self._frequencies.get(lemma, 0)
        if tense == "perf":
            if stem == lemma:
                worth += 6
            elif key == folded:
                worth += 3
            elif stem.startswith(lemma):
                worth += 2
            if stem[0] != lemma[0]:
                worth -= 2
        else:
            worth += 1.5 if stem[0] == "ي" else 0
        return worth + 0.2 * len(key)

    def _guess_verb(self, stem: str) -> Lemma:
        """Return the perfect that the shape of an unlisted verb suggests, the most frequent one."""
        candidates: list[tuple[float, str, str]] = []
        if stem[0] in "يتنأ" and len(stem) > _SHORTEST:
            body = stem[1:]
            for ending in ("ون", "وا", "ان", "ين", "ن", ""):
                if body.endswith(ending) and len(body) - len(ending) >= 2:
                    base = body[: len(body) - len(ending)]
                    for at, perfect in enumerate(_perfects_of(base)):
                        candidates.append((self._frequencies.get(perfect, 0) - 0.1 * at + 0.2 * len(ending), perfect, "imp"))
        for ending in ("تا", "وا", "نا", "ت", "ا", ""):
            if stem.endswith(ending) and len(stem) - len(ending) >= _SHORTEST:
                base = stem[: len(stem) - len(ending)]
                candidates.append((self._frequencies.get(base, 0) + 0.3 * len(ending), base, "perf"))
                if not base.endswith("ى") and ending:
                    candidates.append((self._frequencies.get(base + "ى", 0) - 1.5, base + "ى", "perf"))
        worth, lemma, tense = max(candidates, default=(0, stem, ""))
        if worth <= 0 and stem[0] == "ي" and len(stem) > _SHORTEST:
            return Lemma(_perfects_of(stem[1:])[0], tense="imp")
        return Lemma(lemma, tense=tense)


def _perfects_of(base: str) -> list[str]:
    """Return the perfects whose imperfect, without prefix and ending, can be ``base``, the likeliest shape first."""
    found = []
    if base.startswith("ست") and len(base) >= 4:
        found.append("ا" + base)
    elif base[0] == "ت" and len(base) >= 4:
        found.append(base)
    elif base[0] == "ن" and len(base) >= 4 or (len(base) >= 4 and base[1] in "تطد"):
        found.append("ا" + base)
    found += [base, "أ" + base, "ا" + base]
    if base[-1] in "يو":
        found += [base[:-1] + "ى", "أ" + base[:-1] + "ى", "ا" + base[:-1] + "ى"]
    if len(base) >= 3 and base[-2] in "يو":
        hollow = base[:-2] + "ا" + base[-1]
        found += [hollow, "أ" + hollow, "ا" + hollow]
    if base[0] == "ؤ":
        found.insert(0, "أ" + base[1:])
    return list(dict.fromkeys(found))
