"""Who and where: persons, bodies and peoples, then the places."""

from __future__ import annotations

from khabar.formats.actors import Kind, Ranked, described, loaded_names, name_of, places, ranked
from khabar.formats.strings import Strings
from khabar.formats.summary.page import Cell, Page
from khabar.formats.terminal import clean

__all__ = ["ACTORS", "where", "who"]


_MOST_NAMES = 12  # of each kind

ACTORS: tuple[Kind, ...] = ("person", "body", "people")
_MARKS: dict[Kind, tuple[str, str]] = {"person": ("●", "cyan"), "body": ("■", "blue"), "people": ("▲", "yellow")}


def who(page: Page) -> list[str]:
    """Write the persons, then the bodies, then the peoples, each with what it is and whose."""
    rows, said, left = [], [], 0
    for kind in ACTORS:
        found = ranked(page.record, kind)
        left += max(0, len(found) - _MOST_NAMES)
        for one in found[:_MOST_NAMES]:
            mark, color = _MARKS[kind]
            rows.append(_named(one, Cell(mark, (color,)), page.say))
            taking_sides = [f"«{name}» {page.say('report.loaded_note')}" for name in loaded_names(one.entity)]
            said.append(" · ".join(filter(None, (_description(one, page.say), *map(clean, taking_sides)))))
    return page.table(rows, said) + page.more(left)


def where(page: Page) -> list[str]:
    """Write the places, those first that a map can show."""
    known, others = places(page.record)
    rows = [_named(one, Cell("◉", ("green",)), page.say) for one in known]
    rows += [_named(one, Cell("○", ("dim",)), page.say) for one in others]
    said = [_description(one, page.say) for one in (*known, *others)]
    most = 2 * _MOST_NAMES
    return page.table(rows[:most], said[:most]) + page.more(len(rows) - most)


def _named(one: Ranked, mark: Cell, say: Strings) -> list[Cell]:
    return [mark, Cell(clean(name_of(one.entity, say)), ("bold",)), Cell(f"×{one.count}", ("dim",))]


def _description(one: Ranked, say: Strings) -> str:
    return clean(" · ".join(described(one.entity, say)))
