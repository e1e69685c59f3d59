"""Words in marks that are nobody's speech, and wordings that are quoted again, with their differences."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from khabar.formats.actors import Names
from khabar.formats.report.markup import Markup, el, join
from khabar.formats.report.scripture import compared
from khabar.formats.report.voices import changed
from khabar.formats.strings import Strings
from khabar.record import Quotation, Record

__all__ = ["any_marked", "section"]

_WORD = re.compile(r"\w+")
_CLOSED = re.compile(r"[)\]»\"”]*")
_SPARE = 6  # words that the first use may have more


def any_marked(record: Record) -> bool:
    """Return whether there is anything to show: marked words without a speaker, or a wording quoted again."""
    return any(one.kind == "scare" or one.repeats for one in record.quotations)


def section(record: Record, numbers: Mapping[tuple[str, int], int], say: Strings) -> Markup:
    """Return the marked words, each once, and the pairs; ``numbers`` are the numbers of the items on the page."""
    places: dict[str, list[int]] = {}
    for index, one in enumerate(record.quotations):
        if one.kind == "scare":
            places.setdefault(one.text, []).append(numbers["quotations", index])
    names = Names(record, say)
    index_of = {one.id: index for index, one in enumerate(record.quotations)}
    pairs = [
        _pair(record.quotations[index_of[one.repeats.of]], one, numbers, index_of, names, say)
        for one in record.quotations
        if one.repeats and one.repeats.of in index_of and (one.kind != "scare" or one.repeats.differences)
    ]
    chips = [_chip(text, items) for text, items in places.items()]
    return join(
        el("div", el("h3", say("marked.scare")), el("ul", *chips, class_="chips"), class_="scare") if chips else None,
        el("div", el("h3", say("marked.repeats")), *pairs, class_="repeats") if pairs else None,
    )


def _chip(text: str, items: Sequence[int]) -> Markup:
    times = el("span", f"×{len(items)}", class_="times") if len(items) > 1 else None
    link = el("a", el("bdi", f"«{text}»"), times, href=f"#a{items[0]}")
    return el("li", link, data_a=" ".join(map(str, items)))


def _pair(
    first: Quotation,
    again: Quotation,
    numbers: Mapping[tuple[str, int], int],
    index_of: Mapping[str, int],
    names: Names,
    say: Strings,
) -> Markup:
    items = [numbers["quotations", index_of[one.id]] for one in (first, again)]
    differences = again.repeats.differences if again.repeats else []
    same = say("marked.differs" if differences else "marked.same")
    before = el("bdi", _neighbourhood(first.text, again.text))
    words = compared(again.text, again.start, differences)
    return el(
        "article",
        el(
            "dl",
            _line(say("marked.first"), before, items[0], _by(first, names, say)),
            _line(say("marked.again"), el("bdi", words), items[1], _by(again, names, say)),
        ),
        el("p", el("span", same, class_="verdict bad" if differences else "verdict good"), class_="marks"),
        el("ul", *(el("li", changed(one, say)) for one in differences), class_="changes") if differences else None,
        class_="repeat",
        data_a=" ".join(map(str, items)),
    )


def _neighbourhood(text: str, again: str) -> str:
    """Return the part of a long first use that the second repeats: from its first word to its last."""
    wanted = _WORD.findall(again)
    words = list(_WORD.finditer(text))
    if not wanted or len(words) <= len(wanted) + _SPARE:
        return text
    for at, word in enumerate(words):
        if word[0].endswith(wanted[0]):  # وتكثيف
            near = words[at : at + len(wanted) + _SPARE]
            last = next((one for one in near[len(wanted) // 2 :] if one[0] == wanted[-1]), None)
            if last:
                before, after = "… " if at else "", " …" if last.end() < words[-1].end() else ""
                closed = _CLOSED.match(text, last.end())
                end = closed.end() if closed else last.end()
                return f"{before}{text[word.start() : end]}{after}"
    return text


def _by(quotation: Quotation, names: Names, say: Strings) -> str:
    """Return who said it, empty of what is nobody's speech."""
    if quotation.kind == "scare":
        return ""
    return quotation.speaker_text or names(quotation.speaker) or say("report.not_named")


def _line(name: str, words: Markup, item: int, speaker: str) -> Markup:
    said_by = el("bdi", speaker, class_="by") if speaker else None
    return el("div", el("dt", name), el("dd", el("a", words, href=f"#a{item}"), said_by))
