"""Tests of ``khabar.scale``."""
