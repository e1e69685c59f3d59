"""Quotations: whose words and views a text gives, marked and unmarked, with the word that reports them."""

from khabar.layers.quotations.layer import Quotations

__all__ = ["layer"]

layer = Quotations()
