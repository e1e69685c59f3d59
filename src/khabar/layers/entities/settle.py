"""What the tagger left out although the rest of the text supports it: sure names of tables, short names told before."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.layers.entities.candidates import Candidate
from khabar.layers.entities.tagger import Span
from khabar.layers.entities.vocabulary import Vocabulary
from khabar.lexicon.matcher import Found
from khabar.lexicon.names import MACHINE_MADE
from khabar.lexicon.particles import without_particles

__all__ = ["settle"]

_SHORTEST = 3


def settle(
    words: Sequence[str], spans: Sequence[Span], found: Sequence[Candidate], vocabulary: Vocabulary
) -> list[Span]:
    """Return ``spans`` with what is added, in order, none overlapping."""
    taken = {index for span in spans for index in range(span.first, span.last)}
    added = [*_sure(found, taken), *_repeated(words, spans, taken, vocabulary)]
    return sorted([*spans, *added]) if added else list(spans)


def _sure(found: Sequence[Candidate], taken: set[int]) -> list[Span]:
    """Return the candidates that a table written by hand holds and no tagged name touches."""
    sure = []
    for one in found:
        if one.rule != "table" or one.weak or any(index in taken for index in range(one.first, one.last)):
            continue
        if all(name.row.table in MACHINE_MADE for name in one.names):
            continue
        sure.append(Span(one.first, one.last, one.cut, one.type, one, None))
        taken.update(range(one.first, one.last))
    return sure


def _repeated(words: Sequence[str], spans: Sequence[Span], taken: set[int], vocabulary: Vocabulary) -> list[Span]:
    """Return the places where a person is named again by the last part of a full name."""
    surnames: set[str] = set()
    for span in spans:
        if span.type == "PERSON" and span.last - span.first > 1:
            last = words[span.last - 1]
            if len(last) >= _SHORTEST and last.isalpha() and not _common(last, vocabulary):
                surnames.add(last)
    if not surnames:
        return []
    again = []
    for index, word in enumerate(words):
        if index in taken:
            continue
        for cut, rest in without_particles(word):
            if rest in surnames:
                again.append(Span(index, index + 1, cut, "PERSON", None, None))
                taken.add(index)
                break
    return again


def _common(word: str, vocabulary: Vocabulary) -> bool:
    """Say whether a last part of a name is too common a word to stand for its bearer."""
    if vocabulary.kinds.common(word):
        return True
    given: Found[str] | None = vocabulary.given.at([word], 0)
    return given is not None and given.cut == 0 and given.values[0] in ("ambiguous", "given", "particle")
