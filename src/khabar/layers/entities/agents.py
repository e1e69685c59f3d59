"""Who acts without a name: nouns of people and bodies (جنود، الشرطة، متظاهرون), their sector, and whose they are.

The table ``lexicon/agents`` holds lemmas and phrases; their forms are made once, and each distinct word of a text is
looked up once. ``Agents.at`` then reads the noun phrase that such a noun heads: adjectives and complements give a soft
noun its sector (مسؤول عسكري، عناصر الشرطة), a nisba or the name after it its state or group (جنود أتراك، قوات النظام
السوري، حكومة الوفاق الليبية); a place after في says where it is, and is told apart (متظاهرون في تونس).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from khabar.layers.entities.vocabulary import vocabulary
from khabar.lexicon.names import cell_list
from khabar.text.fold import fold_word
from khabar.text.morphology.clitics import splits

if TYPE_CHECKING:
    from khabar.lexicon import Lexicon, Row
    from khabar.record import Entity
    from khabar.text import Analysis

__all__ = ["Agent", "Agents", "Named", "Noun", "Number", "agents_of", "named_tokens"]

Number = Literal["sing", "dual", "plur"]

_TABLE = "lexicon/agents"
_NOUNS = "morphology/nouns"
_ARTICLE = "ال"
_UNKNOWN = "UNK"
_UNIDENTIFIED = "UAF"
_REBELS = "REB"
_PARTISAN = frozenset(("PTY", "REB"))
_CACHE_LIMIT = 100_000
# Pronouns that a noun of people takes in the news; those of "I" and "you" are rather letters of the word.
_PRONOUNS = frozenset(("ه", "ها", "هم", "هما", "هن", "نا"))
_NO_PREPOSITIONS = ("س", "ك")  # of the future; what is like a state is none
_PARTICLES = ("", "و", "ف", "ب", "ل")
_IN = frozenset(("في", "ب"))
_OF = "من"
# Words between في and the name of the place (في مدينة حلب، في العاصمة تونس).
_SEATS = frozenset(
    "مدينه العاصمه محافظه ولايه بلده قريه منطقه اقليم شمال جنوب شرق غرب وسط ريف مخيم جنوبي شمالي".split()
)
_ATTRIBUTES = 5
_NOMINAL = frozenset(("NOUN", "ADJ", "noun", "adj"))
_DEFINITE = ("ال", "وال", "بال", "لل", "فال", "ولل", "وبال")
# What marks a form that stands before a complement only, and one of a plural in construct (مسلحو، مسلحي).
_WITH_COMPLEMENT = "+"
_CONSTRUCT = "^"
_PLURAL = "ون"
_FEMININE = "ات"


class Named(NamedTuple):
    """A mention of an entity by its tokens: what it is, the code that it lends, and its sector.

    ``code`` is the key of a group, else the code of the state that it is or belongs to.
    """

    first: int
    last: int
    type: str
    form: str
    code: str | None
    sector: str | None
    entity: str


class Noun(NamedTuple):
    """What a word is as a noun of people: its row, number, whether it is definite, and its clitics.

    ``cut`` letters of particles begin the word; ``pronoun`` is what is attached at its end; ``row`` is None for a word
    that acts only together with what follows it (خفر السواحل). ``article``: it has the article.
    """

    row: Row | None
    number: Number
    cut: int
    pronoun: str
    article: bool
    leads: tuple[str, ...]


class Agent(NamedTuple):
    """Somebody who acts, without a name.

    ``start`` and ``end`` are the tokens of the phrase, ``cut`` the letters of particles before it, ``head`` the token
    of the noun; ``code`` says of which state or group, ``entity`` the entity that says so, and ``by`` how: nisba,
    genitive, name (the phrase names an entity), place (only where it is), or "" where nothing does. ``pronoun`` is
    what is attached to the noun (قواته): whose they are is a matter of linking.
    """

    start: int
    end: int
    head: int
    cut: int
    noun: str
    sector: str
    number: Number
    code: str | None = None
    by: Literal["nisba", "genitive", "name", "place", ""] = ""
    entity: str | None = None
    pronoun: str = ""
    row: str = ""


class _Phrase(NamedTuple):
    """The words after the second of a phrase, each with the forms that it may have, and the phrase's row."""

    tail: tuple[frozenset[str], ...]
    row: Row


# A word of quantity: whom it counts follows.
_QUANTITY = Noun(None, "plur", 0, "", False, ())


class _Words(dict[str, "Noun | None"]):
    """What each word is as a noun of people; filled as words come, up to a limit."""

    def __init__(self, read: Callable[[str], Noun | None]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, word: str) -> Noun | None:
        found = self._read(word)
        if len(self) < _CACHE_LIMIT:
            self[word] = found
        return found


