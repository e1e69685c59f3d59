"""Wording to look at: the 23 techniques of persuasion of SemEval-2023 Task 3, with whose words they are and of whom."""

from khabar.layers.persuasion.layer import layer

__all__ = ["layer"]
