"""``khabar why``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from khabar.cli.options import (
    examples,
    language_option,
    make_reader,
    one_source,
    reader_options,
    source_options,
    write_out,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabar.explain import Annotation, Answer, Explanation, Reason
    from khabar.formats.strings import Strings
    from khabar.formats.terminal import Terminal
    from khabar.record import Record

__all__ = ["command"]

_ENDS = ("earliest", "latest", "low", "high")
_USUAL = {"calendar": "gregorian", "approximate": False, "loaded": False}


@click.command(
    epilog=examples(
        "khabar why article.txt 120",
        "khabar why article.txt --find 'أيلول' --published 2016-09-30",
        "khabar why article.txt --find 'أيلول' --lang ar",
        "khabar why article.txt 120 --format json | jq .here",
    )
)
@click.argument("file", type=click.Path(exists=True, allow_dash=True))
@click.argument("offset", type=click.IntRange(min=0), required=False)
@click.option("--find", metavar="TEXT", help="Take the place where TEXT first stands, instead of OFFSET.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Default: text.")
@source_options
@reader_options
@language_option
@click.option("--no-color", is_flag=True, help="No colours, even on a terminal.")
def command(
    file: str, offset: int | None, find: str | None, form: str, lang: str | None, no_color: bool, **options: Any
) -> None:
    """Show every annotation at OFFSET of FILE: its value, its rule, the matched pieces and their table rows.

    OFFSET counts characters (Unicode code points) of the text from 0, as the record does. Where nothing was found, the
    nearest annotations are shown.
    """
    from khabar.explain import explain_at
    from khabar.formats.strings import preferred_language, strings
    from khabar.formats.terminal import Terminal

    if (offset is None) == (find is None):
        raise click.UsageError("Give either OFFSET or --find TEXT.")
    reader = make_reader(options)
    explained = reader.explain(one_source(file, options))
    if find is not None:
        offset = _offset_of(explained.record.text, find)
    answer = explain_at(explained, offset or 0, reader.lexicon)
    if form == "json":
        write_out(answer.to_json() + b"\n", None)
        return
    terminal = Terminal.of_stream(sys.stdout, color=False if no_color else None)
    say = strings(lang or preferred_language())
    lines = _lines(answer, explained.record, say, terminal)
    directed = (terminal.right_to_left(line) if say.right_to_left and line else line for line in lines)
    write_out(("\n".join(directed) + "\n").encode(), None)


def _offset_of(text: str, phrase: str) -> int:
    from khabar.errors import OptionError
    from khabar.explain import find_text

    offsets = find_text(text, phrase)
    if not offsets:
        raise OptionError(f"the text does not hold «{phrase}».", remedy="Give --find words that stand in it.")
    if len(offsets) > 1:
        others = ", ".join(map(str, offsets[1:6])) + (", …" if len(offsets) > 6 else "")
        click.echo(
            f"It stands there {len(offsets)} times; this is the first, at {offsets[0]} (others: {others}).", err=True
        )
    return offsets[0]


def _lines(answer: Answer, record: Record, say: Strings, terminal: Terminal) -> Iterator[str]:
    from khabar.formats.terminal import PDI, RLI, around

    style = terminal.style
    before, char, after = around(record.text, answer.offset, answer.offset + 1, terminal.width - 14)
    place = style(say("why.offset", offset=answer.offset), "bold")
    yield f"{place}  {RLI}{before}{style(f'[{char}]', 'bold')}{after}{PDI}"
    if not answer.here:
        yield say("why.nothing") + (f" {say('why.nearest')}" if answer.nearest else "")
    for explanation in answer.here or answer.nearest:
        yield ""
        yield from _tree(explanation, answer.offset, record, say, terminal)


def _tree(explanation: Explanation, offset: int, record: Record, say: Strings, terminal: Terminal) -> Iterator[str]:
    """Write an annotation as the root of a tree whose leaves are its pieces and what refers to it."""
    from khabar.formats.terminal import clean, clip, isolate

    annotation, pieces = _at(explanation, offset)
    style, rtl = terminal.style, say.right_to_left
    text = clip(clean(str(annotation.get("text", annotation.get("name", "")))), terminal.width - 24)
    place = f"[{annotation['start']}-{annotation['end']}]" if "start" in annotation else ""
    field = f"field.{explanation.field}"
    head = style(say(field) if rtl and field in say else explanation.field, "bold", "cyan")
    yield f"{head} {isolate(f'«{text}»', right_to_left=rtl)} {style(isolate(place, right_to_left=rtl), 'dim')}"
    leaves = [_piece(piece, say, terminal) for piece in pieces]
    leaves += [f"{field}: {_values(other, record, say)}" for field, other in explanation.related]
    bar = "│ " if leaves else "  "
    yield f"{bar} {_values(annotation, record, say)}"
    via = isolate(str(annotation.get("via", "–")), right_to_left=rtl)
    yield f"{bar} {_key('via', say)} {style(via, 'green')}"
    branch, last = ("┤─", "┘─") if rtl else ("├─", "└─")
    for number, leaf in enumerate(leaves, 1):
        yield f"{last if number == len(leaves) else branch} {leaf}"


def _at(explanation: Explanation, offset: int) -> tuple[Annotation, list[Reason]]:
    """Return the annotation and its pieces; of an entity, what belongs to the mention nearest to ``offset``."""
    annotation = explanation.annotation
    mentions = annotation.get("mentions")
    if not mentions or "start" in annotation:
        return annotation, explanation.pieces
    nearest = min(mentions, key=lambda one: max(one["start"] - offset, offset - one["end"] + 1, 0))
    pieces = [p for p in explanation.pieces if nearest["start"] <= p.start and p.end <= nearest["end"]]
    return annotation | {"mentions": len(mentions)} | nearest | {"type": annotation["type"]}, pieces


def _piece(piece: Reason, say: Strings, terminal: Terminal) -> str:
    from khabar.formats.said import meaning
    from khabar.formats.terminal import clean, clip, isolate

    rtl = say.right_to_left
    text = clip(clean(piece.text), terminal.width // 2)
    parts = [isolate(f"«{text}»", right_to_left=rtl), isolate(clean(meaning(piece.meaning, say)), right_to_left=rtl)]
    for row in piece.rows:
        cells = " · ".join(isolate(cell) for cell in row.cells.values())
        shown = isolate(row.place + (f" ({cells})" if cells else ""), right_to_left=rtl)
        parts.append(terminal.style(shown, "dim"))
    return "  ".join(part for part in parts if part)


def _key(key: str, say: Strings) -> str:
    """Return what a field of an annotation is called; in English as the record calls it."""
    return say.word("key", key) if say.right_to_left else key


def _values(annotation: Annotation, record: Record, say: Strings) -> str:
    """Return the values of an annotation that say something; the ids of others with their text."""
    from khabar.formats.terminal import isolate

    rtl = say.right_to_left
    names = {found.id: found.text for field in (record.times, record.quantities) for found in field}
    names |= {entity.id: entity.name for entity in record.entities}

    def shown(value: Any) -> str:
        if isinstance(value, list):
            return ", ".join(map(shown, value))
        if isinstance(value, dict):
            return "(" + ", ".join(f"{_key(key, say)} {shown(item)}" for key, item in value.items()) + ")"
        if isinstance(value, bool):
            return say("report.yes") if value else say("report.no")
        apart = isolate(str(value), right_to_left=rtl)
        return f"{apart} «{isolate(names[value], right_to_left=rtl)}»" if value in names else apart

    apart = ("start", "end", "text", "via") if "text" in annotation else ("via",)
    same = [key for key in _ENDS if annotation.get(key) == annotation.get("value")]
    same += ["country"] if annotation.get("country") == annotation.get("code") else []
    said = [
        f"{_key(key, say)} {shown(value)}"
        for key, value in annotation.items()
        if key not in apart and key not in same and value not in (None, [], "") and _USUAL.get(key) != value
    ]
    return " · ".join(said)
