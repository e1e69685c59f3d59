"""A record as a summary for the terminal, in English or Arabic.

Each section is a function that returns its lines; ``SECTIONS`` lists them in the order of the page. A section for
another field of the record is one more function and one line there.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from khabar.formats.actors import Kind, Ranked, described, loaded_names, name_of, places, ranked
from khabar.formats.duration import in_words, part_of_day
from khabar.formats.phrases import amount, number, unit_name
from khabar.formats.said import warning_text
from khabar.formats.strings import Strings, strings
from khabar.formats.terminal import LRI, PDI, RLI, Terminal, around, clean, clip, display_width, isolate, pad, wrap
from khabar.record import Quantity, Record, Scripture, Time

__all__ = ["SECTIONS", "Page", "Section", "render"]

_MOST = 30
_MOST_NAMES = 12  # of each kind
_INDENT = "  "
_GAP = "  "
_CALENDAR_VALUE = re.compile(r"\d{4}(-\d\d){0,2}")
_CLOCK = re.compile(r"T(\d\d(?::\d\d)*)(Z|[+-]\d\d:?\d\d)?$")
_SPAN_MARKS = {"begin": "┌", "end": "└", "inside": "│"}


class Cell(NamedTuple):
    """A cell of a line: its text, and how it is shown."""

    text: str
    styles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """What a section needs to write its lines: the record, the messages, the terminal."""

    record: Record
    say: Strings
    terminal: Terminal

    def line(self, *cells: Cell | str, indent: str = _INDENT, gap: str = " ") -> str:
        """Return a line of ``cells``, each isolated from its neighbours."""
        shown = []
        for cell in cells:
            text, styles = (cell.text, cell.styles) if isinstance(cell, Cell) else (cell, ())
            if text:
                shown.append(self._shown(text, styles))
        return self._directed(indent + gap.join(shown))

    def _directed(self, line: str) -> str:
        return self.terminal.right_to_left(line) if self.say.right_to_left else line

    def _shown(self, text: str, styles: tuple[str, ...]) -> str:
        apart = isolate(text, right_to_left=self.say.right_to_left)
        return self.terminal.style(apart, *styles) if styles else apart

    def tell(self, key: str, **values: str) -> str:
        """Return the message ``key`` with each value isolated from the words around it."""
        rtl = self.say.right_to_left
        return self.say(key, **{name: isolate(clean(value), right_to_left=rtl) for name, value in values.items()})

    def table(self, rows: Sequence[Sequence[Cell]], places: Sequence[tuple[int, int] | str]) -> list[str]:
        """Return ``rows`` in columns, each with the neighbourhood of its place in the text (or a remark) at the end.

        Where the line is too narrow for both, the neighbourhood stands on a line of its own.
        """
        if not rows:
            return []
        columns = range(len(rows[0]))
        most = max(12, self.terminal.width // 3)
        widths = [min(most, max(display_width(row[column].text) for row in rows)) for column in columns]
        taken = len(_INDENT) + sum(width + len(_GAP) for width in widths if width)
        room = self.terminal.width - taken
        beside = room >= self.terminal.width // 3
        lines = []
        for row, place in zip(rows, places, strict=True):
            shown = []
            for cell, width in zip(row, widths, strict=True):
                if width:
                    text = clip(cell.text, width)
                    shown.append(pad(text, width, self._shown(text, cell.styles)))
            head = _INDENT + _GAP.join(shown)
            if isinstance(place, str):
                lines.append(head + _GAP + self._shown(clip(place, room), ("dim",)) if place else head.rstrip())
            elif beside:
                lines.append(head + _GAP + self.context(*place, room))
            else:
                lines.append(head.rstrip())
                indent = _INDENT * 3
                lines.append(indent + self.context(*place, self.terminal.width - len(indent)))
        return [self._directed(line) for line in lines]

    def context(self, start: int, end: int, width: int) -> str:
        """Return the words around ``text[start:end]`` with those in it marked."""
        before, middle, after = around(self.record.text, start, end, width - 2)
        marked = self.terminal.style(middle, "bold") if self.terminal.color else f"[{middle}]"
        words = self.terminal.style(before, "dim") + marked + self.terminal.style(after, "dim")
        return RLI + words + PDI


class Section(NamedTuple):
    """A part of the page: the record field that it shows, what writes its lines, and the message that heads it."""

    field: str
    write: Callable[[Page], list[str]]
    count: Callable[[Record], int]
    heading: str


def render(record: Record, *, lang: str = "en", terminal: Terminal | None = None) -> str:
    """Return the summary of ``record`` in ``lang`` (``ar`` or ``en``), lines no wider than ``terminal``.

    Raises ``OptionError`` for another language.
    """
    page = Page(record, strings(lang), terminal or Terminal())
    lines = _head(page)
    anything = False
    for section in SECTIONS:
        written = section.write(page)
        if written:
            anything = anything or section.field not in _ABOUT_THE_SOURCE
            count = f"({section.count(record)})"
            title = Cell(page.say(section.heading), ("bold", "cyan"))
            lines += ["", page.line(title, Cell(count, ("dim",)), indent=""), *written]
    if not anything:
        lines += ["", page.line(page.say("summary.found_nothing"), indent="")]
    return "\n".join(lines) + "\n"


def _head(page: Page) -> list[str]:
    record, say, width = page.record, page.say, page.terminal.width
    document = record.document
    title = clean(document.title or document.id)
    facts = [document.published or say("document.undated"), document.publisher, document.author]
    kind = (document.media_type or "").removeprefix("text/").removeprefix("application/xhtml+xml")
    kind_word = say(f"document.kind.{kind}") if f"document.kind.{kind}" in say else say("document.kind.other")
    paragraphs = record.sentences[-1].paragraph + 1 if record.sentences else 0
    sizes = [
        kind_word,
        say.word("language", document.language) if document.language else "",
        say("document.words", count=f"{len(record.text.split()):,}"),
        say("document.sentences", count=f"{len(record.sentences):,}"),
        say("document.paragraphs", count=f"{paragraphs:,}"),
    ]
    lines = [page.line(Cell(clip(title, width), ("bold",)), indent="")]
    for parts in ([clean(fact) for fact in facts if fact], [size for size in sizes if size]):
        wrapped = wrap(parts, width, between=" · ")
        lines += [page.line(*[Cell(part, ("dim",)) for part in line], indent="", gap=" · ") for line in wrapped]
    if document.url:
        lines.append(page.line(Cell(clip(clean(document.url), width), ("dim",)), indent=""))
    return lines


def _more(page: Page, left: int) -> list[str]:
    return [page.line(Cell(page.say("summary.more", count=left), ("dim",)))] if left > 0 else []


# -- who and where ----------------------------------------------------------------------------------------------

_ACTORS: tuple[Kind, ...] = ("person", "body", "people")
_MARKS: dict[Kind, tuple[str, str]] = {"person": ("●", "cyan"), "body": ("■", "blue"), "people": ("▲", "yellow")}


def _who(page: Page) -> list[str]:
    """Write the persons, then the bodies, then the peoples, each with what it is and whose."""
    rows, said, left = [], [], 0
    for kind in _ACTORS:
        found = ranked(page.record, kind)
        left += max(0, len(found) - _MOST_NAMES)
        for one in found[:_MOST_NAMES]:
            mark, color = _MARKS[kind]
            rows.append(_named(one, Cell(mark, (color,)), page.say))
            taking_sides = [f"«{name}» {page.say('report.loaded_note')}" for name in loaded_names(one.entity)]
            said.append(" · ".join(filter(None, (_description(one, page.say), *map(clean, taking_sides)))))
    return page.table(rows, said) + _more(page, left)


def _where(page: Page) -> list[str]:
    """Write the places, those first that a map can show."""
    known, others = places(page.record)
    rows = [_named(one, Cell("◉", ("green",)), page.say) for one in known]
    rows += [_named(one, Cell("○", ("dim",)), page.say) for one in others]
    said = [_description(one, page.say) for one in (*known, *others)]
    most = 2 * _MOST_NAMES
    return page.table(rows[:most], said[:most]) + _more(page, len(rows) - most)


def _named(one: Ranked, mark: Cell, say: Strings) -> list[Cell]:
    return [mark, Cell(clean(name_of(one.entity, say)), ("bold",)), Cell(f"×{one.count}", ("dim",))]


def _description(one: Ranked, say: Strings) -> str:
    return clean(" · ".join(described(one.entity, say)))


# -- times ------------------------------------------------------------------------------------------------------


def _when(time: Time, say: Strings) -> str:
    """Return the calendar days or the meaning of a time expression."""
    if time.earliest is None or time.latest is None:
        return in_words(time, say)
    if time.type in ("DURATION", "SET"):
        return in_words(time, say)
    when = time.value if _CALENDAR_VALUE.fullmatch(time.value) else _stretch(time.earliest, time.latest)
    clock = _CLOCK.search(time.value)
    part = part_of_day(time.value, say)
    return f"{when} {clock[1]}{clock[2] or ''}" if clock else f"{when} {part}" if part else when


def _stretch(first: str, last: str) -> str:
    """Return the days from ``first`` to ``last``, as years or months where it is whole ones."""
    if first.endswith("-01-01") and last.endswith("-12-31"):
        first, last = first[:-6], last[:-6]
    elif first.endswith("-01") and last == _end_of_month(last):
        first, last = first[:-3], last[:-3]
    return first if first == last else f"{first} – {last}"


def _end_of_month(day: str) -> str:
    year, month, _ = map(int, day.rsplit("-", 2))
    return f"{day[:-2]}{monthrange(year, month)[1]}" if year > 0 else ""


def _times(page: Page) -> list[str]:
    """Write the dates in their order, each value once, with the ends of intervals drawn; then what names no day."""
    record = page.record
    ends = {interval.begin: "begin" for interval in record.intervals}
    ends |= {interval.end: "end" for interval in record.intervals}
    dated: dict[str, list[Time]] = {}
    undated: dict[str, list[Time]] = {}
    for time in record.times:
        kinds = dated if time.earliest and time.type not in ("DURATION", "SET") else undated
        kinds.setdefault(_when(time, page.say) + ends.get(time.id, ""), []).append(time)
    ordered = sorted(dated.values(), key=lambda group: (group[0].earliest or "", group[0].latest or ""))
    groups = [*ordered, *undated.values()]
    published = record.document.published if ordered else None
    rows: list[list[Cell]] = []
    places: list[tuple[int, int] | str] = []
    inside = False

    def publication() -> None:
        rows.append([Cell("◆", ("blue",)), Cell(record.document.published or "", ("blue",)), Cell("")])
        places.append(page.say("document.published"))

    for group in groups[:_MOST]:
        if published and (group[0].earliest is None or group[0].earliest > published):
            publication()
            published = None
        time = group[0]
        end = ends.get(time.id)
        mark = _SPAN_MARKS[end] if end else _SPAN_MARKS["inside"] if inside else "●" if time.earliest else "○"
        inside = end == "begin" or (inside and end != "end")
        times = f"×{len(group)}" if len(group) > 1 else ""
        when = ("≈ " if time.approximate else "") + _when(time, page.say)
        kind = page.say.word("type", time.type) if time.type in ("DURATION", "SET") else ""
        hijri = page.say("calendar.hijri") if time.calendar == "hijri" else ""
        note = " ".join(part for part in (times, kind, hijri) if part)
        color = "green" if time.earliest else "dim"
        rows.append([Cell(mark, (color,)), Cell(when, (color,)), Cell(note, ("dim",))])
        places.append((time.start, time.end))
    if published:
        publication()
    return page.table(rows, places) + _more(page, len(groups) - _MOST)


def _intervals(page: Page) -> list[str]:
    named = {time.id: time for time in page.record.times}
    lines = []
    for interval in page.record.intervals[:_MOST]:
        begin, end = named.get(interval.begin), named.get(interval.end)
        if begin is None or end is None:
            continue
        ends = (
            interval.earliest or _when(begin, page.say),
            interval.latest or _when(end, page.say),
        )
        said = clean(page.record.text[min(begin.start, end.start) : max(begin.end, end.end)])
        room = page.terminal.width - sum(map(display_width, ends)) - 10
        lines.append(page.line(Cell(" – ".join(ends), ("green",)), Cell(clip(said, room))))
    return lines + _more(page, len(page.record.intervals) - _MOST)


# -- quantities -------------------------------------------------------------------------------------------------


def _quantities(page: Page) -> list[str]:
    rows, places = [], []
    for quantity in page.record.quantities[:_MOST]:
        role = page.say.word("role", quantity.role) if quantity.role and quantity.role != "other" else ""
        rows.append(
            [Cell(_amount(quantity, page.say), ("yellow",)), Cell(_what(quantity, page.say)), Cell(role, ("red",))]
        )
        places.append((quantity.start, quantity.end))
    return page.table(rows, places) + _more(page, len(page.record.quantities) - _MOST)


def _amount(quantity: Quantity, say: Strings) -> str:
    text = amount(quantity, say)
    return f"{text}%" if quantity.unit == "percent" else text


def _what(quantity: Quantity, say: Strings) -> str:
    """Return what is counted: its noun, else its unit."""
    money = quantity.unit.startswith("money:")
    if quantity.noun and not money:
        return clean(quantity.noun)
    return "" if quantity.unit == "percent" else unit_name(quantity.unit, say)


def _sums(page: Page) -> list[str]:
    named = {quantity.id: quantity for quantity in page.record.quantities}
    lines = []
    for made in page.record.sums[:_MOST]:
        total = named.get(made.total)
        parts = [named[part] for part in made.parts if part in named]
        if total is None or len(parts) < len(made.parts):
            continue
        sign = "≈" if total.approximate else "=" if made.adds_up else "≠"
        right = " + ".join(_bare(part) for part in parts)
        mark = Cell("✓", ("green", "bold")) if made.adds_up else Cell("✗", ("red", "bold"))
        room = page.terminal.width - 6
        equation = Cell(clip(f"{_bare(total)} {sign} {right}", room), ("yellow",))
        noun = Cell(clip(clean(total.noun or ""), room - display_width(equation.text) - 2))
        lines.append(page.line(equation, mark, noun))
        if not made.adds_up:
            verdict = page.tell("sums.does_not_add_up", sum=number(_total(parts)))
            lines.append(page.line(Cell(clip(verdict, room), ("red",)), indent=_INDENT * 3))
    return lines + _more(page, len(page.record.sums) - _MOST)


def _bare(quantity: Quantity) -> str:
    bounds = [bound for bound in (quantity.low, quantity.high) if bound is not None]
    return number(quantity.value) if quantity.value is not None else "–".join(number(bound) for bound in bounds) or "?"


def _total(parts: Sequence[Quantity]) -> float:
    return sum(part.value for part in parts if part.value is not None)


# -- scripture --------------------------------------------------------------------------------------------------


def _scripture(page: Page) -> list[str]:
    lines = []
    room = page.terminal.width - 3 * len(_INDENT)
    for found in page.record.scripture[:_MOST]:
        ref = found.ref if found.ref == found.end_ref else f"{found.ref} – {found.end_ref}"
        verdict = (
            Cell(page.say("scripture.exact"), ("green",))
            if found.exact
            else Cell(page.say("scripture.differs"), ("red",))
        )
        mark = Cell("✓", ("green", "bold")) if found.exact else Cell("✗", ("red", "bold"))
        lines.append(page.line(Cell(f"{page.say.word('work', found.work)} {ref}", ("bold",)), mark, verdict))
        lines.append(page.line(clip(clean(found.text), room), indent=_INDENT * 3))
        notes = [Cell(note, ("red",)) for note in _differences(found, page)]
        if found.label is not None and found.label_right is not None:
            key = "scripture.label_right" if found.label_right else "scripture.label_wrong"
            notes.append(Cell(page.tell(key, label=found.label), ("green" if found.label_right else "red",)))
        if found.also:
            notes.append(Cell(page.tell("scripture.also", refs=", ".join(found.also)), ("dim",)))
        lines += [page.line(note._replace(text=clip(note.text, room)), indent=_INDENT * 3) for note in notes]
    return lines + _more(page, len(page.record.scripture) - _MOST)


def _differences(found: Scripture, page: Page) -> list[str]:
    notes = []
    for difference in found.differences:
        key = "changed" if difference.found and difference.expected else "added" if difference.found else "left_out"
        notes.append(page.tell(f"scripture.{key}", found=difference.found, expected=difference.expected))
    return notes


# -- the source -------------------------------------------------------------------------------------------------


def _furniture(page: Page) -> list[str]:
    lines = []
    for piece in page.record.furniture[:_MOST]:
        kind = page.say(f"furniture.{piece.kind}")
        text = clip(clean(piece.text), page.terminal.width - display_width(kind) - 5)
        lines.append(page.line(Cell(kind, ("dim",)), Cell(text)))
    return lines + _more(page, len(page.record.furniture) - _MOST)


def _warnings(page: Page) -> list[str]:
    lines = []
    for warning in page.record.warnings:
        text = warning_text(warning, page.say)
        opener = LRI if text == warning else RLI  # what is not in the table is in English, whatever it begins with
        told = wrap(clean(text).split(), page.terminal.width - 4, between=" ")
        for words in told:
            mark = Cell("!", ("yellow", "bold")) if words is told[0] else Cell(" ")
            lines.append(page.line(mark, Cell(f"{opener}{' '.join(words)}{PDI}")))
    return lines


_ABOUT_THE_SOURCE = ("furniture", "warnings")

SECTIONS: tuple[Section, ...] = (
    Section("entities", _who, lambda record: len(ranked(record, *_ACTORS)), "report.who"),
    Section("entities", _where, lambda record: len(ranked(record, "place")), "report.where"),
    Section("times", _times, lambda record: len(record.times), "field.times"),
    Section("intervals", _intervals, lambda record: len(record.intervals), "field.intervals"),
    Section("quantities", _quantities, lambda record: len(record.quantities), "field.quantities"),
    Section("sums", _sums, lambda record: len(record.sums), "field.sums"),
    Section("scripture", _scripture, lambda record: len(record.scripture), "field.scripture"),
    Section("furniture", _furniture, lambda record: len(record.furniture), "field.furniture"),
    Section("warnings", _warnings, lambda record: len(record.warnings), "field.warnings"),
)
