"""Who a phrase speaks of: states, bodies, groups, persons by name, people without one, each with code and sector."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from khabar.layers.entities.agents import Agent, Named
from khabar.layers.events.epithets import Epithet
from khabar.layers.events.view import Span, View
from khabar.record import Party

__all__ = ["key_of", "parties_at", "parties_in", "people_without_state", "united"]

_TYPES = frozenset(("GPE", "NORP", "ORG", "PERSON"))
# Agents that are somebody's wherever they are told: their country is that of the text.
_GROUPS = frozenset("حركة تنظيم جماعة متمرد مسلح ميليشيا مليشيا فصيل حزب جبهة مقاتل عنصر مهاجم".split())
# States in general and forces of any kind are nobody's.
_ANYBODY = frozenset("دولة قوة قوى طرف جهة قيادي زعيم كادر جانب".split())
_OFFICIAL = frozenset(("GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PTY", "OPP", "LAB", "EDU", "MED", "BUS", "JRN"))


def parties_at(view: View, span: Span) -> list[tuple[int, int, Party]]:
    """Return the parties that a phrase or sentence names with their tokens (half-open)."""
    return list(_parties(view, span))


def parties_in(view: View, span: Span) -> list[Party]:
    """Return the parties that a phrase names, in order, each code once (with its sector if one is told)."""
    return united(party for _, _, party in _parties(view, span))


def _parties(view: View, span: Span) -> Iterator[tuple[int, int, Party]]:
    token = span.start
    while token < span.end:
        epithet = view.epithets.get(token)
        if epithet is not None:
            yield token, epithet.last, _of_epithet(view, epithet)
            token = epithet.last
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


def of_agent(view: View, agent: Agent) -> Party:
    """Return the party that a noun of people or of a body stands for."""
    code = agent.code
    by: str = agent.by or "noun"
    entity = agent.entity if agent.by == "name" else None
    epithet = next((view.epithets[at] for at in range(agent.head + 1, agent.end + 1) if at in view.epithets), None)
    if epithet is not None and agent.by in ("", "place"):
        code, by = epithet.code, "epithet"
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


def _is_blamed(view: View, agent: Agent) -> bool:
    """Say whether it is those responsible for a deed (المسؤولين عن), who are no officials."""
    return agent.noun == "مسؤول" and agent.end < len(view.words) and view.words[agent.end] == "عن"


def of_name(view: View, name: Named) -> Party:
    """Return the party that a name stands for."""
    entity = view.entities[name.entity]
    start, end = view.offsets(name.first, name.last)
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
            found[key] = Party(
                start=known.start,
                end=known.end,
                text=known.text,
                entity=known.entity or party.entity,
                code=known.code,
                sector=party.sector,
                via=known.via,
            )
    named = [party for party in found.values() if party.code]
    return named or list(found.values())


def key_of(party: Party) -> str:
    """Return what tells a party from others."""
    return party.code or f"?{party.sector or ''}"


def people_without_state(parties: Iterable[Party], code: str | None) -> list[Party]:
    """Return parties of whom no state is told with that of the place where it happens."""
    return [
        party
        if party.code or not code
        else Party(
            start=party.start,
            end=party.end,
            text=party.text,
            entity=party.entity,
            code=code,
            sector=party.sector,
            via=f"{party.via}, of the place",
        )
        for party in parties
    ]
