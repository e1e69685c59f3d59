"""Places in the Quran, with the names of the suras, and what a difference is called."""

from __future__ import annotations

from functools import cache

from quran_text import Mushaf

from khabar.formats.strings import Strings
from khabar.record import Difference, Scripture

__all__ = ["difference", "reference"]


@cache
def _names() -> list[tuple[str, str]]:
    mushaf = Mushaf.hafs()
    return [(mushaf.surah(number).name_ar, mushaf.surah(number).name_en) for number in range(1, 115)]


def _split(ref: str) -> tuple[int, int] | None:
    sura, _, verse = ref.partition(":")
    return (int(sura), int(verse)) if sura.isdecimal() and verse.isdecimal() and 1 <= int(sura) <= 114 else None


def reference(found: Scripture, say: Strings) -> str:
    """Return the place of a quotation with the sura's name; the bare reference if it is not ``sura:verse``."""
    first, last = _split(found.ref), _split(found.end_ref)
    if first is None or last is None:
        return found.ref if found.ref == found.end_ref else f"{found.ref} – {found.end_ref}"
    if first == last:
        return _place(first[0], say("report.sura_verse", verse=first[1]), say)
    if first[0] == last[0]:
        return _place(first[0], say("report.sura_verses", first=first[1], last=last[1]), say)
    return " – ".join(_place(sura, say("report.sura_verse", verse=verse), say) for sura, verse in (first, last))


def _place(sura: int, verse: str, say: Strings) -> str:
    arabic, english = _names()[sura - 1]
    return say("report.sura", name=arabic if say.right_to_left else english, verse=verse)


def difference(change: Difference, say: Strings) -> str:
    """Return what is different, in words."""
    key = "scripture.added" if not change.expected else "scripture.changed" if change.found else "scripture.left_out"
    return say(key, found=change.found, expected=change.expected)
