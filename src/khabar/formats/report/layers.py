"""The layers that the report shows: a list with one entry a layer.

To show another layer, add one ``Shown`` to ``SHOWN``: the record field, the message that names it, its colours in the
light and in the dark, the line under it ("none" for none), and two functions that say an annotation in short and in
full.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import msgspec

from khabar.formats.phrases import amount, unit_name
from khabar.formats.report.calendar import human, stretch
from khabar.formats.report.numbers import equation
from khabar.formats.report.suras import difference, reference
from khabar.formats.strings import Strings
from khabar.record import Quantity, Record, Scripture, Time

__all__ = ["SHOWN", "Fact", "Item", "Shown", "items", "related"]


_VAGUE = {"PAST_REF": "time.past", "PRESENT_REF": "time.present", "FUTURE_REF": "time.future"}


class Fact(NamedTuple):
    """One line of what is known of an annotation: the key of its name, and its value; ``code`` is set left to right."""

    name: str
    value: str
    code: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """How one layer is shown. Colours are (light, dark): ``ink`` of the line, ``wash`` behind the words."""

    field: str
    label: str
    ink: tuple[str, str]
    wash: tuple[str, str]
    line: str
    brief: Callable[[Any, Strings], str]
    facts: Callable[[Any, Strings], Sequence[Fact]]


class Item(NamedTuple):
    """An annotation on the page: its number there, its layer, and where it stands in the record."""

    number: int
    layer: Shown
    place: int
    annotation: Any


def _time_brief(time: Time, say: Strings) -> str:
    span = stretch(time.earliest, time.latest)
    if span and time.type in ("DATE", "TIME"):
        return human(span, say)
    return say(_VAGUE[time.value]) if time.value in _VAGUE else time.value


def _time_facts(time: Time, say: Strings) -> list[Fact]:
    span = stretch(time.earliest, time.latest)
    facts = [Fact("report.type", say.word("type", time.type)), Fact("report.value", time.value, code=True)]
    if span:
        facts.append(Fact("report.stretch", human(span, say)))
    elif time.type in ("DATE", "TIME"):
        facts.append(Fact("report.stretch", say(_VAGUE.get(time.value, "time.unresolved"))))
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


SHOWN: tuple[Shown, ...] = (
    Shown(
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
        "field.quantities",
        ink=("#a35a00", "#eab25c"),
        wash=("#f9e9cd", "#46331a"),
        line="solid",
        brief=amount,
        facts=_quantity_facts,
    ),
    Shown(
        "scripture",
        "work.quran",
        ink=("#1c7148", "#74cf9f"),
        wash=("#d9efe0", "#183d2c"),
        line="none",
        brief=reference,
        facts=_scripture_facts,
    ),
)


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
    found = []
    for order, layer in enumerate(SHOWN):
        own: Sequence[Any] | None = getattr(record, layer.field, None)
        annotations = own if own is not None else record.extra.get(layer.field, ())
        found += [(a.start, -a.end, order, index, layer, a) for index, a in enumerate(annotations)]
    found.sort(key=lambda entry: entry[:4])
    return [Item(number, layer, index, a) for number, (*_, index, layer, a) in enumerate(found)]
