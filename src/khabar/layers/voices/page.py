"""Lines that are no part of the article's text: furniture, bylines, datelines, tags, headings that claim nothing."""

from __future__ import annotations

from khabar.layers.voices.view import View
from khabar.sources import furniture_at_end

__all__ = ["dateline", "furniture"]

_SHORT = 6
_HEADING = 9
_TOPIC = 4
# No line of furniture has more tokens.
_LONGEST = 60
_LISTED = 12
_DATELINE = 7
_SANDWICH = 40
_ADDRESS = ("vocative", "command", "question")
_STOPS = frozenset(".!؟?…:")


def furniture(view: View) -> dict[int, str]:
    """Return by the number of a sentence why it is boilerplate."""
    found: dict[int, str] = {}
    spans = [view.tokens(start, end) for start, end, _ in furniture_at_end(view.analysis.text)]
    by_paragraph: dict[int, list[int]] = {}
    for number, (first, last, paragraph) in enumerate(view.sentences):
        by_paragraph.setdefault(paragraph, []).append(number)
        if any(first < end and start < last for start, end in spans):
            found[number] = "voices/furniture"
    paragraphs = sorted(by_paragraph)
    for position, paragraph in enumerate(paragraphs):
        numbers = by_paragraph[paragraph]
        for number in numbers:
            if number not in found:
                why = _why(view, number, alone=len(numbers) == 1, title=position == 0)
                if why:
                    found[number] = why
    _close(view, found)
    return found


def _why(view: View, number: int, *, alone: bool, title: bool) -> str:
    """Return why a sentence is boilerplate, nothing if it is none; ``alone``: it is its paragraph."""
    first, last, _ = view.sentences[number]
    start = view.first_word(first, last)
    if start == last:
        return "voices/no-words"
    if last - first > _LONGEST:
        return ""
    words = view.count_words(first, last)
    stopped = view.words[last - 1] in _STOPS
    if view.has(start, "notice") and words <= 2 * _HEADING:
        return "voices/notice"
    if view.has(start, "furniture"):
        several = view.known[start]["furniture"] - start > 1
        if words <= _SHORT or (alone and not stopped and (several or words <= _LISTED)):
            return "voices/furniture-phrase"
    verbal = bool(view.verbs_in(first, last))
    if view.words[first] == "(" and view.words[last - 1] in (")", ".") and words <= _SHORT and not verbal:
        return "voices/bracketed"
    if not alone or any(view.has(at, cls) for at in (start, min(start + 1, last - 1)) for cls in _ADDRESS):
        return ""
    if view.has(start, "byline") and words <= _SHORT and any(view.words[at] in ":-/" for at in range(first, last)):
        return "voices/byline"
    if stopped or verbal or words > _HEADING or _claims(view, first, last, start, words):
        return ""
    paired = any(view.words[at] == "." or "و" in view.readings[at].prefix for at in range(first, last))
    return "voices/heading" if words <= _SHORT or (title and paired) else ""


def _claims(view: View, first: int, last: int, start: int, words: int) -> bool:
    """Say whether a heading without a verb tells something: an event, a number, who became what, X: Y."""
    becomes = any(
        view.readings[at].upos in ("NOUN", "ADJ") and view.plain(at).endswith("ا") and not view.readings[at].definite
        for at in range(start + 1, min(last, start + _SHORT))
    )
    if becomes or view.has(start, "event"):
        return True
    if words > _SHORT and any(view.words[at].isdigit() or view.is_comma(at) for at in range(first, last)):
        return True
    return words > _TOPIC and any(view.words[at] == ":" for at in range(first + 1, last - 1))


def _close(view: View, found: dict[int, str]) -> None:
    """Take what stands between furniture at the end of the text for furniture too."""
    numbers = len(view.sentences)
    tail = [number for number in range(numbers) if found.get(number) in ("voices/furniture-phrase", "voices/furniture")]
    if not tail or tail[-1] < numbers - 2:
        return
    position = tail[-1]
    budget = _SANDWICH
    pending: list[int] = []
    while position > 0 and budget > 0:
        position -= 1
        first, last, _ = view.sentences[position]
        if position in found:
            for number in pending:
                found[number] = "voices/furniture-between"
            pending = []
            continue
        budget -= last - first
        pending.append(position)


def dateline(view: View, number: int) -> int | None:
    """Return the token after a dateline (بيروت (رويترز) -) at the head of the sentence ``number``, None without one."""
    first, last, paragraph = view.sentences[number]
    if number and view.sentences[number - 1][2] == paragraph:
        return None
    for at in range(first + 1, min(last - _DATELINE // 2, first + _DATELINE)):
        reading = view.readings[at]
        if reading.upos == "VERB":
            return None
        if view.words[at] in "-:" and view.readings[at + 1].upos == "VERB":
            dash = view.words[at] == "-" or any(view.words[a] in "-/(" for a in range(first, at))
            return at + 1 if dash else None
    return None
