"""The layers: one room each, all built alike (see ``base``)."""
