"""The layer: marked and reported words in, quotations out."""

from __future__ import annotations

from khabar.layers.base import Context, Output, Piece
from khabar.layers.quotations.circumstances import NOTHING, Told, function
from khabar.layers.quotations.drafts import Draft
from khabar.layers.quotations.marks import find_marks
from khabar.layers.quotations.page import Page
from khabar.layers.quotations.reading import read
from khabar.layers.quotations.repeats import repeats
from khabar.layers.quotations.speakers import Speaker
from khabar.layers.quotations.vocabulary import vocabulary
from khabar.record import Cue, Quotation, QuotationSource, Span

__all__ = ["Quotations"]

_STANCES = {
    "affirm": "endorsing",
    "factive": "endorsing",
    "distance": "doubting",
    "so_called": "doubting",
    "deny": "denying",
}


class Quotations:
    """Finds what a text gives as another's words or views, and tells it from names and terms in quotation marks."""

    name = "quotations"
    needs: tuple[str, ...] = ("times", "entities")
    fields: tuple[str, ...] = ("quotations",)

    def read(self, context: Context) -> Output:
        """Return the quotations of the text in order."""
        page = Page(context.analysis, context.found, vocabulary(context.lexicon), context.lexicon)
        drafts, told = read(page, find_marks(page))
        again = repeats(page, drafts)
        quotations = []
        for number, draft in enumerate(drafts):
            start, end = page.offsets(draft.first, draft.cut, draft.last)
            cue = _cue(page, draft)
            speaker = draft.speaker
            where = told.get(draft.cue.first, NOTHING) if draft.cue else NOTHING
            quotations.append(
                Quotation(
                    id=f"u{number + 1}",
                    start=start,
                    end=end,
                    text=context.analysis.text[start:end],
                    kind=draft.kind,  # type: ignore[arg-type]
                    cue=cue,
                    speaker=speaker.entity if speaker else None,
                    speaker_text=speaker.text if speaker else None,
                    function=function(page, speaker) if speaker else None,
                    described=speaker is not None and _is_described(page, speaker),
                    chain=_chain(speaker) if speaker else [],
                    addressee=_listener(page, where),
                    time=where.time,
                    place=where.place,
                    occasion=_span(page, where.occasion),
                    medium=_span(page, where.medium),
                    stance=_STANCES.get(cue.category, "neutral") if cue else "neutral",  # type: ignore[arg-type]
                    repeats=again.get(number),
                    via=f"quotations/{draft.rule}",
                )
            )
        why = {}
        if context.explain:
            why = {("quotations", at): _pieces(page, draft) for at, draft in enumerate(drafts)}
        return Output({"quotations": quotations}, (), why)


def _cue(page: Page, draft: Draft) -> Cue | None:
    if draft.cue is None:
        return None
    start, end = page.offsets(draft.cue.first, draft.cue.hit.cut, draft.cue.last)
    entry = draft.cue.hit.entry
    text = page.analysis.text[start:end]
    return Cue(start=start, end=end, text=text, lemma=entry.lemma, category=entry.cls)  # type: ignore[arg-type]


def _is_described(page: Page, speaker: Speaker) -> bool:
    """Say whether the text tells what a source is, without a name: مصدر أمني."""
    if speaker.entity is None:
        return speaker.how != "named"
    return all(mention.form == "nominal" for mention in page.entities[speaker.entity].mentions)


def _chain(speaker: Speaker) -> list[QuotationSource]:
    """Return through whom the words came, whose they are last; nothing if through nobody."""
    if not speaker.through and not speaker.beyond:
        return []
    links = (*speaker.through, (speaker.text, speaker.entity), *speaker.beyond)
    return [QuotationSource(text=text, entity=entity) for text, entity in links]


def _listener(page: Page, told: Told) -> QuotationSource | None:
    span = _span(page, told.addressee)
    return QuotationSource(text=span.text, entity=told.listener) if span is not None else None


def _span(page: Page, tokens: tuple[int, int] | None) -> Span | None:
    """Return a noun phrase without what is written onto its first word."""
    if tokens is None:
        return None
    cut = page.clitics(tokens[0])
    start, end = page.offsets(tokens[0], cut, tokens[1])
    return Span(start=start, end=end, text=page.analysis.text[start:end])


def _pieces(page: Page, draft: Draft) -> list[Piece]:
    pieces = []
    if draft.cue is not None:
        start, end = page.offsets(draft.cue.first, draft.cue.hit.cut, draft.cue.last)
        entry = draft.cue.hit.entry
        pieces.append(Piece(start, end, page.analysis.text[start:end], entry.cls, entry.place))
    if draft.speaker is not None and draft.speaker.first < draft.speaker.last:
        start, end = page.offsets(draft.speaker.first, 0, draft.speaker.last)
        pieces.append(Piece(start, end, page.analysis.text[start:end], f"speaker ({draft.speaker.how})"))
    start, end = page.offsets(draft.first, draft.cut, draft.last)
    pieces.append(Piece(start, end, page.analysis.text[start:end], f"content ({draft.rule})"))
    return pieces
