"""An event in the making."""

from __future__ import annotations

from dataclasses import dataclass, field

from khabar.layers.events.slots import Slots
from khabar.layers.events.status import Status
from khabar.layers.events.units import Unit
from khabar.layers.events.view import Span
from khabar.record import Party, Time

__all__ = ["IMPLIED", "Draft"]

# The rule that takes an actor from beyond the clause.
IMPLIED = "actor: told before"


@dataclass(slots=True)
class Draft:
    """What is known so far of the event that the word at ``token`` tells.

    ``needed`` are the words that the sense of the unit asked for, which it has if ``met``;
    ``order`` counts the drafts of the word before it;
    ``sense`` is how probable it is that the word tells an event here. ``rules`` says which rules had a hand in it;
    ``slotted`` are by role the parties that the unit's own slots give, ``picked`` their keys.
    """

    token: int
    unit: Unit
    slots: Slots
    needed: tuple[Span, ...]
    type: str
    mode: str | None
    met: bool = True
    order: int = 0
    sense: float = 1.0
    status: Status = "asserted"
    told: str = ""
    actors: list[Party] = field(default_factory=list)
    recipients: list[Party] = field(default_factory=list)
    time: Time | None = None
    dated_by: str | None = None
    place: str | None = None
    place_code: str | None = None
    quantities: list[str] = field(default_factory=list)
    contexts: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    same: Draft | None = None
    picked: dict[str, frozenset[str]] = field(default_factory=dict)
    slotted: dict[str, list[Party]] = field(default_factory=dict)

    @property
    def sure(self) -> bool:
        """Whether the clause itself says who acts."""
        return bool(self.picked["actor"]) and IMPLIED not in self.rules

    def codes(self) -> tuple[frozenset[str], frozenset[str]]:
        """Return the codes of actors and of recipients."""
        return (
            frozenset(party.code for party in self.actors if party.code),
            frozenset(party.code for party in self.recipients if party.code),
        )
