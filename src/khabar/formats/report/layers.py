"""The layers that the report shows: a list with one entry a layer.

To show another layer, add one ``Shown`` to ``SHOWN``: its name on the page, the record field, the message that names
it, its colours in the light and in the dark, the line under it ("none" for none), and two functions that say an
annotation in short and in full. A field whose annotations do not stand in the text themselves (entities: their
mentions do) says with ``of`` what does.
"""

from __future__ import annotations

import msgspec

from khabar.formats.actors import Kind, Names
from khabar.formats.duration import in_words, part_of_day
from khabar.formats.phrases import amount, unit_name
from khabar.formats.report.calendar import human, stretch
from khabar.formats.report.events import AGREEMENTS, EVENTS, event_parts
from khabar.formats.report.names import Fact, brief, mention_facts, mentions_of
from khabar.formats.report.numbers import equation
from khabar.formats.report.shown import Item, Shown
from khabar.formats.report.suras import difference, reference
from khabar.formats.report.voices import VOICE_LAYERS, sources
from khabar.formats.strings import Strings
from khabar.record import Quantity, Record, Scripture, Time

__all__ = ["SHOWN", "Fact", "Item", "Shown", "first_facts", "items", "related"]


def _time_brief(time: Time, say: Strings) -> str:
    span = stretch(time.earliest, time.latest)
    if not span or time.type not in ("DATE", "TIME"):
        return in_words(time, say)
    part = part_of_day(time.value, say)
    return f"{human(span, say)} {part}" if part else human(span, say)


def _time_facts(time: Time, say: Strings) -> list[Fact]:
    span = stretch(time.earliest, time.latest)
    facts = [Fact("report.type", say.word("type", time.type))]
    if span:
        facts.append(Fact("report.stretch", _time_brief(time, say) if time.type == "TIME" else human(span, say)))
    else:
        facts.append(Fact("report.in_words", in_words(time, say)))
    facts.append(Fact("report.value", time.value, code=True))
    if time.calendar != "gregorian":
        facts.append(Fact("report.calendar", say.word("calendar", time.calendar)))
    if time.approximate:
        facts.append(Fact("report.approximate", say("report.yes")))
    return facts


def _quantity_facts(quantity: Quantity, say: Strings) -> list[Fact]:
    facts = [Fact("report.value", amount(quantity, say))]
    if unit := unit_name(quantity.unit, say):
        facts.append(Fact("report.unit", unit))
    if quantity.noun:
        facts.append(Fact("report.noun", quantity.noun))
    if quantity.role:
        facts.append(Fact("report.role", say.word("role", quantity.role)))
    if quantity.value is not None and (quantity.low, quantity.high) != (quantity.value, quantity.value):
        facts.append(Fact("report.bounds", amount(msgspec.structs.replace(quantity, value=None), say)))
    if quantity.approximate:
        facts.append(Fact("report.approximate", say("report.yes")))
    return facts


def _scripture_facts(found: Scripture, say: Strings) -> list[Fact]:
    exactness = say("scripture.exact") if found.exact else say("scripture.differs")
    facts = [Fact("report.ref", reference(found, say)), Fact("report.exactness", exactness)]
    facts += [Fact("report.difference", difference(change, say)) for change in found.differences]
    if found.label:
        right = {True: "scripture.label_right", False: "scripture.label_wrong"}.get(found.label_right)  # type: ignore[arg-type]
        facts.append(Fact("report.label", say(right, label=found.label) if right else found.label))
    return facts


def _names(kind: Kind, ink: tuple[str, str], wash: tuple[str, str]) -> Shown:
    """Return the layer of the mentions of one kind of entity: a fine line under each, so that the page stays calm."""
    return Shown(
        kind,
        "entities",
        f"layer.{kind}",
        ink=ink,
        wash=wash,
        line="solid",
        brief=brief,
        facts=mention_facts,
        of=mentions_of(kind),
        thick=1.5,
        quiet=True,
    )


SHOWN: tuple[Shown, ...] = (
    Shown(
        "times",
        "times",
        "field.times",
        ink=("#2463a8", "#7fb6f0"),
        wash=("#dfebf8", "#1d3550"),
        line="solid",
        brief=_time_brief,
        facts=_time_facts,
    ),
    Shown(
        "quantities",
        "quantities",
        "field.quantities",
        ink=("#a35a00", "#eab25c"),
        wash=("#f9e9cd", "#46331a"),
        line="solid",
        brief=amount,
        facts=_quantity_facts,
    ),
    Shown(
        "scripture",
        "scripture",
        "work.quran",
        ink=("#1c7148", "#74cf9f"),
        wash=("#d9efe0", "#183d2c"),
        line="none",
        brief=reference,
        facts=_scripture_facts,
    ),
    _names("person", ("#8a3a86", "#d79ad3"), ("#f3e4f2", "#3b2440")),
    _names("body", ("#5a4bb0", "#ada2f2"), ("#e7e4f6", "#2b2850")),
    _names("place", ("#0f6f78", "#6cc4cc"), ("#dbeff0", "#17393d")),
    _names("people", ("#9a4a2a", "#e2a184"), ("#f6e6de", "#44291e")),
    EVENTS,
    AGREEMENTS,
    *VOICE_LAYERS,
)


def first_facts(record: Record, say: Strings) -> dict[tuple[str, int], list[Fact]]:
    """Return, for annotations ``(field, index)``, what the record as a whole says of them, above all else."""
    names = Names(record, say)
    return sources(record, names, say) | event_parts(record, names, say)


def related(record: Record, say: Strings) -> dict[tuple[str, int], list[Fact]]:
    """Return, for annotations ``(field, index)``, the stretches and sums that they are part of."""
    found: dict[tuple[str, int], list[Fact]] = {}
    times = {time.id: index for index, time in enumerate(record.times)}
    for interval in record.intervals:
        span = stretch(interval.earliest, interval.latest)
        for end in (interval.begin, interval.end):
            if span and end in times:
                found.setdefault(("times", times[end]), []).append(Fact("report.interval", human(span, say)))
    quantities = {quantity.id: index for index, quantity in enumerate(record.quantities)}
    for made in record.sums:
        for part in (made.total, *made.parts):
            if part in quantities and (text := equation(made, record.quantities, quantities)):
                found.setdefault(("quantities", quantities[part]), []).append(Fact("report.sum", text, code=True))
    return found


def items(record: Record) -> list[Item]:
    """Return all annotations that the report shows, in the order of the text, numbered."""
    found = [
        (a.start, -a.end, order, index, layer, a)
        for order, layer in enumerate(SHOWN)
        for index, a in layer.annotations(record)
    ]
    found.sort(key=lambda entry: entry[:4])
    return [Item(number, layer, index, a) for number, (*_, index, layer, a) in enumerate(found)]
