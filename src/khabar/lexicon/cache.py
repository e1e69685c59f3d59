"""What tables compile to, kept on disk: plain data that workers and later runs share.

An entry is one file, named after what it holds and the digest of all it was made of (see ``stamp``): so an entry is
right or not found, and never changed. It is written beside its place and renamed, so that no reader ever sees half of
it. What cannot be read, is broken or is not ours is made anew; a folder that cannot be written leaves everything as it
was. The folder is the user's cache folder, or ``KHABAR_CACHE``; ``KHABAR_CACHE=`` (empty) does without.
"""

from __future__ import annotations

import gc
import hashlib
import marshal
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, TypeVar
from zlib import crc32

from khabar._version import __version__

__all__ = ["VARIABLE", "cached", "folder", "stamp"]

VARIABLE: Final = "KHABAR_CACHE"
_MAGIC: Final = b"khabar cache 1\n"
_CHECKED: Final = 4
_SUFFIX: Final = ".cache"
# Entries of one kind that are kept: other lexicon folders, other versions of khabar or Python.
_KEPT: Final = 4
_SOURCES: Final = (".py", ".tsv", ".gz")

T = TypeVar("T")


def folder() -> Path | None:
    """Return the folder of the cache, which need not exist, or None if it is switched off."""
    given = os.environ.get(VARIABLE)
    if given is not None:
        return Path(given) if given else None
    from platformdirs import user_cache_path  # not needed where the folder is given

    return user_cache_path("khabar", appauthor=False)


def stamp(roots: Iterable[str | Path]) -> str:
    """Return a digest of the paths, sizes and times of the tables and code below ``roots`` (folders or files).

    It changes whenever a table or the code that compiles it does, or the order of ``roots``; nothing is read for it.
    """
    given = [os.fspath(root) for root in roots]
    head = f"{__version__} {sys.implementation.cache_tag} {sys.byteorder} {marshal.version}"
    told = [head, *given, *sorted(line for root in given for line in _files(root))]
    return hashlib.sha256("\n".join(told).encode("utf-8", "surrogateescape")).hexdigest()[:24]


def _files(root: str) -> Iterator[str]:
    try:
        entries = list(os.scandir(root))
    except NotADirectoryError:
        yield _told(root, os.stat(root))  # noqa: PTH116  # as the entries below, without a Path for each
        return
    except OSError:
        return
    for entry in entries:
        if entry.name.endswith(_SOURCES):
            with suppress(OSError):  # a link to nothing
                yield _told(entry.path, entry.stat())
        elif entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path)


def _told(path: str, found: os.stat_result) -> str:
    return f"{path}\0{found.st_size}\0{found.st_mtime_ns}"


def cached(name: str, digest: str, make: Callable[[], T]) -> T:
    """Return the plain data kept under ``name`` and ``digest``, or what ``make`` returns, which is then kept.

    ``make`` must return what ``marshal`` takes: numbers, strings, bytes, and tuples, lists and dicts of these.
    """
    home = folder()
    if home is None:
        return make()
    path = home / f"{name}-{digest}{_SUFFIX}"
    found = _read(path)
    if found is not None:
        kept: T = found
        return kept
    made = make()
    _write(path, marshal.dumps(made))  # type: ignore[arg-type]  # an error if it is not plain
    with suppress(OSError):
        _clear(home, name, path)
    return made


def _read(path: Path) -> Any | None:
    """Return the data in the file, or None if there is none, or none that can be trusted."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    start = len(_MAGIC) + _CHECKED
    body = memoryview(data)[start:]
    if not data.startswith(_MAGIC) or data[len(_MAGIC) : start] != crc32(body).to_bytes(_CHECKED, "big"):
        return None
    collecting = gc.isenabled()
    gc.disable()  # it would go through all that is being made again and again
    try:
        return marshal.loads(body)  # noqa: S302  # plain data, whose checksum is right
    except (EOFError, TypeError, ValueError):
        return None
    finally:
        if collecting:
            gc.enable()


def _write(path: Path, body: bytes) -> None:
    aside = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(b"".join((_MAGIC, crc32(body).to_bytes(_CHECKED, "big"), body)))
        aside.replace(path)
    except OSError:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def _clear(home: Path, name: str, path: Path) -> None:
    """Remove the oldest entries of this name, but a few, and what a process that was killed left of one."""
    others = [other for other in home.glob(f"{name}-*{_SUFFIX}*") if other != path]
    others.sort(key=lambda other: other.stat().st_mtime_ns, reverse=True)
    for other in others[_KEPT - 1 :]:
        other.unlink(missing_ok=True)
