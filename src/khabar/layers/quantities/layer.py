"""The layer itself: reads an analysis, writes quantities and sums."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import TYPE_CHECKING, Final

from khabar.layers.base import Context, Output, Piece
from khabar.layers.quantities.counted import Counter
from khabar.layers.quantities.duals import DualReader
from khabar.layers.quantities.found import Found, Used
from khabar.layers.quantities.joined import join, keep
from khabar.layers.quantities.roles import assign_roles
from khabar.layers.quantities.sums import find_sums
from khabar.layers.quantities.words import Words
from khabar.record import Quantity, Sum

if TYPE_CHECKING:
    from khabar.lexicon import Lexicon
    from khabar.text import Analysis

__all__ = ["QuantityLayer"]

_OPENING: Final = {")": "(", "»": "«"}
_MARKS: Final = frozenset("\"'«»“”‘’()[]،,.؛:")


class _Room:
    """What the layer compiles once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.words = Words(lexicon)
        self.duals = DualReader(self.words)


class QuantityLayer:
    """Finds counts, measures and sums of money, and totals with their parts."""

    name = "quantities"
    needs: tuple[str, ...] = ("times",)
    fields: tuple[str, ...] = ("quantities", "sums")

    def read(self, context: Context) -> Output:
        """Return the quantities and sums of ``context``; numbers inside its times are none."""
        room = context.lexicon.compiled("quantities", _Room)
        analysis, index = context.analysis, context.analysis.folded.index
        times = sorted((index(time.start), index(time.end)) for time in context.found.get("times", ()))
        found = join(room.words, analysis, Counter(room.words, analysis, times).read())
        duals = room.duals.read(analysis, found, times)
        stressed = {dual.last - 1 for dual in duals if dual.last - dual.core > 1}
        found = [*(one for one in found if one.core not in stressed), *duals]
        found.sort(key=lambda one: one.core)
        assign_roles(room.words, analysis, found)
        found = keep(room.words, analysis, found)
        additions = find_sums(room.words, analysis, found)
        for one in additions:
            total, roles = found[one.total], {found[part].role for part in one.parts}
            if one.rule == "closing" and len(roles) > 1 and total.role:
                total.role = "other"
            for part in one.parts:
                found[part].role = found[part].role or total.role
        quantities = [_quantity(analysis, one, number) for number, one in zip(count(1), found)]
        sums = [
            Sum(
                total=quantities[one.total].id,
                parts=[quantities[part].id for part in one.parts],
                adds_up=one.adds_up,
                via=f"quantities/sum-{one.rule}",
            )
            for one in additions
        ]
        why: dict[tuple[str, int], Sequence[Piece]] = {}
        if context.explain:
            why = {("quantities", place): _pieces(analysis, one.used) for place, one in enumerate(found)}
        return Output({"quantities": quantities, "sums": sums}, (), why)


def _span(analysis: Analysis, one: Found) -> tuple[int, int]:
    """Return the source span: without attached particles in front, without marks at the edges."""
    first, last, cut = one.first, one.last, one.cut
    while analysis.words[first] in _MARKS and first + 1 < last:
        first, cut = first + 1, 0
    while analysis.words[last - 1] in _MARKS and last - 1 > first:
        if _OPENING.get(analysis.words[last - 1]) in analysis.words[first:last]:
            break  # المراكز الـ(45)
        last -= 1
    if first and analysis.words[first - 1] == "(" and ")" in analysis.words[first:last]:
        first, cut = first - 1, 0  # (20) شخصا
    return analysis.folded.span(analysis.starts[first] + cut, analysis.ends[last - 1])


def _quantity(analysis: Analysis, one: Found, number: int) -> Quantity:
    start, end = _span(analysis, one)
    return Quantity(
        id=f"q{number}",
        start=start,
        end=end,
        text=analysis.text[start:end],
        value=one.value,
        low=one.low,
        high=one.high,
        approximate=one.approximate,
        unit=one.unit,
        noun=one.noun,
        role=one.role,  # type: ignore[arg-type]  # the table holds the record's roles
        via=f"quantities/{one.rule}",
    )


def _pieces(analysis: Analysis, used: Sequence[Used]) -> list[Piece]:
    pieces = []
    for one in used:
        start, end = analysis.folded.span(analysis.starts[one.first], analysis.ends[one.last - 1])
        pieces.append(Piece(start, end, analysis.text[start:end], one.meaning, one.row.place if one.row else ""))
    return pieces
