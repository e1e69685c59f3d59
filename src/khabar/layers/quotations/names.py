"""Speakers by their names: where the text names whom it elsewhere only describes (وزير أميركي; الأمين العام)."""

from __future__ import annotations

from khabar.layers.quotations.drafts import Draft
from khabar.layers.quotations.page import Page
from khabar.layers.quotations.speakers import Speaker, Speakers, bare

__all__ = ["by_name"]

_NAMES = 40
_DESCRIBED = ("phrase", "carried", "office", "definite")


def by_name(page: Page, speakers: Speakers, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with speakers by their names; time grows with the number of drafts."""
    told = [draft.speaker for draft in drafts if draft.speaker is not None]
    named = [*dict.fromkeys(one for one in told if one.how == "named"), *speakers.holders()][:_NAMES]
    fuller = [*named, *dict.fromkeys(one for one in told if one.how == "phrase")][:_NAMES]
    names: dict[tuple[str, frozenset[str]], Speaker | None] = {}
    title = page.paragraphs[0][1] if len(page.paragraphs) > 1 else 0
    first = next((draft.speaker for draft in drafts if draft.first >= title and draft.speaker is not None), None)
    out = []
    for draft in drafts:
        speaker = draft.speaker
        if speaker is None or speaker.how not in _DESCRIBED or not speaker.words:
            out.append(draft)
            continue
        key = (speaker.head, speaker.words)
        if key not in names:
            names[key] = _full(page, speakers, speaker, named, fuller)
        full = names[key]
        if full is None and draft.first < title and first is not None and _is_same(page, speaker, first):
            full = first
        if full is not None:
            speaker = speaker._replace(text=full.text, entity=full.entity)
        out.append(draft._replace(speaker=speaker))
    return out


def _is_same(page: Page, speaker: Speaker, first: Speaker) -> bool:
    """Say whether the official of a headline (وزير ألماني) may be the person who speaks first below it."""
    if speaker.entity is not None or first.how != "named" or first.entity is None:
        return False
    head = page.words[speaker.first] if speaker.first < speaker.last else ""
    official = not head.startswith("ال") and head in page.known.words("source")
    return official and page.entities[first.entity].type == "PERSON"


def _full(
    page: Page, speakers: Speakers, speaker: Speaker, named: list[Speaker], fuller: list[Speaker]
) -> Speaker | None:
    """Return the one of ``fuller`` whom ``speaker`` describes in fewer words, or the only one named of its function."""
    if (holder := speakers.holder(speaker)) is not None:
        return holder
    for one in fuller:
        more = speaker.words < one.words or (one.how == "named" and speaker.words == one.words)
        if one.head == speaker.head and more:
            return one
    if speaker.how != "phrase" or (speaker.entity is not None and page.entities[speaker.entity].type != "PERSON"):
        return None
    nations = {
        bare(page.words[at])
        for at in range(speaker.first, speaker.last)
        if at in page.named and page.named[at].type in ("NORP", "GPE")
    }
    of_function = {one.text: one for one in named if one.head == speaker.head and nations and nations <= one.words}
    return next(iter(of_function.values())) if len(of_function) == 1 else None
