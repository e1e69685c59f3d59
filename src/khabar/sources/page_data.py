"""What a page says about its article: title, author, publisher, address, language, and the date of publication.

A date counts only where the page names it as the date of publication, and the place is kept: JSON-LD
``datePublished``, a ``meta`` element of that meaning, ``<time datetime>``, or the address. Nothing is guessed from the
running text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from email.utils import parsedate_tz
from typing import TYPE_CHECKING, Any

from khabar.sources.source import parse_published

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["page_data", "parse_page_date"]

_DATE_META = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "article.published",
    "publishdate", "publish-date", "publish_date", "published-date", "publication_date", "pubdate", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "date", "article:published",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "originalpublicationdate", "citation_date",
    "citation_publication_date",
)  # fmt: skip
_ARTICLE_TYPES = re.compile(r"Article|Posting|Report|NewsEvent|WebPage", re.ASCII)
_IN_ADDRESS = (
    re.compile(r"[/=](\d{4})/(\d{1,2})/(\d{1,2})(?=/|$)", re.ASCII),
    re.compile(r"[/=_-](\d{4})-(\d{1,2})-(\d{1,2})(?=[/_.-]|$)", re.ASCII),
    re.compile(r"/((?:19|20)\d\d)(\d\d)(\d\d)(?=[/_.-]|$)", re.ASCII),
)
_YEAR_FIRST = re.compile(r"\s*(\d{4})([/.-]?)(\d{1,2})\2(\d{1,2})(?!\d)", re.ASCII)
_DAY_FIRST = re.compile(r"\s*(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)", re.ASCII)
_EARLIEST = 1990
_LATEST = 2100
_LONGEST = 300
_UNPRINTED = re.compile(r"[\u200b-\u200f\u202a-\u202e\s]+")


def page_data(root: HtmlElement) -> tuple[dict[str, str], list[str]]:
    """Return what the page says of itself, and what is doubtful in it."""
    linked = list(_linked_data(root))
    warnings: list[str] = []
    url = _url(root, linked)
    publisher = _first(_meta(root, "og:site_name"), _publisher(linked), _meta(root, "application-name"))
    found = {
        "title": _title(root, linked, publisher),
        "author": _author(root, linked),
        "publisher": publisher,
        "url": url,
    }
    dates = list(_dates(root, linked, url))
    if dates:
        published, place = dates[0]
        found |= {"published": published, "published_from": place}
        other = next(((value, where) for value, where in dates[1:] if value != published), None)
        if other is not None:
            warnings.append(f"published: {place} says {published}, {other[1]} says {other[0]}; the first was taken.")
    else:
        warnings.append("the page does not say when it was published.")
    return {name: value for name, value in found.items() if value}, warnings


def _first(*values: str | None) -> str | None:
    return next((value for value in values if value), None)


def _clean(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    plain = _UNPRINTED.sub(" ", value).strip()
    return plain if 0 < len(plain) <= _LONGEST else None


def _meta(root: HtmlElement, name: str) -> str | None:
    """Return the content of the first ``meta`` element with that property, name or itemprop (in lower case)."""
    for element in root.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            if (element.get(attribute) or "").strip().lower() == name:
                content = _clean(element.get("content"))
                if content:
                    return content
    return None


def _linked_data(root: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the objects of the page's JSON-LD, outermost first; what is not JSON is passed over."""
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json" or not script.text:
            continue
        try:
            # control characters stand in the strings of many pages
            value = json.loads(script.text, strict=False)
        except (ValueError, RecursionError):
            continue
        stack = [value]
        while stack:
            entry = stack.pop(0)
            if isinstance(entry, list):
                stack = entry + stack
            elif isinstance(entry, dict):
                yield entry
                stack += [inner for key, inner in entry.items() if key in ("@graph", "mainEntity", "mainEntityOfPage")]


