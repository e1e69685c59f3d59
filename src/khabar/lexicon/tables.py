"""Tables: the knowledge of khabar as data, one entry a line.

A table is a TSV file whose leading ``#`` lines say what it holds; the line ``# columns: form<TAB>class<TAB>value``
names its columns (separated by tabs or spaces). ``(ال)`` at the head of a form stands for the form with and without
the article. A user's folder overrides and extends: ``DIR/times/months.tsv`` is read after the table of that name; a
row with the same form and class replaces the entry, and a value of ``-`` takes it away.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import RLock
from typing import Any, NamedTuple, TypeVar

from khabar.errors import LexiconError
from khabar.text.fold import fold_word

__all__ = ["Lexicon", "Problem", "Row", "Table", "read_table"]

_ROOT = Path(__file__).resolve().parent.parent
_ARTICLE = "(ال)"
REMOVED = "-"

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
        return [form[len(_ARTICLE) :], "ال" + form[len(_ARTICLE) :]] if form.startswith(_ARTICLE) else [form]


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
        lines = path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise LexiconError("the table is not UTF-8.", subject=str(path), remedy="Save it as UTF-8.") from error
    columns: tuple[str, ...] = ()
    comment = []
    rows = []
    for number, line in enumerate(lines, 1):
        if line.startswith("#"):
            comment.append(line[1:].strip())
            if line[1:].strip().startswith("columns:"):
                columns = tuple(line.split("columns:", 1)[1].split())
            continue
        if not line.strip():
            continue
        if not columns:
            raise LexiconError(
                "the table names no columns.", subject=f"{path}:{number}", remedy="Begin it with '# columns: form …'."
            )
        cells = line.rstrip("\r").split("\t")
        if len(cells) > len(columns):
            raise LexiconError(
                f"{len(cells)} cells where the header names {len(columns)} columns ({', '.join(columns)}).",
                subject=f"{path}:{number}",
                remedy="Separate cells with single tabs.",
            )
        cells += [""] * (len(columns) - len(cells))
        rows.append(Row(dict(zip(columns, (cell.strip() for cell in cells), strict=True)), name, number))
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
        self._lock = RLock()

    def _own(self, room: str) -> Path:
        return _ROOT / "lexicon" / "tables" if room == "lexicon" else _ROOT / "layers" / room / "tables"

    def names(self, room: str) -> list[str]:
        """Return the names of the tables of ``room``, sorted."""
        stems = {path.stem for path in self._own(room).glob("*.tsv")}
        for folder in self.folders:
            stems.update(path.stem for path in (folder / room).glob("*.tsv"))
        return [f"{room}/{stem}" for stem in sorted(stems)]

    def rooms(self) -> list[str]:
        """Return the names of all rooms that hold tables."""
        layers = (path.parent.name for path in (_ROOT / "layers").glob("*/tables"))
        return ["lexicon", *sorted(layers)]

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
            merged = {_key(row): row for row in table.rows} | {_key(row): row for row in extra.rows}
            table = table._replace(rows=[row for row in merged.values() if row.cells.get("value") != REMOVED])
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

    def room(self, room: str) -> Iterator[Row]:
        """Yield the rows of all tables of ``room``."""
        for name in self.names(room):
            yield from self.table(name).rows

    def digest(self) -> str:
        """Return a short digest of all tables, the user's included."""
        sha = hashlib.sha256()
        for room in self.rooms():
            for name in self.names(room):
                stem = name.split("/", 1)[1]
                for path in (self._own(room) / f"{stem}.tsv", *(f / room / f"{stem}.tsv" for f in self.folders)):
                    if path.exists():
                        sha.update(name.encode() + b"\0" + path.read_bytes())
        return sha.hexdigest()[:16]

    def check(self) -> list[Problem]:
        """Return what is wrong in any table: malformed lines, empty and repeated entries, folded collisions."""
        problems = []
        for room in self.rooms():
            for name in self.names(room):
                try:
                    problems += _check(self.table(name))
                except LexiconError as error:
                    problems.append(Problem(error.subject, f"{error.problem} {error.remedy}"))
        return problems


def _key(row: Row) -> tuple[str, ...]:
    if "form" in row.cells:
        return (fold_word(row.cells["form"]), row.cells.get("class", ""))
    return tuple(row.cells.values())


def _check(table: Table) -> list[Problem]:
    problems = []
    seen: dict[tuple[str, str], Row] = {}
    if not table.comment.strip():
        problems.append(Problem(f"{table.name}.tsv:1", "no comment says what the table holds."))
    for row in table.rows:
        if "form" not in row.cells:
            continue
        for form in row.forms():
            folded = " ".join(fold_word(form).split())
            if not folded:
                problems.append(Problem(row.place, "the form is empty."))
                continue
            if form != " ".join(form.split()):
                problems.append(Problem(row.place, f"the form «{form}» has doubled spaces."))
            other = seen.setdefault((folded, row.cells.get("class", "")), row)
            if other is not row:
                problems.append(Problem(row.place, f"«{form}» folds to the same letters as {other.place}."))
    return problems
