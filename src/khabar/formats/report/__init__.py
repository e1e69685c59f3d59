"""The HTML report: one self-contained page to look at a record with (``render``)."""

from khabar.formats.report.page import render

__all__ = ["render"]
