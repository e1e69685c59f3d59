"""The layer ``scripture``: quotations of the Quran, marked or not, with reference, exactness and differences."""

from khabar.layers.scripture.layer import layer

__all__ = ["layer"]
