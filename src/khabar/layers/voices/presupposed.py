"""What a clause takes for granted: claims packed in noun phrases (خيانة أمريكية واضحة، الاعتداءات الهندية)."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.layers.voices.view import View
from khabar.layers.voices.vocabulary import Hit

__all__ = ["presupposed"]

_NOMINAL = frozenset(("NOUN", "PROPN", "ADJ"))
_WIDEST = 9
_AGAINST = frozenset(("ضد", "بحق", "في", "علي", "ل", "من"))
# What stands in no noun phrase that says something of somebody.
_NO_PHRASE = frozenset(("prep", "quant", "num", "dem", "pers"))
# Nouns that with a preposition are one themselves (من أجل، في ظل).
_LEADING = frozenset(("اجل", "ظل", "سبب", "خلال", "شان", "قبل", "طريق", "نتيجه", "فعل", "سبيل", "حساب"))


def presupposed(view: View, first: int, last: int, marks: Sequence[Hit]) -> list[tuple[int, int, str]]:
    """Return the noun phrases in ``[first, last)`` that take a claim for granted, as spans of tokens with their kind.

    ``label``: a judgement names who acts; ``judgement``: one stands in what is said; ``accusation``: a noun of wrong
    with the one who is said to do it; ``evidence``: something is called plain (الدعم الواضح).
    """
    found: list[tuple[int, int, str]] = []
    heads = {hit.first: hit.cls for hit in marks if hit.cls == "evaluation"}
    heads.update((at, "plain") for at in view.among(view.plainly, first, last))
    heads.update((at, "accusation") for at in view.among(view.accusing, first, last))
    for at in sorted(heads):
        reading = view.readings[at]
        if reading.upos not in _NOMINAL or reading.kind in _NO_PHRASE or (found and at < found[-1][1]):
            continue
        start, end = _phrase(view, at, first, last)
        kind = _kind(view, heads[at], at, start, end)
        if kind:
            found.append((start, end, kind))
    return found


def _kind(view: View, cls: str, at: int, start: int, end: int) -> str:
    if cls == "accusation":
        return "accusation" if end - at > 1 else ""
    if cls == "plain":
        return "evidence" if at > start else ""
    if view.is_packed(at):
        return "label"
    return "judgement" if end - start > 1 else ""


def _phrase(view: View, at: int, first: int, last: int) -> tuple[int, int]:
    """Return the noun phrase around the word at ``at``: what it qualifies, what qualifies it, whom it is done to."""
    start = at
    while start > first and _joins(view, start - 1, start) and at - start < _WIDEST // 2:
        start -= 1
    end = at + 1
    while end < last and end - start < _WIDEST and _joins(view, end - 1, end):
        end += 1
    done_to = end + 1 < last and view.readings[end].key in _AGAINST and view.readings[end].upos == "ADP"
    if done_to and view.readings[end + 1].upos in _NOMINAL and not _leads(view, end + 1):
        end += 2
        while end < last and end - start < _WIDEST and _joins(view, end - 1, end):
            end += 1
    elif end < last and view.readings[end].upos in _NOMINAL and view.readings[end].prefix == "ل":
        end += 1
    return start, end


def _leads(view: View, at: int) -> bool:
    """Say whether the word at ``at`` leads to a noun phrase and is no part of one."""
    reading = view.readings[at]
    return reading.kind in _NO_PHRASE or reading.stem in _LEADING


def _joins(view: View, before: int, after: int) -> bool:
    """Say whether two neighbours stand in one noun phrase: a noun and its adjective, or two nouns of an annexation."""
    one, other = view.readings[before], view.readings[after]
    if one.upos not in _NOMINAL or other.upos not in _NOMINAL or other.prefix:
        return False
    if _leads(view, before) or _leads(view, after):
        return False
    if other.upos == "ADJ":
        return one.definite == other.definite or one.upos == "PROPN"
    return one.pieces[0].role != "art" and one.upos == "NOUN"
