"""Tables: the knowledge of khabar as data, one entry a line.

A table is a TSV file whose leading ``#`` lines say what it holds; the line ``# columns: form<TAB>class<TAB>value``
names its columns (separated by tabs or spaces). ``(ال)`` at the head of a form stands for the form with and without
the article. A user's folder overrides and extends: ``DIR/times/months.tsv`` is read after the table of that name; a
row with the same form and class (in tables of senses, also kind and conditions) replaces the entry, and a value of
``-`` takes it away.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import RLock
from typing import Any, NamedTuple, TypeVar

from khabar.errors import LexiconError
from khabar.lexicon import cache
from khabar.text.fold import fold_word

__all__ = ["ARTICLE", "REMOVED", "Lexicon", "Problem", "Row", "Table", "read_table", "row_key", "sense"]

_ROOT = Path(__file__).resolve().parent.parent
# Rooms whose tables no single layer owns, and where they stand.
_SHARED_ROOMS = {"lexicon": "lexicon", "morphology": "text/morphology", "frames": "text/frames"}
ARTICLE = "(ال)"
REMOVED = "-"
# What tells that some cells of a table have spaces around them, which do not count.
_EDGES = (" \t", "\t ", " \n", "\n ", "\r")

T = TypeVar("T")


class Row(NamedTuple):
    """One entry: the cells by column, and where it stands."""

    cells: dict[str, str]
    table: str
    line: int

    @property
    def place(self) -> str:
        """``table.tsv:line``."""
        return f"{self.table}.tsv:{self.line}"

    def forms(self) -> list[str]:
        """Return the spellings that the cell ``form`` stands for."""
        form = self.cells["form"]
        return [form[len(ARTICLE) :], "ال" + form[len(ARTICLE) :]] if form.startswith(ARTICLE) else [form]


class Table(NamedTuple):
    """A table: its name (``times/months``), its columns and rows, and the file's leading comment."""

    name: str
    columns: tuple[str, ...]
    rows: list[Row]
    comment: str


class Problem(NamedTuple):
    """Something wrong in a table, with its place and what to do."""

    place: str
    message: str


