"""Voices: which clause is told, quoted, claimed, judged, foretold, called for, asked, or scripture or page furniture."""

from khabar.layers.voices.layer import layer

__all__ = ["layer"]
