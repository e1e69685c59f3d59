"""How long and how often: durations, what lies so long ago or ahead, repeated times; and what is no time at all."""

from __future__ import annotations

from khabar.layers.times.phrase import Phrase, Reading, date, offset_of, one, phrase, read_date
from khabar.lexicon.grammar import Match, Rule

__all__ = ["RULES"]

# Up to how many units منذ between commas tells when and not how long.
_RECENT = {"TH": 72, "D": 6, "W": 3, "M": 2}

Amounts = tuple[tuple[str, float | None], ...]


# A unit in the singular that is not the head of a date (يوم الأحد, شهر مايو, عام 1990).
_SINGLE = "(?:<freeunit>|<dayword>(?!<notafterday>)|<monthword>(?!<notaftermonth>)|<yearword>(?!<notafteryear>))"
_UNIT = f"(?:<unitn>|{_SINGLE})"


def amount(p: str) -> str:
    """Return the pattern of a measured stretch: ثلاثة أيام, عامين ونصف العام, نصف قرن, 16 ساعة و20 دقيقة, عدة أشهر."""
    return (
        f"<approx>?(?:(?:(?P<{p}n><number>)<approx>?|<lp>(?P<{p}np><number>)<rp>)(?P<{p}u>{_UNIT})"
        f"|(?P<{p}v><several>|<vague>)(?P<{p}vu>{_UNIT}|<dunits>)"
        f"|(?P<{p}two><unit2>)"
        f"|(?P<{p}hf><half>|<quarterf>|<fraction>)(?P<{p}hu>{_UNIT})"
        f"|(?P<{p}u1><unit1>)(?P<{p}n1><n12>)"
        f"|(?P<{p}s>{_SINGLE})(?=<andhalf>|<and><number>{_UNIT}))"
        f"(?:(?P<{p}ah><andhalf>)(?:<period>|<unit1>|<today>|<clock>)?|<and>(?P<{p}mn><number>)(?P<{p}mu>{_UNIT}))?"
        f"(?:<roughly>|<whole>|<few>|<long>|<another>)?"
    )


def read_amount(match: Match, p: str) -> Amounts | None:
    """Return the units and numbers that ``amount(p)`` captured (None for an unstated number)."""
    groups = match.groups

    def value(group: str) -> float:
        numeral = match[group].numeral
        return float(numeral.low) if numeral else 0.0

    if p + "u" in groups:
        unit, count = match[p + "u"].value, value(p + "n" if p + "n" in groups else p + "np")
        if count > 2 and count != int(count) and unit not in ("TH", "DE", "CE", "Y", "M"):
            return None
    elif p + "v" in groups:
        return ((match[p + "vu"].value, None),)
    elif p + "s" in groups:
        unit, count = match[p + "s"].value, 1.0
    elif p + "two" in groups:
        unit, count = match[p + "two"].value, 2.0
    elif p + "hf" in groups:
        item = match[p + "hf"]
        part = {"half": 0.5, "quarterf": 0.25}.get(item.name, value(p + "hf") if item.numeral else 0.0)
        unit, count = match[p + "hu"].value, part
    elif p + "u1" in groups:
        unit, count = match[p + "u1"].value, value(p + "n1")
        if count != 1:
            return None
    else:
        return None
    if p + "ah" in groups:
        count += 0.5
    if p + "mn" in groups:
        return ((unit, count), (match[p + "mu"].value, value(p + "mn")))
    return ((unit, count),)


def _duration(match: Match, _text: str) -> Reading | None:
    amounts = read_amount(match, "a")
    if amounts is None:
        return None
    return one(_lasting(match, amounts))


def _lasting(match: Match, amounts: Amounts) -> Phrase:
    """Return a duration; after منذ it ends at the document date."""
    since = match.first > 0 and match.items[match.first - 1].name == "since" and len(amounts) == 1
    kind, offset = ("stretch", -1) if since else ("duration", None)
    return phrase(match, kind, type="DURATION", amounts=amounts, offset=offset, approximate=_about(match))