def read_table(path: Path, name: str) -> Table:
    """Read the table at ``path``, to be known as ``name``; raises ``LexiconError`` naming file and line."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise LexiconError("the table is not UTF-8.", subject=str(path), remedy="Save it as UTF-8.") from error
    padded = any(edge in f"{text}\n" for edge in _EDGES)
    columns: tuple[str, ...] = ()
    comment = []
    rows = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("#"):
            comment.append(line[1:].strip())
            if line[1:].strip().startswith("columns:"):
                columns = tuple(line.split("columns:", 1)[1].split())
            continue
        if not line or line.isspace():
            continue
        if not columns:
            raise LexiconError(
                "the table names no columns.", subject=f"{path}:{number}", remedy="Begin it with '# columns: form …'."
            )
        cells = [cell.strip() for cell in line.split("\t")] if padded else line.split("\t")
        missing = len(columns) - len(cells)
        if missing < 0:
            raise LexiconError(
                f"{len(cells)} cells where the header names {len(columns)} columns ({', '.join(columns)}).",
                subject=f"{path}:{number}",
                remedy="Separate cells with single tabs.",
            )
        if missing:
            cells += [""] * missing
        rows.append(Row(dict(zip(columns, cells, strict=True)), name, number))
    return Table(name, columns, rows, "\n".join(comment))


class Lexicon:
    """All tables of the package and, where given, of the user's folders.

    Tables are named ``room/table``: ``lexicon/numerals`` for those that layers share, ``times/months`` for a layer's
    own (``layers/times/tables/months.tsv``). Read lazily, kept once read.
    """

    def __init__(self, folders: tuple[Path, ...] = ()) -> None:
        for folder in folders:
            if not folder.is_dir():
                raise LexiconError(
                    "there is no such folder of tables.", subject=str(folder), remedy="Check the path given."
                )
        self.folders = folders
        self._tables: dict[str, Table] = {}
        self._compiled: dict[str, Any] = {}
        self._stamps: dict[tuple[Path, ...], str] = {}
        self._lock = RLock()

    def _own(self, room: str) -> Path:
        home = _SHARED_ROOMS.get(room, f"layers/{room}")
        return _ROOT / home / "tables"

    def names(self, room: str) -> list[str]:
        """Return the names of the tables of ``room``, sorted."""
        stems = {path.stem for path in self._own(room).glob("*.tsv")}
        for folder in self.folders:
            stems.update(path.stem for path in (folder / room).glob("*.tsv"))
        return [f"{room}/{stem}" for stem in sorted(stems)]

    def rooms(self) -> list[str]:
        """Return the names of all rooms that hold tables."""
        layers = (path.parent.name for path in (_ROOT / "layers").glob("*/tables"))
        return ["lexicon", *sorted([*(room for room in _SHARED_ROOMS if room != "lexicon"), *layers])]

    def table(self, name: str) -> Table:
        """Return the table ``room/table``, with the user's rows applied.

        Raises ``LexiconError`` naming file and line if a table is malformed or missing.
        """
        if name not in self._tables:
            self._tables[name] = self._load(name)
        return self._tables[name]

    def _load(self, name: str) -> Table:
        room, stem = name.split("/", 1)
        own = self._own(room) / f"{stem}.tsv"
        table = read_table(own, name) if own.exists() else None
        for folder in self.folders:
            path = folder / room / f"{stem}.tsv"
            if not path.exists():
                continue
            extra = read_table(path, name)
            extra = extra._replace(rows=[row._replace(table=str(path.with_suffix(""))) for row in extra.rows])
            if table is None:
                table = extra
                continue
            if extra.columns != table.columns:
                raise LexiconError(
                    f"columns {' '.join(extra.columns)} where the table has {' '.join(table.columns)}.",
                    subject=str(path),
                    remedy="Give the table the same columns.",
                )
            merged = {row_key(row): row for row in table.rows}
            for row in extra.rows:
                if row.cells.get("value") == REMOVED:
                    merged.pop(row_key(row), None)
                else:
                    merged[row_key(row)] = row
            table = table._replace(rows=list(merged.values()))
        if table is None:
            raise LexiconError("there is no such table.", subject=name, remedy="See 'khabar lexicon check'.")
        return table

    def compiled(self, name: str, make: Callable[[Lexicon], T]) -> T:
        """Return what ``make`` builds of this lexicon, built once under ``name`` on first use (safe among threads)."""
        found = self._compiled.get(name)
        if found is None:
            with self._lock:
                found = self._compiled.get(name)
                if found is None:
                    found = self._compiled[name] = make(self)
        made: T = found
        return made

    def cached(self, name: str, make: Callable[[], T], *files: Path) -> T:
        """Return the plain data that ``make`` builds of this lexicon, from the cache on disk where it is known.

        ``files`` are what it is made of besides the tables and code of khabar. See ``khabar.lexicon.cache``; what is
        made of the data for use belongs into ``compiled``.
        """
        stamp = self._stamps.get(files)
        if stamp is None:
            mine = (folder / room for folder in self.folders for room in self.rooms())
            stamp = self._stamps[files] = cache.stamp((_ROOT, *mine, *files))
        return cache.cached(name, stamp, make)

    def room(self, room: str) -> Iterator[Row]:
        """Yield the rows of all tables of ``room``."""
        for name in self.names(room):
            yield from self.table(name).rows

    def digest(self) -> str:
        """Return a short digest of all tables, the user's included."""
        return self.compiled("digest", Lexicon._digest)

    def _digest(self) -> str:
        sha = hashlib.sha256()
        for room in self.rooms():
            for name in self.names(room):
                stem = name.split("/", 1)[1]
                for path in (self._own(room) / f"{stem}.tsv", *(f / room / f"{stem}.tsv" for f in self.folders)):
                    if path.exists():
                        sha.update(name.encode() + b"\0" + path.read_bytes())
        return sha.hexdigest()[:16]

    def row_at(self, place: str) -> Row | None:
        """Return the row at ``place`` (``times/months.tsv:35``, as ``Row.place`` gives it), None if there is none."""
        table, _, line = place.rpartition(".tsv:")
        name = "/".join(Path(table).parts[-2:])
        if not line.isdigit() or name not in self.paths():
            return None
        return next((row for row in self.table(name).rows if row.line == int(line) and row.table == table), None)

    def paths(self) -> dict[str, Path]:
        """Return the package's own tables: name to file."""
        own = ((room, path) for room in self.rooms() for path in self._own(room).glob("*.tsv"))
        return {f"{room}/{path.stem}": path for room, path in sorted(own)}

    def check(self) -> list[Problem]:
        """Return what is wrong in any table, the package's and the user's (see ``khabar.lexicon.checks``)."""
        from khabar.lexicon.checks import check_table, check_user_folder  # it is needed for nothing else

        paths = self.paths()
        problems = [problem for name, path in paths.items() for problem in check_table(path, name)]
        for folder in self.folders:
            problems += check_user_folder(folder, paths)
        return problems


def row_key(row: Row) -> tuple[str, ...]:
    """Return by what a user's row finds the row of the package that it replaces."""
    if "form" in row.cells:
        return (fold_word(row.cells["form"]), *sense(row))
    return tuple(row.cells.values())


def sense(row: Row) -> tuple[str, ...]:
    """Return the cells that tell apart rows of one form: its class, and what it needs where it has several senses."""
    cells = row.cells
    conditions = (cells.get("kind", ""), cells["needs"]) if "needs" in cells else ()
    return (cells.get("class", ""), *conditions)
