"""What a stopped batch had finished, found from the two files that it left.

Both are in the order of the input, and each failure says the number of its document. A crash may have cut a line, or
lost records (written through a buffer) but no failure that comes before a kept record (written at once); so the
number of whole record lines, with the failures that fit among them, is the number of documents that are done.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from khabar.errors import OptionError
from khabar.record import Generator
from khabar.sources import Failure, Pending

__all__ = ["Finished", "finished", "skip"]

_BLOCK = 1 << 20
_REMEDY = "Begin anew without --resume."


class Finished(NamedTuple):
    """What is done: the number of records and of failures, and the id and place in the input of the last record."""

    records: int = 0
    failures: int = 0
    last_id: str | None = None
    last_number: int = 0


def finished(records: Path, failures: Path, generator: Generator) -> Finished:
    """Return what the part files ``records`` and ``failures`` hold, cutting off what is torn or ahead of the records.

    Raises ``OptionError`` if there is nothing to go on with, or another version or other tables wrote the records.
    """
    if not records.exists():
        raise OptionError("there is no stopped batch to go on with.", subject=str(records), remedy=_REMEDY)
    count, last = _whole_lines(records)
    kept = _fitting(failures, count) if failures.exists() else []
    last_id = None
    if last:
        record = json.loads(last)
        wrote = record["generator"]
        if (wrote["version"], wrote["lexicons"]) != (generator.version, generator.lexicons):
            problem = "the records were written by another version of khabar or with other tables."
            raise OptionError(problem, subject=str(records), remedy=_REMEDY)
        last_id = record["document"]["id"]
    number = count + len(kept)
    failed = set(kept)
    while number in failed:
        number -= 1
    return Finished(count, len(kept), last_id, number)


def _whole_lines(path: Path) -> tuple[int, bytes]:
    """Cut off a torn last line; return how many lines there are, and the last."""
    count = 0
    with path.open("r+b") as file:
        for line in file:
            if line.endswith(b"\n"):
                count += 1
                last = line
            else:
                file.seek(-len(line), os.SEEK_END)
                file.truncate()
        return count, last if count else b""


def _fitting(path: Path, records: int) -> list[int]:
    """Keep the failures that stand among the first ``records`` records or right after; return their numbers."""
    lines: list[bytes] = []
    numbers: list[int] = []
    for line in path.read_bytes().splitlines(keepends=True):
        number = json.loads(line)["number"] if line.endswith(b"\n") else None
        if number is None or number > records + len(numbers) + 1:
            break
        lines.append(line)
        numbers.append(number)
    path.write_bytes(b"".join(lines))
    return numbers


def skip(items: Iterator[Pending | Failure], done: Finished) -> None:
    """Take the finished documents off ``items``. Raises ``OptionError`` if they are not the same as then."""
    remedy = f"Give the same inputs in the same order. {_REMEDY}"
    taken = 0
    for taken, item in enumerate(islice(items, done.records + done.failures), 1):
        if taken == done.last_number and (isinstance(item, Failure) or item.id != done.last_id):
            problem = f"document {taken} of the input is not «{done.last_id}», with which the stopped batch ended."
            raise OptionError(problem, remedy=remedy)
    if taken < done.records + done.failures:
        raise OptionError(f"the input ends after {taken} documents, before the stopped batch.", remedy=remedy)
