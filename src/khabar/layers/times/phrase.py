"""What a rule reads: a phrase, not yet a value; and the pattern pieces that several rules share.

A pattern piece is a function of a prefix, so that one pattern may hold it twice under different group names; its
reader turns the groups of a match into fields of a ``Phrase``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

from khabar.lexicon.grammar import Item, Match
from khabar.lexicon.numerals import Numeral

__all__ = [
    "NUMERAL_CLASSES",
    "SPECIAL_CLASSES",
    "UNIONS",
    "Phrase",
    "Reading",
    "date",
    "hijri_date",
    "month",
    "number",
    "numeral_class",
    "offset_of",
    "one",
    "phrase",
    "read_date",
    "read_figures",
    "read_hijri",
    "read_month",
    "read_year",
    "year",
]

_FIRST_YEAR: Final = 1000
_LAST_YEAR: Final = 2200
_HIJRI_YEARS: Final = range(1300, 1501)
_FIGURES: Final = re.compile(r"(\d{1,4})([/.\-])(\d{1,2})\2(\d{1,4})")

NUMERAL_CLASSES: Final = ("n12", "ord", "n2", "y4", "ywords", "int", "dec", "vague", "fraction")
SPECIAL_CLASSES: Final = ("hm", "numdate")
UNIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "gmonth": ("month", "march"),
    "hijrim": ("hmonth", "hname", "ramadan"),
    "daynum": ("n12", "ord"),
    "yearnum": ("y4", "ywords"),
    "number": ("n12", "n2", "int", "y4", "dec", "ywords"),
    "mod": ("last", "last2", "next", "next2", "now", "recent", "same", "following", "previous"),
    "dem": ("this", "that"),
    "deic": ("today", "rel"),
    "unit1": ("unit", "dayword", "monthword", "yearword"),
    "unitn": ("unit", "units", "accunit", "numunit", "decades"),
    "freeunit": ("unit", "accunit"),
    "decadelead": ("since", "forlength", "during", "until", "within"),
    "partword": ("partadv", "partdef", "daypart"),
    "period": ("dyear", "dmonth", "dweek", "ddecade", "century"),
    "yearhead": ("yearword", "dyear"),
    "vaguelead": ("since", "after", "forlength", "within", "during", "li", "bi", "in", "until", "of", "to"),
    "singlelead": ("since", "after", "forlength", "within", "during", "approx", "or"),
    "notafterday": (
        "weekday", "weekday0", "n12", "ord", "n2", "y4", "month", "march", "hmonth", "hname", "ramadan", "rel",
        "today", "feast", "numdate", "lp",
    ),
    "notaftermonth": ("month", "march", "hmonth", "hname", "ramadan"),
    "notafteryear": ("y4", "ywords", "n2", "n12", "numdate"),
    "afternumber": ("dhalf", "dquarter", "dthird", "half", "quarterf"),
    # what makes an island worth searching
    "core": (
        "month", "march", "hmonth", "hname", "ramadan", "weekday", "today", "rel", "present", "lastnight",
        "tonight", "thispart", "daypart", "eve", "partadv", "partdef", "midnight", "early", "unit", "unit2",
        "units", "accunit", "numunit", "decades", "dunit", "dunits", "dunit2", "clock", "dayword", "dweek",
        "dmonth", "monthword", "yearword", "dyear", "hisyears", "ddecade", "century", "weekend", "days_of",
        "years_of", "months_of", "feast", "season", "dseason", "decadename", "named", "ref",
        "adverb", "finally", "nearref",
        "then", "set", "vaguedur", "tz", "hm", "numdate", "y4", "ywords",
    ),
}  # fmt: skip


def numeral_class(numeral: Numeral) -> str:
    """Return the class of ``numeral`` in patterns."""
    value = numeral.value
    if numeral.kind == "ordinal":
        return "ord" if value is not None and value <= 31 else "int"
    if numeral.kind in ("vague", "fraction"):
        return numeral.kind
    if value is None or value != int(value):
        return "dec"
    if numeral.digits == 4 and not numeral.grouped and _FIRST_YEAR <= value < _LAST_YEAR:
        return "y4"
    if numeral.digits == 0 and not numeral.grouped and _FIRST_YEAR < value < _LAST_YEAR:
        return "ywords"
    if numeral.digits > 2:
        return "int"
    if 1 <= value <= 31:
        return "n12"
    return "n2" if value < 100 else "int"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A time expression as it stands: which items it covers, what kind it is, and what it names.

    ``kind`` decides how it is resolved (see ``resolve``). Offsets count units from an ``anchor``: ``doc``, the document
    date, or ``told``, the last date told. ``value`` is a value that needs no resolving.
    """

    first: int
    last: int
    kind: str
    type: str = "DATE"
    value: str = ""
    day: int | None = None
    month: int | None = None
    year: int | None = None
    hijri: bool = False
    weekday: int | None = None
    unit: str = ""
    offset: int | None = None
    anchor: str = "doc"
    month_offset: int | None = None
    month_anchor: str = "doc"
    year_offset: int | None = None
    year_anchor: str = "doc"
    every: bool = False
    part: str = ""
    hour: int | None = None
    minute: int | None = None
    zone: str | None = None
    section: str = ""
    low: float = 0
    high: float = 0
    approximate: bool = False
    gregorian_year: int | None = None
    other: tuple[int, int, int] | None = None
    inner: int | None = None
    amounts: tuple[tuple[str, float | None], ...] = ()
    joined: str = ""

    def but(self, **fields: Any) -> Phrase:
        """Return a copy with other ``fields``."""
        return replace(self, **fields)

    def at(self, first: int, last: int) -> Phrase:
        """Return a copy over the items ``[first, last)``."""
        return replace(self, first=first, last=last)

    def joining(self, joined: str) -> Phrase:
        """Return a copy that says how it is joined to the next phrase: span (an interval), list, or end."""
        return replace(self, joined=joined)


