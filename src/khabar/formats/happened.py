"""What happened: the events of a record, each once with its tellings, and how their parts are called."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from khabar.formats.actors import Names
from khabar.formats.countries import country_name
from khabar.formats.strings import Strings
from khabar.record import Agreement, Event, Party, Record, Time

__all__ = [
    "Happening",
    "Place",
    "account",
    "agreement_places",
    "event_days",
    "happenings",
    "is_told",
    "mode_name",
    "party_name",
    "place_name",
    "side",
    "type_name",
]

_COOPERATION = frozenset(("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"))


class Happening(NamedTuple):
    """One event: the index of its first telling, and of all its tellings in the order of the text."""

    first: int
    event: Event
    tellings: Sequence[int]


class Place(NamedTuple):
    """A place in the text where an agreement or a provision of it is told; ``first`` says that it was not before."""

    agreement: Agreement
    provision: int | None
    start: int
    end: int
    text: str
    first: bool
    via: str

    @property
    def id(self) -> str:
        """The id of the agreement."""
        return self.agreement.id


def happenings(record: Record) -> list[Happening]:
    """Return the events in the order of the text, an event that is told again only once."""
    index_of = {event.id: index for index, event in enumerate(record.events)}
    groups: dict[int, list[int]] = {}
    for index, event in enumerate(record.events):
        first = index_of.get(event.same or "", index)
        groups.setdefault(first, []).append(index)
    found = [
        Happening(first, record.events[first], sorted({first, *own}, key=lambda at: record.events[at].start))
        for first, own in groups.items()
    ]
    return sorted(found, key=lambda one: one.event.start)


def type_name(event: Event, say: Strings) -> str:
    """Return what PLOVER's type of an event is called."""
    return say.word("event", event.type)


def mode_name(event: Event, say: Strings) -> str:
    """Return what its mode is called, empty if it has none; modes are named under their type."""
    if not event.mode:
        return ""
    key = f"mode.{event.type}.{event.mode}"
    return say(key) if key in say else event.mode


def side(event: Event) -> Literal["coop", "conflict"]:
    """Return whether PLOVER counts a type to cooperation or to conflict."""
    return "coop" if event.type in _COOPERATION else "conflict"


def party_name(party: Party, names: Names, say: Strings) -> str:
    """Return who acts or is acted on: the name of the entity, else the words of the text, else country and sector."""
    if named := names(party.entity):
        return named
    if party.text and (say.right_to_left or not party.code):
        return party.text
    sector = say.word("sector", party.sector) if party.sector else ""
    parts = [part for part in (country_name(party.code, say), sector) if part]
    return " · ".join(parts) or party.text or say("event.no_actor")


def is_told(party: Party) -> bool:
    """Return whether anything is known of a party: who is not told at all is nobody in the network."""
    return bool(party.entity or party.code or party.sector or party.text)


def place_name(event: Event, names: Names, say: Strings) -> str:
    """Return where an event took place, empty if the text does not say."""
    return names(event.place) or country_name(event.place_code, say)


def account(event: Event, record: Record, names: Names, say: Strings) -> str:
    """Return whose account an event is: the text's own, the author's as a claim, or that of one quoted."""
    if event.source and event.source != "author":
        return names(event.source) or say("event.unnamed")
    voice = record.voices[event.voice] if event.voice is not None and event.voice < len(record.voices) else None
    if voice and voice.voice in ("direct_quote", "indirect_quote"):
        return voice.source_span.text if voice.source_span else say("event.unnamed")
    if event.source is None:
        return ""
    return say("event.news") if voice is None or voice.voice == "report" else say("report.author")


def event_days(event: Event, times: Mapping[str, Time]) -> tuple[str | None, str | None]:
    """Return the first and last day of an event as ISO days, None where it has no date; ``times`` are by id."""
    if event.date:
        first, last = _whole(event.date, first=True), _whole(event.end_date or event.date, first=False)
        if first and last:
            return first, last
    time = times.get(event.time or "")
    return (time.earliest, time.latest) if time else (None, None)


_WEEK = re.compile(r"(\d{4})-W(\d\d)")


def _whole(value: str, *, first: bool) -> str | None:
    """Return the first or last day of an ISO day, week, month, year, decade (``199``) or century (``19``)."""
    if week := _WEEK.fullmatch(value):
        try:
            return date.fromisocalendar(int(week[1]), int(week[2]), 1 if first else 7).isoformat()
        except ValueError:
            return None
    parts = value.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3 or not 2 <= len(parts[0]) <= 4:
        return None
    year = parts[0].ljust(4, "0" if first else "9")
    if len(parts) == 3:
        return value
    month = parts[1] if len(parts) == 2 else "01" if first else "12"
    if not 1 <= int(month) <= 12:
        return None
    return f"{year}-{month}-{1 if first else monthrange(int(year), int(month))[1]:02}"


def agreement_places(record: Record) -> list[Place]:
    """Return where agreements are told: each first mention at the index of its agreement, then all other places."""
    text = record.text
    firsts = [Place(a, None, a.start, a.end, a.text, first=True, via=a.via) for a in record.agreements]
    others = []
    for a in record.agreements:
        others += [Place(a, None, s, e, text[s:e], first=False, via=a.via) for s, e in a.mentions]
        for number, provision in enumerate(a.provisions):
            p = provision
            others.append(Place(a, number, p.start, p.end, p.text, first=True, via=p.via))
            others += [Place(a, number, s, e, text[s:e], first=False, via=p.via) for s, e in p.mentions]
    return [*firsts, *others]
