"""What else the record says of a segment: source, stance, certainty, time, whether it can be checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from khabar.layers.voices.attribution import main_verb
from khabar.layers.voices.view import View
from khabar.record import Mark, Voice, VoiceCue, VoiceSource

if TYPE_CHECKING:
    from khabar.layers.voices.reading import Segment

__all__ = ["features"]

Certainty = Literal["certain", "probable", "possible", "doubted", "denied"]
Stance = Literal["neutral", "endorse", "distance", "reject"]
Category = Literal["say", "affirm", "factive", "belief", "distance", "deny", "call", "document", "so_called"]
Period = Literal["past", "present", "scheduled", "future"]

_OWN = frozenset(("report", "claim", "opinion", "prediction", "call", "question"))
_STANCES: dict[str, Stance] = {"endorsing": "endorse", "doubting": "distance", "denying": "reject"}
_HIDDEN = frozenset(("event", "number", "present", "news"))
_DENIALS = frozenset(("نفي", "انكر", "كذب"))
_PROBABLE = frozenset(("رجح", "توقع", "استبعد"))
_BEYOND_EVIDENCE = frozenset(("evaluation", "motive", "general", "exclamation", "simile"))


def features(view: View, segment: Segment, start: int, end: int) -> Voice:
    """Return the segment as the record has it; ``start`` and ``end`` are its span in the source text."""
    text = view.analysis.text
    told = segment.told
    shown = [hit for hit in segment.marks if hit.cls not in _HIDDEN]
    spans = sorted({(*view.source(hit.first, hit.last), hit.cls) for hit in shown})
    marks = [Mark(start=a, end=b, text=text[a:b], kind=kind) for a, b, kind in spans]
    cue = None
    key = ""
    if told is not None and told.cue is not None:
        a, b = view.source(*told.cue)
        key = view.readings[told.cue[0]].key
        cue = VoiceCue(start=a, end=b, text=text[a:b], category=_cue_class(told.cls, told.quotation, key))
    source, span, chain = _source(view, segment)
    return Voice(
        start=start,
        end=end,
        text=text[start:end],
        voice=cast("Literal['report']", segment.voice),
        source=source,
        source_span=span,
        chain=chain,
        cue=cue,
        author_stance=_stance(segment, cue),
        certainty=_certainty(segment, cue, key),
        time=_time(view, segment),
        checkable=_checkable(segment),
        marks=marks,
        via=segment.via,
    )


def _cue_class(cls: str, quotation: object, key: str) -> Category:
    given = getattr(getattr(quotation, "cue", None), "category", None)
    if given:
        return cast("Category", given)
    return "deny" if key in _DENIALS else cast("Category", cls)


def _source(view: View, segment: Segment) -> tuple[str | None, VoiceSource | None, list[str]]:
    """Return the entity that speaks (or ``author``), where it is named, and the chain from the author on."""
    if segment.voice in _OWN:
        return "author", None, ["author"]
    told = segment.told
    if told is None:
        return None, None, []
    text = view.analysis.text
    quotation = told.quotation
    span = None
    speaker = None
    if quotation is not None:
        speaker = quotation.speaker
        named = quotation.speaker_text
        if named:
            first, last = view.source(segment.first, segment.last)
            at = text.find(named, first, last)
            if at >= 0:
                span = VoiceSource(start=at, end=at + len(named), text=named)
    elif told.holder is not None:
        a, b = view.source(*told.holder)
        speaker = view.entity_in(*told.holder)
        span = VoiceSource(start=a, end=b, text=text[a:b])
    return speaker, span, ["author", speaker] if speaker else ["author"]


def _stance(segment: Segment, cue: VoiceCue | None) -> Stance:
    told = segment.told
    if told is not None and told.quotation is not None:
        given = getattr(told.quotation, "stance", None)
        if given in _STANCES:
            return _STANCES[given]
    cls = told.cls if told is not None else ""
    if cls == "distance" or (cue is not None and cue.category == "distance"):
        return "distance"
    if cls == "factive" or (cue is not None and cue.category == "factive"):
        return "endorse"
    if any(hit.cls == "so_called" for hit in segment.marks):
        return "distance"
    return "neutral"


def _certainty(segment: Segment, cue: VoiceCue | None, key: str) -> Certainty:
    if cue is not None and (cue.category == "deny" or key in _DENIALS):
        return "denied"
    if (cue is not None and cue.category == "distance") or (
        segment.told is not None and segment.told.cls == "distance"
    ):
        return "doubted"
    if key in _PROBABLE:
        return "probable"
    kinds = {hit.cls for hit in segment.marks}
    if "epistemic" in kinds or segment.via == "voices/possible":
        return "possible"
    if segment.voice == "prediction" or "future" in kinds:
        return "probable"
    return "certain"


def _time(view: View, segment: Segment) -> Period:
    if segment.via == "voices/scheduled":
        return "scheduled"
    if segment.voice in ("prediction", "call"):
        return "future"
    if segment.told is not None and segment.told.quotation is not None:
        first, last = view.tokens(segment.told.quotation.start, segment.told.quotation.end)
    else:
        first, last = segment.first, segment.last
    verb = main_verb(view, first, last)
    if verb is None:
        return "present"
    reading = view.readings[verb]
    before = view.words[verb - 1] if verb > first else ""
    if any(piece.role == "fut" for piece in reading.pieces) or before in ("سوف", "لن", "ولن"):
        return "future"
    return "past" if reading.tense == "perf" or before in ("لم", "ولم") else "present"


def _checkable(segment: Segment) -> bool:
    """Say whether evidence could settle what is said (of a quotation: what was said can always be looked up)."""
    if segment.voice in ("report", "direct_quote", "indirect_quote"):
        return True
    return segment.voice == "claim" and not any(hit.cls in _BEYOND_EVIDENCE for hit in segment.marks)
