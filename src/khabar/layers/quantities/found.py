"""A quantity in the making."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from khabar.lexicon import Numeral, Row

__all__ = ["Found", "Used"]


class Used(NamedTuple):
    """Tokens ``[first, last)`` that a rule matched, what it took them for, and the table row."""

    first: int
    last: int
    meaning: str
    row: Row | None = None


@dataclass(slots=True)
class Found:
    """A number and what is known of it so far.

    ``first`` and ``last`` are the tokens of the span (half-open), ``cut`` the letters of attached particles before it
    in its first token; ``core`` is the first token of the number itself. ``rule`` is how it was read: ``counted``,
    ``partitive`` (أربعة من الجنود), ``definite`` (الرؤساء الثلاثة), ``percent``, ``money``, ``one``, ``dual``,
    ``range``, or one that stays only if something else speaks for it (``bare``) or never (``time``, ``none``).
    ``before`` is the class of the phrase before the number.
    """

    rule: str
    first: int
    last: int
    cut: int
    core: int
    value: int | float | None
    low: int | float
    high: int | float
    numeral: Numeral | None = None
    approximate: bool = False
    unit: str = ""
    noun: str | None = None
    role: str | None = None
    before: str = ""
    partial: bool = False
    used: list[Used] = field(default_factory=list)
