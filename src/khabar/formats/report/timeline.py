"""The timeline: what the text says when, drawn as SVG.

Positions across are percentages, sizes are pixels, so that letters stay as large as they are on any screen. Labels are
laid out for a stated width and never overlap there or on anything wider: the page holds one drawing for wide and one
for narrow screens. In Arabic time runs from right to left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from khabar.formats.actors import Names
from khabar.formats.duration import in_words
from khabar.formats.happened import event_days, happenings, mode_name, party_name, side, type_name
from khabar.formats.report.calendar import Day, Stretch, granularity, human, stretch
from khabar.formats.report.markup import Markup, el, join
from khabar.formats.report.scale import Scale, ticks
from khabar.formats.strings import Strings
from khabar.record import Event, Record, Time

__all__ = ["section"]

_WIDE, _NARROW = 660, 305  # the width of a printed page, and of the smallest phones
_LETTER = 7.4  # widest average advance of the interface face at 13 px
_TICK_LETTER = 6.6
_LANE, _TOP, _AXIS = 26, 30, 30
_MOST_LANES = 14
_GAP = 10
_BAND = 26
_EVENT_LETTERS = 34
_LABEL = 150  # pixels that a label takes on average


@dataclass(slots=True)
class _Mark:
    """What is drawn once: a stretch of days and the items of the page that mean it."""

    span: Stretch
    items: list[int]
    interval: bool = False
    approximate: bool = False
    event: str = ""  # what happened, of an event
    side: str = ""


@dataclass(slots=True)
class _Placed:
    mark: _Mark
    left: float
    right: float
    lane: int
    label: str
    before: bool


def section(record: Record, numbers: Mapping[tuple[str, int], int], say: Strings) -> Markup:
    """Return the timeline of a record's dates and events; ``numbers`` are the numbers of the items on the page."""
    if not record.times and not record.events:
        return el("p", say("report.no_dates"), class_="none")
    marks = _marks(record, numbers)
    events = _events(record, numbers, say)
    assumed = sum(one.event.dated_by == "document" for one in happenings(record))
    loose = _unplaced(record.times, numbers, say)
    if not marks and not events:
        return join(el("p", say("report.no_dates_placed"), class_="none"), loose)
    published = stretch(record.document.published, record.document.published)
    return join(
        el("div", _draw(marks, events, published, _WIDE, say), class_="line wide"),
        el("div", _draw(marks, events, published, _NARROW, say), class_="line narrow"),
        el("p", say("report.scale_note"), class_="note"),
        el("p", say("timeline.of_the_text", count=assumed), class_="note") if assumed else None,
        loose,
    )


def _marks(record: Record, numbers: Mapping[tuple[str, int], int]) -> list[_Mark]:
    """Return what to draw: intervals take the place of their ends; the same days told twice are one mark."""
    index_of = {time.id: index for index, time in enumerate(record.times)}
    found: dict[tuple[Stretch, bool], _Mark] = {}
    taken: set[int] = set()
    for interval in record.intervals:
        span = stretch(interval.earliest, interval.latest)
        ends = [index_of[end] for end in (interval.begin, interval.end) if end in index_of]
        if span and ends:
            taken.update(ends)
            found.setdefault((span, True), _Mark(span, [], interval=True)).items += [numbers["times", e] for e in ends]
    for index, time in enumerate(record.times):
        span = stretch(time.earliest, time.latest)
        if span and index not in taken:
            mark = found.setdefault((span, False), _Mark(span, []))
            mark.items.append(numbers["times", index])
            mark.approximate |= time.approximate
    return sorted(found.values(), key=lambda mark: (mark.span.first, [-part for part in mark.span.last]))


def _events(record: Record, numbers: Mapping[tuple[str, int], int], say: Strings) -> list[_Mark]:
    """Return the events that have a date of their own, each once with all its tellings; not what did not happen."""
    times = {time.id: time for time in record.times}
    names = Names(record, say)
    found = []
    for one in happenings(record):
        span = stretch(*event_days(one.event, times))
        if span and one.event.dated_by != "document" and one.event.status in ("asserted", "future"):
            items = [numbers["events", index] for index in one.tellings]
            found.append(_Mark(span, items, event=_told(one.event, names, say), side=side(one.event)))
    return sorted(found, key=lambda mark: (mark.span.first, [-part for part in mark.span.last]))


