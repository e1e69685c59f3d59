"""A web page: the article's text, what is known of it, and what stood around it.

trafilatura finds the article; before that the elements that the markup itself calls comments, forms, sharing or
related links are taken out and kept, and after it the lines of furniture that stand at the edges of the article.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khabar.record import Furniture
from khabar.sources.furniture import Stretch, furniture_at_end, furniture_at_head, line_kind
from khabar.sources.markup import parse, set_layout_free, take_furniture, visible_text
from khabar.sources.page_data import page_data

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["Page", "read_page"]

_LETTERS = re.compile(r"[^\W\d_]{2,}")
_FEWEST_WORDS = 8
# A page of which more than this share of the text is links is a list of articles, not one.
_LARGEST_LINKED = 0.6
_LINE_END = re.compile(r"[ \t\u00a0]+(?=\n|$)")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds. ``has_article`` is false where none was found; ``text`` is then all that is visible."""

    text: str
    has_article: bool
    metadata: dict[str, str]
    warnings: list[str]
    furniture: list[Furniture] = field(default_factory=list)


def read_page(text: str) -> Page:
    """Read the markup ``text``; any string is accepted."""
    root = parse(text)
    if root is None:
        return Page("", False, {}, [])
    metadata, warnings = page_data(root)
    furniture = take_furniture(root)
    set_layout_free(root)
    links = {_squeezed(link.text_content()) for link in root.iter("a")}
    article = _article(root)
    if not _is_article(article, links):
        return Page(visible_text(root), False, metadata, warnings, furniture)
    head, tail = furniture_at_head(article), furniture_at_end(article)
    furniture += [Furniture(kind=kind, text=article[start:end]) for start, end, kind in (*head, *tail)]
    furniture += _left_behind(root, article)
    return Page(_without(article, head, tail), True, metadata, warnings, furniture)


def _left_behind(root: HtmlElement, article: str) -> list[Furniture]:
    """Return the lines of furniture that trafilatura left out, so that nothing of that kind is lost."""
    inside = set(article.split("\n"))
    lines = (line for line in visible_text(root, apart=True).split("\n") if line not in inside)
    return [Furniture(kind=kind, text=line) for line, kind in ((line, line_kind(line)) for line in lines) if kind]


def _article(root: HtmlElement) -> str:
    """Return the text of the article that trafilatura finds in ``root``, or nothing."""
    from trafilatura import bare_extraction

    logger = logging.getLogger("trafilatura")
    level = logger.level
    logger.setLevel(logging.CRITICAL)  # that there is no article is said by our own error
    try:
        found = bare_extraction(root, include_comments=False, include_tables=True, deduplicate=False)
    except RecursionError:
        return ""
    finally:
        logger.setLevel(level)
    text = getattr(found, "text", None) or ""
    return _LINE_END.sub("", text).strip()


def _squeezed(text: str) -> str:
    return "".join(_LETTERS.findall(text))


def _is_article(text: str, links: set[str]) -> bool:
    if len(_LETTERS.findall(text)) < _FEWEST_WORDS:
        return False
    lines = [_squeezed(line) for line in text.split("\n")]
    linked = sum(len(line) for line in lines if line in links)
    return linked <= _LARGEST_LINKED * sum(map(len, lines))


def _without(text: str, head: list[Stretch], tail: list[Stretch]) -> str:
    """Return ``text`` without the lines at its edges that are furniture."""
    begin = head[-1].end if head else 0
    kept: list[str] = []
    for stretch in tail:
        kept.append(text[begin : stretch.start])
        begin = stretch.end
    return "".join([*kept, text[begin:]]).strip()
