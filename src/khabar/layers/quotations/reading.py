"""Reads the quotations of a page: sentence by sentence, each word that reports with what it leads to and its speaker.

Within a sentence the words that report are taken from the right to the left of the line, as they come; each opens a
stretch in which marked strings are the speaker's words. What marks hold outside of such stretches is nobody's speech,
unless it is long.
"""

from __future__ import annotations

from khabar.layers.quotations.circumstances import Circumstances, Told
from khabar.layers.quotations.content import Content
from khabar.layers.quotations.cues import Cue
from khabar.layers.quotations.drafts import NO_CUE, Draft, Stretch, phrase_hit
from khabar.layers.quotations.grammar import Grammar
from khabar.layers.quotations.headline import headline
from khabar.layers.quotations.marks import Mark
from khabar.layers.quotations.names import by_name
from khabar.layers.quotations.page import Page
from khabar.layers.quotations.speakers import Speaker, Speakers
from khabar.layers.quotations.subjects import Subjects
from khabar.layers.quotations.vocabulary import LEADS, MARKS, REPORTS, Entry

__all__ = ["read"]

_COMMAS = frozenset("،,-–")
_RELATIVE_LOOK = 18
_GAP = 4
_NEAR = 12
_CLAUSAL = ("verb", "participle")
# A marked string of so many words is speech even where nothing tells whose.
_LONG = 8
_SHORTEST_CLAUSE = 3
# A term of so many words at most is marked.
_TERM = 2
# Words within a report that report again: neither views nor calls.
_SAYS = frozenset(("say", "affirm", "deny"))
_SHOWS = REPORTS | LEADS | MARKS


def read(page: Page, marks: list[Mark]) -> tuple[list[Draft], dict[int, Told]]:
    """Return the quotations of ``page`` in the order of the text, and by their cues what is told of each utterance."""
    reading = _Reading(page, marks)
    drafts = reading.read()
    return drafts, Circumstances(page, reading.speakers).of(drafts)


