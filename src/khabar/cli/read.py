"""``khabar read``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

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

__all__ = ["command"]


@click.command(
    epilog=examples(
        "khabar read article.txt --published 2016-09-30",
        "khabar read page.html --format html --out report.html",
        "khabar read article.txt --format json | jq .times",
        "cat article.txt | khabar read --lang ar",
    )
)
@click.argument("file", default="-", type=click.Path(exists=True, allow_dash=True))
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text", help="Default: text.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Default: standard output."
)
@source_options
@click.option("--tokens", is_flag=True, help="Add the words to the record.")
@reader_options
@language_option
@click.option("--no-color", is_flag=True, help="No colours, even on a terminal.")
def command(file: str, form: str, out: Path | None, lang: str | None, no_color: bool, **options: Any) -> None:
    """Read FILE (a text, a web page or JSON; - or nothing: standard input) and show what is in it.

    The formats: text, a summary for the terminal; json, the record on one line ('khabar schema' describes it); html,
    one page that shows the text with all that was found in it.
    """
    if file == "-" and sys.stdin.isatty():
        raise click.UsageError("Give a file, or a text on standard input.")
    reader = make_reader(options)
    source = one_source(file, options)
    if form == "json":
        content = reader.read_source(source).to_json() + b"\n"
    elif form == "html":
        from khabar.formats.report import render as page

        content = page(*reader.explain(source), lang=_language(lang)).encode()
    else:
        from khabar.formats.summary import render
        from khabar.formats.terminal import Terminal

        terminal = Terminal.of_stream(sys.stdout if out is None else None, color=False if no_color else None)
        content = render(reader.read_source(source), lang=_language(lang), terminal=terminal).encode()
    write_out(content, out)


def _language(lang: str | None) -> str:
    from khabar.formats.strings import preferred_language

    return lang or preferred_language()
