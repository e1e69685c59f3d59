"""Morphology: what each word is made of, its lemma and part of speech."""

from khabar.text.morphology.analyser import Piece, Reading, Word, morphology

__all__ = ["Piece", "Reading", "Word", "morphology"]
