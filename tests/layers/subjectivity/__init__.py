"""Tests of the layer of subjectivity."""
