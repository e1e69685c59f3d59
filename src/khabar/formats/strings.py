"""The words of khabar's own surfaces in English and Arabic, shared by the summary and the report.

``strings.tsv`` holds the messages and vocabularies, ``plover.tsv`` the names of PLOVER's types, modes and contexts.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from khabar.errors import LexiconError, OptionError
from khabar.lexicon.tables import read_table

__all__ = ["LANGUAGES", "Strings", "preferred_language", "strings"]

LANGUAGES = ("ar", "en")
_TABLES = ("strings", "plover")


class Strings:
    """The messages of one language: call it with a key and the values that the message names."""

    def __init__(self, language: str, messages: dict[str, str]) -> None:
        self.language = language
        self.right_to_left = language == "ar"
        self._messages = messages

    def __call__(self, key: str, **values: object) -> str:
        """Return the message ``key``, filled in. Raises ``LexiconError`` if the table has no such message."""
        if key not in self._messages:
            raise LexiconError(f"there is no message «{key}».", subject="formats/strings.tsv", remedy="Add a line.")
        return self._messages[key].format(**values)

    def __contains__(self, key: str) -> bool:
        return key in self._messages

    def word(self, field: str, value: str) -> str:
        """Return how the vocabulary word ``value`` of ``field`` (``unit``, ``role``) is called, else ``value``."""
        return self._messages.get(f"{field}.{value}", value)


def preferred_language() -> str:
    """Return the language of the locale that the environment names, if there are messages in it, else English."""
    chosen = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    language = chosen.partition("_")[0].partition(".")[0].lower()
    return language if language in LANGUAGES else "en"


@cache
def strings(language: str) -> Strings:
    """Return the messages in ``language`` (``ar`` or ``en``). Raises ``OptionError`` for any other."""
    if language not in LANGUAGES:
        raise OptionError(f"there are no messages in «{language}».", remedy=f"There are: {', '.join(LANGUAGES)}.")
    tables = [read_table(Path(__file__).with_name(f"{name}.tsv"), f"formats/{name}") for name in _TABLES]
    return Strings(language, {row.cells["key"]: row.cells[language] for table in tables for row in table.rows})
