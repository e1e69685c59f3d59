"""The catalogue of messages: both languages, the same values, everything that a record can say."""

from __future__ import annotations

import re
import string
from pathlib import Path
from typing import Any

import pytest

import khabar
from khabar.errors import LexiconError, OptionError
from khabar.formats.strings import LANGUAGES, preferred_language, strings
from khabar.lexicon.checks import check_table
from khabar.lexicon.tables import read_table
from khabar.record import json_schema

_PACKAGE = Path(khabar.__file__).parent
_TABLE = _PACKAGE / "formats" / "strings.tsv"
_ARABIC = re.compile("[\u0621-\u064a]")
# Signs and codes that are written alike in both languages.
_ALIKE = {"unit.percent", "report.sha256"}


def _values(message: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(message) if name is not None}


def _raw() -> dict[str, tuple[str, str]]:
    lines = [line.split("\t") for line in _TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
    return {key: (en, ar) for key, en, ar in lines}


def test_the_table_is_well() -> None:
    assert check_table(_TABLE, "formats/strings") == []


@pytest.mark.parametrize("key", sorted(_raw()))
def test_each_message_is_there_in_both_languages_with_the_same_values(key: str) -> None:
    english, arabic = _raw()[key]
    assert english
    assert arabic
    assert _values(english) == _values(arabic)
    assert not _ARABIC.search(english)
    assert _ARABIC.search(arabic) or key in _ALIKE or not re.search("[a-z]", english)


def test_keys_are_told_once_and_sorted() -> None:
    keys = [line.split("\t")[0] for line in _TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert keys == sorted(set(keys))


def _enumerated(field: str, definition: str) -> list[str]:
    def collect(node: Any) -> list[str]:
        if isinstance(node, dict):
            own = [value for value in node.get("enum", []) if value is not None]
            return own + [value for child in node.values() for value in collect(child)]
        return [value for child in node for value in collect(child)] if isinstance(node, list) else []

    return collect(json_schema()["$defs"][definition]["properties"][field])


@pytest.mark.parametrize(
    ("prefix", "definition", "field"),
    [
        ("type", "Time", "type"),
        ("calendar", "Time", "calendar"),
        ("role", "Quantity", "role"),
        ("furniture", "Furniture", "kind"),
        ("entity", "Entity", "type"),
        ("form", "Mention", "form"),
        ("voice", "Voice", "voice"),
        ("certainty", "Voice", "certainty"),
        ("tense", "Voice", "time"),
        ("author_stance", "Voice", "author_stance"),
        ("because", "Voice", "because"),
        ("mood", "Voice", "mood"),
        ("nested", "NestedVoice", "voice"),
        ("cue", "Cue", "class"),
        ("quote", "Quotation", "kind"),
        ("stance", "Quotation", "stance"),
        ("status", "Event", "status"),
        ("dated", "Event", "dated_by"),
        ("agreement", "Agreement", "kind"),
        ("state", "Agreement", "state"),
    ],
)
def test_every_word_of_a_vocabulary_has_a_message(prefix: str, definition: str, field: str) -> None:
    words = _enumerated(field, definition)
    assert words
    for language in LANGUAGES:
        assert [word for word in words if f"{prefix}.{word}".replace(" ", "_") not in strings(language)] == []


@pytest.mark.parametrize("column", ["kind", "sector"])
def test_every_word_of_the_tables_of_names_has_a_message(column: str) -> None:
    words = set()
    for name in (
        "places",
        "gazetteer",
        "bodies",
        "groups",
        "media",
        "peoples",
        "persons",
        "offices",
        "heads",
        "titles",
    ):
        rows = read_table(_PACKAGE / "lexicon" / "tables" / f"{name}.tsv", f"lexicon/{name}").rows
        words |= {row.cells.get(column, "").replace(" ", "_") for row in rows} - {"", "-"}
    assert words
    assert sorted(word for word in words if f"{column}.{word}" not in strings("ar")) == []


def test_every_message_is_used_somewhere() -> None:
    code = "".join(path.read_text("utf-8") for path in _PACKAGE.rglob("*.py"))
    built = set(re.findall(r'word\(\s*"(\w+)"', code)) | set(re.findall(r'f"([\w.]+)\.\{', code))
    quoted = set(re.findall(r"""["']([\w.]+)["']""", code))
    assert [key for key in _raw() if key not in quoted and not _prefixes(key) & built] == []


def _prefixes(key: str) -> set[str]:
    parts = key.split(".")
    return {".".join(parts[:count]) for count in range(1, len(parts))}


def test_messages_are_filled_in() -> None:
    say = strings("en")
    assert say("quantity.between", low=1, high=2) == "1 to 2"
    assert say.word("unit", "person") == "people"
    assert say.word("unit", "furlong") == "furlong"


def test_an_unknown_message_or_language_is_told() -> None:
    with pytest.raises(LexiconError, match=r"no\.such"):
        strings("en")("no.such")
    with pytest.raises(OptionError, match="fr"):
        strings("fr")


@pytest.mark.parametrize(
    ("locale", "language"),
    [("ar_EG.UTF-8", "ar"), ("ar", "ar"), ("en_GB.UTF-8", "en"), ("de_DE", "en"), ("C", "en"), ("", "en")],
)
def test_the_locale_chooses_the_language(monkeypatch: pytest.MonkeyPatch, locale: str, language: str) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", locale)
    assert preferred_language() == language
