"""Reads the quotations of a page: sentence by sentence, each word that reports with what it leads to and its speaker.

Within a sentence the words that report are taken from the right to the left of the line, as they come; each opens a
stretch in which marked strings are the speaker's words. What marks hold outside of such stretches is nobody's speech,
unless it is long.
"""

from __future__ import annotations

from typing import NamedTuple

from khabar.layers.quotations.content import Content, Cue, Grammar
from khabar.layers.quotations.headline import headline
from khabar.layers.quotations.marks import Mark
from khabar.layers.quotations.page import Page
from khabar.layers.quotations.speakers import Speaker, Speakers, bare
from khabar.layers.quotations.vocabulary import Entry, Hit

__all__ = ["Draft", "read"]

_COMMAS = frozenset("،,-–")
_RELATIVE = frozenset(("الذي", "التي", "الذين", "والذي", "والتي", "والذين", "حيث", "اذ", "ان", "انه", "انها", "بان"))
_RELATIVE_LOOK = 18
_PREPOSITIONS = frozenset(("الي", "علي", "من", "عن"))
_FAR = 3
# Verbs whose object may follow at once: ودعا الدول إلى.
_TRANSITIVE = frozenset(("دعا", "طالب", "ناشد", "حث", "خاطب", "وصف", "انتقد", "أمر", "نصح", "حذر", "اتهم", "سأل", "اعتبر", "طمأن", "هنأ",
                         "شكر", "أبلغ", "أخبر", "أدان", "دان", "استنكر", "شجب", "رفض", "برر", "شبه", "نعت", "عد"))  # fmt: skip
_OPENERS = frozenset((":", "ان", "وان", "فان", "حين", "عندما", "لكن", "ولكن", "غير", "حيث", "اذ", "بل", "بينما", "كما"))
_CLOSING = frozenset("\"»”'")
_THAT = frozenset(("ان", "انه", "انها", "انهم"))
_AND_THAT = frozenset(("وان", "وانه", "وانها", "وانهم"))
_GAP = 4
_HE = frozenset(("هو", "هي", "هم", "وهو", "وهي", "وهم", "فهو", "فهي", "فهم"))
_CLAUSAL = ("verb", "participle")
_POINTING = frozenset(("هكذا", "،", ",", "بهذه", "الكلمات", "العباره", "بهذا", "هذا", "ما", "."))
_WHO = frozenset(("الذي", "التي", "الذين"))
# A marked string of so many words is speech even where nothing tells whose.
_LONG = 8
_SHORTEST_CLAUSE = 3
_PREVERBAL = 24
_TOPIC = 4
_BESIDE = 8
_NAMES = 40


class Draft(NamedTuple):
    """A quotation before it is written: tokens ``[first, last)`` without ``cut`` letters of the first."""

    kind: str
    first: int
    cut: int
    last: int
    cue: Cue | None
    speaker: Speaker | None
    rule: str


class _Stretch(NamedTuple):
    """Tokens in which marked strings are the words of ``speaker``."""

    first: int
    last: int
    cue: Cue
    speaker: Speaker | None


_OWN = frozenset(f"{noun}{ending}" for noun in ("قول", "تعبير", "وصف", "زعم", "راي", "تصريحات")
                 for ending in ("ه", "ها", "هم", "هما"))  # fmt: skip


def _hit(entry: Entry) -> Hit:
    return Hit(entry, "preposition", 0, "", False, "")


_NO_CUE = Cue(-1, -1, _hit(Entry("", "say", "verb", frozenset(), "")))


def read(page: Page, marks: list[Mark]) -> list[Draft]:
    """Return the quotations of ``page`` in the order of the text."""
    return _Reading(page, marks).read()


