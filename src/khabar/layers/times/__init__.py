"""Times: dates, clock times, durations, repeated times (TIMEX3), resolved to calendar days; ranges as intervals."""

from khabar.layers.times.layer import RULES, Times

__all__ = ["RULES", "Times", "layer"]

layer = Times()
