"""Why: everything that a record says about a place in its text, with the rule, the matched pieces, the table rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from khabar.errors import OptionError
from khabar.lexicon import Lexicon
from khabar.reader import Explained
from khabar.record import Record
from khabar.text.fold import fold

__all__ = ["Answer", "Explanation", "Reason", "TableRow", "explain_at", "find_text"]

_NOT_OF_LAYERS = (
    "schema",
    "generator",
    "document",
    "text",
    "sentences",
    "tokens",
    "furniture",
    "warnings",
    "extra",
)
_NEAREST = 3

Annotation = dict[str, Any]


class TableRow(NamedTuple):
    """A row of a table: its place (``times/months.tsv:35``) and the cells that are not empty, by column."""

    place: str
    cells: dict[str, str]


class Reason(NamedTuple):
    """A piece of text that a rule matched, what it was taken for, and the table rows that say so, if any do."""

    start: int
    end: int
    text: str
    meaning: str
    rows: list[TableRow]


class Explanation(NamedTuple):
    """An annotation (the ``number``-th of its field), what made it, and what names it without a place of its own."""

    field: str
    number: int
    annotation: Annotation
    pieces: list[Reason]
    related: list[tuple[str, Annotation]]


class Answer(NamedTuple):
    """What is said about ``offset``; where nothing is, the annotations nearest to it."""

    offset: int
    here: list[Explanation]
    nearest: list[Explanation]

    def to_json(self) -> bytes:
        """Return the answer as one line of UTF-8 JSON."""
        named = {
            "offset": self.offset,
            "here": [_named(explanation) for explanation in self.here],
            "nearest": [_named(explanation) for explanation in self.nearest],
        }
        return msgspec.json.encode(named)


def _named(explanation: Explanation) -> dict[str, Any]:
    named = explanation._asdict()
    named["index"] = named.pop("number")
    named["pieces"] = [
        piece._asdict() | {"rows": [row._asdict() for row in piece.rows]} for piece in explanation.pieces
    ]
    named["related"] = [{"field": field, "annotation": annotation} for field, annotation in explanation.related]
    return named


def explain_at(explained: Explained, offset: int, lexicon: Lexicon) -> Answer:
    """Return what the record of ``explained`` says about the character at ``offset``; rows come from ``lexicon``.

    Raises ``OptionError`` if the text has no such offset.
    """
    length = len(explained.record.text)
    if not 0 <= offset < length:
        raise OptionError(f"there is no offset {offset}.", remedy=f"The text has offsets 0 to {length - 1}.")
    placed: list[tuple[int, str, int, Annotation]] = []
    loose: list[tuple[str, Annotation]] = []
    for field, index, annotation in _annotations(explained.record):
        spans = _spans(annotation)
        if spans:
            distance = min(max(start - offset, offset - end + 1, 0) for start, end in spans)
            placed.append((distance, field, index, annotation))
        else:
            loose.append((field, annotation))

    def explanation(placed: tuple[int, str, int, Annotation]) -> Explanation:
        _, field, index, annotation = placed
        pieces = [
            Reason(piece.start, piece.end, piece.text, piece.meaning, _rows(lexicon, piece.row))
            for piece in explained.why.get((field, index), ())
        ]
        name = annotation.get("id")
        related = [(other, found) for other, found in loose if name is not None and _names(found, name)]
        return Explanation(field, index, annotation, pieces, related)

    here = [explanation(entry) for entry in placed if entry[0] == 0]
    if here:
        return Answer(offset, here, [])
    placed.sort(key=lambda entry: entry[0])
    return Answer(offset, [], [explanation(entry) for entry in placed[:_NEAREST]])


def find_text(text: str, phrase: str) -> list[int]:
    """Return the offsets at which ``phrase`` stands in ``text``: as it is written, else in any spelling of it."""
    found = list(_occurrences(text, phrase))
    if found or not phrase:
        return found
    folded = fold(text)
    return [folded.start(at) for at in _occurrences(folded.text, fold(phrase).text)]


def _occurrences(text: str, phrase: str) -> Iterator[int]:
    at = text.find(phrase) if phrase else -1
    while at >= 0:
        yield at
        at = text.find(phrase, at + len(phrase))


def _annotations(record: Record) -> Iterator[tuple[str, int, Annotation]]:
    own = {name: getattr(record, name) for name in record.__struct_fields__ if name not in _NOT_OF_LAYERS}
    for field, found in {**own, **record.extra}.items():
        for index, annotation in enumerate(found):
            plain = msgspec.to_builtins(annotation)
            if isinstance(plain, dict):
                yield field, index, plain


def _spans(annotation: Annotation) -> list[tuple[int, int]]:
    """Return the span of an annotation, or, if it has none of its own, those of its mentions.

    An agreement has a span of its own, and stands also where it is told again and where its provisions are told.
    """
    if "start" not in annotation:
        return [(mention["start"], mention["end"]) for mention in annotation.get("mentions", [])]
    spans = [(annotation["start"], annotation["end"])]
    for part in (annotation, *annotation.get("provisions", [])):
        if part is not annotation:
            spans.append((part["start"], part["end"]))
        spans += [(start, end) for start, end in part.get("mentions", [])]
    return spans


def _names(annotation: Annotation, name: str) -> bool:
    return any(value == name or (isinstance(value, list) and name in value) for value in annotation.values())


def _rows(lexicon: Lexicon, places: str) -> list[TableRow]:
    """Return the rows that ``places`` name, separated by commas (a number may be put together of several)."""
    rows = []
    for place in filter(None, (place.strip() for place in places.split(","))):
        row = lexicon.row_at(place)
        cells = {} if row is None else {column: cell for column, cell in row.cells.items() if cell}
        rows.append(TableRow(place, cells))
    return rows
