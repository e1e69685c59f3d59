"""Times that name no day on a calendar, in words: durations, what is repeated, vague references."""

from __future__ import annotations

import re
from functools import reduce

from khabar.formats.strings import Strings
from khabar.record import Time

__all__ = ["in_words", "part_of_day"]

_PERIOD = re.compile(r"P(?=.)((?:(?:\d+(?:\.\d+)?|X)(?:DE|CE|[YMWD]))*)(?:T((?:(?:\d+(?:\.\d+)?|X)[HMS])+))?")
_TERM = re.compile(r"(\d+(?:\.\d+)?|X)(DE|CE|[YMWDHS])")
_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])(?:T(MO|AF|EV|NI))?")
_YEARLY = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?")
_PART = re.compile(r"T(MO|AF|EV|NI)$")
_REFERENCES = {"PAST_REF": "time.past", "PRESENT_REF": "time.present", "FUTURE_REF": "time.future"}


def in_words(time: Time, say: Strings) -> str:
    """Return what ``time`` means as people say it, its TIMEX3 value where there are no words for it."""
    value = time.value
    if value in _REFERENCES:
        return say(_REFERENCES[value])
    period = _PERIOD.fullmatch(value)
    if period:
        terms = [(number, unit) for number, unit in _TERM.findall(period[1])]
        terms += [(number, f"T{unit}") for number, unit in _TERM.findall(period[2] or "")]
        return _every(terms, say) if time.type == "SET" else _joined(terms, say)
    weekday = _WEEKDAY.fullmatch(value)
    if weekday:
        day = say(f"weekday.{weekday[1]}")
        text = say("set.weekday", day=day) if time.type == "SET" else day
        return f"{text} {say(f'part.{weekday[2]}')}" if weekday[2] else text
    yearly = _YEARLY.fullmatch(value)
    if yearly and 1 <= int(yearly[1]) <= 12:
        month = say(f"month.{int(yearly[1])}")
        text = f"{int(yearly[2])} {month}" if yearly[2] else month
        return say("set.yearly", what=text) if time.type == "SET" else text
    return say("time.unresolved") if value.startswith("XXX") else value


def part_of_day(value: str, say: Strings) -> str:
    """Return the part of the day that a TIMEX3 value names (morning, evening), empty if none."""
    found = _PART.search(value)
    return say(f"part.{found[1]}") if found else ""


def _joined(terms: list[tuple[str, str]], say: Strings) -> str:
    parts = [_count(number, unit, say) for number, unit in terms]
    return reduce(lambda one, other: say("list.both", one=one, other=other), parts)


def _every(terms: list[tuple[str, str]], say: Strings) -> str:
    if len(terms) == 1 and terms[0][0] in ("1", "2"):
        form = "every" if terms[0][0] == "1" else "two_after"
        return say("set.every", what=say(f"span.{terms[0][1]}.{form}"))
    return say("set.every", what=_joined(terms, say))


def _count(number: str, unit: str, say: Strings) -> str:
    """Return a number of units; Arabic has forms for one, two, three to ten, and more."""
    if number == "X":
        return say(f"span.{unit}.some")
    value = float(number)
    if value != int(value):
        return say(f"span.{unit}.many", count=number)
    last = int(value) % 100
    form = "one" if value == 1 else "two" if value == 2 else "few" if 3 <= last <= 10 else "many"
    if form == "many" and last < 3:
        form = "hundred"  # مئة سنة, مئة سنة وسنة
    return say(f"span.{unit}.{form}", count=int(value))
