"""Words that report, as they stand on a page: which readings of a token as a verb, participle or noun hold there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from khabar.layers.quotations.page import Page
from khabar.layers.quotations.vocabulary import Hit

__all__ = ["Cue", "Cues"]


class Cue(NamedTuple):
    """A word or phrase that reports: its tokens and how the tables read it."""

    first: int
    last: int
    hit: Hit


class Cues:
    """The cues of one page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._negations = page.known.words("negation")
        self._no_verb = page.known.words("negation") | page.known.words("no_verb")
        self._governs = page.known.words("no_verb")
        self._stands_in = page.known.words("stands_in")
        self._document = page.known.words("document") | page.known.words("occasion")
        self._found: dict[int, tuple[Cue, ...]] = {}

    def at(self, at: int) -> tuple[Cue, ...]:
        """Return the readings of token ``at`` as a verb, participle or noun that reports, the likeliest first."""
        if not self._page.hits[at]:
            return ()
        found = self._found.get(at)
        if found is None:
            found = self._found[at] = tuple(self._readings(at))
        return found

    def _readings(self, at: int) -> Iterator[Cue]:
        for hit in self._page.hits[at]:
            if hit.person in ("1p", "1s", "2mp") or (hit.form == "verb" and hit.person == "3fs" and self._second(at)):
                continue
            if hit.form in ("noun", "masdar") and (at in self._page.within or self._is_denied(at)):
                continue
            if hit.form == "verb" and at and self._page.words[at - 1] in self._no_verb:
                continue
            if hit.form == "participle" and at and self._page.words[at - 1] in self._governs:
                continue  # إلى معلق: a noun
            if hit.entry.cls == "document" and hit.entry.key in self._stands_in and not self._stands(at):
                continue
            yield Cue(at, at + 1, hit)

    def _is_denied(self, at: int) -> bool:
        """Say whether a verb that is negated stands before a noun: لم ترد أنباء عن."""
        return at > 1 and self._page.words[at - 2] in self._negations

    def verbs(self, at: int) -> Iterator[Cue]:
        """Yield the cues at ``at``, a verb with the pronoun that points back to ما too: بحسب ما ذكرته الوكالة."""
        word = self._page.words[at]
        for one in (word, word[:-1]) if word.endswith("ه") else (word,):
            for hit in self._page.known.hits(one):
                if hit.form == "verb" and hit.person.startswith("3"):
                    yield Cue(at, at + 1, hit)

    def _stands(self, at: int) -> bool:
        """Say whether a document follows جاء في: the verb means much else."""
        words = self._page.words[at + 1 : at + 3]
        return len(words) > 1 and words[0] == "في" and words[1].removeprefix("ال") in self._document

    def _second(self, at: int) -> bool:
        return at > 0 and self._page.words[at - 1] in ("انا", "نحن")
