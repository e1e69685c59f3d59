"""Countries by their codes, as the table of states calls them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import khabar.lexicon as lexicon
from khabar.formats.strings import Strings
from khabar.lexicon.tables import read_table
from khabar.record import Entity

__all__ = ["Country", "countries", "country_name", "state_of"]


class Country(NamedTuple):
    """A state: its code and its name in Arabic and English."""

    code: str
    ar: str
    en: str


@cache
def countries() -> dict[str, Country]:
    """Return the states of the shared table by code (ISO 3166-1 alpha-3)."""
    table = read_table(Path(lexicon.__file__).with_name("tables") / "states.tsv", "lexicon/states")
    found: dict[str, Country] = {}
    for row in table.rows:
        cells = row.cells
        found.setdefault(cells["code"], Country(cells["code"], cells["form"], cells["name_en"]))
    return found


def country_name(code: str | None, say: Strings) -> str:
    """Return what ``code`` is called (a state, or a kind of international body), the code if nothing calls it."""
    if not code:
        return ""
    country = countries().get(code)
    if country:
        return country.ar if say.right_to_left else country.en or country.ar
    return say.word("code", code)


def state_of(entity: Entity) -> str | None:
    """Return the code of the state that ``entity`` is, None if it is none."""
    country = countries().get(entity.code or "")
    return country.code if country and entity.type == "GPE" and entity.name == country.ar else None
