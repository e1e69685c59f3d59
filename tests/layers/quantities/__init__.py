"""Tests of ``khabar.layers.quantities``."""
