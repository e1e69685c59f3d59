"""Where what is reported ends: with its sentence, or where another report or the writer begins."""

from __future__ import annotations

from khabar.layers.quotations.content import Content, Contents
from khabar.layers.quotations.cues import Cue, Cues
from khabar.layers.quotations.marked import Marked
from khabar.layers.quotations.page import COMMAS, DASHES, Page
from khabar.layers.quotations.sources import Sources
from khabar.layers.quotations.vocabulary import BEFORE, LEADS, MARKS, REPORTS, STEERS, Hit

__all__ = ["Ends"]

# What may show that something ends.
_SHOWS = REPORTS | LEADS | MARKS | STEERS
# A clause may begin with so many words before its verb: ، في المقابل أكدت
_ADVERBIAL = 4


class Ends:
    """Finds the ends of contents on one page."""

    def __init__(self, page: Page, cues: Cues, marked: Marked, contents: Contents, sources: Sources) -> None:
        self._page = page
        self._cues = cues
        self._opening = marked.opening
        self._contents = contents
        self._sources = sources
        words = page.known.words
        self._condition = words("condition")
        self._so = words("so")
        self._relative = words("relative")
        self._who = words("who")
        self._conjunction = words("conjunction")
        self._narrator = words("narrator")
        self._concerning = words("concerning")
        self._occasion = words("occasion")
        self._told = words("told_where")
        self._margin = words("margin")
        self._governed = words("governed")
        self._attitude = words("attitude")
        self._resume = words("resume")
        self._gloss, self._which = words("gloss"), words("which")

    def end(self, content: Content, stop: int, cue: Cue | None = None) -> int:
        """Return where the content ends: at the end of its sentence, or where another report or the writer begins."""
        words = self._page.words
        conditional = False
        phrase = content.lead in ("preposition", "object", "called")
        at = content.first
        kinds = self._page.kinds
        while at < stop:
            shows = kinds[at] & _SHOWS or (at + 1 < stop and kinds[at + 1] & REPORTS)
            if not shows and not (at and kinds[at - 1] & BEFORE):
                at += 1
                continue
            mark = self._opening.get(at)
            if mark is not None and mark.last < stop:
                at = mark.last + 1
                continue
            if words[at] in self._condition:
                conditional = True
            if at > content.first:
                if phrase and (self._new_predicate(at) or self._is_aside(at)):
                    return at
                if self.breaks(at, stop, cue) or (
                    words[at] in self._so and words[at - 1] in COMMAS and not conditional
                ):
                    return at
                comma = self._new_clause(content.first, at, stop)
                if comma:
                    return comma
            at += 1
        return stop

    def _new_predicate(self, at: int) -> bool:
        """Say whether a verb joined to what went before stands at ``at``: a noun phrase has ended before it."""
        words = self._page.words
        if words[at - 1] == "ثم":
            return self._page.reading(at).upos == "VERB"
        if words[at][0] not in "وف":
            return False
        reading = self._page.reading(at)
        if reading.upos != "VERB" or not reading.prefix or self._may_be_deed(at):
            return False
        return words[at - 1] in COMMAS or (reading.tense == "perf" and self._page.kinds[at] & REPORTS != 0)

    def _may_be_deed(self, at: int) -> bool:
        """Say whether a word written like a verb is rather one more verbal noun (وتبادل الخبرات): nobody follows."""
        page = self._page
        if not page.known.is_deed(page.reading(at).stem) or at + 1 >= len(page.words) or at + 1 in page.named:
            return False
        after = page.reading(at + 1)
        return after.upos == "NOUN" and after.definite and after.kind != "person"

    def _is_aside(self, at: int) -> bool:
        """Say whether behind a comma a relative clause begins: what the writer adds to a noun."""
        words = self._page.words
        return words[at] in self._who and words[at - 1] in COMMAS

    def _new_clause(self, first: int, at: int, stop: int) -> int:
        """Return the comma after which a clause with a report of its own began that has its verb at ``at``, or 0."""
        words = self._page.words
        if words[at - 1] in COMMAS or words[at - 1] in self._relative:
            return 0
        for cue in self._cues.at(at):
            hit = cue.hit
            if hit.form != "verb" or hit.cut or not hit.past or hit.pronoun or "قريب" in hit.entry.takes:
                continue
            comma = next((k for k in range(at - 1, max(first, at - _ADVERBIAL - 1), -1) if words[k] in COMMAS), 0)
            if not comma or any(words[k] in self._who for k in range(comma, at)):
                return 0
            found = self._contents.find(cue, stop)
            return comma if found is not None and found.lead in ("that", "colon") else 0
        return 0

    def breaks(self, at: int, stop: int, before: Cue | None = None) -> bool:
        """Say whether at token ``at`` a new report begins, or the writer speaks again.

        ``before`` is the word that reports what goes on: another in the present tense joins one in the present tense.
        """
        words = self._page.words
        word = words[at]
        comma = words[at - 1] in COMMAS or words[at - 1] in DASHES or words[at - 1] in '.»”"'
        if word in self._resume and words[at + 1 : at + 2] in (["ان"], ["الي"], ["بالذكر"], ["الاشاره"]):
            return True
        if comma and word in self._narrator:
            return at + 1 >= stop or words[at + 1] not in self._concerning
        if comma and (self._told_where(at, stop) or self._adds(at, stop)):
            return True
        if words[at] in self._who and self._is_retold(at, stop):
            return True
        if word in self._attitude and (comma or self._is_attitude(at, stop)):
            return True
        if self._sources.at(at, stop) is not None or self._is_gloss(at, stop) or (comma and self._is_said(at, stop)):
            return True
        for cue in self._cues.at(at):
            hit = cue.hit
            if hit.form == "participle" and (hit.cut == 0 or words[at][0] == "و") and not words[at].startswith("ال"):
                if comma and ("دعوه" in hit.entry.takes or words[at][-1] == "ا"):
                    return True
                if (comma or words[at][-1] in "ان") and self._contents.find(cue, stop) is not None:
                    return True
                if words[at][-1] == "ا" and not words[at - 1].endswith("ا") and hit.entry.cls != "belief":
                    return True
            elif hit.form == "verb":
                joined = (hit.cut == 1 and words[at][0] in "وف") or (comma and words[at - 1] != '"') or (
                    at and words[at - 1] in self._conjunction and words[at - 1] != "قبل"
                )  # fmt: skip
                if (
                    joined
                    and ("قريب" not in hit.entry.takes or words[at + 1 : at + 2] == ["ان"])
                    and (hit.past or _as_present(before, hit))
                    and not (hit.pronoun and "وصف" not in hit.entry.takes)
                ):
                    found = self._contents.find(cue, stop)
                    if found is not None and (found.lead != "called" or (comma and found.at == cue.last)):
                        return True
        return False

    def _adds(self, at: int, stop: int) -> bool:
        """Say whether somebody does something besides: ، كما استنكر. What was said, كما قال, is a source."""
        words = self._page.words
        if words[at] != "كما" or at + 1 >= stop or not self._page.hits[at + 1]:
            return False
        return any(cue.hit.form == "verb" and cue.hit.past and not cue.hit.cut for cue in self._cues.at(at + 1))

    def _is_gloss(self, at: int, stop: int) -> bool:
        """Say whether the writer begins to explain what was meant: في إشارة إلى."""
        words = self._page.words
        return words[at] == "في" and at + 2 < stop and words[at + 1] in self._gloss and words[at + 2] in ("الي", "علي")

    def _is_attitude(self, at: int, stop: int) -> bool:
        """Say whether a participle without a comma tells what the speaker does besides: نافية بذلك, مطالبا الدول."""
        words = self._page.words
        if not self._page.kinds[at] & REPORTS:
            return False
        if words[at].endswith("ا"):
            return not words[at - 1].endswith("ا")
        return at + 1 < stop and (words[at + 1] in self._governed or words[at + 1] == "بذلك")

    def _is_retold(self, at: int, stop: int) -> bool:
        """Say whether a relative clause reports again: الجبهة التي قال إن."""
        return at + 2 < stop and any(
            cue.hit.form == "verb"
            and (found := self._contents.find(cue, stop)) is not None
            and found.at == cue.last
            and found.mark is None
            for cue in self._cues.at(at + 1)
        )

    def _is_said(self, at: int, stop: int) -> bool:
        """Say whether somebody else is told to say the same: ، وهو ما نفاه."""
        words = self._page.words
        if words[at] not in self._which or at + 2 >= stop or words[at + 1] not in ("ما", "الذي"):
            return False
        return any(cue.hit.form == "verb" for cue in self._cues.verbs(at + 2))

    def _told_where(self, at: int, stop: int) -> bool:
        """Say whether words about the occasion of the utterance begin at ``at`` and reach near the end."""
        words = self._page.words
        if words[at] == "علي" and at + 1 < stop and words[at + 1] in self._margin:
            return True
        if words[at] in self._told and at + 1 < stop and words[at + 1] in ("خلال", "في", "ذلك", "رد"):
            return True
        return words[at] in ("خلال", "في") and at + 1 < stop and words[at + 1] in self._occasion


def _as_present(before: Cue | None, hit: Hit) -> bool:
    return before is not None and before.hit.form == "verb" and not before.hit.past and before.hit.person == hit.person
