"""Records in, lines of an export out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import msgspec

from khabar.errors import OptionError, SourceError
from khabar.formats.export.cameo import CAMEO_COLUMNS, cameo_rows
from khabar.formats.export.gdelt import GDELT_COLUMNS, gdelt_rows
from khabar.formats.export.plover import plover_records
from khabar.record import SCHEMA, Record

__all__ = ["FORMATS", "export", "export_lines"]


class _Format(NamedTuple):
    columns: tuple[str, ...]
    lines: Callable[[Record], Iterator[bytes]]


def _tsv(rows: Callable[[Record], Iterator[tuple[str, ...]]]) -> Callable[[Record], Iterator[bytes]]:
    def lines(record: Record) -> Iterator[bytes]:
        for row in rows(record):
            # a cell is one line: what would cut it becomes a space
            yield "\t".join(" ".join(cell.split()) for cell in row).encode("utf-8", "replace") + b"\n"

    return lines


def _json(record: Record) -> Iterator[bytes]:
    for one in plover_records(record):
        yield msgspec.json.encode(one) + b"\n"


_FORMATS = {
    "plover": _Format((), _json),
    "gdelt": _Format(GDELT_COLUMNS, _tsv(gdelt_rows)),
    "cameo": _Format(CAMEO_COLUMNS, _tsv(cameo_rows)),
}
FORMATS = tuple(_FORMATS)


def export(records: Iterable[Record], form: str) -> Iterator[bytes]:
    """Yield the lines of ``records`` in one of ``FORMATS``, the names of the columns first.

    Raises ``OptionError`` for a format that there is not.
    """
    if form not in _FORMATS:
        raise OptionError(f"there is no format «{form}».", remedy=f"There are: {', '.join(FORMATS)}.")
    chosen = _FORMATS[form]
    if chosen.columns:
        yield "\t".join(chosen.columns).encode() + b"\n"
    for record in records:
        yield from chosen.lines(record)


def export_lines(lines: Iterable[bytes], form: str, *, name: str) -> Iterator[bytes]:
    """Yield the lines of an export of JSON Lines of records, read from ``name``.

    Raises ``SourceError`` naming the line that is no record of khabar.
    """
    return export(_records(lines, name), form)


def _records(lines: Iterable[bytes], name: str) -> Iterator[Record]:
    decode = msgspec.json.Decoder(Record).decode
    remedy = "Give the output of 'khabar batch' or 'khabar read --format json'."
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            problem = f"this line is no record ({SCHEMA}): {error}."
            raise SourceError(problem, subject=f"{name}:{number}", remedy=remedy) from error
