"""Where the reading of a sentence stands: the clauses that are open, the last noun phrases, particles that wait."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.text.frames.drafts import Draft, Level
from khabar.text.frames.facts import Facts
from khabar.text.frames.judge import Judge
from khabar.text.frames.phrases import Nominal
from khabar.text.frames.records import Phrase

__all__ = ["State"]


class State:
    """The state of a reading, and what it has found in the text so far.

    ``level`` is the innermost open clause. ``noun`` is the last noun phrase and ``noun_before`` that before it (since
    the last verb); ``governed``: the last stands in a prepositional phrase. ``loose`` is a noun phrase after a comma or
    conjunction that may turn out to begin a clause. ``comma`` and ``conj``: one stands just before. ``told`` is the
    first frame of the sentence before. ``owners`` holds for each token the number of its clause.
    """

    __slots__ = (
        "comma", "comp", "conj", "drafts", "facts", "future", "governed", "judge", "level", "levels", "loose", "masdar",
        "may", "negation", "noun", "noun_before", "owners", "particle", "phrases", "pronoun", "quoted", "stop", "told",
    )  # fmt: skip

    def __init__(self, facts: Sequence[Facts], judge: Judge | None) -> None:
        self.facts = facts
        self.judge = judge
        self.phrases: list[Phrase] = []
        self.levels: list[Level] = []
        self.drafts: list[Draft] = []
        self.owners: list[int] = []
        self.told: Draft | None = None
        self.stop = 0
        self.quoted = False
        self.level: Level
        self.begin(0)
        self.levels.clear()

    def begin(self, at: int) -> None:
        """Open a main clause with nothing before it."""
        self.level = Level(len(self.levels), "main", at, -1, -1, None)
        self.levels.append(self.level)
        self.noun: Nominal | None = None
        self.noun_before: Nominal | None = None
        self.loose: Nominal | None = None
        self.masdar: Draft | None = None
        self.governed = self.comma = self.conj = self.may = self.future = False
        self.negation = ""
        self.comp = self.particle = self.pronoun = -1

    def push(self, kind: str, at: int, *, opener: int = -1, governor: int = -1) -> Level:
        """Open a clause inside the present one."""
        self.level = level = Level(len(self.levels), kind, at, opener, governor, self.level)
        self.levels.append(level)
        self.loose = None
        return level

    def join(self, target: Level, at: int) -> Level:
        """Close everything down to ``target`` and it too, and open in its place a clause that is joined to it."""
        self.return_to(target, at)
        target.end = at
        self.level = level = Level(len(self.levels), "coordinate", at, at, target.governor, target.above)
        level.before = target.frame
        level.antecedent = target.antecedent
        self.levels.append(level)
        return level

    def pop(self, at: int) -> bool:
        """Close the innermost clause; False if it is the main one."""
        above = self.level.above
        if above is None:
            return False
        self.level.end = at
        self.level = above
        return True

    def return_to(self, level: Level, at: int) -> None:
        """Close the clauses inside ``level``."""
        while self.level is not level:
            self.pop(at)

    def close(self, at: int) -> None:
        """Close all clauses."""
        while self.pop(at):
            pass
        self.level.end = at

    def enclosing(self, kind: str) -> Level | None:
        """Return the innermost open clause of ``kind``."""
        level: Level | None = self.level
        while level is not None and level.kind != kind:
            level = level.above
        return level

    def keep(self, noun: Nominal, *, governed: bool, whole: Nominal | None = None) -> None:
        """Remember a noun phrase as the last one; ``whole``: the coordination that it ends."""
        self.noun_before = self.noun if whole is None or whole is noun else whole
        self.noun = noun
        self.governed = governed