def _articles(linked: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the objects that describe an article (or, after those, the page)."""
    typed = [(str(entry.get("@type")), entry) for entry in linked]
    articles = [entry for kind, entry in typed if _ARTICLE_TYPES.search(kind) and "WebPage" not in kind]
    return articles + [entry for kind, entry in typed if "WebPage" in kind]


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        names = [name for name in map(_name, value[:5]) if name]
        return "; ".join(names) or None
    return _clean(value.get("name")) if isinstance(value, dict) else _clean(value)


def _publisher(linked: list[dict[str, Any]]) -> str | None:
    return _first(*(_name(entry.get("publisher")) for entry in _articles(linked)))


def _title(root: HtmlElement, linked: list[dict[str, Any]], publisher: str | None) -> str | None:
    headings = [text for text in (_clean(each.text_content()) for each in root.iter("h1")) if text]
    told = _first(_meta(root, "og:title"), *(_clean(entry.get("headline")) for entry in _articles(linked)))
    if told is None:
        told = headings[0] if len(headings) == 1 else _clean(" ".join(each.text or "" for each in root.iter("title")))
    if told and publisher:
        told = re.sub(rf"\s*[|–—:-]\s*{re.escape(publisher)}$", "", told)
    return told


def _author(root: HtmlElement, linked: list[dict[str, Any]]) -> str | None:
    told = _first(*(_name(entry.get("author")) for entry in _articles(linked)), _meta(root, "author"))
    if told is None:
        told = _first(_meta(root, "article:author"), _meta(root, "dc.creator"))
    if told is None or told.startswith(("http:", "https:")):
        links = root.xpath("//*[@rel='author' or @itemprop='author'][not(ancestor::*[contains(@class, 'comment')])]")
        told = _first(*(_clean(link.text_content()) for link in links[:3]))
    return told


def _url(root: HtmlElement, linked: list[dict[str, Any]]) -> str | None:
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and (link.get("href") or "").startswith("http"):
            return _clean(link.get("href"))
    named = (entry.get(key) for entry in _articles(linked) for key in ("mainEntityOfPage", "url", "@id"))
    told = (_meta(root, "og:url"), *(value.get("@id") if isinstance(value, dict) else value for value in named))
    return next((value for value in map(_clean, told) if value and value.startswith("http")), None)


def _dates(root: HtmlElement, linked: list[dict[str, Any]], url: str | None) -> Iterator[tuple[str, str]]:
    """Yield dates of publication and the place of each, the surest first."""
    for entry in _articles(linked):
        published = parse_page_date(entry.get("datePublished"))
        if published:
            yield published, "JSON-LD datePublished"
            break
    metas = {
        (element.get(attribute) or "").strip().lower(): element
        for element in root.iter("meta")
        for attribute in ("property", "name", "itemprop")
    }
    for name in _DATE_META:
        if name in metas:
            published = parse_page_date(metas[name].get("content"))
            if published:
                yield published, f"meta {name}"
                break
    times = root.xpath("//time[@datetime][not(ancestor::*[contains(@class, 'comment') or contains(@id, 'comment')])]")
    named = [each for each in times if each.get("pubdate") is not None or _is_published(each)]
    # One <time> alone needs no name; of several only the one that is called the date of publication counts.
    for element in named[:1] or (times if len(times) == 1 else []):
        published = parse_page_date(element.get("datetime"))
        if published:
            yield published, "<time datetime>"
    for element in root.xpath("//*[@itemprop='datePublished'][not(self::time or self::meta)]")[:1]:
        published = parse_page_date(element.get("content") or element.get("datetime"))
        if published:
            yield published, "itemprop datePublished"
    for pattern in _IN_ADDRESS:
        match = pattern.search(url or "")
        published = _day(match[1], match[2], match[3]) if match else None
        if published:
            yield published, "the address"
            break


def _is_published(element: HtmlElement) -> bool:
    names = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
    return any(name in names for name in ("datepublished", "published", "entry-date", "pubdate", "publish"))


def parse_page_date(value: Any) -> str | None:
    """Return the ISO date that an attribute of a page gives, or None if it gives none that can be read one way only.

    Read are ISO dates, year first with any mark or none, e-mail dates, and day first where the day is above 12 or
    equals the month. The date is the one printed, in the page's own time zone.
    """
    if not isinstance(value, str):
        return None
    iso = parse_published(value)
    if iso:
        return iso if _EARLIEST <= int(iso[:4]) <= _LATEST else None
    match = _YEAR_FIRST.match(value)
    if match and (match[2] or len(match[3]) == len(match[4]) == 2):
        return _day(match[1], match[3], match[4])
    match = _DAY_FIRST.match(value)
    if match:
        return _day(match[4], match[3], match[1]) if int(match[1]) > 12 or match[1] == match[3] else None
    parsed = parsedate_tz(value) if len(value) < 60 else None
    return _day(*map(str, parsed[:3])) if parsed else None


def _day(year: str, month: str, day: str) -> str | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found.isoformat() if _EARLIEST <= found.year <= _LATEST else None
