"""Formats: the record as something to look at or to hand on. Nothing here reads text; everything is told by a record."""
