"""A batch: many documents in, one record a line out, failures beside them, nothing half-written.

While it runs, records go to ``OUT.part`` and failures to ``OUT.failed.jsonl.part``; at the end both are renamed. A
run that was stopped leaves the two files as they are: they hold, in the order of the input, all that was finished,
and ``resume`` goes on after them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, NamedTuple

from khabar.errors import OptionError
from khabar.reader import Reader
from khabar.scale.pool import outcomes
from khabar.scale.resume import Finished, finished, skip
from khabar.sources import Failure, Pending, iter_pending

__all__ = ["Tally", "check_paths", "failures_path", "part_path", "run_batch"]


class Tally(NamedTuple):
    """How many documents became records, and how many did not."""

    read: int
    failed: int


def failures_path(out: Path) -> Path:
    """Return where the failures of a batch written to ``out`` are kept."""
    return out.with_name(f"{out.stem}.failed.jsonl")


def part_path(path: Path) -> Path:
    """Return where ``path`` is written until it is complete."""
    return path.with_name(path.name + ".part")


def check_paths(inputs: Iterable[str | Path], out: Path | None, *, resume: bool) -> None:
    """Raise ``OptionError`` if ``out`` would be read as an input, or standard output is to be resumed."""
    if out is None:
        if resume:
            raise OptionError("standard output cannot be resumed.", remedy="Give --out a file.")
        return
    written = [path.resolve() for path in (out, failures_path(out)) if path.exists()]
    for given in inputs:
        read = Path(given).resolve()
        if given != "-" and any(path == read or read in path.parents for path in written):
            raise OptionError(
                f"the result would be read as input, since it lies in {given}.",
                subject=str(out),
                remedy="Write it elsewhere, or take the old one away.",
            )


def run_batch(
    inputs: Iterable[str | Path],
    out: Path | None,
    *,
    reader: Reader,
    workers: int = 1,
    resume: bool = False,
    progress: Callable[[Tally], None] = lambda _: None,
) -> Tally:
    """Read all documents of ``inputs`` (see ``iter_documents``) and write their records to ``out``, one a line.

    ``out`` None is standard output, with failures told on standard error. ``workers`` processes read (0 or 1: this
    one); the records are the same for any number. ``progress`` is called after each document. Returns the counts of
    the whole batch, those of a resumed part included.

    Raises ``OptionError`` if the files cannot be used, ``KhabarError`` if workers cannot start. On any exception,
    ``KeyboardInterrupt`` included, what was finished stays in the ``.part`` files.
    """
    items = iter_pending(inputs)
    if out is None:
        return _stream(items, reader, workers, progress)
    failures = failures_path(out)
    done = finished(part_path(out), part_path(failures), reader.generator) if resume else Finished()
    skip(items, done)
    tally = Tally(done.records, done.failures)
    with ExitStack() as stack:
        mode = "ab" if resume else "wb"
        records = stack.enter_context(_open(part_path(out), mode))
        failed = stack.enter_context(_open(part_path(failures), mode))
        stream = outcomes(reader, items, workers=workers)
        stack.callback(stream.close)
        for outcome in stream:
            if isinstance(outcome, Failure):
                tally = tally._replace(failed=tally.failed + 1)
                failed.write(_failure_line(outcome, sum(tally)))
                failed.flush()  # a failure must not be lost when a record after it is on disk: see khabar.scale.resume
            else:
                tally = tally._replace(read=tally.read + 1)
                records.write(outcome + b"\n")
            progress(tally)
    part_path(out).replace(out)
    if tally.failed:
        part_path(failures).replace(failures)
    else:
        part_path(failures).unlink()
        failures.unlink(missing_ok=True)
    return tally


def _stream(
    items: Iterator[Pending | Failure], reader: Reader, workers: int, progress: Callable[[Tally], None]
) -> Tally:
    tally = Tally(0, 0)
    for outcome in outcomes(reader, items, workers=workers):
        if isinstance(outcome, Failure):
            tally = tally._replace(failed=tally.failed + 1)
            sys.stderr.write(f"failed: {outcome.message}\n")
        else:
            tally = tally._replace(read=tally.read + 1)
            sys.stdout.buffer.write(outcome + b"\n")
        progress(tally)
    sys.stdout.buffer.flush()
    return tally


def _open(path: Path, mode: str) -> IO[bytes]:
    try:
        return path.open(mode)
    except OSError as error:
        problem = f"cannot be written: {(error.strerror or str(error)).lower()}."
        raise OptionError(
            problem, subject=str(path), remedy="Give --out a path in a folder that you may write."
        ) from error


def _failure_line(failure: Failure, number: int) -> bytes:
    line = {"number": number, "id": failure.id, "source": failure.source}
    line |= {"error": failure.error, "message": failure.message}
    return json.dumps(line, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
