"""Errors that khabar raises.

    KhabarError
    ├── SourceError          the input cannot be read or is not what it should be
    │   ├── DecodeError      its bytes fit no supported encoding
    │   ├── EmptyTextError   it holds no text
    │   └── LanguageError    it is not Arabic (``force=True`` reads it all the same)
    ├── LexiconError         a table is wrong: names file, line and column
    ├── LayerError           a layer is unknown, or its needs cannot be met
    └── OptionError          an option has a value that cannot be used

Each error names the input and says what to do; ``str(error)`` is meant for people.
"""

from __future__ import annotations

__all__ = [
    "DecodeError",
    "EmptyTextError",
    "KhabarError",
    "LanguageError",
    "LayerError",
    "LexiconError",
    "OptionError",
    "SourceError",
]


class KhabarError(Exception):
    """Base of all errors: ``subject`` is the input at fault, ``remedy`` the next step."""

    def __init__(self, problem: str, *, subject: str = "", remedy: str = "") -> None:
        self.problem = problem
        self.subject = subject
        self.remedy = remedy
        super().__init__(problem, subject, remedy)

    def __str__(self) -> str:
        head = f"{self.subject}: {self.problem}" if self.subject else self.problem
        return f"{head} {self.remedy}" if self.remedy else head

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.problem, self.subject, self.remedy))


def _rebuild(kind: type[KhabarError], problem: str, subject: str, remedy: str) -> KhabarError:
    return kind(problem, subject=subject, remedy=remedy)


class SourceError(KhabarError):
    """The input cannot be read, or is not what it should be."""


class DecodeError(SourceError):
    """The bytes fit no supported encoding."""


class EmptyTextError(SourceError):
    """The input holds no text."""


class LanguageError(SourceError):
    """The text is not Arabic."""


class LexiconError(KhabarError):
    """A table is wrong; ``subject`` is ``file:line``."""


class LayerError(KhabarError):
    """A layer is unknown, or what it needs is not there."""


class OptionError(KhabarError):
    """An option has a value that cannot be used."""
