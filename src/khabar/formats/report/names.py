"""Names in the report: each mention of an entity as a place of the page, and what is known of the entity."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from khabar.formats.actors import Kind, functions, home, kind_of, name_of, other_name, type_name
from khabar.formats.countries import country_name, state_of
from khabar.formats.strings import Strings
from khabar.record import Entity, Geo, Mention, Record

__all__ = [
    "Fact",
    "Named",
    "brief",
    "entity_facts",
    "link_targets",
    "mention_facts",
    "mentions_of",
    "numbers_by_entity",
]


_SURE = 0.995  # not worth a line


class Fact(NamedTuple):
    """One line of what is known of an annotation: the key of its name, and its value; ``code`` is set left to right."""

    name: str
    value: str
    code: bool = False


class Named(NamedTuple):
    """A mention with its entity; it stands on the page like any other annotation."""

    entity: Entity
    mention: Mention

    @property
    def start(self) -> int:
        """First character."""
        return self.mention.start

    @property
    def end(self) -> int:
        """Behind the last character."""
        return self.mention.end

    @property
    def text(self) -> str:
        """The words."""
        return self.mention.text

    @property
    def id(self) -> str:
        """The id of the entity."""
        return self.entity.id

    @property
    def via(self) -> str:
        """The rule that found the mention."""
        return self.mention.via


def mentions_of(kind: Kind) -> Callable[[Record], Iterable[tuple[int, Named]]]:
    """Return what lists the mentions of entities of ``kind``, each with the index of its entity."""

    def listed(record: Record) -> Iterable[tuple[int, Named]]:
        for index, entity in enumerate(record.entities):
            if kind_of(entity) == kind:
                for mention in entity.mentions:
                    yield index, Named(entity, mention)

    return listed


def numbers_by_entity(items: Iterable[tuple[int, int, Any]]) -> dict[int, list[int]]:
    """Return, by index of the entity, the numbers of its mentions on the page (items: number, index, annotation)."""
    found: dict[int, list[int]] = {}
    for number, index, annotation in items:
        if isinstance(annotation, Named):
            found.setdefault(index, []).append(number)
    return found


def brief(named: Named, say: Strings) -> str:
    """Return what a mention stands for, in a word: its entity's name where it is another, else whose or what it is."""
    name = name_of(named.entity, say)
    if name != named.text:
        return name
    country = "" if state_of(named.entity) else country_name(home(named.entity), say)
    return country or type_name(named.entity, say)


def entity_facts(entity: Entity, say: Strings) -> Sequence[Fact]:
    """Return what is known of an entity, whatever its mention."""
    facts = [Fact("report.name", name_of(entity, say))]
    if other := other_name(entity, say):
        facts.append(Fact("report.english" if say.right_to_left else "report.arabic", other))
    facts.append(Fact("report.type", type_name(entity, say)))
    facts += [Fact("report.function", text) for text in functions(entity)]
    if home(entity) and not state_of(entity):
        facts.append(Fact("report.country", country_name(home(entity), say)))
    if entity.sector:
        facts.append(Fact("report.sector", say.word("sector", entity.sector)))
    codes = [part for part in (entity.code, entity.actor, entity.sector) if part]
    if codes:
        facts.append(Fact("report.code", " · ".join(dict.fromkeys(codes)), code=True))
    if entity.geo:
        facts.append(Fact("report.position", position(entity.geo), code=True))
    facts += [Fact("report.also", other) for other in entity.also]
    return facts


def position(geo: Geo) -> str:
    """Return coordinates as they are written: ``36.40° N 10.61° E``."""
    north, east = "N" if geo.lat >= 0 else "S", "E" if geo.lon >= 0 else "W"
    return f"{abs(geo.lat):.2f}° {north} {abs(geo.lon):.2f}° {east}"


def mention_facts(named: Named, say: Strings) -> Sequence[Fact]:
    """Return what is known of this mention: how it names its entity, and whether that takes a side."""
    facts = [Fact("report.form", say.word("form", named.mention.form))]
    if named.mention.loaded:
        facts.append(Fact("report.loaded", say("report.loaded_note")))
    if named.mention.score is not None and named.mention.score < _SURE:
        facts.append(Fact("report.score", f"{named.mention.score:.0%}"))
    return facts


def link_targets(numbers: Mapping[int, Sequence[int]], index: int) -> dict[str, str | float | bool | None]:
    """Return the attributes of a link to the first mention of an entity that lights up with all of them."""
    own = numbers[index]
    return {"href": f"#a{own[0]}", "data_a": " ".join(map(str, own))}
