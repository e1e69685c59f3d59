"""What can be wrong in a table, told by file and line: for ``khabar lexicon check`` and for the test of our own tables.

Besides ``# columns:``, the comment at the head of a table may declare what its cells hold, one line each:

    # values role: killed | wounded | detained      the cells of column ``role`` are empty or one of these
    # required: form class                          these cells are never empty (default: form, and class or kind)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from khabar.errors import LexiconError
from khabar.lexicon.tables import ARTICLE, REMOVED, Problem, Row, Table, read_table, row_key, sense
from khabar.text.fold import fold_word

__all__ = ["check_table", "check_user_folder"]

_VALUES = re.compile(r"values\s+(\S+?):\s*(.*)")
_ALWAYS_FILLED = ("form", "class", "kind")


class _Head(NamedTuple):
    """What the comment of a table declares."""

    columns: tuple[str, ...]
    values: Mapping[str, frozenset[str]]
    required: tuple[str, ...]


def check_table(path: Path, name: str, package: Table | None = None) -> list[Problem]:
    """Return what is wrong in the table at ``path``, line by line, each with what to do.

    ``package`` is the table that a user's table of this name overrides: its columns and values hold for both.
    """
    data = path.read_bytes()
    try:
        lines = data.decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        bad_line = data.count(b"\n", 0, error.start) + 1
        return [Problem(f"{path}:{bad_line}", "this is not UTF-8; save the table as UTF-8.")]
    head = _head([line[1:].strip() for line in lines if line.startswith("#")])
    problems = list(_check_head(head, path, lines))
    if not head.columns:
        return problems
    if package is not None:
        declared = _head(package.comment.split("\n"))
        if head.columns != package.columns:
            said = f"the columns are {' '.join(head.columns)}, those of {name} {' '.join(package.columns)}"
            problems.append(Problem(f"{path}:1", f"{said}; give the table the same columns in the same order."))
            return problems
        head = _Head(head.columns, {**declared.values, **head.values}, head.required or declared.required)
    removed = {row_key(row) for row in package.rows} if package is not None else None
    rows = []
    for number, line in enumerate(lines, 1):
        if line.startswith("#") or not line.strip():
            continue
        cells = [cell.strip() for cell in line.rstrip("\r").split("\t")]
        place = f"{path}:{number}"
        if len(cells) > len(head.columns):
            said = f"there are {len(cells)} cells, the header names {len(head.columns)} columns"
            problems.append(Problem(place, f"{said} ({' '.join(head.columns)}); separate cells with single tabs."))
            continue
        cells += [""] * (len(head.columns) - len(cells))
        row = Row(dict(zip(head.columns, cells, strict=True)), str(path.with_suffix("")), number)
        problems += [Problem(place, message) for message in _check_row(row, head, removed)]
        rows.append(row)
    problems += _check_repetitions(rows)
    return sorted(problems, key=lambda problem: int(problem.place.rpartition(":")[2]))


def _head(comment: list[str]) -> _Head:
    columns: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    values: dict[str, frozenset[str]] = {}
    for line in comment:
        if line.startswith("columns:"):
            columns = tuple(line.removeprefix("columns:").split())
        elif line.startswith("required:"):
            required = tuple(line.removeprefix("required:").split())
        elif found := _VALUES.match(line):
            values[found[1]] = frozenset(value.strip() for value in found[2].split("|"))
    return _Head(columns, values, required)


def _check_head(head: _Head, path: Path, lines: list[str]) -> Iterator[Problem]:
    comment = [line[1:].strip() for line in lines if line.startswith("#")]
    if not head.columns:
        yield Problem(f"{path}:1", "the table names no columns; begin it with '# columns: form ...'.")
    said = ("columns:", "required:", "source:", "values ")
    if not any(line and not line.startswith(said) for line in comment):
        yield Problem(f"{path}:1", "no comment says what the table holds; begin it with '# ' and one sentence.")
    if len(set(head.columns)) < len(head.columns):
        yield Problem(f"{path}:1", "a column is named twice; give each a name of its own.")
    for column in (*head.values, *head.required):
        if head.columns and column not in head.columns:
            yield Problem(
                f"{path}:1", f"the header speaks of a column '{column}' that is not there; name it in columns."
            )


def _check_row(row: Row, head: _Head, package: set[tuple[str, ...]] | None) -> Iterator[str]:
    takes_away = row.cells.get("value") == REMOVED and package is not None
    required = head.required or tuple(column for column in _ALWAYS_FILLED if column in head.columns)
    for column in required:
        if not row.cells.get(column, "-"):
            yield f"the cell '{column}' is empty; fill it in, or delete the line."
    form = row.cells.get("form", "")
    if form and not " ".join(fold_word(form.removeprefix(ARTICLE)).split()):
        yield f"the form «{form}» has no letters that count; give it letters, or delete the line."
    if form != " ".join(form.split()):
        yield f"the form «{form}» has doubled spaces; write single ones."
    if ARTICLE in form[1:]:
        yield f"in «{form}» the article (ال) is not at the head; write it there, or both forms on lines of their own."
    if takes_away:
        if row_key(row) not in (package or ()):
            said = "check its spelling and class, or, to add it, leave the value empty"
            yield f"'-' takes «{form}» away, which is not in the table; {said}."
        return
    for column, allowed in head.values.items():
        cell = row.cells.get(column, "")
        if cell and cell not in allowed:
            yield f"'{cell}' is no value of the column '{column}'; use one of {', '.join(sorted(allowed))}."


def _check_repetitions(rows: list[Row]) -> Iterator[Problem]:
    """Tell forms that fold to the same letters in the same class, and lines that come twice."""
    seen: dict[tuple[str, ...], tuple[Row, str]] = {}
    for row in rows:
        place = f"{row.table}.tsv:{row.line}"
        if not row.cells.get("form"):
            if "form" not in row.cells:
                other, _ = seen.setdefault(tuple(row.cells.values()), (row, ""))
                if other is not row:
                    yield Problem(place, f"the line repeats line {other.line}; delete one of them.")
            continue
        for form in row.forms():
            key = (" ".join(fold_word(form).split()), *sense(row))
            other, written = seen.setdefault(key, (row, form))
            if other is row:
                continue
            why = "repeats" if written == form else f"folds to the same letters as «{written}» in"
            yield Problem(place, f"«{form}» {why} line {other.line}; keep one of them.")


def check_user_folder(folder: Path, tables: Mapping[str, Path]) -> list[Problem]:
    """Return what is wrong in a user's folder; ``tables`` are the package's, by name (``times/months``)."""
    problems: list[Problem] = []
    rooms = {name.split("/", 1)[0] for name in tables}
    known = "there are " + ", ".join(sorted(tables))
    for path in sorted(folder.rglob("*.tsv")):
        parts = path.relative_to(folder).with_suffix("").parts
        name = "/".join(parts)
        if len(parts) != 2 or parts[0] not in rooms:
            problems.append(Problem(f"{path}:1", f"no room of khabar reads this place; {known} (.tsv)."))
        elif name not in tables:
            problems.append(Problem(f"{path}:1", f"there is no table '{name}' to extend; {known}."))
        else:
            try:
                package = read_table(tables[name], name)
            except LexiconError:
                package = None  # the package's own table is told to be wrong by its own check
            problems += check_table(path, name, package)
    if not problems and not any(folder.rglob("*.tsv")):
        problems.append(Problem(f"{folder}:0", f"the folder holds no tables; {known}."))
    return problems