class Reading(NamedTuple):
    """What a rule made of a match: its phrases (none: the match is no time), and where reading goes on."""

    phrases: tuple[Phrase, ...]
    last: int


def phrase(match: Match, kind: str, **fields: Any) -> Phrase:
    """Return a phrase over the capture ``x`` of ``match``, or over the whole match if there is none."""
    first = match.groups.get("x", match.first)
    last = match.ends.get("x", match.last)
    return Phrase(first=first, last=last, kind=kind, **fields)


def one(made: Phrase, stop: int | None = None) -> Reading:
    """Return the reading of one phrase, ended before item ``stop`` if given."""
    if stop is not None:
        made = replace(made, last=stop)
    return Reading((made,), made.last)


def number(match: Match, group: str) -> int:
    """Return the whole number captured as ``group``."""
    numeral = match[group].numeral
    return int(numeral.low) if numeral else 0


def offset_of(match: Match, group: str) -> tuple[int, str]:
    """Return the offset of the modifier captured as ``group`` and its anchor."""
    item = match[group]
    anchor = "told" if item.name in ("same", "following", "previous", "that") else "doc"
    return int(item.value), anchor


# -- years ------------------------------------------------------------------------------------------------------


def year(p: str) -> str:
    """Return the pattern of a year after a month or season: 2016, من عام 2016, من العام الماضي, هذا العام."""
    return (
        f"(?:(?:<of>|<comma>|<dash>|<slash>|<li>|<in>)?<yearhead>?(?P<{p}y><yearnum>)(?:<ad>|(?P<{p}ah><ah>))?"
        f"|<lp>(?P<{p}yp><y4>)<rp>"
        f"|(?:<of>|<in>|<li>)?(?P<{p}yd><dem>)<dyear><yadj>?"
        f"|(?:<of>|<in>|<li>)?<dyear><yadj>?(?P<{p}ym><mod>)"
        f"|<of>(?P<{p}ev><every>)<yearword>"
        f"|<of>?<yearhead>(?P<{p}y2><n2>))"
    )


def read_year(match: Match, p: str) -> dict[str, Any]:
    """Return the fields that ``year(p)`` captured."""
    groups = match.groups
    for name in ("y", "yp"):
        if p + name in groups:
            return {"year": number(match, p + name), "hijri": p + "ah" in groups}
    if p + "y2" in groups:
        return {"year": 1900 + number(match, p + "y2")}
    for name in ("yd", "ym"):
        if p + name in groups:
            offset, anchor = offset_of(match, p + name)
            return {"year_offset": offset, "year_anchor": anchor}
    return {"every": True} if p + "ev" in groups else {}


# -- months and dates -------------------------------------------------------------------------------------------


def month(p: str) -> str:
    """Return the pattern of a month with the same month in another naming beside it: أيلول/سبتمبر, يوليو (تموز)."""
    return (
        f"(?:<monthword><of>?)?(?P<{p}m><gmonth>)(?:(?:<slash>|<dash>)?(?P<{p}g><gmonth>)|<lp>(?P<{p}h><gmonth>)<rp>)?"
    )


