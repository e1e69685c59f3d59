"""Figures of khabar: speed always, scores where the gold is at hand (``python -m benchmarks``)."""
