"""The layer: marked and reported words in, quotations out."""

from __future__ import annotations

from khabar.layers.base import Context, Output, Piece
from khabar.layers.quotations.drafts import Draft
from khabar.layers.quotations.marks import find_marks
from khabar.layers.quotations.page import Page
from khabar.layers.quotations.reading import read
from khabar.layers.quotations.repeats import repeats
from khabar.layers.quotations.vocabulary import vocabulary
from khabar.record import Cue, Quotation

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
        drafts = read(page, find_marks(page))
        again = repeats(page, drafts)
        quotations = []
        for number, draft in enumerate(drafts):
            start, end = page.offsets(draft.first, draft.cut, draft.last)
            cue = _cue(page, draft)
            quotations.append(
                Quotation(
                    id=f"u{number + 1}",
                    start=start,
                    end=end,
                    text=context.analysis.text[start:end],
                    kind=draft.kind,  # type: ignore[arg-type]
                    cue=cue,
                    speaker=draft.speaker.entity if draft.speaker else None,
                    speaker_text=draft.speaker.text if draft.speaker else None,
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
