"""The headline «X: what X says»."""

from __future__ import annotations

from typing import NamedTuple

from khabar.layers.quotations.grammar import Grammar
from khabar.layers.quotations.page import Page
from khabar.layers.quotations.speakers import Speaker, Speakers

__all__ = ["Headline", "headline"]

_LONGEST_HEAD = 9
_FIRST_PLURAL = frozenset(("NOUN", "VERB"))


class Headline(NamedTuple):
    """What stands after the colon: tokens ``[first, last)``, direct or indirect, and who says it."""

    kind: str
    first: int
    last: int
    speaker: Speaker


def headline(page: Page, grammar: Grammar, speakers: Speakers) -> Headline | None:
    """Return what the headline quotes, or None: it must be the first line, with a speaker of few words before ``:``."""
    if len(page.paragraphs) < 2:
        return None
    start, last = page.paragraphs[0]
    words = page.words
    colon = next((at for at in range(start, min(last, start + 3 * _LONGEST_HEAD)) if words[at] == ":"), None)
    if colon is None or colon + 1 >= last:
        return None
    first = start
    for at in range(start, colon):
        mark = grammar.opening.get(at)
        if mark is not None and mark.last < colon and mark.last + 1 < colon and words[mark.last + 1] == ".":
            first = mark.last + 1
        if words[at] == "." and at + 1 < colon:
            first = at + 1
    told = next((at for at in range(first + 1, colon) if words[at] == "ل" and at + 1 in grammar.opening), colon)
    first, end = page.trimmed(first, told)  # خبراء لـ«اليوم»: to whom they said it
    if not 0 < end - first <= _LONGEST_HEAD or words[first] in page.known.words("heading"):
        return None
    if any(page.reading(at).upos == "VERB" and at not in page.named for at in range(first, end)):
        return None
    quoted = start in grammar.opening or colon + 1 in grammar.opening
    place = page.named.get(first)
    if not _can_speak(page, first, end) and not (quoted and place is not None and place.type == "GPE"):
        return None
    speaker = speakers.described(first, end)
    speakers.tell(speaker)
    kind = "direct" if first_person(page, colon + 1, last) else "indirect"
    return Headline(kind, colon + 1, last, speaker)


def _can_speak(page: Page, first: int, end: int) -> bool:
    named = page.named.get(first)
    if named is not None and named.type in ("PERSON", "ORG"):
        return True
    if any(at in page.named and page.named[at].type == "PERSON" for at in range(first, end)):
        return not page.known.is_deed(page.words[first])
    return page.words[first].removeprefix("ال") in page.known.words("source") or page.words[first] in page.known.words(
        "source"
    )


def first_person(page: Page, first: int, last: int) -> bool:
    """Say whether somebody speaks for himself in the tokens: نحن, لدينا, سنبدأ."""
    known = page.known.words("first_person")
    lead = page.words[first]
    if lead.endswith("ون") and not lead.startswith("ال") and first not in page.named:  # حريصون على: a dropped نحن
        return True
    for at in range(first, last):
        word = page.words[at]
        if word in known or (word[0] == "و" and word[1:] in known):
            return True
        if at in page.named:
            continue
        reading = page.reading(at)
        pronoun = reading.pieces[-1].text if reading.pieces and reading.pieces[-1].role == "pron" else ""
        if pronoun in ("نا", "ني"):
            return True
        if reading.upos == "VERB" and reading.stem[:1] == "ن" and reading.tense == "imp":
            return True
        if reading.upos == "VERB" and reading.tense == "perf" and word.endswith("نا"):
            return True
    return False
