"""Events on the page: their layer, what the panel says of one, and the table of who did what to whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from khabar.formats.actors import Names
from khabar.formats.happened import (
    Happening,
    Place,
    account,
    agreement_places,
    event_days,
    happenings,
    mode_name,
    party_name,
    place_name,
    side,
    type_name,
)
from khabar.formats.report.calendar import human, stretch
from khabar.formats.report.markup import Markup, el, join
from khabar.formats.report.names import Fact
from khabar.formats.report.shown import Shown
from khabar.formats.strings import Strings
from khabar.record import Event, Party, Record, Time

__all__ = ["AGREEMENTS", "EVENTS", "event_parts", "section"]

_ROWS = 16


def _brief(event: Event, say: Strings) -> str:
    return mode_name(event, say) or type_name(event, say)


def _facts(event: Event, say: Strings) -> Sequence[Fact]:
    facts = []
    if event.contexts:
        facts.append(Fact("event.contexts", _listed([say.word("context", one) for one in event.contexts], say)))
    if event.status != "asserted":
        facts.append(Fact("event.status", say.word("status", event.status)))
    if event.historical:
        facts.append(Fact("event.status", say("event.historical")))
    if event.certainty != "certain":
        facts.append(Fact("report.certainty", say.word("certainty", event.certainty)))
    if event.dated_by and event.date:
        facts.append(Fact("event.dated_by", say.word("dated", event.dated_by)))
    if event.goldstein is not None:
        facts.append(Fact("event.goldstein", f"{event.goldstein:g}", code=True))
    facts.append(Fact("report.code", event.type if event.mode is None else f"{event.type}-{event.mode}", code=True))
    return facts


def _listed(parts: Iterable[str], say: Strings) -> str:
    return ("، " if say.right_to_left else ", ").join(parts)


def _place_brief(place: Place, say: Strings) -> str:
    key = "provision" if place.provision is not None else "named"
    return say(f"agreement.{key}") if place.first else say("agreement.again")


def _place_facts(place: Place, say: Strings) -> Sequence[Fact]:
    agreement = place.agreement
    facts = [Fact("agreement.named", agreement.name), Fact("report.type", say.word("agreement", agreement.kind))]
    if agreement.state:
        facts.append(Fact("agreement.state", say.word("state", agreement.state.replace(" ", "_"))))
    if place.provision is not None and not place.first:
        facts.append(Fact("agreement.provision", agreement.provisions[place.provision].text))
    return facts


EVENTS = Shown(
    "events",
    "events",
    "layer.events",
    ink=("#9c2f55", "#f08fb0"),
    wash=("#fae1ea", "#4a2030"),
    line="solid",
    brief=_brief,
    facts=_facts,
)
AGREEMENTS = Shown(
    "agreements",
    "agreements",
    "layer.agreements",
    ink=("#5b5a1e", "#c9c778"),
    wash=("#eeedd2", "#35341a"),
    line="dashed",
    thick=1.5,
    brief=_place_brief,
    facts=_place_facts,
    of=lambda record: enumerate(agreement_places(record)),
    quiet=True,
)


def event_parts(record: Record, names: Names, say: Strings) -> dict[tuple[str, int], list[Fact]]:
    """Return, for events ``("events", index)``, who did what to whom, when, where and by whose account."""
    times = {time.id: time for time in record.times}
    quantities = {quantity.id: quantity for quantity in record.quantities}
    found: dict[tuple[str, int], list[Fact]] = {}
    for index, event in enumerate(record.events):
        mode = mode_name(event, say)
        facts = [Fact("event.what", f"{type_name(event, say)} · {mode}" if mode else type_name(event, say))]
        facts += [Fact("event.actor", party_name(one, names, say)) for one in event.actors]
        facts += [Fact("event.recipient", party_name(one, names, say)) for one in event.recipients]
        values = (
            ("event.when", _when(event, times, say)),
            ("event.where", place_name(event, names, say)),
            ("event.account", account(event, record, names, say)),
        )
        facts += [Fact(key, value) for key, value in values if value]
        counted = [quantities[one].text for one in event.quantities if one in quantities]
        if counted:
            facts.append(Fact("event.numbers", _listed(counted, say)))
        found["events", index] = facts
    return found


def _when(event: Event, times: Mapping[str, Time], say: Strings) -> str:
    span = stretch(*event_days(event, times))
    if span:
        return human(span, say)
    time = times.get(event.time or "")
    return time.text if time else event.date or ""


def section(record: Record, numbers: Mapping[tuple[str, int], int], say: Strings) -> Markup:
    """Return the table of events, each once; ``numbers`` are the numbers of the items on the page."""
    names = Names(record, say)
    times = {time.id: time for time in record.times}
    rows = [_row(one, record, names, times, numbers, say) for one in happenings(record)]
    tables = [_table(rows[:_ROWS], say)]
    if len(rows) > _ROWS:
        more = el("summary", say("report.rest", count=f"{len(rows) - _ROWS:,}"))
        tables.append(el("details", more, _table(rows[_ROWS:], say)))
    assumed = any(event.dated_by == "document" for event in record.events)
    return join(
        *tables,
        el("p", say("event.note"), class_="note"),
        el("p", say("event.assumed_note"), class_="note") if assumed else None,
    )


_COLUMNS = ("actor", "what", "recipient", "when", "where", "account", "trigger")


def _table(rows: Sequence[Markup], say: Strings) -> Markup:
    head = el("tr", *(el("th", say(f"event.{name}"), scope="col") for name in _COLUMNS))
    return el("table", el("thead", head), el("tbody", *rows), class_="events")


def _row(
    one: Happening,
    record: Record,
    names: Names,
    times: Mapping[str, Time],
    numbers: Mapping[tuple[str, int], int],
    say: Strings,
) -> Markup:
    event = one.event
    items = [numbers["events", index] for index in one.tellings]
    cells = {
        "actor": _parties(event.actors, names, say),
        "what": _what(event, say),
        "recipient": _parties(event.recipients, names, say),
        "when": el("bdi", _when(event, times, say), class_="assumed" if event.dated_by == "document" else None),
        "where": el("bdi", place_name(event, names, say)),
        "account": el("bdi", account(event, record, names, say)),
        "trigger": _tellings(one, record, items, say),
    }
    # on a phone a row is a card, and its cells say what they are
    row = [el("td", cells[name], class_=f"e-{name}", data_t=say(f"event.{name}")) for name in _COLUMNS]
    return el("tr", *row, data_a=" ".join(map(str, items)), class_=side(event))


def _parties(parties: Sequence[Party], names: Names, say: Strings) -> Markup:
    shown = dict.fromkeys(party_name(one, names, say) for one in parties)
    return join(*(el("bdi", name, class_="party") for name in shown))


def _what(event: Event, say: Strings) -> Markup:
    mode = mode_name(event, say)
    notes = [say.word("status", event.status)] if event.status != "asserted" else []
    notes += [say("event.historical")] if event.historical else []
    notes += [say.word("certainty", event.certainty)] if event.certainty != "certain" else []
    return join(
        el("bdi", type_name(event, say), class_="type"),
        el("bdi", mode, class_="mode") if mode else None,
        *(el("span", note, class_=f"verdict status-{event.status}") for note in notes),
    )


def _tellings(one: Happening, record: Record, items: Sequence[int], say: Strings) -> Markup:
    links = [
        el("a", el("bdi", record.events[index].text), href=f"#a{item}", class_="phrase")
        for index, item in zip(one.tellings, items, strict=True)
    ]
    again = el("span", f"×{len(links)}", class_="times", title=say("event.told_again", count=len(links)))
    return join(*links, again if len(links) > 1 else None)
