"""What the sections of the summary are written with: cells, lines, tables and neighbourhoods in the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from khabar.formats.strings import Strings
from khabar.formats.terminal import PDI, RLI, Terminal, around, clean, clip, display_width, isolate, pad, wrap
from khabar.record import Record

__all__ = ["INDENT", "MOST", "Cell", "Page"]

MOST = 30  # entries of a section
INDENT = "  "
_GAP = "  "


class Cell(NamedTuple):
    """A cell of a line: its text, and how it is shown."""

    text: str
    styles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """What a section needs to write its lines: the record, the messages, the terminal."""

    record: Record
    say: Strings
    terminal: Terminal

    def line(self, *cells: Cell | str, indent: str = INDENT, gap: str = " ") -> str:
        """Return a line of ``cells``, each isolated from its neighbours."""
        shown = []
        for cell in cells:
            text, styles = (cell.text, cell.styles) if isinstance(cell, Cell) else (cell, ())
            if text:
                shown.append(self._shown(text, styles))
        return self._directed(indent + gap.join(shown))

    def _directed(self, line: str) -> str:
        return self.terminal.right_to_left(line) if self.say.right_to_left else line

    def _shown(self, text: str, styles: tuple[str, ...]) -> str:
        apart = isolate(text, right_to_left=self.say.right_to_left)
        return self.terminal.style(apart, *styles) if styles else apart

    def tell(self, key: str, **values: str) -> str:
        """Return the message ``key`` with each value isolated from the words around it."""
        rtl = self.say.right_to_left
        return self.say(key, **{name: isolate(clean(value), right_to_left=rtl) for name, value in values.items()})

    def table(self, rows: Sequence[Sequence[Cell]], places: Sequence[tuple[int, int] | str]) -> list[str]:
        """Return ``rows`` in columns, each with the neighbourhood of its place in the text (or a remark) at the end.

        Where the line is too narrow for both, the neighbourhood or remark stands on a line of its own.
        """
        if not rows:
            return []
        columns = range(len(rows[0]))
        most = max(12, self.terminal.width // 3)
        widths = [min(most, max(display_width(row[column].text) for row in rows)) for column in columns]
        taken = len(INDENT) + sum(width + len(_GAP) for width in widths if width)
        room = self.terminal.width - taken
        beside = room >= self.terminal.width // 3
        lines = []
        for row, place in zip(rows, places, strict=True):
            shown = []
            for cell, width in zip(row, widths, strict=True):
                if width:
                    text = clip(cell.text, width)
                    shown.append(pad(text, width, self._shown(text, cell.styles)))
            head = INDENT + _GAP.join(shown)
            if isinstance(place, str) and display_width(place) <= room:
                lines.append(head + _GAP + self._shown(place, ("dim",)) if place else head.rstrip())
            elif isinstance(place, str):
                lines.append(head.rstrip())
                below = self.terminal.width - len(INDENT) * 3
                lines += [
                    INDENT * 3 + self._shown(" · ".join(clip(part, below) for part in line), ("dim",))
                    for line in wrap(place.split(" · "), below, between=" · ")
                ]
            elif beside:
                lines.append(head + _GAP + self.context(*place, room))
            else:
                lines.append(head.rstrip())
                indent = INDENT * 3
                lines.append(indent + self.context(*place, self.terminal.width - len(indent)))
        return [self._directed(line) for line in lines]

    def context(self, start: int, end: int, width: int) -> str:
        """Return the words around ``text[start:end]`` with those in it marked."""
        before, middle, after = around(self.record.text, start, end, width - 2)
        marked = self.terminal.style(middle, "bold") if self.terminal.color else f"[{middle}]"
        words = self.terminal.style(before, "dim") + marked + self.terminal.style(after, "dim")
        return RLI + words + PDI

    def more(self, left: int) -> list[str]:
        """Return the line that says how many entries are not shown, none if that is none."""
        return [self.line(Cell(self.say("summary.more", count=left), ("dim",)))] if left > 0 else []
