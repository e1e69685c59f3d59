"""Reads quotations of a text with the layers that they need."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any

from khabar.layers import entities as who
from khabar.layers import quotations as room
from khabar.layers import times as when
from khabar.layers.base import Context, Output
from khabar.lexicon import Lexicon
from khabar.record import Document, Quotation
from khabar.text import analyse

__all__ = ["output", "quotations", "said"]


@cache
def _lexicon() -> Lexicon:
    return Lexicon()


def output(text: str, *, explain: bool = False, before: bool = False) -> Output:
    """Return what the layer says of ``text``, with the fields of the layers ``before`` it if asked for."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    document = Document(id="test", sha256=digest, published="2016-09-30")
    found: dict[str, Any] = {}
    analysis = analyse(text)
    result = Output({})
    for layer in (when.layer, who.layer, room.layer):
        result = layer.read(Context(analysis, document, _lexicon(), found, explain))
        found.update({name: list(result.fields.get(name, ())) for name in layer.fields})
    return Output({**found}) if before else result


def quotations(text: str) -> list[Quotation]:
    """Return the quotations of ``text``."""
    return list(output(text).fields["quotations"])


def said(one: Quotation) -> str:
    """Return a quotation as ``examples.tsv`` writes it."""
    cue = f"«{one.cue.text}» {one.cue.category}" if one.cue else ""
    speaker = f"= {one.speaker_text}" if one.speaker_text else ""
    return " ".join(part for part in (one.kind, cue, speaker) if part)
