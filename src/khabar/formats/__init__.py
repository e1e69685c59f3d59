"""Formats: the record as something to look at or to hand on, made of nothing but the record."""