def _about(match: Match) -> bool:
    return any(item.name in ("approx", "roughly") for item in match.items[match.first : match.last])


def _two_durations(match: Match, _text: str) -> Reading | None:
    amounts = read_amount(match, "b")
    lead = match.get("lead")
    joined = match["j"].name
    if amounts is None or (joined == "and" and lead is None):
        return None
    if "s" in match.groups:
        begin, ends, own = match.groups["s"], match.ends["s"], ((match["s"].value, 1.0),)
    else:
        numeral = match["n"].numeral
        if numeral is None or not ("bn" in match.groups or "u" in match.groups):
            return None
        begin, ends = match.groups["n"], match.ends["u" if "u" in match.groups else "n"]
        own = ((match["u"].value if "u" in match.groups else amounts[0][0], float(numeral.low)),)
    first = phrase(match, "duration", type="DURATION", amounts=own)
    second = phrase(match, "duration", type="DURATION", amounts=amounts)
    return Reading((first.at(begin, ends), second.at(match.ends["j"], match.last)), match.last)


def _range_to_one(match: Match, _text: str) -> Reading | None:
    amounts = read_amount(match, "b")
    if amounts is None:
        return None
    first = phrase(match, "duration", type="DURATION", amounts=amounts).at(match.first + 1, match.groups["su"] - 1)
    last = phrase(match, "duration", type="DURATION", amounts=((match["su"].value, 1.0),))
    return Reading((first, last.at(match.groups["su"], match.last)), match.last)


def _definite(match: Match, _text: str) -> Reading | None:
    offset, anchor = offset_of(match, "m") if "m" in match.groups else (0, "opening")
    if anchor == "told":
        return None
    if "two" in match.groups or "two2" in match.groups:
        unit, count = match["two" if "two" in match.groups else "two2"].value, 2.0
    else:
        tail = "2" if "n2" in match.groups else ""
        unit, numeral = match["u" + tail].value, match["n" + tail].numeral
        count = float(numeral.low) if numeral else 0.0
    kind = "duration" if anchor == "opening" else "stretch"
    return one(phrase(match, kind, type="DURATION", amounts=((unit, count),), offset=offset, approximate=_about(match)))


def _around_now(match: Match, _text: str) -> Reading | None:
    offset, anchor = offset_of(match, "m")
    if anchor == "told" and offset == 0:
        return None
    value = "PAST_REF" if offset < 0 else "FUTURE_REF" if offset > 0 else "PRESENT_REF"
    return one(phrase(match, "literal", value=value))


def _opening(match: Match, _text: str) -> Reading:
    return one(phrase(match, "duration", type="DURATION", amounts=((match["u"].value, None),)))


def _indefinite(match: Match, _text: str) -> Reading | None:
    unit = match["u" if "u" in match.groups else "u2"]
    return one(phrase(match, "duration", type="DURATION", amounts=((unit.value, None),), approximate=True))


def _single(match: Match, _text: str) -> Reading | None:
    unit = match["u" if "u" in match.groups else "u2"].value
    return one(_lasting(match, ((unit, 1.0),)))


def _literal_duration(match: Match, _text: str) -> Reading:
    return one(phrase(match, "literal", type="DURATION", value=match["k"].value))


def _his_years(match: Match, _text: str) -> Reading:
    return one(phrase(match, "duration", type="DURATION", amounts=((match["k"].value, 2.0),)))


# -- so long ago, so long after -----------------------------------------------------------------------------------


def _amounts(match: Match) -> Amounts | None:
    if "pu" in match.groups:
        return ((match["pu"].value, None),)
    if "su" in match.groups:
        return ((match["su"].value, 1.0),)
    return read_amount(match, "a")


