"""Events: PLOVER 2.0 events with their parties, and agreements with their provisions."""

from khabar.layers.events.layer import Events

__all__ = ["layer"]

layer = Events()
