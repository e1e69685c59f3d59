"""The JSON Schema: well formed, telling, and true of the records that we make."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

import khabar
from khabar.record import SCHEMA, Record, json_schema
from tests.formats.sample import TEXT, sample

_EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.*"))
_TEXTS = [
    TEXT,
    "قتل 12 شخصا وأصيب 30 آخرون في انفجار وقع مساء الخميس الماضي.",
    "تعقد القمة في الأسبوع الأول من محرم 1442هـ، وتستمر ثلاثة أيام.",
    "ارتفعت الأسعار بنسبة 3,5 بالمئة في الربع الأول من عام 2019 إلى نحو مليوني دولار.",
    "قال تعالى: ﴿إن مع العسر يسرا﴾ ثم مضى.",
    "كلمة",
]


def _strict(node: Any) -> Any:
    """Return the schema such that properties it does not name are refused."""
    if isinstance(node, dict):
        tight = {key: _strict(value) for key, value in node.items()}
        return tight | {"additionalProperties": False} if "properties" in node else tight
    return [_strict(child) for child in node] if isinstance(node, list) else node


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(_strict(json_schema()))


@pytest.fixture(scope="module")
def reader() -> khabar.Reader:
    return khabar.Reader(tokens=True, force=True)


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    assert json_schema()["title"] == SCHEMA


def test_every_definition_says_what_it_is() -> None:
    definitions = json_schema()["$defs"]
    assert {"Record", "Document", "Time", "Interval", "Quantity", "Sum", "Scripture"} <= set(definitions)
    for name, definition in definitions.items():
        assert definition["title"] == name
        assert len(definition["description"]) > 15
        assert "``" not in definition["description"]


def test_vocabularies_and_formats_are_told() -> None:
    definitions = json_schema()["$defs"]
    assert definitions["Time"]["properties"]["type"]["enum"] == ["DATE", "DURATION", "SET", "TIME"]
    assert "killed" in json.dumps(definitions["Quantity"]["properties"]["role"])
    assert "money" in definitions["Quantity"]["properties"]["unit"]["pattern"]
    for name, definition in definitions.items():
        start = definition["properties"].get("start")
        assert start is None or "minimum" in json.dumps(start), name


def _records(reader: khabar.Reader) -> Iterator[Record]:
    yield sample()
    for published in ("2020-05-13", None):
        yield from (reader.read(text, published=published, id="t") for text in _TEXTS)
    yield from (reader.read(path) for path in _EXAMPLES if path.suffix in (".txt", ".html"))


def test_records_validate_and_come_back(reader: khabar.Reader, validator: jsonschema.Draft202012Validator) -> None:
    for record in _records(reader):
        line = record.to_json()
        assert b"\n" not in line
        errors = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(json.loads(line))]
        assert errors == []
        assert msgspec.json.decode(line, type=Record) == record


def test_every_annotation_stands_where_it_says(reader: khabar.Reader) -> None:
    for record in _records(reader):
        for name in record.__struct_fields__:
            found = getattr(record, name)
            for annotation in found if isinstance(found, list) else ():
                start = getattr(annotation, "start", None)
                if start is not None and hasattr(annotation, "text"):
                    assert record.text[start : annotation.end] == annotation.text


def test_a_wrong_record_does_not_validate(validator: jsonschema.Draft202012Validator) -> None:
    record = json.loads(sample().to_json())
    for path, value in (
        (("times", 0, "type"), "WHEN"),
        (("times", 0, "earliest"), "12 May"),
        (("quantities", 0, "unit"), "furlong"),
        (("quantities", 0, "start"), -1),
        (("scripture", 0, "ref"), "al-Baqara"),
        (("schema",), "khabar.record/2"),
        (("document", "sha256"), "0"),
    ):
        broken = json.loads(json.dumps(record))
        node = broken
        for step in path[:-1]:
            node = node[step]
        node[path[-1]] = value
        assert not validator.is_valid(broken), path


def test_the_command_prints_the_schema() -> None:
    from click.testing import CliRunner

    from khabar.cli import main

    assert json.loads(CliRunner().invoke(main, ["schema"]).stdout) == json_schema()
