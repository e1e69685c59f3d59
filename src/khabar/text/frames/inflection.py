"""What the letters of a form tell: person, gender and number of a verb, its passive, the case of a noun."""

from __future__ import annotations

from collections.abc import Collection

from khabar.text.fold import fold_word
from khabar.text.morphology import Reading

__all__ = ["case", "is_passive", "passive_stems", "verb_features"]

_SHORTEST_DUAL = 4


def verb_features(reading: Reading, singulars: Collection[str]) -> tuple[str, str, str]:
    """Return person, gender and number of a verb's form; ``singulars``: its imperfects without the prefix."""
    if reading.tense == "imp":
        return _imperfect(reading.stem, reading.key, singulars)
    return _perfect(reading.stem, reading.key)


def _imperfect(stem: str, key: str, singulars: Collection[str]) -> tuple[str, str, str]:
    number = "plur" if stem.endswith(("ون", "وا")) and stem[1:] not in singulars else "sing"
    if number == "sing" and stem.endswith("ان") and not key.endswith("ان"):
        number = "dual"
    first = stem[:1]
    if first == "ن":
        return "1", "", "plur"
    if first == "ا":
        return "1", "", "sing"
    if first == "ت":
        return "3", "m" if number == "plur" else "f", number
    feminine_plural = stem.endswith("ن") and number == "sing" and not key.endswith("ن")
    return "3", "f" if feminine_plural else "m", number


def _perfect(stem: str, key: str) -> tuple[str, str, str]:
    longer = len(stem) > len(key)
    if stem.endswith("نا") and not key.endswith(("نا", "ني")):
        return "1", "", "plur"
    if stem.endswith(("تم", "تما", "تن")) and not key.endswith(("تم", "تن")):
        return "2", "", "plur"
    if stem.endswith("وا"):
        return "3", "m", "plur"
    if stem.endswith("تا") and not key.endswith("تا"):
        return "3", "f", "dual"
    if stem.endswith("ت") and (longer or not key.endswith("ت")):
        return "3", "f", "sing"
    if stem.endswith("ا") and longer:
        return "3", "m", "dual"
    if stem.endswith("و") and not key.endswith("و") and len(stem) >= len(key):
        return "3", "m", "plur"
    if stem.endswith("ن") and not key.endswith("ن") and longer:
        return "3", "f", "plur"
    return "3", "m", "sing"


def passive_stems(perfect: str, imperfect: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the folded stems of perfect and imperfect (without prefix) that only the passive has (قيل, يقال, شورك)."""
    past, present = fold_word(perfect), fold_word(imperfect)[1:]
    perfects, imperfects = set(), set()
    if len(past) >= 3 and past[-2] == "ا" and past[-1] not in "يا" and (len(past) == 3 or past[0] == "ا"):
        perfects.add(past[:-2] + "ي" + past[-1])
        if len(present) >= 3 and present[-2] in "وي":
            imperfects.add(present[:-2] + "ا" + present[-1])
    if len(past) >= 4 and past[1] == "ا" and past[0] != "ا":
        perfects.add(past[0] + "و" + past[2:])
    return frozenset(perfects), frozenset(imperfects)


def is_passive(reading: Reading, stems: tuple[frozenset[str], frozenset[str]]) -> bool:
    """Say whether the spelling of a verb shows that it is passive."""
    imperfect = reading.tense == "imp"
    body = reading.stem[1:] if imperfect else reading.stem
    known = stems[1] if imperfect else stems[0]
    if not known:
        return False
    endings = ("", "ون", "ان") if imperfect else ("", "ت", "وا", "ا")
    return any(body.endswith(ending) and body[: len(body) - len(ending)] in known for ending in endings)


def case(reading: Reading) -> str:
    """Return ``a`` where the ending of a noun shows that it is no nominative, ``n`` where it shows that it is."""
    stem, key = reading.bare, reading.key
    if reading.number in ("plur", "dual") and len(stem) >= _SHORTEST_DUAL:
        if stem.endswith(("ون", "ان")) and not key.endswith(stem[-2:]):
            return "n"
        if stem.endswith("ين") and not key.endswith("ين"):
            return "a"
    if not reading.definite and stem.endswith("ا") and not key.endswith("ا"):
        return "a"
    return ""
