"""Tests of the layer of wording to look at."""
