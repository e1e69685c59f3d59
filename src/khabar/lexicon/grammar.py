"""Grammars over symbols: how the layers that read constructions (times, quantities) are built.

Each word or phrase of a layer's tables has a class; each class is one character. A text becomes a string of such
characters, one an item (a word of the tables, a numeral, an attached particle), with ``.`` for whatever the tables do
not know. A rule is a small record: an id that says what it reads, a pattern over class names, a builder, an example.
Patterns are regular expressions in which ``<name>`` stands for a class or a union of classes and ``<name:group>``
captures; so a rule is written once for all spellings, genders and particles.

The idea of rules as data with a pattern and a production is Duckling's; matching is leftmost, then longest.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from khabar.errors import LexiconError
from khabar.lexicon.numerals import Numeral
from khabar.lexicon.tables import Row
from khabar.text.fold import fold_word

if TYPE_CHECKING:
    from khabar.text import Analysis

__all__ = ["Grammar", "Item", "Match", "Phrases", "Rule"]

_NAME = re.compile(r"(?<!\?P)<([a-z0-9_]+)(?::([a-z0-9_]+))?>")
_FORM_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_FIRST_CODE = 0xE000
_CACHE_LIMIT = 100_000
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


class Phrases:
    """Finds the forms of table rows among tokens: longest first, attached particles taken off.

    ``rows`` need the columns ``form`` and ``class``. A form may hold several words and marks.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Row]]] = {}
        for row in rows:
            for form in row.forms():
                tokens = tuple(_FORM_TOKEN.findall(fold_word(form)))
                if not tokens:
                    raise LexiconError("the form is empty.", subject=row.place, remedy="Give it letters.")
                self._by_first.setdefault(tokens[0], []).append((tokens[1:], row))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        self._cache: dict[str, tuple[tuple[int, str], ...]] = {}

    def _readings(self, word: str) -> tuple[tuple[int, str], ...]:
        """Return ``(letters cut off, rest)`` for each reading of ``word`` whose rest begins some form."""
        readings = self._cache.get(word)
        if readings is None:
            readings = tuple((cut, rest) for cut, rest in _readings(word) if rest in self._by_first)
            if len(self._cache) < _CACHE_LIMIT:
                self._cache[word] = readings
        return readings

    def at(self, words: Sequence[str], index: int) -> tuple[Row, int, int] | None:
        """Return ``(row, letters cut off, tokens taken)`` of the longest form at ``index``, or None."""
        for cut, rest in self._readings(words[index]):
            for tail, row in self._by_first[rest]:
                if not tail or tuple(words[index + 1 : index + 1 + len(tail)]) == tail:
                    return row, cut, 1 + len(tail)
        return None


