"""PLOVER 2.0 records (Open Event Data Alliance, draft of 2024-02): one JSON object an event.

The fields are those of the manual, §5. ``date`` is a whole day, as the manual asks: the first day that the date of the
text can mean, ``enddate`` the last; where the text tells none it is the document's (``khabar.date_told`` false). What
PLOVER has no field for stands under ``khabar``: the tellings with their offsets and sources, status, CAMEO code.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from khabar.formats.countries import countries
from khabar.formats.export.cameo import cameo_code, has_code
from khabar.formats.export.counted import Counted, counted
from khabar.lexicon import Lexicon
from khabar.record import Entity, Event, Party, Quantity, Record

__all__ = ["plover_records"]

_INTERNATIONAL = frozenset(("IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"))
_AUXILIARY = {"future": "future", "hypothetical": "hypothetical", "negated": "negation"}
_SIZES = {"dead": "killed", "injured": "wounded", "arrested": "detained"}


@cache
def _quads() -> dict[str, int]:
    rows = Lexicon().table("events/plover").rows
    return {row.cells["type"]: int(row.cells["quad"]) for row in rows if not row.cells["mode"]}


def plover_records(record: Record) -> Iterator[dict[str, Any]]:
    """Yield an object for each event; fields that say nothing are left out."""
    entities = {entity.id: entity for entity in record.entities}
    for one in counted(record):
        yield {key: value for key, value in _plover(record, entities, one).items() if value not in (None, {}, "")}


def _plover(record: Record, entities: dict[str, Entity], one: Counted) -> dict[str, Any]:
    event, document = one.event, record.document
    start, end = one.days
    modes = [event.mode] if event.mode else []
    modes += [_AUXILIARY[event.status]] if event.status in _AUXILIARY else []
    modes += ["historical"] if event.historical else []
    low, high = _sentence(record, event)
    return {
        "id": f"{document.id}:{event.id}",
        "date": start,
        "enddate": end if end != start else None,
        "actor": [_block(party, entities) for party in one.actors],
        "recipient": [_block(party, entities) for party in one.recipients],
        "event": [event.type],
        "mode": modes,
        "context": event.contexts,
        "quad_code": _quads()[event.type],
        "event_scale": event.goldstein,
        "event_text": event.text,
        "event_loc": _location(one, entities),
        "size": {size: _number(one.of_role[role]) for size, role in _SIZES.items() if role in one.of_role},
        "text": record.text[low:high],
        "text_info": {"start": low, "end": high},
        "link": document.url,
        "cite_info": _cited(record),
        "coder": f"{record.generator.name} {record.generator.version}",
        "khabar": {
            "status": event.status,
            "date_told": one.days_told,
            "cameo": cameo_code(one) if has_code(one) else None,
            "score": event.score,
            "via": event.via,
            "tellings": [_telling(telling) for telling in one.tellings],
        },
    }


def _telling(event: Event) -> dict[str, Any]:
    told = {"id": event.id, "start": event.start, "end": event.end, "text": event.text}
    return told | {"source": event.source, "certainty": event.certainty}


def _block(party: Party, entities: dict[str, Entity]) -> dict[str, Any]:
    entity = entities.get(party.entity or "")
    code = party.code
    country = countries().get(code or "")
    block = {
        "raw_text": party.text,
        "entity_name": entity.name if entity else None,
        "code": code,
        "country_name": country.en if country else None,
        "sector_code": code if code in _INTERNATIONAL else party.sector,
        "other_sector_codes": party.sector if code in _INTERNATIONAL else None,
        "start": party.start,
        "end": party.end,
    }
    return {key: value for key, value in block.items() if value is not None}


def _location(one: Counted, entities: dict[str, Entity]) -> dict[str, Any]:
    entity = entities.get(one.place or "")
    geo = entity.geo if entity else None
    found = {
        "resolved_place": (entity.name_en or entity.name) if entity else None,
        "extracted_place": entity.name if entity else None,
        "country_code": one.place_code,
        "lat": geo.lat if geo else None,
        "lon": geo.lon if geo else None,
        "geonameid": geo.geonames if geo else None,
    }
    return {key: value for key, value in found.items() if value is not None}


def _number(quantity: Quantity) -> int | float | None:
    return quantity.value if quantity.value is not None else quantity.low


def _sentence(record: Record, event: Event) -> tuple[int, int]:
    spans = ((one.start, one.end) for one in record.sentences if one.start <= event.start < one.end)
    return next(spans, (event.start, event.end))


def _cited(record: Record) -> dict[str, Any]:
    document = record.document
    given = {"title": document.title, "url": document.url, "language": document.language, "author": document.author}
    given |= {"publication": document.publisher, "published": document.published, "codebook": "PLOVER 2.0"}
    return {key: value for key, value in given.items() if value is not None}