class _Reading:
    def __init__(self, page: Page, marks: list[Mark]) -> None:
        self._page = page
        self._marks = marks
        self._grammar = Grammar(page, marks)
        self._speakers = Speakers(page)
        self._drafts: list[Draft] = []
        self._stretches: list[_Stretch] = []
        self._taken: set[int] = set()
        self._sentence_first = 0

    def read(self) -> list[Draft]:
        page = self._page
        title = headline(page, self._grammar, self._speakers)
        passed = -1
        if title is not None:
            passed = title.last
            first = title.first
            mark = self._grammar.opening.get(first)
            if mark is not None and mark.last + 1 >= title.last:
                self._direct(mark, None, title.speaker, "headline")
            elif title.kind == "indirect" or mark is None:
                self._add(title.kind, first, 0, title.last, None, title.speaker, "headline")
            self._stretches.append(_Stretch(first, title.last, _NO_CUE, title.speaker))
        for first, last in page.sentences:
            first = max(first, passed)
            if first < last:
                passed = max(passed, self._sentence(first, last))
        self._classify()
        self._drafts.sort(key=lambda draft: (draft.first, -draft.last))
        return _distinct(self._by_name(self._drafts))

    # -- one sentence -------------------------------------------------------------------------------------------------
    def _sentence(self, first: int, last: int) -> int:
        self._sentence_first = first
        grammar, page = self._grammar, self._page
        self._tell_actor(first, last)
        at = self._opening_attribution(first, last)
        at = begun = self._going_on(at, last)
        while at < last:
            mark = grammar.opening.get(at)
            if mark is not None:
                at = self._said_after(mark, last) or mark.last + 1
                continue
            told = grammar.attribution(at, last)
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
        """Read a sentence that goes on with the report of the one before (كما أن ..., وأن ...); return where to go on."""
        words = self._page.words
        lead = first + 1 if words[first : first + 1] == ["كما"] else first
        if not lead + 1 < last or words[lead] not in (_THAT if lead > first else _AND_THAT) or not self._drafts:
            return first
        before = self._drafts[-1]
        if before.kind == "scare" or before.cue is None or first - before.last > _GAP:
            return first
        content = Content("that", lead, lead + 1, 0, None)
        end = self._grammar.end(content, last)
        self._stretches.append(_Stretch(lead + 1, end, before.cue, before.speaker))
        mark = self._grammar.opening.get(lead + 1)
        if mark is not None and mark.last + 1 >= end - 1 and not self._grammar.is_name(mark):
            self._direct(mark, before.cue, before.speaker, "going-on")
        else:
            self._add("indirect", lead + 1, 0, end, before.cue, before.speaker, "going-on")
        return end

    def _said_after(self, mark: Mark, last: int) -> int | None:
        """Read «...»، قال فلان: the verb after the words; return where to go on, None if there is none."""
        words, grammar = self._page.words, self._grammar
        at = mark.last + 1
        while at < last and words[at] in _POINTING:
            at += 1
        if not mark.last + 1 < at < last or mark.end - mark.begin < _SHORTEST_CLAUSE or grammar.is_name(mark):
            return None
        for cue in grammar.cues_at(at):
            if cue.hit.form != "verb" or cue.hit.cut or not cue.hit.entry.takes & {"نص", "وصف"}:
                continue
            if grammar.content(cue, last) is None or "هكذا" in words[mark.last + 1 : at]:
                speaker = self._speakers.after(cue.last, last, cue.hit.person) or self._speakers.carried(cue.hit.person)
                if speaker is not None and speaker.how != "carried":
                    self._speakers.tell(speaker)
                self._direct(mark, cue, speaker, "said-after")
                return cue.last
        return None

    def _tell_actor(self, first: int, last: int) -> None:
        """Remember whom a sentence that begins with a verb is about: the next one may go on with «وقال»."""
        page = self._page
        if not self._is_verb(first) or first + 1 in self._grammar.opening or self._page.words[first + 1 : first + 2] == [":"]:
            return
        span = self._speakers.phrase(first + 1, last)
        if span is None or not any(at in page.named for at in range(span[0], min(span[1], span[0] + 6))):
            return
        gender = page.reading(first).stem
        self._speakers.tell(self._speakers.described(*span, "3fs" if gender.endswith("ت") or gender.startswith("ت") else "3ms"))

    def _is_verb(self, at: int) -> bool:
        page = self._page
        if any(hit.form == "verb" and (hit.cut or at not in page.named) for hit in page.known.hits(page.words[at])):
            return True
        return at not in page.named and page.reading(at).upos == "VERB"

    def _report(self, at: int, begun: int, last: int) -> int | None:
        """Read a word that reports at ``at``; return where its content ends, None if there is none."""
        grammar = self._grammar
        for cue in grammar.cues_at(at):
            content = grammar.content(cue, last)
            if content is None or self._impersonal(cue, content, begun):
                continue
            if self._thing(cue, content):
                continue
            speaker = self._speaker(cue, content, begun, last)
            if speaker is not None and speaker.how != "carried" and cue.hit.form != "masdar":
                self._speakers.tell(speaker)
            return self._write(cue, content, speaker, last)
        return None

    def _thing(self, cue: Cue, content: Content) -> bool:
        """Say whether the subject is a thing pointed at that says nothing: يشير هذا القرار إلى تكثيف."""
        words = self._page.words
        at = cue.last
        if content.lead not in ("preposition", "object") or words[at] not in ("هذا", "هذه", "ذلك", "تلك", "هذان"):
            return False
        return words[at + 1] not in self._page.known.words("source")

    def _impersonal(self, cue: Cue, content: Content, begun: int) -> bool:
        """Say whether nobody is said to say it: يذكر أن, ويعتقد أن."""
        hit = cue.hit
        if hit.form != "verb" or hit.past or hit.person != "3ms" or content.lead != "that" or content.at != cue.last:
            return False
        if cue.first > begun + 1:
            return False
        return hit.entry.cls == "belief" or hit.entry.lemma in ("ذكر", "أشار", "ذكّر")

    def _write(self, cue: Cue, content: Content, speaker: Speaker | None, last: int) -> int:
        grammar, page = self._grammar, self._page
        takes = cue.hit.entry.takes
        asked = "دعوه" in takes
        rule = f"{cue.hit.form}-{content.lead}"
        if content.mark is not None:
            mark = content.mark
            self._direct(mark, cue, speaker, rule)
            end = mark.last + 1
            self._stretches.append(_Stretch(end, last, cue, speaker))
            return end
        if asked:
            return cue.last
        end = grammar.end(content, last, cue)
        # what a verb reports colours its whole sentence, what a noun does only its content
        self._stretches.append(_Stretch(content.first, last if cue.hit.form in _CLAUSAL else end, cue, speaker))
        mark = grammar.opening.get(content.first)
        first = content.first
        if mark is not None and mark.last >= end and not grammar.is_name(mark):
            self._direct(mark, cue, speaker, rule)  # what is quoted has several sentences
            return mark.last + 1
        if mark is not None and mark.last < end:
            rest = page.trimmed(mark.last + 1, end)
            if not grammar.is_name(mark):
                self._direct(mark, cue, speaker, rule)
                if rest[1] - rest[0] < 1 or self._apart(mark, end):
                    return max(mark.last + 1, end if rest[1] <= rest[0] else mark.last + 1)
            first = mark.begin
        self._add("indirect", first, content.cut if first == content.first else 0, end, cue, speaker, rule)
        return end

    def _apart(self, mark: Mark, end: int) -> bool:
        """Say whether what follows the marks is not part of what is reported."""
        words = self._page.words
        after = mark.last + 1
        if after >= end:
            return True
        return words[after] in _COMMAS or words[after] in "؛;."

    # -- speakers -------------------------------------------------------------------------------------------------------
    def _speaker(self, cue: Cue, content: Content, begun: int, last: int) -> Speaker | None:
        hit, speakers = cue.hit, self._speakers
        stop = min(content.at, content.mark.first if content.mark else content.at)
        if stop - 1 > cue.first and self._page.words[stop - 1] in _PREPOSITIONS:
            stop -= 1
        if hit.form == "participle":
            return self._holder(cue, begun)
        if hit.form == "noun":
            return self._of_noun(cue, stop) or self._holder(cue, begun)
        if hit.form == "masdar":
            return self._of_masdar(cue, begun, stop)
        if hit.entry.lemma in ("نقل", "أورد") and (source := self._passed_on(cue, stop)):
            return source
        joined = bool(hit.cut) and cue.first > begun + _FAR and not self._said(begun)
        told = speakers.after(cue.last, stop, hit.person)
        if told is not None and hit.entry.lemma in _TRANSITIVE:
            if not hit.cut and not hit.pronoun:
                told = self._before(cue, begun) or told
            elif hit.cut and (not self._names(told) or self._said(self._sentence_first)):
                told = speakers.carried(hit.person) or told  # ودعا الدول: whoever spoke before calls on them
        return (
            told
            or (self._actor(cue, begun) if joined else None)
            or self._before(cue, begun)
            or speakers.carried(hit.person)
            or self._topic(begun, cue.first)
        )

    def _said(self, begun: int) -> bool:
        return bool(self._stretches) and self._stretches[-1].first >= begun

    def _names(self, speaker: Speaker) -> bool:
        """Say whether the phrase begins with a name, or is of somebody who speaks."""
        page = self._page
        named = page.named.get(speaker.first)
        if named is not None and named.type in ("PERSON", "ORG", "GPE"):
            return True
        return speaker.how in ("named", "office") or page.words[speaker.first] in page.known.words("source")

    def _topic(self, first: int, stop: int) -> Speaker | None:
        """Return whoever is named at the head of the sentence."""
        page = self._page
        at = next((at for at in range(first, min(stop, first + _TOPIC)) if at in page.named), None)
        return self._speakers.described(at, page.named[at].last) if at is not None else None

    def _passed_on(self, cue: Cue, stop: int) -> Speaker | None:
        """Return X of نقلت الوكالة عن X."""
        words = self._page.words
        for at in range(cue.last, stop):
            if words[at] == "عن" and words[at - 1] != "نقلا":
                return self._speakers.after(at + 1, stop, "")
        return None

    def _before(self, cue: Cue, begun: int) -> Speaker | None:
        """Return the subject told before its verb: الوزير يقول إن."""
        page, words = self._page, self._page.words
        if cue.hit.cut and words[cue.first][0] in "وف":
            return None
        if words[cue.first - 1] in _HE and cue.first > begun:
            return self._actor(cue, begun)
        helper, barrier = page.known.words("helper"), page.known.words("barrier")
        last = cue.first
        while last > begun and words[last - 1] in helper:
            last -= 1
        first = max(begun, last - _PREVERBAL)
        near = self._beside(last, begun)
        if near is not None:
            return self._speakers.described(*near, cue.hit.person)
        if last > begun and words[last - 1] in _WHO:
            last = last - 1
            while last > first and words[last - 1] in _COMMAS:
                last -= 1
            begin = last - 1
            while begin > first and words[begin - 1] not in _COMMAS and words[begin - 1] not in barrier:
                begin -= 1
            first = begin
        else:
            first = next((at + 1 for at in range(last - 1, first - 1, -1) if self._opens_clause(at)), first)
        while first < last and (words[first] in helper or words[first] in _COMMAS):
            first += 1
        if first < last and page.reading(first).upos == "VERB" and first not in page.named:
            first += 1
        span = self._speakers.phrase(first, last)
        if span is None or span[0] > first + 3 or page.reading(span[0]).upos in ("VERB", "ADP", "SCONJ", "PART", "PRON"):
            return None
        if page.preposition(span[0]) or any(
            page.reading(at).upos == "VERB" and at not in page.named for at in range(span[1], last)
        ):
            return None
        return self._speakers.described(*span, cue.hit.person)

    def _beside(self, last: int, begun: int) -> tuple[int, int] | None:
        """Return the noun phrase right before token ``last``: a name behind a comma, or the subject of a verb before.

        ، أحمد عبد الهادي، يؤكد; بدأ بعض الخبراء يعتقد.
        """
        page, words = self._page, self._page.words
        end = last - 1 if last - 1 > begun and words[last - 1] in _COMMAS else last
        for at in range(end - 1, max(begun, end - _BESIDE) - 1, -1):
            named = page.named.get(at)
            if named is not None and named.last == end and named.type == "PERSON" and end < last:
                return at, end
            if at > begun and self._is_verb(at) and words[at - 1] not in _WHO:
                span = self._speakers.phrase(at + 1, end)
                return span if span is not None and span[1] >= end else None
        return None

    def _opens_clause(self, at: int) -> bool:
        word = self._page.words[at]
        return word in _OPENERS or word in self._page.known.words("narrator")

    def _holder(self, cue: Cue, begun: int) -> Speaker | None:
        """Return who is described by a participle (مشيرا إلى): who spoke last in the sentence, or acts in it."""
        page, speakers = self._page, self._speakers
        sentence = next((s for s in self._stretches[-1:] if s.last > cue.first), None)
        if sentence is not None and sentence.speaker is not None:
            return sentence.speaker._replace(first=0, last=0, how="carried")
        actor = self._actor(cue, begun)
        if actor is not None:
            return actor
        return speakers.carried(cue.hit.person)

    def _actor(self, cue: Cue, begun: int) -> Speaker | None:
        """Return the subject of the first verb of the clause before a participle, by the gender of both."""
        page = self._page
        wanted = "f" if cue.hit.person.startswith("3f") else "m"
        head = next((at for at in range(begun, min(cue.first, begun + 2)) if at in page.named), None)
        if head is not None:
            verb = page.named[head].last
            verb += page.words[verb] in _CLOSING
            if verb < cue.first and self._is_verb(verb):
                return self._speakers.described(head, page.named[head].last)
        for at in range(begun, cue.first):
            if page.words[at] in self._grammar.opening:
                break
            if self._is_verb(at) and at + 1 < cue.first:
                span = self._speakers.phrase(at + 1, cue.first)
                if span is None:
                    break
                return self._speakers.described(*span, "3fs" if wanted == "f" else "3ms")
        return None

    def _of_masdar(self, cue: Cue, begun: int, stop: int) -> Speaker | None:
        page, words, speakers = self._page, self._page.words, self._speakers
        if cue.hit.pronoun:
            # نقلت الوكالة عن X قوله
            for at in range(cue.first - 1, max(begun, cue.first - _PREVERBAL) - 1, -1):
                if words[at] == "عن" or words[at] == "لسان":
                    found = speakers.after(at + 1, cue.first, "")
                    if found is not None:
                        speakers.tell(found)
                        return found
                if words[at] in (".", ":"):
                    break
            return speakers.carried("3fs" if cue.hit.pronoun == "ها" else "3ms")
        if page.preposition(cue.first):
            return self._holder(cue, begun)
        span = speakers.phrase(cue.last, stop)
        if span is not None and page.reading(span[0]).upos != "ADP":
            return speakers.described(*span)
        return speakers.carried("")

    def _of_noun(self, cue: Cue, stop: int) -> Speaker | None:
        if cue.hit.entry.lemma in ("تقرير", "تقارير", "مصادر", "بيان", "بلاغ"):
            span = self._speakers.phrase(cue.first, stop)
            return self._speakers.described(*span) if span else None
        return None

    # -- sources told with a preposition --------------------------------------------------------------------------------
    def _opening_attribution(self, first: int, last: int) -> int:
        """Read a source told at the head of a sentence (وبحسب البنك، فإن ...); return where to go on."""
        grammar, page, words = self._grammar, self._page, self._page.words
        at = first
        while at < last and words[at] in _COMMAS:
            at += 1
        told = grammar.attribution(at, last, leading=True) if at < last else None
        if told is None:
            return first
        entry, source, verb = told
        stop = next((k for k in range(source, last) if words[k] in _COMMAS or words[k] in ("فان", "ان", "فقد", "فانه")), last)
        if stop >= last:
            return first
        speaker = self._source(source, stop, verb)
        begin = stop
        while begin < last and (words[begin] in _COMMAS or words[begin] in ("فان", "ان", "فانه", "فانها", "فقد")):
            begin += 1
        cue = verb or Cue(at, source, _hit(entry))
        if begin >= last:
            return first
        if speaker is not None:
            self._speakers.tell(speaker)
        after = self._nested_report(begin, last)
        if after:
            return begin
        end = grammar.end(Content("that", stop, begin, 0, None), last)
        mark = grammar.opening.get(begin)
        self._stretches.append(_Stretch(begin, last, cue, speaker))
        if mark is not None and not grammar.is_name(mark) and page.trimmed(mark.last + 1, end)[0] >= end:
            self._direct(mark, cue, speaker, "source-first")
        else:
            self._add("indirect", begin, page.conjunction(begin) if words[begin] not in _COMMAS else 0, end, cue, speaker, "source-first")
        return end

    def _nested_report(self, begin: int, last: int) -> bool:
        """Say whether a report of its own begins at once: بحسب الوكالة، قال الوزير إن."""
        return any(self._grammar.content(cue, last) for cue in self._grammar.cues_at(begin) if cue.hit.form == "verb")

    def _source(self, first: int, stop: int, verb: Cue | None) -> Speaker | None:
        words = self._page.words
        if first < len(words) and words[first] in _OWN:
            return self._speakers.carried("3fs" if words[first].endswith("ها") else "3ms")
        found = self._speakers.after(first, stop, verb.hit.person if verb else "", governed=verb is None)
        if found is None and verb is not None:
            return self._speakers.carried(verb.hit.person)
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
        span = self._speakers.phrase(source, last)
        if span is not None:
            stop = span[1]
        speaker = self._source(source, last, verb)
        cue = verb or Cue(at, source, _hit(entry))
        first = begun
        # «..., بحسب» tells the source of the sentence, without a comma of the last clause
        nearest = at if words[at - 1] in _COMMAS else max(begun, at - _RELATIVE_LOOK)
        for token in range(at - 1, nearest - 1, -1):
            if words[token] in _RELATIVE and not (words[token] == "ان" and words[token - 1] in ("قبل", "بعد")):
                first = token + 1
                break
        while first < at and (words[first] in _COMMAS or words[first] in ("كما", "و", "فيما")):
            first += 1
        begin, end = page.trimmed(first, at)
        already = self._drafts and self._drafts[-1].last >= at - 1 and self._drafts[-1].kind != "scare" and begun > 0
        if speaker is not None and speaker.how != "carried" and not self._said(self._sentence_first):
            self._speakers.tell(speaker)
        if end - begin >= _SHORTEST_CLAUSE and not already:
            self._stretches.append(_Stretch(begin, at, cue, speaker))
            mark = grammar.opening.get(begin)
            if mark is not None and mark.last >= end:
                self._direct(mark, cue, speaker, "source-last")
            else:
                cut = page.conjunction(begin)
                self._add("indirect", begin, cut, end, cue, speaker, "source-last")
        elif not already and begin < end:
            self._stretches.append(_Stretch(begin, at, cue, speaker))
        self._stretches.append(_Stretch(stop, last, cue, speaker))
        return max(stop, at + 1)

    def _by_name(self, drafts: list[Draft]) -> list[Draft]:
        """Return the drafts with speakers by their names where the text names whom it elsewhere only describes."""
        told = [draft.speaker for draft in drafts if draft.speaker is not None]
        named = [*dict.fromkeys(one for one in told if one.how == "named"), *self._speakers.holders()][:_NAMES]
        fuller = [*named, *dict.fromkeys(one for one in told if one.how == "phrase")][:_NAMES]
        names: dict[tuple[str, frozenset[str]], Speaker | None] = {}
        out = []
        for draft in drafts:
            speaker = draft.speaker
            if speaker is not None and speaker.how in ("phrase", "carried", "office", "definite") and speaker.words:
                key = (speaker.head, speaker.words)
                if key not in names:
                    names[key] = self._full(speaker, named, fuller)
                full = names[key]
                if full is not None:
                    draft = draft._replace(speaker=speaker._replace(text=full.text, entity=full.entity))
            out.append(draft)
        return out

    def _full(self, speaker: Speaker, named: list[Speaker], fuller: list[Speaker]) -> Speaker | None:
        """Return the one of ``fuller`` whom ``speaker`` describes in fewer words, or the one named of its function."""
        page = self._page
        for one in fuller:
            if one.head == speaker.head and speaker.words < one.words:
                return one
        if speaker.how != "phrase" or speaker.entity is not None and self._is_body(speaker.entity):
            return None
        words = page.words[speaker.first : speaker.last]
        nations = {bare(words[at - speaker.first]) for at in range(speaker.first, speaker.last)
                   if at in page.named and page.named[at].type in ("NORP", "GPE")}  # fmt: skip
        of_function = {one.text: one for one in named if one.head == speaker.head and nations and nations <= one.words}
        return next(iter(of_function.values())) if len(of_function) == 1 else None

    def _is_body(self, entity: str) -> bool:
        return self._page.entities[entity].type != "PERSON"

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
            around = next((one for one in reversed(stretches[max(0, number - 6) : number]) if one.last > mark.first), None)
            name = self._grammar.is_name(mark)
            if around is not None and not name and mark.depth == 0:
                cue = None if around.cue is _NO_CUE else around.cue
                self._add("direct", mark.begin, 0, mark.end, cue, around.speaker, "fragment")
            elif not name and mark.depth == 0 and mark.end - mark.begin >= _LONG:
                self._add("direct", mark.begin, 0, mark.end, None, self._speakers.carried(""), "long")
            else:
                self._add("scare", mark.begin, 0, mark.end, None, None, "name" if name else "marked")

    def _add(
        self, kind: str, first: int, cut: int, last: int, cue: Cue | None, speaker: Speaker | None, rule: str
    ) -> None:
        begin, end = self._page.trimmed(first, last)
        if begin < end and self._page.words[begin][0].isalnum() or kind != "indirect" and begin < end:
            self._drafts.append(Draft(kind, begin, cut if begin == first else 0, end, cue, speaker, rule))


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
