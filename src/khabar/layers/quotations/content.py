"""What a word that reports leads to: where its content begins, and by what it is led in."""

from __future__ import annotations

from typing import NamedTuple

from khabar.layers.quotations.cues import Cue, Cues
from khabar.layers.quotations.marked import FEW_WORDS, Marked
from khabar.layers.quotations.marks import Mark
from khabar.layers.quotations.page import COMMAS, STOPS, Page
from khabar.layers.quotations.vocabulary import MARKS, REPORTS, STOP, THAT

__all__ = ["Content", "Contents"]

# What shows where content begins, or that there is none.
_SHOWS = REPORTS | MARKS | THAT | STOP
_VERB_LOOK = 60
_NEAR_LOOK = 12
_NOUN_LOOK = 7
_MASDAR_LOOK = 16
_OBJECT_LOOK = 26
# A verbal noun so many words before another's أنّ is the object of the word that reports.
_FAR = 8


class Content(NamedTuple):
    """Where content begins: token ``at`` is what leads to it, ``first`` its own first (without ``cut`` letters).

    ``lead``: that (أنّ), preposition, object (a verbal noun), marks, colon, called (what something is called).
    """

    lead: str
    at: int
    first: int
    cut: int
    mark: Mark | None


class Contents:
    """Finds the content of cues on one page."""

    def __init__(self, page: Page, cues: Cues, marked: Marked) -> None:
        self._page = page
        self._cues = cues
        self._marked = marked
        self._opening = marked.opening
        words = page.known.words
        self._that, self._by_that, self._as_that = words("that"), words("by_that"), words("as_that")
        self._leads_in = words("leads_in")
        self._governed = words("governed")
        self._relative = words("relative")
        self._conjunction = words("conjunction")
        self._needs_deed = words("needs_deed")
        self._by = words("by")
        self._pointer = words("pointer")
        self._asks, self._questions = words("asks"), words("question")
        self._negation, self._self = words("negation"), words("first_person")
        self._condition_of = words("condition_of")
        self._issued = words("issued")
        self._before_that = words("before_that")
        self._occasion = words("occasion")
        self._source = words("source")
        self._name = words("name")
        self._barrier = words("barrier")

    def find(self, cue: Cue, stop: int) -> Content | None:
        """Return where the content of ``cue`` begins, within tokens before ``stop``, or None if it has none."""
        hit, takes = cue.hit, cue.hit.entry.takes
        look = {"verb": _VERB_LOOK, "participle": _NEAR_LOOK, "masdar": _MASDAR_LOOK}.get(hit.form, _NOUN_LOOK)
        stop = min(stop, cue.last + look)
        led = self._bare(cue, stop) or self.led(cue, stop)
        if hit.form == "masdar" and hit.pronoun and led is None:
            found = self._by_preposition(cue, min(stop, cue.last + 2))
            return found if found is not None and found.at == cue.last else None
        if hit.form == "masdar" or (hit.form == "noun" and "عن" not in takes):
            return led
        if led is None:
            governed, found = self._by_preposition(cue, stop), self._by_object(cue, stop)
            return governed if governed is not None and (found is None or governed.at <= found.at) else found
        if (
            led.at == cue.last
            or (led.lead == "colon" and led.at - cue.last < _FAR)
            or (led.mark is not None and led.at != led.mark.first)
        ):
            return led
        return self._nearer(cue, led) or led

    def _nearer(self, cue: Cue, led: Content) -> Content | None:
        """Return the noun that the word governs before what seems to lead in its content."""
        governed = self._by_preposition(cue, led.at)
        near = governed is not None and (governed.at == cue.last or led.lead == "marks" or led.at - governed.at >= _FAR)
        if governed is not None and near and governed.lead != "marks" and governed.first + 1 < led.at:
            return governed
        found = self._by_object(cue, led.at - (0 if led.lead == "marks" else _FAR))
        return found if found is not None and found.first + 1 < led.at else None

    def led(self, cue: Cue, stop: int) -> Content | None:
        """Find أنّ, a colon, or the words themselves in marks."""
        words, takes, hit = self._page.words, cue.hit.entry.takes, cue.hit
        near = "قريب" in takes and not (hit.form == "verb" and self._begins_sentence(cue.first))
        asked = "دعوه" in takes
        speech = "نص" in takes
        at = cue.last
        kinds = self._page.kinds
        apart = False
        while at < stop:
            if not kinds[at] & _SHOWS:
                apart = apart or (words[at - 1] in COMMAS and self._new_clause(at))
                at += 1
                continue
            word = words[at]
            mark = self._opening.get(at)
            if mark is not None:
                if apart and words[at - 1] not in COMMAS:
                    at = mark.last + 1  # another clause has begun, and the marked words are a piece of it
                    continue
                if (speech or asked or "وصف" in takes) and not self._passed(cue, mark, stop):
                    return Content("marks", at, mark.begin, 0, mark)
                at = mark.last + 1
                continue
            if word in self._that or word in self._by_that or (word in self._as_that and "وصف" in takes):
                if hit.form == "masdar" and words[cue.first][hit.cut :].startswith("ال"):
                    return None  # بالتأكيد أن: nobody is named
                if self._leads(cue, at, near, asked):
                    return Content("that", at, at + 1, 0, None) if at + 1 < stop else None
                if near:
                    return None
            elif word == ":" and speech and at + 1 < stop and not words[at - 1].isdecimal():
                following = self._opening.get(at + 1)
                if following is not None:
                    return Content("marks", at, following.begin, 0, following)
                named_so = words[at + 1] in self._that and at + 2 < stop  # قال: إن
                return Content("colon", at, at + 1 + named_so, 0, None)
            elif word in STOPS or self._ended(cue, at):
                return None
            at += 1
        return self._question(cue, stop)

    def _bare(self, cue: Cue, stop: int) -> Content | None:
        """Find words that follow as they were said, in the first person: وأضافت لن أعود."""
        hit, page = cue.hit, self._page
        at = cue.last
        if "نص" not in hit.entry.takes or hit.entry.cls != "say" or hit.form == "masdar" or at >= stop:
            return None
        negated = at + (page.words[at] in self._negation)
        if negated >= stop or negated in page.named:
            return None
        own = page.reading(negated)
        said = (page.words[negated] in self._self and page.words[negated] not in self._that) or (
            own.upos == "VERB" and own.tense == "imp" and own.stem[:1] in ("ن", "ا")
        )
        return Content("bare", at, at, 0, None) if said else None

    def _question(self, cue: Cue, stop: int) -> Content | None:
        """Find a question that is told: تساءل الكاتب كيف, متسائلا هل."""
        if cue.hit.entry.key not in self._asks:
            return None
        for at in range(cue.last, min(stop, cue.last + _NEAR_LOOK)):
            word = self._page.words[at]
            if word in self._questions:
                return Content("question", at, at, 0, None)
            if word in STOPS or word in COMMAS or at in self._opening:
                return None
        return None

    def _new_clause(self, at: int) -> bool:
        """Say whether behind a comma a clause joined with و begins at ``at``: ، وهذه, ، وقد ظهر."""
        if self._page.words[at][0] != "و":
            return False
        reading = self._page.reading(at)
        return bool(reading.prefix) and reading.upos in ("VERB", "PRON", "DET", "PART", "AUX")

    def _ended(self, cue: Cue, at: int) -> bool:
        """Say whether at ``at`` a verb of saying shows that ``cue`` leads to nothing."""
        if cue.hit.form in ("noun", "masdar") and any(one.form == "verb" for one in self._page.hits[at]):
            return True
        if at > cue.last and any(one.form == "masdar" and one.pronoun for one in self._page.hits[at]):
            return self._leads_at_once(at + 1)  # نقلت الوكالة عن المدير قوله إن
        return at > cue.last and self._other_report(at, cue.hit.form == "verb")

    def _leads_at_once(self, at: int) -> bool:
        words = self._page.words
        return at < len(words) and (
            words[at] in self._that or words[at] in self._by_that or at in self._opening or words[at] == ":"
        )

    def _begins_sentence(self, at: int) -> bool:
        return at == 0 or self._page.words[at - 1] in ".!؟" or self._page.sentence_end(at - 1) == at

    def _leads(self, cue: Cue, at: int, near: bool, asked: bool) -> bool:
        """Say whether أنّ at ``at`` is that of ``cue``."""
        words, takes = self._page.words, cue.hit.entry.takes
        if words[at] == "ان" and words[at + 1 : at + 2] and words[at + 1] in self._condition_of:
            return False  # إن وجدت
        if words[at] in self._by_that or words[at] in self._as_that:
            return bool(takes & {"ان", "ب", "وصف"})
        before = words[at - 1]
        if near or asked:
            return near and at == cue.last
        if "قريب" in takes:
            return before not in self._before_that and at - cue.last < _NEAR_LOOK
        if before in self._governed:
            if at - 1 >= cue.last:
                return "ان" in takes and (before in takes or before != "من")
            return True
        if before in self._before_that and at > cue.last:
            return False
        return "ان" in takes

    def _other_report(self, at: int, by_verb: bool) -> bool:
        """Say whether another report begins at ``at``: وأكد, or after a comma مشيرا."""
        page, words = self._page, self._page.words
        if at in page.named or at in page.times or words[at - 1] in self._relative:
            return False
        for hit in page.hits[at]:
            near = "قريب" in hit.entry.takes
            joined = hit.cut or words[at - 1] in self._conjunction
            if hit.form == "verb" and joined and hit.past and by_verb and not near and not hit.pronoun:
                return True
            if hit.form == "participle" and words[at - 1] in COMMAS and words[at].endswith("ا"):
                return True
            if hit.form == "participle" and words[at][-1] in "اهن" and not words[at].startswith("ال"):
                following = words[at + 1] if at + 1 < len(words) else ""
                if following in self._that or following in self._by_that or (
                    not near and following in self._governed and following in hit.entry.takes
                ):  # fmt: skip
                    return True
        return False

    def _passed(self, cue: Cue, mark: Mark, stop: int) -> bool:
        """Say whether a marked string belongs to the phrase of the speaker or adverbs, and is not what is said."""
        if self._marked.is_name(mark) or self._is_label(cue, mark):
            return True
        if mark.end - mark.begin > FEW_WORDS:
            return False
        words = self._page.words
        after = mark.last + 1
        if self._goes_on(cue, mark):
            return True
        if after >= stop or words[after] in STOPS or "ان" not in cue.hit.entry.takes:
            return False
        at = after
        while at < stop:
            if words[at] in self._that or words[at] in self._by_that:
                return self._leads(cue, at, False, False)
            if words[at] in STOPS or self._other_report(at, True):
                return False
            at += 1
        return False

    def _is_label(self, cue: Cue, mark: Mark) -> bool:
        """Say whether a label with its ب within the marks holds it at a distance: يصفونهم "بالحالمين"."""
        labels = bool(cue.hit.pronoun) and "وصف" in cue.hit.entry.takes and mark.end - mark.begin <= 2
        return labels and self._page.preposition(mark.begin) == "ب"

    def _goes_on(self, cue: Cue, mark: Mark) -> bool:
        """Say whether a word or two in marks are a piece of the phrase around them: أعلن عمدة "نيس" الذي ..."""
        words = self._page.words
        after, before = mark.last + 1, words[mark.first - 1]
        views = cue.hit.entry.cls == "belief"
        if mark.end - mark.begin > 2 or ("وصف" in cue.hit.entry.takes and not views):
            return False
        if (mark.first <= cue.last and not views) or before in self._leads_in:
            return False
        return after < len(words) and words[after][0].isalnum() and words[after] not in self._conjunction

    def _by_preposition(self, cue: Cue, stop: int) -> Content | None:
        """Find the preposition that the word governs, after its subject: شدد على ضرورة, أعرب عن أمله."""
        page, words = self._page, self._page.words
        wanted = cue.hit.entry.takes & self._governed
        by = "ب" in cue.hit.entry.takes
        stop = min(stop, cue.last + (_OBJECT_LOOK if cue.hit.form == "verb" else 3))
        for at in range(cue.last, stop):
            word = words[at]
            if word in STOPS or word == ":":
                return None
            if (label := self._opening.get(at)) is not None and self._is_label(cue, label):
                return None
            if word in wanted and at + 1 < stop + 1 and at + 1 < len(words):
                mark = self._opening.get(at + 1)
                if mark is not None and not self._marked.is_name(mark):
                    return Content("marks", at, mark.begin, 0, mark)
                if words[at + 1] in self._relative or at + 1 in page.times or words[at + 1] in self._occasion:
                    return None
                if cue.hit.entry.key in self._needs_deed and not self._is_deed(at + 1):
                    if words[at - 1] in self._issued:
                        continue  # كشف بيان صادر عن الوزارة عن
                    return None
                return Content("preposition", at, at + 1, 0, None)
            if by and word[0] in "بو":
                found = self._attached_by(at, cue)
                if found is not None:
                    return found
        return None

    def _is_deed(self, at: int) -> bool:
        """Say whether token ``at`` is a verbal noun, or a noun that tells as one does (وجود)."""
        return self._page.known.is_deed(self._page.reading(at).bare)

    def _attached_by(self, at: int, cue: Cue) -> Content | None:
        page, words = self._page, self._page.words
        if words[at] == "ب":
            mark = self._opening.get(at + 1)
            return Content("marks", at, mark.begin, 0, mark) if mark is not None else None
        if page.preposition(at) != "ب" or at in page.named or at in page.times:
            return None
        reading = page.reading(at)
        cut = reading.start
        noun = words[at][cut:]
        if (
            noun in self._occasion
            or (noun.startswith("ال") and noun in self._source)
            or (cut and words[at - 1] in self._relative)
        ):
            return None
        if "وصف" in cue.hit.entry.takes:
            return Content("called", at, at, cut, None) if cut == 1 else None
        return Content("object", at, at, cut, None) if self._is_deed(at) and words[at] not in self._by else None

    def _by_object(self, cue: Cue, stop: int) -> Content | None:
        """Find the verbal noun that is the object, after the subject: أعلنت الوزارة مقتل, أكد تفهمه."""
        page, words = self._page, self._page.words
        called = "وصف" in cue.hit.entry.takes
        if called and cue.last < stop and words[cue.last] in self._pointer and cue.hit.form == "verb" and cue.hit.past:
            return Content("called", cue.last, cue.last, 0, None)
        if called and cue.hit.form == "participle" and "ب" not in cue.hit.entry.takes and cue.last < stop:
            if words[cue.first][-1] in "اهن" and words[cue.last].isalpha() and not page.reading(cue.last).prefix:
                return Content("object", cue.last, cue.last, 0, None)
            return None
        if "مفعول" not in cue.hit.entry.takes and not (called and cue.hit.pronoun):
            return None
        if cue.hit.pronoun and "وصف" in cue.hit.entry.takes:
            at = cue.last
            return (
                Content("called", at, at, 0, None) if at < stop and words[at].isalpha() and len(words[at]) > 2 else None
            )
        stop = min(stop, cue.last + (_OBJECT_LOOK if cue.hit.form == "verb" else 1))
        at = cue.last
        while at < stop:
            if words[at] in STOPS or words[at] in (":", "ان"):
                return None
            named = page.named.get(at)
            if named is not None:
                at = max(at + 1, named.last)
                continue
            mark = self._opening.get(at)
            if mark is not None:
                at = mark.last + 1
                continue
            if self._is_object(at, cue):
                return Content("object", at, at, 0, None)
            at += 1
        return None

    def _is_object(self, at: int, cue: Cue) -> bool:
        page, words = self._page, self._page.words
        if not words[at].isalpha() or at in page.times:
            return False
        reading = page.reading(at)
        if reading.prefix or len(words[at]) < 3:
            return False
        pronoun = bool(reading.pieces) and reading.pieces[-1].role == "pron"
        if not self._is_deed(at) or words[at - 1] == "تم" or (pronoun and reading.upos == "VERB"):
            return False
        if (
            words[at - 1] in self._governed
            or words[at] in self._source
            or words[at] in self._name
            or words[at] in self._occasion
        ):
            return False
        if words[at] in self._barrier:
            return False
        before = at - 1
        # the article after a definite noun may belong to the subject, but not behind a comma or a name
        by_name = any(
            before + 1 == one.last
            for k in range(max(cue.last, before - 8), before + 1)
            if (one := page.named.get(k)) is not None
        )
        edge = (
            before < cue.last
            or words[before] in COMMAS
            or words[before] in ')»”"'
            or before in page.times
            or by_name
            or page.reading(before).definite
            or pronoun
        )
        return edge and (not words[at].startswith("ال") or before < cue.last or words[before] in COMMAS or by_name)
