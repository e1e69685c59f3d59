"""Agreements: each with its parties, date, state and provisions, all linked to where the text tells them."""

from __future__ import annotations

from collections.abc import Mapping

from khabar.formats.actors import Names
from khabar.formats.happened import Place, agreement_places
from khabar.formats.report.markup import Markup, el, join
from khabar.formats.strings import Strings
from khabar.record import Record

__all__ = ["section"]

Told = dict[tuple[str, int | None], list[tuple[int, Place]]]


def section(record: Record, numbers: Mapping[tuple[str, int], int], say: Strings) -> Markup:
    """Return one card an agreement; ``numbers`` are the numbers of the items on the page."""
    told: Told = {}
    for at, place in enumerate(agreement_places(record)):
        told.setdefault((place.id, place.provision), []).append((numbers["agreements", at], place))
    names = Names(record, say)
    return join(*(_card(record, index, told, names, say) for index in range(len(record.agreements))))


def _card(record: Record, index: int, told: Told, names: Names, say: Strings) -> Markup:
    agreement = record.agreements[index]
    (first, _), *later = told[agreement.id, None]
    facts = [
        ("agreement.parties", (" – ").join(filter(None, map(names, agreement.parties)))),
        ("agreement.date", agreement.date or ""),
        ("agreement.state", say.word("state", agreement.state.replace(" ", "_")) if agreement.state else ""),
    ]
    shown = [
        el("div", el("dt", say(key)), el("dd", el("bdi", value, dir="ltr" if key == "agreement.date" else None)))
        for key, value in facts
        if value
    ]
    provisions = [
        el(
            "li",
            el("a", el("bdi", provision.text), href=f"#a{told[agreement.id, number][0][0]}"),
            _again(told[agreement.id, number][1:], say),
            data_a=" ".join(str(item) for item, _ in told[agreement.id, number]),
        )
        for number, provision in enumerate(agreement.provisions)
    ]
    return el(
        "article",
        el(
            "h3",
            el("a", el("bdi", agreement.name), href=f"#a{first}"),
            el("span", say.word("agreement", agreement.kind), class_="verdict"),
        ),
        el("dl", *shown) if shown else None,
        _again(later, say),
        el("h4", say("agreement.provisions")) if provisions else None,
        el("ol", *provisions) if provisions else el("p", say("agreement.no_provisions"), class_="note"),
        class_="agreement",
        data_a=first,
    )


def _again(later: list[tuple[int, Place]], say: Strings) -> Markup | None:
    if not later:
        return None
    links = [el("a", el("bdi", place.text), href=f"#a{item}", data_a=item) for item, place in later]
    return el("p", el("span", say("agreement.again"), ": "), *links, class_="again")
