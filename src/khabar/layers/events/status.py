"""Whether an event is told as happened, as to come, as possible, or as not happened."""

from __future__ import annotations

from typing import Literal

from khabar.layers.events.reference import Doing
from khabar.layers.events.view import View
from khabar.lexicon import Lexicon
from khabar.text.fold import fold_word

__all__ = ["Cues", "Status", "cues", "doing", "status_of"]

Status = Literal["asserted", "future", "hypothetical", "negated"]
_BEFORE = 4


class Cues:
    """The words of ``tables/cues.tsv`` by class."""

    def __init__(self, lexicon: Lexicon) -> None:
        classes: dict[str, set[tuple[str, ...]]] = {}
        for row in lexicon.table("events/cues").rows:
            classes.setdefault(row.cells["class"], set()).add(tuple(map(fold_word, row.cells["form"].split())))
        self._classes = {name: frozenset(forms) for name, forms in classes.items()}
        self._longest = max(len(form) for forms in classes.values() for form in forms)

    def single(self, class_: str) -> frozenset[str]:
        """Return the cues of a class that are one word."""
        return frozenset(form[0] for form in self._classes.get(class_, ()) if len(form) == 1)

    def at(self, view: View, token: int, class_: str) -> bool:
        """Say whether a cue of ``class_`` begins at ``token``."""
        forms = self._classes[class_]
        word = view.readings[token].reading
        pairs = {view.words[token], word.key, word.bare, word.stem}
        if any((one,) in forms for one in pairs):
            return True
        for length in range(2, self._longest + 1):
            rest = tuple(view.words[token + 1 : token + length])
            if len(rest) == length - 1 and any((one, *rest) in forms for one in pairs):
                return True
        return False


def cues(lexicon: Lexicon) -> Cues:
    """Return the cues of ``lexicon``, compiled once."""
    return lexicon.compiled("events-cues", Cues)


def doing(lexicon: Lexicon) -> Doing:
    """Return the verbs that say who does what the noun that they govern tells (شن هجوما، حثه على وقف القصف)."""

    def make(known: Lexicon) -> Doing:
        classes = cues(known)
        return Doing(classes.single("does"), classes.single("lets"))

    return lexicon.compiled("events-doing", make)


def status_of(view: View, known: Cues, token: int, *, verbal: bool) -> tuple[Status, str]:
    """Return the status of the event told by ``token``, and what says so."""
    frame = view.frames.frame_at(token)
    first = view.sentences[view.sentence_of(token)][0]
    if verbal and frame is not None:
        if frame.negated:
            return "negated", "negation"
        opener = _opening(view, known, token, first)
        if opener:
            return opener
        if frame.tense == "future":
            return "future", "future tense"
        if frame.modality == "possible":
            return "hypothetical", "قد"
        if frame.modality == "wished" and frame.tense != "past":
            return _governed(view, known, frame.start, first) or ("hypothetical", "subjunctive")
        return "asserted", "verb"
    found = _governed(view, known, token, first) or _opening(view, known, token, first)
    if found:
        return found
    holder = view.holders.get(token)
    if holder is not None and holder.kind in ("verb", "copula"):
        if holder.negated:
            return "negated", "negated verb"
        if holder.tense == "future":
            return "future", "verb in the future"
        if holder.modality == "possible":
            return "hypothetical", "قد"
    return "asserted", "noun"


def _opening(view: View, known: Cues, token: int, first: int) -> tuple[Status, str] | None:
    """Return the status that the word opening the clause gives (إذا, لو)."""
    clause = view.frames.clause_at(token)
    start = max(clause.start if clause else token - _BEFORE, first)
    for at in range(start, min(start + 3, token)):
        if known.at(view, at, "condition"):
            return "hypothetical", view.words[at]
    if clause is not None and clause.opener >= 0 and known.at(view, clause.opener, "condition"):
        return "hypothetical", view.words[clause.opener]
    return None


def _governed(view: View, known: Cues, token: int, first: int) -> tuple[Status, str] | None:
    """Return the status that the words right before give (يعتزم، احتمال، منع), the nearest first."""
    for at in range(token - 1, max(first, token - 1 - _BEFORE) - 1, -1):
        if view.words[at] in (".", "؛", ":", "»", "«"):
            break
        if known.at(view, at, "intention"):
            return "future", view.words[at]
        if known.at(view, at, "possibility"):
            return "hypothetical", view.words[at]
        if known.at(view, at, "prevention"):
            return "negated", view.words[at]
    return None
