"""One text as this room looks at it: tokens with their readings, sentences as spans of tokens, words of the tables."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from khabar.layers.base import Context
from khabar.layers.voices.vocabulary import Hit, Strength, Vocabulary
from khabar.lexicon.particles import without_particles
from khabar.text.fold import plain_word
from khabar.text.morphology import Reading, morphology

__all__ = ["COMMAS", "View"]

COMMAS = frozenset("،,;؛")
_PUNCTUATION = frozenset(".،,;؛:!?؟…\"'«»“”‘’()[]{}﴿﴾-/*")
# Verbs that are often read as nouns (طالب المتظاهرون).
_HIDDEN = frozenset(("طالب", "طلب"))
_NONE: set[int] = set()
_THAT = frozenset(("ان", "بان", "وان"))
# What is read as a verb of I or we and is a noun (نصفين), or a word of two radicals (أف).
_NOMINAL_ENDINGS = ("ين", "ان")
_SHORT = 3
_SHORT_VERBS = frozenset(("اري", "اظن", "اعد", "احب", "اود", "اجد", "اقف", "اقل", "اكن"))
_WHAT = frozenset(("ما", "لما", "عما"))
# Marks of grammar and law hold in names too; all others are but parts of a name there (هيئة الحقيقة والكرامة).
_NAMES_KEEP = frozenset(("so_called", "law", "scheduled", "news"))
_FOR_THIS = ("لهذا", "لذلك", "لهذه", "لذا", "تلك")
_ORDINALS = ("ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا")
_TANWEEN = "\u064b"
# Words of which grammar asks whether they are marks, beside verbs, pronouns, figures and what ends in our.
_TELLING = frozenset("! . .. ... … انما وانما فانما لا ولا لم ولم لن ولن ما وما فما ليس وليس ليست".split())
_IMPERFECT = frozenset("يتنأ")
_RANK = {"PERSON": 0, "ORG": 1, "NORP": 2, "GPE": 3}
_JOINS = ("SCONJ", "PART")
_INTRODUCING = ("hadith", "poem", "proverb")
# So many words within marks, if they are no speech, are a title or a name.
_TITLE = 3
# Words before a verb by which it speaks of what is to come or may be, and what makes a question of it (ما إذا).
_COMING = frozenset(("سوف", "وسوف", "فسوف", "لن", "ولن", "فلن", "قد", "وقد", "فقد", "اذا"))
# By word, what it is for _sort: s a sign, h أن, c what speaks of what is to come, t what grammar may take for a mark.
_ROLES = {
    word: "".join(
        letter
        for letter, words in (("s", _PUNCTUATION), ("h", _THAT), ("c", _COMING), ("t", _TELLING))
        if word in words
    )
    for word in _PUNCTUATION | _THAT | _COMING | _TELLING
}


class View:
    """The tokens of a text; all numbers are numbers of tokens unless said otherwise."""

    def __init__(self, context: Context, vocabulary: Vocabulary) -> None:
        analysis = context.analysis
        self.analysis = analysis
        self._openers = vocabulary.openers
        self.words = analysis.words
        self._plain: dict[int, str] = {}
        self.readings: list[Reading] = [word.reading for word in morphology(analysis, context.lexicon)]
        self.marks, self.known = vocabulary.hits(self.words)
        self.titles: set[int] = set()  # what stands within marks and is nobody's speech: its words show no voice
        for quotation in context.found.get("quotations", ()):
            if quotation.kind == "scare":
                first, last = self.tokens(quotation.start, quotation.end)
                if last - first >= _TITLE and ":" not in self.words[max(0, first - 2) : first]:
                    self.titles.update(range(first, last))
        for at in self.titles:
            self.marks.pop(at, None)
            self.known.pop(at, None)
        for at, hits in self.marks.items():
            self.marks[at] = [hit for hit in hits if not self._is_another(at, hit)]
        self._classes: dict[str, set[int]] = {}
        for at, classes in self.known.items():
            if self.words[at] == "علي" and self.plain(at) != "على":
                continue
            for cls in classes:
                self._classes.setdefault(cls, set()).add(at)
        self._sort()
        self._marked = sorted(self.marks)
        self.naming = sorted(self.every("alleged") | self.every("according"))
        self.accusing = sorted(self.every("accusation"))
        self.plainly = sorted(self.every("plain"))
        self.introducing = sorted(set().union(*(self.every(cls) for cls in _INTRODUCING)))
        self.strengths: dict[tuple[int, int], Strength] = {}
        self.main_verbs: dict[tuple[int, int], int | None] = {}
        self.borders: list[int] | None = None
        starts = analysis.starts
        borders = [(bisect_left(starts, a), p) for a, _, p in analysis.sentences]
        borders = [pair for pair, after in pairwise([*borders, (len(starts), -1)]) if pair[0] < after[0]]
        self.sentences: list[tuple[int, int, int]] = [
            (0 if number == 0 else first, borders[number + 1][0] if number + 1 < len(borders) else len(starts), p)
            for number, (first, p) in enumerate(borders)
        ]
        # Where the headline ends: the first line, if another follows.
        several = len(self.sentences) > 1 and self.sentences[0][2] != self.sentences[1][2]
        self.headline = self.sentences[0][1] if several else 0
        self.named: set[int] = set()
        self._mentions: dict[int, tuple[str, str]] = {}  # by first token: type of the mention, id of its entity
        for entity in context.found.get("entities", ()):
            for mention in entity.mentions:
                if mention.form != "nisba":
                    first, last = self.tokens(mention.start, mention.end)
                    self.named.update(range(first, last))
                    self._mentions[first] = mention.type, entity.id

    def _sort(self) -> None:
        """Sort the tokens by what is asked of them, in one pass; what stands in titles shows nothing.

        ``verbs``, ``hidden`` (verbs read as nouns), ``coming`` (what speaks of what is to come), ``signs`` (no words),
        ``telling`` (what grammar may take for a mark).
        """
        self.verbs: list[int] = []
        self.hidden: list[int] = []
        self.coming: list[int] = []
        self.signs: list[int] = []
        self.telling: list[int] = []
        self._that: set[int] = set()
        titles = self.titles
        for at, (word, reading) in enumerate(zip(self.words, self.readings, strict=True)):
            upos = reading.upos
            roles = _ROLES.get(word, "")
            if "s" in roles:
                self.signs.append(at)
            elif "h" in roles or (upos in _JOINS and reading.key == "ان"):
                self._that.add(at)
            elif upos == "NOUN" and reading.stem in _HIDDEN:
                self.hidden.append(at)
            if at in titles:
                continue
            if upos == "VERB":
                self.verbs.append(at)
                self.telling.append(at)
                if "c" in roles or self._comes(at):
                    self.coming.append(at)
                continue
            if "c" in roles:
                self.coming.append(at)
            if "t" in roles or upos == "PRON" or word.endswith("نا") or word.isdigit():
                self.telling.append(at)

    def _is_another(self, at: int, hit: Hit) -> bool:
        """Say whether the word at ``at`` only looks like a mark, by its letters as written or by the word after it."""
        word, plain = self.words[at], self.plain(at)
        if hit.cls == "simile":
            return word.endswith("كان") and "أ" not in plain  # كان, not كأن
        if hit.cls == "author":
            return word.startswith("كان")  # كانا, not ك + أنا
        if hit.cls != "discourse" or hit.last > at + 1:
            return False
        if word.endswith("هنا") and plain.endswith("أ"):
            return True  # هنأ
        if word.endswith(_FOR_THIS):
            return at + 1 < len(self.words) and self.readings[at + 1].definite  # لهذا البلد
        return word.endswith(_ORDINALS) and at > 0 and not self.is_mark(at - 1)  # حكما رابعا

    def _comes(self, at: int) -> bool:
        """Say whether the verb at ``at`` is a future: س before an imperfect (سنكتب, not سارع)."""
        for piece in self.readings[at].pieces:
            if piece.role == "fut":
                return self.plain(at)[piece.end : piece.end + 1] in _IMPERFECT
        return False

    def is_nominal(self, at: int) -> bool:
        """Say whether a noun, a name or an adjective stands at ``at``, without a particle before it."""
        reading = self.readings[at]
        return reading.upos in ("NOUN", "PROPN", "ADJ") and reading.kind != "prep" and not reading.prefix

    def is_masdar(self, at: int) -> bool:
        """Say whether the noun at ``at`` begins what somebody is to do (يجب على المسلمين رفض …): it is not definite."""
        reading = self.readings[at]
        return reading.upos == "NOUN" and not reading.definite and self.readings[at - 1].definite

    def is_past_auxiliary(self, at: int) -> bool:
        """Say whether كان stands at ``at`` and puts the verb after it into the past."""
        return self.readings[at].key == "كان" and self.readings[at].tense == "perf"

    def is_packed(self, at: int, *, verbal: bool = True) -> bool:
        """Say whether a definite noun or adjective stands at ``at``: it names somebody, and says nothing of him.

        The head of what is said of something is none (المفارقة أن), nor is an adverb (للأسف), nor what a clause without
        a verb (``verbal``) says (هم الخونة, but مصلحة الخونة).
        """
        reading = self.readings[at]
        if not reading.definite or reading.upos not in ("NOUN", "ADJ", "PROPN") or "ل" in reading.prefix:
            return False
        if at + 1 < len(self.words) and self.is_that(at + 1):
            return False
        return verbal or (at > 0 and self.readings[at - 1].upos in ("ADP", "NOUN", "PROPN"))

    def is_ours(self, at: int) -> bool:
        """Say whether the word at ``at`` ends in our (بلادنا), and not in the sign of a case (أمينًا)."""
        last = self.readings[at].pieces[-1]
        if last.role != "pron" or last.text != "نا":
            return False
        start, end = self.source(at, at + 1)
        return _TANWEEN not in self.analysis.text[start:end]

    def plain(self, at: int) -> str:
        """Return the token as it is spelled, without vowel signs; it is as long as the folded one."""
        found = self._plain.get(at)
        if found is None:
            start, end = self.source(at, at + 1)
            found = plain_word(self.analysis.text[start:end])
            if len(found) != len(self.words[at]):
                found = self.words[at]
            self._plain[at] = found
        return found

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """Return the tokens of a span of the source text."""
        index = self.analysis.folded.index
        first = bisect_left(self.analysis.ends, index(start) + 1)
        return first, max(first, bisect_left(self.analysis.starts, index(end)))

    def source(self, first: int, last: int) -> tuple[int, int]:
        """Return the span in the source text of the tokens ``[first, last)``."""
        return self.analysis.folded.span(self.analysis.starts[first], self.analysis.ends[last - 1])

    def is_comma(self, at: int) -> bool:
        """Say whether a comma stands at ``at``."""
        return self.words[at] in COMMAS

    def is_mark(self, at: int) -> bool:
        """Say whether no word stands at ``at``."""
        return self.words[at] in _PUNCTUATION

    def has(self, at: int, cls: str) -> bool:
        """Say whether a form of ``cls`` of the table of words begins at ``at``."""
        return at in self._classes.get(cls, _NONE)

    def entity_in(self, first: int, last: int) -> str | None:
        """Return the entity named in ``[first, last)``: a person before a body, a body before a place."""
        named = [self._mentions[at] for at in range(first, last) if at in self._mentions]
        return min(named, key=lambda one: _RANK.get(one[0], len(_RANK)))[1] if named else None

    def opens(self, at: int) -> bool:
        """Say whether a single word that opens a clause stands at ``at``, with particles or without."""
        word = self.words[at]
        if word == "علي" and self.plain(at) != "على":
            return False
        return any(rest in self._openers for _, rest in without_particles(word))

    def every(self, cls: str) -> set[int]:
        """Return the tokens at which a form of ``cls`` of the table of words begins."""
        return self._classes.get(cls, _NONE)

    def is_that(self, at: int) -> bool:
        """Say whether ``at`` is أن or إن as what opens a clause that is told."""
        return at in self._that

    def among(self, tokens: list[int], first: int, last: int) -> list[int]:
        """Return those of some ``tokens`` (in order) that stand in ``[first, last)``."""
        return tokens[bisect_left(tokens, first) : bisect_left(tokens, last)]

    def verbs_in(self, first: int, last: int) -> list[int]:
        """Return the verbs among the tokens ``[first, last)``."""
        return self.among(self.verbs, first, last)

    def count_words(self, first: int, last: int) -> int:
        """Return how many of the tokens ``[first, last)`` are words."""
        return last - first - len(self.among(self.signs, first, last))

    def first_word(self, first: int, last: int) -> int:
        """Return the first token of ``[first, last)`` that is a word, ``last`` if there is none."""
        while first < last and self.is_mark(first):
            first += 1
        return first

    def hits(self, first: int, last: int) -> list[Hit]:
        """Return the marks within ``[first, last)``, those within names left out."""
        return [
            hit
            for at in self.among(self._marked, first, last)
            for hit in self.marks[at]
            if hit.last <= last and (at not in self.named or hit.cls in _NAMES_KEEP)
        ]

    def is_first_person(self, at: int) -> bool:
        """Say whether the verb at ``at`` is one of I or we, as far as its imperfect tells."""
        reading = self.readings[at]
        if reading.upos != "VERB" or reading.tense != "imp" or at in self.named:
            return False
        if reading.stem[:1] not in ("ن", "ا"):
            return False
        letter = self.plain(at)[reading.start : reading.start + 1]
        if letter not in ("ن", "أ") or reading.stem.endswith(_NOMINAL_ENDINGS):
            return False
        return letter == "ن" or len(reading.stem) > _SHORT or reading.stem in _SHORT_VERBS

    def is_source(self, at: int) -> bool:
        """Say whether the verb at ``at`` names a source (وفق ما أكده), and is no verb of the clause."""
        if at and self.has(at - 1, "according"):
            return self.known[at - 1]["according"] >= at
        return at > 1 and self.words[at - 1] in _WHAT and self.has(at - 2, "according")
