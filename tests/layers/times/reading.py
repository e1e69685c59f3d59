"""Helpers of the tests of the layer ``times``."""

from __future__ import annotations

from functools import cache

from khabar.layers.base import Context, Output
from khabar.layers.times import layer
from khabar.lexicon import Lexicon
from khabar.record import Document, Time
from khabar.text import analyse

__all__ = ["context", "one", "read", "times", "values"]


@cache
def _lexicon() -> Lexicon:
    return Lexicon()


def context(text: str, published: str | None = "2016-10-05", *, explain: bool = False) -> Context:
    """Return what the layer reads: ``text`` under a document date."""
    return Context(analyse(text), Document(id="x", sha256="", published=published), _lexicon(), {}, explain)


def read(text: str, published: str | None = "2016-10-05", *, explain: bool = False) -> Output:
    """Return all that the layer says about ``text``."""
    return layer.read(context(text, published, explain=explain))


def times(text: str, published: str | None = "2016-10-05") -> list[Time]:
    """Return the times of ``text``."""
    return list(read(text, published).fields["times"])


def values(text: str, published: str | None = "2016-10-05") -> list[str]:
    """Return the values of the times of ``text``."""
    return [time.value for time in times(text, published)]


def one(text: str, published: str | None = "2016-10-05") -> Time:
    """Return the only time of ``text``."""
    (time,) = times(text, published)
    return time
