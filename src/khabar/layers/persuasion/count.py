"""Figures of a text: how often each technique occurs in all of it, and in the author's own voice only.

Two columns, always together: what a reporter quotes is not his wording. Counts are of a text, never of a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from khabar.record import Persuasion, Voice

__all__ = ["Count", "counts"]

_AUTHOR = "author"
_OWN = frozenset(("report", "claim", "opinion", "prediction", "call", "question"))


class Count(NamedTuple):
    """How often a technique occurs: in all text, and in the author's own voice."""

    all: int
    author: int


def counts(persuasion: Iterable[Persuasion], voices: Sequence[Voice] = ()) -> Mapping[str, Count]:
    """Return the figures by technique, the most frequent first.

    ``voices`` are the segments of the same record: an annotation counts as the author's own if he is its holder and
    its segment, where one is given, is no quotation.
    """
    found: dict[str, Count] = {}
    for one in persuasion:
        own = one.holder == _AUTHOR and (one.voice is None or not voices or voices[one.voice].voice in _OWN)
        before = found.get(one.technique, Count(0, 0))
        found[one.technique] = Count(before.all + 1, before.author + own)
    return dict(sorted(found.items(), key=lambda pair: (-pair[1].all, -pair[1].author, pair[0])))
