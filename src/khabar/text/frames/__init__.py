"""Clause frames: predicates with their subjects, objects, complements and prepositional phrases."""

from khabar.text.frames.frames import Frames, frames
from khabar.text.frames.records import Arg, Clause, Frame, Phrase

__all__ = ["Arg", "Clause", "Frame", "Frames", "Phrase", "frames"]
