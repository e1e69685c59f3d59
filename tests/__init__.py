"""Tests of khabar."""