def _before_what(match: Match, text: str) -> bool:
    """Say whether what follows names the event that the stretch is counted from (قبل ثلاثة أيام من الدورة)."""
    end = match.items[match.last - 1].end
    rest = text[end : end + 12].split(None, 1)
    return bool(rest) and rest[0] in ("من", "علي", "فقط", "عن")


def _ago(match: Match, text: str) -> Reading | None:
    amounts = _amounts(match)
    if amounts is None:
        return None
    inner = match.groups["x"] + 1
    if _before_what(match, text):
        return one(phrase(match, "duration", type="DURATION", amounts=amounts).at(inner, match.last))
    return one(phrase(match, "ago", amounts=amounts, approximate=_about(match)))


def _since_ago(match: Match, text: str) -> Reading | None:
    """Read منذ يومين between commas, where it tells when and not how long."""
    amounts = _amounts(match)
    items = match.items
    start, end = items[match.first].start, items[match.last - 1].end
    if amounts is None or text[end : end + 1] not in tuple("،,"):
        return None
    before = text[max(0, start - 3) : start].rstrip().removesuffix("و").rstrip()
    unit, count = amounts[0]
    if before[-1:] not in ("", *"،,.؟!\n") or (count or 0) > _RECENT.get(unit, 0):
        return None
    return one(phrase(match, "ago", amounts=amounts))


def _after(match: Match, text: str) -> Reading | None:
    amounts = _amounts(match)
    if amounts is None:
        return None
    inner = match.groups["x"] + 1
    if _before_what(match, text):
        return one(phrase(match, "duration", type="DURATION", amounts=amounts).at(inner, match.last))
    return one(phrase(match, "after", amounts=amounts, inner=inner, approximate=_about(match)))


def _shifted(match: Match, _text: str) -> Reading | None:
    """Read قبل ذلك بيومين, بعدها بأسبوع: counted from the last date told."""
    amounts = _amounts(match)
    if amounts is None:
        return None
    earlier = match["way" if "way" in match.groups else "way2"].name in ("before", "beforeit")
    return one(phrase(match, "shifted", amounts=amounts, offset=-1 if earlier else 1))


# -- sets -----------------------------------------------------------------------------------------------------------


def _set(match: Match, _text: str) -> Reading:
    return one(phrase(match, "literal", type="SET", value=match["k"].value))


def _every(match: Match, _text: str) -> Reading | None:
    if "wd2" in match.groups:  # أيام الجمعة
        if match["days"].value != "D":
            return None
        return one(phrase(match, "literal", type="SET", value=f"XXXX-WXX-{match['wd2'].value}"))
    if "wd" in match.groups:
        return one(phrase(match, "literal", type="SET", value=f"XXXX-WXX-{match['wd'].value}"))
    amounts: Amounts | None = ((match["u"].value, 1.0),) if "u" in match.groups else read_amount(match, "a")
    if amounts is None:
        return None
    return one(phrase(match, "duration", type="SET", amounts=amounts))


# -- no times -------------------------------------------------------------------------------------------------------


def _nothing(match: Match, _text: str) -> Reading:
    return Reading((), match.last)


def _holder(match: Match, text: str) -> Reading | None:
    if "ref" in match.groups and not text.startswith("ال", match["ref"].start):
        return None
    found = read_date(match, "x")
    if found and ("year" in found[0] or "month_offset" in found[0]):
        return None
    return Reading((), match.last)


# The stretch after قبل, بعد, منذ.
_WAY = f"(?:{amount('a')}<only>?|<approx>?(?P<su>{_SINGLE})<whole>?|(?P<pu><units>|<decades>)(?:<few>|<long>)?<only>?)"

