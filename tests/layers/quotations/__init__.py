"""Tests of the layer quotations."""
