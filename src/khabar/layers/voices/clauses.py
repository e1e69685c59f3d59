"""Where clauses begin within a sentence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from khabar.layers.voices.view import COMMAS, View

__all__ = ["clauses"]

_FEWEST = 3
_LEAD_IN = 12
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
        few = at - cuts[-1] < _FEWEST or last - at < _FEWEST
        if not few and not (len(cuts) == 1 and _leads_in(view, first, at)):
            cuts.append(at)
    return list(zip(cuts, [*cuts[1:], last], strict=True))


def _leads_in(view: View, first: int, at: int) -> bool:
    """Say whether a few words without a verb at the head of a sentence belong to what follows (ومع ذلك، فإن)."""
    if at - first > _LEAD_IN or view.verbs_in(first, at):
        return False
    reading = view.readings[at]
    return (reading.upos == "VERB" and "و" not in reading.prefix) or view.words[at].startswith("فان")


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
    if reading.upos in _STARTS or view.has(at, "open") or view.has(at, "participle") or view.opens(at):
        return True
    return reading.prefix[:1] in ("و", "ف") and reading.upos in _AFTER_CONJUNCTION
