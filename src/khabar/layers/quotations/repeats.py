"""Re-quotation: a wording in marks that the text had before, and in which words the two differ."""

from __future__ import annotations

from khabar.layers.quotations.drafts import Draft
from khabar.layers.quotations.page import Page
from khabar.record import Difference, Repeat

__all__ = ["repeats"]

_SHORTEST = 2
# A wording of fewer words is repeated only as it stands.
_EXACT = 3
_LONGEST = 60
# Words of a repeated wording that may be missing or other than in the first.
_SHARE = 0.7
_GAP = 3
_LONG = 4
# Places of its first word where a wording is looked for.
_PLACES = 8


def repeats(page: Page, drafts: list[Draft]) -> dict[int, Repeat]:
    """Return for each marked string that repeats an earlier stretch of a quotation which it is and how they differ.

    Time grows with the number of words: each place of the first word of the repeated wording is tried, a few at most.
    """
    places: dict[str, list[int]] = {}
    owner: dict[int, int] = {}
    found: dict[int, Repeat] = {}
    done = 0
    for number, draft in enumerate(drafts):
        size = draft.last - draft.first
        a_name = draft.rule == "name" and size < _LONG
        if draft.kind == "indirect" or a_name or not _SHORTEST <= size <= _LONGEST:
            done = _learn(page, draft, number, places, owner, done)
            continue
        wording = _letters(page, draft.first, draft.last)
        best = None
        earlier = places.get(_key(page.words[wording[0]]), ())[:_PLACES] if len(wording) >= _SHORTEST else ()
        for at in earlier:
            aligned = _align(page, wording, at) if at < draft.first else None
            if aligned is not None and (best is None or len(aligned) < len(best[1])):
                best = at, aligned
        if best is not None:
            found[number] = Repeat(of=f"u{owner[best[0]] + 1}", differences=best[1])
        done = _learn(page, draft, number, places, owner, done)
    return found


def _learn(
    page: Page, draft: Draft, number: int, places: dict[str, list[int]], owner: dict[int, int], done: int
) -> int:
    for at in range(max(done, draft.first), draft.last):
        if page.words[at].isalpha():
            places.setdefault(_key(page.words[at]), []).append(at)
            owner[at] = number
    return max(done, draft.last)


def _letters(page: Page, first: int, last: int) -> list[int]:
    return [at for at in range(first, last) if page.words[at].isalnum()]


def _align(page: Page, wording: list[int], at: int) -> list[Difference] | None:
    """Return the differences between the wording and what stands from ``at``, None if it is another wording."""
    words, text = page.words, page.analysis.text
    differences: list[Difference] = []
    same = 0
    for token in wording:
        while at < wording[0] and not words[at].isalnum():
            at += 1
        ahead = [k for k in range(at, min(wording[0], at + 2 * _GAP)) if words[k].isalnum()][:_GAP]
        match = next((k for k in ahead if _key(words[k]) == _key(words[token])), None)
        start, end = page.offsets(token, 0, token + 1)
        if match is None:
            if not ahead:
                return None
            differences.append(Difference(at=start, found=text[start:end], expected=page.text(at, at + 1)))
            at += 1
            continue
        differences += [
            Difference(at=start, found="", expected=page.text(skipped, skipped + 1))
            for skipped in ahead
            if skipped < match
        ]
        same += 1
        at = match + 1
    if len(wording) < _EXACT and differences:
        return None
    return differences if same >= _SHORTEST and same >= _SHARE * len(wording) else None


def _key(word: str) -> str:
    """Return the word without a conjunction written onto it."""
    return word[1:] if len(word) > _LONG and word[0] in "وف" else word
