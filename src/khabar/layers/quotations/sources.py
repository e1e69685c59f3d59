"""Sources told with a preposition, or with a verb after كما: بحسب الوزارة, كما قال الوزير."""

from __future__ import annotations

from khabar.layers.quotations.content import Contents
from khabar.layers.quotations.cues import Cue, Cues
from khabar.layers.quotations.page import COMMAS, STOPS, Page
from khabar.layers.quotations.vocabulary import LEADS, Entry

__all__ = ["Sources"]

_SOURCE_LOOK = 5


class Sources:
    """Finds such sources on one page."""

    def __init__(self, page: Page, cues: Cues, contents: Contents) -> None:
        self._page = page
        self._cues = cues
        self._contents = contents
        self._as = page.known.words("as")
        self._transitive = page.known.words("transitive")
        self._source = page.known.words("source")

    def at(self, at: int, stop: int, *, leading: bool = False) -> tuple[Entry, int, Cue | None] | None:
        """Return what tells a source with a preposition (بحسب, كما قال) at ``at``: entry, first token of the source.

        The third is the verb, where one follows (كما أعلنت الوزارة). ``leading``: at the head of a sentence, where
        كما only joins.
        """
        page, words = self._page, self._page.words
        word = words[at]
        if not self._page.kinds[at] & LEADS:
            return None
        bare = word[1:] if word[0] == "و" and word not in self._as else word
        if bare in self._as and not (leading and bare in ("كما", "مثلما")):
            verb = at + 1
            if bare in ("علي", "وفق", "حسب", "بحسب", "وفقا") and verb < stop and words[verb] in ("ما", "لما"):
                verb += 1
            elif bare in ("علي", "وفق", "حسب", "بحسب", "وفقا"):
                verb = stop
            if verb < stop:
                for cue in self._cues.verbs(verb):
                    read = self._contents.find if bare == "كما" else self._contents.led
                    if cue.hit.form != "verb" or cue.hit.cut or cue.hit.entry.key in self._transitive:
                        continue
                    if read(cue, stop) is None:
                        return cue.hit.entry, verb + 1, cue
        found = page.known.phrases.at(words, at)
        if found is None or found.values[0].kind != "preposition":
            return None
        entry = found.values[0]
        first = found.last
        if first < stop and words[first] in ("ما", "لما"):
            return None
        return (entry, first, None) if self._is_source(first, stop) else None

    def _is_source(self, first: int, stop: int) -> bool:
        page, words = self._page, self._page.words
        for at in range(first, min(stop, first + _SOURCE_LOOK)):
            word = words[at]
            if word in self._source or word.removeprefix("ل") in self._source or (
                word.startswith("لل") and "ال" + word[2:] in self._source
            ):  # fmt: skip
                return True
            named = page.named.get(at)
            if named is not None and (named.type in ("PERSON", "ORG") or (named.type == "GPE" and at == first)):
                return True
            if word in COMMAS or word in STOPS:
                return False
        return False
