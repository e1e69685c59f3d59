"""How numbers, amounts and units are written for people, in either language."""

from __future__ import annotations

from khabar.formats.strings import Strings
from khabar.record import Quantity

__all__ = ["amount", "number", "unit_name"]


def number(value: float) -> str:
    """Return a number with its thousands set apart: ``1,250,000``, ``3.5``."""
    return f"{value:,.10g}" if isinstance(value, float) and not value.is_integer() else f"{int(value):,}"


def amount(quantity: Quantity, say: Strings) -> str:
    """Return the value of a quantity, or its bounds, and whether it is approximate."""
    value, low, high = quantity.value, quantity.low, quantity.high
    if value is not None:
        text = number(value)
        return f"{say('quantity.about')} {text}" if quantity.approximate else text
    if low is not None and high is not None:
        return say("quantity.between", low=number(low), high=number(high))
    if low is not None:
        return say("quantity.at_least", low=number(low))
    if high is not None:
        return say("quantity.at_most", high=number(high))
    return say("quantity.unknown")


def unit_name(unit: str, say: Strings) -> str:
    """Return what a unit is called, of money its currency code; nothing where the counted noun says it all."""
    family, _, code = unit.partition(":")
    return code or ("" if family in ("item", "other") else say.word("unit", family))
