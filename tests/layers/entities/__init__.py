"""Tests of the layer ``entities``."""
