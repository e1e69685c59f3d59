"""What a whole text says for the doubtful names in it: entries named for sure elsewhere, countries it speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from khabar.layers.entities.kinds import WordKinds
from khabar.lexicon.matcher import Found
from khabar.lexicon.names import Name

__all__ = ["Evidence", "evidence"]

_ENOUGH = 2


class Evidence(NamedTuple):
    """Entries that the text names by a sure form, and how often it names what belongs to each country."""

    entries: frozenset[tuple[str, str, str]]
    countries: Counter[str]
    kinds: WordKinds

    def supports(self, name: Name, words: Sequence[str], hit: Found[Name]) -> bool:
        """Say whether a weak name may be meant: its bearer is named elsewhere, or its country is and it is no word."""
        if name.key in self.entries:
            return True
        return self.backs(name) and (hit.last - hit.first > 1 or not self.kinds.common(words[hit.first][hit.cut :]))

    def backs(self, name: Name) -> bool:
        """Say whether the text names the bearer for sure, or speaks of the country that it belongs to."""
        code = name.row.cells.get("code", "")
        return name.key in self.entries or (bool(code) and self.countries[code] >= _ENOUGH)


def evidence(hits: Sequence[Found[Name]], kinds: WordKinds) -> Evidence:
    """Return what the names of tables found in a text say for its doubtful ones."""
    entries: set[tuple[str, str, str]] = set()
    countries: Counter[str] = Counter()
    for hit in hits:
        sure = [name for name in hit.values if not name.weak]
        entries.update(name.key for name in sure)
        countries.update({name.row.cells.get("code", "") for name in sure})
    return Evidence(frozenset(entries), countries, kinds)