RULES: tuple[Rule[Reading], ...] = (
    Rule("duration.amount", f"(?P<x>{amount('a')}(?:<gone>)?)", _duration, "عامين ونصف العام"),
    Rule(
        "duration.pair",
        f"(?P<lead><between>|<of>)?(?:(?P<n><number>)(?P<u>{_UNIT})?|(?P<s>{_SINGLE}))"
        f"(?P<j><and>|<to>|<dash>|<or>)<approx>?{amount('b')}",
        _two_durations,
        "بين 18 و 34 سنة",
    ),
    Rule(
        "duration.near",
        "(?P<x><approx>?(?:(?P<two><dunit2>)|(?P<u><dunits>)(?P<n><number>)|(?P<n2><number>)(?P<u2>"
        + _UNIT
        + "))(?:(?P<m><mod>)|<opening>|<ord>)|<approx>(?P<two2><dunit2>))",
        _definite,
        "السنوات الخمس الأخيرة",
    ),
    Rule(
        "duration.range-to-one",
        f"(?:<between>|<of>){amount('b')}(?:<and>|<to>)(?P<su>{_SINGLE})",
        _range_to_one,
        "بين ستة أشهر وعام",
    ),
    Rule(
        "duration.single-accusative", "(?P<x>(?P<u><accunit>)<whole>?|(?P<u2><freeunit>)<whole>)", _single, "تستمر شهرا"
    ),
    Rule("ref.periods", "(?P<x><dunits><fewdef>?(?P<m><mod>))", _around_now, "الأيام القليلة المقبلة"),
    Rule("duration.opening", "(?P<x>(?P<u><dunits>)(?:<opening>|<ord>))", _opening, "الأيام الأولى"),
    Rule(
        "duration.unstated",
        "(?P<x>(?:(?<=<vaguelead>)(?P<u><units>)|(?<=<decadelead>)(?P<u2><decades>))(?:<long>|<few>|<gone>)?)",
        _indefinite,
        "منذ سنوات",
    ),
    Rule(
        "duration.unstated-long",
        "(?P<x>(?P<u><units>|<decades>)(?:<long>|<few>|<gone>|<whole>))",
        _indefinite,
        "أشهر طويلة",
    ),
    Rule(
        "duration.single",
        f"(?P<x>(?:(?<=<singlelead>)<approx>?|<approx>)(?P<u>{_SINGLE})(?:<whole>|<gone>|<roughly>)?)",
        _single,
        "لمدة شهر",
    ),
    Rule("duration.vague", "(?P<x>(?P<k><vaguedur>))", _literal_duration, "فترة طويلة"),
    Rule("duration.his-years", "(?P<x>(?P<k><hisyears>)<ord>?)", _his_years, "عاميه الأول"),
    Rule("date.ago", f"(?P<x><before>{_WAY})", _ago, "قبل ثلاثة أشهر"),
    Rule("date.since-ago", f"(?P<x><since>{_WAY})", _since_ago, "وصل الوفد، منذ يومين، إلى المدينة"),
    Rule("date.after", f"(?P<x><after>{_WAY})", _after, "ستبدأ الهدنة بعد أسبوعين"),
    Rule(
        "date.told-shifted",
        f"(?P<x>(?:(?P<way><before>|<after>)<that>|(?P<way2><beforeit>|<afterit>))<bi>{_WAY})",
        _shifted,
        "قبل ذلك بيومين",
    ),
    Rule("set.word", "(?P<x>(?P<k><set>))", _set, "سنويا"),
    Rule(
        "set.every",
        f"(?P<x>(?P<days><units>)(?P<wd2><weekday>)|<every>(?:<dayword>?(?P<wd><weekday0>|<weekday>)|(?P<u><unit1>)|{amount('a')}))",
        _every,
        "كل نصف عام",
    ),
    Rule("trap.holder", f"<holder>(?:{date('x')}|<rel>|<hijrim>|(?P<ref><ref>))", _holder, "قوى 14 آذار"),
    Rule("trap.numbered", f"<numbered>(?:<number>|<ord>)(?:<slash><number>)?(?!{_UNIT})", _nothing, "القرار 1701"),
)
