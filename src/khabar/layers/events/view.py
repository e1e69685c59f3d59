"""One text as the events layer sees it: lemmas, clause frames, names, agents, dates and numbers by token."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from khabar.layers.entities.agents import Agent, Agents, Named, agents_of, named_tokens
from khabar.layers.events.epithets import epithets
from khabar.record import Party
from khabar.text.frames import Frame, Phrase, frames
from khabar.text.frames.facts import grammar
from khabar.text.morphology import morphology

if TYPE_CHECKING:
    from khabar.layers.base import Context
    from khabar.record import Entity, Quantity, Time, Voice

__all__ = ["Span", "View"]

# A second reading of a word is looked up too if it is as likely as this.
_LIKELY = 0.25
# Classes of how often a verb has an object (see ``frames.facts``) that make it one that takes one; few verbs of which
# nothing is known take none.
_OFTEN = frozenset("-234")
_TAKES_NONE = frozenset(("هجم",))
_PAIR = 2
# How far a function may stand from the group that it is in, and the words for one, folded.
_FUNCTION = 6
_FUNCTIONS = frozenset("قيادي قايد زعيم عضو ناطق متحدث رييس نايب مسوول امين ممثل قيادة مرشد عناصر عنصر مقاتل".split())
# Prepositions that make a state a place.
_PLACING = frozenset(("في", "من", "الي", "ب", "عبر", "نحو", "داخل", "خارج", "قرب"))
_ACTING = frozenset(("GPE", "NORP", "ORG", "PERSON"))
_GROUP_SECTORS = frozenset(("REB", "PTY", "PRM", "OPP", "UAF"))


class Span(NamedTuple):
    """Tokens ``start`` to ``end`` (half-open); ``head`` is the word that carries the meaning, -1 if none does."""

    start: int
    end: int
    head: int


class View:
    """What the layer looks at; made once for each text."""

    def __init__(self, context: Context) -> None:
        self.analysis = context.analysis
        self.lexicon = context.lexicon
        self.words: Sequence[str] = context.analysis.words
        self.readings = morphology(context.analysis, context.lexicon)
        self.entities: dict[str, Entity] = {entity.id: entity for entity in context.found["entities"]}
        self.named = named_tokens(context.analysis, self.entities.values())
        names = {at for name in self.named.values() for at in self._proper(name)}
        self.frames = frames(context.analysis, context.lexicon, names)
        self.meant = self._meant()
        self.times: Sequence[Time] = context.found["times"]
        self.quantities: Sequence[Quantity] = context.found["quantities"]
        self.voices: Sequence[Voice] = context.found.get("voices", ())
        codes = {code for name in self.named.values() if (code := name.code)}
        self.epithets = epithets(context.lexicon).find(self.words, codes)
        self.published = context.document.published
        self._grammar = grammar(context.lexicon)
        self._agents: Agents = agents_of(context.lexicon)
        self._agent_at: dict[int, Agent | None] = {}
        self.told: dict[tuple[int, int], list[tuple[int, int, Party]]] = {}  # parties of spans; filled by ``parties``
        self.earlier: dict[int, list[tuple[Party, str]]] = {}  # parties of sentences before; filled by ``candidates``
        self.subjects: dict[int, list[Party]] = {}  # who acts in a frame, by its predicate; filled by ``reference``
        starts = self.analysis.starts
        self.sentences = [
            (bisect_left(starts, start), bisect_left(starts, end)) for start, end, _ in self.analysis.sentences
        ]
        self._sentence_starts = [first for first, _ in self.sentences]

    def _meant(self) -> dict[int, Named]:
        """Return whom pronouns, verb endings and functions told alone stand for, by token."""
        found: dict[int, Named] = {}
        for entity in self.entities.values():
            code = entity.actor or entity.code or entity.country
            for mention in entity.mentions:
                if mention.form in ("pronoun", "nominal"):
                    first, last = self.token_at(mention.start), self.token_at(max(mention.end - 1, mention.start)) + 1
                    found[first] = Named(first, last, mention.type, mention.form, code, entity.sector, entity.id)
        return found

    def _proper(self, name: Named) -> range:
        """Return the tokens of a name that are proper nouns, whatever else their letters mean (قطر, حركة فتح)."""
        if name.type == "PERSON" or (name.type == "GPE" and name.form != "nisba" and name.last - name.first == 1):
            return range(name.first, name.last)
        group = name.type == "ORG" and self.entities[name.entity].actor is not None
        return range(name.first + 1, name.last) if group else range(0)

    # -- words --------------------------------------------------------------------------------------------------

    def lemmas(self, start: int, end: int) -> list[tuple[str, str]]:
        """Return lemma and bare form, both folded, of each token."""
        return [(word.reading.key, word.reading.bare) for word in self.readings[start:end]]

    def keys(self, token: int) -> list[tuple[str, str]]:
        """Return ``(lemma, part of speech)`` of the likely readings of a token."""
        word = self.readings[token]
        found = [(word.reading.key, word.reading.upos)]
        for reading, score in word.alternatives:
            if score >= _LIKELY:
                found.append((reading.key, reading.upos))
        return found

    def person(self, token: int) -> str:
        """Return the person of a verb: 1, 2 or 3, "" of other words."""
        return self._grammar.facts(self.readings[token].reading).person

    def takes_object(self, token: int) -> bool:
        """Say whether a verbal noun is of a verb that takes an object more than rarely."""
        facts = self._grammar.facts(self.readings[token].reading)
        return bool(facts.verb) and facts.object_share in _OFTEN and facts.verb not in _TAKES_NONE

    def sentence_of(self, token: int) -> int:
        """Return the number of the sentence that holds ``token``."""
        return max(bisect_right(self._sentence_starts, token) - 1, 0)

    def token_at(self, offset: int) -> int:
        """Return the first token that ends after the code point ``offset`` of the text."""
        return bisect_right(self.analysis.ends, self.analysis.folded.index(offset))

    def voice_at(self, offset: int) -> int | None:
        """Return the number of the segment that holds the code point ``offset``, None if voices were not read."""
        at = bisect_right(self._voice_starts, offset) - 1
        return at if 0 <= at < len(self.voices) else None

    @cached_property
    def _voice_starts(self) -> list[int]:
        return [voice.start for voice in self.voices]

    def offsets(self, start: int, end: int) -> tuple[int, int]:
        """Return the code points of tokens ``start`` to ``end``."""
        return self.frames.offsets(start, end)

    def stem_offsets(self, token: int) -> tuple[int, int]:
        """Return the code points of a token without the conjunctions and prepositions before it and pronouns after."""
        reading = self.readings[token].reading
        first = self.analysis.starts[token]
        pieces = [piece for piece in reading.pieces if piece.role in ("stem", "art")]
        if not pieces:
            return self.offsets(token, token + 1)
        return self.analysis.folded.span(first + pieces[0].start, first + pieces[-1].end)

    # -- phrases ------------------------------------------------------------------------------------------------

    @cached_property
    def governed(self) -> dict[int, list[Phrase]]:
        """The phrases with a preposition, by the token that they attach to."""
        found: dict[int, list[Phrase]] = {}
        for phrase in self.frames.phrases:
            if phrase.preposition:
                found.setdefault(phrase.governor, []).append(phrase)
        return found

    @cached_property
    def holders(self) -> dict[int, Frame]:
        """The frame of which a token is the head of subject or object, by that token."""
        found: dict[int, Frame] = {}
        for frame in self.frames.frames:
            for arg in frame.args:
                if arg.role in ("subject", "object") and not arg.dropped and not arg.pronoun:
                    for token in range(arg.start, min(arg.end, arg.head + 1)):
                        found.setdefault(token, frame)
        return found

    @cached_property
    def described(self) -> dict[int, list[Frame]]:
        """The frames whose object a relative or attached pronoun is that stands for a noun, by that noun's token."""
        found: dict[int, list[Frame]] = {}
        for frame in self.frames.frames:
            for arg in frame.args:
                if arg.refers >= 0 and arg.role in ("object", "object2", "subject", "oblique"):
                    found.setdefault(arg.refers, []).append(frame)
        return found

    def verbs_between(self, start: int, end: int) -> int:
        """Return how many finite verbs stand from ``start`` to ``end``."""
        return bisect_left(self._verbs, end) - bisect_left(self._verbs, start)

    @cached_property
    def _verbs(self) -> list[int]:
        return [frame.predicate for frame in self.frames.frames if frame.kind == "verb"]

    def frame_number(self, token: int) -> int:
        """Return the number of the first frame whose predicate is not before ``token``."""
        return bisect_left(self._predicates, token)

    @cached_property
    def _predicates(self) -> list[int]:
        return [frame.predicate for frame in self.frames.frames]

    @cached_property
    def name_types(self) -> dict[int, str]:
        """The types of names and epithets, by each of their tokens."""
        found = {at: name.type for name in self.named.values() for at in range(name.first, name.last)}
        for first, epithet in self.epithets.items():
            found |= dict.fromkeys(range(first, epithet.last), "NAME")
        return found

    def agent(self, token: int) -> Agent | None:
        """Return the agent without a name that ``token`` heads, if it does."""
        if token not in self._agent_at:
            self._agent_at[token] = self._agents.at(self.analysis, token, self.named)
        return self._agent_at[token]

    # -- where the text is at home -------------------------------------------------------------------------------

    @cached_property
    def _codes(self) -> list[tuple[int, str]]:
        """Tokens of names of states, cities and peoples, with their codes, in order."""
        return sorted(
            (token, name.code)
            for token, name in self.named.items()
            if name.code and name.type in ("GPE", "NORP", "ORG") and len(name.code) == 3
        )

    @cached_property
    def homes(self) -> list[str]:
        """The countries that the text speaks of, the most frequent first."""
        codes = Counter(code for _, code in self._codes)
        codes.update(code for token, code in self._codes if token < self.sentences[min(1, len(self.sentences) - 1)][1])
        return [code for code, _ in codes.most_common()]

    @property
    def home(self) -> str | None:
        """The country that the text speaks of most, None if it names none."""
        return self.homes[0] if self.homes else None

    def speaker_at(self, token: int) -> Party | None:
        """Return whose words a token is part of, None if the author's."""
        voice = self.voice_at(self.offsets(token, token + 1)[0])
        source = self.voices[voice].source if voice is not None else None
        entity = self.entities.get(source) if source else None
        if entity is None:
            return None
        code = entity.actor or entity.code or next((role.code for role in entity.roles if role.code), None)
        sector = entity.sector or next((role.sector for role in entity.roles if role.sector), None)
        return Party(entity=entity.id, code=code, sector=sector, via="events/speaker") if code or sector else None

    @cached_property
    def _groups(self) -> list[int]:
        """Tokens of names of groups that are no state's, in order."""
        return sorted(token for token, name in self.named.items() if name.code and self.is_group(name))

    def is_group(self, name: Named) -> bool:
        """Say whether a name is that of a group that is no state's."""
        return bool(name.type in ("ORG", "NORP") and self.entities[name.entity].actor and name.sector in _GROUP_SECTORS)

    @cached_property
    def members(self) -> dict[str, Named]:
        """The groups of persons of whom the text says it beside their names, by entity (القيادي في حماس فلان)."""
        groups = [self.named[token] for token in self._groups]
        found: dict[str, Named] = {}
        if groups:
            firsts = [name.first for name in groups]
            for name in self.named.values():
                if name.type == "PERSON" and name.entity not in found:
                    group = self._group_beside(name, groups, firsts)
                    if group is not None:
                        found[name.entity] = group
        return found

    def _group_beside(self, name: Named, groups: Sequence[Named], firsts: Sequence[int]) -> Named | None:
        """Return the group that a function before or after a person's name is in."""
        at = bisect_left(firsts, name.first) - 1
        before = groups[at] if at >= 0 and name.first - groups[at].last <= 1 else None
        if before is not None and self._is_function(before.first - _FUNCTION, before.first):
            return before
        at += 1
        after = groups[at] if at < len(groups) and groups[at].first - name.last <= _FUNCTION else None
        if after is not None and self._is_function(name.last, after.first):
            return after
        return None

    def _is_function(self, start: int, end: int) -> bool:
        """Say whether the tokens between a name and a group hold a function in it and no verb."""
        keys = [self.readings[at].reading for at in range(max(start, 0), end)]
        return any(one.key in _FUNCTIONS for one in keys) and not any(one.upos == "VERB" for one in keys)

    def group_before(self, token: int) -> Named | None:
        """Return the group last named before ``token``, None if none is."""
        at = bisect_left(self._groups, token)
        return self.named[self._groups[at - 1]] if at else None

    @cached_property
    def _bodies(self) -> dict[str, list[int]]:
        """Tokens of names of bodies by the noun that they begin with, in order."""
        found: dict[str, list[int]] = {}
        for token, name in sorted(self.named.items()):
            if name.type == "ORG" and name.code:
                found.setdefault(self.readings[token].reading.bare.removeprefix("ال"), []).append(token)
        return found

    @cached_property
    def _of_somebody(self) -> dict[str, list[tuple[int, str, str | None]]]:
        """Tokens of nouns of people and bodies with whose they are where the text says it, by noun, in order."""
        found: dict[str, list[tuple[int, str, str | None]]] = {}
        token = 0
        while token < len(self.words):
            epithet, agent = self.epithets.get(token), self.agent(token)
            after = token + 1
            if epithet is not None:
                found.setdefault(self.readings[token].reading.key, []).append((token, epithet.code, None))
                after = epithet.last
            elif agent is not None:
                if agent.code and agent.by in ("nisba", "name", "genitive"):
                    found.setdefault(self.readings[agent.head].reading.key, []).append(
                        (token, agent.code, agent.entity)
                    )
                after = max(agent.end, after)
            token = after
        return found

    def namesake(self, agent: Agent) -> tuple[str, str | None] | None:
        """Return whose the last people or body of the same noun were that the text has named before (المقاومة)."""
        known = self._of_somebody.get(self.readings[agent.head].reading.key, [])
        at = bisect_left(known, (agent.start, ""))
        return known[at - 1][1:] if at else None

    def body_before(self, noun: str, token: int) -> Named | None:
        """Return the body last named before ``token`` whose name begins with ``noun`` (المجلس: مجلس الأمن)."""
        tokens = self._bodies.get(noun, [])
        at = bisect_left(tokens, token)
        return self.named[tokens[at - 1]] if at else None

    def two_before(self, token: int, *, states: bool) -> list[int]:
        """Return the tokens of the two parties that are named last before ``token``; ``states``: no groups."""
        found: dict[str, int] = {}
        for at in range(bisect_left(self._coded, token) - 1, -1, -1):
            name = self.named[self._coded[at]]
            code = name.code
            if code is not None and not (states and (self.is_group(name) or name.type == "ORG")):
                found.setdefault(code, self._coded[at])
            if len(found) == _PAIR:
                break
        return list(reversed(found.values()))

    @cached_property
    def _coded(self) -> list[int]:
        return sorted(token for token, name in self.named.items() if name.code and name.type in _ACTING)

    def country_before(self, token: int) -> str | None:
        """Return the country named last before ``token`` in its sentence not as a place, else that of the text."""
        first = self.sentences[self.sentence_of(token)][0]
        at = bisect_left(self._codes, (token, "")) - 1
        while at >= 0 and self._codes[at][0] >= first:
            where, code = self._codes[at]
            phrase = self.frames.noun_phrase_at(where)
            if phrase is None or phrase.preposition not in _PLACING or phrase.head < where:
                return code
            at -= 1
        return self.home
