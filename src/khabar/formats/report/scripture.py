"""Quotations of scripture: the words as they stand, each change beside what the source has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from khabar.formats.report.markup import Markup, el, join
from khabar.formats.report.suras import difference, reference
from khabar.formats.strings import Strings
from khabar.record import Difference, Record, Scripture

__all__ = ["compared", "section"]


def section(record: Record, numbers: Mapping[tuple[str, int], int], say: Strings) -> Markup:
    """Return one card a quotation; ``numbers`` are the numbers of the items on the page."""
    if not record.scripture:
        return el("p", say("report.no_scripture"), class_="none")
    return join(*(_card(found, numbers["scripture", index], say) for index, found in enumerate(record.scripture)))


def _card(found: Scripture, item: int, say: Strings) -> Markup:
    exactness = say("scripture.exact") if found.exact else say("scripture.differs")
    marks = [el("span", exactness, class_="verdict good" if found.exact else "verdict bad")]
    if found.label:
        key = "scripture.label_right" if found.label_right else "scripture.label_wrong"
        text = found.label if found.label_right is None else say(key, label=found.label)
        kind = {True: "verdict good", False: "verdict bad", None: "verdict"}[found.label_right]
        marks.append(el("span", text, class_=kind))
    changes = None
    if found.differences:
        changes = el("ul", *(el("li", difference(change, say)) for change in found.differences), class_="changes")
    also = say("scripture.also", refs="، ".join(found.also) if say.right_to_left else ", ".join(found.also))
    head = el("a", reference(found, say), href=f"#a{item}")
    return el(
        "article",
        el("h3", head, el("bdi", _range(found), dir="ltr", class_="code")),
        el("blockquote", compared(found.text, found.start, found.differences), dir="rtl", lang="ar"),
        el("p", *marks, class_="marks"),
        changes,
        el("p", also, class_="also") if found.also else None,
        class_="verse",
        data_a=item,
    )


def _range(found: Scripture) -> str:
    return found.ref if found.ref == found.end_ref else f"{found.ref} – {found.end_ref}"


def compared(text: str, start: int, differences: Sequence[Difference]) -> Markup:
    """Return words that begin at ``start`` with those that differ struck and the source's beside them, in order."""
    parts: list[str] = []
    at = 0
    for change in sorted(differences, key=lambda change: change.at):
        first = change.at - start
        end = first + len(change.found)
        if first < at or text[first:end] != change.found:
            continue  # told in words all the same
        parts.append(text[at:first])
        at = end
        if change.found:
            parts.append(el("del", change.found))
        if change.expected:
            inserted = el("ins", change.expected)
            before = change.found or first == len(text)
            parts.append(join(" ", inserted) if before else join(inserted, " "))
    parts.append(text[at:])
    return join(*parts)
