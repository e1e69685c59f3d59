"""Voices within a segment: a quotation in a quotation, a wording taken up again, a label (ما يسمى «…»)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from khabar.layers.voices.view import View
from khabar.record import NestedVoice, VoiceCue

if TYPE_CHECKING:
    from khabar.layers.voices.reading import Segment

__all__ = ["chain_of", "nested"]

# So many tokens may stand between what calls something a label and the label.
_NEAR = 3


def nested(
    view: View, segments: Sequence[Segment], starts: Sequence[int], quotations: Sequence[Any]
) -> dict[int, list[NestedVoice]]:
    """Return by the number of a segment the voices within it; ``starts`` are where segments begin in the source text.

    A quotation that is its segment's own is none of them, nor one whose words nobody is said to have said.
    """
    found: dict[int, list[NestedVoice]] = {}
    own = {id(segment.told.quotation) for segment in segments if segment.told is not None}
    for quotation in quotations:
        if id(quotation) in own:
            continue
        number = bisect_right(starts, quotation.start) - 1
        voice, label = _kind(view, quotation)
        if number < 0 or not voice or segments[number].voice in ("scripture", "boilerplate"):
            continue
        given = quotation.cue
        cue = label
        if cue is None and given is not None and given.start >= starts[number]:
            cue = VoiceCue(start=given.start, end=given.end, text=given.text, category=_category(given))
        found.setdefault(number, []).append(
            NestedVoice(
                start=quotation.start,
                end=quotation.end,
                text=view.analysis.text[quotation.start : quotation.end],
                voice=cast("Any", voice),
                source=quotation.speaker,
                source_text=quotation.speaker_text,
                chain=chain_of(quotation),
                cue=cue,
            )
        )
    return found


def _category(cue: Any) -> Any:
    return getattr(cue, "category", "say")


def _kind(view: View, quotation: Any) -> tuple[str, VoiceCue | None]:
    """Return what voice a quotation within a segment is, and for a label the words that call it one."""
    if quotation.kind == "direct" or (quotation.kind == "indirect" and quotation.speaker_text):
        return f"{quotation.kind}_quote", None
    if quotation.kind != "scare":
        return "", None
    first, _ = view.tokens(quotation.start, quotation.end)
    for at in range(max(0, first - _NEAR - 1), first):
        for hit in view.marks.get(at, ()):
            if hit.cls == "so_called" and hit.last <= first <= hit.last + _NEAR:
                start, end = view.source(hit.first, hit.last)
                text = view.analysis.text[start:end]
                return "label", VoiceCue(start=start, end=end, text=text, category="so_called")
    repeated = getattr(quotation, "repeats", None) is not None
    return ("direct_quote" if repeated else ""), None


def chain_of(quotation: Any) -> list[str]:
    """Return the chain from the author to the one whose words a quotation is, over those who pass it on."""
    through = [one.entity or one.text for one in getattr(quotation, "chain", ())]
    speaker = quotation.speaker
    if speaker and through[-1:] != [speaker]:
        through.append(speaker)
    return ["author", *dict.fromkeys(through)]
