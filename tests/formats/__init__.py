"""Tests of ``khabar.formats``."""
