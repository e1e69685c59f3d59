"""Tests of the clause frames."""
