"""Helpers of the tests of the layer ``entities``."""

from __future__ import annotations

from functools import cache

from khabar import Reader, Record
from khabar.record import Entity

PUBLISHED = "2016-10-05"


@cache
def _reader() -> Reader:
    return Reader(layers=["times", "entities"], force=True)


def read(text: str) -> Record:
    """Return the record of ``text``, published on ``PUBLISHED``."""
    return _reader().read(text, published=PUBLISHED)


def names(text: str) -> list[str]:
    """Return the named mentions as ``text|TYPE|code``, in order."""
    found = [
        (mention.start, "|".join((mention.text, str(mention.type), entity.code or "")).rstrip("|"))
        for entity in read(text).entities
        for mention in entity.mentions
        if mention.form not in ("pronoun", "nominal")
    ]
    return [name for _, name in sorted(found)]


def entity_at(text: str, mention: str) -> Entity:
    """Return the entity that has a mention of that text; the test fails if there is none."""
    for entity in read(text).entities:
        if any(one.text == mention for one in entity.mentions):
            return entity
    raise AssertionError(f"{mention} is no mention in: {text}")
