"""The tables of the room, compiled: marks, words, cues and weights."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from khabar.lexicon import Lexicon
from khabar.lexicon.matcher import Matcher
from khabar.text.fold import fold_word

__all__ = ["Cue", "Hit", "Strength", "Vocabulary", "Weight", "vocabulary"]


# Classes of the table of words that list verbs by their lemma.
_LEMMAS = frozenset(("show", "plan"))
# Classes whose single words are so frequent that they are looked up where they matter only.
_FREQUENT = frozenset(("open", "this"))


class Entry(NamedTuple):
    """What stands for a form: its table, class, finer kind and row."""

    table: str
    cls: str
    kind: str
    row: str


class Hit(NamedTuple):
    """A form found at tokens ``[first, last)``."""

    first: int
    last: int
    cls: str
    kind: str
    row: str


class Cue(NamedTuple):
    """A verb that reports: class of the cue, what may follow, and its row."""

    cls: str
    frames: frozenset[str]
    row: str


class Weight(NamedTuple):
    """What a class of marks adds, and which judgement it makes likelier (opinion, claim, either)."""

    value: float
    voice: str


class Strength(NamedTuple):
    """How far the marks of a clause speak for a judgement of its author, for which of the two, and the marks."""

    total: float
    judgement: str
    marks: list[Hit]


class Vocabulary:
    """All that the room knows of words; immutable."""

    def __init__(self, lexicon: Lexicon) -> None:
        frequent = [(row.cells["class"], fold_word(row.cells["form"])) for row in lexicon.table("voices/words").rows]
        self.openers = frozenset(form for cls, form in frequent if cls == "open" and " " not in form)
        self.this = frozenset(form for cls, form in frequent if cls == "this" and " " not in form)
        entries = [
            (form, Entry(table, row.cells["class"], row.cells.get("kind", ""), row.place))
            for table in ("marks", "words")
            for row in lexicon.table(f"voices/{table}").rows
            for form in row.forms()
            if row.cells["class"] not in _LEMMAS and not (row.cells["class"] in _FREQUENT and " " not in form)
        ]
        self._matcher: Matcher[Entry] = Matcher(entries, quotes=False)
        self.cues: dict[str, list[Cue]] = {}
        for row in lexicon.table("voices/cues").rows:
            cue = Cue(row.cells["class"], frozenset(row.cells["frame"].split("|")), row.place)
            self.cues.setdefault(fold_word(row.cells["form"]), []).append(cue)
        self.weights = {
            row.cells["class"]: Weight(float(row.cells["value"]), row.cells["voice"])
            for row in lexicon.table("voices/weights").rows
        }
        verbs = [(row.cells["class"], fold_word(row.cells["form"])) for row in lexicon.table("voices/words").rows]
        self.shows = frozenset(form for cls, form in verbs if cls == "show")
        self.plans = frozenset(form for cls, form in verbs if cls == "plan")

    def hits(self, words: Sequence[str]) -> tuple[dict[int, list[Hit]], dict[int, dict[str, int]]]:
        """Return the marks by the token they begin at, and by token the classes of ``words`` with where they end."""
        marks: dict[int, list[Hit]] = {}
        known: dict[int, dict[str, int]] = {}
        starts = self._matcher.starts
        every = self._matcher.every
        for at, word in enumerate(words):
            if not starts[word]:
                continue
            for found in every(words, at):
                for entry in found.values:
                    if entry.table == "words":
                        known.setdefault(at, {}).setdefault(entry.cls, found.last)
                    elif all(hit.cls != entry.cls for hit in marks.get(at, ())):
                        hit = Hit(at, found.last, entry.cls, entry.kind, entry.row)
                        marks.setdefault(at, []).append(hit)
        return marks, known


def vocabulary(lexicon: Lexicon) -> Vocabulary:
    """Return the vocabulary of ``lexicon``, compiled once."""
    return lexicon.compiled("voices-vocabulary", Vocabulary)
