"""One sentence, read once from its first word to its last: which clause each word is in, and what fills which role."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.text.frames.drafts import Draft, Level, agrees_after, agrees_before, pronoun_agrees
from khabar.text.frames.facts import Facts
from khabar.text.frames.judge import NEITHER, OBJECT, SUBJECT, Judge, features
from khabar.text.frames.phrases import Nominal, noun_phrase
from khabar.text.frames.records import Arg, Phrase

__all__ = ["SentenceReader"]

_NOMINAL = frozenset("NPQ#DHJ")
# Prepositions that mostly attach to the noun just before them.
_NOMINAL_PREPOSITIONS = frozenset(("ل", "من", "بين"))
# Before a number these are no prepositions: نحو مئة.
_ABOUT = frozenset(("نحو", "حوالي", "زهاء", "قرابه", "دون", "فوق"))
_AGENT = frozenset(("قبل", "جانب", "طرف"))
_ADVERBIAL = frozenset(("لان", "كي", "لكي", "كيلا", "لكيلا", "لو", "اذا"))


class SentenceReader:
    """Reads the sentences of one text; what it finds is added to its lists."""

    def __init__(self, facts: Sequence[Facts], judge: Judge | None) -> None:
        self.facts = facts
        self._judge = judge
        self._told: Draft | None = None
        self._stop = 0
        self.phrases: list[Phrase] = []
        self.levels: list[Level] = []
        self.drafts: list[Draft] = []
        self._last: Draft | None = None
        self._level: Level
        self._np: Nominal | None = None
        self._np_before: Nominal | None = None
        self._loose: Nominal | None = None
        self._masdar: Draft | None = None
        self._governed = False
        self._comma = False
        self._conj = False
        self._quoted = False
        self._negation = ""
        self._future = False
        self._may = False
        self._comp = -1
        self._particle = -1
        self._pronoun = -1

    # --- levels -----------------------------------------------------------------------------------------------

    def _push(self, kind: str, at: int, *, opener: int = -1, governor: int = -1) -> Level:
        self._level = level = Level(len(self.levels), kind, at, opener, governor, self._level)
        self.levels.append(level)
        self._loose = None
        return level

    def _root(self, at: int, kind: str = "main") -> None:
        self._level = Level(len(self.levels), kind, at, -1, -1, None)
        self.levels.append(self._level)
        self._np = self._np_before = self._loose = None
        self._masdar = None
        self._comma = self._conj = self._may = self._future = False
        self._negation = ""
        self._comp = self._particle = self._pronoun = -1

    def _pop(self, at: int) -> bool:
        above = self._level.above
        if above is None:
            return False
        self._level.end = at
        self._level = above
        return True

    def _close_all(self, at: int) -> None:
        while self._pop(at):
            pass
        self._level.end = at

    # --- the pass ---------------------------------------------------------------------------------------------

    def read(self, start: int, stop: int) -> None:
        """Read the sentence of the tokens from ``start`` to ``stop``."""
        facts = self.facts
        first = len(self.levels)
        self._root(start)
        self._stop = stop
        self._quoted = False
        place = start
        while place < stop:
            word = facts[place]
            kind = word.kind
            if word.conj:
                self._conj = True
            if kind in _NOMINAL:
                place = self._nominal(place, stop, word)
            elif kind == "V":
                self._verb(place, word)
                place += 1
            elif kind == "A":
                place = self._preposition(place, stop, word)
            elif kind == ",":
                self._comma = True
                place += 1
                continue
            elif kind == "R":
                self._relative(place, word)
                place += 1
            elif kind == "S":
                self._complementiser(place, word, "")
                place += 1
            elif kind == "U":
                self._subordinate(place)
                place += 1
            elif kind == "C":
                self._conj = True
                if word.pron:
                    self._pronoun = place
                place += 1
                continue
            elif kind == "G":
                self._negation = word.word
                self._particle = place
                place += 1
                continue
            elif kind == "M":
                if word.word in ("سوف",):
                    self._future = True
                    self._particle = place
                elif word.word in ("قد", "لقد"):
                    self._may = word.word == "قد"
                    self._particle = place
                place += 1
                continue
            elif kind == "B":
                place += 1
                continue
            else:
                place = self._mark(place, stop, kind)
                continue
            self._comma = self._conj = False
        self._close_all(stop)
        self._told = next((level.frame for level in self.levels[first:] if level.frame is not None), self._told)

    def _mark(self, at: int, stop: int, kind: str) -> int:
        level = self._level
        if kind == ";" or (kind == "." and self.facts[at].word in "!؟?"):
            self._close_all(at)
            self._root(at + 1, "main" if at + 1 < stop else "mark")
        elif kind == ":":
            frame = self._speaker()
            if frame is not None:
                self._complement(frame, at, "quoted", "colon")
            else:
                self._close_all(at)
                self._root(at + 1)
        elif kind == '"':
            self._quoted = not self._quoted
            if not self._quoted:
                inner: Level | None = level
                while inner is not None and inner.kind != "quoted":
                    inner = inner.above
                if inner is not None:
                    while self._level is not inner:
                        self._pop(at)
                    self._pop(at)
        elif kind == "(":
            self._push("parenthesis", at + 1, opener=at)
        elif kind == ")":
            inner = level
            while inner is not None and inner.kind != "parenthesis":
                inner = inner.above
            if inner is not None:
                while self._level is not inner:
                    self._pop(at)
                self._pop(at)
        return at + 1

    def _speaker(self) -> Draft | None:
        """Return the frame whose words follow a colon: the nearest that takes a clause and has none."""
        level: Level | None = self._level
        while level is not None:
            frame = level.frame
            if frame is not None and "clausal" in frame.facts.classes and frame.complement is None:
                return frame
            level = level.above
        return None

    # --- nominals ---------------------------------------------------------------------------------------------

    def _nominal(self, at: int, stop: int, word: Facts) -> int:
        if word.prep and word.prep != "س":
            return self._prepositional(at, at, stop, word.prep)
        if word.participle and not word.article and self._participle(at, word):
            return at + 1
        phrase, members, end, tail = self._coordinated(at, stop)
        self._keep(phrase, members, "", -1, at, end)
        self._place(phrase, end)
        self._np_before, self._np = (phrase if members else self._np), tail
        self._governed = False
        return end

    def _coordinated(self, at: int, stop: int) -> tuple[Nominal, tuple[int, ...], int, Nominal]:
        facts = self.facts
        phrase = tail = noun_phrase(facts, at, stop)
        end = phrase.end
        members: list[int] = []
        while end < stop:
            word = facts[end]
            if word.conj != "و" or word.prep or word.kind not in "NPQ#DJ" or (word.kind == "J" and not word.article):
                break
            if word.kind == "N" and word.definite != phrase.definite and not (facts[phrase.head].kind == "P"):
                break
            if facts[phrase.head].place and word.kind != "P" and not word.definite:
                break
            other = noun_phrase(facts, end, stop)
            if other.end < stop and facts[other.end].kind == "V" and not facts[other.end].conj and self._level.frame:
                break
            members.append(other.head)
            tail = other
            end = other.end
        if members:
            phrase = phrase._replace(number="plur", end=end)
        return phrase, tuple(members), end, tail

    def _keep(
        self, phrase: Nominal, members: tuple[int, ...], preposition: str, governor: int, start: int, end: int
    ) -> None:
        self.phrases.append(
            Phrase(
                start, end, phrase.head, preposition, governor, phrase.genitives, phrase.names, phrase.adjectives, members
            )
        )
        head = self.facts[phrase.head]
        self._masdar = None
        if head.kind == "N" and head.verb:
            self._masdar = self._nominal_frame(phrase, head)

    def _nominal_frame(self, phrase: Nominal, head: Facts) -> Draft:
        draft = Draft(phrase.head, "masdar", head, self._level.number)
        if head.pron:
            draft.subject = Arg("subject", phrase.head, phrase.head, phrase.head + 1, "masdar-pronoun", 0.6, pronoun=True)
        elif phrase.genitives:
            genitive = phrase.genitives[0]
            draft.object = Arg("object", genitive, genitive, phrase.end, "masdar-genitive", 0.5)
        self.drafts.append(draft)
        return draft

    def _place(self, phrase: Nominal, end: int) -> None:
        """Give a noun phrase its role in the clause."""
        level = self._level
        frame = level.frame
        head = self.facts[phrase.head]
        if frame is None:
            if head.kind == "H" and self._conj:
                level.topics.clear()
            if not head.time and not (phrase.accusative and level.opener < 0):
                level.topics.append(phrase)
            return
        if self._conj or (self._comma and frame.subject is not None):
            self._loose = phrase
            if not self._conj and self._resumes(frame, phrase, head):
                frame.object = Arg("object", phrase.head, phrase.start, end, "object-after-aside", 0.7)
            return
        verb = frame.facts
        if frame.kind == "participle":
            if frame.object is None:
                frame.object = Arg("object", phrase.head, phrase.start, end, "participle-object", 0.5)
            return
        fits = agrees_after(verb, phrase, head)
        if head.time and not ("happening" in verb.classes and frame.subject is None and fits):
            frame.args.append(Arg("time", phrase.head, phrase.start, end, "time-noun", 0.9))
            return
        if head.kind == "J" and not head.article and not phrase.genitives and frame.kind != "copula":
            frame.args.append(Arg("manner", phrase.head, phrase.start, end, "accusative-adjective", 0.7))
            return
        if head.case == "a" and head.verb and head.verb == verb.verb and frame.kind == "verb":
            frame.args.append(Arg("manner", phrase.head, phrase.start, end, "cognate-accusative", 0.8))
            return
        if "impersonal" in verb.classes and not phrase.accusative:
            fits = True
        choice = NEITHER
        if fits and (frame.subject is None or frame.open) and (frame.object is None or frame.object.pronoun):
            choice = SUBJECT
        elif frame.object is None or frame.kind == "copula":
            choice = OBJECT
        elif not frame.object.pronoun and "double" not in verb.classes:
            outer = self._wanting(level)
            if outer is not None:
                self._return_to(outer, phrase.start)
                frame = outer.frame or frame
                choice = OBJECT
        if self._judge is not None and frame.kind == "verb" and frame.predicate > level.start - 2:
            distance = "0" if frame.predicate == phrase.start - 1 else "p" if self._governed else "1"
            follower = self.facts[end] if end < self._stop else None
            names = features(
                choice, frame, self._level, phrase, head, fits=fits, distance=distance, follower=follower,
                carried=self._carried(self._level, frame),
            )  # fmt: skip
            judged = self._judge.choose(names, frame.predicate, phrase.head)
            if judged != OBJECT or frame.object is None:
                choice = judged
        if choice == SUBJECT:
            relative = frame.subject
            frame.subject = Arg("subject", phrase.head, phrase.start, end, "verb-subject", 0.85)
            frame.open = False
            if relative is not None and relative.via == "relative-subject" and frame.object is not None:
                frame.object = self._relative_object(level, relative.refers)
        elif frame.kind == "copula":
            if frame.predicative is None:
                frame.predicative = Arg("predicate", phrase.head, phrase.start, end, "copula-predicate", 0.8)
        elif choice == OBJECT:
            frame.object = Arg("object", phrase.head, phrase.start, end, "verb-object", 0.75)
        elif "double" in verb.classes or (frame.object is not None and frame.object.pronoun):
            frame.args.append(Arg("object2", phrase.head, phrase.start, end, "second-object", 0.5))

    def _carried(self, level: Level, frame: Draft) -> str:
        """Say whether a subject told before could be the verb's own: ``=`` it agrees, ``/`` not, ``-`` there is none.

        The letter after tells where it stands: in the clause joined to, in the clause above, in the sentence before.
        """
        verb = frame.facts
        if verb.person != "3":
            return "1"
        before, where = level.before, "b"
        if before is None and level.above is not None:
            before, where = level.above.frame, "a"
        if before is None and level.kind in ("main", "coordinate"):
            before, where = self._told, "t"
        if before is None or before is frame:
            return "-"
        subject = before.subject
        if subject is None:
            return where + ("=" if before.facts.gender == verb.gender else "/")
        head = self.facts[subject.head if subject.refers < 0 else subject.refers]
        human = "h" if head.human or (head.kind == "P" and not head.place) else ""
        if head.kind in "PQHDR#S" or not head.gender:
            return where + ("=" if before.facts.gender == verb.gender else "/") + human
        if head.gender == "x":
            return where + ("=" if verb.gender == "f" else "/")
        return where + ("=" if head.gender == verb.gender and (verb.number == "sing" or head.number != "sing") else "/") + human

    def _return_to(self, level: Level, at: int) -> None:
        while self._level is not level:
            self._pop(at)

    def _resumes(self, frame: Draft, phrase: Nominal, head: Facts) -> bool:
        """Say whether a noun phrase after a comma is the object that an aside parted from its verb."""
        if frame.object is not None or frame.complement is not None or frame.kind != "verb" or head.time:
            return False
        subject = frame.subject
        if subject is None or self._np is None or subject.head == self._np.head or subject.dropped:
            return False
        return "clausal" in frame.facts.classes or phrase.accusative

    def _wanting(self, level: Level) -> Level | None:
        """Return the clause around a full relative clause whose verb still wants its object."""
        if level.kind != "relative" or level.above is None:
            return None
        above = level.above
        frame = above.frame
        if frame is None or frame.kind != "verb" or frame.object is not None or frame.complement is not None:
            return None
        return above if frame.subject is not None else None

    def _participle(self, at: int, word: Facts) -> bool:
        """Read an indefinite participle outside a noun phrase as a predicate: مشيرا إلى, مؤكدة أن."""
        level = self._level
        frame = level.frame
        if frame is None or (frame.kind == "copula" and frame.predicative is None):
            return False
        if not (word.case == "a" or self._comma or "clausal" in word.classes):
            return False
        self._push("adverbial", at, opener=at, governor=frame.predicate)
        draft = Draft(at, "participle", word, self._level.number)
        above: Level | None = level
        while above is not None:
            if above.frame is not None and "clausal" in above.frame.facts.classes and "clausal" in word.classes:
                frame = above.frame
                break
            above = above.above
        subject = frame.subject
        if subject is not None:
            draft.subject = subject._replace(via="participle-subject", score=0.8, dropped=True)
        self.drafts.append(draft)
        self._level.frame = draft
        return True

    # --- prepositions -----------------------------------------------------------------------------------------

    def _preposition(self, at: int, stop: int, word: Facts) -> int:
        if word.word in _ABOUT and not word.pron and at + 1 < stop and self.facts[at + 1].kind in "#Q":
            if word.prep:
                return self._prepositional(at, at + 1, stop, word.prep)
            return self._nominal(at + 1, stop, self.facts[at + 1])
        name = (word.prep + " " if word.prep else "") + word.word
        if word.pron:
            self.phrases.append(Phrase(at, at + 1, at, name, self._governor(name), pronoun=True))
            self._oblique(at, at, at + 1, name, pronoun=True)
            return at + 1
        following = at + 1
        while following < stop and self.facts[following].kind == "A" and not self.facts[following].conj:
            name += " " + self.facts[following].word
            if self.facts[following].pron:
                self._oblique(following, at, following + 1, name, pronoun=True)
                return following + 1
            following += 1
        if following < stop:
            follower = self.facts[following]
            if follower.conj:
                return following
            if follower.kind == "S":
                self._complementiser(following, follower, name)
                return following + 1
            if follower.kind == "R":
                self._relative(following, follower, name)
                return following + 1
            if follower.kind in _NOMINAL and not follower.prep:
                return self._prepositional(at, following, stop, name)
            if follower.kind == '"' and following + 1 < stop and self.facts[following + 1].kind in _NOMINAL:
                self._quoted = not self._quoted
                return self._prepositional(at, following + 1, stop, name)
        return following

    def _prepositional(self, at: int, nominal: int, stop: int, name: str) -> int:
        phrase, members, end, tail = self._coordinated(nominal, stop)
        governor = self._governor(name)
        masdar = self._masdar if self._np is not None and self._np.end == at else None
        if masdar is not None:
            self._masdar_oblique(masdar, phrase, at, end, name)
        self._keep(phrase, members, name, governor, at, end)
        self._oblique(phrase.head, at, end, name)
        self._np_before, self._np = (phrase if members else self._np), tail
        self._governed = True
        return end

    def _masdar_oblique(self, masdar: Draft, phrase: Nominal, at: int, end: int, name: str) -> None:
        if name == "ل" and masdar.object is not None and masdar.subject is None:
            genitive = masdar.object
            masdar.subject = genitive._replace(role="subject", end=at, score=0.75)
            masdar.object = Arg("object", phrase.head, at, end, "masdar-object", 0.75, name)
        else:
            masdar.args.append(Arg("oblique", phrase.head, at, end, "masdar-preposition", 0.7, name))

    def _governor(self, name: str) -> int:
        frame = self._level.frame
        noun = self._np
        if noun is not None and (frame is None or name in _NOMINAL_PREPOSITIONS or self._masdar is not None):
            return noun.head
        return frame.predicate if frame is not None else -1

    def _oblique(self, head: int, start: int, end: int, name: str, *, pronoun: bool = False) -> None:
        level = self._level
        frame = level.frame
        if frame is None:
            return
        if pronoun and level.kind == "relative" and not frame.open and frame.object is None and frame.subject is not None:
            antecedent = level.antecedent
            if antecedent is None or pronoun_agrees(self.facts[head].pron, antecedent, self.facts[antecedent.head]):
                frame.open = frame.subject.via in ("relative-subject", "attribute-subject")
        agent = name.startswith("من ") and name[3:] in _AGENT
        score = 0.6 if self._np is not None and self._np.end == start else 0.8
        role = "agent" if agent else "oblique"
        frame.args.append(Arg(role, head, start, end, f"preposition-{role}", score, name, pronoun))
        if agent:
            frame.voice = "passive"

    # --- clauses ----------------------------------------------------------------------------------------------

    def _complement(self, frame: Draft, at: int, kind: str, via: str, preposition: str = "") -> None:
        frame.complement = Arg("complement", at, at, at + 1, f"complement-{via}", 0.9, preposition)
        self._push(kind, at, opener=at, governor=frame.predicate)

    def _complementiser(self, at: int, word: Facts, preposition: str) -> None:
        level: Level | None = self._level
        preposition = preposition or (word.prep if word.prep != "س" else "")
        self._comp = at
        if word.word in _ADVERBIAL or (preposition and self._np is None and level is not None and level.frame is None):
            self._subordinate(at)
        elif word.conj and (sibling := self._sibling("complement")) is not None:
            governor = sibling.governor
            while self._level is not sibling:
                self._pop(at)
            self._pop(at)
            self._push("complement", at, opener=at, governor=governor)
        else:
            while level is not None and (level.frame is None or level.frame.complement is not None):
                level = level.above
            if level is None or level.frame is None or (preposition in ("بعد", "قبل", "منذ", "ل", "دون", "حتي", "مع")):
                governor = self._np.head if self._np is not None and self._np.end == at else -1
                self._push("complement" if governor >= 0 else "main", at, opener=at, governor=governor)
            elif level is self._level and self._np is not None and self._np.end == at and "clausal" not in level.frame.facts.classes:
                frame = level.frame
                self._complement(frame, at, "complement", "noun", preposition)
            else:
                while self._level is not level:
                    self._pop(at)
                self._complement(level.frame, at, "complement", "clause", preposition)
        if word.pron:
            self._level.pronoun = at

    def _sibling(self, kind: str) -> Level | None:
        level: Level | None = self._level
        while level is not None:
            if level.kind == kind:
                return level
            level = level.above
        return None

    def _subordinate(self, at: int) -> None:
        frame = self._level.frame
        self._push("adverbial", at, opener=at, governor=frame.predicate if frame is not None else -1)

    def _relative(self, at: int, word: Facts, preposition: str = "") -> None:
        preposition = preposition or word.prep
        level = self._level
        antecedent = None
        free = word.word in ("ما", "من", "مما", "بما", "عما")
        if word.word == "ما" and not word.conj and not preposition and self._np is not None and self._np.end == at:
            if not self._np.definite and self.facts[at - 1].kind not in "H":
                return
        if not free:
            feminine, plural = word.word == "التي", word.word == "الذين"
            for candidate in (self._np, self._np_before):
                if candidate is None:
                    continue
                head = self.facts[candidate.head]
                if head.kind in "PQ#D" or candidate.gender in ("", "x"):
                    antecedent = candidate
                elif plural:
                    if candidate.number in ("plur", ""):
                        antecedent = candidate
                elif feminine == (candidate.gender == "f" or (candidate.number == "plur" and not head.human)):
                    antecedent = candidate
                if antecedent is not None:
                    break
            antecedent = antecedent or self._np
        elif level.frame is not None:
            frame = level.frame
            if preposition:
                frame.args.append(Arg("oblique", at, at, at + 1, "preposition-relative", 0.7, preposition))
            elif frame.object is None and frame.kind == "verb":
                frame.object = Arg("object", at, at, at + 1, "free-relative", 0.6)
        self._push("relative", at, opener=at, governor=antecedent.head if antecedent else -1)
        self._level.relative = at
        self._level.antecedent = antecedent

    # --- verbs ------------------------------------------------------------------------------------------------

    def _verb(self, at: int, word: Facts) -> None:
        level = self._level
        conj = self._conj
        auxiliary: Draft | None = None
        if level.frame is not None:
            loose = self._loose
            if conj:
                self._coordinate(at, word)
            elif loose is not None and agrees_before(word, loose, self.facts[loose.head]):
                taken = level.frame.object
                if taken is not None and taken.head == loose.head:
                    level.frame.object = None
                self._coordinate(at, word)
                self._level.topics.append(loose)
            elif self._governed and self._attribute(at, word):
                pass
            elif self._is_auxiliary(level.frame, word, at):
                auxiliary = level.frame
                if auxiliary.facts.key != "كان":
                    self._phase(auxiliary, at)
                    auxiliary = None
            elif self._attribute(at, word):
                pass
            elif not self._waiting(at):
                before = level.frame
                self._push("adverbial", at, governor=before.predicate)
                self._level.before = before
        elif conj and word.conj and level.topics:
            level.topics = []
        elif self._governed or len(level.topics) > 1:
            self._attribute(at, word)
        level = self._level
        if self._pronoun >= 0:
            level.pronoun = self._pronoun
            self._pronoun = -1
        kind = "copula" if "copula" in word.classes and word.key != "بقي" else "verb"
        draft = Draft(at, kind, word, level.number)
        if auxiliary is not None:
            self._merge(auxiliary, draft)
        self._tense(draft, word, at)
        if word.passive:
            draft.voice = "passive"
        if draft.subject is None or draft.open:
            self._subject_before(draft, level)
        if word.pron:
            refers = -1
            if level.antecedent is not None and pronoun_agrees(word.pron, level.antecedent, self.facts[level.antecedent.head]):
                refers = level.antecedent.head
            draft.object = Arg("object", at, at, at + 1, "attached-pronoun", 0.95, pronoun=True, refers=refers)
            if level.relative >= 0 and (draft.subject is None or draft.subject.head != level.relative):
                draft.object = self._relative_object(level, refers)
        level.frame = draft
        self.drafts.append(draft)
        self._loose = None
        self._np = self._np_before = None
        self._masdar = None
        self._negation = ""
        self._future = self._may = False
        self._comp = self._particle = -1

    def _relative_object(self, level: Level, refers: int) -> Arg:
        """Return the relative pronoun as the object to which the verb's attached pronoun points back."""
        at = level.relative
        return Arg("object", at, at, at + 1, "relative-object", 0.85, refers=refers)

    def _is_auxiliary(self, frame: Draft, word: Facts, word_at: int) -> bool:
        return (
            "auxiliary" in frame.facts.classes
            and (word.tense == "imp" or (frame.facts.key == "كان" and self._particle == word_at - 1))
            and frame.object is None
            and frame.complement is None
            and frame.predicative is None
            and not self._comma
        )

    def _phase(self, auxiliary: Draft, at: int) -> None:
        """Read a verb after one of beginning, going on, becoming as its complement: بدأ يعمل."""
        auxiliary.complement = Arg("complement", at, at, at + 1, "complement-verb", 0.9)
        self._push("complement", at, governor=auxiliary.predicate)
        self._level.before = auxiliary

    def _merge(self, auxiliary: Draft, draft: Draft) -> None:
        """Let an auxiliary's frame become part of that of its verb: كان الوزير يزور."""
        draft.start = auxiliary.start
        draft.negated = auxiliary.negated
        draft.tense = auxiliary.tense
        draft.modality = auxiliary.modality
        draft.subject = auxiliary.subject
        draft.open = auxiliary.open and auxiliary.subject is None
        draft.args = auxiliary.args
        self.drafts.remove(auxiliary)

    def _tense(self, draft: Draft, word: Facts, at: int) -> None:
        negation = self._negation
        if self._particle >= 0 and self._particle < draft.start:
            draft.start = self._particle
        if negation or word.key == "ليس":
            draft.negated = True
        if draft.tense:
            return
        if word.tense == "perf":
            draft.tense = "past"
        elif negation == "لم":
            draft.tense = "past"
        elif negation == "لن" or self._future or word.prep == "س":
            draft.tense = "future"
        else:
            draft.tense = "present"
            if self._may:
                draft.modality = "possible"
            elif word.prep == "ل" or (self._comp >= 0 and self._comp >= at - 2):
                draft.modality = "wished"

    def _coordinate(self, at: int, word: Facts) -> None:
        """Go to the clause that the one beginning here is joined to, and put the new one in its place."""
        target: Level = self._level
        level: Level | None = target
        while level is not None:
            frame = level.frame
            if frame is not None and frame.facts.tense == word.tense and frame.kind != "participle":
                target = level
                break
            if level.above is None:
                target = level
            level = level.above
        while self._level is not target:
            self._pop(at)
        before = target.frame
        above = target.above
        target.end = at
        self._level = level = Level(len(self.levels), "coordinate", at, at, target.governor, above)
        level.before = before
        level.antecedent = target.antecedent
        self.levels.append(level)

    def _attribute(self, at: int, word: Facts) -> bool:
        """Read a verb after an indefinite noun as a relative clause without pronoun."""
        noun = self._np
        if noun is None or noun.definite or noun.end != at or self._comma:
            return False
        if not agrees_before(word, noun, self.facts[noun.head]):
            return False
        self._push("relative", at, governor=noun.head)
        self._level.antecedent = noun
        return True

    def _waiting(self, at: int) -> bool:
        """Go back to a clause around this one that still waits for its verb."""
        level = self._level.above
        while level is not None and level.frame is not None:
            level = level.above
        if level is None:
            return False
        while self._level is not level:
            self._pop(at)
        return True

    def _subject_before(self, draft: Draft, level: Level) -> None:
        """Give a verb the subject that stands before it, if one agrees; it stays open where an object may point back."""
        word = draft.facts
        facts = self.facts
        if level.relative >= 0:
            antecedent = level.antecedent
            plural = facts[level.relative].word == "الذين"
            if plural and word.person == "3" and word.number != "plur":
                if word.pron and antecedent is not None:
                    return
                draft.open = True
            elif antecedent is None or agrees_before(word, antecedent, facts[antecedent.head]):
                refers = antecedent.head if antecedent is not None else -1
                at = level.relative
                draft.subject = Arg("subject", at, at, at + 1, "relative-subject", 0.85, refers=refers)
                draft.open = bool(word.pron) and (
                    antecedent is None or pronoun_agrees(word.pron, antecedent, facts[antecedent.head])
                )
                return
        if "impersonal" in word.classes:
            return
        if level.topics:
            for topic in level.topics:
                head = facts[topic.head]
                if agrees_before(word, topic, head):
                    draft.subject = Arg("subject", topic.head, topic.start, topic.end, "topic-subject", 0.85)
                    draft.open = self._comma or (bool(word.pron) and pronoun_agrees(word.pron, topic, head))
                    return
            return
        if level.pronoun >= 0:
            at = level.pronoun
            draft.subject = Arg("subject", at, at, at + 1, "pronoun-subject", 0.8, pronoun=True)
            draft.open = facts[at].pron == "ه"
            return
        if level.antecedent is not None and level.kind == "relative":
            noun = level.antecedent
            draft.subject = Arg("subject", noun.head, noun.start, noun.end, "attribute-subject", 0.7, dropped=True)
            draft.open = bool(word.pron)
