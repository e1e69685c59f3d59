"""Columns after GDELT 2.0 events, so that what reads those tables reads these.

What differs: an event is one row however many parties it has (all of them stand in the last columns), names and places
are those of the text, and there is no tone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khabar.formats.countries import countries
from khabar.formats.export.cameo import actor_code, actor_name, cameo_code, has_code, quad_class
from khabar.formats.export.counted import Counted, counted
from khabar.record import Party, Record

__all__ = ["GDELT_COLUMNS", "gdelt_rows"]

_ACTOR = ("Code", "Name", "CountryCode", "KnownGroupCode", "Type1Code")
GDELT_COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year",
    *(f"Actor{number}{column}" for number in (1, 2) for column in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles",
    "ActionGeo_FullName", "ActionGeo_CountryCode", "ActionGeo_Lat", "ActionGeo_Long",
    "DATEADDED", "SOURCEURL", "Actors", "Recipients",
)  # fmt: skip


def gdelt_rows(record: Record) -> Iterator[tuple[str, ...]]:
    """Yield a row for each event that CAMEO can tell."""
    names = {entity.id: entity.name_en or entity.name for entity in record.entities}
    geo = {entity.id: entity.geo for entity in record.entities}
    first_sentence = record.sentences[0].end if record.sentences else len(record.text)
    published = (record.document.published or "").replace("-", "")
    for one in counted(record):
        if not has_code(one):
            continue
        event, code = one.event, cameo_code(one)
        day = (one.days[0] or "").replace("-", "")
        source, target = _two(one)
        where = geo.get(one.place or "")
        yield (
            f"{record.document.id}:{event.id}", day, day[:6], day[:4],
            *_actor(source, names), *_actor(target, names),
            "1" if event.start < first_sentence else "0", code, code, code[:2], str(quad_class(code)),
            "" if event.goldstein is None else f"{event.goldstein:g}",
            str(len(one.tellings)), str(len({telling.source for telling in one.tellings})), "1",
            names.get(one.place or "", ""), one.place_code or "",
            f"{where.lat:g}" if where else "", f"{where.lon:g}" if where else "",
            published, record.document.url or "",
            ";".join(filter(None, map(actor_code, one.actors))),
            ";".join(filter(None, map(actor_code, one.recipients))),
        )  # fmt: skip


def _two(one: Counted) -> tuple[Party | None, Party | None]:
    """Return the two that a row names: first actor and first recipient, of reciprocal events the first two actors."""
    actors: Sequence[Party | None] = one.actors
    others: Sequence[Party | None] = one.recipients or one.actors[1:]
    return next(iter(actors), None), next(iter(others), None)


def _actor(party: Party | None, names: dict[str, str]) -> tuple[str, ...]:
    if party is None:
        return ("",) * len(_ACTOR)
    code = party.code or ""
    state = code if code in countries() else ""
    group = "" if state else code
    role = actor_code(Party(via=party.via, sector=party.sector))
    return actor_code(party), actor_name(party, names), state, group, role
