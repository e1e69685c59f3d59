"""The ten voices on the page: their colours, and what the panel says of a segment, a quotation, a wording.

Colours alone do not tell ten kinds apart, least of all to the colour-blind: the voices of the author, which matter
most and stand close to each other, have lines of different kinds as well. Plain reporting has neither, and what is
not of the article has faded letters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from khabar.formats.actors import Names
from khabar.formats.persuasion import technique
from khabar.formats.report.names import Fact
from khabar.formats.report.shown import Shown
from khabar.formats.speech import VOICES, holder_name, source_name
from khabar.formats.strings import Strings
from khabar.record import Cue, Difference, Persuasion, Quotation, Record, Voice, VoiceCue

__all__ = ["LOOKS", "VOICE_LAYERS", "Look", "changed", "layer_name", "sources"]

_BRIEF = 24  # letters of a source beside a phrase

Pair = tuple[str, str]
Look = tuple[Pair, Pair, str, float]

# (ink, wash, line, its width); colours for (light, dark), hues after Okabe and Ito.
LOOKS: dict[str, Look] = {
    "report": (("#6b6459", "#a19a8d"), ("#fbf9f5", "#15171a"), "none", 0),
    "direct_quote": (("#1763a6", "#79b8f2"), ("#cfe4f7", "#1b3a57"), "none", 0),
    "indirect_quote": (("#2a7494", "#7cc3de"), ("#e6f3f8", "#1b3038"), "none", 0),
    "claim": (("#7d5f00", "#e3c04f"), ("#fbf0c2", "#423813"), "dashed", 1),
    "opinion": (("#a3500a", "#f0a463"), ("#fbdfc6", "#4d2d14"), "solid", 1),
    "prediction": (("#84458f", "#d7a2e0"), ("#f0e0f3", "#412a47"), "dotted", 1.5),
    "call": (("#b0303a", "#f4949b"), ("#f9d5d5", "#54222a"), "double", 1),
    "question": (("#4d5a86", "#a8b4e4"), ("#e3e7f5", "#2a3050"), "dashed", 1),
    "scripture": (("#1c7148", "#74cf9f"), ("#c8e8d2", "#174330"), "none", 0),
    "boilerplate": (("#756d62", "#8f897e"), ("#f2eee6", "#23272c"), "faded", 0),
}


def layer_name(voice: str) -> str:
    """Return the name on the page of the layer of one voice."""
    return f"voice-{voice.replace('_', '-')}"


def _of(voice: str) -> Callable[[Record], Iterable[tuple[int, Voice]]]:
    def listed(record: Record) -> Iterable[tuple[int, Voice]]:
        return ((index, one) for index, one in enumerate(record.voices) if one.voice == voice)

    return listed


def _quotations(*kinds: str) -> Callable[[Record], Iterable[tuple[int, Quotation]]]:
    def listed(record: Record) -> Iterable[tuple[int, Quotation]]:
        return ((index, one) for index, one in enumerate(record.quotations) if one.kind in kinds)

    return listed


def _voice_brief(voice: Voice, say: Strings) -> str:
    span = voice.source_span
    return span.text if span and len(span.text) <= _BRIEF else say.word("voice", voice.voice)


def _told(name: str, words: str, what: str) -> Fact:
    return Fact(name, f"«{words}» · {what}")


def _cue_fact(cue: Cue | VoiceCue, say: Strings) -> Fact:
    return _told("report.cue", cue.text, say.word("cue", cue.category))


def _checkable(voice: Voice, say: Strings) -> str:
    answer = say("report.yes") if voice.checkable else say("report.no")
    reason = say.word("because", voice.because) if voice.because else ""
    return f"{answer} · {reason}" if reason else answer


def _voice_facts(voice: Voice, say: Strings) -> Sequence[Fact]:
    facts: list[Fact] = []
    if voice.cue:
        facts.append(_cue_fact(voice.cue, say))
    if voice.voice == "boilerplate":
        return facts
    if voice.author_stance != "neutral":
        facts.append(Fact("report.author_stance", say.word("author_stance", voice.author_stance)))
    facts += [
        Fact("report.certainty", say.word("certainty", voice.certainty)),
        Fact("report.tense", say.word("tense", voice.time)),
        Fact("report.checkable", _checkable(voice, say)),
    ]
    if voice.mood != "khabar":
        facts.append(Fact("report.mood", say.word("mood", voice.mood)))
    if voice.emphasis:
        facts.append(Fact("report.emphasis", str(voice.emphasis)))
    if voice.addressee:
        facts.append(Fact("report.addressee", voice.addressee.text))
    facts += [_told("report.presupposed", one.text, say.word("presupposed", one.kind)) for one in voice.presupposed]
    facts += [_told("report.nested", one.text, say.word("nested", one.voice)) for one in voice.nested]
    facts += [_told("report.mark", mark.text, say.word("mark", mark.kind)) for mark in voice.marks]
    return facts


def _quotation_brief(found: Quotation, say: Strings) -> str:
    speaker = found.speaker_text or ""
    return speaker if 0 < len(speaker) <= _BRIEF else say.word("quote", found.kind)


def _quotation_facts(found: Quotation, say: Strings) -> Sequence[Fact]:
    facts = [Fact("report.type", say.word("quote", found.kind))]
    if found.cue:
        facts.append(_cue_fact(found.cue, say))
    if found.stance != "neutral":
        facts.append(Fact("report.author_stance", say.word("stance", found.stance)))
    if found.repeats:
        facts.append(
            Fact("report.quoted_before", say("marked.differs" if found.repeats.differences else "marked.same"))
        )
        facts += [Fact("report.difference", changed(one, say)) for one in found.repeats.differences]
    return facts


def changed(one: Difference, say: Strings) -> str:
    """Return a difference between two uses of one wording as a sentence."""
    key = "changed" if one.found and one.expected else "added" if one.found else "left_out"
    return say(f"repeat.{key}", found=one.found, expected=one.expected)


def _persuasion_brief(found: Persuasion, say: Strings) -> str:
    return technique(found.technique, say).name


def _persuasion_facts(found: Persuasion, say: Strings) -> Sequence[Fact]:
    kind = technique(found.technique, say)
    return [
        Fact("report.technique", kind.name),
        *([Fact("report.definition", kind.definition)] if kind.definition else []),
    ]


def sources(record: Record, names: Names, say: Strings) -> dict[tuple[str, int], list[Fact]]:
    """Return, for annotations ``(field, index)``, whose words they are: what the panel says first of them."""
    found: dict[tuple[str, int], list[Fact]] = {}
    for index, voice in enumerate(record.voices):
        if voice.voice in ("boilerplate", "scripture"):
            continue
        own = found["voices", index] = [Fact("report.source", source_name(voice, names, say))]
        own += [Fact("report.through", names(one) or one) for one in voice.chain[1:-1]]
    times = {time.id: time.text for time in record.times}
    for index, quotation in enumerate(record.quotations):
        if quotation.kind != "scare":
            name = quotation.speaker_text or names(quotation.speaker) or say("report.not_named")
            own = found["quotations", index] = [Fact("report.speaker", name)]
            if quotation.function and quotation.function not in name:
                own.append(Fact("report.function", quotation.function))
            own += [Fact("report.through", one.text) for one in quotation.chain[:-1]]
            time = times.get(quotation.time or "", "")
            told = (
                ("report.addressee", quotation.addressee.text if quotation.addressee else ""),
                ("report.said_when", time),
                ("report.said_where", names(quotation.place)),
                ("report.occasion", quotation.occasion.text if quotation.occasion else ""),
                ("report.medium", quotation.medium.text if quotation.medium else ""),
            )
            own += [Fact(key, value) for key, value in told if value]
    for index, one in enumerate(record.persuasion):
        own = found["persuasion", index] = [Fact("report.holder", holder_name(one.holder, names, say))]
        target = one.target_text or names(one.target)
        if target:
            own.append(Fact("report.target", target))
    return found


def _shown(voice: str) -> Shown:
    ink, wash, line, width = LOOKS[voice]
    return Shown(
        layer_name(voice),
        "voices",
        f"voice.{voice}",
        ink=ink,
        wash=wash,
        line=line,
        thick=width,
        brief=_voice_brief,
        facts=_voice_facts,
        of=_of(voice),
        quiet=voice == "report",
        view="voices",
    )


VOICE_LAYERS: tuple[Shown, ...] = (
    Shown(
        "persuasion",
        "persuasion",
        "layer.persuasion",
        ink=("#8a2f6b", "#ee9fd0"),
        wash=("#f6e0ee", "#47213a"),
        line="wavy",
        thick=1,
        brief=_persuasion_brief,
        facts=_persuasion_facts,
        quiet=True,
        view="voices",
    ),
    Shown(
        "scare",
        "quotations",
        "layer.scare",
        ink=("#5d574e", "#aaa498"),
        wash=("#f2eee6", "#23272c"),
        line="dotted",
        thick=1.5,
        brief=_quotation_brief,
        facts=_quotation_facts,
        of=_quotations("scare"),
        quiet=True,
        view="voices",
    ),
    Shown(
        "quotation",
        "quotations",
        "layer.quotation",
        ink=("#1763a6", "#79b8f2"),
        wash=("#cfe4f7", "#1b3a57"),
        line="solid",
        thick=1,
        brief=_quotation_brief,
        facts=_quotation_facts,
        of=_quotations("direct", "indirect"),
        quiet=True,
        view="voices",
    ),
    *map(_shown, VOICES),
)
