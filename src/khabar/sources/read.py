"""Reading one text: from a string, from bytes, from a file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from khabar.errors import EmptyTextError, SourceError
from khabar.sources.decode import decode
from khabar.sources.language import check_language
from khabar.sources.source import Source, check_metadata, repair_text

__all__ = ["HTML_SUFFIXES", "TEXT_SUFFIXES", "read_bytes", "read_path", "read_text"]

TEXT_SUFFIXES = (".txt",)
HTML_SUFFIXES = (".html", ".htm", ".xhtml")
_HTML = "text/html"
_PLAIN = "text/plain"
_MEDIA_TYPES = {"text/html": _HTML, "application/xhtml+xml": _HTML, "text/plain": _PLAIN, "html": _HTML, "text": _PLAIN}
_HEAD = 2048
_LOOKS_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,500}-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE
)
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)


def read_path(path: str | Path, *, force: bool = False, encoding: str | None = None) -> Source:
    """Read a file: plain text, or a saved web page; what the suffix does not say is found from the content.

    ``encoding`` overrides what the file says; ``force`` reads what is not Arabic. The source's id is the path as
    given. Raises ``SourceError`` if the file cannot be opened, else as ``read_bytes``.
    """
    path = Path(path)
    name = path.as_posix()
    try:
        data = path.read_bytes()
    except OSError as error:
        problem = f"the file cannot be read: {(error.strerror or str(error)).lower()}."
        raise SourceError(problem, subject=name, remedy="Check the path and its permissions.") from error
    suffix = path.suffix.lower()
    media_type = _HTML if suffix in HTML_SUFFIXES else _PLAIN if suffix in TEXT_SUFFIXES else None
    return read_bytes(data, name=name, media_type=media_type, encoding=encoding, force=force)


def read_bytes(
    data: bytes, *, name: str, media_type: str | None = None, encoding: str | None = None, force: bool = False
) -> Source:
    """Read the bytes of a text or web page; ``name`` names the input in messages and is the source's id.

    ``media_type`` is ``text/plain`` or ``text/html`` (None: found from the content). Raises ``DecodeError``,
    ``EmptyTextError`` or ``LanguageError``.
    """
    declared = _CHARSET.search(data[:_HEAD]) if media_type != _PLAIN else None
    text, codec, warnings = decode(
        data, name=name, encoding=encoding, declared=declared[1].decode("ascii") if declared else None
    )
    text, repairs = repair_text(text)
    warnings += repairs
    if media_type is not None:
        kind = _MEDIA_TYPES.get(media_type.split(";")[0].strip().lower())
        if kind is None:
            remedy = "Only text/plain and text/html are read; convert it first."
            raise SourceError(f"the media type {media_type} is not read.", subject=name, remedy=remedy)
    else:
        kind = _HTML if _LOOKS_HTML.match(text[:_HEAD]) else _PLAIN
    if kind == _HTML:
        return read_html(text, name=name, force=force, encoding=codec, warnings=warnings)
    return _plain(text, name=name, force=force, warnings=warnings, metadata={"encoding": codec, "media_type": _PLAIN})


def read_text(text: str, *, name: str = "", force: bool = False, **metadata: str | None) -> Source:
    """Read a text that is a string already; ``name`` names it in messages.

    ``metadata`` are ``id``, ``title``, ``url``, ``author``, ``publisher``, ``published`` and the like. Raises
    ``EmptyTextError`` or ``LanguageError``, and ``OptionError`` for unknown metadata.
    """
    given, doubts = check_metadata(metadata)
    text, warnings = repair_text(text)
    return _plain(text, name=name, force=force, warnings=warnings + doubts, metadata={"media_type": _PLAIN} | given)


def _plain(text: str, *, name: str, force: bool, warnings: list[str], metadata: dict[str, str]) -> Source:
    language, doubts = check_language(text, name=name or metadata.get("id", ""), force=force)
    fields: dict[str, Any] = {"id": name or None, "language": language} | metadata
    return Source(text=text, warnings=warnings + doubts, origin=name, **fields)


def read_html(
    text: str,
    *,
    name: str = "",
    force: bool = False,
    encoding: str | None = None,
    warnings: list[str] | None = None,
    metadata: dict[str, str] | None = None,
) -> Source:
    """Read the markup of a web page; ``metadata`` override what the page says.

    Raises ``EmptyTextError`` if there is no article in it, ``LanguageError`` if that is not Arabic.
    """
    from khabar.sources.html import read_page  # lxml and trafilatura are loaded only for pages

    page = read_page(text)
    body = page.text
    said = list(warnings or []) + page.warnings
    if not page.has_article:
        if not force:
            raise EmptyTextError(
                "no article was found on the page.", subject=name, remedy="Use --force to read all its visible text."
            )
        said.append("no article was found on the page; all its visible text was read.")
    language, doubts = check_language(body, name=name, force=force)
    fields: dict[str, Any] = {"id": name or None, "media_type": _HTML, "encoding": encoding}
    fields |= page.metadata | {"language": language} | (metadata or {})
    if metadata and "published" in metadata:
        fields["published_from"] = None
    return Source(text=body, furniture=page.furniture, warnings=said + doubts, origin=name, **fields)
