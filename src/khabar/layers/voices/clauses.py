"""Where clauses begin within a sentence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from khabar.layers.voices.view import COMMAS, View

__all__ = ["clauses"]

_FEWEST = 3
# After these, inside a sentence (behind a quotation), a verb begins a clause.
_STOPS = frozenset(".؟?!»”")
_STARTS = frozenset(("VERB", "SCONJ"))
_AFTER_CONJUNCTION = frozenset(("VERB", "SCONJ", "PRON", "DET", "PART"))


def clauses(view: View, first: int, last: int) -> list[tuple[int, int]]:
    """Return the clauses of the sentence ``[first, last)`` as spans of tokens that tile it.

    A clause begins after a comma before a verb, a subordinating word or a report in a participle (مضيفا), and where
    such a word needs no comma; a stretch of fewer than three words is no clause.
    """
    if view.borders is None:
        view.borders = _borders(view)
    borders = view.borders
    cuts = [first]
    for at in borders[bisect_right(borders, first) : bisect_left(borders, last)]:
        if at - cuts[-1] >= _FEWEST and last - at >= _FEWEST:
            cuts.append(at)
    return list(zip(cuts, [*cuts[1:], last], strict=True))


def _borders(view: View) -> list[int]:
    """Return the tokens of the text at which a clause can begin within a sentence."""
    governs = {at for at in view.every("participle") if at + 1 < len(view.words) and _governs(view, at + 1)}
    found = view.every("cut") | governs
    for at, word in enumerate(view.words[:-1], 1):
        if (word in COMMAS and _begins(view, at)) or (word in _STOPS and view.readings[at].upos == "VERB"):
            found.add(at)
    return sorted(found)


def _governs(view: View, at: int) -> bool:
    """Say whether what follows a participle is what it reports (مشيرا إلى), so that it is no adjective."""
    return view.words[at] == ":" or view.readings[at].upos in ("ADP", "SCONJ") or "ب" in view.readings[at].prefix


def _begins(view: View, at: int) -> bool:
    reading = view.readings[at]
    if reading.upos in _STARTS or view.has(at, "open") or view.has(at, "participle"):
        return True
    return reading.prefix[:1] in ("و", "ف") and reading.upos in _AFTER_CONJUNCTION
