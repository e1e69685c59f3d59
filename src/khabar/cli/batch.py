"""``khabar batch``."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

import click

from khabar.cli.options import examples, make_reader, reader_options

__all__ = ["command"]


@click.command(
    epilog=examples(
        "khabar batch articles/ --out records.jsonl",
        "khabar batch corpus.jsonl.gz --out records.jsonl --workers 8",
        "khabar batch corpus.jsonl.gz --out records.jsonl --resume",
        "cat corpus.jsonl | khabar batch - --out - | jq .document.id",
    )
)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...", type=click.Path(exists=True, allow_dash=True))
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, allow_dash=True),
    metavar="OUT.jsonl",
    help="- for standard output.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=0),
    metavar="N",
    help="Processes that read (default: one a processor; 0 or 1: none besides this one).",
)
@click.option("--resume", is_flag=True, help="Go on with a batch that was stopped.")
@click.option("--tokens", is_flag=True, help="Add the words to the records.")
@reader_options
@click.option("--quiet", is_flag=True, help="No progress and no closing line.")
def command(inputs: tuple[str, ...], out: str, workers: int | None, resume: bool, quiet: bool, **options: Any) -> None:
    """Read all documents of INPUT (files, folders, JSON Lines, - for standard input) into OUT.jsonl.

    One record a line, in the order of the input; a JSON Lines document is {"id", "text", "published", "title", ...}.
    What cannot be read is told in OUT.failed.jsonl, with the reason, and the rest goes on. Until the end both files
    are called .part; a batch that is stopped leaves them with all that was finished, for --resume.

    Exit codes: 0 all were read; 3 some failed; 1 the batch could not run; 130 stopped by Ctrl-C.
    """
    from khabar.scale.batch import check_paths, failures_path, part_path, run_batch
    from khabar.scale.progress import Progress

    target = None if out == "-" else Path(out)
    check_paths(inputs, target, resume=resume)
    reader = make_reader(options)
    began = time.perf_counter()
    with Progress(inputs, shown=not quiet and sys.stderr.isatty()) as progress:
        try:
            tally = run_batch(
                inputs,
                target,
                reader=reader,
                workers=_processors() if workers is None else workers,
                resume=resume,
                progress=progress,
            )
        except KeyboardInterrupt:
            progress.close()
            kept = "" if target is None else f" What was finished is in {part_path(target)}; --resume goes on."
            click.echo(f"khabar: stopped.{kept}", err=True)
            click.get_current_context().exit(130)
    if not quiet:
        seconds = time.perf_counter() - began
        failed = f", {tally.failed:,} failed" if tally.failed else ""
        see = f" (see {failures_path(target)})" if tally.failed and target else ""
        click.echo(f"{tally.read:,} read{failed}{see} in {seconds:,.1f} s", err=True)
    if tally.failed:
        click.get_current_context().exit(3)


def _processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
