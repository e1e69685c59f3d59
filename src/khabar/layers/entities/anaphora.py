"""Who is meant where the text names nobody: functions told alone, verbs without subject, pronouns.

Only what is safe is linked, the rest left alone:

- a function told alone (الوزير، المتحدث، الرئيس الأمريكي) is of the only one who bears it in the text, or who held it
  on the day of the document by the table of offices and is named in the text;
- the head noun of a body told alone (المنظمة) is of the only such body of the text, named in this sentence or the last;
- a verb of telling without a subject (وأضاف أن) is of whoever told before, if he is known and agrees with the verb;
- a pronoun is of the one person of its sentence where its noun can only be a person's (تصريحاته، نظيره), or of him
  whose words follow (قال فلان إنه يأمل); بلاده is the state of whoever speaks.

The reading is one pass over the words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from khabar.layers.entities.anaphora_words import QUOTES, AnaphoraWords, Word, anaphora_words
from khabar.layers.entities.candidates import Candidate
from khabar.layers.entities.link import Draft, Form
from khabar.layers.entities.tagger import Span
from khabar.text.fold import fold_word

if TYPE_CHECKING:
    from khabar.layers.entities.vocabulary import Vocabulary
    from khabar.lexicon import Lexicon, Row
    from khabar.text import Analysis

__all__ = ["OFFICE", "refer"]

_ARTICLE = "ال"
# Sentences back to which a function told alone, a body told by its head noun, and a teller are looked for.
_TITLE_REACH = 8
_BODY_REACH = 1
_TELLER_REACH = 2
# Tokens after a verb in which what is told begins, and after its subject.
_ASIDE = 12
_NEAR = 6
# Tokens from its beginning in which a sentence goes on about the person of the one before.
_LEADING = 5
_ENDS = frozenset((".", "؟", "!", "؛"))
_JOINING = frozenset(("كما", "ثم", "حيث"))
_NEGATIONS = frozenset(("لا", "لن", "لم"))
_BEFORE_VERB = frozenset((*_NEGATIONS, "قد", "سوف"))
_HE = {"m": ("انه", "بانه"), "f": ("انها", "بانها")}
_IMPERFECT = {"m": "ي", "f": "ت"}
_FUTURE = "س"
_WHO = frozenset(("الذي", "التي", "الذين"))
_NOT_MASCULINE = ("ه", "ات", "ين", "ون", "ان", "اء")
_COMMAS = frozenset((",", "،"))
_OPEN = frozenset(("(", '"', "«", "“"))
_STATES = "lexicon/states"
# First part of the key of a function told alone, which is an entity of its own.
OFFICE = "office"


class _Place(NamedTuple):
    """A mention by name: its tokens, type and entity."""

    first: int
    last: int
    type: str
    draft: Draft


class _Teller(NamedTuple):
    """Who told last: the entity, the gender of the verb, the sentence."""

    draft: Draft
    gender: str
    sentence: int


class _Bearer(NamedTuple):
    """One who bears a function: its words without article and names, where it is told, whose it is, of which state."""

    key: tuple[str, ...]
    first: int
    draft: Draft
    code: str | None


def refer(
    analysis: Analysis,
    drafts: Sequence[Draft],
    held: Mapping[int, Candidate],
    known: Vocabulary,
    lexicon: Lexicon,
    published: str | None,
) -> list[Draft]:
    """Return ``drafts`` with the mentions that name nobody added to those whom they mean.

    ``held`` are functions told before a name, beyond a comma or bracket, by the name's first token; ``published`` is
    the day of the document, for who holds which office. Functions told alone that turn out to be a person's are no
    longer entities of their own.
    """
    return _Reading(analysis, drafts, held, known, anaphora_words(lexicon), published).run()


def _bare(word: str) -> str:
    return word.removeprefix(_ARTICLE)


@cache
def _function(title: str) -> tuple[str, ...]:
    """Return the words of a function of the table of offices, of whatever gender its holder is."""
    return tuple(_bare(word).removesuffix("ه") for word in fold_word(title).split())


class _Reading:
    def __init__(
        self,
        analysis: Analysis,
        drafts: Sequence[Draft],
        held: Mapping[int, Candidate],
        known: Vocabulary,
        table: AnaphoraWords,
        published: str | None,
    ) -> None:
        self._analysis = analysis
        self._words = analysis.words
        self._known = known
        self._table = table
        self._published = published
        self._places = {
            span.first: _Place(span.first, span.last, span.type, draft)
            for draft in drafts
            for span, form, _ in draft.mentions
            if form != "nominal"
        }
        self._ends = {place.last: place for place in self._places.values()}
        self._taken: set[int] = set()
        for place in self._places.values():
            self._taken.update(range(place.first, place.last))
        # functions before names and alone, by their first token; what of them is no name
        self._functions: dict[int, tuple[Draft, int]] = {}
        self._bearers = self._list_bearers(drafts, held)
        self._drafts = self._without_merged(drafts)
        self._bearers.sort(key=lambda bearer: bearer.first)
        self._bodies = self._list_bodies()
        self._states = {
            draft.code: draft
            for draft in self._drafts
            if draft.type == "GPE" and draft.code and draft.row is not None and draft.row.table == _STATES
        }
        self._persons = sorted(
            [(place.first, place.draft) for place in self._places.values() if place.type == "PERSON"]
            + [(bearer.first, bearer.draft) for bearer in self._bearers if bearer.draft.key[0] == OFFICE],
            key=lambda one: one[0],
        )
        self._women = {id(b.draft) for b in self._bearers if b.key[0].endswith("ه") and b.key[0] != "خليفه"}
        self._trail: list[tuple[int, Draft | None]] = []
        self._added: list[tuple[Draft, Span, Form]] = []
        self._teller: _Teller | None = None
        self._unknown = -1  # the sentence in which one who is not known tells

    # -- functions and bodies -----------------------------------------------------------------------------------

    def _list_bearers(self, drafts: Sequence[Draft], held: Mapping[int, Candidate]) -> list[_Bearer]:
        """Return who bears which function, those told alone included; note the tokens of the functions."""
        bearers = []
        for draft in drafts:
            if draft.type != "PERSON":
                continue
            for span, form, _ in draft.mentions:
                for candidate in {id(one): one for one in (span.candidate, held.get(span.first)) if one}.values():
                    if candidate.title is None or candidate.head is None:
                        continue
                    first, last, cut = candidate.title
                    key = tuple(self._key(first, last, cut))
                    if key:
                        owner = candidate.owner
                        code = owner.row.cells.get("code") if owner else None
                        bearers.append(_Bearer(key, first, draft, code or None))
                    self._taken.update(range(first, last))
                    self._functions[first] = draft, last
                    if form == "nominal":
                        break
        return bearers

    def _key(self, first: int, last: int, cut: int) -> Iterator[str]:
        """Yield the words of a function without article, names, and what leads to a name."""
        at = first
        while at < last:
            place = self._places.get(at)
            if place is not None:
                if place.type == "ORG":
                    yield _bare(self._words[at])
                at = place.last
                continue
            word = self._words[at][cut if at == first else 0 :]
            if word.isalpha() and word not in ("باسم", "لدي", "في", "الي"):
                yield _bare(word)
            at += 1

    def _without_merged(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Return the drafts, functions told alone given to the one person of the text who holds them."""
        kept = []
        for draft in drafts:
            if draft.key[0] != OFFICE:
                kept.append(draft)
                continue
            holder = self._holder(draft, drafts)
            if holder is None:
                kept.append(draft)
                continue
            holder.mentions += draft.mentions
            holder.mentions.sort(key=lambda mention: mention[0].first)
            self._bearers = [b._replace(draft=holder) if b.draft is draft else b for b in self._bearers]
            for first, (one, last) in self._functions.items():
                if one is draft:
                    self._functions[first] = holder, last
        return kept

    def _holder(self, office: Draft, drafts: Sequence[Draft]) -> Draft | None:
        """Return the only person of the text who bears the function, by the text or by the table of offices."""
        if office.code is None or any(self._described(span.last - 1, span.last) for span, _, _ in office.mentions):
            return None
        mine = next((b for b in self._bearers if b.draft is office), None)
        if mine is None:
            return None
        said = {
            id(b.draft): b.draft
            for b in self._bearers
            if b.draft.key[0] != OFFICE and b.code == office.code and b.key == mine.key
        }
        if said:
            return next(iter(said.values())) if len(said) == 1 else None
        by_table = [
            draft
            for draft in drafts
            if draft.type == "PERSON" and draft.row is not None
            if self._in_office(draft.row, mine.key, office.code)
        ]
        return by_table[0] if len(by_table) == 1 else None

    def _in_office(self, person: Row, key: tuple[str, ...], code: str | None) -> bool:
        """Say whether a person held a function, of that state or any, on the day of the document."""
        day = self._published
        if day is None:
            return False
        wanted = tuple(word.removesuffix("ه") for word in key)
        for row in self._table.offices.get(person.cells["form"], ()):
            cells = row.cells
            if (code and cells["of"] != code) or _function(cells["function"]) != wanted:
                continue
            since, until = cells.get("since", ""), cells.get("until", "")
            if (not since or since <= day) and (not until or day[: len(until)] <= until):
                return True
        return False

    def _list_bodies(self) -> dict[str, list[tuple[int, Draft]]]:
        """Return the bodies named in the text by their head noun, with the tokens of their names."""
        bodies: dict[str, list[tuple[int, Draft]]] = {}
        for place in self._places.values():
            if place.type == "ORG":
                head = self._known.heads.at(self._words, place.first)
                if head is not None and head.last == place.first + 1 and head.values[0].cells["class"] == "org":
                    bodies.setdefault(_bare(self._words[place.first][head.cut :]), []).append(
                        (place.first, place.draft)
                    )
        for told in bodies.values():
            told.sort(key=lambda one: one[0])
        return bodies

    def _described(self, head: int, at: int) -> bool:
        """Say whether a name or a fitting adjective at ``at`` goes on with the noun phrase that begins at ``head``."""
        if at >= len(self._words):
            return False
        word = self._words[at]
        if at in self._places or word in _OPEN or word in _WHO:
            return True
        if not word.startswith(_ARTICLE) or not word.isalpha() or word in self._table.plain:
            return False
        feminine = self._words[head].endswith("ه")
        return word.endswith("ه") if feminine else not word.endswith(_NOT_MASCULINE)

    def _describes(self, at: int) -> bool:
        """Say whether the definite word at ``at`` stands after another, as its adjective (الحزب الحاكم)."""
        before = self._words[at - 1] if at else ""
        return before.startswith(_ARTICLE) and before.isalpha() and before not in self._table.plain

    def _named(self, at: int) -> bool:
        """Say whether a name that no reading found may stand at token ``at`` (القاضي فلان), or beyond a comma there."""
        words = self._words
        if at < len(words) and words[at] in _COMMAS:
            return at + 1 in self._places and self._places[at + 1].type == "PERSON"
        if at >= len(words) or not words[at].isalpha():
            return False
        kinds = self._known.kinds(words[at])
        if not kinds:
            return True
        given = self._known.given.at(words, at)
        sure = given is not None and given.cut == 0 and given.values[0] == "given"
        return sure and all(kind.islower() for kind in kinds) and self._table.words[words[at]] is None

    # -- the pass -----------------------------------------------------------------------------------------------

    def run(self) -> list[Draft]:
        """Read the text once and return the drafts."""
        depth = 0
        persons, done = self._persons, 0
        read = self._table.words.__getitem__
        for at, word in [(at, word) for at, word in enumerate(map(read, self._words)) if word is not None]:
            if at in self._taken:
                continue
            while done < len(persons) and persons[done][0] < at:
                self._trail.append(persons[done])
                done += 1
            if word.kind == "quote":
                depth = max(0, depth + QUOTES[word.key])
            elif word.kind in ("definite", "construct"):
                self._definite(at, word)
            elif depth:
                continue
            elif word.kind == "verb":
                self._verb(at, word)
            elif word.kind == "country":
                self._country(at, word)
            else:
                self._owned(at, word)
        changed = {id(draft): draft for draft, _, _ in self._added}
        for draft, span, form in self._added:
            draft.mentions.append((span, form, None))
        for draft in changed.values():
            draft.mentions.sort(key=lambda mention: mention[0].first)
        return self._drafts

    def _add(self, draft: Draft, first: int, last: int, cut: int, form: Form, rule: str) -> None:
        type_ = draft.type
        candidate = Candidate(first, last, cut, type_, rule)
        self._added.append((draft, Span(first, last, cut, type_, candidate, None), form))
        self._taken.update(range(first, last))

    def _sentence(self, at: int) -> int:
        return self._analysis.sentence_at(self._analysis.starts[at])

    def _sentence_start(self, number: int) -> int:
        return bisect_left(self._analysis.starts, self._analysis.sentences[number][0])

    def _written(self, at: int) -> str:
        """Return the last letter of token ``at`` as written: folding has made one of ة and ه."""
        return self._analysis.text[self._analysis.folded.start(self._analysis.ends[at] - 1)]

    # -- functions and bodies told alone ------------------------------------------------------------------------

    def _definite(self, at: int, word: Word) -> None:
        title = self._known.titles.at(self._words, at)
        if title is not None and (word.kind == "definite" or title.last > at + 1):
            row = title.values[0]
            last = title.last
            self._taken.update(range(at, last))
            if fold_word(row.cells["form"]) in self._table.nobody or _ARTICLE + word.key in self._table.nobody:
                return
            if self._words[last - 1].startswith(_ARTICLE) or word.kind == "definite":
                open_ = (
                    self._describes(at)
                    or self._described(at, last)
                    or self._named(last)
                    or (at and self._words[at - 1] in self._table.posts)
                )
                holder = None if open_ else self._bearer_of(at, last, title.cut)
                self._trail.append((at, holder))
                if holder is not None:
                    self._functions[at] = holder, last
                    self._add(holder, at, last, title.cut, "nominal", "refer.function")
            return
        if word.kind == "definite" and not self._described(at, at + 1):
            told = self._bodies.get(word.key)
            if told and word.key not in self._table.national:
                self._body(at, word, told)

    def _bearer_of(self, at: int, last: int, cut: int) -> Draft | None:
        """Return the only one who bears the function of tokens ``[at, last)`` before it, if he was told of lately."""
        key = tuple(self._key(at, last, cut))
        loose = len(key) == 1 and " ".join(key) not in self._table.strict
        found: dict[int, _Bearer] = {}
        for bearer in self._bearers:
            if bearer.first >= at:
                break
            if bearer.key == key or (loose and bearer.key[0] == key[0]):
                found[id(bearer.draft)] = bearer
        if not found:
            by_table = [
                draft
                for token, draft in self._persons
                if token < at and draft.row is not None and self._in_office(draft.row, key, None)
            ]
            return by_table[0] if len({id(draft) for draft in by_table}) == 1 else None
        if len(found) != 1:
            return None
        bearer = next(iter(found.values()))
        if not loose and self._others_in_office(bearer, key):
            return None
        latest = max((span.first for span, _, _ in bearer.draft.mentions if span.first < at), default=bearer.first)
        return bearer.draft if self._sentence(at) - self._sentence(latest) <= _TITLE_REACH else None

    def _others_in_office(self, bearer: _Bearer, key: tuple[str, ...]) -> bool:
        """Say whether the table of offices knows another person of the text who held the function that day."""
        return any(
            draft is not bearer.draft and draft.row is not None and self._in_office(draft.row, key, None)
            for draft in self._drafts
            if draft.type == "PERSON"
        )

    def _body(self, at: int, word: Word, told: Sequence[tuple[int, Draft]]) -> None:
        before = [one for one in told if one[0] < at]
        if len({id(draft) for _, draft in before}) != 1:
            return
        first, draft = before[-1]
        if self._sentence(at) - self._sentence(first) <= _BODY_REACH:
            self._add(draft, at, at + 1, word.cut, "nominal", "refer.body")

    # -- verbs --------------------------------------------------------------------------------------------------

    def _verb(self, at: int, word: Word) -> None:
        words = self._words
        before = words[at - 1] if at else ""
        sure = set(self._known.kinds(word.key)) <= {"VERB", "verb", "noun", "adj", "propn"}
        place = self._ends.get(at)
        sentence = self._sentence(at)
        if place is not None and not word.cut and place.type in ("PERSON", "ORG", "GPE"):
            if place.type == "PERSON" and self._opener(at + 1) is not None:
                self._tells(place.draft, word.gender, sentence)
            return
        opener = self._opener(at + 1)
        if opener is None:
            subject = self._subject(at + 1)
            if subject is None and sure:
                self._teller, self._unknown = None, sentence
            elif subject is None:
                pass
            elif sure or subject[0].type == "PERSON":
                self._tells(subject[0], word.gender, sentence)
                self._after(subject[1])
            return
        starts = at == 0 or self._sentence(at - 1) != sentence
        joined = word.cut == 1 or before in _JOINING or starts
        teller = self._teller
        if not joined or before in _NEGATIONS or word.key in self._table.passive or teller is None:
            self._unknown = sentence
            self._teller = teller if joined else None
            return
        if teller.gender != word.gender or sentence - teller.sentence > _TELLER_REACH:
            self._teller, self._unknown = None, sentence
            return
        self._teller = teller._replace(sentence=sentence)
        self._add(teller.draft, at, at + 1, word.cut, "pronoun", "refer.verb")
        if teller.draft.type == "PERSON":
            self._trail.append((at, teller.draft))
        self._he(opener, teller)

    def _tells(self, draft: Draft, gender: str, sentence: int) -> None:
        self._teller = _Teller(draft, gender, sentence)
        if gender == "f" and draft.type == "PERSON":
            self._women.add(id(draft))

    def _after(self, at: int) -> None:
        """Link إنه where it opens what the teller named before token ``at`` tells."""
        for token in range(at, min(at + _NEAR, len(self._words))):
            if self._words[token] in _ENDS or token in self._places:
                return
            if self._words[token] in self._table.openers:
                if self._teller is not None:
                    self._he(token, self._teller)
                return

    def _opener(self, at: int) -> int | None:
        """Return where what is told begins, if it does right after a verb without subject; asides may stand between."""
        words, table = self._words, self._table
        if at >= len(words):
            return None
        if words[at] in table.openers:
            return at
        if words[at] in table.through and at + 1 < len(words) and words[at + 1] in table.openers:
            return at + 1
        if words[at] not in table.aside:
            return None
        for token in range(at + 1, min(at + _ASIDE, len(words))):
            if words[token] in _ENDS:
                return None
            if words[token] in table.openers:
                return token
        return None

    def _subject(self, at: int) -> tuple[Draft, int] | None:
        """Return who is named as the subject of a verb at token ``at``, or after his function there; and the end."""
        place = self._places.get(at)
        if place is not None:
            tells = place.type in ("PERSON", "ORG") or place.draft in self._states.values()
            return (place.draft, place.last) if tells else None
        if at not in self._functions:
            return self._alone(at)
        draft, last = self._functions[at]
        after = range(last, min(last + _NEAR, len(self._words)))
        name = next((self._places[one] for one in after if one in self._places), None)
        return draft, name.last if name is not None and name.draft is draft else last

    def _alone(self, at: int) -> tuple[Draft, int] | None:
        """Return whose function or which body is told alone as the subject at token ``at``."""
        word = self._table.words[self._words[at]] if at < len(self._words) and at not in self._taken else None
        if word is None or word.kind not in ("definite", "construct"):
            return None
        before = len(self._added)
        self._definite(at, word)
        if len(self._added) == before:
            return None
        draft, span, _ = self._added[-1]
        return draft, span.last

    # -- pronouns -----------------------------------------------------------------------------------------------

    def _he(self, at: int, teller: _Teller) -> None:
        """Link the pronoun of إنه at token ``at``, where a verb that somebody does follows it."""
        words = self._words
        if at >= len(words) or words[at] not in _HE[teller.gender] or teller.draft.type != "PERSON":
            return
        verb = at + 1
        while verb < len(words) and words[verb] in _BEFORE_VERB:
            verb += 1
        if verb >= len(words):
            return
        word = words[verb].removeprefix(_FUTURE)
        if word.startswith(_IMPERFECT[teller.gender]) and word not in self._table.dummy and self._is_verb(word):
            tail = len("ه") if teller.gender == "m" else len("ها")
            self._add(teller.draft, at, at + 1, len(words[at]) - tail, "pronoun", "refer.he")

    def _is_verb(self, word: str) -> bool:
        return "VERB" in self._known.kinds(word)

    def _in_sentence(self, at: int) -> list[Draft | None]:
        """Return the persons told of in the sentence of token ``at`` before it, each once; None for unknown ones."""
        start = self._sentence_start(self._sentence(at))
        return self._between(start, at)

    def _between(self, start: int, stop: int) -> list[Draft | None]:
        found: dict[int, Draft | None] = {}
        for token, draft in reversed(self._trail):
            if token < start:
                break
            if token < stop:
                found[id(draft)] = draft
        return list(found.values())

    def _country(self, at: int, word: Word) -> None:
        if (word.tail == 1 and self._written(at) == "ة") or at + 1 in self._places:
            return
        sentence, teller = self._sentence(at), self._teller
        if teller is not None and teller.sentence == sentence:
            if teller.gender != word.gender:
                return
            speaker = teller.draft
        elif sentence == self._unknown:
            return
        else:
            persons = self._in_sentence(at)
            if len(persons) != 1 or persons[0] is None or (word.gender == "f") != (id(persons[0]) in self._women):
                return
            speaker = persons[0]
        code = speaker.code
        told = speaker.row is not None or any(b.draft is speaker and b.code == code for b in self._bearers)
        state = self._states.get(code) if code and (told or speaker.type != "PERSON") else None
        if state is not None:
            self._add(state, at, at + 1, word.cut, "nominal", "refer.country")

    def _owned(self, at: int, word: Word) -> None:
        if word.tail == 1 and self._written(at) == "ة":
            return
        persons = self._in_sentence(at)
        sentence = self._sentence(at)
        start = self._sentence_start(sentence)
        if not persons and sentence and at - start < _LEADING:
            persons = self._between(self._sentence_start(sentence - 1), start)
        if len(persons) != 1 or persons[0] is None or sentence == self._unknown:
            return
        if (word.gender == "f") == (id(persons[0]) in self._women):
            self._add(persons[0], at, at + 1, len(self._words[at]) - word.tail, "pronoun", "refer.owner")
