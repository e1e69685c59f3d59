"""What a word that reports leads to: where its content begins, by what it is led in, and where it ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from khabar.layers.quotations.marks import Mark
from khabar.layers.quotations.page import Page
from khabar.layers.quotations.vocabulary import Entry, Hit

__all__ = ["Content", "Cue", "Grammar"]

_THAT = frozenset(("ان", "انه", "انها", "انهم", "انهما", "انني", "اننا", "اني", "انا", "انك", "انكم", "انهن"))
_BY_THAT = frozenset("ب" + word for word in _THAT)
_AS_THAT = frozenset("ك" + word for word in _THAT)
_PREPOSITIONS = frozenset(("الي", "علي", "من", "عن"))
_STOPS = frozenset(("!", "؟", "?", "؛", ";", "…"))
_COMMAS = frozenset("،,")
_DASHES = frozenset("-–")
_RELATIVE = frozenset(("الذي", "التي", "الذين", "اللذين", "ممن", "من", "ما", "مما"))
_CONJUNCTIONS = frozenset(("حيث", "اذ", "كما", "ثم", "فيما", "بينما", "و", "قبل", "لكنه", "لكنها", "ولكنه"))
_AS = frozenset(("كما", "علي", "وفق", "وفقا", "حسب", "بحسب", "حسبما", "مثلما"))
_VERB_LOOK = 60
_NEAR_LOOK = 12
_NOUN_LOOK = 7
_OBJECT_LOOK = 26
_FEW_WORDS = 4
_SOURCE_LOOK = 5
# A verbal noun so many words before another's أنّ is the object of the word that reports.
_FAR = 8
# A clause may begin with so many words before its verb: ، في المقابل أكدت
_ADVERBIAL = 4
_WHO = frozenset(("الذي", "التي", "الذين"))
# What these govern is reported only if it is a deed: تحدث عن انتشار الأمراض, not تحدث عن المأساة.
_NEEDS_DEED = frozenset(("أشار", "لفت", "نوه", "تحدث", "كشف", "أعلن", "ألمح", "لمح", "نبه", "تكلم", "خلص"))
_ADJECTIVES = 2
_CONDITIONS = frozenset(("اذا", "لو", "كلما", "حال", "مهما", "من", "اينما", "متي"))
_SO = frozenset(("فان", "فانه", "فانها", "فهل"))
_STANDS_IN = frozenset(("جاء", "ورد"))
_POINTERS = frozenset(("ذلك", "هذا", "هذه"))
_ADVERBS = frozenset(
    (
        "بالفعل",
        "بالتالي",
        "بالمثل",
        "بالقول",
        "بالذات",
        "بالطبع",
        "بالكامل",
        "بالتزامن",
        "بالتحديد",
        "بسبب",
        "بشكل",
        "بحضور",
    )
)
_LEADS = frozenset((":", "ب", "ل", *_THAT, *_BY_THAT))
_NEGATIONS = frozenset(("لا", "لم", "لن", "ما", "ولا", "ولم", "ولن", "فلا", "فلم", "وما"))


class Cue(NamedTuple):
    """A word or phrase that reports: its tokens and how the tables read it."""

    first: int
    last: int
    hit: Hit


class Content(NamedTuple):
    """Where content begins: token ``at`` is what leads to it, ``first`` its own first (without ``cut`` letters).

    ``lead``: that (أنّ), preposition, object (a verbal noun), marks, colon, called (what something is called).
    """

    lead: str
    at: int
    first: int
    cut: int
    mark: Mark | None


class Grammar:
    """Reads the content of cues on one page."""

    def __init__(self, page: Page, marks: list[Mark]) -> None:
        self.page = page
        self.opening = {mark.first: mark for mark in marks}
        self._closing = {mark.last: mark for mark in marks}
        self._names: dict[int, bool] = {}
        # how often each marked string comes: a word or two in marks again and again is a name or a habit of the house
        spans = ((page.starts[mark.begin], page.ends[mark.end - 1]) for mark in marks)
        self._often = Counter(page.folded[start:end] for start, end in spans)
        known = page.known
        self._before_that = known.words("before_that")
        self._occasion = known.words("occasion")
        self._source = known.words("source")
        self._narrator = known.words("narrator")
        self._name = known.words("name")
        self._called = known.words("called")
        self._barrier = known.words("barrier")
        self._document = known.words("document") | self._occasion

    # -- cues ---------------------------------------------------------------------------------------------------------
    def cues_at(self, at: int) -> Iterator[Cue]:
        """Yield the readings of token ``at`` as a verb, participle or noun that reports."""
        for hit in self.page.known.hits(self.page.words[at]):
            if hit.person in ("1p", "1s", "2mp") or (hit.form == "verb" and hit.person == "3fs" and self._second(at)):
                continue
            if hit.form == "verb" and at and self.page.words[at - 1] in _NEGATIONS:
                continue
            if hit.entry.cls == "document" and hit.entry.lemma in _STANDS_IN and not self._stands_in(at):
                continue
            yield Cue(at, at + 1, hit)

    def _verbs_at(self, at: int) -> Iterator[Cue]:
        """Yield the cues at ``at``, a verb with the pronoun that points back to ما too: بحسب ما ذكرته الوكالة."""
        word = self.page.words[at]
        for one in (word, word[:-1]) if word.endswith("ه") else (word,):
            for hit in self.page.known.hits(one):
                if hit.form == "verb" and hit.person.startswith("3"):
                    yield Cue(at, at + 1, hit)

    def _stands_in(self, at: int) -> bool:
        """Say whether a document follows جاء في: the verb means much else."""
        words = self.page.words[at + 1 : at + 3]
        return len(words) > 1 and words[0] == "في" and words[1].removeprefix("ال") in self._document

    def _second(self, at: int) -> bool:
        return at > 0 and self.page.words[at - 1] in ("انا", "نحن")

    def content(self, cue: Cue, stop: int) -> Content | None:
        """Return where the content of ``cue`` begins, within tokens before ``stop``, or None if it has none."""
        hit, takes = cue.hit, cue.hit.entry.takes
        look = {"verb": _VERB_LOOK, "participle": _NEAR_LOOK}.get(hit.form, _NOUN_LOOK)
        stop = min(stop, cue.last + look)
        led = self._led(cue, stop)
        if hit.form == "masdar" or (hit.form == "noun" and "عن" not in takes):
            return led
        if led is None:
            governed, found = self._by_preposition(cue, stop), self._by_object(cue, stop)
            return governed if governed is not None and (found is None or governed.at <= found.at) else found
        if led.at == cue.last or led.lead == "colon" or (led.mark is not None and led.at != led.mark.first):
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

    def _led(self, cue: Cue, stop: int) -> Content | None:
        """Find أنّ, a colon, or the words themselves in marks."""
        words, takes, hit = self.page.words, cue.hit.entry.takes, cue.hit
        near = "قريب" in takes and not (hit.form == "verb" and self._begins_sentence(cue.first))
        asked = "دعوه" in takes
        speech = "نص" in takes
        at = cue.last
        while at < stop:
            word = words[at]
            mark = self.opening.get(at)
            if mark is not None:
                if (speech or asked or "وصف" in takes) and not self._passed(cue, mark, stop):
                    return Content("marks", at, mark.begin, 0, mark)
                at = mark.last + 1
                continue
            if word in _THAT or word in _BY_THAT or (word in _AS_THAT and "وصف" in takes):
                if hit.form == "masdar" and words[cue.first][hit.cut :].startswith("ال"):
                    return None  # بالتأكيد أن: nobody is named
                if self._leads(cue, at, near, asked):
                    return Content("that", at, at + 1, 0, None) if at + 1 < stop else None
                if near:
                    return None
            elif word == ":" and speech and at + 1 < stop and not words[at - 1].isdecimal():
                following = self.opening.get(at + 1)
                if following is not None:
                    return Content("marks", at, following.begin, 0, following)
                return Content("colon", at, at + 1, 0, None)
            elif word in _STOPS or self._ended(cue, at):
                return None
            at += 1
        return None

    def _ended(self, cue: Cue, at: int) -> bool:
        """Say whether at ``at`` a verb of saying shows that ``cue`` leads to nothing."""
        if cue.hit.form in ("noun", "masdar") and any(
            one.form == "verb" for one in self.page.known.hits(self.page.words[at])
        ):
            return True
        if at > cue.last and any(
            one.form == "masdar" and one.pronoun for one in self.page.known.hits(self.page.words[at])
        ):
            return self._leads_at_once(at + 1)  # نقلت الوكالة عن المدير قوله إن
        return at > cue.last and self._other_report(at, cue.hit.form == "verb")

    def _leads_at_once(self, at: int) -> bool:
        words = self.page.words
        return at < len(words) and (
            words[at] in _THAT or words[at] in _BY_THAT or at in self.opening or words[at] == ":"
        )

    def _begins_sentence(self, at: int) -> bool:
        return at == 0 or self.page.words[at - 1] in ".!؟" or self.page.sentence_end(at - 1) == at

    def _leads(self, cue: Cue, at: int, near: bool, asked: bool) -> bool:
        """Say whether أنّ at ``at`` is that of ``cue``."""
        words, takes = self.page.words, cue.hit.entry.takes
        if words[at] in _BY_THAT or words[at] in _AS_THAT:
            return bool(takes & {"ان", "ب", "وصف"})
        before = words[at - 1]
        if near or asked:
            return near and at == cue.last
        if "قريب" in takes:
            return before not in self._before_that and at - cue.last < _NEAR_LOOK
        if before in _PREPOSITIONS:
            if at - 1 >= cue.last:
                return "ان" in takes and (before in takes or before != "من")
            return True
        if before in self._before_that and at > cue.last:
            return False
        return "ان" in takes

    def _other_report(self, at: int, by_verb: bool) -> bool:
        """Say whether another report begins at ``at``: وأكد, or after a comma مشيرا."""
        page, words = self.page, self.page.words
        if at in page.named or at in page.times or words[at - 1] in _RELATIVE:
            return False
        for hit in page.known.hits(words[at]):
            near = "قريب" in hit.entry.takes
            joined = hit.cut or words[at - 1] in _CONJUNCTIONS
            if hit.form == "verb" and joined and hit.past and by_verb and not near and not hit.pronoun:
                return True
            if hit.form == "participle" and words[at - 1] in _COMMAS and words[at].endswith("ا"):
                return True
            if hit.form == "participle" and words[at][-1] in "اهن" and not words[at].startswith("ال"):
                following = words[at + 1] if at + 1 < len(words) else ""
                if following in _THAT or following in _BY_THAT or (
                    not near and following in _PREPOSITIONS and following in hit.entry.takes
                ):  # fmt: skip
                    return True
        return False

    def _passed(self, cue: Cue, mark: Mark, stop: int) -> bool:
        """Say whether a marked string belongs to the phrase of the speaker or adverbs, and is not what is said."""
        if self.is_name(mark):
            return True
        if mark.end - mark.begin > _FEW_WORDS:
            return False
        words = self.page.words
        after = mark.last + 1
        if self._goes_on(cue, mark):
            return True
        if after >= stop or words[after] in _STOPS or "ان" not in cue.hit.entry.takes:
            return False
        at = after
        while at < stop:
            if words[at] in _THAT or words[at] in _BY_THAT:
                return self._leads(cue, at, False, False)
            if words[at] in _STOPS or self._other_report(at, True):
                return False
            at += 1
        return False

    def _goes_on(self, cue: Cue, mark: Mark) -> bool:
        """Say whether a word or two in marks are a piece of the phrase around them: أعلن عمدة "نيس" الذي ..."""
        words = self.page.words
        after, before = mark.last + 1, words[mark.first - 1]
        views = cue.hit.entry.cls == "belief"
        if mark.end - mark.begin > 2 or ("وصف" in cue.hit.entry.takes and not views):
            return False
        if (mark.first <= cue.last and not views) or before in _LEADS:
            return False
        return after < len(words) and words[after][0].isalnum() and words[after] not in _CONJUNCTIONS

    def is_name(self, mark: Mark) -> bool:
        """Say whether a marked string is a name, a title or a term: nobody's speech even within a report."""
        found = self._names.get(mark.first)
        if found is None:
            found = self._names[mark.first] = self._is_name(mark)
        return found

    def _is_name(self, mark: Mark) -> bool:
        page, words = self.page, self.page.words
        size = mark.end - mark.begin
        before = words[mark.first - 1] if mark.first else ""
        named = page.named.get(mark.begin)
        if named is not None and named.last >= mark.end:
            return True
        if before in self._called or (
            mark.first > 1 and before in ("ب", "ل", "ال") and words[mark.first - 2] in self._called
        ):
            return True
        if before in ("ال", "بال", "وال", "لل") and size <= _FEW_WORDS:
            return True
        if size <= 2 and self._often[page.folded[page.starts[mark.begin] : page.ends[mark.end - 1]]] > 1:
            return True
        if size <= 3 and not any(_is_arabic(words[at]) for at in range(mark.begin, mark.end)):
            return True
        if size > 2 * _FEW_WORDS:
            return False
        last = self._closing.get(mark.first - 2 if before in ("و", "،", ",") else mark.first - 1)
        if (
            before in ("و", "،", ",")
            and last is not None
            and last.end - last.begin <= _FEW_WORDS
            and self.is_name(last)
        ):
            return True
        after = words[mark.last + 1] if mark.last + 1 < len(words) else ""
        if size == 1 and after.startswith("ال") and page.reading(mark.begin).upos in ("NOUN", "PROPN"):
            return True  # "جيش" الاحتلال
        return self._after_head(mark.first)

    def _after_head(self, at: int) -> bool:
        """Say whether a noun that names stand after (صحيفة, تنظيم) ends before ``at``, adjectives between."""
        words = self.page.words
        for back in range(1, _ADJECTIVES + 2):
            if at - back < 0:
                return False
            word = words[at - back]
            bare = word[1:] if len(word) > 3 and word[0] in "وبلف" else word
            for one in (word, bare, bare.removeprefix("ال"), "ال" + bare.removeprefix("ل")):
                if one in self._name:
                    return True
            if not (word.startswith("ال") and len(word) > 4):
                return False
        return False

    def _by_preposition(self, cue: Cue, stop: int) -> Content | None:
        """Find the preposition that the word governs, after its subject: شدد على ضرورة, أعرب عن أمله."""
        page, words = self.page, self.page.words
        wanted = cue.hit.entry.takes & _PREPOSITIONS
        by = "ب" in cue.hit.entry.takes
        stop = min(stop, cue.last + (_OBJECT_LOOK if cue.hit.form == "verb" else 3))
        for at in range(cue.last, stop):
            word = words[at]
            if word in _STOPS or word == ":":
                return None
            if word in wanted and at + 1 < stop + 1 and at + 1 < len(words):
                mark = self.opening.get(at + 1)
                if mark is not None and not self.is_name(mark):
                    return Content("marks", at, mark.begin, 0, mark)
                if words[at + 1] in _RELATIVE or at + 1 in page.times or words[at + 1] in self._occasion:
                    return None
                if cue.hit.entry.lemma in _NEEDS_DEED and not self._is_deed(at + 1):
                    return None
                return Content("preposition", at, at + 1, 0, None)
            if by and word[0] in "بو":
                found = self._attached_by(at, cue)
                if found is not None:
                    return found
        return None

    def _is_deed(self, at: int) -> bool:
        """Say whether token ``at`` is a verbal noun, or a noun that tells as one does (وجود)."""
        return self.page.known.is_deed(self.page.reading(at).bare)

    def _attached_by(self, at: int, cue: Cue) -> Content | None:
        page, words = self.page, self.page.words
        if words[at] == "ب":
            mark = self.opening.get(at + 1)
            return Content("marks", at, mark.begin, 0, mark) if mark is not None else None
        if page.preposition(at) != "ب" or at in page.named or at in page.times:
            return None
        reading = page.reading(at)
        cut = reading.start
        if words[at][cut:] in self._occasion or (cut and words[at - 1] in _RELATIVE):
            return None
        if "وصف" in cue.hit.entry.takes:
            return Content("called", at, at, cut, None) if cut == 1 else None
        return Content("object", at, at, cut, None) if self._is_deed(at) and words[at] not in _ADVERBS else None

    def _by_object(self, cue: Cue, stop: int) -> Content | None:
        """Find the verbal noun that is the object, after the subject: أعلنت الوزارة مقتل, أكد تفهمه."""
        page, words = self.page, self.page.words
        called = "وصف" in cue.hit.entry.takes
        if called and cue.last < stop and words[cue.last] in _POINTERS and cue.hit.form == "verb" and cue.hit.past:
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
            if words[at] in _STOPS or words[at] in (":", "ان"):
                return None
            named = page.named.get(at)
            if named is not None:
                at = max(at + 1, named.last)
                continue
            mark = self.opening.get(at)
            if mark is not None:
                at = mark.last + 1
                continue
            if self._is_object(at, cue):
                return Content("object", at, at, 0, None)
            at += 1
        return None

    def _is_object(self, at: int, cue: Cue) -> bool:
        page, words = self.page, self.page.words
        if not words[at].isalpha() or at in page.times:
            return False
        reading = page.reading(at)
        if reading.prefix or len(words[at]) < 3:
            return False
        pronoun = bool(reading.pieces) and reading.pieces[-1].role == "pron"
        if not self._is_deed(at):
            return False
        if words[at] in self._source or words[at] in self._name or words[at] in self._occasion:
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
            or words[before] in _COMMAS
            or words[before] in ')»”"'
            or before in page.times
            or by_name
            or page.reading(before).definite
            or pronoun
        )
        return edge and (not words[at].startswith("ال") or before < cue.last or words[before] in _COMMAS or by_name)

    # -- ends ---------------------------------------------------------------------------------------------------------
    def end(self, content: Content, stop: int, cue: Cue | None = None) -> int:
        """Return where the content ends: at the end of its sentence, or where another report or the writer begins."""
        words = self.page.words
        conditional = False
        phrase = content.lead in ("preposition", "object", "called")
        at = content.first
        while at < stop:
            mark = self.opening.get(at)
            if mark is not None and mark.last < stop:
                at = mark.last + 1
                continue
            if words[at] in _CONDITIONS:
                conditional = True
            if at > content.first:
                if phrase and self._new_predicate(at):
                    return at
                if self.breaks(at, stop, cue) or (words[at] in _SO and words[at - 1] in _COMMAS and not conditional):
                    return at
                comma = self._new_clause(content.first, at, stop)
                if comma:
                    return comma
            at += 1
        return stop

    def _new_predicate(self, at: int) -> bool:
        """Say whether a verb joined to what went before stands at ``at``: a noun phrase has ended before it."""
        words = self.page.words
        if words[at - 1] == "ثم":
            return self.page.reading(at).upos == "VERB"
        if words[at - 1] not in _COMMAS or words[at][0] not in "وف":
            return False
        reading = self.page.reading(at)
        return reading.upos == "VERB" and bool(reading.prefix)

    def _new_clause(self, first: int, at: int, stop: int) -> int:
        """Return the comma after which a clause with a report of its own began that has its verb at ``at``, or 0."""
        words = self.page.words
        if words[at - 1] in _COMMAS or words[at - 1] in _RELATIVE:
            return 0
        for cue in self.cues_at(at):
            hit = cue.hit
            if hit.form != "verb" or hit.cut or not hit.past or hit.pronoun or "قريب" in hit.entry.takes:
                continue
            comma = next((k for k in range(at - 1, max(first, at - _ADVERBIAL - 1), -1) if words[k] in _COMMAS), 0)
            if not comma or any(words[k] in _WHO for k in range(comma, at)):
                return 0
            found = self.content(cue, stop)
            return comma if found is not None and found.lead in ("that", "colon") else 0
        return 0

    def breaks(self, at: int, stop: int, before: Cue | None = None) -> bool:
        """Say whether at token ``at`` a new report begins, or the writer speaks again.

        ``before`` is the word that reports what goes on: another in the present tense joins one in the present tense.
        """
        words = self.page.words
        word = words[at]
        comma = words[at - 1] in _COMMAS or words[at - 1] in _DASHES or words[at - 1] in '.»”"'
        if comma and word in self._narrator:
            return at + 1 >= stop or words[at + 1] not in _ABOUT
        if comma and self._told_where(at, stop):
            return True
        if self.attribution(at, stop) is not None:
            return True
        for cue in self.cues_at(at):
            hit = cue.hit
            if hit.form == "participle" and (hit.cut == 0 or words[at][0] == "و") and not words[at].startswith("ال"):
                if comma and ("دعوه" in hit.entry.takes or words[at][-1] == "ا"):
                    return True
                if (comma or words[at][-1] in "ان") and self.content(cue, stop) is not None:
                    return True
            elif hit.form == "verb":
                joined = (hit.cut == 1 and words[at][0] in "وف") or (comma and words[at - 1] != '"') or (
                    at and words[at - 1] in _CONJUNCTIONS and words[at - 1] != "قبل"
                )  # fmt: skip
                if (
                    joined
                    and "قريب" not in hit.entry.takes
                    and (hit.past or _as_present(before, hit))
                    and not (hit.pronoun and "وصف" not in hit.entry.takes)
                ):
                    found = self.content(cue, stop)
                    if found is not None and found.lead != "called":
                        return True
        return False

    def _told_where(self, at: int, stop: int) -> bool:
        """Say whether words about the occasion of the utterance begin at ``at`` and reach near the end."""
        words = self.page.words
        if words[at] == "علي" and at + 1 < stop and words[at + 1] in ("خلفيه", "هامش"):
            return True
        if words[at] in ("وذلك", "جاء", "وجاء") and at + 1 < stop and words[at + 1] in ("خلال", "في", "ذلك", "رد"):
            return True
        return words[at] in ("خلال", "في") and at + 1 < stop and words[at + 1] in self._occasion

    # -- sources told with a preposition ----------------------------------------------------------------------------
    def attribution(self, at: int, stop: int, *, leading: bool = False) -> tuple[Entry, int, Cue | None] | None:
        """Return what tells a source with a preposition (بحسب, كما قال) at ``at``: entry, first token of the source.

        The third is the verb, where one follows (كما أعلنت الوزارة). ``leading``: at the head of a sentence, where
        كما only joins.
        """
        page, words = self.page, self.page.words
        word = words[at]
        if word[0] not in _FIRST:
            return None
        bare = word[1:] if word[0] == "و" and word not in _AS else word
        if bare in _AS and not (leading and bare in ("كما", "مثلما")):
            verb = at + 1
            if bare in ("علي", "وفق", "حسب", "بحسب", "وفقا") and verb < stop and words[verb] in ("ما", "لما"):
                verb += 1
            elif bare in ("علي", "وفق", "حسب", "بحسب", "وفقا"):
                verb = stop
            if verb < stop:
                for cue in self._verbs_at(verb):
                    read = self.content if bare == "كما" else self._led
                    if cue.hit.form == "verb" and cue.hit.cut == 0 and read(cue, stop) is None:
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
        page, words = self.page, self.page.words
        for at in range(first, min(stop, first + _SOURCE_LOOK)):
            word = words[at]
            if word in self._source or word.removeprefix("ل") in self._source or (
                word.startswith("لل") and "ال" + word[2:] in self._source
            ):  # fmt: skip
                return True
            named = page.named.get(at)
            if named is not None and (named.type in ("PERSON", "ORG") or (named.type == "GPE" and at == first)):
                return True
            if word in _COMMAS or word in _STOPS:
                return False
        return False


_ABOUT = frozenset(("يتعلق", "يخص", "يسمي", "بعد", "يتصل", "اذا", "يعرف"))
_FIRST = frozenset("كعوحبنطافم")


def _as_present(before: Cue | None, hit: Hit) -> bool:
    return before is not None and before.hit.form == "verb" and not before.hit.past and before.hit.person == hit.person


def _is_arabic(word: str) -> bool:
    return word[0].isalpha() and not word.isascii()
