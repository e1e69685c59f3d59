"""What a source gives: one text, what is known of it, what was set aside, and what is doubtful."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from khabar.errors import OptionError
from khabar.record import Furniture

__all__ = ["METADATA", "Source", "parse_published", "repair_text"]

METADATA = ("id", "title", "url", "author", "publisher", "published", "language", "media_type", "encoding")

# An ISO date, alone or followed by a time (``T`` or spaces); whatever comes after the hour is not looked at.
_ISO_DATE = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})(?:$|\s*$|(?:T|\s+)\d{2})", re.ASCII)
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Source:
    r"""A text and where it comes from.

    ``text`` is what was read, with ``\n`` line ends and without byte order mark; all offsets of a record point into
    it. ``published`` is an ISO date or None, ``published_from`` the part of a page that gave it; ``language`` an ISO
    639 code; ``encoding`` the name of the character set the bytes were in (None where the input was text already).
    ``furniture`` holds what was not part of the article,
    ``warnings`` what was changed or is doubtful, and ``origin`` names the input (``file`` or ``file:line``).
    """

    text: str
    id: str | None = None
    title: str | None = None
    url: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    published_from: str | None = None
    language: str | None = None
    media_type: str | None = None
    encoding: str | None = None
    furniture: list[Furniture] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    origin: str = ""

    def with_metadata(self, **metadata: str | None) -> Source:
        """Return a copy in which the ``metadata`` that are not None replace the source's own.

        A ``published`` that is no ISO date is left out with a warning. Raises ``OptionError`` for an unknown name.
        """
        given, warnings = check_metadata(metadata)
        changes: dict[str, Any] = dict(given)
        if "published" in given:
            changes["published_from"] = None
        return replace(self, **changes, warnings=[*self.warnings, *warnings]) if changes or warnings else self


def check_metadata(metadata: Mapping[str, str | None]) -> tuple[dict[str, str], list[str]]:
    """Return the metadata that are not None, with ``published`` as an ISO date, and warnings.

    Raises ``OptionError`` for a name that a source does not have.
    """
    unknown = sorted(set(metadata) - set(METADATA))
    if unknown:
        raise OptionError(f"unknown metadata '{unknown[0]}'.", remedy=f"Known are {', '.join(METADATA)}.")
    warnings: list[str] = []
    given = {name: repair_text(value)[0] for name, value in metadata.items() if value is not None}
    if "published" in given:
        published = parse_published(given["published"])
        if published is None:
            warnings.append(not_a_date(given.pop("published")))
        else:
            given["published"] = published
    return given, warnings


def not_a_date(value: str) -> str:
    """Return the warning that ``value`` is no date of publication."""
    shown = value if len(value) <= 40 else value[:40] + "…"
    return f"published: {shown!r} is not an ISO date (YYYY-MM-DD); the date of the text is taken as unknown."


def parse_published(value: str) -> str | None:
    """Return the ISO date at the head of ``value`` (an ISO date or date and time), or None if there is none."""
    match = _ISO_DATE.match(value)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return None


def repair_text(text: str) -> tuple[str, list[str]]:
    r"""Return ``text`` with ``\n`` line ends, without byte order mark and lone surrogates, and warnings saying so."""
    warnings = []
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        warnings.append("line ends were changed to \\n.")
    # Looking at isascii first costs nothing; a surrogate cannot be encoded, which finds the rare one fast.
    if not text.isascii():
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            text, count = _SURROGATE.subn("\ufffd", text)
            warnings.append(f"{count} lone surrogates were replaced by U+FFFD.")
            return text, warnings
    found = text.count("\ufffd")
    if found:
        warnings.append(f"the text holds {found} replacement characters (U+FFFD): it was decoded wrongly before.")
    return text, warnings
