"""A web page's markup: parsed, and the elements that it marks as furniture taken out of the tree."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, cast

from khabar.record import Furniture
from khabar.sources.furniture import Kind, line_kind
from khabar.sources.tables import rows

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["parse", "set_layout_free", "take_furniture", "visible_text"]

_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")
_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
        "main", "nav", "ol", "option", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
        "ul",
    }
)  # fmt: skip
_APART = frozenset({"a", "b", "button", "input", "label", "span", "strong"})
_LINES = frozenset({"p", "li", "h2", "h3", "h4", "h5", "h6", "strong"})
_UNSEEN = frozenset({"head", "iframe", "noscript", "script", "select", "style", "svg", "template", "textarea", "title"})
_NEVER_FURNITURE = frozenset({"html", "body", "head", "main", "meta", "link", "script", "style"})
_SPACES = re.compile(r"[ \t\r\f\v\u00a0]+")
# An element with so much of the page's text is the article, whatever its class is called.
_LARGEST_SHARE = 0.4
_PARAGRAPH = 160


class _Names(NamedTuple):
    """The table of class names and ids, by kind of match."""

    whole: dict[str, Kind]
    starts: tuple[tuple[str, Kind], ...]
    parts: tuple[tuple[str, Kind], ...]


@cache
def _names() -> _Names:
    by_match: dict[str, dict[str, Kind]] = {"name": {}, "start": {}, "part": {}}
    for form, kind, match in rows("markup"):
        by_match[match][form] = cast("Kind", kind)
    # the longest first: a comment form before comments
    starts = sorted(by_match["start"].items(), key=lambda entry: (-len(entry[0]), entry[0]))
    return _Names(by_match["name"], tuple(starts), tuple(by_match["part"].items()))


def parse(text: str) -> HtmlElement | None:
    """Return the tree of a page, or None if there is nothing in it."""
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    # lxml takes no string that declares an encoding, and stops at NUL
    bare = _DECLARATION.sub("", text, count=1) if text.lstrip()[:5] == "<?xml" else text
    bare = bare.replace("\0", "")
    try:
        return document_fromstring(
            bare, parser=HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=True)
        )
    except (ParserError, ValueError):
        return None


def visible_text(root: HtmlElement, *, apart: bool = False) -> str:
    """Return what a browser would show of ``root``: a line for each block, white space unified.

    ``apart`` puts spaces around links, buttons and labels, which pages of furniture set apart by style alone.
    """
    from lxml.etree import iterwalk

    parts: list[str] = []
    skipped = 0
    for event, element in iterwalk(root, events=("start", "end")):
        tag = element.tag
        if event == "start":
            if tag in _UNSEEN:
                skipped += 1
            elif not skipped:
                if tag in _BLOCKS:
                    parts.append("\n")
                elif apart and tag in _APART:
                    parts.append(" ")
                parts.append((element.text or "").replace("\n", " "))
            continue
        if tag in _UNSEEN:
            skipped -= 1
        elif tag in _BLOCKS and not skipped:
            parts.append("\n")
        elif apart and tag in _APART:
            parts.append(" ")
        if not skipped and element is not root:
            parts.append((element.tail or "").replace("\n", " "))
    lines = (_SPACES.sub(" ", line).strip() for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _named_kind(element: HtmlElement) -> Kind | None:
    """Return the kind of furniture that the class names or the id of ``element`` say it is."""
    names = _names()
    for value in (element.get("id"), element.get("class")):
        for name in (value or "").split():
            plain = name.lower().replace("_", "").replace("-", "")
            if plain in names.whole:
                return names.whole[plain]
            for start, kind in names.starts:
                if plain.startswith(start):
                    return kind
            for part, kind in names.parts:
                if part in plain:
                    return kind
    return None


def _is_comment_form(element: HtmlElement) -> bool:
    """Say whether a form asks the reader to write (not the one that old pages wrap around everything)."""
    fields = element.xpath(".//textarea | .//input[not(@type='hidden' or @type='submit' or @type='button')]")
    return len(fields) > 0 and not _paragraphs(element)


def _paragraphs(element: HtmlElement) -> list[HtmlElement]:
    return [each for each in element.iter("p", "h1") if each.tag == "h1" or _length(each) >= _PARAGRAPH]


def _length(element: HtmlElement) -> int:
    return sum(map(len, element.itertext()))


def _is_linked_line(element: HtmlElement) -> bool:
    """Say whether a block is a link to another article with its heading («اقرأ أيضا: …»)."""
    if element.tag not in _LINES or not _linked(element):
        return False
    return line_kind(" ".join(element.itertext())) is not None


def _linked(element: HtmlElement) -> bool:
    return 2 * sum(map(_length, element.iter("a"))) > _length(element)


def take_furniture(root: HtmlElement) -> list[Furniture]:
    """Take out of the tree what its markup calls furniture and return it, in the order of the page."""
    whole = _length(root)
    found: list[tuple[Kind, HtmlElement]] = []
    stack = [root]
    while stack:
        element = stack.pop()
        kind = _kind(element, whole)
        if kind is None:
            stack.extend(reversed(element))
        else:
            found.append((kind, element))
    furniture: list[Furniture] = []
    for kind, element in found:
        for form in _forms_in(element) if kind == "comment" else []:
            _set_aside(form, "form", furniture)
        _set_aside(element, kind, furniture)
    return furniture


def _kind(element: HtmlElement, whole: int) -> Kind | None:
    """Return what kind of furniture ``element`` is on a page with ``whole`` characters of text, None if it is none."""
    if not isinstance(element.tag, str) or element.tag in _NEVER_FURNITURE:
        return None
    kind = _named_kind(element)
    if kind is None and element.tag == "form" and _is_comment_form(element):
        kind = "form"
    if kind is None:
        return "related" if _is_linked_line(element) else None
    if element.xpath("boolean(.//h1 | .//*[@itemprop='articleBody'])"):
        return None
    # Readers may write more than the author; other furniture is short.
    if kind != "comment" and _length(element) > _LARGEST_SHARE * whole and _paragraphs(element):
        return None
    return kind


def _set_aside(element: HtmlElement, kind: Kind, furniture: list[Furniture]) -> None:
    text = visible_text(element, apart=True)
    if text:
        furniture.append(Furniture(kind=kind, text=text))
    element.drop_tree()


def _forms_in(element: HtmlElement) -> list[HtmlElement]:
    """Return the comment forms inside a list of comments, the outermost only."""
    forms: list[HtmlElement] = []
    stack = list(element)
    while stack:
        each = stack.pop()
        if isinstance(each.tag, str) and (each.tag == "form" or _named_kind(each) == "form"):
            forms.append(each)
        else:
            stack.extend(each)
    return forms


def set_layout_free(root: HtmlElement) -> None:
    """Turn tables that only lay out the page into plain blocks, so that tables of data alone stay tables."""
    layout = [table for table in root.iter("table") if _is_layout(table)]
    for table in layout:
        for part in list(_own_parts(table)):
            part.tag = "div"
        table.tag = "div"


def _own_parts(table: HtmlElement) -> list[HtmlElement]:
    """Return the parts of ``table`` that are not of a table inside it."""
    parts: list[HtmlElement] = []
    stack = list(table)
    while stack:
        element = stack.pop()
        if element.tag in ("tbody", "thead", "tfoot", "tr"):
            parts.append(element)
            stack.extend(element)
        elif element.tag in ("td", "th", "caption", "colgroup"):
            parts.append(element)
    return parts


def _is_layout(table: HtmlElement) -> bool:
    """Say whether ``table`` holds blocks of running text, other tables, or never two cells in a row."""
    if table.xpath("boolean(.//table | .//h1 | .//form | .//textarea)"):
        return True
    cells = table.xpath(".//td | .//th")
    if any(_length(cell) > 4 * _PARAGRAPH or any(_length(p) >= _PARAGRAPH for p in cell.iter("p")) for cell in cells):
        return True
    return not table.xpath("boolean(.//tr[count(td | th) > 1])")
