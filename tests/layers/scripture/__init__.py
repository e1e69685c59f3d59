"""Tests of the layer scripture."""
