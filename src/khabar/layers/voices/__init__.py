"""Voices: whether a clause is told, quoted, claimed, judged, foretold, called for, asked, scripture or furniture."""

from khabar.layers.voices.layer import layer

__all__ = ["layer"]
