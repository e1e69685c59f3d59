"""The layer as tests call it: with the voices and names that a test gives, without the rooms that find them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from khabar.layers.base import Context
from khabar.layers.persuasion import layer
from khabar.lexicon import Lexicon
from khabar.record import Document, Entity, Mention, Persuasion, Quotation, Voice
from khabar.text import analyse

__all__ = ["NAMES", "entity", "lexicon", "persuasion", "segment"]

# Names that exist nowhere: as they are written, by entity.
NAMES = (("مازن", "المازني", "المازنية"), ("شادن", "الشادني", "الشادنية"))


@cache
def lexicon() -> Lexicon:
    """Return the tables, compiled once for all tests."""
    return Lexicon()


def entity(number: str, text: str, forms: Iterable[str]) -> Entity:
    """Return an entity with a mention wherever one of its ``forms`` stands as a word."""
    mentions = []
    for form in forms:
        at = text.find(form)
        while at >= 0:
            end = at + len(form)
            if (at == 0 or not text[at - 1].isalpha()) and (end == len(text) or not text[end].isalpha()):
                kind = "nisba" if form.startswith("ال") else "name"
                mentions.append(Mention(start=at, end=end, text=form, form=kind, type="GPE", via="test"))
            at = text.find(form, end)
    return Entity(id=number, type="GPE", name=number, mentions=mentions)


def segment(text: str, start: int, end: int, voice: str, source: str | None = "author") -> Voice:
    """Return a segment of a voice."""
    return Voice(start=start, end=end, text=text[start:end], voice=voice, source=source, via="test")  # type: ignore[arg-type]


def persuasion(
    text: str,
    voice: str = "report",
    *,
    voices: Iterable[Voice] | None = None,
    quotations: Iterable[Quotation] = (),
    names: Iterable[Iterable[str]] = NAMES,
) -> list[Persuasion]:
    """Return the wording found in ``text``, one segment of ``voice`` unless ``voices`` are given."""
    found = {
        "voices": [segment(text, 0, len(text), voice)] if voices is None else list(voices),
        "entities": [entity(f"e{n}", text, forms) for n, forms in enumerate(names, 1)],
        "quotations": list(quotations),
    }
    document = Document(id="test", sha256="0" * 64)
    return list(layer.read(Context(analyse(text), document, lexicon(), found)).fields["persuasion"])
