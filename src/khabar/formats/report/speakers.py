"""Who says it: the shares of the voices, the speakers with what is quoted from them, and what the author says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from khabar.formats.actors import described, name_of
from khabar.formats.report.markup import Markup, el, join
from khabar.formats.report.voices import layer_name
from khabar.formats.speech import AUTHORS, Speaker, percent, shares, speakers
from khabar.formats.strings import Strings
from khabar.record import Mark, Quotation, Record, Voice

__all__ = ["author_section", "section"]

Numbers = Mapping[tuple[str, int], int]

_ROWS = 14
_MOST_QUOTATIONS = 40
_ENTRIES = 12
_PARTS_OF_SENTENCES = frozenset(("event", "number", "present", "news"))  # marks that tell nothing to a reader


def section(record: Record, numbers: Numbers, say: Strings) -> Markup:
    """Return the shares and the speakers; ``numbers`` are the numbers of the items on the page."""
    rows = [_row(one, record, numbers, say) for one in speakers(record, say)]
    rest = None
    if len(rows) > _ROWS:
        more = el("summary", say("report.rest", count=f"{len(rows) - _ROWS:,}"))
        rest = el("details", more, el("ul", *rows[_ROWS:], class_="speakers"))
    return join(
        _bar(record, say) if record.voices else None,
        el("ul", *rows[:_ROWS], class_="speakers"),
        rest,
        el("p", say("report.share_note"), class_="note"),
    )


def _bar(record: Record, say: Strings) -> Markup:
    rects, legend = [], []
    run = 0.0
    for voice, share in shares(record).items():
        at = 1 - run - share if say.right_to_left else run
        name = layer_name(voice)
        label = f"{say.word('voice', voice)} {percent(share)}"
        rect = el("rect", x=f"{at:.4%}", width=f"{share:.4%}", y=0, height=30)
        rects.append(el("g", el("title", label), rect, data_l=name, class_="share"))
        run += share
        parts = (el("span", class_="swatch"), say.word("voice", voice), el("span", percent(share), class_="count"))
        legend.append(el("li", *parts, data_l=name))
    return el(
        "figure",
        el("svg", *rects, width="100%", height=30, role="img", aria_label=say("report.voices_bar")),
        el("ul", *legend, class_="voice-key"),
        class_="voice-bar",
    )


def _row(one: Speaker, record: Record, numbers: Numbers, say: Strings) -> Markup:
    entity = record.entities[one.entity] if one.entity is not None else None
    said = described(entity, say) if entity else []
    if one.kind in ("news", "author"):
        said = [say(f"speaker.{one.kind}_note")]
    items = [numbers["quotations", index] for index in one.quotations] or [
        numbers["voices", index] for index in one.voices
    ]
    direct = sum(record.quotations[index].kind == "direct" for index in one.quotations)
    counts = [
        say(f"speaker.{kind}", count=count)
        for kind, count in (("direct", direct), ("indirect", len(one.quotations) - direct))
        if count
    ]
    about = [el("bdi", name_of(record.entities[index], say)) for index, _ in one.about]
    return el(
        "li",
        el(
            "h3",
            el("a", el("bdi", one.name), href=f"#a{items[0]}", class_="name"),
            el("span", percent(one.share), class_="times", title=say("speaker.share", share=percent(one.share))),
        ),
        _meter(one.share, say),
        el("p", *_between(said), class_="said") if said else None,
        el("p", *_between(counts), class_="counts") if counts else None,
        el("p", el("span", say("speaker.about"), ": "), *_between(about), class_="about") if about else None,
        _quotations(one, record, numbers, say) if one.quotations else None,
        class_=f"speaker by-{one.kind}",
    )


def _meter(share: float, say: Strings) -> Markup:
    at = f"{1 - share:.3%}" if say.right_to_left else "0%"
    ground = el("rect", x="0%", width="100%", height=6, rx=3, class_="ground")
    return el(
        "svg", ground, el("rect", x=at, width=f"{share:.3%}", height=6, rx=3), width="100%", height=6, class_="meter"
    )


def _between(parts: Sequence[str]) -> list[str]:
    shown: list[str] = []
    for part in parts:
        shown += [" · ", el("bdi", part)] if shown else [el("bdi", part)]
    return shown


def _quotations(one: Speaker, record: Record, numbers: Numbers, say: Strings) -> Markup:
    entries = [
        _quoted(record.quotations[index], numbers["quotations", index], say)
        for index in one.quotations[:_MOST_QUOTATIONS]
    ]
    left = len(one.quotations) - len(entries)
    return el(
        "details",
        el("summary", say("speaker.quotations", count=len(one.quotations))),
        el("ul", *entries),
        el("p", say("summary.more", count=left), class_="note") if left else None,
        class_="quoted",
    )


def _quoted(quotation: Quotation, item: int, say: Strings) -> Markup:
    stance = None
    if quotation.stance != "neutral":
        stance = el("span", say.word("stance", quotation.stance), class_=f"verdict stance-{quotation.stance}")
    words = el("bdi", f"«{quotation.text}»" if quotation.kind == "direct" else quotation.text)
    return el("li", el("a", words, href=f"#a{item}"), stance, class_=quotation.kind, data_a=item)


def author_section(record: Record, numbers: Numbers, say: Strings) -> Markup:
    """Return what the author says himself, by voice; and, folded away, what he reports as fact."""
    by_voice: dict[str, list[int]] = {}
    for index, voice in enumerate(record.voices):
        by_voice.setdefault(voice.voice, []).append(index)
    groups = [_group(voice, by_voice[voice], record, numbers, say) for voice in AUTHORS if voice in by_voice]
    reported = by_voice.get("report", [])
    report = None
    if reported:
        head = el("summary", say("author.report"), " ", el("span", f"{len(reported):,}", class_="count"))
        report = el(
            "details",
            head,
            el("ol", *(_said(record.voices[at], numbers["voices", at]) for at in reported)),
            class_="says",
        )
    return join(
        el("div", *groups, class_="author") if groups else el("p", say("author.none"), class_="none"),
        report,
        el("p", say("author.note"), class_="note") if groups else None,
    )


def _group(voice: str, own: Sequence[int], record: Record, numbers: Numbers, say: Strings) -> Markup:
    entries = [_said(record.voices[index], numbers["voices", index]) for index in own]
    rest = None
    if len(entries) > _ENTRIES:
        more = el("summary", say("report.rest", count=f"{len(entries) - _ENTRIES:,}"))
        rest = el("details", more, el("ol", *entries[_ENTRIES:]))
    count = el("span", f"{len(own):,}", class_="count")
    heading = el("h3", el("span", class_="swatch"), say(f"author.{voice}"), count)
    return el("div", heading, el("ol", *entries[:_ENTRIES]), rest, class_="says", data_l=layer_name(voice))


def _said(voice: Voice, item: int) -> Markup:
    return el("li", el("a", el("bdi", *_marked(voice)), href=f"#a{item}"), data_a=item)


def _marked(voice: Voice) -> list[str]:
    """Return the words of a segment on one line, those that show its voice in bold."""
    marks = sorted(
        (mark for mark in voice.marks if mark.kind not in _PARTS_OF_SENTENCES), key=lambda mark: (mark.start, -mark.end)
    )
    parts: list[str] = []
    at = voice.start
    end = voice.start + len(voice.text.rstrip())
    for mark in marks:
        if at <= mark.start and mark.end <= end:
            parts += [_flat(voice, at, mark.start), _strong(mark)]
            at = mark.end
    return [*parts, _flat(voice, at, end)]


def _flat(voice: Voice, start: int, end: int) -> str:
    return voice.text[start - voice.start : end - voice.start].replace("\n", " ")


def _strong(mark: Mark) -> Markup:
    return el("b", mark.text)
