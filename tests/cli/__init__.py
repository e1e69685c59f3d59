"""Tests of ``khabar.cli``."""
