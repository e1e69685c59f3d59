"""What the tagger left out although the rest of the text supports it: sure names of tables, short names told before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from khabar.layers.entities.candidates import SEATED, Candidate, Proposals
from khabar.layers.entities.tagger import Span
from khabar.layers.entities.trim import trim
from khabar.layers.entities.vocabulary import Vocabulary
from khabar.lexicon.matcher import Found
from khabar.lexicon.names import MACHINE_MADE
from khabar.lexicon.particles import without_particles
from khabar.text.fold import fold_word

__all__ = ["settle"]

_ARTICLE = "ال"
_SHORTEST = 3
_QUOTES = frozenset("\"'«»“”‘’")
_TO = "ل"
_MEDIA_HEADS = tuple(fold_word(word) for word in "صحيفة قناة وكالة".split())
# Words between which and a quotation mark the name of a paper or channel stands.
_TELLING = frozenset(
    fold_word(word)
    for word in (
        "ل علمت أكد أكدت ذكرت قالت نقلت نشرت كتبت بحسب حسب عن وفق خصت تواصلت حصلت رصدت أبلغ أفادت كشفت مع صحيفة قناة"
        " وكالة جريدة موقع شبكة مراسل مراسلة"
    ).split()
)
# What writers put after the short name of one whom they abhor; some are surnames too.
_ABUSE = frozenset(
    fold_word(word) for word in "الجزار السفاح الطاغية المجرم المخلوع الهالك المقبور الخائن الكذاب الدكتاتور".split()
)
_OVER = frozenset(
    ("ORG", "FAC", "LOC", "GPE", "PERSON")
)  # types of single words that tables know better than the tagger
_FROM = frozenset("وفد وفدا وفود قادما قادمين قادمه القادم اقليم حدود".split())
_OF_TABLE = frozenset(("table", "title.table"))
_FIRST_ARABIC = "\u0600"
_STATES = "lexicon/states"
_LOCATIVES = frozenset("في من الي مدينه".split())


def settle(words: Sequence[str], spans: Sequence[Span], proposals: Proposals, vocabulary: Vocabulary) -> list[Span]:
    """Return ``spans`` with what is added, in order, none overlapping."""
    spans = [span for span in spans if not proposals.nameless.issuperset(range(span.first, span.last))]

    def trimmed(spans: Sequence[Span]) -> list[Span]:
        return [span for whole in spans for span in trim(words, whole, proposals, vocabulary)]

    spans = [_own(words, span, proposals, vocabulary) for span in trimmed(spans)]
    sure = trimmed(_sure(words, spans, proposals, vocabulary))
    inside = {index for span in sure for index in range(span.first, span.last)}
    kept = [span for span in spans if span.first not in inside]
    taken = inside.union(*(range(span.first, span.last) for span in kept))
    added = [*sure, *_repeated(words, kept, taken, vocabulary), *_media(words, taken, vocabulary)]
    settled = _latin(words, sorted([*kept, *added], key=lambda span: span.first))
    return sorted([*settled, *_abbreviations(words, settled)], key=lambda span: span.first)


def _abbreviations(words: Sequence[str], spans: Sequence[Span]) -> list[Span]:
    """Return the abbreviations in Latin letters that stand in brackets after a body's name: معهد … (ISSI)."""
    taken = {span.first for span in spans}
    return [
        Span(span.last + 1, span.last + 2, 0, "ORG", None, None)
        for span in spans
        if span.type == "ORG"
        and list(words[span.last : span.last + 3 : 2]) == ["(", ")"]
        and words[span.last + 1].isascii()
        and words[span.last + 1].isalpha()
        and span.last + 1 not in taken
    ]


def _latin(words: Sequence[str], spans: Sequence[Span]) -> list[Span]:
    """Return ``spans``, with the Latin spelling in brackets after a person's name as one of a person."""
    settled: list[Span] = []
    for span in spans:
        before = settled[-1] if settled else None
        latin = words[span.first] < _FIRST_ARABIC and words[span.last - 1] < _FIRST_ARABIC
        if latin and before and before.type == "PERSON" and words[before.last : span.first] == ["("]:
            span = span._replace(type="PERSON", candidate=None)
        settled.append(span)
    return settled


def _own(words: Sequence[str], span: Span, proposals: Proposals, vocabulary: Vocabulary) -> Span:
    """Return a person's span without an epithet after a name that is known by itself (بشار الجزار).

    Who stands after a title is a person whatever the tagger takes the name for.
    """
    if span.candidate and span.candidate.rule.startswith("title.") and span.type in ("ORG", "LOC", "FAC"):
        return span._replace(type="PERSON")
    if span.type != "PERSON" or span.last - span.first != 2 or (span.candidate and span.candidate.names):
        return span
    hit = proposals.hits.get(span.first)
    epithet = words[span.last - 1]
    if hit is None or hit.last != span.first + 1 or not epithet.startswith(_ARTICLE):
        return span
    known = any(name.type == "PERSON" and proposals.known.backs(name) for name in hit.values)
    told = epithet in _ABUSE or vocabulary.kinds.common(epithet)
    return span._replace(last=hit.last, candidate=None) if known and told else span


def _sure(words: Sequence[str], spans: Sequence[Span], proposals: Proposals, vocabulary: Vocabulary) -> list[Span]:
    """Return the candidates that a table written by hand holds whole and of which tagged names are only parts."""
    reach = {index: span for span in spans for index in range(span.first, span.last)}
    sure = []
    for one in proposals.found:
        if not _fixed(words, one) and (
            one.rule not in _OF_TABLE or all(name.row.table in MACHINE_MADE for name in one.names)
        ):
            continue
        if one.weak and not (_placed(words, one, vocabulary) or _spoken_of(words, one, proposals, reach, vocabulary)):
            continue
        touched = [reach[index] for index in range(one.first, one.last) if index in reach]
        if all(one.first <= span.first and span.last <= one.last and _yields(span, one) for span in touched):
            span = Span(one.first, one.last, one.cut, one.type, one, None)
            sure.append(span)
            reach.update(dict.fromkeys(range(one.first, one.last), span))
    return sure


