"""Weeks to centuries told by their distance or number, and parts of them; seasons, feasts, days with names."""

from __future__ import annotations

from typing import Any

from khabar.layers.times.phrase import Reading, month, number, offset_of, one, phrase, read_month, read_year, year
from khabar.lexicon.grammar import Match, Rule

__all__ = ["RULES"]


def _section(match: Match) -> dict[str, Any]:
    return {"section": match["part"].value} if "part" in match.groups else {}


def _relative(match: Match, _text: str) -> Reading | None:
    if "pu" in match.groups:
        unit, (offset, anchor) = match["pu"].value, offset_of(match, "dm")
    else:
        unit, (offset, anchor) = match["pv"].value, offset_of(match, "pm")
    if match.get("dm") is not None and unit == "CE" and "part" not in match.groups and anchor == "told":
        return None
    return one(phrase(match, "period", unit=unit, offset=offset, anchor=anchor, **_section(match)))


def _part(match: Match, _text: str) -> Reading:
    return one(phrase(match, "period", unit=match["pu"].value, offset=0, **_section(match)))


def _nth_week(match: Match, _text: str) -> Reading | None:
    item = match["n"]
    place = "end" if item.name == "recent" else f"W{number(match, 'n')}"
    if place not in ("end", "W1", "W2", "W3", "W4", "W5"):
        return None
    if "zm" not in match.groups:
        offset, anchor = offset_of(match, "dm" if "dm" in match.groups else "dd")
        return one(phrase(match, "period", unit="M", offset=offset, anchor=anchor, section=place))
    fields: dict[str, Any] = {"section": place}
    fields["month"], stop = read_month(match, "z")
    if stop is None:
        fields |= read_year(match, "z")
        if "zmm" in match.groups:
            fields["offset"], fields["anchor"] = offset_of(match, "zmm")
    return one(phrase(match, "date", **fields), stop)


def _weekend(match: Match, _text: str) -> Reading:
    if "pm" in match.groups:
        offset, anchor = offset_of(match, "pm")
        return one(phrase(match, "period", unit="W", offset=offset, anchor=anchor, section="end"))
    return one(phrase(match, "weekend"))


def _fraction(match: Match, _text: str) -> Reading | None:
    item = match["n"]
    kind = match["q"].value
    count = {"H": 2, "Q": 4, "T": 3}[kind]
    place = count if item.name == "recent" else number(match, "n") if item.numeral else 1
    if place > count:
        return None
    fields = read_year(match, "y")
    if "dm" in match.groups:
        offset, anchor = offset_of(match, "dm")
        return one(phrase(match, "period", unit="M", offset=offset, anchor=anchor, section=f"{kind}{place}"))
    if "cn" in match.groups or "cm" in match.groups:
        return one(phrase(match, "century", section=f"{kind}{place}", **_century(match)))
    if "dy" in match.groups:  # the year of the document
        fields = {"year_offset": 0}
    if not fields:
        return None
    return one(phrase(match, "year", section=f"{kind}{place}", **fields))


def _century(match: Match) -> dict[str, Any]:
    """Return the century that the groups ``cm`` (a modifier) or ``cn`` (a number) name, as fields of a decade."""
    if "cm" in match.groups:
        offset, _ = offset_of(match, "cm")
        return {"offset": offset}
    return {"year": number(match, "cn")} if "cn" in match.groups else {}


def _is_hijri(match: Match, text: str) -> bool:
    return "adj" in match.groups and text.startswith("الهجري", match["adj"].start)


def _decade(match: Match, text: str) -> Reading | None:
    if "age" in match.groups:
        return Reading((), match.last)
    hijri = _is_hijri(match, text)
    return one(phrase(match, "decade", day=int(match["d"].value), hijri=hijri, **_century(match), **_section(match)))


def _decade_of(match: Match, _text: str) -> Reading | None:
    item = match["n"]
    place = 10 if item.name == "recent" else number(match, "n") if item.numeral else 1
    if place > 10:
        return None
    return one(phrase(match, "decade", day=place - 1, **_century(match), **_section(match)))


def _nth_century(match: Match, text: str) -> Reading | None:
    place = number(match, "n")
    if not 1 <= place <= 30:
        return None
    if "bc" in match.groups:
        return one(phrase(match, "literal", value=f"BC{place - 1:02d}"))
    return one(phrase(match, "century", year=place, hijri=_is_hijri(match, text), **_section(match)))


def _season(match: Match, _text: str) -> Reading | None:
    fields = read_year(match, "y")
    if not fields:
        return None
    return one(phrase(match, "year", **(fields | {"section": match["s"].value})))


def _near_season(match: Match, _text: str) -> Reading | None:
    if "m" not in match.groups and "dm" not in match.groups:
        return None
    offset, anchor = offset_of(match, "m" if "m" in match.groups else "dm")
    return one(phrase(match, "season", value=match["s"].value, offset=offset, anchor=anchor))


def _feast(match: Match, _text: str) -> Reading:
    fields = read_year(match, "y")
    if "m" in match.groups:
        fields["offset"], fields["anchor"] = offset_of(match, "m")
    return one(phrase(match, "feast", value=match["f"].value, **fields))


def _named(match: Match, _text: str) -> Reading:
    row = match["f"].row
    fields = read_year(match, "y")
    return one(phrase(match, "named", value=f"{match['f'].value} {row.cells['since'] if row else ''}", **fields))


