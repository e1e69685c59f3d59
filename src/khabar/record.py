"""The record: what khabar says about one text.

This is the one contract between the reader, the exporters and the benchmarks (``docs/record.md``). Offsets are
Unicode code points into ``Record.text``, half-open; ``text[start:end]`` always equals the annotation's own ``text``.
Every annotation names in ``via`` the rule or table entry that made it.

Vocabularies: TIMEX3 for times (ISO-TimeML), ISO 4217 for money. New fields may be added under
``khabar.record/1``; anything else raises the number.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

__all__ = [
    "SCHEMA",
    "Difference",
    "Document",
    "Furniture",
    "Generator",
    "Interval",
    "Quantity",
    "Record",
    "Scripture",
    "Sentence",
    "Sum",
    "Time",
    "Token",
    "json_schema",
]

SCHEMA = "khabar.record/1"


class Generator(msgspec.Struct, frozen=True, kw_only=True):
    """What made the record: program, version, digest of its tables, digests of its models."""

    name: str
    version: str
    lexicons: str
    models: dict[str, str] = {}


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """Where the text came from. ``sha256`` is of the UTF-8 text; ``published`` an ISO date or None if not known.

    ``published_from`` names the part of a web page that gave the date (``meta article:published_time``).
    """

    id: str
    sha256: str
    title: str | None = None
    url: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    published_from: str | None = None
    language: str | None = None
    media_type: str | None = None
    encoding: str | None = None


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence and the number of the paragraph it stands in (from 0)."""

    start: int
    end: int
    paragraph: int
    subjectivity: float | None = None


class Token(msgspec.Struct, frozen=True, kw_only=True):
    """A word, number or mark (only with ``tokens=True``)."""

    start: int
    end: int
    lemma: str | None = None
    upos: str | None = None
    clitics: list[str] = []


class Time(msgspec.Struct, frozen=True, kw_only=True):
    """A TIMEX3 expression.

    ``value`` is TIMEX3 (``2016-09-23``, ``P3D``, ``2015-W31``, ``199``, ``PAST_REF``); ``earliest`` and ``latest``
    are the first and last calendar day it can mean, None where it names none or the document date is missing.
    """

    id: str
    start: int
    end: int
    text: str
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    earliest: str | None = None
    latest: str | None = None
    calendar: Literal["gregorian", "hijri"] = "gregorian"
    approximate: bool = False
    via: str


class Interval(msgspec.Struct, frozen=True, kw_only=True):
    """Two time expressions that are the ends of one stretch (``begin`` and ``end`` are ids of times)."""

    id: str
    begin: str
    end: str
    earliest: str | None = None
    latest: str | None = None
    via: str


class Quantity(msgspec.Struct, frozen=True, kw_only=True):
    """A count or measure. ``value`` is None where the text gives only bounds (``low``, ``high``)."""

    id: str
    start: int
    end: int
    text: str
    value: int | float | None
    low: int | float | None
    high: int | float | None
    approximate: bool
    unit: str
    noun: str | None = None
    role: Literal["killed", "wounded", "detained", "displaced", "deployed", "missing", "other"] | None = None
    via: str


class Sum(msgspec.Struct, frozen=True, kw_only=True):
    """A total and its stated parts (ids of quantities); ``adds_up`` says whether the parts reach the total."""

    total: str
    parts: list[str]
    adds_up: bool
    via: str


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """A word of a quotation that differs from the source: ``at`` is the code point offset in the record's text.

    ``found`` is what stands there (empty: a word was left out), ``expected`` what the source has (empty: added).
    """

    at: int
    found: str
    expected: str


class Scripture(msgspec.Struct, frozen=True, kw_only=True):
    """A quotation of scripture. ``ref`` and ``end_ref`` are ``sura:verse``; ``label`` the text's own reference."""

    start: int
    end: int
    text: str
    work: str
    ref: str
    end_ref: str
    exact: bool
    differences: list[Difference] = []
    also: list[str] = []
    label: str | None = None
    label_right: bool | None = None
    via: str


class Furniture(msgspec.Struct, frozen=True, kw_only=True):
    """What is not part of the article (comments, forms, share buttons).

    ``start`` and ``end`` are None for what a source (a web page) set aside; where the furniture stands in a plain
    text, which is never changed, they say where.
    """

    kind: Literal["comment", "form", "share", "related", "other"]
    text: str
    start: int | None = None
    end: int | None = None


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """All that khabar says about one text."""

    schema: str = SCHEMA
    generator: Generator
    document: Document
    text: str
    sentences: list[Sentence] = []
    tokens: list[Token] = []
    times: list[Time] = []
    intervals: list[Interval] = []
    quantities: list[Quantity] = []
    sums: list[Sum] = []
    scripture: list[Scripture] = []
    furniture: list[Furniture] = []
    warnings: list[str] = []
    extra: dict[str, list[Any]] = {}

    def to_json(self) -> bytes:
        """Return the record as one line of UTF-8 JSON."""
        return msgspec.json.encode(self)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) that every record validates against."""
    schema = msgspec.json.schema(Record)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": SCHEMA, **schema}
