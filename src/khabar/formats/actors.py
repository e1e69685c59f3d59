"""Who and where: the entities of a record as its surfaces tell them, ranked by how often the text names them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from khabar.formats.countries import country_name, state_of
from khabar.formats.strings import Strings
from khabar.record import Entity, Record

__all__ = [
    "KINDS",
    "Kind",
    "Names",
    "Ranked",
    "described",
    "functions",
    "home",
    "kind_of",
    "loaded_names",
    "name_of",
    "other_name",
    "places",
    "ranked",
    "type_name",
]

Kind = Literal["person", "body", "place", "people"]
KINDS: tuple[Kind, ...] = ("person", "body", "place", "people")
_KIND_OF: dict[str, Kind] = {"PERSON": "person", "ORG": "body", "NORP": "people"}
_MOST_FUNCTIONS = 3


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entity, its index in the record, and how often it is named."""

    index: int
    entity: Entity
    count: int


class Names:
    """The names of a record's entities by their id, in the language of the surface."""

    def __init__(self, record: Record, say: Strings) -> None:
        self._index = {entity.id: index for index, entity in enumerate(record.entities)}
        self._entities = record.entities
        self._say = say

    def index(self, name: str | None) -> int | None:
        """Return where the entity with the id ``name`` stands in the record, None if there is none."""
        return self._index.get(name or "")

    def __call__(self, name: str | None) -> str:
        """Return what the entity with the id ``name`` is called, empty if there is none."""
        index = self.index(name)
        return "" if index is None else name_of(self._entities[index], self._say)


def kind_of(entity: Entity) -> Kind:
    """Return which of the four kinds an entity is shown as: persons, bodies, places, or peoples."""
    return _KIND_OF.get(entity.type, "place")


def ranked(record: Record, *kinds: Kind) -> list[Ranked]:
    """Return the entities of ``kinds``, the most often named first, equals in the order of the text."""
    found = [
        Ranked(index, entity, len(entity.mentions))
        for index, entity in enumerate(record.entities)
        if entity.mentions and kind_of(entity) in kinds
    ]
    return sorted(found, key=lambda one: -one.count)


def places(record: Record) -> tuple[list[Ranked], list[Ranked]]:
    """Return the places that can be put on a map (states, and what has coordinates), and the others."""
    known: list[Ranked] = []
    others: list[Ranked] = []
    for one in ranked(record, "place"):
        (known if one.entity.geo or state_of(one.entity) else others).append(one)
    return known, others


def name_of(entity: Entity, say: Strings) -> str:
    """Return the name of an entity in the language of the surface, as far as it is known."""
    return entity.name if say.right_to_left else entity.name_en or entity.name


def other_name(entity: Entity, say: Strings) -> str:
    """Return the name in the other language, empty if there is none."""
    other = entity.name_en if say.right_to_left else entity.name
    return other or "" if other != name_of(entity, say) else ""


def type_name(entity: Entity, say: Strings) -> str:
    """Return what an entity is: its kind where that is known, else its type."""
    if state_of(entity):
        return say("entity.state")
    kind = f"kind.{(entity.kind or '').replace(' ', '_')}"
    return say(kind) if kind in say else say.word("entity", entity.type)


def home(entity: Entity) -> str | None:
    """Return the code of the country of an entity; a group that acts for itself is at home somewhere too."""
    return entity.country or entity.code


def functions(entity: Entity) -> list[str]:
    """Return the functions of a person as the text gives them, each once."""
    return list(dict.fromkeys(role.text for role in entity.roles))


def loaded_names(entity: Entity) -> list[str]:
    """Return the names for an entity in the text that take a side, each once."""
    return list(dict.fromkeys(mention.text for mention in entity.mentions if mention.loaded))


def described(entity: Entity, say: Strings) -> list[str]:
    """Return what is known of an entity in a few words: its functions, what it is, its country."""
    said = functions(entity)[:_MOST_FUNCTIONS]
    if not said:
        sector = say.word("sector", entity.sector) if entity.sector else ""
        said = [type_name(entity, say)] if entity.kind or entity.type not in ("PERSON", "ORG") else [sector]
    own = state_of(entity)
    country = "" if own else country_name(home(entity), say)
    parts = [part for part in (*said, country) if part and part != name_of(entity, say)]
    # "body" says nothing beside "international body"
    return [part for at, part in enumerate(parts) if not any(part in other for other in parts[at + 1 :])]
