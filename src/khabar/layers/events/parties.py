"""Who a phrase speaks of: states, bodies, groups, persons by name, people without one, each with code and sector."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from khabar.layers.entities.agents import Agent, Named
from khabar.layers.events.epithets import Epithet
from khabar.layers.events.view import Span, View
from khabar.record import Party

__all__ = ["key_of", "parties_at", "parties_in", "people_without_state", "united"]

_TYPES = frozenset(("GPE", "NORP", "ORG", "PERSON"))
# Bodies that belong to no state.
_OF_NO_STATE = frozenset(("NGO", "IGO", "IMG", "MNC"))
# Agents that are somebody's wherever they are told: their country is that of the text.
_GROUPS = frozenset("حركة تنظيم جماعة متمرد مسلح ميليشيا مليشيا فصيل حزب جبهة مقاتل عنصر مهاجم".split())
# States in general and forces of any kind are nobody's.
_ANYBODY = frozenset("دولة قوة قوى طرف جهة قيادي زعيم كادر جانب".split())
# Two that the text has named: of states, of their governments.
_PAIRS = {
    pair + ending: sector
    for sector, pairs in (("", "بلد دول طرف جانب دولت حركت"), ("GOV", "رييس وزير زعيم حكومت نظير قايد"))
    for pair in pairs.split()
    for ending in ("ان", "ين")
}
_OF_BODY = frozenset(("في", "من", "باسم"))
_OF_BODY_WRITTEN = frozenset(("ل", "ب"))
_NEAR = 3
_OFFICIAL = frozenset(("GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PTY", "OPP", "LAB", "EDU", "MED", "BUS", "JRN"))


def parties_at(view: View, span: Span) -> list[tuple[int, int, Party]]:
    """Return the parties that a phrase or sentence names with their tokens (half-open)."""
    found = view.told.get((span.start, span.end))
    if found is None:
        found = view.told[span.start, span.end] = list(_parties(view, span))
    return found


def parties_in(view: View, span: Span) -> list[Party]:
    """Return the parties that a phrase names, in order, each code once (with its sector if one is told)."""
    return united(party for _, _, party in parties_at(view, span))


def _parties(view: View, span: Span) -> Iterator[tuple[int, int, Party]]:
    token = span.start
    while token < span.end:
        epithet = view.epithets.get(token)
        if epithet is not None:
            yield token, epithet.last, _of_epithet(view, epithet)
            token = epithet.last
            continue
        pair = _pair(view, token)
        if pair is not None:
            yield from ((token, token + 1, party) for party in pair)
            token += 1
            continue
        agent = view.agent(token)
        if agent is not None and not _is_blamed(view, agent):
            end = max(agent.end, token + 1)
            yield token, end, of_agent(view, agent)
            token = end
            continue
        name = view.named.get(token) or view.meant.get(token)
        if name is not None:
            end = max(name.last, token + 1)
            if name.type in _TYPES:
                party = of_name(view, name)
                if party.code or party.sector or name.type == "PERSON":
                    yield token, end, party
            token = end
            continue
        token += 1


def _pair(view: View, token: int) -> list[Party] | None:
    """Return the two last named if a dual with the article speaks of them (الجانبان، الوزيران), else None."""
    word = view.readings[token].reading.bare.removeprefix("ال")
    sector = _PAIRS.get(word)
    if sector is None or not view.readings[token].reading.definite:
        return None
    if token + 1 < len(view.words) and (token + 1 in view.named):
        return None  # الوزيران المصري والأردني: told right after it
    found = [of_name(view, view.named[at]) for at in view.two_before(token, states=bool(sector))]
    return [replace(party, sector=party.sector or sector or None, via="events/pair told before") for party in found]


def of_agent(view: View, agent: Agent) -> Party:
    """Return the party that a noun of people or of a body stands for."""
    code = agent.code
    by: str = agent.by or "noun"
    entity = agent.entity if agent.by == "name" else None
    epithet = next((view.epithets[at] for at in range(agent.head + 1, agent.end + 1) if at in view.epithets), None)
    if epithet is not None and agent.by in ("", "place"):
        code, by = epithet.code, "epithet"
    if code is None or agent.by == "place":
        owner = _owner(view, agent.end)
        if owner is not None:
            code, entity, by = owner.code, owner.entity, "of the body after it"
    body = view.body_before(agent.noun, agent.start) if _is_body(view, agent, code) else None
    if body is not None:
        code, entity, by = body.code, body.entity, "body told before"
    holder = _holder(view, agent) if code is None or agent.by == "place" else None
    if holder is not None:
        code, entity, by = holder.code, holder.entity, "of the name after it"
    if code is None or (agent.by == "place" and holder is None):
        namesake = view.namesake(agent) if _is_told(view, agent) else None
        if namesake is not None:
            (code, entity), by = namesake, "told before"
    if code is None and agent.sector in _OFFICIAL and agent.noun not in _ANYBODY:
        code = view.country_before(agent.start)
        by = "country of the text"
    group = view.group_before(agent.start) if code is None and _is_of_group(view, agent) else None
    if group is not None:
        code, entity, by = group.code, group.entity, "group told before"
    start, end = view.offsets(agent.start, agent.end)
    start += agent.cut
    return Party(
        start=start,
        end=end,
        text=view.analysis.text[start:end],
        entity=entity,
        code=code,
        sector=agent.sector if agent.sector != "UNK" else None,
        via=f"events/agent {by}",
    )


def _of_epithet(view: View, epithet: Epithet) -> Party:
    start, end = view.stem_offsets(epithet.first)[0], view.offsets(epithet.first, epithet.last)[1]
    return Party(
        start=start,
        end=end,
        text=view.analysis.text[start:end],
        code=epithet.code,
        sector=epithet.sector,
        via="events/epithet",
    )


def _is_of_group(view: View, agent: Agent) -> bool:
    """Say whether a noun with the article speaks of a group that the text has named (الحركة, المتمردون)."""
    return agent.noun in _GROUPS and view.readings[agent.head].reading.definite and not agent.pronoun


def _owner(view: View, token: int) -> Named | None:
    """Return the group or body that في, من or ل after a noun of people names (قيادي في حركة حماس، قوات من الجيش)."""
    if token >= len(view.words):
        return None
    pieces = view.readings[token].reading.pieces
    alone = view.words[token] in _OF_BODY
    if not alone and not any(piece.role == "prep" and piece.text in _OF_BODY_WRITTEN for piece in pieces):
        return None
    for at in range(token + alone, min(token + alone + _NEAR, len(view.words))):
        name = view.named.get(at)
        if name is not None:
            if not name.code or name.form == "nisba" or not (view.is_group(name) or name.type == "ORG"):
                return None
            return name
        if at > token and any(piece.role in ("prep", "conj") for piece in view.readings[at].reading.pieces):
            return None
        if view.readings[at].reading.upos in ("ADP", "VERB", "PUNCT"):
            return None
    return None


def _is_told(view: View, agent: Agent) -> bool:
    """Say whether a noun speaks of people that the text has told of: with the article, and whose it does not say."""
    return agent.noun not in _ANYBODY and view.readings[agent.head].reading.definite and not agent.pronoun


def _holder(view: View, agent: Agent) -> Named | None:
    """Return the person whose name follows a function (الرئيس فلان), if it is known whose he is."""
    name = view.named.get(agent.end)
    return name if name is not None and name.type == "PERSON" and name.code else None


def _is_body(view: View, agent: Agent, code: str | None) -> bool:
    """Say whether a noun with the article alone speaks of a body that the text has named (المجلس، المنظمة)."""
    return code is None and agent.end <= agent.head + 1 and view.readings[agent.head].reading.definite


def _is_blamed(view: View, agent: Agent) -> bool:
    """Say whether it is those responsible for a deed (المسؤولين عن), who are no officials."""
    return agent.noun == "مسؤول" and agent.end < len(view.words) and view.words[agent.end] == "عن"


def of_name(view: View, name: Named) -> Party:
    """Return the party that a name stands for."""
    entity = view.entities[name.entity]
    start, end = view.offsets(name.first, name.last)
    group = view.members.get(name.entity) if name.type == "PERSON" else None
    if group is not None:
        text = view.analysis.text[start:end]
        return Party(
            start=start,
            end=end,
            text=text,
            entity=name.entity,
            code=group.code,
            sector=None,
            via="events/name of a group",
        )
    sector = entity.sector or next((role.sector for role in entity.roles if role.sector), None)
    code = name.code or next((role.code for role in entity.roles if role.code), None)
    return Party(
        start=start,
        end=end,
        text=view.analysis.text[start:end],
        entity=name.entity,
        code=code,
        sector=sector if name.type not in ("GPE", "NORP") or entity.actor else None,
        via="events/name",
    )


def united(parties: Iterable[Party]) -> list[Party]:
    """Return each code once: of several parties of one code the first, with the first sector that is told."""
    found: dict[str, Party] = {}
    for party in parties:
        key = key_of(party)
        known = found.get(key)
        if known is None:
            found[key] = party
        elif known.sector is None and party.sector is not None:
            found[key] = replace(known, entity=known.entity or party.entity, sector=party.sector)
    named = [party for party in found.values() if party.code]
    return named or list(found.values())


def key_of(party: Party) -> str:
    """Return what tells a party from others."""
    if party.code is None and party.sector in _OF_NO_STATE:
        return party.sector
    return party.code or f"?{party.sector or ''}"


def people_without_state(parties: Iterable[Party], code: str | None) -> list[Party]:
    """Return parties of whom no state is told with that of the place where it happens."""
    return [
        party
        if party.code or not code or party.sector in _OF_NO_STATE
        else replace(party, code=code, via=f"{party.via}, of the place")
        for party in parties
    ]
