"""The layer: words and numerals to symbols, symbols to phrases by rules, phrases to values in the order of the text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from khabar.layers.base import Context, Output, Piece
from khabar.layers.times import rules_dates, rules_days, rules_periods, rules_spans
from khabar.layers.times.agree import fitting_date
from khabar.layers.times.link import link
from khabar.layers.times.phrase import NUMERAL_CLASSES, SPECIAL_CLASSES, UNIONS, Phrase, Reading, numeral_class
from khabar.layers.times.resolve import Resolved, Resolver
from khabar.layers.times.tense import Tense
from khabar.lexicon import Lexicon, NumeralReader
from khabar.lexicon.grammar import Grammar, Item, Rule
from khabar.record import Interval, Time

if TYPE_CHECKING:
    from khabar.text import Analysis

__all__ = ["RULES", "Times"]

RULES: Final[tuple[Rule[Reading], ...]] = (
    *rules_dates.RULES,
    *rules_days.RULES,
    *rules_periods.RULES,
    *rules_spans.RULES,
)
_TABLES: Final = (
    "clock", "days", "feasts", "modifiers", "months", "named", "references", "seasons", "traps", "units", "function",
)  # fmt: skip
_PARTICLES: Final = {"و": "and", "ب": "bi", "ل": "li"}
_FIGURES: Final = re.compile(
    r"[0-9]{1,4}(?::[0-9]{2}(?::[0-9]{2})?|([/.\-])[0-9]{1,2}\1[0-9]{2,4})(?![0-9/:])(?!\.[0-9])"
)
_ARTICLE_YEARS: Final = range(1800, 2200)
_ARTICLES: Final = frozenset(("ال", "وال"))
_TITLES: Final = frozenset(("today", "rel", "ref"))
_MARKS: Final = frozenset("«»“”\"'‘’")
_BOUNDS: Final = frozenset(("since", "before", "after", "until", "untilend", "by"))
_HAMZA_TELLS: Final = frozenset(("march", "ref"))
_DIRECTED: Final = frozenset(("date", "hijri", "day", "clock", "feast", "after", "weekend", "decade"))


class _Rooms:
    """What the layer compiles once from the tables."""

    def __init__(self, lexicon: Lexicon) -> None:
        rows = [row for name in _TABLES for row in lexicon.table(f"times/{name}").rows]
        self.grammar: Grammar[Reading] = Grammar(
            rows, RULES, NUMERAL_CLASSES, numeral_class, UNIONS, _PARTICLES, SPECIAL_CLASSES
        )
        self.tense = Tense(lexicon)
        self.known = tuple(
            (date.fromisoformat(row.cells["value"]), date.fromisoformat(row.cells["since"]))
            for row in lexicon.table("times/known_days").rows
        )


class _Found(NamedTuple):
    """A phrase, the rule that read it, and what it means."""

    rule: Rule[Reading]
    phrase: Phrase
    resolved: Resolved


class Times:
    """Reads times and intervals (TIMEX3) of a text."""

    name = "times"
    needs: tuple[str, ...] = ()
    fields = ("times", "intervals")

    def readings(self, context: Context) -> tuple[list[tuple[Rule[Reading], Reading]], list[Item]]:
        """Return what the rules read, in order, not yet resolved, and the items that the phrases count by."""
        grammar = context.lexicon.compiled("times", _Rooms).grammar
        reader = context.lexicon.compiled("lexicon-numerals", NumeralReader)
        analysis = context.analysis
        text = analysis.folded.text
        items, symbols = grammar.items(analysis, reader.read(analysis), _figures(analysis))
        read = grammar.read(items, symbols, lambda rule, match: rule.build(match, text), lambda reading: reading.last)
        return [(rule, reading) for rule, _, reading in read], items

    def read(self, context: Context) -> Output:
        """Return the times of the text, resolved against its document date, and the ranges they are ends of."""
        rooms = context.lexicon.compiled("times", _Rooms)
        analysis = context.analysis
        readings, items = self.readings(context)
        pieces = [
            (rule, phrase)
            for rule, reading in readings
            for phrase in reading.phrases
            if not _other_word(phrase, items, analysis) and not _title(phrase, items, analysis.folded.text)
        ]
        rules = [rule for rule, _ in pieces]
        published = _date(context.document.published)
        phrases, pairs = link([phrase for _, phrase in pieces], items, analysis.folded.text, published)
        phrases = [_nowadays(phrase, items, analysis, rooms.tense) for phrase in phrases]
        warnings = []
        reference = published
        if published is not None:
            reference, against = fitting_date(published, phrases)
            warnings = [_warning(one, items, analysis, published, reference) for one in against]
        found = _resolve(
            rules, phrases, pairs, items, analysis, Resolver(published, reference, rooms.known), rooms.tense
        )
        times, numbers = _times(found, items, analysis)
        intervals = _intervals(pairs, numbers, times)
        why = {}
        if context.explain:
            told = [one.phrase for one in found if one is not None]
            why = {("times", number): _pieces(phrase, items, analysis) for number, phrase in enumerate(told)}
        return Output({"times": times, "intervals": intervals}, warnings, why)


def _date(published: str | None) -> date | None:
    """Return the document date, None if there is none, it is malformed, or no date that an article can have."""
    try:
        when = date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None
    return when if when and when.year in _ARTICLE_YEARS else None


def _figures(analysis: Analysis) -> dict[int, tuple[str, int]]:
    """Return dates and clock times in figures (3/10/2016, 06:42) by their first token."""
    starts, ends = analysis.starts, analysis.ends
    specials = {}
    text = analysis.folded.text
    for found in _FIGURES.finditer(text):
        begin, end = found.span()
        if begin and text[begin - 1] in "0123456789/:.-":
            continue
        first, last = bisect_left(starts, begin), bisect_left(ends, end) + 1
        if starts[first] == begin and ends[last - 1] == end:
            if first and analysis.words[first - 1] in _ARTICLES and begin - ends[first - 1] <= 1:
                first -= 1  # الـ 3:00
            specials[first] = ("numdate" if found.group(1) else "hm", last)
    return specials


def _token(analysis: Analysis, item: Item) -> int:
    return bisect_right(analysis.starts, item.start) - 1


def _other_word(phrase: Phrase, items: list[Item], analysis: Analysis) -> bool:
    """Say whether the hamza shows another word that folds alike: the name آلان for الآن, أب (father) for آب."""
    for item in items[phrase.first : phrase.last]:
        if item.row is not None and item.name in _HAMZA_TELLS:
            written, form = analysis.text[analysis.folded.start(item.start)], item.row.cells["form"][0]
            if written in "أآإ" and form in "اآ" and written != form:
                return True
    return False


def _title(phrase: Phrase, items: list[Item], text: str) -> bool:
    """Say whether the phrase is a name between quotation marks: «اليوم», "الغد", «المستقبل»."""
    first, last = items[phrase.first], items[phrase.last - 1]
    if first is not last or first.name not in _TITLES or not text.startswith("ال", first.start):
        return False
    return text[first.start - 1 : first.start] in _MARKS and text[last.end : last.end + 1] in _MARKS


def _nowadays(phrase: Phrase, items: list[Item], analysis: Analysis, tense: Tense) -> Phrase:
    """Return a bare اليوم that means these days as a reference to the present."""
    bare = phrase.kind == "day" and phrase.offset == 0 and phrase.last - phrase.first == 1
    if not bare or items[phrase.first].name != "today" or phrase.weekday or phrase.type != "DATE":
        return phrase
    if tense.nowadays(analysis, _token(analysis, items[phrase.first])):
        return phrase.but(kind="literal", value="PRESENT_REF")
    return phrase


def _resolve(
    rules: list[Rule[Reading]],
    phrases: list[Phrase],
    pairs: list[tuple[int, int]],
    items: list[Item],
    analysis: Analysis,
    resolver: Resolver,
    tense: Tense,
) -> list[_Found | None]:
    """Resolve the phrases in order; None stands for one that means nothing (30 February)."""
    partner = dict(pairs)
    ends = {end for begin, end in pairs if end == begin + 1}
    found: list[_Found | None] = []
    phrases = list(phrases)
    paragraphs = [start for start, _ in analysis.paragraphs]
    paragraph = 0
    for index, phrase in enumerate(phrases):
        at = bisect_right(paragraphs, items[phrase.first].start)
        if at != paragraph:
            paragraph = at
            resolver.begin_paragraph()
        direction = 0
        if phrase.kind in _DIRECTED:
            last = items[phrase.last - 1]
            direction = tense.direction(
                analysis, _token(analysis, items[phrase.first]), bisect_left(analysis.starts, last.end)
            )
            ahead = phrase.kind == "date" and phrase.first and items[phrase.first - 1].name == "by"
            direction = direction or int(bool(ahead))  # بحلول يونيو; of a weekday it tells nothing
        phrase = phrases[index]
        if index in partner:
            _give_years(phrases, index, partner[index], direction, resolver)
            phrase = phrases[index]
        elif index in ends and phrase.weekday and phrase.day is None and phrase.offset is None:
            phrase = phrase.but(offset=1, anchor="told")  # من الأحد حتى الخميس: the first one after the beginning
        aside = phrase.first > 0 and items[phrase.first - 1].name in _BOUNDS
        resolved = resolver.resolve(phrase, direction, aside=aside)
        found.append(_Found(rules[index], phrase, resolved) if resolved else None)
    return found


def _give_years(phrases: list[Phrase], begin: int, end: int, direction: int, resolver: Resolver) -> None:
    """Give the ends of a range without year the years that make it one range, nearest in the tense."""
    a, b = phrases[begin], phrases[end]
    if any(p.kind != "date" or p.year is not None or p.year_offset is not None or p.offset is not None for p in (a, b)):
        return
    years = resolver.pair_year(a, b, direction)
    if years is None:
        return
    for place in range(begin, end + 1):
        if phrases[place].kind == "date" and phrases[place].month is not None:
            phrases[place] = phrases[place].but(year=years[1] if place == end else years[0])


def _times(found: list[_Found | None], items: list[Item], analysis: Analysis) -> tuple[list[Time], dict[int, int]]:
    """Return the times, and their numbers by the place of their phrase."""
    times: list[Time] = []
    numbers: dict[int, int] = {}
    for place, one in enumerate(found):
        if one is None:
            continue
        phrase, resolved = one.phrase, one.resolved
        first = phrase.first if resolved.first is None else resolved.first
        start, end = analysis.folded.span(items[first].start, items[phrase.last - 1].end)
        point = resolved.point
        via = f"times/{one.rule.id}" + (f" ({resolved.note})" if resolved.note else "")
        numbers[place] = len(times)
        times.append(
            Time(
                id=f"t{len(times) + 1}",
                start=start,
                end=end,
                text=analysis.text[start:end],
                type=resolved.type,  # type: ignore[arg-type]
                value=point.value,
                earliest=point.earliest.isoformat() if point.earliest else None,
                latest=point.latest.isoformat() if point.latest else None,
                calendar="hijri" if resolved.hijri else "gregorian",
                approximate=resolved.approximate,
                via=via,
            )
        )
    return times, numbers


def _intervals(pairs: list[tuple[int, int]], numbers: dict[int, int], times: list[Time]) -> list[Interval]:
    intervals: list[Interval] = []
    for begin, end in pairs:
        if begin not in numbers or end not in numbers:
            continue
        a, b = times[numbers[begin]], times[numbers[end]]
        if a.earliest and b.latest and a.earliest > b.latest:
            continue
        intervals.append(
            Interval(
                id=f"i{len(intervals) + 1}",
                begin=a.id,
                end=b.id,
                earliest=a.earliest,
                latest=b.latest,
                via="times/range",
            )
        )
    return intervals


def _warning(one: Phrase, items: list[Item], analysis: Analysis, published: date, reference: date) -> str:
    start, end = analysis.folded.span(items[one.first].start, items[one.last - 1].end)
    day = published + timedelta(days=one.offset or 0)
    said = f"«{analysis.text[start:end]}» at {start} does not fit the document date {published}"
    if reference != published:
        return f"{said}; weekdays are counted from {reference}, the nearest date that fits."
    return f"{said} ({day} is another weekday); the weekday is believed there."


def _pieces(phrase: Phrase, items: list[Item], analysis: Analysis) -> list[Piece]:
    pieces = []
    for item in items[phrase.first : phrase.last]:
        start, end = analysis.folded.span(item.start, item.end)
        row, meaning = "", item.name
        if item.row:
            row, meaning = item.row.place, f"{item.name} {item.value}".removesuffix(" -")
        elif item.numeral:
            numeral = item.numeral
            row = ", ".join(one.place for one in numeral.rows)
            meaning = (
                f"{numeral.kind} {numeral.value if numeral.value is not None else f'{numeral.low}-{numeral.high}'}"
            )
        pieces.append(Piece(start, end, analysis.text[start:end], meaning, row))
    return pieces