def read_month(match: Match, p: str) -> tuple[int, int | None]:
    """Return the month that ``month(p)`` captured, and the item to stop at if a different month follows."""
    own = int(match[p + "m"].value)
    for name in ("g", "h"):
        gloss = match.get(p + name)
        if gloss and int(gloss.value) != own:
            return own, match.groups[p + "m"] + 1
    return own, None


def date(p: str) -> str:
    """Return the pattern of a day of a month: 23 من أيلول/سبتمبر 2016, السابع من أكتوبر الماضي, 25 من الشهر الجاري."""
    return (
        f"(?P<{p}d><daynum>)(?:<of>?(?:<dash>|<slash>)?{month(p)}{year(p)}?(?P<{p}mm><mod>)?"
        f"|<of>?(?:<dmonth>(?P<{p}dm><mod>)|(?P<{p}dd><dem>)<dmonth>))"
    )


def read_date(match: Match, p: str) -> tuple[dict[str, Any], int | None] | None:
    """Return the fields that ``date(p)`` captured and where to stop; None if nothing was captured or no such day."""
    if p + "d" not in match.groups:
        return None
    fields: dict[str, Any] = {"day": number(match, p + "d")}
    if p + "m" not in match.groups:
        offset, anchor = offset_of(match, p + "dm" if p + "dm" in match.groups else p + "dd")
        return fields | {"month_offset": offset, "month_anchor": anchor}, None
    verb = match[p + "m"].name == "march" and match[p + "d"].name == "ord"
    if verb and match.ends[p + "d"] == match.groups[p + "m"] and p + "y" not in match.groups:
        return None  # الثاني مارس صلاحياته
    fields["month"], stop = read_month(match, p)
    if stop is None:
        fields |= read_year(match, p)
        if p + "mm" in match.groups:
            fields["offset"], fields["anchor"] = offset_of(match, p + "mm")
    return fields, stop


def read_figures(text: str, item: Item, *, hijri: bool = False) -> dict[str, Any] | None:
    """Return the fields of a date in figures: 3/10/2016, 2016-10-03, 22/9/1404; None if it is no date."""
    found = _FIGURES.search(text, item.start, item.end)
    if found is None:
        return None
    first, mark, _, last = found.groups()
    a, b, c = int(first), int(found.group(3)), int(last)
    if len(first) == 4:
        years, months, days = a, b, c
    elif len(last) == 4 or hijri:
        days, months, years = a, b, c
    elif len(last) == 2 and len(first) <= 2 and mark == "/":
        days, months, years = a, b, c + (2000 if c < 60 else 1900)
    else:
        return None
    if months > 12 and days <= 12:
        days, months = months, days
    hijri = hijri or years in _HIJRI_YEARS
    if not (1 <= months <= 12 and 1 <= days <= 31) or not (hijri or _FIRST_YEAR <= years < _LAST_YEAR):
        return None
    return {"day": days, "month": months, "year": years, "hijri": hijri, "approximate": hijri}


def hijri_date(p: str) -> str:
    """Return the pattern of a Hijri day or month with its year: 27 رمضان 1436هـ."""
    return (
        f"(?:(?P<{p}d><daynum>)<of>?)?(?:<monthword><of>?)?(?P<{p}m><hijrim>)"
        f"(?:(?:<of>|<comma>|<li>)?<yearhead>?(?P<{p}y><yearnum>)(?P<{p}ah><ah>)?"
        f"|(?:<of>|<in>|<li>)?(?P<{p}yd><dem>)<dyear>|(?:<of>|<in>|<li>)?<dyear><yadj>?(?P<{p}ym><mod>))?"
        f"(?P<{p}mm><mod>)?"
    )


def read_hijri(match: Match, p: str) -> dict[str, Any]:
    """Return the fields that ``hijri_date(p)`` captured."""
    fields: dict[str, Any] = {"hijri": True, "approximate": True, "month": int(match[p + "m"].value)}
    if p + "d" in match.groups:
        fields["day"] = number(match, p + "d")
    if p + "y" in match.groups:
        fields["year"] = number(match, p + "y")
    for name in ("yd", "ym"):
        if p + name in match.groups:
            fields["year_offset"], fields["year_anchor"] = offset_of(match, p + name)
    if p + "mm" in match.groups:
        fields["offset"], fields["anchor"] = offset_of(match, p + "mm")
    return fields