def _fixed(words: Sequence[str], one: Candidate) -> bool:
    """Say whether grammar is sure of a name of a body: a fixed head in the singular with its state or its business."""
    if one.rule == SEATED:
        return True
    if one.head is None or one.head.cells.get("fixed") != "yes":
        return False
    stem = fold_word(one.head.cells["form"]).split()[0]
    word = words[one.first][one.cut :]
    if stem not in (word, word.removeprefix(_ARTICLE), word.removeprefix(_ARTICLE[1]) if one.cut else word):
        return False
    if one.rule == "head.construct":
        return one.head.cells["after"] == "any"
    return one.rule == "head.definite" and any(name.row.table == _STATES for name in one.inner)


def _yields(span: Span, one: Candidate) -> bool:
    """Say whether a tagged name inside a candidate gives way: it is shorter, or of another type than tables say."""
    if span[:2] != one[:2]:
        return True
    if span.type == one.type or one.weak:
        return False
    return one.last - one.first > 1 or (one.type in _OVER and span.type != "NORP")


def _placed(words: Sequence[str], one: Candidate, vocabulary: Vocabulary) -> bool:
    """Say whether a doubtful name of a place stands where places do, and is no common word."""
    if one.type != "GPE":
        return False
    before = words[one.first - 1] if one.first else ""
    if vocabulary.kinds.common(words[one.first][one.cut :]):
        lead = words[one.first - 2] if before in _LOCATIVES and one.first > 1 else before
        return lead in _FROM
    return before in _LOCATIVES or (one.cut > 0 and words[one.first][one.cut - 1] == "ب")


def _spoken_of(
    words: Sequence[str], one: Candidate, proposals: Proposals, reach: Mapping[int, Span], vocabulary: Vocabulary
) -> bool:
    """Say whether a doubtful name of a person stands where persons do, in a text that speaks of that person's country.

    Such places are after a word that takes a person (قوات صالح), after a title, and after و beside another name.
    """
    if one.type != "PERSON" or one.last - one.first > 1 or one.first == 0:
        return False
    hit = proposals.hits.get(one.first)
    if hit is None or not any(proposals.known.backs(name) for name in one.names):
        return False
    if one.cut:
        return words[one.first][: one.cut] == "و" and (one.first - 1) in reach
    before = words[one.first - 1]
    if before == "-" and one.first > 1 and (one.first - 2) in reach:
        return reach[one.first - 2].type == "PERSON"
    if before == "و" or any(rest in vocabulary.contexts for _, rest in without_particles(before)):
        return True
    return vocabulary.titles.at(words, one.first - 1) is not None


def _repeated(words: Sequence[str], spans: Sequence[Span], taken: set[int], vocabulary: Vocabulary) -> list[Span]:
    """Return the places where a person is named again by the last part of a full name."""
    surnames: set[str] = set()
    for span in spans:
        if span.type == "PERSON" and span.last - span.first > 1:
            last = words[span.last - 1]
            if len(last) >= _SHORTEST and last.isalpha() and not _common(last, vocabulary):
                surnames.add(last)
    if not surnames:
        return []
    again = []
    for index, word in enumerate(words):
        if index in taken:
            continue
        for cut, rest in without_particles(word):
            if rest in surnames:
                again.append(Span(index, index + 1, cut, "PERSON", None, None))
                taken.add(index)
                break
    return again


def _media(words: Sequence[str], taken: set[int], vocabulary: Vocabulary) -> list[Span]:
    """Return the places where a paper, channel or agency is named without its head noun: لـ«المدينة», «الوئام».

    A word in quotation marks that is the name of one is a name where the text is told to it, or by it, and from there
    on wherever it is quoted; without marks only after a ل that stands alone.
    """
    quoted: list[tuple[Span, str]] = []
    heard: set[str] = set()
    for at in range(1, len(words)):
        if at in taken:
            continue
        mark = words[at - 1]
        before = words[at - 2] if at > 1 else ""
        if mark == _TO or mark in _QUOTES:
            last = next((end for end in range(at + 1, min(at + 4, len(words))) if words[end] in _QUOTES), 0)
            last = (at + 1 if mark == _TO else 0) if not last or mark == _TO else last
            form = " ".join(words[at:last])
            if not last or any(index in taken for index in range(at, last)):
                continue
            if not any(_is_media([head, *words[at:last]], vocabulary) for head in _MEDIA_HEADS):
                continue
            quoted.append((Span(at, last, 0, "ORG", None, None), form))
            if mark == _TO or any(rest in _TELLING for _, rest in without_particles(before, 1)):
                heard.add(form)
    found = [span for span, form in quoted if form in heard]
    for span in found:
        taken.update(range(span.first, span.last))
    return found


def _is_media(words: Sequence[str], vocabulary: Vocabulary) -> bool:
    hit = vocabulary.names.at(words, 0)
    return hit is not None and hit.last == len(words) and any(name.row.table == "lexicon/media" for name in hit.values)


def _common(word: str, vocabulary: Vocabulary) -> bool:
    """Say whether a last part of a name is too common a word to stand for its bearer."""
    if vocabulary.kinds.common(word):
        return True
    given: Found[str] | None = vocabulary.given.at([word], 0)
    return given is not None and given.cut == 0 and given.values[0] in ("ambiguous", "given", "particle")
