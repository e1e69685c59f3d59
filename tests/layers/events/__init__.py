"""Tests of the layer events."""