class _Reading:
    def __init__(self, page: Page, marks: list[Mark]) -> None:
        self._page = page
        self._marks = marks
        self._grammar = Grammar(page, marks)
        self.speakers = Speakers(page)
        self._drafts: list[Draft] = []
        self._stretches: list[Stretch] = []
        self._subjects = Subjects(page, self._grammar, self.speakers, self._stretches)
        self._taken: set[int] = set()
        words = page.known.words
        self._that, self._and_that = words("that"), words("and_that")
        self._clause, self._own = words("clause"), words("own")
        self._name = words("name")
        self._stands_in = words("stands_in")
        self._thus = words("thus") | {"،", ",", "."}

    def read(self) -> list[Draft]:
        page = self._page
        title = headline(page, self._grammar, self.speakers)
        passed = -1
        if title is not None:
            passed = title.last
            first = title.first
            mark = self._grammar.opening.get(first)
            if mark is not None and mark.last + 1 >= title.last:
                self._direct(mark, None, title.speaker, "headline")
            elif title.kind == "indirect" or mark is None:
                self._add(title.kind, first, 0, title.last, None, title.speaker, "headline")
            self._stretches.append(Stretch(first, title.last, NO_CUE, title.speaker))
        for first, last in page.sentences:
            first = max(first, passed)
            if first < last:
                passed = max(passed, self._sentence(first, last))
        self._classify()
        self._drafts.sort(key=lambda draft: (draft.first, -draft.last))
        return _linked(_distinct(by_name(page, self.speakers, self._drafts)))

    # -- one sentence -------------------------------------------------------------------------------------------------
    def _sentence(self, first: int, last: int) -> int:
        self._subjects.sentence = first
        grammar = self._grammar
        self._tell_actor(first, last)
        at = self._opening_attribution(first, last)
        at = begun = self._going_on(at, last)
        kinds = self._page.kinds
        while at < last:
            if not kinds[at] & _SHOWS:
                at += 1
                continue
            mark = grammar.opening.get(at)
            if mark is not None:
                at = self._said_after(mark, last) or mark.last + 1
                continue
            told = grammar.sources.at(at, last)
            if told is not None:
                at = self._attributed(begun, at, last, told)
                begun = at
                continue
            after = self._report(at, begun, last)
            if after is not None:
                at = begun = max(after, at + 1)
                continue
            at += 1
        return at

    def _going_on(self, first: int, last: int) -> int:
        """Read a sentence that goes on with the report of the one before (كما أن ...); return where to go on."""
        words = self._page.words
        lead = first + 1 if words[first : first + 1] == ["كما"] else first
        if (
            not lead + 1 < last
            or words[lead] not in (self._that if lead > first else self._and_that)
            or not self._drafts
        ):
            return first
        before = self._drafts[-1]
        if before.kind == "scare" or before.cue is None or first - before.last > _GAP:
            return first
        content = Content("that", lead, lead + 1, 0, None)
        end = self._grammar.ends.end(content, last)
        self._stretches.append(Stretch(lead + 1, end, before.cue, before.speaker))
        mark = self._grammar.opening.get(lead + 1)
        if mark is not None and mark.last + 1 >= end - 1 and not self._grammar.marked.is_name(mark):
            self._direct(mark, before.cue, before.speaker, "going-on")
        else:
            self._add("indirect", lead + 1, 0, end, before.cue, before.speaker, "going-on")
        return end

    def _said_after(self, mark: Mark, last: int) -> int | None:
        """Read «...»، قال فلان: the verb after the words; return where to go on, None if there is none."""
        words, grammar = self._page.words, self._grammar
        at = mark.last + 1
        while at < last and words[at] in self._thus:
            at += 1
        if not mark.last + 1 < at < last or mark.end - mark.begin < _SHORTEST_CLAUSE or grammar.marked.is_name(mark):
            return None
        for cue in grammar.cues.at(at):
            if cue.hit.form != "verb" or cue.hit.cut or not cue.hit.entry.takes & {"نص", "وصف"}:
                continue
            if grammar.contents.find(cue, last) is None or "هكذا" in words[mark.last + 1 : at]:
                speaker = self.speakers.after(cue.last, last, cue.hit.person) or self.speakers.carried(cue.hit.person)
                if speaker is not None and speaker.how != "carried":
                    self.speakers.tell(speaker)
                self._direct(mark, cue, speaker, "said-after")
                return cue.last
        return None

    def _tell_actor(self, first: int, last: int) -> None:
        """Remember whom a sentence that begins with a verb is about: the next one may go on with «وقال»."""
        page = self._page
        if (
            not self._subjects.is_verb(first)
            or first + 1 in self._grammar.opening
            or self._page.words[first + 1 : first + 2] == [":"]
        ):
            return
        if any(self._reports_at_once(cue, last) for cue in self._grammar.cues.at(first)):
            return  # it will be told with what is reported
        span = self.speakers.phrase(first + 1, last, objects=True)
        if span is None or self.speakers.is_object(span[0], page.reading(first)):
            return
        speaks = any(page.words[span[0]] in page.known.words(name) for name in ("source", "about"))
        if not speaks and not any(at in page.named for at in range(span[0], min(span[1], span[0] + 6))):
            return
        gender = page.reading(first).stem
        self.speakers.tell(
            self.speakers.described(*span, "3fs" if gender.endswith("ت") or gender.startswith("ت") else "3ms")
        )

    def _reports_at_once(self, cue: Cue, last: int) -> bool:
        content = self._grammar.contents.find(cue, last)
        return content is not None and (content.mark is None or content.mark.first - cue.last < _NEAR)

    def _report(self, at: int, begun: int, last: int) -> int | None:
        """Read a word that reports at ``at``; return where its content ends, None if there is none."""
        grammar = self._grammar
        for cue in grammar.cues.at(at):
            content = grammar.contents.find(cue, last)
            if content is None or self._subjects.is_impersonal(cue, content, begun):
                continue
            if self._subjects.is_thing(cue, content):
                continue
            speaker = self._subjects.of(cue, content, begun)
            alone = cue.hit.past and cue.hit.person == "3fs" and content.at == cue.last
            if alone and speaker is not None and _is_other(speaker):
                continue  # توقعت: the writer himself
            if speaker is not None and speaker.how != "carried" and cue.hit.form != "masdar":
                self.speakers.tell(speaker)
            return self._write(cue, content, speaker, last)
        return None

    def _write(self, cue: Cue, content: Content, speaker: Speaker | None, last: int) -> int:
        grammar, page = self._grammar, self._page
        takes = cue.hit.entry.takes
        asked = "دعوه" in takes
        rule = f"{cue.hit.form}-{content.lead}"
        if content.mark is not None:
            self._direct(content.mark, cue, speaker, rule)
            end = content.mark.last + 1
            self._stretches.append(Stretch(end, last, cue, speaker))
            return end
        if asked:
            return cue.last
        end = grammar.ends.end(content, last, cue)
        # what a verb reports colours its whole sentence, what a noun does only its content
        self._stretches.append(Stretch(content.first, last if cue.hit.form in _CLAUSAL else end, cue, speaker))
        mark = grammar.opening.get(content.first)
        first = content.first
        if mark is not None and mark.last >= end and not grammar.marked.is_name(mark):
            self._direct(mark, cue, speaker, rule)  # what is quoted has several sentences
            return mark.last + 1
        if mark is not None and mark.last < end:
            rest = page.trimmed(mark.last + 1, end)
            if not grammar.marked.is_name(mark):
                self._direct(mark, cue, speaker, rule)
                if rest[1] - rest[0] < 1 or (self._apart(mark, end) and page.words[rest[0]] not in self._and_that):
                    return max(mark.last + 1, end if rest[1] <= rest[0] else mark.last + 1)
            first = mark.begin
        kind = "direct" if content.lead == "bare" else "indirect"
        self._add(kind, first, content.cut if first == content.first else 0, end, cue, speaker, rule)
        if content.lead == "that":
            self._within(first, end)
        return end

    def _within(self, first: int, last: int) -> None:
        """Read a report within what is reported: ذكرت الوكالة أن الوزير قال إن."""
        at = first
        while at < last:
            mark = self._grammar.opening.get(at)
            if mark is not None:
                at = mark.last + 1
                continue
            for cue in self._grammar.cues.at(at):
                if cue.hit.form != "verb" or cue.hit.cut or not cue.hit.past or cue.hit.entry.cls not in _SAYS:
                    continue
                content = self._grammar.contents.find(cue, last)
                if content is None or content.lead != "that":
                    continue
                speaker = self._subjects.of(cue, content, first)
                if speaker is None or speaker.how == "carried" or not self._subjects.names(speaker):
                    continue
                end = self._grammar.ends.end(content, last, cue)
                self._add("indirect", content.first, content.cut, end, cue, speaker, f"within-{content.lead}")
                at = end - 1
                break
            at += 1

    def _apart(self, mark: Mark, end: int) -> bool:
        """Say whether what follows the marks is not part of what is reported."""
        words = self._page.words
        after = mark.last + 1
        if after >= end:
            return True
        return words[after] in _COMMAS or words[after] in "؛;."

    # -- sources told with a preposition --------------------------------------------------------------------------
    def _opening_attribution(self, first: int, last: int) -> int:
        """Read a source told at the head of a sentence (وبحسب البنك، فإن ...); return where to go on."""
        grammar, page, words = self._grammar, self._page, self._page.words
        at = first
        while at < last and words[at] in _COMMAS:
            at += 1
        told = grammar.sources.at(at, last, leading=True) if at < last else None
        if told is None:
            return first
        entry, source, verb = told
        stop = next(
            (k for k in range(source, last) if words[k] in _COMMAS or words[k] in ("فان", "ان", "فقد", "فانه")), last
        )
        if stop >= last:
            return first
        speaker = self._source(source, stop, verb)
        begin = stop
        while begin < last and (words[begin] in _COMMAS or words[begin] in ("فان", "ان", "فانه", "فانها", "فقد")):
            begin += 1
        cue = verb or Cue(at, source, phrase_hit(entry, self._page.words[at]))
        if begin >= last:
            return first
        if speaker is not None:
            self.speakers.tell(speaker)
        after = self._nested_report(begin, last)
        if after:
            return begin
        end = grammar.ends.end(Content("that", stop, begin, 0, None), last)
        mark = grammar.opening.get(begin)
        self._stretches.append(Stretch(begin, last, cue, speaker))
        if mark is not None and not grammar.marked.is_name(mark) and page.trimmed(mark.last + 1, end)[0] >= end:
            self._direct(mark, cue, speaker, "source-first")
        else:
            self._add("indirect", begin, page.conjunction(begin), end, cue, speaker, "source-first")
        return end

    def _nested_report(self, begin: int, last: int) -> bool:
        """Say whether a report of its own begins at once: بحسب الوكالة، قال الوزير إن."""
        return any(
            self._grammar.contents.find(cue, last) for cue in self._grammar.cues.at(begin) if cue.hit.form == "verb"
        )

    def _source(self, first: int, stop: int, verb: Cue | None) -> Speaker | None:
        words = self._page.words
        if verb is not None and verb.hit.entry.key in self._stands_in and words[first : first + 1] == ["في"]:
            first += 1  # وفق ما جاء في البيان
        if first < len(words) and words[first] in self._own:
            return self.speakers.carried("3fs" if words[first].endswith("ها") else "3ms")
        found = self.speakers.after(first, stop, verb.hit.person if verb else "", governed=verb is None)
        if found is None and verb is not None:
            return self.speakers.carried(verb.hit.person)
        if found is not None and verb is not None and self._subjects.passes_on(verb):
            found = found.passing_on(self._subjects.origin(found.last, stop))
        if found is not None:
            text = found.text
            if found.how == "phrase" and text.startswith("ل") and self._page.preposition(found.first) == "ل":
                cut = self._page.reading(found.first).start
                text = self._page.text(found.first, found.last, cut)
            return found._replace(text=text)
        return None

    def _attributed(self, begun: int, at: int, last: int, told: tuple[Entry, int, Cue | None]) -> int:
        """Read a source told after its content (..., بحسب الوزارة); return where to go on."""
        grammar, page, words = self._grammar, self._page, self._page.words
        entry, source, verb = told
        stop = source
        span = self.speakers.phrase(source, last)
        if span is not None:
            stop = span[1]
        speaker = self._source(source, last, verb)
        cue = verb or Cue(at, source, phrase_hit(entry, self._page.words[at]))
        first = begun
        # «..., بحسب» tells the source of the sentence, without a comma of the last clause
        nearest = at if words[at - 1] in _COMMAS else max(begun, at - _RELATIVE_LOOK)
        for token in range(at - 1, nearest - 1, -1):
            if words[token] in self._clause and not (words[token] == "ان" and words[token - 1] in ("قبل", "بعد")):
                first = token + 1
                break
        while first < at and (words[first] in _COMMAS or words[first] in ("كما", "و", "فيما")):
            first += 1
        begin, end = page.trimmed(first, at)
        already = self._drafts and self._drafts[-1].last >= at - 1 and self._drafts[-1].kind != "scare" and begun > 0
        if speaker is not None and speaker.how != "carried" and not self._subjects.said(self._subjects.sentence):
            self.speakers.tell(speaker)
        if end - begin >= _SHORTEST_CLAUSE and not already:
            self._stretches.append(Stretch(begin, at, cue, speaker))
            mark = grammar.opening.get(begin)
            if mark is not None and mark.last >= end:
                self._direct(mark, cue, speaker, "source-last")
            else:
                cut = page.conjunction(begin)
                self._add("indirect", begin, cut, end, cue, speaker, "source-last")
        elif not already and begin < end:
            self._stretches.append(Stretch(begin, at, cue, speaker))
        self._stretches.append(Stretch(stop, last, cue, speaker))
        return max(stop, at + 1)

    # -- marked strings ---------------------------------------------------------------------------------------------
    def _direct(self, mark: Mark, cue: Cue | None, speaker: Speaker | None, rule: str) -> None:
        self._taken.add(mark.first)
        self._add("direct", mark.begin, 0, mark.end, cue, speaker, rule)

    def _classify(self) -> None:
        """Say of every marked string that is not yet told what it is."""
        stretches = sorted(self._stretches, key=lambda one: one.first)
        number = 0
        for mark in self._marks:
            if mark.first in self._taken:
                continue
            while number < len(stretches) and stretches[number].first <= mark.first:
                number += 1
            around = next(
                (one for one in reversed(stretches[max(0, number - 6) : number]) if one.last > mark.first), None
            )
            name = self._grammar.marked.is_name(mark)
            if around is not None and not name and not self._is_term(mark, around) and mark.depth == 0:
                cue = None if around.cue is NO_CUE else around.cue
                self._add("direct", mark.begin, 0, mark.end, cue, around.speaker, "fragment")
            elif not name and mark.depth == 0 and mark.end - mark.begin >= _LONG:
                before = stretches[number - 1].speaker if number else None
                self._add("direct", mark.begin, 0, mark.end, None, before, "long")
            else:
                self._add("scare", mark.begin, 0, mark.end, None, None, "name" if name else "marked")

    def _is_term(self, mark: Mark, around: Stretch) -> bool:
        """Say whether a word or two in marks within a report are a term held at a distance: definite, and no label."""
        page = self._page
        size = mark.end - mark.begin
        if size > _TERM or "وصف" in around.cue.hit.entry.takes or around.cue.hit.entry.cls == "so_called":
            return False
        reading = page.reading(mark.begin)
        if reading.upos == "VERB":
            return False
        if page.words[mark.begin][reading.start :].startswith("ال"):
            return True
        of_what = page.words[mark.end - 1].startswith("ال") or mark.end - 1 in page.within
        return size == _TERM and of_what and (page.known.is_deed(reading.bare) or reading.bare in self._name)

    def _add(
        self, kind: str, first: int, cut: int, last: int, cue: Cue | None, speaker: Speaker | None, rule: str
    ) -> None:
        begin, end = self._page.trimmed(first, last)
        if begin < end and (kind != "indirect" or self._page.words[begin][0].isalnum()):
            self._drafts.append(Draft(kind, begin, cut if begin == first else 0, end, cue, speaker, rule))


def _is_other(speaker: Speaker) -> bool:
    """Say whether a man spoke before a verb in ت that has no subject."""
    return speaker.how == "carried" and speaker.gender == "m"


def _linked(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts, those that stand within what another tells as passed on by him."""
    around: list[Draft] = []
    out = []
    for draft in drafts:
        while around and around[-1].last <= draft.first:
            around.pop()
        outer = around[-1] if around else None
        cue, speaker = draft.cue, draft.speaker
        if outer is not None and cue is not None and speaker is not None and outer.first <= cue.first < outer.last:
            draft = draft._replace(speaker=speaker.passed_on_by(outer.speaker))
        if draft.kind != "scare":
            around.append(draft)
        out.append(draft)
    return out


def _distinct(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts without those of the same tokens and kind as one before."""
    seen: set[tuple[str, int, int]] = set()
    out = []
    for draft in drafts:
        key = (draft.kind, draft.first, draft.last)
        if key not in seen:
            seen.add(key)
            out.append(draft)
    return out
