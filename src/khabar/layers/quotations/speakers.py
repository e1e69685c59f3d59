"""Who speaks: the subject of a word that reports, said after it, before it, or carried from what was told before.

``after``, ``before`` and ``carried`` are the three places; what a phrase of the text means is told by ``described``: a
person named in it or beside it, another entity, or, for a definite noun (الوزير), the speaker of before that it points
back to.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from khabar.layers.quotations.page import COMMAS, DASHES, QUOTES, Named, Page
from khabar.layers.quotations.vocabulary import REPORTS
from khabar.text.morphology import Reading

__all__ = ["Speaker", "Speakers", "bare"]

# So many speakers are looked back at.
_BACK = 12
_CARRY = 4
_LONGEST_PHRASE = 40
_APPOSITION = 7
_DEFINITE = 3
# The name of a medium in marks has fewer words.
_MEDIUM = 8
_SHORT = 3
_BY_NAME = ("name", "alias", "short")
_NAME_WORDS = 5
_ISSUER = 8
_FROM_LOOK = 4
_TITLE = 4
_STOPS = frozenset(("(", ".", ":", "؛", ";", "!", "؟", "?", '"', "«", "»", "“", "”"))
_COMMAS = COMMAS | DASHES


class Speaker(NamedTuple):
    """A source: its tokens in the text (empty if it is carried), the fullest text of it, the entity, m or f.

    ``through`` are those who passed its words on, text and entity, the one nearest to the writer first; ``beyond``
    those whose words it passes on itself (قالت الوكالة نقلا عن).
    """

    first: int
    last: int
    text: str
    entity: str | None
    gender: str
    words: frozenset[str]
    how: str
    head: str = ""
    through: tuple[tuple[str, str | None], ...] = ()
    beyond: tuple[tuple[str, str | None], ...] = ()

    def passed_on_by(self, other: Speaker | None) -> Speaker:
        """Return the source as one whose words ``other`` passes on."""
        if other is None or other.text == self.text:
            return self
        return self._replace(through=(*other.through, (other.text, other.entity), *self.through))

    def passing_on(self, other: Speaker | None) -> Speaker:
        """Return the source as one that passes on the words of ``other``."""
        if other is None or other.text == self.text:
            return self
        return self._replace(beyond=((other.text, other.entity), *other.beyond))


class Speakers:
    """Finds speakers on a page and remembers them, in the order of the text."""

    def __init__(self, page: Page) -> None:
        self._page = page
        known = page.known
        self._barrier = known.words("barrier")
        self._occasion = known.words("occasion")
        self._adverb = known.words("adverb")
        self._document = known.words("document")
        self._statement = known.words("statement")
        self._made = known.words("made")
        self._issued = known.words("issued")
        self._counted, self._same, self._pointing = known.words("counted"), known.words("same"), known.words("pointing")
        self._dangling, self._side = known.words("dangling") | {"ـ"}, known.words("side")
        self._generic = known.words("generic")
        self._any_that = known.words("any_that")
        self._told: list[Speaker] = []
        self._full: dict[str, str] = {}
        self._roles = list(self._held())

    def _held(self) -> Iterator[tuple[str, frozenset[str], str, str]]:
        """Yield for each person with a function its head and words, the person's entity and name."""
        for entity in self._page.entities.values():
            if all(mention.form == "nominal" for mention in entity.mentions):
                continue
            for role in entity.roles:
                first, last = self._page.span_of(role.start, role.end)
                words = [bare(word) for word in self._page.words[first:last]]
                if words:
                    yield words[0], frozenset(words), entity.id, self.full(entity.id)

    def full(self, entity: str) -> str:
        """Return the longest mention by name of an entity."""
        found = self._full.get(entity)
        if found is None:
            one = self._page.entities[entity]
            forms = [
                mention
                for mention in one.mentions
                if mention.form not in ("pronoun", "nisba") and "(" not in mention.text
            ]
            texts = [mention.text for mention in forms if mention.form != "nominal"] or [m.text for m in forms]
            found = self._full[entity] = max(texts or [one.name], key=len)
        return found

    def holders(self) -> list[Speaker]:
        """Return the persons with a function, as speakers by the words of the function."""
        return [Speaker(0, 0, name, entity, "", words, "named", head) for head, words, entity, name in self._roles]

    def holder(self, speaker: Speaker) -> Speaker | None:
        """Return the only person named of the state and the function that ``speaker`` is told by: الرئيس التركي."""
        entities = self._page.entities
        one = entities.get(speaker.entity or "")
        if one is None or one.type != "PERSON" or not one.code or self.is_named(one.id):
            return None
        heads = {speaker.head, speaker.head.removesuffix("ه")}
        found = {
            holder
            for head, _, holder, _ in self._roles
            if holder != one.id and entities[holder].code == one.code and head in heads
        }
        if len(found) != 1:
            return None
        entity = found.pop()
        return speaker._replace(text=self.full(entity), entity=entity)

    def is_named(self, entity: str) -> bool:
        """Say whether the text names the entity."""
        one = self._page.entities.get(entity)
        return one is not None and any(mention.form in _BY_NAME for mention in one.mentions)

    def entity(self, entity: str) -> Speaker:
        """Return an entity as a speaker who is not named where it speaks."""
        return Speaker(0, 0, self.full(entity), entity, "", frozenset(), "carried")

    def tell(self, speaker: Speaker) -> None:
        """Remember ``speaker`` as the one who spoke last."""
        self._told.append(speaker)
        del self._told[:-_BACK]

    def carried(self, person: str) -> Speaker | None:
        """Return the speaker of before that a verb or participle of this ending (``3fs``) goes on with."""
        if not self._told:
            return None
        gender = _gender(person)
        recent = self._told[-1 : -_CARRY - 1 : -1]
        fits = next((one for one in recent if not gender or not one.gender or one.gender == gender), recent[0])
        return fits._replace(first=0, last=0, how="carried", through=(), beyond=())

    def after(
        self, first: int, stop: int, person: str, *, governed: bool = False, objects: bool = False
    ) -> Speaker | None:
        """Return the speaker told in tokens ``[first, stop)``, right after a word that reports.

        A verb before its subject agrees with it: what is feminine beside يقول is its object.
        """
        span = self.phrase(first, stop, governed=governed, objects=objects)
        if span is None:
            return None
        if span[1] - span[0] == 1 and self._page.words[span[0]] in self._pointing:
            return self.carried("")
        head = self._page.words[span[0]]
        if (
            person == "3ms"
            and span[0] not in self._page.named
            and head.endswith(("ه", "ات"))
            and head not in self._counted
        ):
            return None
        if person and span[0] not in self._page.named and self._is_oblique(span[0]):
            return None
        return self.described(*span, person)

    def is_object(self, at: int, verb: Reading) -> bool:
        """Say whether the noun at ``at`` cannot be the subject of ``verb`` before it: feminine beside a masculine."""
        page, word = self._page, self._page.words[at]
        if at in page.named or verb.stem.startswith("ت") or verb.stem.endswith("ت"):
            return False
        return self._is_oblique(at) or (word.endswith("ات") and word.startswith("ال"))

    def _is_oblique(self, at: int) -> bool:
        """Say whether a plural or dual has the ending of an object: ودعا المسؤولين إلى."""
        word = self._page.words[at]
        return word.startswith("ال") and word.endswith("ين") and self._page.reading(at).number in ("plur", "dual")

    def phrase(self, first: int, stop: int, *, governed: bool = False, objects: bool = False) -> tuple[int, int] | None:
        """Return the noun phrase that begins at ``first`` or after the adverbs there.

        ``governed``: a preposition may be written onto it (وفقا لبيانات البنك). ``objects``: an object may follow it
        (وصف النائب القرار).
        """
        page, words = self._page, self._page.words
        stop = min(stop, first + _LONGEST_PHRASE)
        at = first
        while at < stop and (
            at in page.times
            or words[at] in self._adverb
            or (words[at] in _COMMAS and at > first)
            or (words[at] == "من" and at + 1 < stop and words[at + 1] in self._side)
            or (not governed and self._is_addressee(at))
        ):
            at = self._passed(at, governed=governed)
        while at < stop and words[at] in QUOTES:
            at += 1
        if at >= stop or self._ends(at, at, stop) or not (self._begins(at) or (governed and page.preposition(at))):
            return None
        begin, named = at, None
        while at < stop:
            if at > begin and self._is_addressee(at):
                break
            if named is not None and named is page.named.get(begin) and named.last == at and self._is_other(named, at):
                break  # اتهمت هولندا الاستخبارات
            if at in page.named:
                named = page.named[at]
                at = max(at + 1, min(named.last, stop))
                continue
            if words[at] in QUOTES:
                at += 1
                continue
            if words[at] in _COMMAS:
                after = self._apposition(at + 1, stop)
                if after is None:
                    break
                at = after
                continue
            if words[at] == "(" and words[at + 1 : at + 2] != ["("]:
                close = next((k for k in range(at + 1, min(stop, at + 12)) if words[k] == ")"), None)
                if close is None:
                    break
                at = close + 1
                continue
            if self._ends(at, begin, stop) or (at > begin and self._other_noun(at, objects=objects)):
                break
            at += 1
        first, last = page.trimmed(begin, min(at, stop))
        while first < last and words[last - 1] in self._dangling:
            last -= 1
        if first >= last or (last - first == 1 and named is None and not governed and self._is_adverb(first)):
            return None
        return first, last

    def _passed(self, at: int, *, governed: bool) -> int:
        """Return the token after the adverb, or the one to whom something is said, at ``at``."""
        page, words = self._page, self._page.words
        if words[at] == "من":
            return at + 2
        if governed or at in page.times or not self._is_addressee(at):
            return at + 1
        if words[at] == "ل":
            return self._closed(at) or at + 1
        if at in page.named:
            return page.named[at].last
        following = page.named.get(at + 1)  # لوكالة and its name
        if following is not None and following.type == "ORG" and not words[at].startswith("لل"):
            return following.last
        return at + 1

    def _other_noun(self, at: int, *, objects: bool) -> bool:
        """Say whether another noun phrase begins at ``at``: ختم المدير كلمته; دعت المنظمة السلطات إلى."""
        page, words = self._page, self._page.words
        if any(hit.form == "masdar" and hit.pronoun for hit in page.known.hits(words[at])):
            return True
        before = words[at - 1]
        if not (before.startswith("ال") or before in QUOTES or page.reading(at - 1).definite):
            return False
        reading = page.reading(at)
        if reading.upos != "NOUN":
            return False
        if words[at].endswith("ا") and len(words[at]) > _SHORT and at not in page.within and not reading.prefix:
            return before.startswith("ال")  # أصدرت اللجنة بيانا: an object
        if reading.pieces and reading.pieces[-1].role == "pron" and not reading.prefix:
            return before not in page.known.words("barrier")
        plain = not words[at].startswith("ال") and not reading.prefix and reading.kind not in ("prep", "quant")
        if objects and before.startswith("ال") and plain:
            return True
        if not words[at].startswith("ال") or not (objects or words[at] in page.known.words("source")):
            return False
        # السفير before a name is a title
        return not any(one in page.named and page.named[one].type == "PERSON" for one in range(at, at + _TITLE))

    def _is_other(self, name: Named, at: int) -> bool:
        """Say whether the definite noun at ``at`` begins another phrase: it cannot describe the name of a state."""
        reading = self._page.reading(at)
        return name.type == "GPE" and reading.upos == "NOUN" and self._page.words[at].startswith("ال")

    def _begins(self, at: int) -> bool:
        """Say whether a speaker's phrase can begin at token ``at``."""
        page, word = self._page, self._page.words[at]
        if at in page.named or word in page.known.words("source") or word in page.known.words("about"):
            return True
        reading = page.reading(at)
        if reading.upos in ("VERB", "ADP", "CCONJ", "SCONJ", "PUNCT", "PART") or reading.kind == "prep":
            return False
        if word in ("هناك", "هنا", "ثم", "ثمه"):
            return False
        if reading.upos == "NOUN" and page.known.is_deed(reading.bare) and word not in page.known.words("text"):
            return False  # deeds do not speak
        if page.preposition(at):
            return False
        # a subject does not end in tanwin's alif
        return not (word.endswith("ا") and reading.upos in ("ADJ", "NOUN", "ADV") and not word.startswith("ال"))

    def _is_adverb(self, at: int) -> bool:
        """Say whether one word tells how something is said (جيدا, بوضوح), not who says it."""
        page, word = self._page, self._page.words[at]
        if word in page.known.words("source"):
            return False
        return (word.endswith("ا") and not word.startswith("ال")) or bool(page.preposition(at))

    def _ends(self, at: int, begin: int, stop: int) -> bool:
        """Say whether the phrase that began at ``begin`` ends before token ``at``."""
        page, word = self._page, self._page.words[at]
        if word in _STOPS or at in page.times or word in self._any_that:
            return True
        if word in self._barrier:
            # after a person's office, a place or body follows: المتحدث باسم ... لدى; مدير ... في
            return True
        if at > begin and page.reading(at).upos == "VERB":
            return True
        if word == "في":
            return at == begin or (at + 1 < stop and page.words[at + 1] in self._occasion)
        if word == "من":
            return at == begin
        return at > begin and self._is_addressee(at)

    def _is_addressee(self, at: int) -> bool:
        """Say whether token ``at`` begins with ل and tells to whom something is said."""
        page, word = self._page, self._page.words[at]
        if word == "ل":
            return self._is_medium(at)
        if word[0] != "ل" or len(word) <= 3 or page.preposition(at) != "ل":
            return False
        # a body after a name: قال فلان لفرانس برس
        by_name = at in page.named and page.named[at].type == "ORG" and at - 1 in page.within
        return by_name or page.addressee(at)

    def _is_medium(self, at: int) -> bool:
        """Say whether ل leads to a medium in marks (قال لـ«اليوم» إن), not to a company (الرئيس التنفيذي لـ«آبل»)."""
        page = self._page
        after = self._closed(at)
        if not after:
            return False
        following = page.words[after] if after < len(page.words) else ":"
        told = at > 0 and page.kinds[at - 1] & REPORTS
        return bool(told) or following in self._any_that or following == ":"

    def _closed(self, at: int) -> int:
        """Return the token after the words in marks that stand after ``at``, 0 if there are none."""
        words = self._page.words
        if at + 1 >= len(words) or words[at + 1] not in QUOTES:
            return 0
        return next((k + 1 for k in range(at + 2, min(len(words), at + _MEDIUM)) if words[k] in QUOTES), 0)

    def _apposition(self, at: int, stop: int) -> int | None:
        """Return where a name ends that begins at ``at`` after a comma, titles before it, None if there is none."""
        page, words = self._page, self._page.words
        for token in range(at, min(stop, at + _APPOSITION)):
            named = page.named.get(token)
            if named is not None and named.type == "PERSON" and named.form != "nominal":
                return named.last
            if words[token] in _COMMAS:
                readings = [page.reading(k) for k in range(at, token)]
                own = range(at, token)
                unknown = 2 <= len(own) <= _NAME_WORDS and not any(one.upos in _NO_NAME for one in readings)
                proper = sum(one.upos in ("PROPN", "X") for one in readings)
                plain = not any(words[k].startswith("ال") or page.known.hits(words[k]) for k in own)
                return token if unknown and (proper * 2 >= len(own) or (proper and plain)) else None
            if token in page.times or self._ends(token, token if token == at else -1, stop):
                return None
        return None

    def described(self, first: int, last: int, person: str = "") -> Speaker:
        """Return whom the noun phrase of tokens ``[first, last)`` means."""
        page, words = self._page, self._page.words
        gender = _gender(person) or ("f" if words[first].endswith("ه") else "")
        own = frozenset(map(bare, words[first:last]))
        people = [page.named[at] for at in range(first, last) if at in page.named]
        persons = [one for one in people if one.type == "PERSON" and one.form != "nominal"]
        if persons:
            one = next((one for one in persons if words[one.first - 1] in _COMMAS), persons[0])
            # فلان المتحدث باسم: what he is may follow his name
            what = one.last if one.first == first and one.last < last and words[one.last].isalpha() else first
            return Speaker(
                first, last, self.full(one.entity.id), one.entity.id, gender, own, "named", bare(words[what])
            )
        comma = next((at for at in range(first, last) if words[at] in _COMMAS), None)
        if comma is not None and 2 <= last - comma - 1 <= _NAME_WORDS:
            return Speaker(first, last, page.text(comma + 1, last), None, gender, own, "named", bare(words[first]))
        if bare(words[first][page.clitics(first) :]) in self._document:
            issuer = self._issuer(first, last)
            if issuer is not None:
                return issuer._replace(first=first, last=last, how="issuer")
        if words[first].startswith("ال") and last - first <= _DEFINITE:
            back = self._pointed_at(first, last)
            if back is not None:
                return back._replace(first=first, last=last, how="definite")
        for role, roles, holder, name in self._roles:
            if len(own) > 1 and role == bare(words[first]) and own <= roles:
                return Speaker(first, last, name, holder, gender, own, "office", role)
        names = page.known.words("name")
        head = next(
            (one for one in people if one.first == first or (one.first == first + 1 and words[first] in names)), None
        )
        entity = head.entity.id if head is not None else None
        text = page.text(first, last, page.conjunction(first))
        if head is not None and head.last >= last and head.type != "NORP":
            text = max(text, self.full(head.entity.id), key=len)
        return Speaker(first, last, text, entity, gender, own, "phrase", bare(words[first]))

    def _issuer(self, first: int, last: int) -> Speaker | None:
        """Return whose a statement, study or figure is: بيان صادر عن الوزارة, بيان الوزارة, the speaker of before."""
        page, words = self._page, self._page.words
        for at in range(first + 1, min(len(words), first + _FROM_LOOK)):
            if at < last + 2 and (words[at] in self._made or (words[at] == "عن" and words[at - 1] in self._issued)):
                span = self.phrase(at + 1, at + _ISSUER)
                return self.described(*span) if span is not None else None
        named = next((page.named[at] for at in range(first + 1, last) if at in page.named), None)
        if named is not None and named.type != "NORP":
            return Speaker(first, last, self.full(named.entity.id), named.entity.id, "", frozenset(), "issuer")
        if last - first > 1 and not words[first].startswith("ال") and words[first + 1].startswith("ال"):
            return self.described(first + 1, last)
        if (
            bare(words[first]) in self._statement
            and words[first].startswith("ال")
            and last - first <= _DEFINITE
            and self._told
        ):
            return self._told[-1]
        return None

    def _pointed_at(self, first: int, last: int) -> Speaker | None:
        """Return the speaker, or holder of a function, whom a definite noun points back to."""
        page = self._page
        if first in page.named and page.named[first].form in ("name", "alias"):
            return None
        head = bare(page.words[first])
        own = {bare(word) for word in page.words[first:last]} - self._same
        for one in reversed(self._told):
            if head == one.head and (own <= one.words or last - first == 1):
                return one
        for role, roles, entity, name in self._roles:
            if head == role and last - first == 1:
                return Speaker(first, last, name, entity, "", roles, "office")
        if (
            page.words[first] in self._generic
            and self._told
            and not any(at in page.within for at in range(first, last))
        ):
            gender = "f" if head.endswith("ه") else "m"
            one = self._told[-1]
            body = one.entity is not None and page.entities[one.entity].type != "PERSON"
            if not body and (not one.gender or one.gender == gender):
                return one
        return None


_NO_NAME = frozenset(("ADP", "SCONJ", "DET", "PRON", "PUNCT", "NUM", "PART", "CCONJ"))


def bare(word: str) -> str:
    """Return a folded word without و and the article."""
    if word.startswith("وال"):
        word = word[1:]
    return word.removeprefix("ال")


def _gender(person: str) -> str:
    if person.startswith("3f"):
        return "f"
    return "m" if person.startswith("3ms") else ""
