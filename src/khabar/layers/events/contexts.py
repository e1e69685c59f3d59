"""The contexts of an event: those of its unit, of its mode and parties, and of the words of its sentence."""

from __future__ import annotations

from collections.abc import Mapping

from khabar.layers.events.drafts import Draft
from khabar.layers.events.view import View
from khabar.lexicon import Lexicon
from khabar.text.fold import fold_word

__all__ = ["Contexts", "contexts", "set_contexts"]

# Modes that carry the context of their name, or imply one.
_OF_MODE: Mapping[str, str] = {
    "cyber": "cyber", "misinformation": "misinformation", "unconventional": "cbrn", "suicide-attack": "terrorism",
    "convict": "legal",
}  # fmt: skip
_OF_SECTOR: Mapping[str, str] = {"MIL": "military", "JUD": "legal", "LEG": "legislative", "SPY": "intelligence"}
_MOST = 4


class Contexts:
    """The words of ``tables/contexts.tsv`` with the contexts that they give."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._single: dict[str, tuple[str, ...]] = {}
        self._pairs: dict[tuple[str, str], tuple[str, ...]] = {}
        for row in lexicon.table("events/contexts").rows:
            given = tuple(row.cells["context"].split("|"))
            first, *more = map(fold_word, row.cells["form"].split())
            if more:
                self._pairs[first, more[0]] = given
            else:
                self._single[first] = given

    def of(self, view: View, token: int) -> tuple[str, ...]:
        """Return the contexts that the word at ``token``, or it and the next, gives."""
        word = view.readings[token].reading
        found = self._single.get(word.key) or self._single.get(word.bare) or ()
        if token + 1 < len(view.words):
            after = view.readings[token + 1].reading
            for first in {word.key, word.bare}:
                for second in {after.key, after.bare, view.words[token + 1]}:
                    found = (*found, *self._pairs.get((first, second), ()))
        return found


def contexts(lexicon: Lexicon) -> Contexts:
    """Return the context words of ``lexicon``, compiled once."""
    return lexicon.compiled("events-contexts", Contexts)


def set_contexts(view: View, known: Contexts, drafts: list[Draft]) -> None:
    """Set the contexts of each draft, those nearest to its unit first, a few at most."""
    by_sentence: dict[int, list[tuple[int, str]]] = {}
    for draft in drafts:
        sentence = view.sentence_of(draft.token)
        if sentence not in by_sentence:
            first, last = view.sentences[sentence]
            by_sentence[sentence] = [(at, name) for at in range(first, last) for name in known.of(view, at)]
        near = sorted(by_sentence[sentence], key=lambda pair: abs(pair[0] - draft.token))
        given = [*draft.unit.contexts]
        if draft.mode and draft.mode in _OF_MODE:
            given.append(_OF_MODE[draft.mode])
        given += [_OF_SECTOR[party.sector] for party in draft.actors if party.sector and party.sector in _OF_SECTOR]
        draft.contexts = list(dict.fromkeys([*given, *(name for _, name in near)]))[:_MOST]
