"""Tests of ``khabar.lexicon``."""
