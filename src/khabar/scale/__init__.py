"""The same reader over many documents, on the processors of one machine."""

from khabar.scale.batch import Tally, run_batch

__all__ = ["Tally", "run_batch"]
