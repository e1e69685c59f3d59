"""The lexical units of events: verbs, verbal nouns, participles and nouns with their senses, compiled from the tables.

A table for each PLOVER type (``tables/assault.tsv`` …), a row for each sense: what must stand in which slot beside the
word (``needs``), what must not (``unless``), and in which slots actor and recipient stand. ``tables/classes_*.tsv``
hold the classes of words that conditions name with ``@``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from khabar.lexicon import Lexicon, Row
from khabar.text.fold import fold_word
from khabar.text.morphology import Word

__all__ = ["BUILT_IN", "NONE", "OWNERS", "TYPES", "Condition", "Unit", "Units", "Words", "matches", "units"]

TYPES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT"
).split()
# Classes that are no lists of words: the text's own parties, places and sums decide.
BUILT_IN = frozenset(("actor", "person", "place", "money", "state"))
NONE = "none"
_ROLE = re.compile(r"(actor|recipient|trigger)=(.+?)(?=\s+(?:actor|recipient|trigger)=|$)")
# A slot is one word, or من with what follows it (من أجل); words of a condition may hold spaces (مجلس أمن).
_SLOT = r"(?:من )?[^\s:]+"
_CONDITION = re.compile(rf"({_SLOT}):(.+?)(?=\s+{_SLOT}:|$)")
_VERB, _MASDAR, _PARTICIPLE, _NOUN = "verb", "masdar", "participle", "noun"
_SUBJECT = ("subject",)
_OBJECT = ("object",)
OWNERS = ("genitive", "nisba", "من قبل")
_AGAINST = ("علي", "ضد", "بحق")


class Words(NamedTuple):
    """Words of a condition: single ones, those of several words, and classes of ``BUILT_IN``."""

    single: frozenset[str]
    several: tuple[tuple[str, ...], ...]
    classes: frozenset[str]


class Condition(NamedTuple):
    """``slot`` must hold one of ``words``."""

    slot: str
    words: Words


class Unit(NamedTuple):
    """One sense of a word.

    ``kind``: verb, masdar, participle or noun; ``more`` are the folded bare words that follow the first of a noun of
    several; ``actor`` and ``recipient`` are the slots, the likeliest first; ``trigger`` is the slot of the noun
    that carries the meaning beside a light verb (أجرى محادثات), empty for most; ``row`` is the table row.
    """

    type: str
    mode: str | None
    contexts: tuple[str, ...]
    kind: str
    lemma: str
    more: tuple[str, ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    needs: tuple[Condition, ...]
    unless: tuple[Condition, ...]
    trigger: str
    row: str

    @property
    def weight(self) -> int:
        """How special the sense is: the more it asks for, the sooner it is tried."""
        return 2 * len(self.needs) + 3 * len(self.more)


class Units:
    """The units by folded lemma, the most special sense first."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.classes = _classes(lexicon)
        found: dict[tuple[str, str], list[Unit]] = {}
        there = frozenset(lexicon.names("events"))
        for type_ in TYPES:
            name = f"events/{type_.lower()}"
            if name not in there:
                continue
            for row in lexicon.table(name).rows:
                for unit in self._of_row(type_, row):
                    found.setdefault((unit.kind, unit.lemma), []).append(unit)
        ranked = {key: tuple(sorted(known, key=lambda unit: -unit.weight)) for key, known in found.items()}
        self.verbs = {lemma: known for (kind, lemma), known in ranked.items() if kind == _VERB}
        self.participles = {lemma: known for (kind, lemma), known in ranked.items() if kind == _PARTICIPLE}
        nouns: dict[str, tuple[Unit, ...]] = {}
        for (kind, lemma), known in ranked.items():
            if kind in (_NOUN, _MASDAR):
                both = (*nouns.get(lemma, ()), *known)
                nouns[lemma] = tuple(sorted(both, key=lambda unit: (-unit.weight, unit.kind != _NOUN)))
        self.nouns: Mapping[str, tuple[Unit, ...]] = nouns
        self._heads = frozenset((*self.verbs, *self.participles, *nouns))

    def may_be(self, word: Word) -> bool:
        """Say whether one of the readings of a word is the head of a unit; those that clauses show are not seen."""
        heads, reading = self._heads, word.reading
        if reading.key in heads or reading.bare in heads or (reading.upos == "VERB" and reading.key[1:] in heads):
            return True
        return any(other.key in heads for other, _ in word.alternatives)

    def __len__(self) -> int:
        return sum(len(known) for table in (self.verbs, self.participles, self.nouns) for known in table.values())

    def _of_row(self, type_: str, row: Row) -> Iterator[Unit]:
        cells = row.cells
        roles = {name: slots.strip() for name, slots in _ROLE.findall(cells["roles"])}
        actor, recipient = (_slots(roles.get(name, "")) for name in ("actor", "recipient"))
        base = Unit(
            type_, cells["mode"] or None, tuple(filter(None, cells["contexts"].split("|"))), cells["kind"], "", (),
            actor, recipient, tuple(self._conditions(cells["needs"])), tuple(self._conditions(cells["unless"])),
            fold_word(roles.get("trigger", "")), row.place,
        )  # fmt: skip
        if cells["kind"] == _VERB:
            yield base._replace(lemma=fold_word(cells["form"]), actor=actor or _SUBJECT, recipient=recipient or _OBJECT)
            for masdar in filter(None, cells["masdar"].split("|")):
                yield from _masdars(base, masdar)
            for participle in filter(None, cells["participle"].split("|")):
                yield base._replace(
                    kind=_PARTICIPLE,
                    lemma=fold_word(participle),
                    actor=actor or _SUBJECT,
                    recipient=recipient or _OBJECT,
                )
        else:
            for form in cells["form"].split("|"):
                lemma, *more = map(fold_word, form.split())
                yield base._replace(
                    lemma=lemma, more=tuple(more), actor=actor or OWNERS, recipient=recipient or _AGAINST
                )

    def _conditions(self, cell: str) -> Iterator[Condition]:
        for slots, words in _CONDITION.findall(cell):
            for slot in slots.split("|"):
                yield Condition(" ".join(map(fold_word, slot.split())), self._words(words.split("|")))

    def _words(self, names: Iterable[str]) -> Words:
        single: set[str] = set()
        several: list[tuple[str, ...]] = []
        built_in: set[str] = set()
        for name in names:
            if name.startswith("@"):
                if name[1:] in BUILT_IN:
                    built_in.add(name[1:])
                    continue
                words = self.classes[name[1:]]
                single |= words.single
                several += words.several
            else:
                _put(name.replace("_", " "), single, several)
        return Words(frozenset(single), tuple(several), frozenset(built_in))


