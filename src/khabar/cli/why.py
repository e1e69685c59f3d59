"""``khabar why``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from khabar.cli.options import examples, make_reader, one_source, reader_options, source_options, write_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabar.explain import Annotation, Answer, Explanation, Reason
    from khabar.formats.terminal import Terminal
    from khabar.record import Record

__all__ = ["command"]

_ENDS = ("earliest", "latest", "low", "high")
_USUAL = {"calendar": "gregorian", "approximate": False}


@click.command(
    epilog=examples(
        "khabar why article.txt 120",
        "khabar why article.txt --find 'أيلول' --published 2016-09-30",
        "khabar why article.txt 120 --format json | jq .here",
    )
)
@click.argument("file", type=click.Path(exists=True, allow_dash=True))
@click.argument("offset", type=click.IntRange(min=0), required=False)
@click.option("--find", metavar="TEXT", help="Take the place where TEXT first stands, instead of OFFSET.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Default: text.")
@source_options
@reader_options
@click.option("--no-color", is_flag=True, help="No colours, even on a terminal.")
def command(file: str, offset: int | None, find: str | None, form: str, no_color: bool, **options: Any) -> None:
    """Show every annotation at OFFSET of FILE: its value, its rule, the matched pieces and their table rows.

    OFFSET counts characters (Unicode code points) of the text from 0, as the record does. Where nothing was found, the
    nearest annotations are shown.
    """
    from khabar.explain import explain_at
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
    write_out(("\n".join(_lines(answer, explained.record, terminal)) + "\n").encode(), None)


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


def _lines(answer: Answer, record: Record, terminal: Terminal) -> Iterator[str]:
    from khabar.formats.terminal import PDI, RLI, around

    style = terminal.style
    before, char, after = around(record.text, answer.offset, answer.offset + 1, terminal.width - 14)
    yield f"{style(f'offset {answer.offset}', 'bold')}  {RLI}{before}{style(f'[{char}]', 'bold')}{after}{PDI}"
    if not answer.here:
        yield "Nothing was found here." + (" Nearest:" if answer.nearest else "")
    for explanation in answer.here or answer.nearest:
        yield ""
        yield from _tree(explanation, record, terminal)


def _tree(explanation: Explanation, record: Record, terminal: Terminal) -> Iterator[str]:
    """Write an annotation as the root of a tree whose leaves are its pieces and what refers to it."""
    from khabar.formats.terminal import clean, clip, isolate

    annotation, style = explanation.annotation, terminal.style
    text = clip(clean(str(annotation.get("text", annotation.get("name", "")))), terminal.width - 24)
    place = f"[{annotation['start']}-{annotation['end']}]" if "start" in annotation else ""
    head = style(explanation.field, "bold", "cyan")
    yield f"{head} {isolate(f'«{text}»')} {style(place, 'dim')}"
    leaves = [_piece(piece, terminal) for piece in explanation.pieces]
    leaves += [f"{field}: {_values(other, record)}" for field, other in explanation.related]
    bar = "│ " if leaves else "  "
    yield f"{bar} {_values(annotation, record)}"
    yield f"{bar} via {style(str(annotation.get('via', 'not said')), 'green')}"
    for number, leaf in enumerate(leaves, 1):
        yield f"{'└─' if number == len(leaves) else '├─'} {leaf}"


def _piece(piece: Reason, terminal: Terminal) -> str:
    from khabar.formats.terminal import clean, clip, isolate

    text = clip(clean(piece.text), terminal.width // 2)
    parts = [isolate(f"«{text}»"), isolate(clean(piece.meaning))]
    for row in piece.rows:
        cells = " · ".join(isolate(cell) for cell in row.cells.values())
        parts.append(terminal.style(row.place + (f" ({cells})" if cells else ""), "dim"))
    return "  ".join(part for part in parts if part)


def _values(annotation: Annotation, record: Record) -> str:
    """Return the values of an annotation that say something; the ids of others with their text."""
    from khabar.formats.terminal import isolate

    names = {found.id: found.text for field in (record.times, record.quantities) for found in field}

    def shown(value: Any) -> str:
        if isinstance(value, list):
            return ", ".join(map(shown, value))
        if isinstance(value, dict):
            return "(" + ", ".join(f"{key} {shown(item)}" for key, item in value.items()) + ")"
        if isinstance(value, bool):
            return "yes" if value else "no"
        return f"{value} «{isolate(names[value])}»" if value in names else isolate(str(value))

    apart = ("start", "end", "text", "via") if "text" in annotation else ("via",)
    same = [key for key in _ENDS if annotation.get(key) == annotation.get("value")]
    said = [
        f"{key} {shown(value)}"
        for key, value in annotation.items()
        if key not in apart and key not in same and value not in (None, [], "") and _USUAL.get(key) != value
    ]
    return " · ".join(said)
