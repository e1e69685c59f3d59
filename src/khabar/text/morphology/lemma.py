"""Lemmas: which dictionary form a stem belongs to, given its part of speech.

Tables decide first; where they know nothing, the ending is taken off in the ways that grammar allows, and the result
that newspapers use most is chosen (``frequencies``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from khabar.text.fold import fold_word
from khabar.text.morphology.lexemes import DERIVED, Lexeme, Lexemes, Nominal

__all__ = ["Lemma", "Lemmatiser", "same_hamza"]


class Lemma(NamedTuple):
    """A lemma as spelled, and what was learnt on the way: number, gender, kind, tense, the table row.

    ``upos`` is set where the tables overrule the part of speech asked for.
    """

    text: str
    number: str = ""
    gender: str = ""
    kind: str = ""
    tense: str = ""
    row: str = ""
    upos: str = ""


_NOMINAL = frozenset(("NOUN", "ADJ", "PROPN", "NUM", "ADV", "X"))
_FOR_PEOPLE = frozenset(("person", "part"))
_FEMININE = "ة"
_SHORTEST = 3
_HAMZA = frozenset("أإآ")
_ALIFS = frozenset("اأإآ")
# What it costs a verb not to have the tense that the word before demands, and what the short form after لم is worth.
_WRONG_TENSE = 20.0
_SHORT_FORM = 2.5
# A doubled verb is written out before "I" and "you" alone (حققت of حق), which the press hardly writes: it is form II.
_FIRST_OR_SECOND_PERSON = 6.0
# ... and it writes little of women in the plural: أدين is the passive of أدان, not أدى.
_WOMEN = 3.0
# An unlisted reading must be this much rarer before the ending is believed to be part of the word.
_STEP = 1


class Lemmatiser:
    """Finds lemmas; takes plain stems (spelled, without marks and clitics)."""

    def __init__(self, lexemes: Lexemes, frequencies: Mapping[str, int]) -> None:
        self._lexemes = lexemes
        self._frequencies = frequencies

    def lemma(self, stem: str, upos: str, *, preposition: str = "", pronoun: str = "", mood: str = "") -> Lemma:
        """Return the lemma of ``stem``.

        ``preposition`` and ``pronoun`` are the letters attached to it; ``mood`` is ``imp`` or ``jus`` for a verb that
        must be an imperfect, or one in its short form.
        """
        folded = fold_word(stem)
        article = self._lexemes.article(stem, folded, preposition) if upos in _NOMINAL else 0
        bare = folded[article:]
        closed = self._closed(stem[article:] if article else stem, bare, upos)
        if closed is not None and not (mood == "jus" and closed.kind == "fixed"):
            # with the article a noun does not govern what follows: النتيجة is no "owing to"
            return closed._replace(kind="") if article and closed.kind == "prep" else closed
        if upos == "VERB":
            return self._verb(stem, folded, mood)
        if upos in _NOMINAL:
            if upos == "PROPN" and bare in self._lexemes.names and not self._is_table_plural(bare):
                return Lemma(stem[article:])
            return self._nominal(stem[article:], bare, upos, pronoun, definite=bool(article))
        return Lemma(stem)

    def _is_table_plural(self, bare: str) -> bool:
        return any(nominal.number == "plur" for nominal in self._lexemes.nominals(bare))

    def _closed(self, stem: str, bare: str, upos: str) -> Lemma | None:
        """Return the reading of a word of a closed class.

        Its part of speech is the tagger's where the tables know it, otherwise (the tagger took a function word for
        a noun, name or verb that no table has) the first that the tables give.
        """
        entries = [entry for entry in self._lexemes.closed.get(bare, ()) if same_hamza(entry.form, stem)]
        chosen = next((entry for entry in entries if entry.upos == upos), None)
        if chosen is None and entries and not self._is_known(bare, upos):
            chosen = entries[0]
        if chosen is None:
            return None
        lemma = stem if fold_word(chosen.lemma) == bare else chosen.lemma
        return Lemma(lemma, kind=chosen.kind, row=chosen.row, upos=chosen.upos)

    def _is_known(self, bare: str, upos: str) -> bool:
        if upos == "VERB":
            if any(entry.upos in ("PRON", "DET") or entry.kind == "adv" for entry in self._lexemes.closed[bare]):
                return False
            return any(tense == "perf" or bare[0] != "ا" for _, tense in self._lexemes.verbs(bare, first_person=True))
        if upos in ("NOUN", "ADJ", "PROPN"):
            return any(listed.lexeme.kind not in DERIVED for listed in self._lexemes.stems(bare))
        return False

    def _count(self, word: str) -> int:
        """Return the frequency bucket of a word, with or without the article."""
        return max(self._frequencies.get(word, 0), self._frequencies.get("ال" + word, 0))

    # nominals

    def _nominal(self, stem: str, bare: str, upos: str, pronoun: str, *, definite: bool) -> Lemma:
        best: tuple[float, Lemma] | None = None
        for nominal in self._lexemes.nominals(bare):
            worth = self._worth(stem, bare, upos, nominal, pronoun, definite=definite)
            if worth is not None and (best is None or worth > best[0]):
                lexeme = nominal.lexeme
                text = lexeme.lemma + (_FEMININE if _is_abstract(nominal, upos) else "")
                best = worth, Lemma(text, nominal.number, nominal.gender, lexeme.kind, "", lexeme.row)
        if best is not None:
            return best[1]
        return self._guess_nominal(stem, upos, pronoun, definite=definite)

    def _worth(
        self, stem: str, bare: str, upos: str, nominal: Nominal, pronoun: str, *, definite: bool
    ) -> float | None:
        """Return how good a reading is (None: it cannot be)."""
        lexeme, number, _, spelled, ending = nominal
        if not same_hamza(spelled, stem):
            return None
        whole = not ending
        if upos == "PROPN" and not whole and number == "sing":
            return None
        if ending == "ا" and (definite or pronoun) and not spelled.endswith("ى"):
            return None
        if ending == "ا" and len(spelled) == len(bare) and not (pronoun and spelled.endswith("ى")):
            return None
        if ending == "ت" and not pronoun:
            return None
        if ending == "ه" and upos == "NOUN" and lexeme.kind == "part" and self._count(stem) > self._count(spelled):
            return None
        if ending == "ه" and upos == "NOUN" and lexeme.kind not in _FOR_PEOPLE and lexeme.upos == "NOUN":
            return None
        worth = 0.2 * min(self._count(spelled), 9) - (1.0 if lexeme.kind in DERIVED else 0.0)
        if lexeme.upos == upos or (upos == "NOUN" and lexeme.kind == "part"):
            worth += 2
        elif upos == "ADJ" and lexeme.kind != "person":
            worth -= 5
        if whole:
            worth += (4 if spelled == stem else 2) + (1 if number == "sing" else 0)
        elif ending == "ات" and spelled.endswith(_FEMININE):
            worth += 1
        if number == "dual":
            worth -= 1 + 0.5 * max(0, self._count(stem) - self._count(spelled))
        elif ending in ("و", "ي"):
            worth -= 2
        return worth + 0.05 * len(spelled)

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
        if stem.endswith("ينيات"):
            return Lemma(stem[:-2], "plur", "f")
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
        plural = stem.endswith("ات") and self._count(stem) > 0
        if stem.endswith("ت") and not plural and self._count(stem[:-1] + _FEMININE) >= self._count(stem):
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

    def _verb(self, stem: str, folded: str, mood: str) -> Lemma:
        best: tuple[float, Lemma] | None = None
        for verb, tense in self._lexemes.verbs(folded, first_person=stem[0] in "أا"):
            worth = self._verb_worth(stem, verb, tense)
            if mood and tense == "perf":
                worth -= _WRONG_TENSE
            if mood == "jus" and len(verb.form) > len(stem):
                worth += _SHORT_FORM
            if best is None or worth > best[0]:
                best = worth, Lemma(verb.lemma, kind=verb.kind, tense=tense, row=verb.row)
        if best is not None:
            return best[1]
        return self._guess_verb(stem)

    def _verb_worth(self, stem: str, verb: Lexeme, tense: str) -> float:
        """Return how good a reading is: how often its own tense is written, and how much of the stem it explains."""
        lemma, imperfect = verb.lemma, verb.form
        if tense == "perf":
            if not same_hamza(lemma, stem):
                return -1.0
            # a perfect in ت is spelled like an imperfect with that prefix: what the third person says, decides
            count = self._frequencies.get(imperfect if stem[0] == "ت" else lemma, 0)
            exact = stem == lemma
        else:
            count = self._frequencies.get(imperfect, 0)
            exact = imperfect[1:] == stem[1:]
            if not same_hamza(imperfect[1:], stem[1:]):
                return -1.0
        worth = 0.5 * count + 0.3 * self._frequencies.get(lemma, 0)
        if tense == "perf" and stem.startswith(lemma):
            worth += 0.3 * len(lemma)
            if lemma[-1] not in "تن" and stem[len(lemma) :].startswith(lemma[-1]):
                worth -= _FIRST_OR_SECOND_PERSON
        if tense == "perf":
            if stem[-1] == "ن" and lemma[-1] != "ن":
                worth -= _WOMEN
            return worth + (2.0 if exact else 0.0)
        # أ for "I" is rare in the press; forms I and IV share their imperfect, and I is the commoner
        return worth + (1.5 if exact else 0.0) - (3.0 if stem[0] == "أ" else 0.0) - (0.7 if lemma[0] == "أ" else 0.0)

    def _guess_verb(self, stem: str) -> Lemma:
        """Return the perfect that the shape of an unlisted verb suggests, the most frequent one."""
        candidates: list[tuple[float, str, str]] = []
        if stem[0] in "يتنأ" and len(stem) >= _SHORTEST:
            third = 0.5 * self._frequencies.get("ي" + stem[1:], 0)
            for ending in ("", "ون", "وا", "ان", "ين", "ن"):
                base = stem[1 : len(stem) - len(ending)]
                if stem.endswith(ending) and len(base) > 1:
                    for at, perfect in enumerate(_perfects_of(base)):
                        count = self._frequencies.get(perfect, 0) - 0.1 * at + 0.2 * len(ending)
                        candidates.append((count + third, perfect, "imp"))
        if stem[0] != "ي":
            third = 0.5 * self._frequencies.get("ي" + stem, 0) if stem[0] == "ت" else 0.0
            for ending in ("", "تا", "وا", "نا", "ت", "ا"):
                base = stem[: len(stem) - len(ending)]
                if stem.endswith(ending) and len(base) >= _SHORTEST:
                    count = self._frequencies.get(base, 0) + 0.3 * len(ending)
                    candidates.append((count + third, base, "perf"))
                    if ending:
                        candidates.append((self._frequencies.get(base + "ى", 0) - 1.5, base + "ى", "perf"))
        worth, lemma, tense = max(candidates, default=(0.0, stem, ""))
        if worth <= 0 and stem[0] == "ي" and len(stem) > _SHORTEST:
            return Lemma(_perfects_of(stem[1:])[0], tense="imp")
        return Lemma(lemma, tense=tense)


def _perfects_of(base: str) -> list[str]:
    """Return the perfects whose imperfect, without prefix and ending, can be ``base``, the likeliest shape first."""
    if base[-1] in "يو":
        base = base[:-1] + ("ى" if base[-1] == "ي" else "ا")
    found = []
    if base.startswith("ست") and len(base) >= 4:
        found.append("ا" + base)
    elif base[0] == "ت" and len(base) >= 4:
        found.append(base)
    elif len(base) >= 4 and (base[0] == "ن" or base[1] in "تطد"):
        found.append("ا" + base)
    found += [base, "أ" + base, "ا" + base]
    if len(base) >= 3 and base[-2] in "يو":
        hollow = base[:-2] + "ا" + base[-1]
        found += [hollow, "أ" + hollow, "ا" + hollow]
    if base[0] == "ؤ":
        found.insert(0, "أ" + base[1:])
    return list(dict.fromkeys(found))


def _is_abstract(nominal: Nominal, upos: str) -> bool:
    """Say whether a noun is a relative adjective made a thing by ة (شخصي: شخصية, شخصيات), a lemma of its own."""
    return (
        upos == "NOUN"
        and nominal.lexeme.upos == "ADJ"
        and nominal.spelled.endswith("ي")
        and nominal.ending in ("ه", "ات", "تان", "تين", "ت")
    )


def same_hamza(listed: str, stem: str) -> bool:
    """Say whether ``stem`` can begin like ``listed`` as it is spelled: a bare ا may be any hamza, but not أ for إ."""
    first, second = listed[:1], stem[:1]
    if second not in _HAMZA or first not in _ALIFS:
        return True
    return first == second or (first == "ا" and second == "إ")
