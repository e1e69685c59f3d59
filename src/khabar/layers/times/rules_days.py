"""Weekdays, days told by their distance (today, yesterday), parts of the day, clock times."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from khabar.layers.times.phrase import (
    Phrase,
    Reading,
    date,
    number,
    offset_of,
    one,
    phrase,
    read_date,
    read_figures,
    read_year,
    year,
)
from khabar.lexicon.grammar import Match, Rule

__all__ = ["RULES", "day", "read_day"]

_CLOCK = re.compile(r"(\d{1,2})[:.,](\d{1,2})(?::\d{2})?")


# -- days -------------------------------------------------------------------------------------------------------


def day(p: str) -> str:
    """Return the pattern of a day: اليوم (الجمعة), أمس الأحد, يوم الثلاثاء الماضي, الثلاثاء 14 يوليو, 14 يوليو."""
    weekday = f"(?:<lp>(?P<{p}w3><weekday>)<rp>|<comma>?<dayword>?(?P<{p}w1><weekday>))"

    def gloss(bracketed: str, plain: str) -> str:
        return (
            f"(?:<lp>(?:{date(p + bracketed)}|(?P<{p}{bracketed}n><numdate>))<rp>"
            f"|(?:<comma>|<equals>)?(?:{date(p + plain)}|(?P<{p}{plain}n><numdate>)))?"
        )

    return (
        f"(?:(?P<{p}deic><deic>){weekday}?{gloss('u', 'v')}"
        f"|<dayword>?(?P<{p}w2><weekday>)(?P<{p}wm><mod>)?"
        f"(?:<of>(?:<dweek>(?P<{p}wk><mod>)|(?P<{p}wd><dem>)<dweek>))?{gloss('s', 'r')}"
        f"|<dayword>?(?:{date(p + 't')}|(?P<{p}tn><numdate>)))"
    )


def read_day(match: Match, p: str, text: str, kind: str = "day") -> tuple[Phrase, int | None] | None:
    """Return the phrase that ``day(p)`` captured and where to stop, None if the pieces make no day."""
    fields: dict[str, Any] = {}
    groups = match.groups
    stop = None
    for name in ("u", "v", "s", "r", "t"):
        found = read_date(match, p + name)
        if found:
            fields, stop = found
            if fields["day"] > 31:
                return None
            break
        if p + name + "n" in groups:
            figures = read_figures(text, match[p + name + "n"])
            if figures is None or figures["hijri"]:
                return None
            fields = figures
            break
    if p + "deic" in groups:
        fields["offset"] = int(match[p + "deic"].value)
        fields["unit"] = "D"
    for name in ("w1", "w2", "w3"):
        if p + name in groups:
            fields["weekday"] = int(match[p + name].value)
    if p + "wm" in groups:
        fields["offset"], fields["anchor"] = offset_of(match, p + "wm")
    for name in ("wk", "wd"):
        if p + name in groups:
            fields["offset"], fields["anchor"] = offset_of(match, p + name)
            fields["unit"] = "W"
    return (phrase(match, kind, **fields), stop) if fields else None


def _day(match: Match, text: str) -> Reading | None:
    found = read_day(match, "a", text)
    if found is None:
        return None
    return one(*found)


def _weekdays(match: Match, _text: str) -> Reading | None:
    if match["days"].value != "D":
        return None
    fields: dict[str, Any] = {}
    if "mod" in match.groups:
        fields["offset"], fields["anchor"] = offset_of(match, "mod")
    names = [group for group in ("a", "b", "c", "e") if group in match.groups]
    numbers = [int(match[group].value) for group in names]
    consecutive = all(b % 7 == (a + 1) % 7 for a, b in pairwise(numbers))
    phrases = []
    for place, group in enumerate(names):
        first = match.first if place == 0 else match.groups[group]
        last = match.last if place == len(names) - 1 else match.ends[group]
        joined = "end" if place == len(names) - 1 else "span" if place == 0 and consecutive else "list"
        phrases.append(phrase(match, "day", weekday=numbers[place], **fields).at(first, last).joining(joined))
    return Reading(tuple(phrases), match.last)


def _night_between(match: Match, _text: str) -> Reading | None:
    a, b = int(match["a"].value), int(match["b"].value)
    if b % 7 != (a + 1) % 7 or match["pt"].value != "NI":
        return None
    return one(phrase(match, "day", type="TIME", weekday=a, part=match["pt"].value))


def _part(match: Match, text: str) -> Reading | None:
    found = read_day(match, "a", text)
    if found is None:
        return None
    made, stop = found
    part = match["pt"].value if "pt" in match.groups else match["pa"].value
    return one(made.but(part=part, type="DATE" if part == "DY" else "TIME"), stop)


def _fixed_part(offset: int | None, part: str | None = None) -> Any:
    def build(match: Match, _text: str) -> Reading:
        item = match["k"]
        moved = int(item.value) if offset is None else offset
        return one(phrase(match, "day", type="TIME", unit="D", offset=moved, part=part or item.value))

    return build


def _told_part(match: Match, _text: str) -> Reading:
    return one(phrase(match, "told-day", type="TIME", offset=0, part=match["k"].value))


def _told_night(match: Match, _text: str) -> Reading:
    return one(phrase(match, "told-day", type="TIME", offset=0, part="NI"))


def _told_day(match: Match, text: str) -> Reading | None:
    group = "m" if "m" in match.groups else "dm"
    offset, anchor = offset_of(match, group)
    if anchor != "told":
        return None
    end = match.items[match.last - 1].end
    if text[end : end + 2].strip()[:1] == "ل":
        return Reading((), match.last)  # اليوم التالي للحرب names a plan, not a day
    fields = read_year(match, "y")
    part = match["pt"].value if "pt" in match.groups else ""
    return one(
        phrase(match, "told-day", offset=offset, part=part, type="TIME" if part not in ("", "DY") else "DATE", **fields)
    )


def _numbered_day(match: Match, _text: str) -> Reading | None:
    item = match["n" if "n" in match.groups else "n2"]
    numeral = item.numeral
    unit = match["u"].value if "u" in match.groups else "D"
    if numeral is None or not (numeral.definite or item.name == "ord"):
        return None
    before = match.items[match.first - 1].name if match.first else ""
    if before != "li" and "run" not in match.groups:
        return Reading((), match.last)
    return one(phrase(match, "duration", type="DURATION", amounts=((unit, float(numeral.low)),)))


# -- clock ------------------------------------------------------------------------------------------------------


def clock(p: str) -> str:
    """Return the pattern of an hour and its zone: 13:28, العاشرة صباحا, الثامنة والنصف, 10 و20 دقيقة."""
    more = "(?:<and><n12>|<and><n2>)<unit1>?"
    fraction = (
        f"(?:<and>(?P<{p}fr><afternumber>)|(?P<{p}half><andhalf>)|(?P<{p}mi>{more})"
        f"|<minus>(?P<{p}mf><fraction>|<quarterf>))"
    )
    return (
        f"(?:(?P<{p}hm><hm>)|(?P<{p}hd><dec>)|(?P<{p}hh><y4>)|(?P<{p}h><daynum>|<n2>){fraction}?)"
        f"(?:<comma>?<in>?(?P<{p}ap>(?:<partword>|<midnight>)(?!<of>|<dayword>|<today>|<weekday>|<rel>|<daynum>|<this>))|(?P<{p}pm><ad>))?"
        f"(?:<comma>?(?P<{p}tz><tz>)|<lp>(?P<{p}tp><tz>)<rp>)?"
    )


def read_clock(match: Match, p: str, text: str) -> dict[str, Any] | None:
    """Return the fields that ``clock(p)`` captured, None if it is no hour."""
    groups = match.groups
    hour = minute = None
    for name in ("hm", "hd"):
        if p + name in groups:
            item = match[p + name]
            found = _CLOCK.search(text, item.start, item.end)
            if found is None:
                return None
            hour, minute = int(found.group(1)), int(found.group(2))
    if p + "hh" in groups:  # 1350 بتوقيت غرينتش
        hour, minute = divmod(number(match, p + "hh"), 100)
        if p + "tz" not in groups and p + "tp" not in groups:
            return None
    if p + "h" in groups:
        hour = number(match, p + "h")
        if p + "fr" in groups:
            minute = {"H": 30, "Q": 15, "T": 20}.get(match[p + "fr"].value, 30)
        elif p + "half" in groups:
            minute = 30
        elif p + "mi" in groups:
            item = match.items[groups[p + "mi"] + 1]
            minute = int(item.numeral.low) if item.numeral else 0
        elif p + "mf" in groups:
            hour, minute = hour - 1, 45
    if hour is None or not 0 <= hour <= 24 or not 0 <= (minute or 0) < 60:
        return None
    fields: dict[str, Any] = {"hour": hour, "minute": minute}
    if p + "ap" in groups:
        fields["part"] = match[p + "ap"].value
    elif p + "pm" in groups and hour <= 12:
        fields["part"] = "PM"
    for name in ("tz", "tp"):
        if p + name in groups:
            fields["zone"] = match[p + name].value
    return fields


def _feminine(match: Match, group: str, text: str) -> bool:
    """Say whether the ordinal captured as ``group`` is one of an hour (العاشرة), if it is an ordinal."""
    item = match.get(group)
    headed = any(one.name == "clock" for one in match.items[match.first : match.last])
    return item is None or item.name != "ord" or headed or _feminine_word(text, item.start, item.end)


def _feminine_word(text: str, start: int, end: int) -> bool:
    return text[start:end].split()[0].endswith("ه")


def _clock(match: Match, text: str) -> Reading | None:
    fields = read_clock(match, "c", text)
    if fields is None or not _feminine(match, "ch", text):
        return None
    if "pt" in match.groups:
        fields["part"] = match["pt"].value
    made: Phrase | None = None
    stop = None
    for name in ("a", "b"):
        found = read_day(match, name, text, "clock")
        if found and (found[0].offset is not None or found[0].weekday is not None or found[0].day is not None):
            made, stop = found
    if "night" in match.groups:
        night = match["night"]
        offset = int(night.value) if night.name == "lastnight" else 0
        fields["part"] = "NI"
        made = phrase(match, "clock", unit="D", offset=offset)
    if made is None:
        made = phrase(match, "clock")
    return one(made.but(type="TIME", **fields), stop)


def _bare_clock(match: Match, text: str) -> Reading | None:
    fields = read_clock(match, "c", text)
    if fields is None or not (fields.get("zone") or fields.get("part")) or not _feminine(match, "ch", text):
        return None
    if "ch" in match.groups and match["ch"].name == "n2":
        return None
    item = match.get("ch")
    if fields.get("part") == "PM" or (item and item.name == "n12" and "cap" not in match.groups):
        return None
    if item and item.numeral and item.numeral.digits == 0 and not _feminine_word(text, item.start, item.end):
        return None  # اثنان في صبيحة
    return one(phrase(match, "clock", type="TIME", **fields))


_HEAD = "<approx>?(?:<clock>|<dunit2>)"
_OF_DAY = (
    "(?:<comma>?(?:<of>|<in>|<li>)?(?:(?P<night><lastnight>|<tonight>)"
    f"|(?:(?P<pt><daypart>|<eve>)<of>?<dayword>?)?{day('b')}))"
)

RULES: tuple[Rule[Reading], ...] = (
    Rule("day.near", f"(?P<x>(?:(?:<early>|<part>)<of>?)?{day('a')})", _day, "أمس الأحد"),
    Rule(
        "day.pair",
        "(?P<days><days_of>|<units>)(?P<a><weekday>)(?:(?:<and>|<comma>)+(?P<b><weekday>))?"
        "(?:(?:<and>|<comma>)+(?P<c><weekday>))?<and>(?P<e><weekday>)(?P<mod><mod>)?",
        _weekdays,
        "يومي السبت والأحد الماضيين",
    ),
    Rule(
        "day.night-between",
        "(?P<x>(?P<pt><daypart>)<of>?(?P<a><weekday>)(?:<dash>|<and>|<slash>)?(?P<b><weekday>))",
        _night_between,
        "ليل الثلاثاء - الأربعاء",
    ),
    Rule(
        "time.part-of-day",
        f"(?P<x>(?:(?:<early>|<part>)(?:<of>|<li>|<in>)?)?(?P<pt><daypart>|<eve>)<of>?(?:<dayword>|<this>)?{day('a')})",
        _part,
        "فجر يوم 17 أكتوبر المنصرم",
    ),
    Rule(
        "time.day-part",
        f"(?P<x>{day('a')}<comma>?<in>?(?P<pa><partword>)(?!<of>|<dayword>|<today>|<weekday>|<rel>))",
        _part,
        "أمس مساء",
    ),
    Rule("time.last-night", "(?P<x>(?:<early><of>?)?(?P<k><lastnight>))", _fixed_part(None, "NI"), "الليلة الماضية"),
    Rule("time.tonight", "(?P<x>(?:<early><of>?)?(?P<k><tonight>))", _fixed_part(0, "NI"), "هذه الليلة"),
    Rule("time.told-night", "(?P<x><that>(?P<k><tonight>))", _told_night, "تلك الليلة"),
    Rule("time.this-part", "(?P<x>(?P<k><thispart>))", _fixed_part(0), "هذا الصباح"),
    Rule("time.told-part", "(?P<x>(?P<k><partdef>)<earlyadj>)", _told_part, "الصباح الباكر"),
    Rule(
        "day.told",
        f"(?P<x>(?:(?P<pt><daypart>)<of>?)?(?:<today>(?P<m><mod>)|(?P<dm><that>)<today>){year('y')}?)",
        _told_day,
        "اليوم التالي",
    ),
    Rule(
        "duration.nth-day",
        "(?P<x><today>(?P<n><number>|<ord>)|(?P<u><dyear>|<dmonth>|<dweek>)(?P<n2><ord>)(?=<running>))"
        "(?P<run><running>)?",
        _numbered_day,
        "لليوم الـ84 على التوالي",
        "the tenth day in a row tells how long something lasts; without that it is no date",
    ),
    Rule("time.clock", f"(?P<x>{_HEAD}{clock('c')}{_OF_DAY}?)", _clock, "الساعة الثامنة من مساء أمس"),
    Rule(
        "time.day-clock",
        f"(?P<x>(?:(?P<pt><daypart>)<of>?)?{day('a')}<comma>?<dash>?(?:<in>|<at>)?{_HEAD}{clock('c')})",
        _clock,
        "غدا الخميس في الساعة العاشرة صباحا",
    ),
    Rule("time.day-figure", f"(?P<x>{day('a')}<comma>?<dash>?(?P<chm><hm>))", _clock, "اليوم 06:42"),
    Rule("time.figure", f"(?P<x>{clock('c')})", _bare_clock, "20:30 تغ"),
    Rule(
        "time.figure-of-day",
        f"(?P<x>(?:(?P<chm><hm>)|(?P<ch><ord>))<of>?(?:(?P<pt><daypart>)<of>?<dayword>?){day('b')})",
        _clock,
        "العاشرة من مساء أمس",
    ),
)
