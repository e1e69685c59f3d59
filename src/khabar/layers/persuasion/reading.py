"""From a text with its voices to wording to look at: forms of the tables and constructions, with holder and target."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from khabar.layers.base import Context, Output, Piece
from khabar.layers.persuasion.constructions import constructions
from khabar.layers.persuasion.page import Page
from khabar.layers.persuasion.targets import target
from khabar.layers.persuasion.vocabulary import NAMED, Entry, Hit, Vocabulary, vocabulary
from khabar.lexicon import Lexicon
from khabar.record import Persuasion

__all__ = ["PersuasionReading", "make"]

_NAME_CALLING = "Name_Calling-Labeling"
_LOADED = "Loaded_Language"
# The grades of the tables.
_STRONG, _USUAL, _WEAK, _JUDGED = 1, 2, 3, 4
# Voices in which nobody of the text speaks.
_SILENT = frozenset(("boilerplate", "scripture"))
# Voices in which the author claims, judges or foretells.
_JUDGING = frozenset(("claim", "opinion", "prediction", "call"))
_END = frozenset('.،,;؛:!؟?…"«»“”()[]{}﴿﴾-')
# So often in a sentence, a word is said again and again.
_REPEATED = 3
_AGAIN = Entry("Repetition", "again", 1, "word", "", "persuasion/repetition")
# How many words each extent may take in.
_REACH = {"word": 0, NAMED: 0, "next": 1, "phrase": 4, "clause": 25, "whole": 25}


class Found(NamedTuple):
    """Wording of a technique at tokens ``[first, last)`` of the segment ``voice``."""

    first: int
    last: int
    voice: int
    entry: Entry


class PersuasionReading:
    """Reads wording with the tables of one lexicon; keeps nothing of a text."""

    def __init__(self, words: Vocabulary) -> None:
        self._vocabulary = words

    def read(self, context: Context) -> Output:
        """Return the wording to look at, in the order of the text."""
        page = Page(context)
        found = self.settled(page)
        why = {}
        if context.explain:
            why = {("persuasion", n): [_piece(page, one)] for n, one in enumerate(found)}
        return Output({"persuasion": [_annotation(page, one) for one in found]}, why=why)

    def settled(self, page: Page) -> list[Found]:
        """Return the wording that stands, in order: weak marks only beside others, each stretch once a technique."""
        hits = (*self._vocabulary.hits(page.words, page.readings), *constructions(page))
        drafts = [one for one in (_placed(page, hit) for hit in hits) if one is not None]
        drafts = _longest(drafts)
        drafts = _supported(page, drafts)
        drafts = [_extended(page, one) for one in drafts]
        return sorted([*drafts, *_repeated(page, drafts)], key=lambda one: (one.first, -one.last, one.entry.technique))


def _placed(page: Page, hit: Hit) -> Found | None:
    """Return the hit with its segment; None where nobody speaks, and within names that show no stance."""
    last, extent = hit.last, hit.entry.extent
    if extent == "next" and not (page.is_noun(last) and page.readings[hit.first].pieces[-1].role == "stem"):
        return None  # أسوأ من and أسوأها, not أسوأ كارثة
    if hit.entry.then and not page.begins_with(last, hit.entry.then):
        return None
    if extent == NAMED:
        name = page.name_from(last)
        if name is None:
            return None
        last = page.token(name.end - 1) + 1
    start = page.start(hit.first)
    voice = page.voice_at(start)
    if voice >= 0 and page.voices[voice].voice in _SILENT:
        return None
    if hit.entry.grade > _STRONG and page.in_scare(start):
        return None  # an operation, a film, a party: their names
    name = page.name_over(start)
    if name is not None and name.hides and page.source(hit.first, last)[1] <= name.end:
        return None
    return Found(hit.first, last, voice, hit.entry)


def _longest(drafts: Iterable[Found]) -> list[Found]:
    """Return the drafts that no longer one of the same technique holds, and loaded words only outside all others."""
    kept: list[Found] = []
    reach: dict[str, int] = {}
    for one in sorted(drafts, key=lambda one: (one.first, -one.last, one.entry.grade)):
        technique = one.entry.technique
        if reach.get(technique, 0) >= one.last:
            continue
        kept.append(one)
        reach[technique] = one.last
    taken = {at for one in kept if one.entry.technique != _LOADED for at in range(one.first, one.last)}
    return [one for one in kept if one.entry.technique != _LOADED or not taken.issuperset(range(one.first, one.last))]


def _supported(page: Page, drafts: list[Found]) -> list[Found]:
    """Return the drafts that stand where they do by their grade (see the head of the tables)."""
    voices = [page.voices[one.voice].voice if one.voice >= 0 else "report" for one in drafts]
    strong = {one.voice for one in drafts if one.entry.grade == _STRONG}

    def usual(one: Found, voice: str) -> bool:
        return one.entry.grade == _USUAL and (voice != "report" or one.voice in strong)

    support = strong.union(one.voice for one, voice in zip(drafts, voices, strict=True) if usual(one, voice))
    return [
        one
        for one, voice in zip(drafts, voices, strict=True)
        if one.entry.grade == _STRONG
        or usual(one, voice)
        or (one.entry.grade == _WEAK and one.voice in support)
        or (one.entry.grade == _JUDGED and voice in _JUDGING)
    ]


def _repeated(page: Page, drafts: list[Found]) -> Iterator[Found]:
    """Yield loaded words and labels that a sentence has three times and more, from the second time on."""
    if len(drafts) < _REPEATED:
        return
    places: dict[tuple[int, str], list[Found]] = {}
    for one in drafts:
        if one.entry.technique in (_LOADED, _NAME_CALLING):
            places.setdefault((page.sentence_of(one.first), one.entry.row), []).append(one)
    for again in places.values():
        if len(again) >= _REPEATED:
            yield from (one._replace(entry=_AGAIN) for one in again[1:])


def _extended(page: Page, one: Found) -> Found:
    """Return the wording with as much around it as its row says, within its clause."""
    reach = _REACH[one.entry.extent]
    if not reach:
        return one
    low, high = page.tokens_of_voice(one.voice)
    words = page.words
    first, last = one.first, one.last
    stop = min(high, last + reach)
    while last < stop and words[last] not in _END:
        last += 1
    if one.entry.extent == "whole":
        stop = max(low, first - reach)
        while first > stop and words[first - 1] not in _END:
            first -= 1
    return one._replace(first=first, last=last)


def _annotation(page: Page, one: Found) -> Persuasion:
    start, end = page.source(one.first, one.last)
    holder: str | None = "author"
    low, high = 0, len(page.analysis.text)
    if one.voice >= 0:
        voice = page.voices[one.voice]
        holder, low, high = voice.source, voice.start, voice.end
    name = target(page, start, end, low, high)
    return Persuasion(
        start=start,
        end=end,
        text=page.analysis.text[start:end],
        technique=one.entry.technique,
        holder=holder,
        voice=one.voice if one.voice >= 0 else None,
        target=name.entity if name else None,
        target_text=name.mention.text if name else None,
        via=one.entry.row,
    )


def _piece(page: Page, one: Found) -> Piece:
    start, end = page.source(one.first, one.last)
    row = one.entry.row if ".tsv:" in one.entry.row else ""
    return Piece(start, end, page.analysis.text[start:end], f"{one.entry.technique}: {one.entry.kind}", row)


def make(lexicon: Lexicon) -> PersuasionReading:
    """Return the reading of ``lexicon``."""
    return PersuasionReading(vocabulary(lexicon))
