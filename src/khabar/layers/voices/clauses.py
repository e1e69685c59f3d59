"""Where clauses begin within a sentence."""

from __future__ import annotations

from khabar.layers.voices.view import View

__all__ = ["clauses"]

_FEWEST = 3
_STARTS = frozenset(("VERB", "SCONJ"))
_AFTER_CONJUNCTION = frozenset(("VERB", "SCONJ", "PRON", "DET", "PART"))


def clauses(view: View, first: int, last: int) -> list[tuple[int, int]]:
    """Return the clauses of the sentence ``[first, last)`` as spans of tokens that tile it.

    A clause begins after a comma before a verb, a subordinating word or a report in a participle (مضيفا), and where
    such a word needs no comma; a stretch of fewer than three words is no clause.
    """
    cuts = [first]
    for at in range(first + 1, last):
        after_comma = view.is_comma(at - 1)
        if after_comma:
            begins = _begins(view, at)
        else:
            begins = view.has(at, "cut") or view.has(at, "participle") or _begins_after_stop(view, at)
        if begins and at - cuts[-1] >= _FEWEST and last - at >= _FEWEST:
            cuts.append(at)
    return list(zip(cuts, [*cuts[1:], last], strict=True))


def _begins(view: View, at: int) -> bool:
    reading = view.readings[at]
    if reading.upos in _STARTS or view.has(at, "open") or view.has(at, "participle"):
        return True
    return reading.prefix[:1] in ("و", "ف") and reading.upos in _AFTER_CONJUNCTION


def _begins_after_stop(view: View, at: int) -> bool:
    """Say whether a clause begins after a stop inside the sentence, as behind a quotation."""
    return view.words[at - 1] in ".؟?!»”" and view.readings[at].upos == "VERB"
