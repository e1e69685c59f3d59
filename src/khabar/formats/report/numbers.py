"""The numbers: a table with units and roles, and the sums drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from khabar.formats.phrases import amount, number, unit_name
from khabar.formats.report.markup import Markup, el, join
from khabar.formats.strings import Strings
from khabar.record import Quantity, Record, Sum

__all__ = ["equation", "section"]

_TABLE_ROWS = 60
_SHADES = 5


def section(record: Record, numbers: Mapping[tuple[str, int], int], say: Strings) -> Markup:
    """Return the table of quantities and the figures of the sums; ``numbers`` are the numbers of items on the page."""
    if not record.quantities:
        return el("p", say("report.no_numbers"), class_="none")
    by_id = {quantity.id: index for index, quantity in enumerate(record.quantities)}
    figures = [_figure(total, record.quantities, by_id, numbers, say) for total in record.sums]
    order = sorted(range(len(record.quantities)), key=lambda index: record.quantities[index].start)
    rows = [_row(record.quantities[index], numbers["quantities", index], say) for index in order]
    tables = [_table(rows[:_TABLE_ROWS], say)]
    if len(rows) > _TABLE_ROWS:
        rest = el("summary", say("report.rest", count=f"{len(rows) - _TABLE_ROWS:,}"))
        tables.append(el("details", rest, _table(rows[_TABLE_ROWS:], say)))
    return join(
        el("div", el("h3", say("report.sums")), *figures, class_="sums") if any(figures) else None,
        *tables,
    )


def _table(rows: Sequence[Markup], say: Strings) -> Markup:
    names = ("report.phrase", "report.value", "report.unit", "report.noun", "report.role")
    head = el("tr", *(el("th", say(name), scope="col") for name in names))
    return el("table", el("thead", head), el("tbody", *rows), class_="numbers")


def _row(quantity: Quantity, item: int, say: Strings) -> Markup:
    role = say.word("role", quantity.role) if quantity.role else ""
    cells = (
        (el("a", el("bdi", quantity.text), href=f"#a{item}", class_="phrase"), "phrase-cell"),
        (el("bdi", amount(quantity, say)), "amount"),
        (el("bdi", unit_name(quantity.unit, say)), "unit"),
        (el("bdi", quantity.noun or ""), "noun"),
        (el("bdi", role, class_=f"role role-{quantity.role}") if role else Markup(), "role-cell"),
    )
    return el("tr", *(el("td", cell, class_=name) for cell, name in cells), data_a=item)


def _size(quantity: Quantity) -> float | None:
    if quantity.value is not None:
        return quantity.value
    bounds = [bound for bound in (quantity.low, quantity.high) if bound is not None]
    return sum(bounds) / len(bounds) if bounds else None


def _sizes(made: Sum, quantities: Sequence[Quantity], by_id: Mapping[str, int]) -> list[float]:
    """Return the sizes of a total and its parts, empty if one of them is not known."""
    names = [made.total, *made.parts]
    sizes = [_size(quantities[by_id[name]]) if name in by_id else None for name in names]
    known = [size for size in sizes if size is not None and size >= 0]
    return known if made.parts and len(known) == len(names) else []


def equation(made: Sum, quantities: Sequence[Quantity], by_id: Mapping[str, int]) -> str:
    """Return a sum as ``200 = 70 + 130``, with ``≠`` if it does not add up; empty if a value is not known."""
    sizes = _sizes(made, quantities, by_id)
    if not sizes:
        return ""
    total, *parts = map(number, sizes)
    return f"{total} {'=' if made.adds_up else '≠'} {' + '.join(parts)}"


def _figure(
    made: Sum,
    quantities: Sequence[Quantity],
    by_id: Mapping[str, int],
    numbers: Mapping[tuple[str, int], int],
    say: Strings,
) -> Markup | None:
    sizes = _sizes(made, quantities, by_id)
    if not sizes:
        return None
    total, *parts = sizes
    indices = [by_id[made.total], *(by_id[part] for part in made.parts)]
    scale = max(total, sum(parts)) or 1
    bars = [_bar(0, total / scale, 0, "bar total", numbers["quantities", indices[0]], say)]
    run = 0.0
    for place, (index, part) in enumerate(zip(indices[1:], parts, strict=True)):
        shade = f"bar part shade-{place % _SHADES}"
        bars.append(_bar(run / scale, part / scale, 1, shade, numbers["quantities", index], say))
        run += part
    told = equation(made, quantities, by_id)
    verdict = say("sums.adds_up") if made.adds_up else say("sums.does_not_add_up", sum=number(sum(parts)))
    legend = [_legend(quantities[indices[0]], numbers["quantities", indices[0]], "total")]
    legend += [
        _legend(quantities[index], numbers["quantities", index], f"shade-{place % _SHADES}")
        for place, index in enumerate(indices[1:])
    ]
    return el(
        "figure",
        el(
            "figcaption",
            el("bdi", told, dir="ltr", class_="equation"),
            el("span", verdict, class_="verdict good" if made.adds_up else "verdict bad"),
        ),
        el("svg", *bars, width="100%", height=58, role="img", aria_label=told),
        el("ul", *legend, class_="key"),
        class_="sum",
    )


def _bar(start: float, width: float, row: int, kind: str, item: int, say: Strings) -> Markup:
    at = 1 - start - width if say.right_to_left else start
    return el(
        "a",
        el("rect", x=f"{at:.4%}", width=f"{width:.4%}", y=row * 30, height=26, class_=kind, rx=3),
        href=f"#a{item}",
        data_a=item,
        tabindex=-1,
    )


def _legend(quantity: Quantity, item: int, shade: str) -> Markup:
    swatch = el("svg", el("rect", width=12, height=12, rx=2, class_=f"bar {shade}"), width=12, height=12)
    return el("li", el("a", swatch, el("bdi", quantity.text), href=f"#a{item}"), data_a=item)
