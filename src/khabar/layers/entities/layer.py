"""The layer: names in, entities out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from khabar.layers.base import Context, Output, Piece
from khabar.layers.entities.anaphora import OFFICE, refer
from khabar.layers.entities.candidates import Candidate, Proposals, propose
from khabar.layers.entities.link import Draft, link
from khabar.layers.entities.settle import settle
from khabar.layers.entities.tagger import MODEL, Span, Tagger
from khabar.layers.entities.transliterate import transliterator
from khabar.layers.entities.vocabulary import Vocabulary, vocabulary
from khabar.lexicon import Lexicon
from khabar.record import Entity, Geo, Mention, Role, Time
from khabar.text import Analysis
from khabar.text.fold import fold_word

__all__ = ["Entities", "tokens_of"]

_APPOSITION = 5
_HAMZAS = frozenset("أإ")
_SPELLED = frozenset(("PERSON", "GPE", "LOC"))
_NAMELESS = frozenset(("nominal", "pronoun"))
_STOPS = frozenset((".", "؟", "!", "و", "ان", "في", "من", "الي", "علي"))


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
        alone, held = _offices(analysis, spans, proposals)
        drafts = _holders(analysis, link(analysis, spans, known), alone, held)
        drafts = refer(analysis, drafts, held, known, context.lexicon, context.document.published)
        drafts.sort(key=lambda draft: draft.mentions[0][0].first)
        numbers = {draft.key: f"e{number}" for number, draft in enumerate(drafts, 1)}
        entities = [_entity(draft, numbers, held, analysis, context.lexicon) for draft in drafts]
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


def _offices(
    analysis: Analysis, spans: Sequence[Span], proposals: Proposals
) -> tuple[list[Draft], dict[int, Candidate]]:
    """Return an entity for each function told without a name: its holder, of the state or body that it belongs to.

    A function whose holder is named right after it, beyond a comma, bracket or title (المتحدث باسم الجيش، الجنرال
    (فلان)), is given back by the first token of that name instead.
    """
    named = {span.first: span for span in spans if span.type == "PERSON"}
    drafts: dict[tuple[str, ...], Draft] = {}
    held: dict[int, Candidate] = {}
    for office in proposals.offices:
        holder = next((at for at in range(office.last, office.last + _APPOSITION) if at in named), None)
        if holder is not None and not any(word in _STOPS for word in analysis.words[office.last : holder]):
            held[holder] = office
            continue
        span = Span(office.first, office.last, office.cut, "PERSON", office, None)
        start, end = _bounds(analysis, span)
        if office.head is not None and {analysis.text[start], office.head.cells["form"][0]} == _HAMZAS:
            continue  # أمام المجلس is before it, no إمام of it
        key = (OFFICE, fold_word(analysis.text[start:end]))
        draft = drafts.setdefault(key, Draft(key, "PERSON", ""))
        draft.sector = office.head.cells.get("sector") or None if office.head else None
        owner = office.owner
        draft.code = (owner.row.cells.get("code") or None) if owner else None
        draft.mentions.append((span, "nominal", None))
    return list(drafts.values()), held


def _title(analysis: Analysis, candidate: Candidate) -> str:
    """Return the folded words of the function that a candidate holds, or ""."""
    if candidate.title is None:
        return ""
    first, last, cut = candidate.title
    start, end = analysis.folded.span(analysis.starts[first] + cut, analysis.ends[last - 1])
    return fold_word(analysis.text[start:end])


def _holders(analysis: Analysis, named: list[Draft], alone: list[Draft], held: Mapping[int, Candidate]) -> list[Draft]:
    """Return all entities, functions told alone given to the one person who is named with the same words."""
    bearers: dict[str, list[Draft]] = {}
    for draft in named:
        told = {
            _title(analysis, one)
            for span, _, _ in draft.mentions
            for one in (held.get(span.first), span.candidate)
            if one
        }
        for title in told:
            bearers.setdefault(title, []).append(draft)
    kept = list(named)
    for draft in alone:
        bearer = bearers.get(draft.key[1], [])
        if len(bearer) == 1:
            bearer[0].mentions += draft.mentions
            bearer[0].mentions.sort(key=lambda mention: mention[0].first)
        else:
            kept.append(draft)
    return kept


def _roles(
    draft: Draft, numbers: Mapping[tuple[str, ...], str], held: Mapping[int, Candidate], analysis: Analysis
) -> list[Role]:
    """Return the functions told before a person's names, each once."""
    roles: dict[str, Role] = {}
    told = [one for span, _, _ in draft.mentions for one in (held.get(span.first), span.candidate) if one]
    for candidate in told:
        if candidate.title is None or candidate.head is None:
            continue
        first, last, cut = candidate.title
        start, end = analysis.folded.span(analysis.starts[first] + cut, analysis.ends[last - 1])
        text = analysis.text[start:end]
        owner = candidate.owner
        role = Role(
            start=start,
            end=end,
            text=text,
            of=numbers.get(owner.key) if owner else None,
            code=(owner.row.cells.get("code") or None) if owner else None,
            sector=candidate.head.cells.get("sector") or None,
            via=f"entities/{candidate.rule}",
        )
        roles.setdefault(fold_word(text), role)
    return list(roles.values())


def _english(
    draft: Draft, name: str, cells: Mapping[str, str], lexicon: Lexicon
) -> tuple[str | None, Literal["table", "transliteration", "translation"] | None]:
    """Return the English name of an entity and where it comes from; functions told alone have none."""
    if cells.get("name_en"):
        return cells["name_en"], "table"
    if draft.key[0] == OFFICE:
        return None, None
    if draft.type == "ORG":
        body = transliterator(lexicon).body(name, draft.code, vocabulary(lexicon).names)
        return (body, "translation") if body else (None, None)
    if draft.type in _SPELLED:
        spelled = transliterator(lexicon).name(name, draft.code)
        return (spelled, "transliteration") if spelled else (None, None)
    return None, None


def _entity(
    draft: Draft,
    numbers: Mapping[tuple[str, ...], str],
    held: Mapping[int, Candidate],
    analysis: Analysis,
    lexicon: Lexicon,
) -> Entity:
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
    called = draft.name or max(mentions, key=lambda one: (one.form not in _NAMELESS, len(one.text))).text
    english, by = _english(draft, called, cells, lexicon)
    return Entity(
        id=numbers[draft.key],
        type=draft.type,  # type: ignore[arg-type]
        name=called,
        name_en=english,
        name_en_by=by,
        code=draft.code,
        country=draft.country or draft.code,
        actor=draft.actor,
        sector=draft.sector,
        kind=cells.get("kind") or None,
        roles=_roles(draft, numbers, held, analysis),
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
