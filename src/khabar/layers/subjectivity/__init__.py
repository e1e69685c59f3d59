"""Subjectivity: how likely a sentence speaks the author's mind, by its voices and their marks."""

from khabar.layers.subjectivity.layer import layer

__all__ = ["layer"]
