"""Many documents, one at a time: files, folders, JSON Lines, standard input. What fails is reported, the rest read.

Memory is bounded by the largest document: JSON Lines are read line by line, and a line above the limit is skipped
without being kept. Only a short digest of each id is remembered, to find ids that come twice.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import IO, Any, cast

from khabar.errors import DecodeError, KhabarError, SourceError
from khabar.sources.read import HTML_SUFFIXES, TEXT_SUFFIXES, read_bytes, read_html, read_path, read_text
from khabar.sources.source import METADATA, Source, check_metadata, repair_text

__all__ = ["LARGEST", "Failure", "Item", "Pending", "count_documents", "iter_documents", "iter_pending"]

LARGEST = 64 * 2**20
_LINES = (".jsonl", ".ndjson")
_PACKED = tuple(suffix + ".gz" for suffix in _LINES)
_JSON = (".json",)
_READ = TEXT_SUFFIXES + HTML_SUFFIXES + _LINES + _PACKED + _JSON
_STDIN = "<stdin>"
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that was not read: its ``id`` if known, its place (``file`` or ``file:line``), what was wrong.

    ``error`` is the name of the error's class, ``message`` says what was wrong and what to do.
    """

    id: str | None
    source: str
    error: str
    message: str


Item = Source | Failure


@dataclass(frozen=True, slots=True)
class Pending:
    """A document that was found and is still to be opened, in this process or another: its id, place, and content.

    ``content`` is a file, the bytes of a text or page, or a JSON object; ``size`` its length in bytes, about.
    """

    id: str
    place: str
    content: Path | bytes | dict[str, Any]
    size: int

    def open(self, *, force: bool = False, encoding: str | None = None) -> Item:
        """Return the document, or why it cannot be read."""
        content = self.content
        try:
            if isinstance(content, Path):
                return read_path(content, force=force, encoding=encoding)
            if isinstance(content, bytes):
                return read_bytes(content, name=self.place, force=force, encoding=encoding)
            return _document(content, self.place, force)
        except KhabarError as error:
            known = _id(content) if isinstance(content, dict) else None
            return _failure(error, known, self.place)


def iter_documents(
    inputs: Iterable[str | Path],
    *,
    force: bool = False,
    encoding: str | None = None,
    largest: int = LARGEST,
) -> Iterator[Item]:
    """Yield a source or a failure for each document of ``inputs``, in order.

    An input is a file (text, web page, JSON, JSON Lines, also packed with gzip), a folder (read recursively and
    sorted; hidden names and other kinds of files are passed over) or ``-`` for standard input. A JSON document is
    an object with ``text`` or ``html`` and, if known, ``id``, ``published`` (or ``date``), ``title``, ``url``,
    ``author``, ``publisher``. ``encoding`` holds for text files and pages; ``largest`` is the limit in bytes of one
    JSON document. Without an id, a document's id is its place.
    """
    for found in iter_pending(inputs, largest=largest):
        yield found if isinstance(found, Failure) else found.open(force=force, encoding=encoding)


def iter_pending(inputs: Iterable[str | Path], *, largest: int = LARGEST) -> Iterator[Pending | Failure]:
    """Yield what ``iter_documents`` opens, unopened, so that others can open it: cheap, and picklable."""
    seen: set[bytes] = set()
    for given in inputs:
        for item in _input(given, largest):
            yield _unless_seen(item, seen)


def count_documents(inputs: Iterable[str | Path]) -> int | None:
    """Return about how many documents ``iter_documents`` yields for ``inputs``; None if that cannot be told (``-``).

    Lines of JSON Lines are counted without being read; a ``.json`` file counts as one.
    """
    total = 0
    for given in inputs:
        if given == "-":
            return None
        path = Path(given)
        for file in _files(path) if path.is_dir() else [path]:
            total += _count_lines(file) if file.name.lower().endswith(_LINES + _PACKED) else 1
    return total


def _count_lines(path: Path) -> int:
    try:
        with gzip.open(path, "rb") if path.name.lower().endswith(".gz") else path.open("rb") as stream:
            return sum(block.count(b"\n") for block in iter(lambda: stream.read(_CHUNK), b""))
    except (OSError, EOFError, zlib.error):
        return 0  # reading it will say what is wrong


def _unless_seen(item: Pending | Failure, seen: set[bytes]) -> Pending | Failure:
    if isinstance(item, Failure):
        return item
    key = blake2b(item.id.encode("utf-8", "replace"), digest_size=12).digest()
    if key in seen:
        return Failure(item.id, item.place, "SourceError", f"{item.place}: the id {item.id!r} came before.")
    seen.add(key)
    return item


def _input(given: str | Path, largest: int) -> Iterator[Pending | Failure]:
    if given == "-":
        yield from _stdin(largest)
        return
    path = Path(given)
    for file in _files(path) if path.is_dir() else [path]:
        yield from _file(file, largest)


def _files(folder: Path) -> Iterator[Path]:
    """Yield the readable files of ``folder``, sorted, without hidden ones."""
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and name.lower().endswith(_READ):
                yield Path(where, name)


