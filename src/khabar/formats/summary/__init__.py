"""A record as a summary for the terminal, in English or Arabic.

Each section is a function that returns its lines; ``SECTIONS`` lists them in the order of the page. A section for
another field of the record is one more function and one line there. A section without lines is left out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from khabar.formats.actors import ranked
from khabar.formats.happened import happenings
from khabar.formats.speech import AUTHORS, speakers
from khabar.formats.strings import strings
from khabar.formats.summary import events, names, numbers, said, scripture, source, times
from khabar.formats.summary.page import Cell, Page
from khabar.formats.terminal import Terminal, clean, clip, wrap
from khabar.record import Record

__all__ = ["SECTIONS", "Page", "Section", "render"]


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


_ABOUT_THE_SOURCE = ("furniture", "warnings")


def _own(record: Record) -> int:
    return sum(voice.voice in AUTHORS for voice in record.voices)


def _marked(record: Record) -> int:
    return len(said.marked_words(record)) + len(said.repeated(record))


SECTIONS: tuple[Section, ...] = (
    Section("events", events.events, lambda record: len(happenings(record)), "report.events"),
    Section("agreements", events.agreements, lambda record: len(record.agreements), "report.agreements"),
    Section("entities", names.who, lambda record: len(ranked(record, *names.ACTORS)), "report.who"),
    Section("entities", names.where, lambda record: len(ranked(record, "place")), "report.where"),
    Section("times", times.times, lambda record: len(record.times), "field.times"),
    Section("intervals", times.intervals, lambda record: len(record.intervals), "field.intervals"),
    Section("voices", said.who_says, lambda record: len(speakers(record, strings("en"))), "report.voices"),
    Section("voices", said.author, _own, "report.author_says"),
    Section("quotations", said.marked, _marked, "report.marked"),
    Section("persuasion", said.persuasion, lambda record: len(record.persuasion), "layer.persuasion"),
    Section("quantities", numbers.quantities, lambda record: len(record.quantities), "field.quantities"),
    Section("sums", numbers.sums, lambda record: len(record.sums), "field.sums"),
    Section("scripture", scripture.scripture, lambda record: len(record.scripture), "field.scripture"),
    Section("furniture", source.furniture, lambda record: len(record.furniture), "field.furniture"),
    Section("warnings", source.warnings, lambda record: len(record.warnings), "field.warnings"),
)