def _told(event: Event, names: Names, say: Strings) -> str:
    """Return an event in a few words: what, and who."""
    what = mode_name(event, say) or type_name(event, say)
    who = ("، " if say.right_to_left else ", ").join(party_name(one, names, say) for one in event.actors[:2])
    text = f"{what} · {who}" if who else what
    return text if len(text) <= _EVENT_LETTERS else text[: _EVENT_LETTERS - 1].rstrip() + "…"


def _label(mark: _Mark, say: Strings) -> str:
    if mark.event:
        return f"{mark.event} ×{len(mark.items)}" if len(mark.items) > 1 else mark.event
    told = len(set(mark.items)) - mark.interval
    text = human(mark.span, say)
    return f"{text} ×{told}" if told > 1 else text


def _urgency(entry: tuple[int, _Mark]) -> tuple[int, str]:
    """Often told ones come first, and equals spread over the line (indices with their bits reversed)."""
    index, mark = entry
    return -len(mark.items), f"{index:032b}"[::-1]


def _place(marks: Sequence[_Mark], scale: Scale, width: int, say: Strings) -> tuple[list[_Placed], list[_Mark]]:
    """Give each mark a lane and its label a side; return what has no room as well."""
    lanes: list[list[tuple[float, float]]] = [[] for _ in range(_MOST_LANES)]
    placed, rest = [], []
    most = _MOST_LANES * (width // _LABEL)
    chosen = {id(mark) for _, mark in sorted(enumerate(marks), key=_urgency)[:most]}
    for mark in marks:
        if id(mark) not in chosen:
            rest.append(mark)
            continue
        left = scale(mark.span.first.number) * width
        right = max(left + 1, scale(mark.span.last.number + (mark.span.first != mark.span.last)) * width)
        label = _label(mark, say)
        room = len(label) * _LETTER + 14
        sides = [(left - 6, right + room, False), (left - room, right + 6, True)]
        spot = next(
            (
                (lane, before, start, end)
                for lane in range(_MOST_LANES)
                for start, end, before in sides
                if start >= -6
                and end <= width + 6
                and all(end + _GAP <= other[0] or start >= other[1] + _GAP for other in lanes[lane])
            ),
            None,
        )
        if spot is None:
            rest.append(mark)
            continue
        lane, before, start, end = spot
        lanes[lane].append((start, end))
        placed.append(_Placed(mark, left / width, right / width, lane, label, before))
    return placed, rest


def _draw(
    marks: Sequence[_Mark], events: Sequence[_Mark], published: Stretch | None, width: int, say: Strings
) -> Markup:
    drawn = [*marks, *events]
    boundaries = [mark.span.first.number for mark in drawn]
    boundaries += [mark.span.last.number + (mark.span.first != mark.span.last) for mark in drawn]
    days = [day for mark in drawn for day in mark.span]
    if published:
        boundaries.append(published.first.number)
        days.append(published.first)
    scale = Scale(boundaries)
    placed, rest = _place(marks, scale, width, say)
    happened, unnamed = _place(events, scale, width, say)
    lanes = 1 + max((one.lane for one in placed), default=-1)
    for one in happened:
        one.lane += lanes
    total = max(1, lanes + 1 + max((one.lane - lanes for one in happened), default=-1))
    band = _TOP + lanes * _LANE + _BAND // 2 if happened and placed else 0
    gap = _BAND if band else 0
    floor = _TOP + total * _LANE + gap + 6
    across = _Across(say.right_to_left)
    parts = [el("line", x1="0%", x2="100%", y1=floor, y2=floor, class_="axis")]
    if band:
        parts.append(el("line", x1="0%", x2="100%", y1=band, y2=band, class_="band"))
        parts.append(el("text", say("timeline.events"), x=across(0), y=band + 4, class_="band-label"))
    parts += _axis(scale, days, floor, width, across, say)
    if published:
        parts += _today(scale(published.first.number), published, floor, width, across, say)
    left = [*rest, *unnamed]
    parts += [_tick(mark, scale, floor, across, say) for mark in left]
    for group, down in ((placed, 0), (happened, gap)):
        parts += [_stem(one, down, floor, across) for one in group if one.mark.span.first == one.mark.span.last]
    for group, down in ((placed, 0), (happened, gap)):
        parts += [_group(one, down, across, say) for one in group]
    drawing = el(
        "svg",
        *parts,
        width="100%",
        height=floor + _AXIS,
        role="group",
        aria_label=say("report.timeline"),
        class_="dates",
    )
    return join(drawing, el("p", say("report.unlabelled", count=len(left)), class_="note") if left else None)


class _Across:
    """Positions across in the direction of writing."""

    def __init__(self, right_to_left: bool) -> None:
        self._right_to_left = right_to_left
        self.sign = -1 if right_to_left else 1

    def __call__(self, share: float) -> str:
        return f"{1 - share if self._right_to_left else share:.3%}"


def _axis(scale: Scale, days: Sequence[Day], floor: int, width: int, across: _Across, say: Strings) -> list[Markup]:
    """Draw the marks of the axis as far as there is room, the coarsest first."""
    taken: list[tuple[float, float]] = []
    known: set[tuple[int, ...]] = {()}
    parts = []
    for tick in ticks(scale, min(days), max(days), say):
        label = tick.label if tick.within in known else tick.full
        at = scale(tick.at) * width
        half = len(label) * _TICK_LETTER / 2 + 6
        if at - half < 0 or at + half > width or any(at - half < end and at + half > start for start, end in taken):
            continue
        taken.append((at - half, at + half))
        known.update(tick.names)
        x = across(at / width)
        parts.append(el("line", x1=x, x2=x, y1=floor, y2=floor + 6, class_="tick"))
        parts.append(el("text", label, x=x, y=floor + 21, class_="tick-label", text_anchor="middle"))
    return parts


def _today(at: float, published: Stretch, floor: int, width: int, across: _Across, say: Strings) -> list[Markup]:
    label = f"{say('report.document_date')}: {human(published, say)}"
    room = len(label) * _LETTER
    x = across(at)
    if at * width + room <= width:
        place, anchor = x, "start"
    elif at * width >= room:
        place, anchor = x, "end"
    else:
        place, anchor = across(0), "start"
    return [
        el("line", x1=x, x2=x, y1=18, y2=floor, class_="today"),
        el("text", label, x=place, y=13, text_anchor=anchor, class_="today-label"),
    ]


def _tick(mark: _Mark, scale: Scale, floor: int, across: _Across, say: Strings) -> Markup:
    x1 = across(scale(mark.span.first.number))
    x2 = across(scale(mark.span.last.number))
    return el(
        "a",
        el("title", _label(mark, say)),
        el("line", x1=x1, x2=x2, y1=floor, y2=floor, class_="small"),
        **_link(mark),
    )


def _height(one: _Placed) -> int:
    return _TOP + one.lane * _LANE + _LANE // 2


def _stem(one: _Placed, down: int, floor: int, across: _Across) -> Markup:
    x = across(one.left)
    return el("line", x1=x, x2=x, y1=_height(one) + down, y2=floor, class_="stem")


def _group(one: _Placed, down: int, across: _Across, say: Strings) -> Markup:
    y = _height(one) + down
    kind = "interval" if one.mark.interval else granularity(one.mark.span)
    kinds = ("mark", kind, one.mark.side, "about" if one.mark.approximate else "")
    x1, x2 = across(one.left), across(one.right if kind != "day" else one.left)
    label_x = across(one.left if one.before else one.right if kind != "day" else one.left)
    shift = across.sign * (-12 if one.before else 12)
    return el(
        "a",
        el("title", " · ".join(filter(None, (human(one.mark.span, say), one.mark.event)))),
        el("line", x1=x1, x2=x2, y1=y, y2=y, class_=" ".join(filter(None, kinds))),
        el("text", one.label, x=label_x, dx=shift, y=y + 4.5, text_anchor="end" if one.before else "start"),
        **_link(one.mark),
    )


def _link(mark: _Mark) -> dict[str, str | float | bool | None]:
    items = sorted(set(mark.items))
    return {"href": f"#a{items[0]}", "data_a": " ".join(map(str, items)), "class_": "date"}


def _unplaced(times: Sequence[Time], numbers: Mapping[tuple[str, int], int], say: Strings) -> Markup | None:
    chips = [
        el(
            "li",
            el(
                "a",
                el("bdi", time.text),
                el("bdi", in_words(time, say), class_="meant"),
                href=f"#a{numbers['times', index]}",
            ),
            data_a=numbers["times", index],
        )
        for index, time in enumerate(times)
        if stretch(time.earliest, time.latest) is None
    ]
    return (
        el("div", el("h3", say("report.unplaced")), el("ul", *chips, class_="chips"), class_="loose") if chips else None
    )
