"""Morphology: what each word is made of, its lemma and part of speech, and under which keys tables may list it."""

from khabar.text.morphology.analyser import Analyser, Piece, Reading, Word, analyser_of, morphology, plain_tokens
from khabar.text.morphology.forms import Form, FormFinder, form_finder

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
