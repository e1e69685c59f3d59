"""The words of a text as spelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.text.fold import plain_word

if TYPE_CHECKING:
    from khabar.text import Analysis

__all__ = ["plain_tokens"]


def plain_tokens(analysis: Analysis) -> list[str]:
    """Return the tokens of ``analysis`` as spelled, without marks; each is as long as its folded word."""
    written = plain_word(analysis.folded.source)
    if len(written) != len(analysis.folded.text):
        return analysis.words
    return [written[start:end] for start, end in zip(analysis.starts, analysis.ends, strict=True)]
