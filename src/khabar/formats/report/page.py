"""The page: everything a record says, put together into one HTML file that needs nothing else."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from khabar.formats.report import agreements as agreements_section
from khabar.formats.report import events as events_section
from khabar.formats.report import marked as marked_section
from khabar.formats.report import network as network_section
from khabar.formats.report import numbers as numbers_section
from khabar.formats.report import persuasion as persuasion_section
from khabar.formats.report import scripture as scripture_section
from khabar.formats.report import speakers as speakers_section
from khabar.formats.report import timeline as timeline_section
from khabar.formats.report import where as where_section
from khabar.formats.report import who as who_section
from khabar.formats.report.bar import bar
from khabar.formats.report.calendar import human, stretch
from khabar.formats.report.layers import SHOWN, Item, Shown, first_facts, items, related
from khabar.formats.report.markup import Markup, data, el, fill, join
from khabar.formats.report.names import Fact, Named, entity_facts, numbers_by_entity
from khabar.formats.report.places import Line, Units, lines
from khabar.formats.said import meaning, warning_text
from khabar.formats.strings import Strings, strings
from khabar.layers.base import Piece
from khabar.record import Document, Record, Voice

__all__ = ["render"]

_ASSETS = Path(__file__).with_name("assets")
_LONG = 300  # lines or entries; from here on the browser lays out only what is near the screen
_EXCERPT = 70
_BORDERS = {"dashed": "dashed", "dotted": "dotted", "double": "double"}  # lines that a border can have too
_HEADLINE = 140  # letters; a first line that is longer is no headline
_ARABIC = "U+0600-06FF,U+0750-077F,U+0870-08FF,U+200C-200F,U+FB50-FDFF,U+FE70-FEFC"
_LATIN = "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-200B,U+2010-206F,U+20AC,U+2122,U+2212"
_FACES = (
    ("Khabar Text", "400 700", "noto-naskh-arabic-arabic-wght-normal", _ARABIC),
    ("Khabar Text", "400 700", "noto-naskh-arabic-latin-wght-normal", _LATIN),
    ("Khabar Face", "400", "ibm-plex-sans-arabic-arabic-400-normal", _ARABIC),
    ("Khabar Face", "400", "ibm-plex-sans-arabic-latin-400-normal", _LATIN),
    ("Khabar Face", "600", "ibm-plex-sans-arabic-arabic-600-normal", _ARABIC),
    ("Khabar Face", "600", "ibm-plex-sans-arabic-latin-600-normal", _LATIN),
)


def render(record: Record, why: Mapping[tuple[str, int], Sequence[Piece]] | None = None, *, lang: str = "ar") -> str:
    """Return ``record`` as one HTML page that works offline and asks no one for anything.

    ``why`` gives the pieces that each rule matched (``Explained.why``); without it the page names the rules only.
    ``lang`` is the language of the page around the text, ``ar`` (right to left) or ``en``. The time taken grows in
    step with the text and its annotations.

    Raises ``OptionError`` for another ``lang``.
    """
    say = strings(lang)
    shown = items(record)
    number_of = {(item.layer.field, item.place): item.number for item in shown}
    named = numbers_by_entity((item.number, item.place, item.annotation) for item in shown)
    style = _style()
    script = _asset("report.js")
    units = Units(record.text)
    headline = _headline(record)
    title = record.document.title or record.document.id
    return fill(
        _asset("template.html"),
        {
            "lang": lang,
            "dir": "rtl" if say.right_to_left else "ltr",
            "policy": _policy(style, script),
            "title": el("title", f"{title} · khabar"),
            "style": style,
            "skip": el("a", say("report.skip"), href="#text", class_="skip"),
            "head": _head(record, headline, units, say),
            "warnings": _warnings(record.warnings, say),
            "bar": bar(shown, record, [(say(label), name) for name, label in _section_names(record)], say),
            "text": _text(record, headline, units),
            "card": el("p", say("report.hint"), class_="hint"),
            "side_label": say("report.values"),
            "list": _list(shown, say),
            "sections": _sections(record, number_of, named, say),
            "foot": _foot(record, say),
            "data": data(
                _data(record, shown, named, why or {}, first_facts(record, say), related(record, say), units, say)
            ),
            "script": script,
        },
    )


@cache
def _asset(name: str) -> str:
    return (_ASSETS / name).read_text(encoding="utf-8")


@cache
def _style() -> str:
    faces = [
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-display:block;unicode-range:{letters};'
        f"src:url(data:font/woff2;base64,{b64encode((_ASSETS / 'fonts' / f'{name}.woff2').read_bytes()).decode()})"
        f' format("woff2")}}'
        for family, weight, name, letters in _FACES
    ]
    return "\n".join([_asset("report.css"), *map(_layer_style, SHOWN), *faces])


def _layer_style(layer: Shown) -> str:
    name = layer.name
    ink, wash = (f"light-dark({light},{dark})" for light, dark in (layer.ink, layer.wash))
    border = _BORDERS.get(layer.line, "solid")
    line = "none" if layer.line == "none" else f"underline {layer.line} {layer.thick:g}px var(--ink-{name})"
    paint = f"text-decoration:{line}" if layer.quiet else f"background-color:var(--wash-{name});text-decoration:{line}"
    if layer.line == "faded":
        paint = f"color:var(--ink-{name})"
    elif layer.view == "voices" and layer.line != "none":
        paint += f";text-underline-offset:{'.5em' if layer.line == 'wavy' else '.32em'}"
    return (
        f":root{{--ink-{name}:{layer.ink[0]};--wash-{name}:{layer.wash[0]}}}\n"
        f"@supports (color:light-dark(#000,#fff)){{:root{{--ink-{name}:{ink};--wash-{name}:{wash}}}}}\n"
        f"::highlight({name}){{{paint}}}\n"
        f"mark[data-l={name}]{{{paint}}}\n"
        f"[data-l={name}]{{--line:var(--ink-{name});--wash:var(--wash-{name});--style:{border}}}\n"
        f".off-{name} #list li[data-l={name}]{{display:none}}\n"
        f".off-{name} mark[data-l={name}]{{background:none;text-decoration:none}}\n"
    )


def _policy(style: str, script: str) -> str:
    """Return the content security policy: nothing may be fetched, and only this style and this script may run."""
    style_hash, script_hash = (b64encode(sha256(part.encode()).digest()).decode() for part in (style, script))
    return (
        f"default-src 'none'; style-src 'sha256-{style_hash}'; script-src 'sha256-{script_hash}'; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _headline(record: Record) -> Line | None:
    """Return the first line of the text if it stands at the head of the page and not again below.

    It is the title, or, of a text without one, as short as a title.
    """
    found = lines(record.text)
    if not found:
        return None
    title, first = (record.document.title or "").strip(), found[0].text.strip()
    same = first == title if title else len(found) > 1 and len(first) <= _HEADLINE
    return found[0] if same else None


def _head(record: Record, headline: Line | None, units: Units, say: Strings) -> Markup:
    document = record.document
    day = stretch(document.published, document.published)
    date = el("time", human(day, say), datetime=document.published) if day else el("span", say("document.undated"))
    kicker = [el("span", el("bdi", document.publisher)) if document.publisher else None, date]
    byline = el("p", el("bdi", document.author), class_="byline") if document.author else None
    return join(
        el("p", *kicker, class_="kicker"),
        _title(record, headline, units, say),
        byline,
        el("p", *_measures(record, say), class_="measures"),
    )


def _title(record: Record, headline: Line | None, units: Units, say: Strings) -> Markup:
    """Return the title; of a text that has none, its first words, set so that they are not taken for one."""
    if headline:
        excerpt = None if record.document.title else "excerpt"
        return el("h1", headline.text, data_s=units(headline.start), dir="auto", class_=excerpt)
    if record.document.title:
        return el("h1", el("bdi", record.document.title))
    first = next((line.text.strip() for line in lines(record.text)), "")
    if not first:
        return el("h1", say("document.untitled"), class_="excerpt")
    return el("h1", el("bdi", _excerpt(first)), class_="excerpt")


def _excerpt(text: str) -> str:
    return text if len(text) <= _EXCERPT else text[:_EXCERPT].rsplit(maxsplit=1)[0] + " …"


def _measures(record: Record, say: Strings) -> list[Markup]:
    document = record.document
    paragraphs = len({sentence.paragraph for sentence in record.sentences})
    said = [
        say("document.words", count=f"{len(record.text.split()):,}"),
        say("document.sentences", count=f"{len(record.sentences):,}") if record.sentences else None,
        say("document.paragraphs", count=f"{paragraphs:,}") if paragraphs else None,
        f"{say('document.language')}: {say.word('language', document.language)}" if document.language else None,
    ]
    spans = [el("span", text) for text in said if text]
    link = _link(document, say)
    return [*spans, link] if link else spans


def _link(document: Document, say: Strings) -> Markup | None:
    if not document.url:
        return None
    if document.url.startswith(("https://", "http://")):
        return el("a", say("document.url"), href=document.url, rel="noopener noreferrer", title=document.url)
    return el("bdi", document.url, dir="ltr")


def _warnings(warnings: Sequence[str], say: Strings) -> Markup:
    if not warnings:
        return Markup()
    told = [(warning, warning_text(warning, say)) for warning in warnings]
    # what is not in the table is in English, whatever it begins with
    entries = [el("li", el("bdi", text, dir="ltr" if text == warning else None)) for warning, text in told]
    return el("section", el("h2", say("field.warnings")), el("ul", *entries), class_="warnings", role="status")


def _section_names(record: Record) -> list[tuple[str, str]]:
    """Return the parts of the page and the messages that head them; of the newer layers only those that ran."""
    there = {
        "events": bool(record.events),
        "network": network_section.any_ties(record),
        "agreements": bool(record.agreements),
        "voices": bool(record.voices),
        "author": bool(record.voices),
        "marked": marked_section.any_marked(record),
        "persuasion": bool(record.persuasion),
        "furniture": bool(record.furniture),
    }
    return [(name, label) for name, label in _SECTIONS if there.get(name, True)]


_SECTIONS = (
    ("events", "report.events"),
    ("network", "report.network"),
    ("agreements", "report.agreements"),
    ("who", "report.who"),
    ("where", "report.where"),
    ("timeline", "report.timeline"),
    ("voices", "report.voices"),
    ("author", "report.author_says"),
    ("marked", "report.marked"),
    ("persuasion", "layer.persuasion"),
    ("numbers", "field.quantities"),
    ("scripture", "work.quran"),
    ("furniture", "field.furniture"),
)


def _text(record: Record, headline: Line | None, units: Units) -> Markup:
    found = lines(record.text)[headline is not None :]
    body = [el("p", line.text, data_s=units(line.start), dir="auto") for line in found]
    return el("div", *body, class_="body long" if len(found) > _LONG else "body", lang=record.document.language)


def _list(shown: Sequence[Item], say: Strings) -> Markup:
    if not shown:
        return el("p", say("summary.found_nothing"), class_="none")
    entries = [
        el(
            "li",
            el(
                "a",
                el("span", item.annotation.text, class_="phrase", dir="auto"),
                el("span", el("bdi", item.layer.brief(item.annotation, say)), class_="brief"),
                href=f"#a{item.number}",
            ),
            id=f"a{item.number}",
            data_a=item.number,
            data_l=item.layer.name,
            data_v=item.layer.view,
        )
        for item in shown
    ]
    return el("ol", *entries, id="list", class_="long" if len(entries) > _LONG else None)


def _sections(
    record: Record, number_of: Mapping[tuple[str, int], int], named: Mapping[int, Sequence[int]], say: Strings
) -> Markup:
    bodies: dict[str, Callable[[], Markup]] = {
        "events": lambda: events_section.section(record, number_of, say),
        "network": lambda: network_section.section(record, number_of, say),
        "agreements": lambda: agreements_section.section(record, number_of, say),
        "who": lambda: who_section.section(record, named, say),
        "where": lambda: where_section.section(record, named, say),
        "timeline": lambda: timeline_section.section(record, number_of, say),
        "voices": lambda: speakers_section.section(record, number_of, say),
        "author": lambda: speakers_section.author_section(record, number_of, say),
        "marked": lambda: marked_section.section(record, number_of, say),
        "persuasion": lambda: persuasion_section.section(record, number_of, say),
        "numbers": lambda: numbers_section.section(record, number_of, say),
        "scripture": lambda: scripture_section.section(record, number_of, say),
        "furniture": lambda: _furniture(record, say),
    }
    return join(
        *(
            el("section", el("h2", say(label)), bodies[name](), id=name, class_="part")
            for name, label in _section_names(record)
        )
    )


def _furniture(record: Record, say: Strings) -> Markup:
    return join(
        *(
            el(
                "details",
                el(
                    "summary",
                    say.word("furniture", piece.kind),
                    el("span", el("bdi", _excerpt(piece.text)), class_="peek"),
                ),
                el("p", piece.text, dir="auto"),
            )
            for piece in record.furniture
        )
    )


def _foot(record: Record, say: Strings) -> Markup:
    document, generator = record.document, record.generator
    facts = [
        (say("report.identifier"), document.id),
        (say("report.sha256"), document.sha256[:12]),
        (say("document.encoding"), document.encoding),
        (say("report.lexicons"), generator.lexicons[:12]),
        *((name, digest[:12]) for name, digest in generator.models.items()),
    ]
    entries = [
        el("div", el("dt", name), el("dd", el("bdi", value, dir="ltr", class_="code")))
        for name, value in facts
        if value
    ]
    made = say("report.reading", name=generator.name, version=generator.version)
    return join(el("p", made), el("dl", *entries))


def _data(
    record: Record,
    shown: Sequence[Item],
    named: Mapping[int, Sequence[int]],
    why: Mapping[tuple[str, int], Sequence[Piece]],
    first: Mapping[tuple[str, int], Sequence[Fact]],
    more: Mapping[tuple[str, int], Sequence[Fact]],
    units: Units,
    say: Strings,
) -> dict[str, Any]:
    """Return what the script needs: offsets in UTF-16 units, and what the panel says of each item."""
    words = ("why", "rule", "piece", "meaning", "row", "close", "show_in", "mentions")
    return {
        "say": {word: say(f"report.{word}") for word in words},
        "layers": [[layer.name, say(layer.label), layer.view] for layer in SHOWN],
        "sentences": [
            [units(one.start), units(one.end), round(one.subjectivity, 2), _minds(one.subjectivity, say)]
            for one in record.sentences
            if one.subjectivity is not None
        ],
        "entities": {
            index: [_facts(entity_facts(record.entities[index], say), say), numbers] for index, numbers in named.items()
        },
        "items": [
            _item(
                item,
                why.get((item.layer.field, item.place), ()),
                first.get((item.layer.field, item.place), ()),
                more.get((item.layer.field, item.place), ()),
                units,
                say,
            )
            for item in shown
        ],
    }


def _minds(subjectivity: float, say: Strings) -> str:
    return say("report.subjectivity", share=f"{subjectivity:.0%}")


def _item(
    item: Item, pieces: Sequence[Piece], first: Sequence[Fact], more: Sequence[Fact], units: Units, say: Strings
) -> list[Any]:
    found = item.annotation
    entity: int | None = None
    # the space behind a segment belongs to it, but is not painted
    end = found.start + len(found.text.rstrip()) if isinstance(found, Voice) else found.end
    if isinstance(found, Named):
        entity = item.place
        pieces = [piece for piece in pieces if found.start <= piece.start and piece.end <= found.end]
    return [
        SHOWN.index(item.layer),
        units(found.start),
        units(end),
        getattr(found, "id", ""),
        found.via,
        _facts((*first, *item.layer.facts(found, say), *more), say),
        [[units(p.start), units(p.end), p.text, meaning(p.meaning, say), p.row] for p in pieces],
        entity,
    ]


def _facts(facts: Sequence[Fact], say: Strings) -> list[list[Any]]:
    return [[say(fact.name), fact.value, int(fact.code)] for fact in facts]
