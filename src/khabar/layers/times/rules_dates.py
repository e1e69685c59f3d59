"""Days of months, months and years: Gregorian in all naming systems, Hijri, in digits and words."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from khabar.layers.times.phrase import (
    Reading,
    date,
    hijri_date,
    month,
    number,
    offset_of,
    one,
    phrase,
    read_date,
    read_figures,
    read_hijri,
    read_month,
    read_year,
    year,
)
from khabar.lexicon.grammar import Match, Rule

__all__ = ["RULES"]

_LEADS = frozenset(
    "in since until untilend by before after during within between to forlength part and or of dash lp".split()
)
_CLEAR_LEADS = _LEADS - {"and", "or", "of", "dash", "lp"}
_YEAR_LEADS = frozenset(("since", "by", "until", "untilend", "lp", "in"))
_ACCUSATIVE = re.compile(r"(?!ب|ال)\w{3,}(?<!ه)(?<!ن)ا")
_COUNTED_AFTER = re.compile(r"[\s]*(?:([%$€£])|[\-,.،]?\d|([^\W\d_]+))")
_WORD_BEFORE = re.compile(r"([^\s]+)[\s«»\"“”(]*$")
_YEARS_NEAR = range(1880, 2061)


def _day(match: Match, _text: str) -> Reading | None:
    found = read_date(match, "x")
    if found is None or found[0]["day"] > 31:
        return None
    return one(phrase(match, "date", **found[0]), found[1])


_LISTED = ("a", "b", "c", "e")


def _day_list(match: Match, _text: str) -> Reading | None:
    found = read_date(match, "z")
    if found is None:
        return None
    fields, stop = found
    lead = match.get("lead")
    joined = match["j"].name
    days = [group for group in _LISTED if group in match.groups]
    numbers = [number(match, group) for group in days] + [fields["day"]]
    if max(numbers) > 31 or (lead is None and joined in ("and", "or") and "dash" not in match.groups):
        return None
    if lead is not None and lead.name == "li":
        return None
    span = joined in ("to", "until", "dash") or (lead is not None and lead.name in ("between", "of", "since"))
    consecutive = all(b == a + 1 for a, b in pairwise(numbers))
    phrases = []
    for place, group in enumerate(days):
        first = match.groups[group]
        if place == 0 and lead is not None and lead.name in ("days_of", "units", "dunits", "dayword"):
            first = match.groups["lead"]
        listed: dict[str, Any] = fields | {"day": numbers[place]}
        join = "span" if place == 0 and (span or consecutive) else "list"
        phrases.append(phrase(match, "date", **listed).at(first, match.ends[group]).joining(join))
    last = phrase(match, "date", **fields).at(match.groups["zd"], stop or match.last)
    return Reading((*phrases, last.joining("end")), stop or match.last)


def _month(match: Match, _text: str) -> Reading | None:
    own, stop = read_month(match, "x")
    fields: dict[str, Any] = {"month": own}
    if stop is None:
        fields |= read_year(match, "x")
        if "xmm" in match.groups:
            fields["offset"], fields["anchor"] = offset_of(match, "xmm")
    bare = len(fields) == 1 and "part" not in match.groups and "xg" not in match.groups and "xh" not in match.groups
    if bare and "head" not in match.groups and match["xm"].name == "march":
        before = match.items[match.first - 1].name if match.first else ""
        after = match.items[match.last].name if match.last < len(match.items) else ""
        listed = before in ("of", "months_of") and after in ("to", "until", "and")
        if before not in _CLEAR_LEADS and not listed:
            return None
    if "part" in match.groups:
        fields["section"] = match["part"].value
    return one(phrase(match, "date", **fields), stop)


def _numeric(match: Match, text: str) -> Reading | None:
    fields = read_figures(text, match["num"], hijri="ah" in match.groups)
    if fields is None:
        return None
    return one(phrase(match, "hijri" if fields["hijri"] else "date", **fields))


def _spaced(match: Match, _text: str) -> Reading | None:
    days, months, years = number(match, "a"), number(match, "b"), number(match, "y")
    if days > 31 or months > 12:
        return None
    hijri = "ah" in match.groups or 1300 <= years <= 1500
    kind = "hijri" if hijri else "date"
    return one(phrase(match, kind, day=days, month=months, year=years, hijri=hijri, approximate=hijri))


def _hijri_list(match: Match, _text: str) -> Reading | None:
    fields = read_hijri(match, "z")
    first, last = number(match, "a"), fields.get("day", 0)
    if not first < last <= 30 or ("lead" not in match.groups and match["j"].name == "and"):
        return None
    joined = "span" if match["j"].name != "and" or last == first + 1 or match["lead"].name == "between" else "list"
    start = match.groups["lead"] if "lead" in match.groups and match["lead"].name == "days_of" else match.groups["a"]
    one_day = phrase(match, "hijri", **(fields | {"day": first})).at(start, match.ends["a"]).joining(joined)
    end = phrase(match, "hijri", **fields).at(match.groups["zd"], match.last).joining("end")
    return Reading((one_day, end), match.last)


def _hijri(match: Match, _text: str) -> Reading | None:
    fields = read_hijri(match, "x")
    named = match["xm"].name
    alone = not ({"xd", "xy", "xmm", "head", "xyd", "xym", "part"} & set(match.groups))
    before = match.items[match.first - 1].name if match.first else "break"
    if alone and (named == "hname" or before not in _CLEAR_LEADS):
        return None
    if named == "hname" and "xd" not in match.groups and "xy" not in match.groups and "head" not in match.groups:
        return None
    if named == "hname" and fields["month"] == 2 and not ({"xy", "head", "xmm", "xyd", "xym"} & set(match.groups)):
        return None  # صفر is also zero: 3 صفر
    if "xy" in match.groups and "xah" not in match.groups and not 1300 <= fields["year"] <= 1500:
        fields["gregorian_year"] = fields.pop("year")  # رمضان 2015
    if fields.get("day", 1) > 30:
        return None
    if "part" in match.groups:
        fields["section"] = match["part"].value
    return one(phrase(match, "hijri", **fields))


def _hijri_form(p: str) -> str:
    """Return the pattern of a Hijri date in words or figures."""
    spaced = f"(?P<{p}a><n12>)(?:<slash>|<dash>)(?P<{p}b><n12>)(?:<slash>|<dash>)(?P<{p}c><y4>)<ah>?"
    return f"(?:{hijri_date(p)}|(?P<{p}n><numdate>)<ah>?|{spaced})"


def _gregorian_form(p: str) -> str:
    """Return the pattern of a Gregorian date in words or figures."""
    return f"(?:{date(p)}|(?P<{p}n><numdate>))<ad>?"


def _equals(match: Match, text: str) -> Reading | None:
    """Read one day in both calendars, whichever stands first (``h``/``j`` Hijri, ``g``/``k`` Gregorian)."""
    h = next(p for p in "hj" if {p + "m", p + "n", p + "a"} & set(match.groups))
    g = next(p for p in "gk" if {p + "d", p + "n"} & set(match.groups))
    if h + "m" in match.groups:
        hijri = read_hijri(match, h)
    elif h + "n" in match.groups:
        hijri = read_figures(text, match[h + "n"], hijri=True) or {}
    else:
        hijri = {"day": number(match, h + "a"), "month": number(match, h + "b"), "year": number(match, h + "c")}
    stop = None
    if g + "n" in match.groups:
        fields = read_figures(text, match[g + "n"])
    else:
        found = read_date(match, g)
        fields, stop = found or (None, None)
    if fields is None or fields.get("year") is None or fields.get("hijri") or not hijri:
        return None
    if not 1300 <= hijri.get("year", 1400) <= 1500:
        return None
    made = phrase(match, "equal", **fields)
    return one(made.but(other=(hijri.get("year", 0), hijri["month"], hijri.get("day", 0))), stop)


def _year(match: Match, text: str) -> Reading | None:
    fields: dict[str, Any] = {"hijri": "ah" in match.groups}
    marked = not {"ad", "ah", "bc"}.isdisjoint(match.groups)
    if "y2" in match.groups:  # عام 67, but سنة 67 م
        fields["year"] = number(match, "y2") + (0 if marked else 1900)
        follows = _COUNTED_AFTER.match(text, match.items[match.last - 1].end)
        counted = bool(follows and follows.group(2) and _ACCUSATIVE.fullmatch(follows.group(2)))
        if not marked and (match["y2"].name == "n12" or counted):
            return None
    elif "y3" in match.groups:
        fields["year"] = number(match, "y3")
        if not marked or not 100 <= fields["year"] < 1000:
            return None
    else:
        fields["year"] = number(match, "y")
    if (
        1300 <= fields["year"] <= 1460
        and match.get("adj") is not None
        and text.startswith("الهجري", match["adj"].start)
    ):
        fields["hijri"] = True
    if "part" in match.groups:
        fields["section"] = match["part"].value
    if "bc" in match.groups:
        return one(phrase(match, "literal", value=f"BC{fields['year']:04d}"))
    return one(phrase(match, "year", **fields))


def _years_of_decade(match: Match, _text: str) -> Reading | None:
    value = number(match, "y")
    if match.items[match.first].value != "Y" or value % 10:
        return None
    return one(phrase(match, "decade", year=value // 100 + 1, day=value // 10 % 10))


def _years(match: Match, text: str) -> Reading | None:
    a, b = number(match, "a"), number(match, "b")
    joined = match["j"].name
    hijri = "ah" in match.groups
    if (
        "head" not in match.groups
        and not hijri
        and not (a in _YEARS_NEAR and b in _YEARS_NEAR and _plain_year(match, text))
    ):
        return None
    start = match.groups["head"] if "head" in match.groups else match.groups["a"]
    ending = match.groups["head2"] if "head2" in match.groups else match.groups["b"]
    lead = match.get("lead")
    span = joined in ("to", "until", "dash", "slash") or (lead is not None and lead.name in ("between", "of", "since"))
    join = "span" if (span and a < b) or b == a + 1 else "list"
    first = phrase(match, "year", year=a, hijri=hijri).at(start, match.ends["a"]).joining(join)
    second = phrase(match, "year", year=b, hijri=hijri).at(ending, match.last).joining("end")
    return Reading((first, second), match.last)


def _plain_year(match: Match, text: str) -> bool:
    """Say whether a bare figure is a year, by the words around it: not where something is counted."""
    before = match.items[match.first - 1].name if match.first else "break"
    start, end = match.items[match.first].start, match.items[match.last - 1].end
    word = _WORD_BEFORE.search(text, max(0, start - 40), start)
    if word and (word.group(1).isascii() and word.group(1)[-1:].isalnum()):
        return False
    if text[start - 1 : start] in tuple("-.,/:#") and before != "dash":
        return False
    after = _COUNTED_AFTER.match(text, end)
    if after is None:
        return True
    follower = after.group(2)
    if follower is None:
        return False
    known = match.last < len(match.items) and match.items[match.last].name not in ("other", "break")
    if _ACCUSATIVE.fullmatch(follower) and not known:
        return False  # what is counted stands in the accusative: 1950 لاجئا
    plain = known or follower.startswith(("ال", "و", "ب", "ل", "ف"))
    if match.items[match.first].name in ("between", "of"):
        return plain
    return before in _YEAR_LEADS or (plain and not (before in ("of", "approx") and follower == "من"))


def _bare_year(match: Match, text: str) -> Reading | None:
    value = number(match, "y")
    if "ah" in match.groups:
        return one(phrase(match, "year", year=value, hijri=True)) if 1 <= value <= 1500 else None
    marked = "ad" in match.groups
    before = match.items[match.first - 1].name if match.first else ""
    if not marked and (value not in _YEARS_NEAR or not _plain_year(match, text)):
        return None
    follows = _COUNTED_AFTER.match(text, match.items[match.last - 1].end)
    sure = before in _YEAR_LEADS - {"in"} or (before == "in" and follows is None)
    if not marked and value % 100 == 0 and not sure:
        return None  # a round number counts something
    return one(phrase(match, "year", year=value))


_MARK = "(?:(?P<ad><ad>)|(?P<ah><ah>))?"
_PART = "(?P<part><part>)?"
_HEAD = "(?:<dayword>?<weekday>(?:<comma>|<equals>)?)?<dayword>?"
_BETWEEN = "(?:<comma>|<dash>|<slash>)?"
_FILL = "(?:<li>|<dayword>|<weekday>|<bi>)*"

RULES: tuple[Rule[Reading], ...] = (
    Rule("date.day-month", f"(?P<x><dayword>?{date('x')})", _day, "23 من أيلول/سبتمبر 2016"),
    Rule(
        "date.day-list",
        "(?:(?P<lead><between>|<of>|<days_of>|<units>|<dunits>|<dayword>|<since>|<in>)<of>?)?(?P<a><daynum>)"
        "(?:(?:<and>|<comma>)+(?P<b><daynum>))?(?:(?:<and>|<comma>)+(?P<c><daynum>))?(?:(?:<and>|<comma>)+(?P<e><daynum>))?"
        f"(?P<j><and>|<to>|<until>|<dash>|<or>|<slash>)(?:<of>|<dayword>|<bi>)?{date('z')}",
        _day_list,
        "بين 25 و28 أوت 2017",
    ),
    Rule(
        "date.month",
        f"(?P<x>{_PART}(?P<head><monthword><of>?)?{month('x').removeprefix('(?:<monthword><of>?)?')}"
        f"{year('x')}?(?P<xmm><mod>)?)",
        _month,
        "نهاية سبتمبر من السنة الماضية",
    ),
    Rule("date.numeric", f"(?P<x>{_HEAD}(?P<num><numdate>){_MARK})", _numeric, "22-07-2015"),
    Rule(
        "date.spaced-figures",
        f"(?P<x>{_HEAD}(?P<a><n12>)(?:<slash>|<dash>)(?P<b><n12>)(?:<slash>|<dash>)(?P<y><y4>){_MARK})",
        _spaced,
        "23/ 7/ 2015",
    ),
    Rule(
        "date.hijri-list",
        "(?P<lead><between>|<of>|<days_of>|<units>)?(?P<a><daynum>)(?P<j><and>|<to>|<until>|<dash>)<of>?"
        f"{hijri_date('z')}",
        _hijri_list,
        "من 26 إلى 28 محرم 1437",
    ),
    Rule(
        "date.hijri",
        f"(?P<x>{_PART}{_HEAD}(?P<head><monthword><of>?)?{hijri_date('x')})",
        _hijri,
        "27 رمضان 1436هـ",
        "± 1 day",
    ),
    Rule(
        "date.hijri-equals-gregorian",
        f"(?P<x>{_HEAD}{_hijri_form('h')}{_BETWEEN}"
        f"(?:<lp><equals>?{_FILL}{_gregorian_form('g')}<rp>|<equals>?{_FILL}{_gregorian_form('k')}))",
        _equals,
        "25 شوال 1436 هـ الموافق 10 أغسطس 2015 م",
        "both calendars are one expression; the Gregorian one gives the value",
    ),
    Rule(
        "date.gregorian-equals-hijri",
        f"(?P<x>{_HEAD}{_gregorian_form('g')}{_BETWEEN}"
        f"(?:<lp><equals>?{_FILL}{_hijri_form('h')}<rp>|<equals>{_FILL}{_hijri_form('j')}))",
        _equals,
        "10 أغسطس 2015 الموافق 25 شوال 1436",
    ),
    Rule(
        "year.named",
        f"(?P<x>{_PART}<yearhead>(?P<adj><yadj>)?(?:(?P<y><yearnum>)|(?P<y2><n2>|<n12>)|(?P<y3><int>))"
        f"{_MARK}(?P<bc><bc>)?)",
        _year,
        "سنة ألف وتسعمئة وخمس وستين",
    ),
    Rule("decade.of-years", "(?P<x><units>(?P<y><y4>)(?!<and><y4>|<dash><y4>))", _years_of_decade, "سنوات 1990"),
    Rule("year.part", f"(?P<x>(?P<part><part>)(?P<y><y4>){_MARK})", _year, "مطلع 2023"),
    Rule(
        "year.pair",
        "(?P<lead><between>|<of>|<since>)?(?P<head><years_of>|<yearword>|<dyear>|<units>|<dunits>)?<yadj>?(?P<a><yearnum>)(?:<ad>|<ah>)?"
        "(?P<j><and>|<to>|<until>|<dash>|<slash>)(?P<head2><yearword>|<dyear>)?(?P<b><yearnum>)(?:<ad>|(?P<ah><ah>))?",
        _years,
        "عامي 2013 و2014",
    ),
    Rule("year.figure", "(?P<x>(?P<y><y4>)(?:(?P<ad><ad>)|(?P<ah><ah>))?)", _bare_year, "2016م"),
)
