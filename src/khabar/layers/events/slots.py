"""What stands in which slot beside a word that may tell an event: subject, object, genitive, nisba, prepositions.

Verbs take their slots from the clause frames, passive ones with subject and object exchanged; nouns from their phrase
and the prepositional phrases that attach to them, to what they depend on, or follow in the clause.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from itertools import chain, pairwise

from khabar.layers.events.parties import parties_at
from khabar.layers.events.units import Condition, matches
from khabar.layers.events.view import Span, View
from khabar.text.frames import Arg, Frame, Phrase

__all__ = ["Slots"]

_BY = "من قبل"
_NEXT = 2
_FIRST_WORDS = 5
_REACH = 9
_WHOLE = frozenset(("any", "complement"))
_STOPS = frozenset(".؟!؛")
_TWO = 2
_PEER = "نظير"
_QUOTES = frozenset('"«“”')
_GOVERNED = frozenset(("oblique", "complement", "object"))


class Slots:
    """The slots of one word; each is worked out when it is first asked for."""

    def __init__(self, view: View, token: int, *, verbal: bool) -> None:
        self.view = view
        self.token = token
        self.verbal = verbal
        self.frame: Frame | None = view.frames.frame_at(token)
        self._kept: dict[str, list[Span]] = {}

    @property
    def passive(self) -> bool:
        """Whether the word is a passive verb."""
        if not self.verbal or self.frame is None or self.frame.voice != "passive":
            return False
        return self.frame.arg("agent") is not None or self._divided is None  # who follows the subject is the object

    def get(self, slot: str) -> list[Span]:
        """Return what stands in ``slot``, nearest first."""
        found = self._kept.get(slot)
        if found is None:
            find = self._special.get(slot)
            found = self._kept[slot] = find() if find else self._preposition(slot)
        return found

    @cached_property
    def _special(self) -> dict[str, Callable[[], list[Span]]]:
        return {
            "subject": self._subject,
            "object": self._object,
            "genitive": self._genitive,
            "nisba": self._nisba,
            "next": self._next,
            "any": self._any,
            "complement": lambda: self._args("complement"),
            "none": list,
            "self": lambda: [Span(self.token, self.token + 1, self.token)],
            _BY: self._by,
        }

    @cached_property
    def holder(self) -> Frame | None:
        """The frame in which a noun is subject or object."""
        phrase = self.phrase
        tokens = (self.token,) if phrase is None else (self.token, phrase.head)
        return next((self.view.holders[token] for token in tokens if token in self.view.holders), None)

    @cached_property
    def phrase(self) -> Phrase | None:
        """The noun phrase that the word stands in."""
        return self.view.frames.noun_phrase_at(self.token)

    # -- slots --------------------------------------------------------------------------------------------------

    def _args(self, *roles: str) -> list[Span]:
        if self.frame is None:
            return []
        return [self._of_arg(arg) for arg in self.frame.args if arg.role in roles]

    def _of_arg(self, arg: Arg) -> Span:
        """Return the words of an argument; what a relative or attached pronoun stands for is meant itself."""
        if arg.refers >= 0:
            phrase = self.view.frames.noun_phrase_at(arg.refers)
            return (
                Span(phrase.head, phrase.end, phrase.head) if phrase else Span(arg.refers, arg.refers + 1, arg.refers)
            )
        return self._whole(Span(arg.start, max(arg.end, arg.head + 1), arg.head))

    def _whole(self, span: Span) -> Span:
        """Return a span with the phrases that are coordinated with it."""
        phrase = self.view.frames.noun_phrase_at(span.head) if span.head >= 0 else None
        if phrase is None or not phrase.members:
            return span
        ends = [self.view.frames.noun_phrase_at(member) for member in phrase.members]
        return Span(span.start, max(span.end, *(one.end for one in ends if one), span.end), span.head)

    def _subject(self) -> list[Span]:
        if self.verbal:
            if self.passive:
                return self._by()
            return [self._divided[0]] if self._divided else self._args("subject")
        if self.frame is not None and self.frame.kind == "participle":
            return self._args("subject")
        if self._turned:
            return [self._turned[0]]
        phrase = self.phrase
        if phrase is not None and phrase.head != self.token and self.token in phrase.adjectives:
            return [Span(phrase.start, self.token, phrase.head)]
        return self._args("subject")

    def _object(self) -> list[Span]:
        if self.passive:
            return self._args("subject", "object", "object2")
        if self._turned:
            return [self._turned[1]] if self._turned[1] else []
        found = self._args("object", "object2") or self._inner
        if not found and self._divided:
            return [self._divided[1]]
        return found or (self._aside() if self.verbal else [])

    @cached_property
    def _inner(self) -> list[Span]:
        """The genitive of a verbal noun within a phrase (حادثة اغتيال فلان), where its verb takes an object."""
        if self.verbal or self.frame is not None or not self.view.takes_object(self.token):
            return []
        return self._complement_of_noun()

    @cached_property
    def _turned(self) -> tuple[Span, Span | None] | None:
        """Doer and sufferer, where what follows a verbal noun shows that its genitive is the doer (قصف الجيش حلب)."""
        if self.verbal or not self.view.takes_object(self.token):
            return None
        if self.frame is not None and (self.frame.subject is not None or self.frame.arg("agent") is not None):
            return None
        genitives = self._complement_of_noun()
        if not genitives:
            return None
        first, view = genitives[0], self.view
        parties = parties_at(view, first)
        if not parties:
            return None
        end = max(first.end, parties[0][1])
        after = view.frames.noun_phrase_at(end) if end < len(view.words) else None
        if after is None or after.start != end or view.words[end - 1] in _STOPS:
            return None
        if (
            after.preposition == "علي"
            and after.governor != -1
            and parties_at(view, Span(after.start, after.end, after.head))
        ):
            return first, None
        head = view.readings[after.head].reading
        bare = not after.preposition and not any(
            piece.role == "conj" for piece in view.readings[after.start].reading.pieces
        )
        if bare and head.upos in ("NOUN", "PROPN") and parties[0][0] == first.start and after.head not in view.named:
            return first, self._whole(Span(after.start, after.end, after.head))
        return None

    @cached_property
    def _divided(self) -> tuple[Span, Span] | None:
        """The subject of a verb without object parted in two where it holds two parties that nothing joins.

        What a name in quotation marks or the name of a person ends is another phrase (حثت الصين «إسرائيل»).
        """
        frame, view = self.frame, self.view
        if not self.verbal or frame is None:
            return None
        subject = frame.subject
        if subject is None or subject.dropped:
            subject = frame.object  # دعمت قطر لبنان, read as one object
        elif frame.object is not None:
            return None
        if subject is None or subject.start < self.token or subject.refers >= 0 or subject.end - subject.start < _TWO:
            return None
        found = parties_at(view, Span(subject.start, subject.end, subject.head))
        for (_, end, _), (start, last, _) in pairwise(found):
            pieces = view.readings[start].reading.pieces
            name = view.named.get(start)
            if name is None or name.form == "nisba" or any(piece.role in ("conj", "prep") for piece in pieces):
                continue
            if start >= end and name.type in ("GPE", "ORG", "PERSON", "NORP"):
                opened = start - 1 if view.words[start - 1] in _QUOTES else start
                if opened == start and not _ends_in_name(view, end):
                    continue
                return Span(subject.start, opened, subject.head), Span(start, max(subject.end, last), start)
        return None

    def _aside(self) -> list[Span]:
        """Return the peer who stands after a verb's subject and an aside (التقى فلان، اليوم، نظيره)."""
        frame = self.frame
        if frame is None or frame.complement is not None:
            return []
        for arg in frame.args:
            if arg.role == "apposition" and self.view.readings[arg.head].reading.key.startswith(_PEER):
                return [self._of_arg(arg)]
        return []

    def _by(self) -> list[Span]:
        found = self._args("agent")
        words = self.view.words
        for phrase in self._phrases("من"):
            if words[phrase.head] == "قبل" and phrase.end > phrase.head + 1:
                found.append(Span(phrase.head + 1, phrase.end, phrase.head + 1))
        return found

    def _genitive(self) -> list[Span]:
        """Return what the noun is of: the rest of its phrase, unless it is known to be subject or object."""
        told = {span.head for span in (*self._args("subject", "object"), *self._inner)}
        return [span for span in self._complement_of_noun() if span.head not in told]

    def _complement_of_noun(self) -> list[Span]:
        if self.verbal:
            return []
        phrase = self.phrase
        if phrase is None:
            return []
        after = [token for token in (*phrase.genitives, *phrase.names) if token > self.token]
        if after:
            return [self._whole(Span(after[0], phrase.end, after[0]))]
        if self.token == phrase.head and phrase.end > self.token + 1 and self.token + 1 not in phrase.adjectives:
            return [Span(self.token + 1, phrase.end, self.token + 1)]
        return self._follower(phrase.end)

    def _follower(self, token: int) -> list[Span]:
        """Return the noun phrase right after an indefinite noun that the frames have left alone (إيواء النازحين)."""
        view = self.view
        if token != self.token + 1 or token >= len(view.words) or view.readings[self.token].reading.definite:
            return []
        after = view.frames.noun_phrase_at(token)
        if after is None or after.preposition or after.start != token or view.readings[token].reading.upos != "NOUN":
            return []
        return [Span(token, after.end, after.head)] if view.readings[token].reading.definite else []

    def _nisba(self) -> list[Span]:
        """Return the nisbas that describe the noun (الغارات الروسية), and those after its genitive if it has none."""
        phrase = self.phrase
        if self.verbal or phrase is None:
            return []
        named = self.view.named
        taken = {
            token
            for span in self._complement_of_noun()
            for first, last, _ in parties_at(self.view, span)
            for token in range(first + 1, last)  # of whom it is done to: اغتيال ضابط إيراني
        }
        return [
            Span(token, named[token].last, token)
            for token in range(self.token + 1, phrase.end)
            if token in named and named[token].type == "NORP" and token not in taken
        ]

    def _next(self) -> list[Span]:
        last = self.view.sentences[self.view.sentence_of(self.token)][1]
        return [Span(self.token + 1, min(self.token + 1 + _NEXT, last), self.token + 1)]

    def _any(self) -> list[Span]:
        clause = self.view.frames.clause_at(self.token)
        if clause is None:
            return []
        return [Span(clause.start, clause.end, -1)]

    def _phrases(self, preposition: str) -> list[Phrase]:
        """Return the phrases with ``preposition`` that attach to the word or to what it depends on, nearest first."""
        governed = self.view.governed
        heads = [self.token]
        if self.verbal and self.frame is not None:
            heads += [arg.head for arg in self.frame.args if arg.role in ("object", "object2", "subject")]
        if not self.verbal:
            if self.phrase is not None and self.phrase.head != self.token:
                heads.append(self.phrase.head)
            if self.holder is not None:
                heads.append(self.holder.predicate)
        found = chain.from_iterable(governed.get(head, ()) for head in heads)
        unique = {phrase.start: phrase for phrase in found if phrase.preposition == preposition}
        kept = [phrase for phrase in unique.values() if self.verbal or phrase.start > self.token]
        return sorted(kept, key=lambda phrase: (phrase.start < self.token, phrase.start))

    def _preposition(self, slot: str) -> list[Span]:
        found: list[Span] = []
        if self.frame is not None:
            found += [self._of_arg(arg) for arg in self.frame.args if arg.preposition == slot and arg.role in _GOVERNED]
        taken = {span.start for span in found}
        others = [phrase for phrase in self._phrases(slot) if phrase.start not in taken]
        if not self.verbal and not found and not others and self.phrase is not None:
            after = self.view.frames.noun_phrase_at(self.phrase.end)  # حرب عام 1965 مع الهند
            if after is not None and after.start == self.phrase.end and after.preposition == slot:
                others.append(after)
        return found + [self._whole(Span(phrase.start, phrase.end, phrase.head)) for phrase in others]

    def labels(self) -> dict[int, str]:
        """Return for the tokens beside the word the slot that they stand in."""
        found: dict[int, str] = {}
        names = ["subject", "object", _BY, "genitive", "nisba"]
        heads = [self.token, *(arg.head for arg in self.frame.args)] if self.frame else [self.token]
        if self.phrase is not None and not self.verbal:
            heads.append(self.phrase.head)
        if self.holder is not None and not self.verbal:
            heads.append(self.holder.predicate)
        names += dict.fromkeys(phrase.preposition for head in heads for phrase in self.view.governed.get(head, ()))
        if self.frame is not None:
            names += [arg.preposition for arg in self.frame.args if arg.preposition]
        for name in dict.fromkeys(names):
            for span in self.get(name):
                for token in range(span.start, span.end):
                    found.setdefault(token, name)
        if not self.verbal and self.holder is not None:
            for arg in self.holder.args:
                if arg.role in ("subject", "object"):
                    for token in range(arg.start, arg.end):
                        found.setdefault(token, f"{arg.role} of verb")
        for token, role in self._of_complement().items():
            if found.get(token, "complement") == "complement":
                found[token] = role
        return found

    def _of_complement(self) -> dict[int, str]:
        """Return the tokens of subject and object of the clause that is said or asked (قال إن تركيا تقصف, شرط أن)."""
        frames = self.view.frames
        said = self.frame.complement if self.frame is not None else None
        start = said.start if said is not None else self.token + 1
        end = said.end if said is not None else min(self.token + 2, len(self.view.words))
        for clause in frames.clauses:
            if clause.kind == "complement" and start <= clause.start <= end and clause.predicate >= 0:
                frame = frames.frame_at(clause.predicate)
                if frame is not None and clause.predicate != self.token:
                    return {
                        token: f"{arg.role} of complement"
                        for arg in frame.args
                        if arg.role in ("subject", "object") and not arg.dropped
                        for token in range(arg.start, arg.end)
                    }
        return {}

    # -- conditions ---------------------------------------------------------------------------------------------

    def holds(self, condition: Condition) -> Span | None:
        """Return the words of the slot that a condition asks for if one of its words is among them, else None.

        Where the frame has nothing that fits, the words that follow the verb are looked through (``_following``).
        """
        view, slot = self.view, condition.slot
        whole = slot in _WHOLE
        # what a verbal noun is of counts as its complement, be it subject or object
        for span in self._complement_of_noun() if slot == "genitive" else self.get(slot):
            start = span.start
            end = span.end if whole else min(span.end, max(span.head, start) + _FIRST_WORDS)
            if matches(condition.words, view.lemmas(start, end)):
                return span
            for class_ in condition.words.classes:
                if self._built_in(class_, start, end):
                    return span
        if slot == "object" and self.verbal and not self.get(slot):
            # a passive that is written like the active: the deed is its subject (الاتفاق الذي أبرم)
            for span in self.get("subject"):
                if parties_at(view, span):
                    continue
                if matches(condition.words, view.lemmas(span.start, min(span.end, span.head + _FIRST_WORDS))):
                    return span
        if whole or slot in ("genitive", "nisba", "next", _BY) or (slot == "subject" and self.get(slot)):
            return None
        for span in self._following(slot):
            if matches(condition.words, view.lemmas(span.start, span.end)):
                return span
            if slot not in ("object", "subject"):
                for class_ in condition.words.classes:
                    if self._built_in(class_, span.start, span.end):
                        return span
        return None

    def _following(self, slot: str) -> list[Span]:
        """Return the words after the verb that may stand in a slot: those before the first preposition, or after it."""
        view = self.view
        last = min(view.sentences[view.sentence_of(self.token)][1], self.token + 1 + _REACH)
        verbal_slot = slot in ("object", "subject")
        if verbal_slot and not self.verbal:
            return []
        found: list[Span] = []
        acting: set[int] = set()
        if slot == "object":  # who acts is no object (أمر رئيس الوزراء)
            for span in self.get("subject"):
                acting.update(*(range(first, end) for first, end, _ in parties_at(view, span)[:1]))
        for token in range(self.token + 1, last):
            if token in acting:
                continue
            reading = view.readings[token].reading
            if view.words[token] in _STOPS or (token > self.token + 1 and reading.upos == "VERB"):
                break
            preposition = (
                reading.key if reading.upos == "ADP" else next((p.text for p in reading.pieces if p.role == "prep"), "")
            )
            if verbal_slot and not preposition and reading.upos in ("NOUN", "ADJ"):
                found.append(Span(token, token + 1, token))
            elif not verbal_slot and slot in (preposition, view.words[token]):
                start = token + (reading.upos == "ADP" or view.words[token] == slot)
                found.append(Span(start, min(start + _FIRST_WORDS - 1, last), start))
        return found

    def _built_in(self, class_: str, start: int, end: int) -> bool:
        view = self.view
        for token in range(start, end):
            name = view.named.get(token)
            if class_ == "place":
                if name and name.type in ("GPE", "LOC", "FAC"):
                    return True
            elif class_ == "state":
                if name and name.code and name.type in ("GPE", "NORP"):
                    return True
            elif class_ == "money":
                low, high = view.offsets(token, token + 1)
                if any(q.start < high and low < q.end and q.unit.startswith("money") for q in view.quantities):
                    return True
            elif view.agent(token) is not None or (name and class_ == "actor"):
                return True
            elif name and (name.type == "PERSON" or (name.type == "NORP" and token == start)):
                return True  # a people that heads the phrase, not the nisba of a thing (الطائرات القطرية)
        return False


def _ends_in_name(view: View, end: int) -> bool:
    """Say whether the token before ``end`` ends a name without genitive: a person's, a state's, a known body's."""
    name = next((view.named[at] for at in range(end - 1, max(end - _REACH, -1), -1) if at in view.named), None)
    if name is None or name.last != end or name.form == "nisba":
        return False
    return name.type in ("PERSON", "GPE") or (name.type == "ORG" and name.code is not None)
