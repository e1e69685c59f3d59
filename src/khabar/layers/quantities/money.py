"""Which currency a bare دينار or ليرة is: that of the only state with such a currency that the text names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from khabar.lexicon.tables import Row
from khabar.text.fold import fold_word

if TYPE_CHECKING:
    from khabar.text import Analysis

__all__ = ["UNKNOWN", "Currencies"]

UNKNOWN: Final = "money:XXX"


class Currencies:
    """The currencies that share a name, and the states whose they are."""

    def __init__(self, rows: Iterable[Row]) -> None:
        families: dict[str, dict[str, str]] = {}
        for row in rows:
            for name in filter(None, row.cells["country"].split("/")):
                stem = fold_word(name).removesuffix("ا")
                families.setdefault(row.cells["form"].split()[0], {})[stem] = row.cells["unit"]
        self._families = {
            name: (
                stems,
                re.compile(
                    r"(?<![^\W\d_])[وف]?(?:[بلك]?(?:ال)?|لل)("
                    + "|".join(sorted(map(re.escape, stems), key=len, reverse=True))
                    + r")(?:ا|ي|يا|ه|يه|يون|يين|يات)?(?![^\W\d_])(?! المتحده)"
                ),
            )
            for name, stems in families.items()
        }

    def resolve(self, name: str, analysis: Analysis, offset: int) -> str:
        """Return the unit of the bare currency ``name`` at a folded ``offset``.

        The sentence is searched for states with such a currency, then the paragraph, then the text; where one holds
        more than one, or none does, the unit is ``money:XXX``.
        """
        if name not in self._families:
            return UNKNOWN
        first, last, paragraph = analysis.sentences[analysis.sentence_at(offset)]
        for start, end in ((first, last), analysis.paragraphs[paragraph], (0, len(analysis.folded.text))):
            units = self._named(name, analysis, start, end)
            if units:
                return next(iter(units)) if len(units) == 1 else UNKNOWN
        return UNKNOWN

    def _named(self, name: str, analysis: Analysis, start: int, end: int) -> frozenset[str]:
        """Return the currencies ``name`` of the states that a stretch of the text names; looked for once."""
        key = f"{name} {start} {end}"
        if key not in analysis.memo:
            stems, pattern = self._families[name]
            named = pattern.finditer(analysis.folded.text, start, end)
            analysis.memo[key] = frozenset(stems[match.group(1)] for match in named)
        units: frozenset[str] = analysis.memo[key]
        return units
