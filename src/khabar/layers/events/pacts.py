"""Where a text speaks of agreements: the words of the table, and how far their phrase reaches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from khabar.layers.events.view import View
from khabar.lexicon import Lexicon, Row
from khabar.text.fold import fold_word

__all__ = ["STOPS", "Form", "Forms", "Pact", "Pacts", "follows", "is_verb", "pacts", "preposition_at"]

STOPS = frozenset(".؟!؛:")
_PREPOSITIONS = frozenset("علي الي عن من ب ل في حول بشان".split())
# After these an agreement is none that there is: any, without, no.
_NONE = frozenset("اي دون بدون بلا كل لا عدم غياب كافه سائر".split())
# Stands in a form for any number (القرار 2231).
_NUMBER = "#"
_LONGEST = 8
_QUOTES = frozenset("\"'«»“”‘’()[]")
_NOMINAL = frozenset(("NOUN", "ADJ", "PROPN", "X", "NUM"))


class Form(NamedTuple):
    """A form of a table: the words after the first, the preposition that ends it ("" if none), its row."""

    rest: tuple[str, ...]
    preposition: str
    row: Row

    @property
    def length(self) -> int:
        """How many words it has, its preposition not counted."""
        return 1 + len(self.rest)


class Forms:
    """The forms of a table by first word, the longest first; matched on lemma, bare form and spelling."""

    def __init__(self, rows: Sequence[Row]) -> None:
        found: dict[str, list[Form]] = {}
        for row in rows:
            first, *rest = map(fold_word, row.cells["form"].split())
            preposition = rest.pop() if rest and rest[-1] in _PREPOSITIONS else ""
            found.setdefault(first, []).append(Form(tuple(rest), preposition, row))
        self._forms = {first: sorted(forms, key=lambda one: -len(one.rest)) for first, forms in found.items()}

    def first(self, view: View, token: int) -> list[Form]:
        """Return the forms that may begin with ``token``, the longest first."""
        forms, word = self._forms, view.readings[token]
        reading = word.reading
        known = reading.key in forms or reading.bare in forms or reading.stem in forms or view.words[token] in forms
        if not known and not any(other.key in forms for other, _ in word.alternatives):
            return []  # as most words
        found: list[Form] = []
        for spelled in _spellings(view, token):
            found += self._forms.get(spelled, ())
        return sorted(found, key=lambda one: -len(one.rest))

    def standing(self, view: View, token: int) -> list[Form]:
        """Return the forms that stand at ``token``, whatever preposition they ask for, the longest first."""
        return [form for form in self.first(view, token) if follows(view, token + 1, form.rest)]

    def at(self, view: View, token: int) -> Form | None:
        """Return the first of them, None if there is none."""
        return next(iter(self.standing(view, token)), None)


def _spellings(view: View, token: int) -> Iterator[str]:
    reading = view.readings[token].reading
    yield from dict.fromkeys((view.words[token], reading.bare, reading.stem, *(key for key, _ in view.keys(token))))


def _alone(view: View, token: int) -> tuple[str, ...]:
    """Return how a word within a form may be spelled: with a particle before it only as the form has it."""
    if view.readings[token].reading.prefix:
        return (view.words[token],)
    return tuple(_spellings(view, token))


def follows(view: View, at: int, rest: Sequence[str]) -> bool:
    """Say whether the words ``rest`` stand from token ``at`` on."""
    if at + len(rest) > len(view.words):
        return False
    return all(
        view.words[at + number].isdigit() if word == _NUMBER else word in _alone(view, at + number)
        for number, word in enumerate(rest)
    )


def is_verb(view: View, token: int) -> bool:
    """Say whether a word is read as a verb."""
    return view.readings[token].reading.upos == "VERB"


def preposition_at(view: View, token: int) -> str:
    """Return the preposition that a word is or begins with, "" if none."""
    reading = view.readings[token].reading
    if reading.upos == "ADP":
        return reading.key
    return next((piece.text for piece in reading.pieces if piece.role == "prep"), "")


class Pact(NamedTuple):
    """A phrase that speaks of an agreement.

    ``token`` is its head, ``end`` ends what names it; ``words`` are the lemmas that describe it, ``head`` that of the
    head; ``definite``: it may point to one that is known.
    """

    token: int
    end: int
    kind: str
    needs: str
    words: frozenset[str]
    head: str
    definite: bool
    row: str


class Pacts:
    """The tables of agreements, what they provide and their states, compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.names = Forms(lexicon.table("events/agreements").rows)
        self.states = Forms(lexicon.table("events/states").rows)
        rows = lexicon.table("events/provisions").rows
        self.verbs, self.parts, self.under, self.party, self.aims = (
            Forms([row for row in rows if row.cells["kind"] == kind])
            for kind in ("verb", "part", "under", "party", "aim")
        )

    def find(self, view: View) -> list[Pact]:
        """Return the phrases that speak of agreements, in order."""
        found: list[Pact] = []
        last = 0
        for token in range(len(view.words)):
            if token < last:
                continue
            pact = self._at(view, token)
            if pact is not None:
                found.append(pact)
                last = pact.end
        return found

    def _at(self, view: View, token: int) -> Pact | None:
        form = self.names.at(view, token)
        if form is None or _within_name(view, token):
            return None
        # one word may be another's namesake (عقد); several are the agreement's, however they are read
        if not form.rest and view.readings[token].reading.upos not in _NOMINAL:
            return None
        if token and view.words[token - 1] in _NONE:
            return None
        if form.rest and form.preposition:
            return None
        least = token + form.length
        end = self._end(view, token, least)
        named = {at for at in range(token, end) if at in view.named and view.named[at].code}
        words = frozenset(
            view.readings[at].reading.key
            for at in range(token + 1, end)
            if at not in named and view.readings[at].reading.upos in _NOMINAL
        )
        reading = view.readings[token].reading
        definite = reading.definite or (token > 0 and view.readings[token - 1].reading.kind == "dem")
        return Pact(
            token, end, form.row.cells["kind"], form.row.cells["needs"], words, reading.key, definite, form.row.place
        )

    def _end(self, view: View, token: int, least: int) -> int:
        """Return where what names the agreement ends: its noun phrase, then what it is about (بشأن …، لتبادل …)."""
        end = least
        phrase = view.frames.noun_phrase_at(token)
        last = min(view.sentences[view.sentence_of(token)][1], token + _LONGEST)
        if phrase is not None:
            while end < min(phrase.end, last) and not self._stops(view, end):
                end += 1
        if end < last and self._about(view, end):
            about = view.frames.noun_phrase_at(end)
            reach = min(about.end, last + 2) if about is not None and about.preposition else end
            while end < reach and not self._stops(view, end):
                end += 1
        while end > least and view.words[end - 1] in _QUOTES:
            end -= 1
        opened = any(view.words[at] in _QUOTES for at in range(token, end))
        return end + 1 if opened and end < last and view.words[end] in _QUOTES else end

    def _about(self, view: View, token: int) -> bool:
        reading = view.readings[token].reading
        if preposition_at(view, token) == "ل" and reading.upos == "NOUN" and token not in view.named:
            return True
        return self.aims.at(view, token) is not None

    def _stops(self, view: View, token: int) -> bool:
        """Say whether a word tells of the agreement rather than names it: a participle of state, a verb, a mark."""
        reading = view.readings[token].reading
        if reading.upos == "VERB" or view.words[token] in STOPS or view.words[token] == "،":
            return True
        state = self.states.at(view, token)
        return state is not None and reading.upos in ("ADJ", "NOUN") and (reading.definite or reading.upos == "ADJ")


def _within_name(view: View, token: int) -> bool:
    name = view.named.get(token)
    return name is not None and name.first < token and name.form in ("name", "alias", "short")


def pacts(lexicon: Lexicon) -> Pacts:
    """Return the tables of agreements of ``lexicon``, compiled once."""
    return lexicon.compiled("events-pacts", Pacts)
