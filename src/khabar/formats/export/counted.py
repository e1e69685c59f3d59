"""The events of a record as they are exported: each once, with all that its tellings say of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from khabar.formats.happened import event_days, happenings
from khabar.record import Event, Party, Quantity, Record

__all__ = ["Counted", "counted"]


class Counted(NamedTuple):
    """One event: what its first telling says, what it leaves out taken from the later ones.

    ``days`` are the first and last day, the document's date where the text tells none (``days_told`` False);
    ``concludes`` says that an agreement comes about by it; ``of_role`` gives a number by its role (killed …).
    """

    event: Event
    tellings: Sequence[Event]
    actors: Sequence[Party]
    recipients: Sequence[Party]
    days: tuple[str | None, str | None]
    days_told: bool
    place: str | None
    place_code: str | None
    of_role: dict[str, Quantity]
    concludes: bool


def counted(record: Record) -> list[Counted]:
    """Return the events of a record in the order of the text, each once."""
    times = {time.id: time for time in record.times}
    quantities = {quantity.id: quantity for quantity in record.quantities}
    concluding = {agreement.event for agreement in record.agreements}
    published = record.document.published
    found = []
    for happening in happenings(record):
        tellings = [record.events[at] for at in happening.tellings]
        event = happening.event
        told = [(days, one.dated_by != "document") for one in tellings if (days := event_days(one, times))[0]]
        days, days_told = next((pair for pair in told if pair[1]), ((published, published), False))
        of_role: dict[str, Quantity] = {}
        for one in tellings:
            for id_ in one.quantities:
                quantity = quantities.get(id_)
                if quantity is not None and quantity.role:
                    of_role.setdefault(quantity.role, quantity)
        placed = next((one for one in tellings if one.place or one.place_code), event)
        found.append(
            Counted(
                event=event,
                tellings=tellings,
                actors=next((one.actors for one in tellings if one.actors), []),
                recipients=next((one.recipients for one in tellings if one.recipients), []),
                days=days,
                days_told=days_told,
                place=placed.place,
                place_code=placed.place_code,
                of_role=of_role,
                concludes=any(one.id in concluding for one in tellings),
            )
        )
    return found
