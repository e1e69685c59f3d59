"""Quotation marks: which opens, which closes it, over several paragraphs and nested, and those that stand alone.

« » and “ ” tell by their shape which is which; a straight mark tells by the spaces around it, and where these do not
tell, or lead nowhere, marks alternate. Round brackets count when doubled. A mark that nothing closes holds nothing.
"""

from __future__ import annotations

from typing import NamedTuple

from khabar.layers.quotations.page import Page

__all__ = ["Mark", "find_marks"]

_DIRECTED = {"«": "»", "“": "”", "‹": "›", "„": "“", "‘": "’", "❝": "❞"}
_CLOSERS = frozenset("»”›’❞")
_STRAIGHT = frozenset("\"'")
_ALL = frozenset(_DIRECTED) | _CLOSERS | _STRAIGHT
# A quotation that goes on over paragraphs ends within so many of them.
_PARAGRAPHS = 8
# Marks are nested no deeper: of more that open, the outermost are taken for misprints.
_DEEPEST = 12


class Mark(NamedTuple):
    """A marked string: the tokens of its marks (``last`` closes), its content ``begin`` to ``end``, its depth."""

    first: int
    last: int
    begin: int
    end: int
    depth: int


class _Open(NamedTuple):
    token: int
    width: int
    closer: str
    paragraph: int


def find_marks(page: Page) -> list[Mark]:
    """Return the marked strings in the order of their openers; time grows with the length of the text."""
    found: list[Mark] = []
    waiting: list[_Open] = []
    words = page.words
    for number, (first, last) in enumerate(page.paragraphs):
        waiting = [one for one in waiting if number - one.paragraph < _PARAGRAPHS]
        tokens = [at for at in range(first, last) if words[at] in _ALL or words[at] in "()"]
        pairs, waiting = _pair(page, tokens, waiting, number)
        found += pairs
    found.sort(key=lambda pair: (pair.first, -pair.last))
    return _with_depth([pair for pair in found if pair.begin < pair.end])


def _pair(page: Page, tokens: list[int], waiting: list[_Open], number: int) -> tuple[list[Mark], list[_Open]]:
    """Pair the marks of a paragraph; ``waiting`` are those that earlier paragraphs left open."""
    words = page.words
    stack: list[_Open] = []
    found: list[Mark] = []
    skip = -1
    lost = 0  # straight marks that close nothing
    for at in tokens:
        if at == skip:
            continue
        word = words[at]
        width = 1
        if word in "()":
            if not (at + 1 < len(words) and words[at + 1] == word and page.touches(at)):
                continue
            skip, width = at + 1, 2
            opens, closer = word == "(", ")"
        elif word in _DIRECTED:
            closer = _DIRECTED[word]
            # “ closes what „ opened, and a second “ what the first opened
            closes_same = word == "“" and any(one.closer == "“" for one in stack)
            turned = word == "«" and any(one.closer == "»" and words[one.token] == "»" for one in stack)
            opens = not (closes_same or (turned and not page.space_before(at)))
        elif word in _CLOSERS:
            if word == "’" and page.inside_word(at):
                continue
            # »these« and »these» have it the wrong way round
            opens, closer = _turned(page, at, word, stack), word
        else:
            if word == "'" and page.inside_word(at):
                continue
            closer = word
            opens = _opens(page, at, any(one.closer == word for one in stack))
        if opens:
            stack.append(_Open(at, width, closer, number))
            del stack[:-_DEEPEST]
            continue
        keys = {word, closer} | ({"“"} if word == "”" else set()) | ({"”"} if word == '"' else set())
        place = next((k for k in range(len(stack) - 1, -1, -1) if stack[k].closer in keys), None)
        if place is not None:
            opener = stack[place]
            del stack[place:]
            found.append(Mark(opener.token, at + width - 1, opener.token + opener.width, at, 0))
        elif (outer := next((one for one in waiting if one.closer in keys), None)) is not None:
            waiting = [one for one in waiting if one is not outer]
            found.append(Mark(outer.token, at + width - 1, outer.token + outer.width, at, 0))
        elif word in _STRAIGHT and not page.space_after(at):
            stack.append(_Open(at, width, closer, number))
        else:
            lost += word == '"'
    left = [one for one in stack if words[one.token] in _STRAIGHT]
    if len(left) > 1 or (left and found) or lost > 1:
        again = _alternate(page, tokens)
        if again is not None:
            kept = [pair for pair in found if words[pair.first] not in _STRAIGHT]
            return kept + again, waiting
    for one in left:
        before = words[one.token - 1] if one.token else ""
        if before == ":" or page.known.hits(before):
            # what is said was never closed: it ends with its sentence
            last = page.sentence_end(one.token)
            found.append(Mark(one.token, last - 1, one.token + 1, last - 1, 0))
    return found, [*waiting, *(one for one in stack if one not in left)][-_DEEPEST:]


def _turned(page: Page, at: int, word: str, stack: list[_Open]) -> bool:
    """Say whether a mark that should close opens: none of its kind is open, a space before it and letters after."""
    if any(one.closer == word for one in stack):
        return False
    return at + 1 < len(page.words) and page.space_before(at) and not page.space_after(at)


def _opens(page: Page, at: int, within: bool) -> bool:
    """Say whether the straight mark opens; ``within`` says that one of its kind is open."""
    before, after = page.space_before(at), page.space_after(at)
    if before and not after:
        return True
    if after and not before:
        return False
    return not within


def _alternate(page: Page, tokens: list[int]) -> list[Mark] | None:
    """Return the straight double marks of a paragraph paired in turn, None if their number is odd."""
    straight = [at for at in tokens if page.words[at] == '"']
    if len(straight) % 2:
        return None
    return [Mark(a, b, a + 1, b, 0) for a, b in zip(straight[::2], straight[1::2], strict=True)]


def _with_depth(pairs: list[Mark]) -> list[Mark]:
    around: list[Mark] = []
    out = []
    for pair in pairs:
        while around and around[-1].last <= pair.first:
            around.pop()
        if around and around[-1].last < pair.last:
            continue  # the two cross: the first holds
        out.append(pair._replace(depth=len(around)))
        around.append(pair)
    return out
