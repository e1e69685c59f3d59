"""From names to entities: what a mention stands for, which mentions are of the same one, whose it is.

A name of the tables is its entry; where a form stands for several entries, the one whose country the rest of the text
speaks of is taken and the others are kept as alternatives. A person's later short name is linked to the full name
before it, an abbreviation to the body that it stood after in brackets, and a body told in fewer words (وزارة الطاقة) to
the only one whose name begins so (وزارة الطاقة البيروفية). A body named by its head noun belongs to the state or people
inside its name, a person without entry to that of the title before the name; where the wording names none, to the
country named just before, or most spoken of.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, cast

from khabar.layers.entities.tagger import Span
from khabar.layers.entities.vocabulary import Vocabulary
from khabar.lexicon import Row
from khabar.lexicon.names import Name

if TYPE_CHECKING:
    from khabar.text import Analysis

__all__ = ["Draft", "Form", "link"]

Form = Literal["name", "alias", "nisba", "short", "pronoun", "nominal"]

_NO_COUNTRY = frozenset({"IGO", "IMG"})
_STATE_SECTORS = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
_SHADDA = "\u0651"
_REACH = 12
_LEAD = 4
# Words of a body's name that are enough to know it again.
_LEAST_WORDS = 2
_GROUPS = "lexicon/groups"
_MEDIA = "JRN"


class Draft:
    """An entity being put together: its type, entry, mentions (span, form, name) and what is known of it."""

    def __init__(self, key: tuple[str, ...], type_: str, name: str) -> None:
        self.key = key
        self.type = type_
        self.name = name
        self.row: Row | None = None
        self.code: str | None = None
        self.sector: str | None = None
        self.actor: str | None = None
        self.country: str | None = None
        self.also: list[str] = []
        self.mentions: list[tuple[Span, Form, Name | None]] = []


def _letters(analysis: Analysis, span: Span) -> str:
    """Return the folded letters of a name without particles, marks and quotation marks."""
    words = [analysis.words[span.first][span.cut :], *analysis.words[span.first + 1 : span.last]]
    return " ".join(word for word in words if word[0].isalnum())


def _readings(words: Sequence[str], span: Span, vocabulary: Vocabulary) -> tuple[Name, ...]:
    """Return the entries that the whole span can stand for, those of its type first."""
    if span.candidate and span.candidate.names and span.candidate.rule in ("table", "title.table"):
        found = span.candidate.names
    else:
        found = ()
    for hit in vocabulary.names.every(words, span.first):
        if hit.last == span.last and hit.cut == span.cut:
            found = (*found, *(name for name in hit.values if name not in found))
    return tuple(name for name in found if name.type == span.type) or tuple(
        name for name in found if {name.type, span.type} <= {"GPE", "LOC", "FAC", "ORG"}
    )


def _code(name: Name) -> str | None:
    return name.row.cells.get("code") or None


def link(analysis: Analysis, spans: Sequence[Span], vocabulary: Vocabulary) -> list[Draft]:
    """Return the entities of a text in order of their first mention."""
    readings = [_readings(analysis.words, span, vocabulary) for span in spans]
    spoken = _countries(spans, readings)
    drafts: dict[tuple[str, ...], Draft] = {}
    full_names: dict[str, Draft] = {}
    bodies = _Bodies()
    before: tuple[Span, Draft] | None = None
    for span, names in zip(spans, readings, strict=True):
        letters = _letters(analysis, span)
        if before and _glosses(analysis.words, before[0], span, names):
            before[1].mentions.append((span, "alias", None))
            bodies.abbreviate(letters, before[1])
            continue
        if names:
            best = _best(names, analysis.text[slice(*_bounds(analysis, span))], spoken)
            draft = drafts.get(best.key)
            if draft is None:
                draft = drafts[best.key] = _of_entry(best, names)
            draft.mentions.append((span, cast("Form", best.form), best))
        elif span.type == "ORG" and (known := bodies.named(letters)):
            draft = known
            draft.mentions.append((span, "short" if draft.key[1] != letters else "name", None))
        else:
            draft = _unlisted(span, letters, drafts, full_names)
            if span.type == "ORG":
                bodies.tell(letters, draft)
        if span.type == "PERSON":
            _remember(letters, draft, full_names)
        before = (span, draft)
    linked = list(drafts.values())
    bodies.link_abbreviations(analysis.words, spans)
    _lend_countries(analysis, linked, spoken)
    return linked


class _Bodies:
    """The bodies without entry that a text has named, by their words, their beginnings and abbreviations."""

    def __init__(self) -> None:
        self._short: dict[str, Draft] = {}
        self._beginnings: dict[str, list[Draft]] = {}
        self._full: set[str] = set()

    def abbreviate(self, letters: str, body: Draft) -> None:
        """Remember that ``letters`` stand for ``body``."""
        self._short[letters] = body

    def link_abbreviations(self, words: Sequence[str], spans: Sequence[Span]) -> None:
        """Link the abbreviations that stand alone where no name was found."""
        if not self._short:
            return
        held = {token for span in spans for token in range(span.first, span.last)}
        for at, word in enumerate(words):
            body = self._short.get(word)
            if body is not None and at not in held:
                body.mentions.append((Span(at, at + 1, 0, "ORG", None, None), "alias", None))
                body.mentions.sort(key=lambda mention: mention[0].first)

    def tell(self, letters: str, body: Draft) -> None:
        """Remember a body by its name and by the words with which that begins, two at least."""
        if letters in self._full:
            return
        self._full.add(letters)
        words = letters.split()
        for length in range(_LEAST_WORDS, len(words)):
            self._beginnings.setdefault(" ".join(words[:length]), []).append(body)

    def named(self, letters: str) -> Draft | None:
        """Return the only body whose abbreviation or beginning is ``letters``, None for a full name of its own."""
        if letters in self._short:
            return self._short[letters]
        begun = self._beginnings.get(letters, ())
        return begun[0] if len(begun) == 1 and letters not in self._full else None


def _bounds(analysis: Analysis, span: Span) -> tuple[int, int]:
    return analysis.folded.span(analysis.starts[span.first] + span.cut, analysis.ends[span.last - 1])


def _best(names: tuple[Name, ...], spelled: str, spoken: Counter[str]) -> Name:
    """Return the entry meant: as the vowel signs say (عمّان), of the country spoken of, the sure before the doubtful."""

    def rank(name: Name) -> tuple[bool, int, bool, int]:
        said = spoken[_code(name) or ""]
        written = _SHADDA in spelled and _SHADDA in name.row.cells["form"]
        return written, said if name.type == "GPE" else 0, not name.weak, said

    return max(names, key=rank)


def _glosses(words: Sequence[str], body: Span, short: Span, names: tuple[Name, ...]) -> bool:
    """Say whether ``short`` is the abbreviation of the body named just before it, in brackets: معهد … (ISSI)."""
    if names or body.type != "ORG" or short.last - short.first > 1 or not words[short.first].isascii():
        return False
    return 0 < short.first - body.last <= _LEAD and words[short.first - 1] == "("


def _countries(spans: Sequence[Span], readings: Sequence[tuple[Name, ...]]) -> Counter[str]:
    """Count how often the text speaks of each country, by names that mean one entry only."""
    spoken: Counter[str] = Counter()
    for span, names in zip(spans, readings, strict=True):
        codes = {_code(name) for name in names}
        if len(codes) == 1:
            code = codes.pop()
            if code:
                spoken[code] += 1
        if span.candidate:
            spoken.update({code for name in span.candidate.inner if (code := _code(name))})
    return spoken


def _of_entry(name: Name, names: tuple[Name, ...]) -> Draft:
    row = name.row
    draft = Draft(name.key, _entity_type(name), row.cells["form"])
    draft.row = row
    draft.sector = row.cells.get("sector") or None
    draft.actor = row.cells.get("actor") or None
    draft.code = _code(name)
    if row.table == _GROUPS and draft.sector != "GOV":
        draft.code, draft.country = None, draft.code
    draft.also = [
        f"{other.row.cells['form']} ({_code(other) or other.type})" for other in names if other.key != name.key
    ]
    return draft


def _entity_type(name: Name) -> str:
    return "GPE" if name.form == "nisba" else name.type


def _unlisted(span: Span, letters: str, drafts: dict[tuple[str, ...], Draft], full_names: dict[str, Draft]) -> Draft:
    """Return the entity of a name that no table holds, found before or new."""
    if span.type == "PERSON" and letters in full_names:
        draft = full_names[letters]
        draft.mentions.append((span, "short" if draft.key[1] != letters else "name", None))
        return draft
    key = (span.type, letters)
    draft = drafts.setdefault(key, Draft(key, span.type, ""))
    candidate = span.candidate
    if candidate:
        if candidate.head and not draft.sector:
            draft.sector = candidate.head.cells.get("sector") or None
        codes = [code for name in candidate.inner if (code := _code(name))]
        if codes and draft.sector == _MEDIA:
            draft.country = draft.country or codes[0]
        if codes and draft.sector != _MEDIA and (span.type == "PERSON" or len(set(codes)) == 1):
            draft.code = draft.code or codes[0]
    draft.mentions.append((span, "name", None))
    return draft


def _remember(letters: str, draft: Draft, full_names: dict[str, Draft]) -> None:
    """Keep the short names by which a person may be called from here on: the last part, the last two, the first."""
    parts = letters.split()
    full_names.setdefault(letters, draft)
    for short in (parts[-1], " ".join(parts[-2:]), parts[0]):
        if len(short) > 2:
            full_names.setdefault(short, draft)


def _lend_countries(analysis: Analysis, drafts: Sequence[Draft], spoken: Counter[str]) -> None:
    """Give persons and state bodies without a country the one named nearest before them in their sentence.

    If none is, the country that the text speaks of most, provided it stands out; international bodies lend nothing.
    """
    named = sorted(
        (span.first, span.last, draft.code)
        for draft in drafts
        if draft.code and draft.code not in _NO_COUNTRY and draft.type != "PERSON"
        for span, _, _ in draft.mentions
    )
    most = [pair for pair in spoken.most_common(3) if pair[0] not in _NO_COUNTRY]
    leading = most[0][0] if most and (len(most) == 1 or most[0][1] > most[1][1]) else None
    for draft in drafts:
        if draft.code or draft.row is not None:
            continue
        if draft.type == "PERSON" or (draft.type == "ORG" and draft.sector in _STATE_SECTORS):
            draft.code = _nearest(analysis, draft.mentions[0][0], named) or leading


def _nearest(analysis: Analysis, span: Span, named: Sequence[tuple[int, int, str]]) -> str | None:
    """Return the country named last before ``span`` in its sentence, at most ``_REACH`` tokens away."""
    sentence = analysis.sentence_at(analysis.starts[span.first])
    at = bisect_left(named, (span.first,)) - 1
    if at < 0:
        return None
    first, last, code = named[at]
    if span.first - last > _REACH or analysis.sentence_at(analysis.starts[first]) != sentence:
        return None
    return code
