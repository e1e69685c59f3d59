"""Morphology: what each word is made of, its lemma and part of speech, and under which keys tables may list it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from khabar.text.morphology.forms import Form, FormFinder, form_finder
from khabar.text.morphology.spelling import plain_tokens

if TYPE_CHECKING:
    from khabar.text.morphology.analyser import Analyser, Piece, Reading, Word, analyser_of, morphology

__all__ = [
    "Analyser",
    "Form",
    "FormFinder",
    "Piece",
    "Reading",
    "Word",
    "analyser_of",
    "form_finder",
    "morphology",
    "plain_tokens",
]


def __getattr__(name: str) -> Any:
    """Import the analyser on first use: it needs numpy, and much of the room does not need it."""
    if name in __all__:
        return getattr(import_module("khabar.text.morphology.analyser"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
