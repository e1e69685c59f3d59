"""Reads a text with the layer alone."""

from __future__ import annotations

from khabar.layers.base import Context, Output
from khabar.layers.scripture import layer
from khabar.lexicon import Lexicon
from khabar.record import Document, Scripture
from khabar.text import analyse

LEXICON = Lexicon()
_DOCUMENT = Document(id="test", sha256="")


def output(text: str, *, explain: bool = False) -> Output:
    """Return what the layer says about ``text``."""
    return layer.read(Context(analyse(text), _DOCUMENT, LEXICON, {}, explain))


def quotations(text: str) -> list[Scripture]:
    """Return the quotations in ``text``."""
    return list(output(text).fields["scripture"])


def reference(found: Scripture) -> str:
    """Return ``60:9`` or ``60:8-9``."""
    return found.ref if found.ref == found.end_ref else f"{found.ref}-{found.end_ref.split(':')[1]}"