class Match(NamedTuple):
    """A rule's match: the items it covers and those captured by name.

    ``groups`` maps the names of captures to the index of their first item, ``ends`` to the index after their last.
    """

    items: Sequence[Item]
    first: int
    last: int
    groups: Mapping[str, int]
    symbols: str
    ends: Mapping[str, int] = {}

    def get(self, group: str) -> Item | None:
        """Return the item captured as ``group``, or None."""
        index = self.groups.get(group)
        return None if index is None else self.items[index]

    def __getitem__(self, group: str) -> Item:  # type: ignore[override]
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
        self.phrases = Phrases(rows)
        self._numeral_class = numeral_class
        self._particles = dict(particles)
        classes = {row.cells["class"] for row in rows}
        names = sorted(classes.union(numeral_classes, particles.values(), special_classes))
        self._codes = {name: chr(_FIRST_CODE + number) for number, name in enumerate(names)}
        self._unions = unions
        self.rules = tuple(rules)
        self._patterns = [re.compile(self._pattern(rule)) for rule in rules]

    def _class(self, name: str, rule: Rule[T]) -> str:
        if name in self._unions:
            return "".join(self._class(part, rule) for part in self._unions[name])
        if name == "other":
            return re.escape(OTHER)
        if name not in self._codes:
            raise LexiconError(f"the pattern names an unknown class <{name}>.", subject=f"rule {rule.id}")
        return self._codes[name]

    def _pattern(self, rule: Rule[T]) -> str:
        def replace(found: re.Match[str]) -> str:
            name, group = found.groups()
            letters = f"[{self._class(name, rule)}]"
            return f"(?P<{group}>{letters})" if group else letters

        return _NAME.sub(replace, "".join(rule.pattern.split()))

    # -- items --------------------------------------------------------------------------------------------------

    def items(
        self, analysis: Analysis, numerals: Sequence[Numeral], specials: Mapping[int, tuple[str, int]] | None = None
    ) -> tuple[list[Item], str]:
        """Return the items of a text and their symbols, one character each.

        Runs of unknown words become one ``.`` item each word; a line break stands between paragraphs. ``specials``
        are pieces that the caller has read: the class and the token after the last, by first token.
        """
        words, starts, ends = analysis.words, analysis.starts, analysis.ends
        items: list[Item] = []
        symbols: list[str] = []
        codes = self._codes
        at_numeral = {numeral.first: numeral for numeral in numerals}
        breaks = iter([start for start, _ in analysis.paragraphs[1:]])
        next_break = next(breaks, -1)
        find = self.phrases.at
        index, count = 0, len(words)

        def add(name: str, start: int, end: int, row: Row | None = None, numeral: Numeral | None = None) -> None:
            items.append(Item(name, start, end, row, numeral))
            symbols.append(codes.get(name, OTHER))

        def particles(token: int, cut: int) -> int:
            """Add the particles at the head of ``token`` and return where the word itself begins."""
            start = starts[token]
            for letter in words[token][:cut]:
                name = self._particles.get(letter)
                if name:
                    add(name, start, start + 1)
                start += 1
            return start

        while index < count:
            if 0 <= next_break <= starts[index]:
                items.append(Item("break", starts[index], starts[index]))
                symbols.append(BREAK)
                next_break = next(breaks, -1)
            if specials and index in specials:
                name, last = specials[index]
                add(name, starts[index], ends[last - 1])
                index = last
                continue
            numeral = at_numeral.get(index)
            found = find(words, index)
            if found and (numeral is None or index + found[2] >= numeral.last):
                row, cut, taken = found
                start = particles(index, cut)
                add(row.cells["class"], start, ends[index + taken - 1], row)
                index += taken
            elif numeral:
                start = particles(index, numeral.cut)
                add(self._numeral_class(numeral), start, ends[numeral.last - 1], None, numeral)
                index = numeral.last
            else:
                items.append(Item("other", starts[index], ends[index]))
                symbols.append(OTHER)
                index += 1
        return items, "".join(symbols)

    # -- matching -----------------------------------------------------------------------------------------------

    def islands(self, items: Sequence[Item], symbols: str, core: str) -> tuple[list[Item], str]:
        """Return only the runs of known items that hold one of the classes of the union ``core``.

        Runs stay apart by one unknown item, so that rules search a short string.
        """
        letters = "".join(self._codes[name] for name in self._unions[core])
        kept: list[Item] = []
        parts: list[str] = []
        for run in re.finditer(f"[^{re.escape(OTHER)}{BREAK}]*[{letters}][^{re.escape(OTHER)}{BREAK}]*", symbols):
            start, end = run.span()
            kept += items[start:end]
            parts.append(symbols[start:end])
            if end < len(items):
                kept.append(items[end])
                parts.append(symbols[end])
        return kept, "".join(parts)

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
            found = self._patterns[number].search(symbols, start)
            while found and found.start() == found.end():
                found = self._patterns[number].search(symbols, found.end() + 1)
            if found:
                heapq.heappush(heap, (found.start(), -found.end(), number, found))

        for number in range(len(self._patterns)):
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


def _readings(word: str) -> list[tuple[int, str]]:
    """Return the whole word, then what is left when conjunction and preposition are taken off, with the letters cut."""
    readings = [(0, word)]
    if len(word) < 3:
        return readings
    rest, cut = word, 0
    if rest[0] in "وف":
        rest, cut = rest[1:], 1
        readings.append((cut, rest))
    if len(rest) > 2 and rest[0] in "بلك":
        if rest.startswith("لل"):
            readings.append((cut + 1, "ال" + rest[2:]))
        readings.append((cut + 1, rest[1:]))
    return readings
