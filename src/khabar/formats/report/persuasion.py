"""Wording to look at: each technique with its definition, counted twice, and the wordings with whose they are."""

from __future__ import annotations

from collections.abc import Mapping

from khabar.formats.actors import Names
from khabar.formats.persuasion import Used, is_authors, used
from khabar.formats.report.markup import Markup, el, join
from khabar.formats.speech import holder_name
from khabar.formats.strings import Strings
from khabar.record import Record

__all__ = ["section"]

_WORDINGS = 8


def section(record: Record, numbers: Mapping[tuple[str, int], int], say: Strings) -> Markup:
    """Return the table of techniques; ``numbers`` are the numbers of the items on the page."""
    names = Names(record, say)
    rows = used(record, say)
    columns = (("technique", None), ("all", "all"), ("author", "own"), ("words", None))
    head = el("tr", *(el("th", say(f"persuasion.{name}"), scope="col", class_=kind) for name, kind in columns))
    total = el(
        "tr",
        el("th", say("persuasion.total"), scope="row"),
        el("td", str(len(record.persuasion)), class_="all", data_t=say("persuasion.all")),
        el("td", str(sum(row.authors for row in rows)), class_="own", data_t=say("persuasion.author")),
        el("td"),
        class_="total",
    )
    body = [_row(row, record, names, numbers, say) for row in rows]
    return join(
        el("p", say("persuasion.lead"), class_="lead"),
        el("table", el("thead", head), el("tbody", *body, total), class_="persuasion"),
    )


def _row(row: Used, record: Record, names: Names, numbers: Mapping[tuple[str, int], int], say: Strings) -> Markup:
    entries = [_wording(record, index, names, numbers["persuasion", index], say) for index in row.places]
    rest = None
    if len(entries) > _WORDINGS:
        more = el("summary", say("report.rest", count=len(entries) - _WORDINGS))
        rest = el("details", more, el("ul", *entries[_WORDINGS:]))
    kind = row.technique
    return el(
        "tr",
        el(
            "th",
            el("bdi", kind.name),
            el("span", say(f"group.{kind.group}"), class_="group-name"),
            el("p", kind.definition) if kind.definition else None,
            scope="row",
        ),
        el("td", str(len(row.places)), class_="all", data_t=say("persuasion.all")),
        el("td", str(row.authors), class_="own", data_t=say("persuasion.author")),
        el("td", el("ul", *entries[:_WORDINGS]), rest, class_="words"),
    )


def _wording(record: Record, index: int, names: Names, item: int, say: Strings) -> Markup:
    found = record.persuasion[index]
    own = is_authors(found)
    target = found.target_text or names(found.target)
    return el(
        "li",
        el("a", el("bdi", found.text), href=f"#a{item}"),
        el("bdi", holder_name(found.holder, names, say), class_="holder"),
        el("span", say("persuasion.of", target=target), class_="target") if target else None,
        class_="mine" if own else "quoted",
        data_a=item,
    )
