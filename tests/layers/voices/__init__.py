"""Tests of the layer of voices."""
