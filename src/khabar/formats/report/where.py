"""Where: a map of the places of a text, and the list of them beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from khabar.formats.actors import Ranked, described, name_of, places
from khabar.formats.report.map import draw, inset, view_of
from khabar.formats.report.markup import Markup, el
from khabar.formats.report.names import link_targets
from khabar.formats.strings import Strings
from khabar.record import Record

__all__ = ["section"]

_WIDE, _NARROW = 780, 345
_ROWS = 14


def section(record: Record, numbers: Mapping[int, Sequence[int]], say: Strings) -> Markup:
    """Return the map and the list; ``numbers`` are the numbers of each entity's mentions on the page."""
    known, others = places(record)
    if not known and not others:
        return el("p", say("report.no_where"), class_="none")
    shown = view_of(known)
    if shown is None:
        return _list("report.off_the_map", [*known, *others], numbers, say)
    away = set(shown.far)
    far = [one for index, one in enumerate(known) if index in away]
    near = [one for index, one in enumerate(known) if index not in away]
    lists = [
        _list("report.on_the_map", near, numbers, say),
        _list("report.far", far, numbers, say, inset(far, shown.box, say)) if far and shown.box else None,
        _list("report.off_the_map", others, numbers, say) if others else None,
    ]
    return el(
        "div",
        el(
            "figure",
            el("div", draw(near, shown.box, _WIDE, numbers, say), class_="wide"),
            el("div", draw(near, shown.box, _NARROW, numbers, say), class_="narrow"),
            el("figcaption", say("report.outline"), class_="note"),
            class_="map",
        ),
        el("div", *lists, class_="places"),
        class_="where",
        data_l="place",
    )


def _list(
    title: str,
    found: Sequence[Ranked],
    numbers: Mapping[int, Sequence[int]],
    say: Strings,
    drawing: Markup | None = None,
) -> Markup:
    rows = [_row(one, numbers, say) for one in found]
    rest = None
    if len(rows) > _ROWS:
        more = el("summary", say("report.rest", count=f"{len(rows) - _ROWS:,}"))
        rest = el("details", more, el("ul", *rows[_ROWS:]))
    return el("div", el("h3", say(title)), drawing, el("ul", *rows[:_ROWS]), rest)


def _row(one: Ranked, numbers: Mapping[int, Sequence[int]], say: Strings) -> Markup:
    said = described(one.entity, say)
    link = link_targets(numbers, one.index)
    return el(
        "li",
        el(
            "a",
            el("bdi", name_of(one.entity, say), class_="name"),
            el("bdi", " · ".join(said), class_="said") if said else None,
            el("span", f"×{one.count}", class_="times"),
            href=link["href"],
        ),
        data_a=link["data_a"],
    )
