"""The grammar of reports on one page: its parts in one hand."""

from __future__ import annotations

from khabar.layers.quotations.content import Contents
from khabar.layers.quotations.cues import Cues
from khabar.layers.quotations.ends import Ends
from khabar.layers.quotations.marked import Marked
from khabar.layers.quotations.marks import Mark
from khabar.layers.quotations.page import Page
from khabar.layers.quotations.sources import Sources

__all__ = ["Grammar"]


class Grammar:
    """What reports, to what it leads and where that ends; sources told with a preposition; marked strings."""

    def __init__(self, page: Page, marks: list[Mark]) -> None:
        self.marked = Marked(page, marks)
        self.opening = self.marked.opening
        self.cues = Cues(page)
        self.contents = Contents(page, self.cues, self.marked)
        self.sources = Sources(page, self.cues, self.contents)
        self.ends = Ends(page, self.cues, self.marked, self.contents, self.sources)