def _file(path: Path, largest: int) -> Iterator[Pending | Failure]:
    name = path.as_posix()
    suffixes = path.name.lower()
    if not suffixes.endswith(_LINES + _PACKED + _JSON):
        yield Pending(name, name, path, path.stat().st_size if path.exists() else 0)
        return
    try:
        with _open(path, packed=suffixes.endswith(".gz")) as stream:
            if suffixes.endswith(_JSON):
                yield from _json_file(stream, name, largest)
            else:
                yield from _lines(stream, name, largest)
    except OSError as error:
        problem = f"the file cannot be read: {(error.strerror or str(error)).lower()}."
        yield _failure(SourceError(problem, subject=name, remedy="Check the path and its permissions."), None, name)


def _open(path: Path, *, packed: bool) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(path, "rb")) if packed else path.open("rb")


def _stdin(largest: int) -> Iterator[Pending | Failure]:
    stream = sys.stdin.buffer
    first = stream.readline(largest + 1)
    if first.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        yield from _lines(stream, _STDIN, largest, first)
        return
    data = first + stream.read()
    yield Pending(_STDIN, _STDIN, data, len(data))


def _json_file(stream: IO[bytes], name: str, largest: int) -> Iterator[Pending | Failure]:
    """Read a file that holds one JSON object, a list of them, or (wrongly named) JSON Lines."""
    data = stream.read(largest + 1)
    if len(data) <= largest:
        try:
            value = json.loads(data.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            pass
        else:
            many = value if isinstance(value, list) else [value]
            for number, entry in enumerate(many, 1):
                place = name if value is not many else f"{name}[{number}]"
                yield _pending(entry, place, len(data) // len(many))
            return
    stream.seek(0)
    yield from _lines(stream, name, largest)


def _lines(stream: IO[bytes], name: str, largest: int, first: bytes | None = None) -> Iterator[Pending | Failure]:
    number = 0
    while True:
        number += 1
        place = f"{name}:{number}"
        try:
            line = first if first is not None else stream.readline(largest + 1)
            first = None
            if not line:
                return
            if len(line) > largest and not line.endswith(b"\n"):
                _skip_line(stream)
                problem = f"the line is longer than {largest:,} bytes."
                yield _failure(SourceError(problem, subject=place, remedy="Split the document."), None, place)
                continue
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            problem = f"the packed file is broken: {error}."
            remedy = "What stood before was read; pack it anew."
            yield _failure(SourceError(problem, subject=place, remedy=remedy), None, place)
            return
        if line.strip():
            yield _line(line, place)


def _skip_line(stream: IO[bytes]) -> None:
    while True:
        part = stream.readline(_CHUNK)
        if not part or part.endswith(b"\n"):
            return


def _line(line: bytes, place: str) -> Pending | Failure:
    remedy = "Each line must be one JSON object in UTF-8."
    try:
        entry = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _failure(DecodeError("the line is not UTF-8.", subject=place, remedy=remedy), None, place)
    except RecursionError:
        return _failure(SourceError("the JSON is nested too deeply.", subject=place, remedy=remedy), None, place)
    except ValueError as error:
        return _failure(SourceError(f"this is not JSON: {error}.", subject=place, remedy=remedy), None, place)
    return _pending(entry, place, len(line))


def _pending(entry: Any, place: str, size: int) -> Pending | Failure:
    if not isinstance(entry, dict):
        problem = f"the JSON is {_kind(entry)}, not an object."
        return _failure(SourceError(problem, subject=place, remedy='Write {"id": …, "text": …}.'), None, place)
    return Pending(_id(entry) or place, place, entry, size)


def _id(entry: dict[str, Any]) -> str | None:
    given = entry.get("id")
    if isinstance(given, int) and not isinstance(given, bool):
        return str(given)
    return repair_text(given)[0] if isinstance(given, str) and given else None


def _document(entry: dict[str, Any], place: str, force: bool) -> Source:
    """Return the source that a JSON object describes; raises ``SourceError`` if it does not."""
    given = {name: _string(entry, name, place) for name in METADATA if name not in ("id", "published")}
    given["published"] = _string(entry, "published", place) or _string(entry, "date", place)
    if entry.get("id") is not None and _id(entry) is None:
        raise SourceError(f"'id' is {_kind(entry['id'])}, not a string.", subject=place, remedy="Give it a string.")
    given["id"] = _id(entry) or place
    text = _string(entry, "text", place)
    html = _string(entry, "html", place)
    if text is None and html is None:
        remedy = 'Give it "text" (or "html"); its keys are: ' + (", ".join(map(str, list(entry)[:12])) or "none") + "."
        raise SourceError("there is no 'text'.", subject=place, remedy=remedy)
    metadata, doubts = check_metadata(given)
    if text is not None:
        source = read_text(text, name=place, force=force, **metadata)
    else:
        markup, repairs = repair_text(html or "")
        source = read_html(markup, name=place, force=force, metadata=metadata, warnings=repairs)
    source.warnings.extend(doubts)
    return source


def _string(entry: dict[str, Any], name: str, place: str) -> str | None:
    value = entry.get(name)
    if value is None or isinstance(value, str):
        return value or None if name not in ("text", "html") else value
    raise SourceError(f"'{name}' is {_kind(value)}, not a string.", subject=place, remedy="Give it a string.")


def _kind(value: Any) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", str: "a string", list: "a list"}
    return "an object" if isinstance(value, dict) else names.get(type(value), "null")


def _failure(error: KhabarError, known: str | None, place: str) -> Failure:
    return Failure(known, place, type(error).__name__, str(error))
