"""Patterns over classes of words: regular expressions in which ``<name>`` stands for a class or a union of classes.

``<name:group>`` captures. Besides, a pattern may hold groups, named groups, look-arounds, ``|`` and ``? * +``.

Many rules, and few of them have anything to say about a text: so it is told from the pattern what a text must hold for
it to match, and the regular expression is compiled when a text holds that for the first time.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from khabar.errors import LexiconError

__all__ = ["Pattern"]

_PART: Final = re.compile(
    r"<(?P<name>[a-z0-9_]+)(?::(?P<group>[a-z0-9_]+))?>|(?P<open>\((?:\?(?:P<\w+>|:|<?[=!]))?)|(?P<mark>[|)?*+])"
)

# What a text must hold: of each of these sets one character at least.
_Needs = list[frozenset[str]]


class Pattern:
    """The pattern of one rule; ``class_of`` gives the characters of a name of its. Safe among threads."""

    __slots__ = ("_compiled", "needs", "text")

    def __init__(self, pattern: str, class_of: Callable[[str], str], rule: str) -> None:
        """Read ``pattern``; ``rule`` is the name by which errors tell whose it is.

        Raises ``LexiconError`` for what is no part of a pattern.
        """
        parts: list[str] = []
        self.needs = _read("".join(pattern.split()), class_of, parts, rule)
        self.text = "".join(parts)
        self._compiled: re.Pattern[str] | None = None

    @property
    def compiled(self) -> re.Pattern[str]:
        """The regular expression."""
        if self._compiled is None:
            self._compiled = re.compile(self.text)
        return self._compiled

    def may_match(self, present: frozenset[str]) -> bool:
        """Say whether the pattern can match in a text that holds the characters ``present``."""
        return not any(need.isdisjoint(present) for need in self.needs)


class _Group:
    """What the branches of a group that is being read need."""

    __slots__ = ("branches", "opened")

    def __init__(self, opened: str) -> None:
        self.opened = opened
        self.branches: list[_Needs] = [[]]

    def needs(self) -> _Needs:
        """Return what the whole group needs: nothing if a branch needs nothing, or if it is what must not follow."""
        if self.opened.endswith("!") or not all(self.branches):
            return []
        if len(self.branches) == 1:
            return self.branches[0]
        return [frozenset().union(*(min(branch, key=len) for branch in self.branches))]


def _read(pattern: str, class_of: Callable[[str], str], parts: list[str], rule: str) -> _Needs:
    """Return what ``pattern`` needs; its regular expression is added to ``parts``, piece by piece."""
    groups = [_Group("")]
    last: _Needs = []  # what the piece before needs: a mark after it may make that void
    at = 0
    while at < len(pattern):
        found = _PART.match(pattern, at)
        if found is None or (found["mark"] == ")" and len(groups) == 1):
            said = f"the pattern cannot be read from «{pattern[at : at + 20]}» on."
            raise LexiconError(said, subject=f"rule {rule}", remedy="See khabar.lexicon.patterns for what it may hold.")
        at = found.end()
        if found["mark"] in ("?", "*"):
            last = []
        elif found["mark"] != "+":
            groups[-1].branches[-1].extend(last)
            last = []
        if found["name"]:
            letters = class_of(found["name"])
            last = [frozenset(letters)]
            parts.append(f"(?P<{found['group']}>[{letters}])" if found["group"] else f"[{letters}]")
            continue
        if found["open"]:
            groups.append(_Group(found["open"]))
        elif found["mark"] == ")":
            last = groups.pop().needs()
        elif found["mark"] == "|":
            groups[-1].branches.append([])
        parts.append(found[0])
    groups[-1].branches[-1].extend(last)
    return groups[0].needs()
