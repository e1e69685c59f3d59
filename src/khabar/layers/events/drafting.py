"""The drafts of a text with all that the tables and the clauses alone say of them, before any model is asked."""

from __future__ import annotations

from collections.abc import Container

from khabar.layers.events.dating import set_coming
from khabar.layers.events.drafts import Draft
from khabar.layers.events.find import find
from khabar.layers.events.roles import fill_roles
from khabar.layers.events.status import cues, status_of
from khabar.layers.events.units import units
from khabar.layers.events.view import View

__all__ = ["drafted"]


def drafted(view: View, likely: Container[tuple[str, str]] | None = None) -> list[Draft]:
    """Return the drafts of ``find`` with status and the parties that their slots give."""
    told = cues(view.lexicon)
    drafts = find(view, units(view.lexicon), likely)
    for draft in drafts:
        draft.status, draft.told = status_of(view, told, draft.token, verbal=draft.slots.verbal)
        fill_roles(view, draft)
    set_coming(view, drafts)
    return drafts