def _put(form: str, single: set[str], several: list[tuple[str, ...]]) -> None:
    words = tuple(map(fold_word, form.split()))
    if len(words) == 1:
        single.add(words[0])
    elif words:
        several.append(words)


def _masdars(base: Unit, masdar: str) -> Iterator[Unit]:
    """Yield the verbal noun: its actor is the owner, its recipient what the verb's object becomes."""
    objective = not base.recipient or "object" in base.recipient
    others = tuple(slot for slot in base.recipient if slot not in ("object", "subject"))
    actor = tuple(slot for slot in base.actor if slot not in ("subject", "object"))
    owners = ("subject", "nisba", "من قبل") if objective else ("subject", *OWNERS)
    lemma, *more = map(fold_word, masdar.split())
    yield base._replace(
        kind=_MASDAR,
        lemma=lemma,
        more=tuple(more),
        actor=(*owners, *actor) if base.actor != (NONE,) else base.actor,
        recipient=base.recipient
        if base.recipient == (NONE,)
        else (*(("object", "ل", "genitive") if objective else ()), *others, *_AGAINST),
    )


def _slots(cell: str) -> tuple[str, ...]:
    return tuple(fold_word(slot) if " " not in slot else slot for slot in cell.replace("_", " ").split("|") if slot)


def _classes(lexicon: Lexicon) -> dict[str, Words]:
    single: dict[str, set[str]] = {}
    several: dict[str, list[tuple[str, ...]]] = {}
    for name in lexicon.names("events"):
        if not name.startswith("events/classes_"):
            continue
        for row in lexicon.table(name).rows:
            class_ = row.cells["class"]
            _put(row.cells["form"], single.setdefault(class_, set()), several.setdefault(class_, []))
    return {name: Words(frozenset(words), tuple(several[name]), frozenset()) for name, words in single.items()}


def matches(words: Words, lemmas: Sequence[tuple[str, str]]) -> bool:
    """Say whether some words of a phrase, each its lemma and its bare form, are words of a condition."""
    there = {word for pair in lemmas for word in pair}
    if not words.single.isdisjoint(there):
        return True
    for phrase in words.several:
        if phrase[0] in there:
            for at in range(len(lemmas) - len(phrase) + 1):
                if all(want in pair for want, pair in zip(phrase, lemmas[at : at + len(phrase)], strict=True)):
                    return True
    return False


def units(lexicon: Lexicon) -> Units:
    """Return the units of ``lexicon``, compiled once."""
    return lexicon.compiled("events-units", Units)
