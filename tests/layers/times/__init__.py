"""Tests of the layer ``times``."""
