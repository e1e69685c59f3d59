"""Tests of ``khabar.layers``."""