def _literal(match: Match, _text: str) -> Reading:
    return one(phrase(match, "literal", value=match["k"].value))


def _adverb(match: Match, text: str) -> Reading | None:
    """Read سابقا, unless it is an adjective after a noun in the accusative (محضرا سابقا)."""
    start = match.items[match.first].start
    before = text[max(0, start - 16) : start].split()
    noun = before[-1] if before else ""
    if len(noun) > 3 and noun.endswith("ا") and not noun.endswith(("وا", "ها", "نا", "ما")):
        return None
    return _literal(match, text)


def _now(match: Match, _text: str) -> Reading:
    return one(phrase(match, "literal", value="PRESENT_REF"))


def _finally(match: Match, text: str) -> Reading | None:
    """Read أخيرا as "lately" inside a sentence; at its head, or after و, it means "finally"."""
    start = match.items[match.first].start
    if (
        match.first
        and match.items[match.first - 1].name in ("and", "break")
        and match.items[match.first - 1].end == start
    ):
        return None
    before = text[max(0, start - 3) : start].strip()
    if not before or before[-1] in '.!?؟:»"،,':
        return None
    return _literal(match, text)


def _near(match: Match, _text: str) -> Reading:
    since = match.first > 0 and match.items[match.first - 1].name in ("since", "until", "before")
    return one(phrase(match, "literal", value="PAST_REF" if since else match["k"].value))


_PART = "(?P<part><part>)?"
_OF_CENTURY = "<of>?<century>(?:(?P<cm><mod>)|(?P<cn><daynum>))"

RULES: tuple[Rule[Reading], ...] = (
    Rule(
        "period.relative",
        f"(?P<x>(?:<early><of>?)?{_PART}(?:(?P<dm><dem>)(?P<pu><period>)<yadj>?|(?P<pv><period>)<yadj>?(?P<pm><mod>)))",
        _relative,
        "نهاية الشهر الماضي",
    ),
    Rule(
        "period.nth-week",
        f"(?P<x><dweek>(?P<n><ord>|<recent>)<of>(?:{month('z')}{year('z')}?(?P<zmm><mod>)?"
        "|<dmonth>(?P<dm><mod>)|(?P<dd><dem>)<dmonth>))",
        _nth_week,
        "الأسبوع الأول من أغسطس",
    ),
    Rule("period.part", "(?P<x>(?P<part><part>)(?P<pu><dyear>|<dmonth>)<yadj>?)", _part, "نهاية الشهر"),
    Rule("period.weekend", "(?P<x><weekend>(?P<pm><mod>)?)", _weekend, "عطلة نهاية الأسبوع"),
    Rule(
        "period.fraction",
        f"(?P<x>(?P<q><dhalf>|<dquarter>|<dthird>|<dfasl>)(?P<n><daynum>|<recent>|<opening>)(?:{year('y')}|<of>(?P<dy><dyear>)"
        "|<of><dmonth>(?P<dm><mod>)|<of><century>(?:(?P<cm><mod>)|(?P<cn><daynum>))))",
        _fraction,
        "الربع الثالث من العام ذاته",
    ),
    Rule(
        "decade.named",
        f"(?P<x>{_PART}(?:<ddecade>|<unit>)?(?P<d><decadename>)(?:(?P<adj><yadj>)|{_OF_CENTURY})?)(?P<age><of><age>)?",
        _decade,
        "تسعينيات القرن الماضي",
    ),
    Rule(
        "decade.numbered",
        f"(?P<x>{_PART}<ddecade>(?P<n><ord>|<recent>|<opening>){_OF_CENTURY})",
        _decade_of,
        "العقد الثالث من القرن العشرين",
    ),
    Rule(
        "century.numbered",
        f"(?P<x>{_PART}<century>(?P<n><daynum>)(?:(?P<adj><yadj>)|(?P<bc><bc>))?)",
        _nth_century,
        "أواخر القرن التاسع عشر",
    ),
    Rule(
        "season.of-year",
        f"(?P<x>{_PART}(?P<s><season>|<dseason>){year('y')}(?:(?:<dash>|<slash>)<y4>)?)",
        _season,
        "صيف 2014",
    ),
    Rule("season.near", f"(?P<x>{_PART}(?P<dm><this>)?(?P<s><dseason>)(?P<m><mod>)?)", _near_season, "الصيف الماضي"),
    Rule("feast", f"(?P<x><part>?<daypart>?<dayword>?(?P<f><feast>){year('y')}?(?P<m><mod>)?)", _feast, "رأس السنة"),
    Rule(
        "named.date",
        f"(?P<x>(?P<f><named>)(?:(?:<slash>|<dash>)?<gmonth>|<lp><gmonth><rp>)?{year('y')}?)",
        _named,
        "حرب أكتوبر",
    ),
    Rule("ref.word", "(?P<x>(?P<k><ref>|<present>|<then>))", _literal, "الآونة الأخيرة"),
    Rule("ref.adverb", "(?P<x>(?P<k><adverb>))", _adverb, "حذر سابقا من الأزمة"),
    Rule("ref.until-now", "(?P<x>(?<=<until>)<clock>)", _now, "مستمرة حتى الساعة"),
    Rule("ref.lately", "(?P<x>(?P<k><finally>))", _finally, "انتشر الوباء أخيرا"),
    Rule("ref.near", "(?P<x>(?P<k><nearref>))", _near, "وقت قريب"),
)
