"""The layer: names in, entities out."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.layers.base import Context, Output, Piece
from khabar.layers.entities.candidates import Proposals, propose
from khabar.layers.entities.link import Draft, link
from khabar.layers.entities.settle import settle
from khabar.layers.entities.tagger import MODEL, Span, Tagger
from khabar.layers.entities.vocabulary import Vocabulary, vocabulary
from khabar.lexicon import Lexicon
from khabar.record import Entity, Geo, Mention, Time
from khabar.text import Analysis

__all__ = ["Entities", "tokens_of"]


class Entities:
    """Finds named persons, bodies, groups, peoples and places, and says which mentions are of the same one."""

    name = "entities"
    needs: tuple[str, ...] = ("times",)
    fields: tuple[str, ...] = ("entities",)

    def read(self, context: Context) -> Output:
        """Return the entities of the text in order of first mention."""
        analysis, known = context.analysis, vocabulary(context.lexicon)
        proposals = propose(analysis.words, known, tokens_of(analysis, context.found.get("times", ())))
        spans = _spans(analysis, known, proposals, context.lexicon)
        drafts = link(analysis, spans, known)
        entities = [_entity(number, draft, analysis) for number, draft in enumerate(drafts, 1)]
        why = {}
        if context.explain:
            why = {("entities", at): _pieces(draft, analysis) for at, draft in enumerate(drafts)}
        return Output({"entities": entities}, (), why)


def tokens_of(analysis: Analysis, times: Sequence[Time]) -> set[int]:
    """Return the tokens that dates hold: مايو and الأحد there are no names."""
    taken: set[int] = set()
    if not times:
        return taken
    starts = analysis.starts
    index = 0
    for time in sorted(times, key=lambda time: time.start):
        first, last = analysis.folded.index(time.start), analysis.folded.index(time.end)
        while index < len(starts) and starts[index] < first:
            index += 1
        at = index
        while at < len(starts) and starts[at] < last:
            taken.add(at)
            at += 1
    return taken


def _spans(analysis: Analysis, known: Vocabulary, proposals: Proposals, lexicon: Lexicon) -> list[Span]:
    if MODEL.exists():
        spans = lexicon.compiled("entities-tagger", lambda _: Tagger()).spans(analysis, known, proposals)
    else:
        spans = [Span(c.first, c.last, c.cut, c.type, c, None) for c in proposals.found if not c.weak]
    return settle(analysis.words, spans, proposals, known)


def _bounds(analysis: Analysis, span: Span) -> tuple[int, int]:
    return analysis.folded.span(analysis.starts[span.first] + span.cut, analysis.ends[span.last - 1])


def _entity(number: int, draft: Draft, analysis: Analysis) -> Entity:
    mentions = []
    for span, form, name in draft.mentions:
        start, end = _bounds(analysis, span)
        rule = "table" if name else span.candidate.rule if span.candidate else "tagger"
        mentions.append(
            Mention(
                start=start,
                end=end,
                text=analysis.text[start:end],
                form=form,
                type=span.type,  # type: ignore[arg-type]
                loaded=bool(name and name.loaded),
                score=span.score,
                via=f"entities/{rule}",
            )
        )
    cells = draft.row.cells if draft.row else {}
    return Entity(
        id=f"e{number}",
        type=draft.type,  # type: ignore[arg-type]
        name=draft.name or max((mention.text for mention in mentions), key=len),
        name_en=cells.get("name_en") or None,
        code=draft.code,
        actor=draft.actor,
        sector=draft.sector,
        kind=cells.get("kind") or None,
        geo=_geo(cells),
        also=draft.also,
        mentions=mentions,
    )


def _geo(cells: dict[str, str]) -> Geo | None:
    if not cells.get("lat") or not cells.get("lon"):
        return None
    number = cells.get("geonames")
    return Geo(lat=float(cells["lat"]), lon=float(cells["lon"]), geonames=int(number) if number else None)


def _pieces(draft: Draft, analysis: Analysis) -> list[Piece]:
    pieces = []
    for span, form, name in draft.mentions:
        start, end = _bounds(analysis, span)
        pieces.append(Piece(start, end, analysis.text[start:end], form, name.row.place if name else ""))
        if span.candidate and span.candidate.head:
            head = span.candidate.head
            pieces.append(Piece(start, end, head.cells["form"], "head", head.place))
    return pieces
