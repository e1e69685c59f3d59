"""HTML made safely: every string that is not already ``Markup`` is escaped, in content and in attributes.

Texts come from strangers, so nothing in this package joins strings into HTML by hand.
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any

__all__ = ["Markup", "clean", "data", "el", "fill", "join"]

# An HTML parser drops NUL and refuses lone surrogates; U+FFFD is as long, so that offsets stay true.
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
_VOID = frozenset({"circle", "input", "line", "path", "rect"})
_SLOT = re.compile(r"\{\{([a-z_]+)\}\}")


class Markup(str):
    """HTML that is already safe."""

    __slots__ = ()


def clean(text: str) -> str:
    """Return ``text`` with what a page cannot hold replaced, one code unit for one."""
    return _UNWRITABLE.sub("\ufffd", text)


def _safe(text: str) -> str:
    return text if isinstance(text, Markup) else escape(clean(text))


def join(*parts: str | None) -> Markup:
    """Return the parts one after the other, each escaped unless it is ``Markup``; None is nothing."""
    return Markup("".join(_safe(part) for part in parts if part is not None))


def el(name: str, /, *children: str | None, **attributes: str | float | bool | None) -> Markup:
    """Return an element. ``class_`` gives ``class``, ``data_a`` gives ``data-a``; None and False leave one out."""
    written = []
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        key = key.rstrip("_").replace("_", "-")
        written.append(f" {key}" if value is True else f' {key}="{escape(clean(str(value)))}"')
    head = f"<{name}{''.join(written)}"
    return Markup(f"{head}/>" if name in _VOID else f"{head}>{join(*children)}</{name}>")


def data(value: Any) -> Markup:
    """Return ``value`` as JSON that may stand in a script element: no ``<`` can end it."""
    text = clean(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


def fill(template: str, slots: dict[str, str]) -> str:
    """Return ``template`` with each ``{{slot}}`` filled in, in one pass: what is filled in is not looked at again."""
    return _SLOT.sub(lambda match: slots[match[1]], template)
