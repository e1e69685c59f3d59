"""Grammars over symbols: how the layers that read constructions (times, quantities) are built.

Each word or phrase of a layer's tables has a class; each class is one character. A text becomes a string of such
characters, one an item (a word of the tables, a numeral, an attached particle), with ``.`` for whatever the tables do
not know. A rule is a small record: an id that says what it reads, a pattern over class names, a builder, an example.
Patterns (``khabar.lexicon.patterns``) are over class names; so a rule is written once for all spellings, genders and
particles.

The idea of rules as data with a pattern and a production is Duckling's; matching is leftmost, then longest.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import count, pairwise
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from khabar.errors import LexiconError
from khabar.lexicon.matcher import Matcher
from khabar.lexicon.numerals import Numeral
from khabar.lexicon.patterns import Pattern
from khabar.lexicon.tables import Row

if TYPE_CHECKING:
    from khabar.text import Analysis

__all__ = ["Grammar", "Item", "Match", "Rule"]

OTHER = "."
BREAK = "\n"

T = TypeVar("T")


class Item(NamedTuple):
    """A word, phrase, numeral or particle of the text, with its class.

    ``start`` and ``end`` are offsets into the folded text; ``row`` the table row or None; ``numeral`` the number.
    """

    name: str
    start: int
    end: int
    row: Row | None = None
    numeral: Numeral | None = None

    @property
    def value(self) -> str:
        """The cell ``value`` of the row."""
        return self.row.cells["value"] if self.row else ""


@dataclass(frozen=True, slots=True)
class Match:
    """A rule's match: the items it covers and those captured by name.

    ``groups`` maps the names of captures to the index of their first item, ``ends`` to the index after their last.
    """

    items: Sequence[Item]
    first: int
    last: int
    groups: Mapping[str, int]
    symbols: str
    ends: Mapping[str, int] = field(default_factory=dict)

    def get(self, group: str) -> Item | None:
        """Return the item captured as ``group``, or None."""
        index = self.groups.get(group)
        return None if index is None else self.items[index]

    def __getitem__(self, group: str) -> Item:
        return self.items[self.groups[group]]


class Rule(NamedTuple, Generic[T]):
    """A rule: its id says what it reads; ``build`` returns what it means, or None to decline.

    ``example`` is a phrase that the rule must read (a test checks each).
    """

    id: str
    pattern: str
    build: Callable[..., T | None]
    example: str
    reason: str = ""


class Grammar(Generic[T]):
    """Rules over the classes of some tables. Immutable once made; safe to share between threads."""

    def __init__(
        self,
        rows: Iterable[Row],
        rules: Sequence[Rule[T]],
        numeral_classes: Sequence[str],
        numeral_class: Callable[[Numeral], str],
        unions: Mapping[str, Sequence[str]],
        particles: Mapping[str, str],
        special_classes: Sequence[str] = (),
    ) -> None:
        """Make a grammar.

        ``numeral_class`` names the class (one of ``numeral_classes``) of a numeral; ``unions`` name several classes at
        once; ``particles`` maps a letter written onto the next word (و, ب …) to its class; ``special_classes`` are
        those of the specials that ``items`` is given.
        """
        rows = list(rows)
        self._forms = Matcher(((form, row) for row in rows for form in row.forms()), quotes=False)
        self._numeral_class = numeral_class
        self._particles = dict(particles)
        classes = {row.cells["class"] for row in rows}
        names = sorted(classes.union(numeral_classes, particles.values(), special_classes))
        self._codes = dict(zip(names, _letters(), strict=False))
        self._unions = unions
        self._core = frozenset(unions.get("core", names))
        # words that by themselves are of no class of the core, each with the words that may change that
        self._idle = {
            word: frozenset(following or ())
            for word, (numbers, following) in self._forms.forms.items()
            if not numbers or self._forms.value(numbers[0]).cells["class"] not in self._core
        }
        self.rules = tuple(rules)
        self._patterns = [Pattern(rule.pattern, cache(partial(self._class, rule=rule.id)), rule.id) for rule in rules]

    def _class(self, name: str, rule: str) -> str:
        """Return the characters of the class or union ``name``."""
        if name in self._unions:
            return "".join(self._class(part, rule) for part in self._unions[name])
        if name == "other":
            return OTHER
        if name not in self._codes:
            raise LexiconError(f"the pattern names an unknown class <{name}>.", subject=f"rule {rule}")
        return self._codes[name]

    # -- items --------------------------------------------------------------------------------------------------

    def items(
        self, analysis: Analysis, numerals: Sequence[Numeral], specials: Mapping[int, tuple[str, int]] | None = None
    ) -> tuple[list[Item], str]:
        """Return the items of a text and their symbols, one character each.

        Only runs of known items that hold a class of the union ``core`` (any class, if there is no such union) are
        kept, so that rules search a short string; one item ``other``, or ``break`` at the end of a paragraph, stands
        after each run. ``specials`` are pieces that the caller has read: the class and the token after the last, by
        first token.
        """
        words, starts, ends = analysis.words, analysis.starts, analysis.ends
        specials = specials or {}
        at_numeral = {numeral.first: numeral for numeral in numerals}
        starts_form, find, core = self._forms.starts, self._forms.at, self._core
        marks = [
            index for index, word in enumerate(words) if starts_form[word] or index in at_numeral or index in specials
        ]
        breaks = [start for start, _ in analysis.paragraphs[1:]]
        breaks.append(len(analysis.folded.text) + 1)
        paragraph = 0
        items: list[Item] = []
        run: list[Item] = []
        position = 0
        idle = self._idle
        marks.append(len(words))
        for index, following in pairwise(marks):
            if index < position:
                continue
            if index > position and following > index + 1 and index not in at_numeral:
                changing = idle.get(words[index])
                if changing is not None and (index + 1 == len(words) or words[index + 1] not in changing):
                    continue  # a particle alone, as most are
            if index > position or starts[index] >= breaks[paragraph]:
                if run:
                    _close(items, run, core, breaks[paragraph] <= starts[index])
                    run = []
                while starts[index] >= breaks[paragraph]:
                    paragraph += 1
            if index in specials:
                name, position = specials[index]
                run.append(Item(name, starts[index], ends[position - 1]))
                continue
            numeral = at_numeral.get(index)
            found = find(words, index)
            if found and (numeral is None or found.last >= numeral.last):
                row, position = found.values[0], found.last
                start = self._take_off(run, words[index], starts[index], found.cut)
                run.append(Item(row.cells["class"], start, ends[position - 1], row))
            elif numeral:
                start = self._take_off(run, words[index], starts[index], numeral.cut)
                position = numeral.last
                run.append(Item(self._numeral_class(numeral), start, ends[position - 1], None, numeral))
        if run:
            _close(items, run, core, True)
        codes = self._codes
        return items, "".join([codes.get(item.name) or (BREAK if item.name == "break" else OTHER) for item in items])

    def _take_off(self, run: list[Item], word: str, start: int, cut: int) -> int:
        """Add the particles at the head of ``word`` to ``run`` and return where the word itself begins."""
        for letter in word[:cut]:
            name = self._particles.get(letter)
            if name:
                run.append(Item(name, start, start + 1))
            start += 1
        return start

    # -- matching -----------------------------------------------------------------------------------------------

    def read(
        self,
        items: Sequence[Item],
        symbols: str,
        build: Callable[[Rule[T], Match], T | None],
        end_of: Callable[[T], int] | None = None,
    ) -> list[tuple[Rule[T], Match, T]]:
        """Return the accepted readings in order of the text, none overlapping: leftmost, then longest, then first.

        ``build`` is called in that order with each rule and match; a None declines, and the next reading is tried.
        ``end_of`` gives the item at which reading goes on after a reading that uses less than its match.
        """
        heap: list[tuple[int, int, int, re.Match[str]]] = []

        def push(number: int, start: int) -> None:
            search = self._patterns[number].compiled.search
            found = search(symbols, start)
            while found and found.start() == found.end():
                found = search(symbols, found.end() + 1)
            if found:
                heapq.heappush(heap, (found.start(), -found.end(), number, found))

        present = frozenset(symbols)
        for number, pattern in enumerate(self._patterns):
            if pattern.may_match(present):
                push(number, 0)
        accepted: list[tuple[Rule[T], Match, T]] = []
        position = 0
        while heap:
            start, _, number, found = heapq.heappop(heap)
            if start < position:
                push(number, position)
                continue
            rule = self.rules[number]
            groups = {name: at for name, at in ((n, found.start(n)) for n in found.re.groupindex) if at >= 0}
            match = Match(items, start, found.end(), groups, symbols, {name: found.end(name) for name in groups})
            value = build(rule, match)
            if value is None:
                push(number, start + 1)
                continue
            accepted.append((rule, match, value))
            position = end_of(value) if end_of else found.end()
            push(number, position)
        return accepted


def _letters() -> Iterator[str]:
    """Yield the characters that stand for classes: of no meaning in patterns, and small: re is quicker so."""
    return (letter for letter in map(chr, count(0x30)) if letter.isalnum() or letter > "\x7f")


def _close(items: list[Item], run: list[Item], core: frozenset[str], end: bool) -> None:
    """Add ``run`` to ``items`` if it holds a class of ``core``, and what stands after it."""
    if core.isdisjoint([item.name for item in run]):
        return
    items += run
    items.append(Item("break" if end else "other", run[-1].end, run[-1].end))