def named_tokens(analysis: Analysis, entities: Iterable[Entity]) -> dict[int, Named]:
    """Return the mentions of ``entities`` by their first token; the longest where several begin there."""
    found: dict[int, Named] = {}
    index, starts, ends = analysis.folded.index, analysis.starts, analysis.ends
    for entity in entities:
        code = entity.actor or entity.code or entity.country
        for mention in entity.mentions:
            if mention.form in ("pronoun", "nominal"):
                continue
            first = bisect_left(ends, index(mention.start) + 1)
            last = bisect_left(starts, index(mention.end))
            if first < last and (first not in found or found[first].last < last):
                found[first] = Named(first, last, mention.type, mention.form, code, entity.sector, entity.id)
    return found


class Agents:
    """The agents of the table, compiled; immutable but for a cache of words, safe among threads."""

    def __init__(self, lexicon: Lexicon) -> None:
        rows = lexicon.table(_TABLE).rows
        self._plurals = _plurals(lexicon)
        self._broken = frozenset(fold_word(plural) for plurals in self._plurals.values() for plural in plurals)
        self._nouns: dict[str, tuple[tuple[Row | None, Number, str], ...]] = {}
        self._phrases: dict[str, dict[str, tuple[_Phrase, ...]]] = {}  # by the first word, then by forms of the second
        self._givers: dict[str, str] = {}  # forms of adjectives to the sector that they give a soft noun
        self._complements: dict[tuple[str, ...], str] = {}  # words of a complement to the sector
        self._quantities = frozenset(
            particle + article + fold_word(row.cells["form"])
            for row in rows
            if row.cells["class"] == "quantity"
            for particle in _PARTICLES
            for article in ("", _ARTICLE)
        )
        self._deeds: set[str] = set()
        self._never: set[str] = set()  # forms that are other words
        self._words = _Words(self._read)
        self._kinds = vocabulary(lexicon).kinds
        for row in rows:
            self._add(row)
        self._complement_leads = frozenset(words[0] for words in self._complements)
        self._adjectival = frozenset(self._givers).union(
            form
            for row in rows
            if row.cells["class"] == "person" and row.cells["form"].endswith("ي")
            if row.cells["plural"] in ("", _PLURAL)
            for form in _agreeing(fold_word(row.cells["form"]))
        )

    def _add(self, row: Row) -> None:
        cells = row.cells
        first, *tail = cells["form"].split()
        lead = fold_word(first)
        if cells["class"] == "adjective":
            for form in _agreeing(lead):
                self._givers.setdefault(form, cells["sector"])
        elif cells["class"] == "genitive":
            self._complements[(lead, *map(fold_word, tail))] = cells["sector"]
        elif cells["class"] == "deed":
            self._deeds.update(particle + lead for particle in _PARTICLES)
        elif cells["class"] == "none" and not tail:
            self._never.add(lead)
        elif cells["class"] != "quantity":
            if tail:
                second, *others = map(_tail_forms, tail)
                phrase = _Phrase(tuple(others), row)
                if lead not in self._phrases:
                    for form, number in self._forms(first, [], "", group=False):
                        self._put(form, None, number, lead)
                following = self._phrases.setdefault(lead, {})
                for form in second:
                    known = following.get(form, ())
                    following[form] = (*known, phrase)
                    if others:
                        following[form] = tuple(sorted(following[form], key=lambda one: -len(one.tail)))
            else:
                for form, number in self._forms(
                    first, cell_list(row, "plural"), cells["singular"], group=cells["class"] == "group"
                ):
                    self._put(form, row, number, lead)

    def _put(self, form: str, row: Row | None, number: Number, lead: str) -> None:
        known = self._nouns.get(form, ())
        if all(other[0] is not row or other[2] != lead for other in known):
            self._nouns[form] = (*known, (row, number, lead))

    def _forms(self, form: str, plurals: Sequence[str], singular: str, *, group: bool) -> Iterator[tuple[str, Number]]:
        """Yield the folded forms of a noun without clitics and their number; one with the article needs it."""
        lemma = fold_word(form)
        base = lemma.removesuffix("ه")
        if singular in ("definite", "article"):
            yield _ARTICLE + lemma, "sing"
            if singular == "definite":
                yield lemma + _WITH_COMPLEMENT, "sing"
        elif singular != "never":
            several = group and (lemma.endswith(_FEMININE) or lemma in self._broken)
            yield lemma, "plur" if several else "sing"
            if not lemma.endswith(("ه", "ا")):
                yield lemma + "ا", "sing"
        for told in plurals or self._known_plurals(lemma, group=group):
            if told == _FEMININE:
                yield base + _FEMININE, "plur"
                continue
            plural = lemma + _PLURAL if told == _PLURAL else fold_word(told)
            yield plural, "plur"
            if plural.endswith(_PLURAL):
                yield plural[:-2] + "ين", "plur"
                yield from ((plural[:-2] + ending + _CONSTRUCT, "plur") for ending in ("و", "ي"))
            elif not plural.endswith(("ه", "ا", "اء")):
                yield plural + "ا", "plur"
        if singular not in ("never", "article"):
            ends = ("تان", "تين") if lemma.endswith("ه") else ("ان", "ين")
            yield from ((base + ending, "dual") for ending in ends)

    def _known_plurals(self, lemma: str, *, group: bool) -> list[str]:
        """Return the plurals of a noun whose row tells none: broken ones, and the sound one that people have."""
        broken = self._plurals.get(lemma, [])
        if lemma.endswith("ه"):
            return broken or [_FEMININE]
        return broken if group else [*broken, _PLURAL]

    # -- words --------------------------------------------------------------------------------------------------

    def noun(self, word: str) -> Noun | None:
        """Return what the folded ``word`` is as a noun of people, None if it is none; each word is worked out once."""
        return self._words[word]

    def _read(self, word: str) -> Noun | None:
        if not word.isalpha() or word.isascii():
            return None
        if word in self._quantities:
            return _QUANTITY
        for split in splits(word):
            preposition = word[split.start - 1] if split.key[1] == "1" else ""
            pronoun = word[split.end :]
            if preposition in _NO_PREPOSITIONS or (pronoun and pronoun not in _PRONOUNS):
                continue
            stem = word[split.start : split.end]
            found = self._of_stem(stem, preposition, pronoun)
            if not found and pronoun and stem.endswith("ت"):
                found = self._of_stem(stem[:-1] + "ه", preposition, pronoun)
            if found:
                row, number, article, leads = found
                return Noun(row, number, split.start, pronoun, article, leads)
        return None

    def _of_stem(
        self, stem: str, preposition: str, pronoun: str
    ) -> tuple[Row | None, Number, bool, tuple[str, ...]] | None:
        """Return the row that a stem belongs to, the number, whether it has the article, and the phrases it begins."""
        shapes = [(stem, False)]
        if not pronoun and stem.startswith(_ARTICLE):
            shapes.insert(0, (stem[2:], True))
        elif not pronoun and preposition == "ل" and stem.startswith("ل"):
            shapes.append((stem[1:], True))
        if stem in self._never:
            return None
        for shape, article in shapes:
            known = list(self._nouns.get(_ARTICLE + shape, ())) if article else []
            known += self._nouns.get(shape, ())
            if not article:
                known += (*self._nouns.get(shape + _WITH_COMPLEMENT, ()), *self._nouns.get(shape + _CONSTRUCT, ()))
            if known:
                own = next(((row, number) for row, number, _ in known if row is not None), None)
                row, number = own or (None, known[0][1])
                return row, number, article, tuple(dict.fromkeys(lead for _, _, lead in known))
        return None

    # -- phrases ------------------------------------------------------------------------------------------------

    def at(self, analysis: Analysis, index: int, named: Mapping[int, Named]) -> Agent | None:
        """Return the agent that the word at token ``index`` heads, None if it heads none.

        ``index`` may be that of a word of quantity before it (عشرات المتظاهرين). ``named`` are the mentions of the
        text's entities (see ``named_tokens``). The phrase is read to the right only.
        """
        words = analysis.words
        start = index
        noun = self._words[words[index]]
        if noun is _QUANTITY:
            index += 1 + (index + 1 < len(words) and words[index + 1] == _OF)
            noun = self._words[words[index]] if index < len(words) else None
        if noun is None or noun is _QUANTITY:
            return None
        entity = named.get(index)
        if entity is not None and (entity.type != "ORG" or entity.form == "nisba"):
            return None
        row, end = noun.row, index + 1
        if end < len(words):
            phrase = self._phrase(words, noun.leads, end)
            if phrase is not None:
                row, end = phrase.row, end + 1 + len(phrase.tail)
        if row is None or row.cells["class"] == "none":
            return None
        if noun.row is row and self._needs_complement(words, index, noun, named):
            return None
        if self._is_other_word(analysis, index, noun):
            return None
        agent = Agent(
            start, end, index, noun.cut if start == index else 0, row.cells["form"], row.cells["sector"] or _UNKNOWN,
            noun.number, pronoun=noun.pronoun, row=row.place,
        )  # fmt: skip
        if entity is not None:
            sector = entity.sector if row.cells["class"] == "soft" and entity.sector else agent.sector
            return agent._replace(end=entity.last, code=entity.code, by="name", entity=entity.entity, sector=sector)
        if not noun.pronoun:
            agent = self._described(words, agent, row, named, definite=noun.article)
        bare = agent.end == end and not noun.article
        return None if bare and noun.number == "sing" and row.cells["singular"] == "qualified" else agent

    def _phrase(self, words: Sequence[str], leads: Sequence[str], at: int) -> _Phrase | None:
        """Return the longest phrase that begins with one of ``leads`` and goes on at token ``at``."""
        for lead in leads:
            following = self._phrases.get(lead)
            for phrase in following.get(words[at], ()) if following else ():
                if _follows(words, at + 1, phrase.tail):
                    return phrase
        return None

    def every(self, analysis: Analysis, named: Mapping[int, Named]) -> list[Agent]:
        """Return all agents of a text in order, none inside another or inside a name."""
        words = analysis.words
        hits = [at for at, noun in enumerate(map(self._words.__getitem__, words)) if noun is not None]
        inside = {at for name in named.values() for at in range(name.first + 1, name.last)}
        found: list[Agent] = []
        position = 0
        for at in hits:
            if at >= position and at not in inside:
                agent = self.at(analysis, at, named)
                if agent is not None:
                    found.append(agent)
                    position = agent.end
        return found

    def _is_other_word(self, analysis: Analysis, index: int, noun: Noun) -> bool:
        """Say whether the letters as written, or the word before, show that it is another word or an adjective."""
        words = analysis.words
        word = words[index]
        if word.endswith("ه"):
            closed = analysis.text[analysis.folded.start(analysis.ends[index] - 1)] == "ة"
            if closed == (noun.pronoun == "ه") and (closed or (noun.number == "plur" and not noun.article)):
                return True  # عسكرية is no soldier of his, and دعاه are no preachers
        if not index or word.removeprefix(_ARTICLE) not in self._adjectival:
            return False
        before = words[index - 1]
        if noun.article:
            return before.startswith(_DEFINITE)
        if noun.number == "plur" or self._words[before] is not None or before in self._deeds:
            return self._words[before] is not None
        kinds = self._kinds(before)
        return bool(kinds) and _NOMINAL.issuperset(kinds)

    def _needs_complement(self, words: Sequence[str], index: int, noun: Noun, named: Mapping[int, Named]) -> bool:
        """Say whether a noun that needs the article or a complement (رئيس, طالب) has neither."""
        row = noun.row
        if row is None or row.cells["singular"] != "definite" or noun.number != "sing" or noun.article or noun.pronoun:
            return False
        at = index + 1
        return at >= len(words) or not (words[at].startswith(_ARTICLE) or at in named)

    def _described(
        self, words: Sequence[str], agent: Agent, row: Row, named: Mapping[int, Named], *, definite: bool
    ) -> Agent:
        """Return ``agent`` with what its adjectives and complements say of it."""
        soft = row.cells["class"] == "soft"
        sector = ""
        genitive = agent.end > agent.head + 1 and words[agent.end - 1].startswith(_ARTICLE)
        closed = agent.end == agent.head + 1 and _is_closed(words[agent.head], agent.number)
        at = end = agent.end
        inside = next((named[token] for token in range(agent.head + 1, end) if token in named), None)
        if inside is not None and inside.code is not None and inside.last >= end:
            return agent._replace(end=inside.last, code=inside.code, by="genitive", entity=inside.entity)
        for _ in range(_ATTRIBUTES):
            if at >= len(words):
                break
            name = named.get(at)
            if name is not None:
                agent, end = self._of_name(
                    words, agent, name, definite=definite, genitive=genitive, closed=closed, end=end
                )
                if agent.code is not None and name.type in ("ORG", "NORP") and name.sector:
                    if soft:
                        sector = sector or name.sector
                    elif agent.sector == _UNIDENTIFIED and name.sector in _PARTISAN:
                        agent = agent._replace(sector=_REBELS)  # مسلحو حماس
                break
            word = words[at]
            giver = self._giver(word)
            if giver and (word.startswith(_ARTICLE) or not definite):
                sector, at = sector or giver, at + 1
                end = at
                continue
            length, given = self._complement(words, at)
            if length and not definite and not genitive and not closed:
                sector, genitive = sector or given, True
                at += length
                end = at
                continue
            if word == _OF and soft and not genitive and self._is_people(words, at + 1, named):
                at += 1
                continue
            if word.startswith(_ARTICLE) and word.isalpha() and len(word) > 4:
                genitive = genitive or not definite
                at += 1  # part of the phrase only if a name follows: حكومة الوفاق الليبية
                continue
            break
        if soft and sector:
            agent = agent._replace(sector=sector)
        agent = agent._replace(end=max(end, agent.end))
        return agent if agent.code else self._placed(words, agent, named)

    def _giver(self, word: str) -> str:
        return self._givers.get(word.removeprefix(_ARTICLE), "")

    def _is_people(self, words: Sequence[str], at: int, named: Mapping[int, Named]) -> bool:
        return at < len(words) and (at in named or self.noun(words[at]) is not None)

    def _complement(self, words: Sequence[str], at: int) -> tuple[int, str]:
        """Return how many words at ``at`` are a complement that gives a sector, and the sector."""
        if words[at].removeprefix(_ARTICLE) in self._complement_leads:
            plain = [word.removeprefix(_ARTICLE) for word in words[at : at + 2]]
            for told in (plain, [plain[0], *words[at + 1 : at + 2]], plain[:1]):
                if tuple(told) in self._complements:
                    return len(told), self._complements[tuple(told)]
        noun = self._words[words[at]]
        if noun and noun.cut == 0 and noun.row and noun.row.cells["class"] != "soft" and not words[at].endswith("ا"):
            return 1, noun.row.cells["sector"]
        return 0, ""

    @staticmethod
    def _of_name(
        words: Sequence[str], agent: Agent, name: Named, *, definite: bool, genitive: bool, closed: bool, end: int
    ) -> tuple[Agent, int]:
        """Return ``agent`` as the name after it says whose it is, if it does, and where the phrase then ends."""
        if name.code is None:
            return agent, end
        if name.form == "nisba" or name.type == "NORP":
            if words[name.first].startswith(_ARTICLE) != (definite or genitive):
                return agent, end
            return agent._replace(code=name.code, by="nisba", entity=name.entity), name.last
        first = words[name.first]
        attached = first[0] in "وفبلك" and not first.startswith(_ARTICLE) and name.type not in ("GPE", "ORG", "PERSON")
        if definite or genitive or closed or attached:
            return agent, end
        return agent._replace(code=name.code, by="genitive", entity=name.entity), name.last

    @staticmethod
    def _placed(words: Sequence[str], agent: Agent, named: Mapping[int, Named]) -> Agent:
        """Return ``agent`` with the place where it is, if في and the name of a place follow."""
        at = agent.end
        if at + 1 >= len(words) or words[at] not in _IN:
            return agent
        at += 1
        if words[at] in _SEATS and at not in named:
            at += 1
        place = named.get(at)
        if place is None or place.type not in ("GPE", "LOC", "FAC") or place.code is None or place.form == "nisba":
            return agent
        return agent._replace(code=place.code, by="place", entity=place.entity)


