"""Who is meant by a word that reports: its subject after it, before it, beside it, or carried from before.

The thin place between the grammar of reports and that of clauses: ``Subjects.of`` is all that asks for a subject.
"""

from __future__ import annotations

from khabar.layers.quotations.content import Content
from khabar.layers.quotations.cues import Cue
from khabar.layers.quotations.drafts import Stretch
from khabar.layers.quotations.grammar import Grammar
from khabar.layers.quotations.page import Page
from khabar.layers.quotations.speakers import Speaker, Speakers

__all__ = ["Subjects"]

_COMMAS = frozenset("،,-–")
_FAR = 3
_CLOSING = frozenset("\"»”'")
_PREVERBAL = 24
_TOPIC = 4
_BESIDE = 8


class Subjects:
    """Finds the speakers of one page; ``stretches`` are those told so far, which the reading adds to."""

    def __init__(self, page: Page, grammar: Grammar, speakers: Speakers, stretches: list[Stretch]) -> None:
        self._page = page
        self._grammar = grammar
        self._speakers = speakers
        self._stretches = stretches
        self._we = page.known.words("first_person")
        words = page.known.words
        self._transitive = words("transitive")
        self._governed = words("governed")
        self._what, self._he, self._who = words("what"), words("he"), words("who")
        self._opener = words("opener") | words("narrator")
        self._writings = words("document") | words("occasion")
        self._texts = words("text")
        self._in_which = words("in_which")
        self._passes_on, self._says, self._nobody = words("passes_on"), words("says"), words("nobody")
        # where the sentence that is read begins
        self.sentence = 0

    def of(self, cue: Cue, content: Content, begun: int) -> Speaker | None:
        """Return the speaker of what ``cue`` reports; ``begun`` is where its clause begins."""
        hit, speakers = cue.hit, self._speakers
        stop = min(content.at, content.mark.first if content.mark else content.at)
        if stop - 1 > cue.first and self._page.words[stop - 1] in self._governed:
            stop -= 1
        if hit.form == "participle":
            return self._holder(cue, begun)
        if hit.form == "noun":
            return self._of_noun(cue, stop) or self._holder(cue, begun)
        if hit.form == "masdar":
            return self._of_masdar(cue, begun, stop)
        if self._page.words[cue.last] == "في" and hit.entry.cls == "document":
            return speakers.after(cue.last + 1, stop, "")
        if hit.entry.key in self._passes_on and (source := self._passed_on(cue, stop)):
            return source
        joined = bool(hit.cut) and cue.first > begun + _FAR and not self.said(begun)
        told = speakers.after(cue.last, stop, hit.person, objects=hit.entry.key in self._transitive)
        if told is not None and hit.entry.key in self._transitive:
            if not hit.cut and not hit.pronoun:
                told = self._before(cue, begun) or told
            elif hit.cut and (not self.names(told) or self.said(self.sentence)):
                told = speakers.carried(hit.person) or told  # ودعا الدول: whoever spoke before calls on them
        if told is None and not hit.cut and cue.first > begun and self._page.words[cue.first - 1] == "من":
            return None  # هناك من يقول: whoever it is
        if told is None and self._page.words[cue.last] in self._in_which:
            told = (
                self._of_document(cue, begun) or self._nearest_actor(cue, begun) or self._actor(cue, begun)
            )  # أصدر المكتب بيانا قال فيه
        if told is None and cue.first > begun and self._page.words[cue.first - 1] in self._what:
            told = self._nearest_actor(cue, begun)
        if told is not None and (handed := self._handed(cue.last, stop)):
            told = told.passing_on(self.origin(handed, stop))
        if told is None and (who := self._page.meant.get(cue.first)) is not None and self._speakers.is_named(who):
            return self._speakers.entity(who)
        return (
            told
            or (self._actor(cue, begun) if joined else None)
            or self._before(cue, begun)
            or speakers.carried(hit.person)
            or self._topic(begun, cue.first)
        )

    def _of_document(self, cue: Cue, begun: int) -> Speaker | None:
        """Return X of تصريحات X التي قال فيها."""
        words = self._page.words
        if words[cue.first - 1] not in self._who:
            return None
        for at in range(cue.first - 2, max(begun, cue.first - _PREVERBAL), -1):
            if words[at] in self._writings and words[at + 1] not in self._who:
                return self._speakers.after(at + 1, cue.first - 1, "")
        return None

    def _handed(self, first: int, stop: int) -> int:
        """Return where نقلا stands in tokens ``[first, stop)``, or 0."""
        return next((at for at in range(first, stop) if self._page.words[at] == "نقلا"), 0)

    def _nearest_actor(self, cue: Cue, begun: int) -> Speaker | None:
        """Return the subject of the verb before مما يسمونه and the like."""
        for at in range(cue.first - 2, max(begun, cue.first - _PREVERBAL), -1):
            if self.is_verb(at):
                span = self._speakers.phrase(at + 1, cue.first, objects=True)
                return self._speakers.described(*span, cue.hit.person) if span is not None else None
        return None

    def _topic(self, first: int, stop: int) -> Speaker | None:
        """Return whoever is named at the head of the sentence."""
        page = self._page
        at = next((at for at in range(first, min(stop, first + _TOPIC)) if at in page.named), None)
        return self._speakers.described(at, page.named[at].last) if at is not None else None

    def said(self, begun: int) -> bool:
        """Say whether somebody spoke since token ``begun``."""
        return bool(self._stretches) and self._stretches[-1].first >= begun

    def names(self, speaker: Speaker) -> bool:
        """Say whether the phrase begins with a name, or is of somebody who speaks."""
        page = self._page
        named = page.named.get(speaker.first)
        if named is not None and named.type in ("PERSON", "ORG", "GPE"):
            return True
        return speaker.how in ("named", "office") or page.words[speaker.first] in page.known.words("source")

    def _passed_on(self, cue: Cue, stop: int) -> Speaker | None:
        """Return X of نقلت الوكالة عن X."""
        words = self._page.words
        for at in range(cue.last, stop):
            if words[at] == "عن" and words[at - 1] != "نقلا":
                found = self._speakers.after(at + 1, stop, "", governed=True)
                return found.passed_on_by(self._passer(at, cue.first)) if found is not None else None
        return None

    def _passer(self, stop: int, begun: int) -> Speaker | None:
        """Return A of نقلت A عن X, where ``stop`` is عن."""
        for at in range(stop - 1, max(begun - 1, stop - _PREVERBAL), -1):
            if any(hit.form == "verb" and hit.entry.key in self._passes_on for hit in self._page.hits[at]):
                return self._speakers.after(at + 1, stop, "")
        return None

    def passes_on(self, cue: Cue) -> bool:
        """Say whether the word tells what another said: نقل, أورد."""
        return cue.hit.entry.key in self._passes_on

    def origin(self, first: int, stop: int) -> Speaker | None:
        """Return X of نقلا عن X, or of نقلت عن X, in tokens ``[first, stop)``."""
        words = self._page.words
        for at in range(first, min(stop, first + _PREVERBAL)):
            if words[at] == "عن":
                return self._speakers.after(at + 1, stop, "", governed=True)
        return None

    def _before(self, cue: Cue, begun: int) -> Speaker | None:
        """Return the subject told before its verb: الوزير يقول إن."""
        page, words = self._page, self._page.words
        if cue.hit.cut and words[cue.first][0] in "وف" and words[begun : begun + 1] not in (["اما"], ["واما"]):
            return None
        if words[cue.first - 1] in self._he and cue.first > begun:
            return self._actor(cue, begun)
        helper, barrier = page.known.words("helper"), page.known.words("barrier")
        last = cue.first
        while last > begun and words[last - 1] in helper:
            last -= 1
        first = max(begun, last - _PREVERBAL)
        if words[first] in ("اما", "واما"):
            span = self._speakers.phrase(first + 1, last)
            if span is not None:
                return self._speakers.described(*span, cue.hit.person)
        near = self._beside(last, begun)
        if near is not None:
            return self._speakers.described(*near, cue.hit.person)
        if last > begun and words[last - 1] in self._who:
            if (words[last - 1].endswith("التي") and cue.hit.person == "3ms") or (
                words[last - 1].endswith("الذي") and cue.hit.person.startswith("3f")
            ):
                return None  # الجبهة التي قال إنها: whoever spoke before
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
        if (
            span is None
            or span[0] > first + 3
            or page.reading(span[0]).upos in ("VERB", "ADP", "SCONJ", "PART", "PRON")
        ):
            return None
        if page.preposition(span[0]) or any(
            page.reading(at).upos == "VERB" and at not in page.named and page.words[at] not in self._we
            for at in range(span[1], last)
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
            if at > begun and self.is_verb(at) and words[at - 1] not in self._who:
                span = self._speakers.phrase(at + 1, end)
                return span if span is not None and span[1] >= end else None
        return None

    def _opens_clause(self, at: int) -> bool:
        word = self._page.words[at]
        return word in self._opener or word == ":"

    def _holder(self, cue: Cue, begun: int) -> Speaker | None:
        """Return who is described by a participle (مشيرا إلى): who spoke last in the sentence, or acts in it."""
        speakers = self._speakers
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
            if verb < cue.first and self.is_verb(verb):
                return self._speakers.described(head, page.named[head].last)
        for at in range(begun, cue.first):
            if at in self._grammar.opening:
                break
            if self.is_verb(at) and at + 1 < cue.first and page.words[at - 1] not in self._who:
                span = self._speakers.phrase(at + 1, cue.first, objects=True)
                if span is None or self._speakers.is_object(span[0], page.reading(at)):
                    continue
                return self._speakers.described(*span, "3fs" if wanted == "f" else "3ms")
        return None

    def _of_masdar(self, cue: Cue, begun: int, stop: int) -> Speaker | None:
        page, words, speakers = self._page, self._page.words, self._speakers
        if cue.hit.pronoun:
            # نقلت الوكالة عن X قوله
            for at in range(cue.first - 1, max(begun, cue.first - _PREVERBAL) - 1, -1):
                if words[at] == "عن" or words[at] == "لسان":
                    found = speakers.after(at + 1, cue.first, "", governed=True)
                    if found is not None:
                        speakers.tell(found)
                        return found.passed_on_by(self._passer(at, begun))
                if words[at] in (".", ":"):
                    break
            return speakers.carried("3fs" if cue.hit.pronoun == "ها" else "3ms")
        if words[cue.first][cue.hit.cut :].startswith("ال") and (writing := self._writing(cue, begun)) is not None:
            return writing
        if page.preposition(cue.first):
            return self._holder(cue, begun)
        span = speakers.phrase(cue.last, stop)
        if span is not None and page.reading(span[0]).upos not in ("ADP", "ADJ"):
            return speakers.described(*span)
        return speakers.carried("")

    def _writing(self, cue: Cue, begun: int) -> Speaker | None:
        """Return the writing in which something is said: في المعاهدة، ضمن الإعلان عن."""
        words = self._page.words
        for at in range(cue.first - 1, max(begun, cue.first - _PREVERBAL), -1):
            if words[at - 1] == "في" and words[at] in self._texts:
                return self._speakers.after(at, cue.first, "")
        return None

    def _of_noun(self, cue: Cue, stop: int) -> Speaker | None:
        if cue.hit.entry.key in self._says:
            span = self._speakers.phrase(cue.first, stop)
            return self._speakers.described(*span) if span else None
        return None

    def is_verb(self, at: int) -> bool:
        """Say whether token ``at`` is a verb, for all that is known."""
        page = self._page
        if any(hit.form == "verb" and (hit.cut or at not in page.named) for hit in page.known.hits(page.words[at])):
            return True
        return at not in page.named and page.reading(at).upos == "VERB"

    def is_thing(self, cue: Cue, content: Content) -> bool:
        """Say whether the subject is a thing pointed at that says nothing: يشير هذا القرار إلى تكثيف."""
        words, known = self._page.words, self._page.known
        at = cue.last
        if cue.hit.form != "verb" or at >= content.at or content.lead == "marks":
            return False
        pointed = content.lead in ("preposition", "object") and words[at] in ("هذا", "هذه", "ذلك", "تلك", "هذان")
        named = at in self._page.named or any(words[at + pointed] in known.words(name) for name in ("source", "text"))
        return not named and (pointed or (words[at].isalpha() and known.is_deed(self._page.reading(at).bare)))

    def is_impersonal(self, cue: Cue, content: Content, begun: int) -> bool:
        """Say whether nobody is said to say it: يذكر أن, ويعتقد أن."""
        hit = cue.hit
        if hit.form != "verb" or hit.past or hit.person != "3ms" or content.lead != "that" or content.at != cue.last:
            return False
        if cue.first > begun + 1:
            return False
        return hit.entry.cls == "belief" or hit.entry.key in self._nobody
