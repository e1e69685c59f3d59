"""Whom the words of one part of the press stand for (الاحتلال, المملكة), by what else the text names."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from khabar.lexicon import Lexicon
from khabar.lexicon.matcher import Matcher

__all__ = ["Epithet", "Epithets", "epithets"]


class Epithet(NamedTuple):
    """Tokens ``first`` to ``last`` (half-open) that stand for ``code``."""

    first: int
    last: int
    code: str
    sector: str | None


class _Meaning(NamedTuple):
    code: str
    sector: str | None
    needs: frozenset[str]


class Epithets:
    """The table ``events/epithets``, compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        rows = [row.cells for row in lexicon.table("events/epithets").rows]
        self._matcher: Matcher[_Meaning] = Matcher(
            (
                cells["form"],
                _Meaning(cells["code"], cells["sector"] or None, frozenset(filter(None, cells["needs"].split("|")))),
            )
            for cells in rows
        )

    def find(self, words: Sequence[str], named: Collection[str]) -> dict[int, Epithet]:
        """Return by first token the epithets of a text that names the codes ``named``."""
        found: dict[int, Epithet] = {}
        at, starts = self._matcher.at, self._matcher.starts
        for index, word in enumerate(words):
            hit = at(words, index) if starts[word] else None
            if hit is None:
                continue
            meant = next((one for one in hit.values if not one.needs or not one.needs.isdisjoint(named)), None)
            if meant is not None:
                found[index] = Epithet(hit.first, hit.last, meant.code, meant.sector)
        return found


def epithets(lexicon: Lexicon) -> Epithets:
    """Return the epithets of ``lexicon``, compiled once."""
    return lexicon.compiled("events-epithets", Epithets)