def _is_closed(word: str, number: Number) -> bool:
    """Say whether the ending of a noun shows that no genitive follows it (مسلحون, ضابطا)."""
    return word.endswith("ا") or (number != "sing" and word.endswith(("ون", "ين", "ان")))


def _follows(words: Sequence[str], at: int, tail: tuple[frozenset[str], ...]) -> bool:
    if at + len(tail) > len(words):
        return False
    return all(words[at + number] in forms for number, forms in enumerate(tail))


def _tail_forms(word: str) -> frozenset[str]:
    """Return the forms of a word after the first of a phrase: as it stands if it has the article, else agreeing."""
    folded = fold_word(word)
    if folded.startswith(_ARTICLE):
        return frozenset((folded,))
    forms = _agreeing(folded)
    return frozenset((*forms, *(_ARTICLE + form for form in forms)))


def _agreeing(adjective: str) -> list[str]:
    """Return the forms of a folded adjective, of whatever gender it is told, in gender, number and case."""
    base = adjective.removesuffix("ه")
    return [adjective, base, *(base + ending for ending in ("ه", "ون", "ين", "ات", "ا", "تين", "تان", "و", "ان"))]


def _plurals(lexicon: Lexicon) -> dict[str, list[str]]:
    """Return the broken plurals that morphology lists, by folded singular."""
    plurals: dict[str, list[str]] = {}
    for row in lexicon.table(_NOUNS).rows:
        broken = [plural for plural in row.cells["value"].split(",") if plural]
        if broken:
            plurals.setdefault(fold_word(row.cells["form"]), broken)
    return plurals


def agents_of(lexicon: Lexicon) -> Agents:
    """Return the agents of ``lexicon``, compiled once."""
    return lexicon.compiled("entities-agents", Agents)
