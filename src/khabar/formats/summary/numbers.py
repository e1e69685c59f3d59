"""Counts and measures, and the sums that the text states."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.formats.phrases import amount, number, unit_name
from khabar.formats.strings import Strings
from khabar.formats.summary.page import INDENT, MOST, Cell, Page
from khabar.formats.terminal import clean, clip, display_width
from khabar.record import Quantity

__all__ = ["quantities", "sums"]


def quantities(page: Page) -> list[str]:
    """Write each number with what it counts and its role, in the order of the record."""
    rows, places = [], []
    for quantity in page.record.quantities[:MOST]:
        role = page.say.word("role", quantity.role) if quantity.role and quantity.role != "other" else ""
        rows.append(
            [Cell(_amount(quantity, page.say), ("yellow",)), Cell(_what(quantity, page.say)), Cell(role, ("red",))]
        )
        places.append((quantity.start, quantity.end))
    return page.table(rows, places) + page.more(len(page.record.quantities) - MOST)


def _amount(quantity: Quantity, say: Strings) -> str:
    text = amount(quantity, say)
    return f"{text}%" if quantity.unit == "percent" else text


def _what(quantity: Quantity, say: Strings) -> str:
    """Return what is counted: its noun, else its unit."""
    money = quantity.unit.startswith("money:")
    if quantity.noun and not money:
        return clean(quantity.noun)
    return "" if quantity.unit == "percent" else unit_name(quantity.unit, say)


def sums(page: Page) -> list[str]:
    """Write each sum as an equation, and what its parts make if that is another number."""
    named = {quantity.id: quantity for quantity in page.record.quantities}
    lines = []
    for made in page.record.sums[:MOST]:
        total = named.get(made.total)
        parts = [named[part] for part in made.parts if part in named]
        if total is None or len(parts) < len(made.parts):
            continue
        sign = "≈" if total.approximate else "=" if made.adds_up else "≠"
        right = " + ".join(_bare(part) for part in parts)
        mark = Cell("✓", ("green", "bold")) if made.adds_up else Cell("✗", ("red", "bold"))
        room = page.terminal.width - 6
        equation = Cell(clip(f"{_bare(total)} {sign} {right}", room), ("yellow",))
        noun = Cell(clip(clean(total.noun or ""), room - display_width(equation.text) - 2))
        lines.append(page.line(equation, mark, noun))
        if not made.adds_up:
            verdict = page.tell("sums.does_not_add_up", sum=number(_total(parts)))
            lines.append(page.line(Cell(clip(verdict, room), ("red",)), indent=INDENT * 3))
    return lines + page.more(len(page.record.sums) - MOST)


def _bare(quantity: Quantity) -> str:
    bounds = [bound for bound in (quantity.low, quantity.high) if bound is not None]
    return number(quantity.value) if quantity.value is not None else "–".join(number(bound) for bound in bounds) or "?"


def _total(parts: Sequence[Quantity]) -> float:
    return sum(part.value for part in parts if part.value is not None)
