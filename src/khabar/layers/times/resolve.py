"""From phrase to value: what an expression means under the document date and the dates told before it.

Nothing is taken from today's clock. Without a document date a relative expression gets a value with ``X`` for what is
not known (``XXXX-XX-XX``, ``XXXX-WXX``, ``XXXX-10-05``), no bounds, and says so in ``via``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from khabar.layers.times import values
from khabar.layers.times.hijri import from_hijri, month_length, to_hijri
from khabar.layers.times.phrase import Phrase
from khabar.layers.times.values import Point

__all__ = ["Resolved", "Resolver"]

_NO_DATE: Final = "no document date"
_NOTHING_TOLD: Final = "no date told before"
_LONG_PAST: Final = 300  # days: a date this far back, with one near ahead and no tense to tell, lies ahead
_NEAR_AHEAD: Final = 66
_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A resolved phrase: the fields of a ``Time`` (bounds as dates), and a note for its ``via``."""

    type: str
    point: Point
    approximate: bool = False
    hijri: bool = False
    note: str = ""
    first: int | None = None


class Resolver:
    """Resolves the phrases of one document in the order of its text.

    ``published`` is the document date, ``reference`` the date that fits its weekday words (mostly the same),
    ``known`` the days that are named without their year, each with the first document date from which that is so.
    """

    def __init__(self, published: date | None, reference: date | None, known: tuple[tuple[date, date], ...]) -> None:
        self.published = published
        self.reference = reference
        self.known = known
        self.told: Point | None = None
        self._near: Point | None = None
        self._direction = 0
        self._clock: tuple[datetime, str, int] | None = None
        self._kinds = {
            "date": self._date,
            "equal": self._equal,
            "hijri": self._hijri,
            "year": self._year,
            "day": self._day,
            "clock": self._clock_time,
            "told-day": self._told_day,
            "period": self._period,
            "weekend": self._weekend,
            "decade": self._decade,
            "century": self._century,
            "season": self._season,
            "feast": self._feast,
            "named": self._named,
            "literal": self._literal,
            "duration": self._duration,
            "stretch": self._stretch,
            "ago": self._ago,
            "after": self._after,
            "shifted": self._shifted,
        }

    def resolve(self, phrase: Phrase, direction: int, *, aside: bool = False) -> Resolved | None:
        """Return what ``phrase`` means; ``direction`` is -1 (past), 1 (future) or 0 by the tense around it.

        ``aside`` tells a bound (منذ, قبل …), which is not the day that the sentence is about.

        None if it names a day that does not exist.
        """
        self._direction = direction
        found = self._kinds[phrase.kind](phrase)
        if found is not None and found.point.earliest is not None and found.type in ("DATE", "TIME"):
            self.told = found.point
            if not aside:
                self._near = found.point
        elif found is not None and phrase.kind == "date" and found.point.earliest is None:
            self.told = None  # a month of a year that nobody told: نفس الشهر after it is of no other
        return found

    def begin_paragraph(self) -> None:
        """Say that a new paragraph begins: its clock times are no longer of the day told before."""
        self._near = None

    # -- anchors --------------------------------------------------------------------------------------------------

    def _anchor(self, name: str) -> date | None:
        if name == "told":
            return self.told.earliest if self.told else None
        return self.published

    def _missing(self, name: str) -> str:
        return _NOTHING_TOLD if name == "told" and self.published else _NO_DATE

    def _unknown(self, phrase: Phrase, value: str, anchor: str = "doc") -> Resolved:
        return Resolved(phrase.type, Point(value), phrase.approximate, phrase.hijri, self._missing(anchor))

    # -- dates and months -----------------------------------------------------------------------------------------

    def _date(self, p: Phrase) -> Resolved | None:
        if p.month is None:
            base = self._anchor(p.month_anchor)
            if base is None:
                return self._unknown(p, f"XXXX-XX-{p.day:02d}", p.month_anchor)
            first = values.shift_month(base, p.month_offset or 0)
            return self._placed(p, first.year, first.month) if first else None
        if p.every:
            day = f"-{p.day:02d}" if p.day else ""
            return Resolved("SET", Point(f"XXXX-{p.month:02d}{day}"))
        if p.year is not None:
            return self._placed(p, p.year, p.month)
        if p.year_offset is not None:
            base = self._anchor(p.year_anchor)
            if base is None:
                return self._unknown(p, _without_year(p), p.year_anchor)
            return self._placed(p, base.year + p.year_offset, p.month)
        base = self._anchor(p.anchor)
        if base is None:
            return self._unknown(p, _without_year(p), p.anchor)
        for known, since in self.known:
            if p.offset is None and (p.month, p.day) == (known.month, known.day) and since <= base:
                return self._placed(p, known.year, known.month)
        year = self._year_of(p, base)
        return self._placed(p, year, p.month) if year is not None else None

    def _placed(self, p: Phrase, year: int, month: int) -> Resolved | None:
        if p.day is None:
            point = values.month(year, month)
            return Resolved("DATE", _in_section(point, p), p.approximate)
        when = _make(year, month, p.day)
        return Resolved(p.type, _with_part(when, p), p.approximate) if when else None

    def _year_of(self, p: Phrase, base: date) -> int | None:
        """Return the year of a month or day without one, by its modifier or by the tense."""
        month = p.month or 1
        years = [year for year in range(base.year - 2, base.year + 3) if p.day is None or _make(year, month, p.day)]
        if not years:
            years = [year for year in range(base.year - 9, base.year + 9) if _make(year, month, p.day or 1)]
        if not years:
            return None

        def days(year: int) -> int:
            """Return how far the date lies after ``base`` (a month: 0 if ``base`` is in it)."""
            if p.day is None:
                if (year, month) == (base.year, base.month):
                    return 0
                return (date(year, month, 1) - base.replace(day=1)).days
            when = _make(year, month, p.day)
            return (when - base).days if when else 0

        if p.anchor == "told":
            return base.year
        if p.weekday is not None and p.day is not None:
            fits = [year for year in years if date(year, month, p.day).isoweekday() == p.weekday]
            if fits:
                return min(fits, key=lambda year: abs(days(year)))
        if p.offset == 0:
            return min(years, key=lambda year: abs(days(year)))
        past = [year for year in years if (days(year) < 0 if p.offset else days(year) <= 0)]
        ahead = [year for year in years if (days(year) > 0 if p.offset else days(year) >= 0)]
        if p.offset:
            if p.offset < 0:
                return past[p.offset] if len(past) >= -p.offset else None
            return ahead[p.offset - 1] if len(ahead) >= p.offset else None
        if not past or not ahead:
            return (past or ahead)[0]
        near_ahead = -days(past[-1]) > _LONG_PAST and days(ahead[0]) < _NEAR_AHEAD
        return ahead[0] if self._direction > 0 or (self._direction == 0 and near_ahead) else past[-1]

    def pair_year(self, a: Phrase, b: Phrase, direction: int) -> tuple[int, int] | None:
        """Return the years of the ends of a range that names none: the range that fits the tense, nearest."""
        base = self.published
        if base is None or a.month is None or b.month is None:
            return None
        best: tuple[int, int, int] | None = None
        for year in range(base.year - 2, base.year + 3):
            last = year + (b.month < a.month)
            begin, end = _make(year, a.month, a.day or 1), _make(last, b.month, b.day or 28)
            if begin is None or end is None:
                continue
            away = (begin - base).days if begin > base else (base - end).days if end < base else 0
            wrong = (direction > 0 and end < base) or (direction <= 0 and begin > base)
            if begin > base and direction == 0 and away < _NEAR_AHEAD:
                wrong = False
            cost = away + 10_000 * wrong
            if best is None or cost < best[0]:
                best = (cost, year, last)
        return (best[1], best[2]) if best else None

    def _equal(self, p: Phrase) -> Resolved | None:
        """Resolve one day in both calendars: the Gregorian date is the value, where they agree."""
        found = self._date(p)
        if found is None or p.other is None or found.point.earliest is None:
            return found
        year, month, day = p.other
        hijri = from_hijri(year, month, day) if year and day else None
        if hijri and abs((hijri - found.point.earliest).days) > 2:
            return Resolved(found.type, found.point, note=f"the Hijri date beside it is {hijri.isoformat()}")
        return found

    # -- Hijri ----------------------------------------------------------------------------------------------------

    def _hijri(self, p: Phrase) -> Resolved | None:
        month = p.month or 1
        year = p.year
        if year is None:
            year = self._hijri_year(p, month)
        if year is None:
            anchor = p.year_anchor if p.year_offset is not None else p.anchor
            return self._unknown(p, "XXXX-XX-XX" if p.day else "XXXX-XX", anchor)
        first = from_hijri(year, month, 1)
        if first is None:
            return None
        if p.day is not None:
            when = from_hijri(year, month, p.day)
            if when is None:
                return None
            return Resolved("DATE", Point(when.isoformat(), when - _ONE_DAY, when + _ONE_DAY, "D"), True, True)
        last = first + timedelta(days=month_length(year, month) - 1)
        middle = first + (last - first) // 2
        return Resolved("DATE", _in_section(Point(f"{middle:%Y-%m}", first, last, "M"), p), True, True)

    def _hijri_year(self, p: Phrase, month: int) -> int | None:
        base = self._anchor(p.year_anchor if p.year_offset is not None else p.anchor)
        if p.gregorian_year is not None:
            base = _make(p.gregorian_year, 7, 1)
        here = to_hijri(base) if base else None
        if base is None or here is None:
            return None
        years = range(here[0] - 3, here[0] + 4)
        starts = [(start, year) for year in years if (start := from_hijri(year, month, p.day or 1))]
        wanted = p.gregorian_year if p.gregorian_year is not None else None
        if p.year_offset is not None:
            wanted = base.year + p.year_offset
        if wanted is not None:
            inside = [year for start, year in starts if start.year == wanted]
            return inside[0] if inside else None
        ends = [(start + timedelta(days=0 if p.day else 29), start, year) for start, year in starts]
        if p.offset is not None and p.offset < 0:
            return [year for end, _, year in ends if end < base][p.offset]
        if p.offset is not None and p.offset > 0:
            return [year for _, start, year in ends if start > base][p.offset - 1]
        if self._direction > 0:
            return next(year for end, _, year in ends if end >= base)
        return min(
            ends, key=lambda e: 0 if e[1] <= base <= e[0] else min(abs((e[1] - base).days), abs((base - e[0]).days))
        )[2]

    # -- years ----------------------------------------------------------------------------------------------------

    def _year(self, p: Phrase) -> Resolved | None:
        year = p.year
        if p.every:
            return Resolved("SET", Point(f"XXXX-{p.section}"))
        if year is None:
            base = self._anchor(p.year_anchor)
            if base is None:
                point = values.section(values.unknown("Y"), p.section) if p.section else values.unknown("Y")
                return self._unknown(p, point.value, p.year_anchor)
            year = base.year + (p.year_offset or 0)
        if p.hijri:
            first, following = from_hijri(year, 1, 1), from_hijri(year + 1, 1, 1)
            if first is None or following is None:
                return None
            middle = first + (following - first) // 2
            point = Point(f"{middle.year:04d}", first, following - _ONE_DAY, "Y")
            return Resolved("DATE", _in_section(point, p), True, True)
        return Resolved("DATE", _in_section(values.year(year), p), p.approximate)

    # -- days -----------------------------------------------------------------------------------------------------

    def _when(self, p: Phrase) -> tuple[date | None, str, str]:
        """Return the day that ``p`` names, the value if it is unknown, and a note."""
        if p.day is not None:
            found = self._date(p.but(kind="date", type="DATE", part="", hour=None, unit=""))
            if found is None:
                return None, "", ""
            return found.point.earliest, found.point.value, found.note
        base = self._anchor(p.anchor)
        if p.weekday is not None:
            if self.reference is not None and p.anchor == "doc":
                base = self.reference
            if base is None:
                value = "XXXX-XX-XX" if p.unit == "D" else f"XXXX-WXX-{p.weekday}"
                return None, value, self._missing(p.anchor)
            note = "" if base == self.published or p.anchor == "told" else f"weekdays counted from {base.isoformat()}"
            return self._weekday(p, base), "XXXX-XX-XX", note
        if base is None:
            return None, "XXXX-XX-XX", self._missing(p.anchor)
        return values.shift_day(base, p.offset or 0), "XXXX-XX-XX", ""

    def _weekday(self, p: Phrase, base: date) -> date | None:
        wanted = p.weekday or 1
        back = (base.isoweekday() - wanted) % 7
        if p.unit == "D":
            about = values.shift_day(base, p.offset or 0)
            if about is None:
                return None
            near = (wanted - about.isoweekday() + 3) % 7 - 3
            if (p.offset or 0) < 0 and near > 0 and about + timedelta(days=near) >= base:
                near -= 7
            return values.shift_day(about, near)
        if p.unit == "W":
            week = values.period("W", base, p.offset or 0).earliest
            return values.shift_day(week, wanted - 1) if week else None
        if p.offset is None:
            return values.shift_day(base, (-back) % 7 if self._direction > 0 else -back)
        if p.offset == 0:
            return values.shift_day(base, (wanted - base.isoweekday() + 3) % 7 - 3)
        if p.offset < 0:
            return values.shift_day(base, -(back or 7) + 7 * (p.offset + 1))
        return values.shift_day(base, ((-back) % 7 or 7) + 7 * (p.offset - 1))

    def _day(self, p: Phrase) -> Resolved | None:
        when, value, note = self._when(p)
        if when is None:
            return Resolved(p.type, Point(value + _suffix(p)), note=note) if value else None
        return Resolved(p.type, _with_part(when, p), p.approximate, note=note)

    def _told_day(self, p: Phrase) -> Resolved | None:
        told = self.told
        if told is None or told.earliest is None or told.earliest != told.latest:
            return self._unknown(p, "XXXX-XX-XX" + _suffix(p), "told")
        when = values.shift_day(told.earliest, p.offset or 0)
        if when and p.year is not None:
            when = _make(p.year, when.month, when.day)
        return Resolved(p.type, _with_part(when, p)) if when else None

    def _clock_time(self, p: Phrase) -> Resolved | None:
        note = ""
        if p.day is not None or p.weekday is not None or p.offset is not None:
            when, _, note = self._when(p)
        else:
            near = self._near
            when = near.earliest if near and near.grain == "D" else self.published
            note = "" if when else self._missing("doc")
        hour, minute = _hour(p), p.minute or 0
        zone = "" if p.zone in (None, "LOCAL") else p.zone or ""
        if when is None:
            return Resolved("TIME", Point(f"XXXX-XX-XXT{hour:02d}:{minute:02d}{zone}"), note=note)
        if hour == 24:
            hour = 0
        moment = datetime(when.year, when.month, when.day, hour, minute)
        if self._clock and p.first - self._clock[2] <= 3 and (zone == "Z") != (self._clock[1] == "Z"):
            moment = values.beside(moment, self._clock[0], zone == "Z")
        self._clock = (moment, zone, p.last)
        told_day = moment.date()
        return Resolved(
            "TIME", Point(f"{moment:%Y-%m-%dT%H:%M}{zone}", told_day, told_day, "D"), p.approximate, note=note
        )

    # -- periods --------------------------------------------------------------------------------------------------

    def _period(self, p: Phrase) -> Resolved | None:
        base = self._anchor(p.anchor)
        if base is None:
            return self._unknown(p, values.unknown(p.unit).value, p.anchor)
        return Resolved("DATE", _in_section(values.period(p.unit, base, p.offset or 0), p))

    def _weekend(self, p: Phrase) -> Resolved:
        if self.published is None:
            return self._unknown(p, values.unknown("WE").value)
        start = self.published - timedelta(days=self.published.isoweekday() - 1)
        if self._direction <= 0 and self.published.isoweekday() < 5:
            start -= timedelta(days=7)
        week = values.week(start)
        saturday = start + timedelta(days=5)
        return Resolved("DATE", Point(f"{week.value}-WE", saturday, saturday + _ONE_DAY, "WE"))

    def _century_number(self, p: Phrase) -> int | None:
        """Return the hundreds of the century that ``p`` names by number or distance; the twentieth if it names none."""
        if p.year is not None:
            return p.year - 1
        if p.offset is None:
            return None
        return self.published.year // 100 + p.offset if self.published else None

    def _decade(self, p: Phrase) -> Resolved:
        digit = p.day or 0
        if p.hijri:
            first, last = from_hijri(1300 + digit * 10, 1, 1), from_hijri(1309 + digit * 10, 12, 29)
            if first and last:
                middle = first + (last - first) // 2
                return Resolved(
                    "DATE", _in_section(Point(f"{middle.year // 10:03d}", first, last, "DE"), p), True, True
                )
        hundreds = self._century_number(p)
        if hundreds is None:
            if p.offset is not None:
                return self._unknown(p, f"XX{digit}")
            this = self.published.year // 10 if self.published else 202
            hundreds = this // 10 if digit <= this % 10 and digit <= 2 and self._direction > 0 else 19
        return Resolved("DATE", _in_section(values.decade(hundreds * 10 + digit), p))

    def _century(self, p: Phrase) -> Resolved | None:
        if p.year is None:
            if self.published is None:
                return self._unknown(p, values.unknown("CE").value)
            return Resolved("DATE", _in_section(values.century(self.published.year // 100 + (p.offset or 0)), p))
        if p.hijri:
            first, last = from_hijri(p.year * 100 - 99, 1, 1), from_hijri(p.year * 100, 12, 29)
            if first is None or last is None:
                return None
            middle = first + (last - first) // 2
            return Resolved("DATE", _in_section(Point(f"{middle.year // 100:02d}", first, last, "CE"), p), True, True)
        return Resolved("DATE", _in_section(values.century(p.year - 1), p))

    def _season(self, p: Phrase) -> Resolved:
        base = self._anchor(p.anchor)
        if base is None:
            return self._unknown(p, f"XXXX-{p.value}", p.anchor)
        near = [values.section(values.year(base.year + n), p.value) for n in (-2, -1, 0, 1, 2)]
        placed = [point for point in near if point.earliest and point.latest]
        if p.offset is not None and p.offset < 0:
            point = [one for one in placed if one.latest and one.latest < base][-1]
        elif p.offset is not None and p.offset > 0:
            point = next(one for one in placed if one.earliest and one.earliest > base)
        else:
            point = min(placed, key=lambda one: abs((one.earliest - base).days + 45) if one.earliest else 0)
        return Resolved("DATE", point)

    def _feast(self, p: Phrase) -> Resolved | None:
        calendar, _, rest = p.value.partition(":")
        fixed, _, length = rest.partition("+")
        month, day = (int(part) for part in fixed.split("-"))
        days = int(length or 1)
        hijri = calendar == "h"
        year = p.year
        base = self._anchor(p.year_anchor if p.year_offset is not None else p.anchor)
        if year is None and p.year_offset is not None and base:
            year = base.year + p.year_offset
        if year is None and base is None:
            return self._unknown(p.but(hijri=hijri), "XXXX-XX-XX" if hijri else f"XXXX-{fixed}")
        if hijri and year is not None and 1300 <= year <= 1500:
            start = from_hijri(year, month, day)
            year = start.year if start else year
        around = [year] if year is not None else [base.year + n for n in (-2, -1, 0, 1, 2)] if base else []
        found: list[date] = []
        for one in around:
            if hijri:
                here = to_hijri(date(one, 7, 1)) if 1925 <= one <= 2070 else None
                starts = [from_hijri(here[0] + n, month, day) for n in (-1, 0, 1)] if here else []
                found += [start for start in starts if start and start.year == one and start not in found]
            elif (when := _make(one, month, day)) is not None:
                found.append(when)
        if not found:
            return None
        start = found[0]
        if base is not None and year is None:
            if p.offset is not None and p.offset < 0:
                start = max((one for one in found if one < base), default=start)
            elif p.offset is not None and p.offset > 0:
                start = min((one for one in found if one > base), default=start)
            else:
                start = min(found, key=lambda one: abs((one - base).days))
        slack = _ONE_DAY if hijri else timedelta(0)
        point = Point(
            start.isoformat(), start - slack, start + timedelta(days=days - 1) + slack, "D" if days == 1 else ""
        )
        return Resolved("DATE", point, hijri, hijri)

    def _named(self, p: Phrase) -> Resolved | None:
        value, _, since = p.value.partition(" ")
        year, month, day = (*(int(part) for part in value.split("-")), None, None)[:3]
        if p.year is not None and month is not None:
            return self._placed(p.but(day=day), p.year, month)
        if self.published and since and self.published < date.fromisoformat(since):
            return None
        if month is None:
            return Resolved("DATE", values.year(year or 0))
        return self._placed(p.but(day=day), year or 0, month)

    def _literal(self, p: Phrase) -> Resolved:
        return Resolved(p.type, Point(p.value))

    # -- durations ------------------------------------------------------------------------------------------------

    def _duration(self, p: Phrase) -> Resolved:
        return Resolved(p.type, Point(_duration(p)), p.approximate)

    def _stretch(self, p: Phrase) -> Resolved:
        """Resolve السنوات الخمس الأخيرة: a duration that ends, or begins, at the document date."""
        unit, count = p.amounts[0]
        point = Point(_duration(p))
        if self.published is None or count is None:
            return Resolved("DURATION", point, p.approximate, note=self._missing("doc"))
        other = values.away(self.published, unit, count, -1 if (p.offset or 0) <= 0 else 1)
        if other is None:
            return Resolved("DURATION", point, p.approximate)
        first, last = sorted((other, self.published))
        return Resolved("DURATION", point._replace(earliest=first, latest=last), p.approximate)

    def _ago(self, p: Phrase) -> Resolved:
        return self._at_distance(p, self.published, -1, "doc")

    def _after(self, p: Phrase) -> Resolved:
        if self._direction <= 0:
            return Resolved("DURATION", Point(_duration(p)), p.approximate, first=p.inner)
        return self._at_distance(p, self.published, 1, "doc")

    def _shifted(self, p: Phrase) -> Resolved:
        told = self.told.earliest if self.told else None
        return self._at_distance(p, told, p.offset or 1, "told")

    def _at_distance(self, p: Phrase, base: date | None, sign: int, anchor: str) -> Resolved:
        unit, count = p.amounts[0]
        if count is None:
            past = sign < 0 or (anchor == "told" and self._direction <= 0)
            return Resolved("DATE", Point("PAST_REF" if past else "FUTURE_REF"), p.approximate)
        if base is None:
            grain = {"DE": "Y", "CE": "Y", "W": "D", "TM": "D", "TS": "D", "TH": "D"}.get(unit, unit)
            return self._unknown(p, values.unknown(grain).value, anchor)
        point = values.ago(unit, base, sign * count)
        if point.earliest is None:  # قبل 6.4 مليار عام
            point = Point("PAST_REF" if sign < 0 else "FUTURE_REF")
        return Resolved("DATE", point, p.approximate)


# -- pieces -----------------------------------------------------------------------------------------------------------


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _without_year(p: Phrase) -> str:
    return f"XXXX-{p.month:02d}" + (f"-{p.day:02d}" if p.day else "")


def _suffix(p: Phrase) -> str:
    if p.part in ("", "DY") or p.type != "TIME":
        return ""
    return "T12:00" if p.part == "NOON" else f"T{p.part}"


def _with_part(when: date, p: Phrase) -> Point:
    return Point(when.isoformat() + _suffix(p), when, when, "D")


def _in_section(point: Point, p: Phrase) -> Point:
    return values.section(point, p.section) if p.section else point


def _hour(p: Phrase) -> int:
    hour = p.hour or 0
    if p.part in ("EV", "AF", "PM") and hour < 12:
        return hour + 12
    if p.part == "NI":
        return hour + 12 if 6 <= hour < 12 else 0 if hour == 12 else hour
    if p.part == "NOON" and hour <= 4:
        return hour + 12
    return hour


def _duration(p: Phrase) -> str:
    unit, count = p.amounts[0]
    more = tuple((name, number) for name, number in p.amounts[1:] if number is not None)
    return values.duration(unit, count, more)
