"""What else the record says of a segment: source, stance, certainty, time, whether it can be checked and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, cast

from khabar.layers.voices.attribution import main_verb
from khabar.layers.voices.nested import chain_of
from khabar.layers.voices.presupposed import presupposed
from khabar.layers.voices.view import View
from khabar.record import Mark, NestedVoice, Voice, VoiceCue, VoiceSource

if TYPE_CHECKING:
    from khabar.layers.voices.reading import Segment

__all__ = ["features"]

Certainty = Literal["certain", "probable", "possible", "doubted", "denied"]
Stance = Literal["neutral", "endorse", "distance", "reject"]
Category = Literal["say", "affirm", "factive", "belief", "distance", "deny", "call", "document", "so_called"]
Period = Literal["past", "present", "scheduled", "future"]
Because = Literal["told", "on_record", "view", "cause", "judgement", "generality", "forecast", "no_statement"]
Mood = Literal["khabar", "talabi", "ghayr_talabi"]

_OWN = frozenset(("report", "claim", "opinion", "prediction", "call", "question"))
_TAKEN = frozenset(("report", "claim", "opinion", "prediction", "call"))
_STANCES: dict[str, Stance] = {"endorsing": "endorse", "doubting": "distance", "denying": "reject"}
_HIDDEN = frozenset(("event", "number", "present", "news"))
_DENIALS = frozenset(("نفي", "انكر", "كذب"))
_PROBABLE = frozenset(("رجح", "توقع"))
_DOUBTS = frozenset(("استبعد", "شكك", "شك"))
_NOT = frozenset(("لم", "ولم", "لا", "ولا", "لن", "ولن", "ما"))
# Verbs whose object is how their subject sees something.
_VIEWS = frozenset(("اعتبر", "راي", "عد", "وصف", "ارتاي", "صور", "قدم", "عرض", "شبه", "سمي", "لقب"))
# Marks that no evidence settles, and why: a judgement, a cause or motive, a generality.
_BEYOND: dict[str, Because] = {
    "evaluation": "judgement",
    "exclamation": "judgement",
    "simile": "judgement",
    "comment": "judgement",
    "abstract": "judgement",
    "so_called": "judgement",
    "motive": "cause",
    "general": "generality",
    "counterfactual": "generality",
}
_EMPHASIS = frozenset(("inna", "laqad", "certainty", "only"))
_DUTY = 8


def features(view: View, segment: Segment, start: int, end: int, within: Sequence[NestedVoice]) -> Voice:
    """Return the segment as the record has it; ``start`` and ``end`` are its span in the source text.

    ``within`` are the voices nested in it.
    """
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
    stance = _stance(segment, cue)
    time = _time(view, segment)
    checkable, because = _checkable(segment, stance, key, time)
    packed = presupposed(view, segment.first, segment.last, segment.marks) if segment.voice in _TAKEN else []
    return Voice(
        start=start,
        end=end,
        text=text[start:end],
        voice=cast("Literal['report']", segment.voice),
        source=source,
        source_span=span,
        chain=chain,
        cue=cue,
        author_stance=stance,
        certainty=_certainty(view, segment, cue, key),
        time=time,
        checkable=checkable,
        because=because,
        mood=_mood(segment),
        emphasis=len({hit.cls for hit in segment.marks} & _EMPHASIS),
        addressee=_addressee(view, segment),
        marks=marks,
        presupposed=[_packed(view, first, last, kind) for first, last, kind in packed],
        nested=list(within),
        via=segment.via,
    )


def _packed(view: View, first: int, last: int, kind: str) -> Mark:
    start, end = view.source(first, last)
    return Mark(start=start, end=end, text=view.analysis.text[start:end], kind=kind)


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
    if quotation is not None:
        span = None
        named = quotation.speaker_text
        if named:
            first, last = view.source(segment.first, segment.last)
            at = text.find(named, first, last)
            if at >= 0:
                span = VoiceSource(start=at, end=at + len(named), text=named)
        return quotation.speaker, span, chain_of(quotation)
    if told.holder is None:
        return None, None, ["author"]
    a, b = view.source(*told.holder)
    speaker = view.entity_in(*told.holder)
    return speaker, VoiceSource(start=a, end=b, text=text[a:b]), ["author", *filter(None, [speaker])]


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


def _certainty(view: View, segment: Segment, cue: VoiceCue | None, key: str) -> Certainty:
    told = segment.told
    if cue is not None and (cue.category == "deny" or key in _DENIALS):
        return "denied"
    if key in _DOUBTS or (cue is not None and cue.category == "distance") or (told and told.cls == "distance"):
        return "doubted"
    if told is not None and told.cue is not None and view.words[told.cue[0] - 1] in _NOT and told.cue[0]:
        return "doubted"  # لم يؤكد
    if key in _PROBABLE:
        return "probable"
    kinds = {hit.cls for hit in segment.marks}
    if told is not None and told.quotation is not None:
        kinds.update(hit.cls for hit in view.hits(*_content(view, segment)))
    if "epistemic" in kinds or segment.via == "voices/possible":
        return "possible"
    if segment.voice == "prediction" or "future" in kinds:
        return "probable"
    return "certain"


def _content(view: View, segment: Segment) -> tuple[int, int]:
    """Return the tokens of what is said: of a quotation its content, else the segment."""
    if segment.told is not None and segment.told.quotation is not None:
        quotation = segment.told.quotation
        first, last = view.tokens(quotation.start, quotation.end)
        return max(first, segment.first), min(last, segment.last)
    return segment.first, segment.last


def _time(view: View, segment: Segment) -> Period:
    if segment.via == "voices/scheduled":
        return "scheduled"
    if segment.voice in ("prediction", "call"):
        return "future"
    first, last = _content(view, segment)
    verb = main_verb(view, first, last)
    if verb is None:
        return "present"
    if view.among(view.coming, verb, verb + 1) or (verb > first and view.words[verb - 1] in ("سوف", "لن", "ولن")):
        return "future"
    was = any(view.is_past_auxiliary(at) for at in view.verbs_in(first, verb))
    return "past" if view.readings[verb].tense == "perf" or view.words[verb - 1] in ("لم", "ولم") or was else "present"


def _checkable(segment: Segment, stance: Stance, key: str, time: Period) -> tuple[bool, Because | None]:
    """Say whether evidence could settle what is said, and why (not)."""
    voice = segment.voice
    if voice in ("scripture", "boilerplate"):
        return False, None
    if voice in ("call", "question"):
        return False, "no_statement"
    if voice == "prediction":
        return False, "forecast"
    if voice in ("direct_quote", "indirect_quote"):
        # That it was said can always be looked up; how somebody sees a thing cannot be settled.
        seen = voice == "indirect_quote" and (stance == "distance" or key in _VIEWS)
        return (False, "view") if seen else (True, "on_record")
    beyond = [_BEYOND[hit.cls] for hit in segment.marks if hit.cls in _BEYOND]
    if voice == "report":
        return True, "told"
    if voice == "opinion":
        return False, beyond[0] if beyond else "judgement"
    if beyond:
        return False, beyond[0]
    # What is claimed to have happened can be looked up; what is claimed to be so in general is an interpretation.
    happened = time == "past" or any(hit.cls in ("event", "number") for hit in segment.marks)
    return (True, "told") if happened else (False, "generality")


def _mood(segment: Segment) -> Mood:
    if segment.voice in ("call", "question"):
        return "talabi"
    return "ghayr_talabi" if any(hit.cls == "exclamation" for hit in segment.marks) else "khabar"


def _addressee(view: View, segment: Segment) -> VoiceSource | None:
    """Return whom a call calls on: after يجب على or على … أن, or after what addresses somebody."""
    if segment.voice != "call" or not segment.marks:
        return None
    call = segment.marks[0]
    at = call.last
    if call.kind == "on-to":
        at = call.first + 1
    elif call.cls != "vocative":
        last = min(segment.last, call.last + _DUTY // 2)
        on = next((a for a in range(call.first, last) if view.readings[a].key == "علي"), None)
        if on is None:
            return None
        at = on if view.readings[on].pieces[-1].role == "pron" else on + 1
    end = at
    while end < min(segment.last, at + _DUTY) and view.is_nominal(end) and not (end > at and view.is_masdar(end)):
        end += 1
    if end == at:
        return None
    start, stop = view.source(at, end)
    return VoiceSource(start=start, end=stop, text=view.analysis.text[start:stop])
