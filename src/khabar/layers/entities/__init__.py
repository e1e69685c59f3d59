"""Who and where: names of persons, bodies, groups, peoples and places."""

from khabar.layers.entities.layer import Entities

layer = Entities()

__all__ = ["layer"]
