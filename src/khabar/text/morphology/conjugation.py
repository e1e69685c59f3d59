"""Conjugation: from the perfect and the imperfect of a verb to the stems of all its forms, and to its nominals.

Letters are folded unless said otherwise. Classical grammar (Wright, A Grammar of the Arabic Language, vol. 1, part
second) for unvowelled spelling: hollow verbs lose their long vowel before consonants (قال, قلت; يقول, لم يقل),
defective ones their last letter before long vowels (رمى, رموا; يرمي, يرمون), doubled ones are written out before
consonants (مد, مددت); passives differ in spelling only in weak verbs and forms III and VI (قيل, شورك).
"""

from __future__ import annotations

from collections.abc import Iterator

from khabar.text.fold import fold_word

__all__ = ["derived_nominals", "imperfect_stems", "perfect_stems"]

_HOLLOW_MIDDLE = -2


def _is_hollow(perfect: str) -> bool:
    """Say whether the folded perfect has ا before its last radical as a long vowel (قال, اقام, استعاد, اختار)."""
    if len(perfect) < 3 or perfect[_HOLLOW_MIDDLE] != "ا" or perfect[-1] in "يا":
        return False
    return len(perfect) == 3 or perfect[0] == "ا"


def _is_defective(perfect: str) -> bool:
    return len(perfect) >= 3 and perfect[-1] in "يا"


def _is_doubled(perfect: str) -> bool:
    """Say whether a perfect of this shape is of a doubled root (مد, اعد, احتل, استمر)."""
    if perfect[-1] in "يا":
        return False
    size = len(perfect)
    if size == 2:
        return True
    if perfect[0] != "ا":
        return False
    return (
        size == 3 or (size == 4 and perfect[2] in "تطد" and perfect[1] != "س") or (size == 5 and perfect[:3] == "است")
    )


def perfect_stems(perfect: str) -> Iterator[str]:
    """Yield the folded stems to which the endings of the perfect are added."""
    stem = fold_word(perfect)
    yield stem
    if _is_hollow(stem):
        yield stem[:-2] + stem[-1]
        yield stem[:-2] + "ي" + stem[-1]
    elif _is_defective(stem):
        yield stem[:-1]
        yield stem[:-1] + "ي"
        if stem[-1] == "ا":
            yield stem[:-1] + "و"
    elif _is_doubled(stem):
        yield stem + stem[-1]
    if len(stem) >= 4 and stem[1] == "ا" and stem[0] != "ا":
        yield stem[0] + "و" + stem[2:]
    if len(stem) >= 5 and stem[0] == "ت" and stem[2] == "ا":
        yield stem[:2] + "و" + stem[3:]


def imperfect_stems(perfect: str, imperfect: str) -> Iterator[str]:
    """Yield the folded stems of the imperfect without the person's prefix."""
    stem = fold_word(imperfect)[1:]
    yield stem
    if stem[-1] in "يوا":
        if len(stem) > 1:
            yield stem[:-1]
        yield stem[:-1] + "ا"
        yield stem[:-1] + "ي"
    elif len(stem) >= 3 and stem[-2] in "يوا" and _is_hollow(fold_word(perfect)):
        yield stem[:-2] + stem[-1]
        yield stem[:-2] + "ا" + stem[-1]
    elif _is_doubled(fold_word(perfect)):
        yield stem + stem[-1]
    if len(stem) == 3 and perfect[0] == "و":
        yield "و" + stem


def derived_nominals(perfect: str, imperfect: str) -> Iterator[tuple[str, str]]:
    """Yield ``(lemma, kind)`` of the verbal nouns (masdar) and participles (part) that the verb's shape gives.

    Lemmas are spelled, not folded. A three-letter verb may be of form I or II: both are given.
    """
    folded = fold_word(perfect)
    weak_end = folded[-1] in "يا"
    hollow = _is_hollow(folded)
    body = perfect[:-1]
    last = perfect[-1]
    if len(perfect) == 3 and (perfect[0] not in "اأآ" or imperfect[1] == "ؤ"):
        if weak_end:
            yield f"ت{body}ية", "masdar"
            yield f"م{body}ي", "part"
        elif not hollow:
            yield f"ت{perfect[:2]}ي{last}", "masdar"
            yield ("م" + imperfect[1:] if imperfect[1] == "ؤ" else "م" + perfect), "part"
            yield (f"{perfect[0]}ا{perfect[1:]}" if perfect[0] != "أ" else f"آ{perfect[1:]}"), "part"
            yield f"م{perfect[:2]}و{last}", "part"
        return
    if len(perfect) == 4 and folded[1] == "ا" and folded[0] != "ا":
        if not weak_end:
            yield f"م{perfect}ة", "masdar"
            yield f"م{perfect}", "part"
        else:
            yield f"م{body}اة", "masdar"
            yield f"م{body}ي", "part"
        return
    if perfect[0] == "ت" and len(perfect) >= 4:
        yield (f"{body}ي" if weak_end else perfect), "masdar"
        yield (f"م{body}ي" if weak_end else f"م{perfect}"), "part"
        return
    if perfect[0] not in "اأ":
        return
    yield "م" + imperfect[1:], "part"
    if perfect.startswith("أو"):
        spelled = "إي" + perfect[2:]
    elif perfect.startswith("استو"):
        spelled = "استي" + perfect[4:]
    else:
        spelled = ("إ" if perfect[0] == "أ" else "ا") + perfect[1:]
    if hollow and (perfect[0] == "أ" or perfect.startswith("است")):
        yield f"{spelled[:-2]}ا{last}ة", "masdar"
    elif hollow:
        yield f"{spelled[:-2]}يا{last}", "masdar"
    elif weak_end:
        yield f"{spelled[:-1]}اء", "masdar"
    elif _is_doubled(folded):
        yield f"{spelled}ا{last}", "masdar"
    else:
        yield f"{spelled[:-1]}ا{last}", "masdar"
