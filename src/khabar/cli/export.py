"""``khabar export``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from khabar.cli.options import examples

__all__ = ["command"]


@click.command(
    epilog=examples(
        "khabar export --format plover records.jsonl --out events.jsonl",
        "khabar export --format gdelt records.jsonl | cut -f2,6,11,17",
        "khabar batch articles/ --layers times,quantities,scripture,entities,quotations,voices,events --out - |"
        " khabar export --format cameo -",
    )
)
@click.argument("records", type=click.Path(exists=True, dir_okay=False, allow_dash=True), metavar="RECORDS.jsonl")
@click.option("--format", "form", type=click.Choice(["plover", "gdelt", "cameo"]), required=True, help="What to write.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Default: standard output."
)
def command(records: str, form: str, out: Path | None) -> None:
    """Write the events of RECORDS.jsonl (the output of 'khabar batch'; - for standard input) for other programs.

    The formats: plover, a JSON object an event with all its parties and tellings; gdelt, tab-separated columns after
    GDELT 2.0; cameo, tab-separated, with codes of three digits. An event that a text tells again is written once.
    CAMEO and GDELT know no status: what is negated, hypothetical or yet to come is left out there.
    """
    from contextlib import ExitStack

    from khabar.cli.options import write_lines
    from khabar.formats.export import export_lines

    with ExitStack() as stack:
        lines = sys.stdin.buffer if records == "-" else stack.enter_context(Path(records).open("rb"))
        write_lines(export_lines(lines, form, name=records), out)
