"""Counts, measures, money and percentages; totals and their parts (see ``README.md``)."""

from khabar.layers.base import Layer
from khabar.layers.quantities.layer import QuantityLayer

__all__ = ["layer"]

layer: Layer = QuantityLayer()
