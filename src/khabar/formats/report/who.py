"""Who: the persons, bodies and peoples of a text, how often each is named, and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from khabar.formats.actors import Kind, Ranked, described, loaded_names, name_of, other_name, ranked
from khabar.formats.report.markup import Markup, el, join
from khabar.formats.report.names import link_targets
from khabar.formats.strings import Strings
from khabar.record import Record

__all__ = ["section"]

_ROWS = 12
_MOST_TICKS = 200
_GROUPS: tuple[tuple[Kind, str], ...] = (
    ("person", "report.persons"),
    ("body", "report.bodies"),
    ("people", "report.peoples"),
)


def section(record: Record, numbers: Mapping[int, Sequence[int]], say: Strings) -> Markup:
    """Return the actors by kind; ``numbers`` are the numbers of each entity's mentions on the page."""
    groups = [(kind, title, ranked(record, kind)) for kind, title in _GROUPS]
    if not any(found for _, _, found in groups):
        return el("p", say("report.no_who"), class_="none")
    length = len(record.text)
    return join(
        el("div", *(_group(*group, numbers, length, say) for group in groups if group[2]), class_="who"),
        el("p", say("report.strip_note"), class_="note"),
    )


def _group(
    kind: Kind, title: str, found: Sequence[Ranked], numbers: Mapping[int, Sequence[int]], length: int, say: Strings
) -> Markup:
    rows = [_row(one, numbers, length, say) for one in found]
    rest = None
    if len(rows) > _ROWS:
        more = el("summary", say("report.rest", count=f"{len(rows) - _ROWS:,}"))
        rest = el("details", more, el("ul", *rows[_ROWS:], class_="actors"))
    heading = el("h3", el("span", class_="dot"), say(title), el("span", f"{len(found):,}", class_="count"))
    return el("div", heading, el("ul", *rows[:_ROWS], class_="actors"), rest, class_="group", data_l=kind)


def _row(one: Ranked, numbers: Mapping[int, Sequence[int]], length: int, say: Strings) -> Markup:
    entity = one.entity
    link = link_targets(numbers, one.index)
    other = other_name(entity, say)
    said = described(entity, say)
    return el(
        "li",
        el("a", el("bdi", name_of(entity, say)), href=link["href"], class_="name"),
        el("bdi", other, class_="other") if other else None,
        el("span", f"×{one.count}", class_="times", title=say("report.times", count=one.count)),
        el("p", *_apart(said), class_="said") if said else None,
        *(
            el("span", el("bdi", f"«{name}»"), " ", say("report.loaded_note"), class_="verdict loaded")
            for name in loaded_names(entity)
        ),
        _strip(one, numbers[one.index], length, say),
        data_a=link["data_a"],
    )


def _apart(parts: Sequence[str]) -> list[str]:
    """Return the parts, each isolated, with a dot between two."""
    shown: list[str] = []
    for part in parts:
        shown += [" · ", el("bdi", part)] if shown else [el("bdi", part)]
    return shown


def _strip(one: Ranked, numbers: Sequence[int], length: int, say: Strings) -> Markup:
    """Draw where in the text an entity is named; each tick is a link to the place."""
    ticks = []
    for mention, number in list(zip(one.entity.mentions, numbers, strict=True))[:_MOST_TICKS]:
        share = mention.start / max(1, length)
        x = f"{(1 - share if say.right_to_left else share) * 98 + 1:.1f}%"
        tick = el("line", x1=x, x2=x, y1=2, y2=14)
        ticks.append(el("a", tick, href=f"#a{number}", tabindex=-1, data_a=number))
    base = el("line", x1="0%", x2="100%", y1=8, y2=8, class_="base")
    return el("svg", base, *ticks, width="100%", height=16, class_="strip", aria_hidden="true")
