"""Cuts tagged names to what is the name: without titles, verbs, half quotations, adjectives after a known name."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.layers.entities.candidates import MINISTERS, Candidate, Proposals
from khabar.layers.entities.tagger import Span
from khabar.layers.entities.vocabulary import Vocabulary
from khabar.lexicon.particles import without_particles

__all__ = ["trim"]

_ARTICLE = "ال"
_QUOTES = frozenset("\"'«»“”‘’")
_CLOSING = frozenset("»”’")
_OPENING = frozenset("«“‘")
_AND = "و"
_STOPS = frozenset(".؟!؛:\n")
_TO_THE = "لل"
_WITH = "ب"
_GROUPS = "lexicon/groups"
# A spokesman speaks in somebody's name (متحدث باسم بوتين); باسم is a given name too.
_IN_NAME_OF = "باسم"
_SPEAKERS = frozenset(("متحدث", "متحدثه", "ناطق", "ناطقه"))
_TITLES = frozenset(("title", "office"))


def trim(words: Sequence[str], span: Span, proposals: Proposals, vocabulary: Vocabulary) -> list[Span]:
    """Return what is left of a tagged name, and the peoples named in what was cut off its end; empty if nothing is."""
    if span.type != "PERSON" and span.candidate and span.candidate.rule == "table" and not span.candidate.weak:
        return [span]
    known = _inside(words, span, proposals, vocabulary)
    if known:
        return [known]
    first, last = span.first, span.last
    men = _men(first, last, span.type, words, proposals, vocabulary)
    if men:
        return _left(men, last, proposals)
    never = vocabulary.edges["never"]
    last = next((index for index in range(first + 1, last) if words[index] in never), last)
    opened = next((index for index in range(first + 1, last) if words[index] == "("), last)
    last = last if ")" in words[opened:last] else opened
    while first < last and words[first] in _QUOTES:
        first += 1
    while first < last and words[last - 1] in _QUOTES:
        last -= 1
    first, last = _within_quotes(words, first, last)
    if span.type == "ORG":
        if _indefinite(words, first, last, proposals):
            return _left(last - 1, last, proposals)
        first = _without_office(words, first, last)
        first = _without_holder(words, first, last, proposals, vocabulary.edges["holder"])
        last = _of_one_state(words, first, last, proposals, vocabulary)
    if span.type == "PERSON":
        if _described(words, first, vocabulary):
            return []
        if last - first > 1 and words[last - 1] in vocabulary.edges["company"] and first not in proposals.hits:
            return [span._replace(first=first, last=last, type="ORG", candidate=None)]
        called = _called(words, first, last, vocabulary)
        if called:
            return [span._replace(first=called, cut=1, candidate=None)]
        if (
            first
            and last - first > 1
            and words[first] == _IN_NAME_OF
            and words[first - 1].removeprefix(_ARTICLE) in _SPEAKERS
        ):
            first += 1
        first = _without_title(words, first, last, vocabulary)
        first = _without_adjective(words, first, last, vocabulary)
        first, last = _without_verbs(words, first, last, proposals, vocabulary)
        to = next((index for index in range(first + 1, last) if words[index].startswith(_TO_THE)), last)
        if to < last and to - first == 1 and vocabulary.kinds(words[first]) and first not in proposals.hits:
            return _left(to, last, proposals)  # معاد للإسلام: a common word and what it governs
        last = to
    last = _without_epithets(words, first, last, span.type, proposals, vocabulary.edges["epithet"])
    if span.type == "ORG" and span.candidate is None and last - first == 1 and _adjective(words[first], vocabulary):
        return []
    if first >= last or (span.type == "ORG" and _bare(words, first, last, span.cut, vocabulary)):
        return []
    if (first, last) == span[:2]:
        return [span]
    kept = span._replace(first=first, last=last, candidate=None)
    if first > span.first:
        kept = kept._replace(cut=0)
    kept = kept._replace(candidate=_body(kept, proposals, vocabulary) or _known(span, last, proposals))
    return [kept, *_left(last, span.last, proposals)]


def _adjective(word: str, vocabulary: Vocabulary) -> bool:
    """Say whether a definite word that no table holds is an adjective (القيصرية)."""
    known = vocabulary.kinds(word)
    return word.startswith(_ARTICLE) and word.endswith("يه") and (not known or "ADJ" in known)


def _bare(words: Sequence[str], first: int, last: int, cut: int, vocabulary: Vocabulary) -> bool:
    """Say whether nothing but an indefinite head noun is left of a name (وكالة)."""
    head = vocabulary.heads.at(words, first) if last - first == 1 else None
    return head is not None and head.cut == cut and not words[first].startswith(_ARTICLE, cut)


def _inside(words: Sequence[str], span: Span, proposals: Proposals, vocabulary: Vocabulary) -> Span | None:
    """Return the known name that a tagged one holds after a title (البابا فرنسيس) or a noun such as مليشيا, if any."""
    title = vocabulary.titles.at(words, span.first)
    led = title is not None and title.values[0].cells["class"] in _TITLES
    at = title.last if title is not None and led else span.first + 1
    hit = proposals.hits.get(at)
    if hit is None or hit.last != span.last or hit.cut or hit.values[0].weak:
        return None
    lead = hit.values[0]
    of_body = (
        words[span.first] in vocabulary.edges["holder"] and lead.type in ("ORG", "NORP") and lead.row.table == _GROUPS
    )
    if not of_body and not (led and lead.type == "PERSON" and span.type != "PERSON"):
        return None
    return Span(at, hit.last, 0, lead.type, Candidate(at, hit.last, 0, lead.type, "table", hit.values), None)


def _men(first: int, last: int, type_: str, words: Sequence[str], proposals: Proposals, vocabulary: Vocabulary) -> int:
    """Return where the people begins whose men a head tells (حرس الحدود الأتراك): that is no body; else 0."""
    head = vocabulary.heads.at(words, first) if type_ == "ORG" else None
    hit = proposals.hits.get(head.last) if head else None
    if type_ == "ORG" and words[first] in vocabulary.edges["men"] and last - first > 1:
        hit, at = proposals.hits.get(last - 1), last - 1
        if hit and hit.last == last and hit.values[0].type == "NORP" and not words[at].endswith(("ي", "يه")):
            return at
    if head is None or hit is None or hit.last != last or words[last - 1].endswith(("ي", "يه")):
        return 0
    return head.last if hit.values[0].type == "NORP" and words[head.last].startswith(_ARTICLE) else 0


def _body(span: Span, proposals: Proposals, vocabulary: Vocabulary) -> Candidate | None:
    """Return the candidate for a body of which the head and the states inside are still there."""
    head = vocabulary.heads.at(proposals.words, span.first) if span.type == "ORG" else None
    if head is None:
        return None
    hits = [proposals.hits[index] for index in range(head.last, span.last) if index in proposals.hits]
    inner = tuple(name for hit in hits for name in hit.values if not name.weak and name.type in ("GPE", "NORP"))
    return Candidate(span.first, span.last, span.cut, "ORG", "head.definite", (), head.values[0], inner)


def _known(span: Span, last: int, proposals: Proposals) -> Candidate | None:
    """Return the candidate for a person whom a table knows with the title that was cut off (الملك سلمان)."""
    hit = proposals.hits.get(span.first)
    if span.type != "PERSON" or hit is None or hit.last != last:
        return None
    names = tuple(name for name in hit.values if name.type == "PERSON" and not name.weak)
    return Candidate(hit.first, last, hit.cut, "PERSON", "table", names) if names else None


def _left(first: int, last: int, proposals: Proposals) -> list[Span]:
    """Return the peoples among the tokens cut off a name (القناة "12" الإسرائيلية)."""
    left = []
    for index in range(first, last):
        hit = proposals.hits.get(index)
        if hit and hit.last == last and hit.values[0].type == "NORP" and not hit.values[0].weak:
            left.append(Span(index, last, hit.cut, "NORP", None, None))
    return left


def _within_quotes(words: Sequence[str], first: int, last: int) -> tuple[int, int]:
    """Cut a name at a quotation mark inside it that has no partner inside it: to the side within the quotation."""
    marks = [index for index in range(first + 1, last) if words[index] in _QUOTES]
    if len(marks) % 2 == 0:
        return first, last
    at = marks[-1]
    mark = words[at]
    quoted = first > 0 and words[first - 1] in _QUOTES
    if mark in _OPENING or (mark not in _CLOSING and not quoted):
        return (at + 1, last) if last < len(words) and words[last] in _QUOTES else (first, last)
    return first, at


def _indefinite(words: Sequence[str], first: int, last: int, proposals: Proposals) -> bool:
    """Say whether a head and a nisba are both indefinite: no name but some court, some force (محكمة إسرائيلية)."""
    hit = proposals.hits.get(last - 1)
    if last - first != 2 or hit is None or hit.last != last or words[first].startswith((_ARTICLE, "لل", "وال", "بال")):
        return False
    return all(name.form == "nisba" for name in hit.values) and not words[last - 1].startswith(_ARTICLE)


def _without_office(words: Sequence[str], first: int, last: int) -> int:
    """Return where the name begins after a word that belongs to the office before it (وزير خارجية سلطنة عمان)."""
    before = words[first - 1] if first else ""
    minister = any(rest in MINISTERS for _, rest in without_particles(before))
    return first + 1 if minister and last - first > 1 and not words[first].startswith(_ARTICLE) else first


def _without_holder(words: Sequence[str], first: int, last: int, proposals: Proposals, holders: frozenset[str]) -> int:
    """Return where the name of a body begins after who governs or fights for it (حكومة حماس)."""
    hit = proposals.hits.get(first + 1)
    if hit is None or hit.last != last or hit.cut:
        return first
    if words[first] not in holders and words[first][1:] not in holders:
        return first
    return first + 1 if any(name.type == "ORG" and not name.weak for name in hit.values) else first


def _of_one_state(words: Sequence[str], first: int, last: int, proposals: Proposals, vocabulary: Vocabulary) -> int:
    """Return where a name of forces ends: after the first nisba of two (القوات الروسية السوفيتية)."""
    head = vocabulary.heads.at(words, first)
    if head is None or head.values[0].cells.get("fixed") != "yes":
        return last
    nisba = proposals.hits.get(head.last)
    if nisba is None or nisba.values[0].form != "nisba" or nisba.last >= last:
        return last
    after = words[nisba.last]
    second = proposals.hits.get(nisba.last)
    if second and second.values[0].form == "nisba":
        return nisba.last
    adjective = after.endswith(("ي", "يه")) or after in vocabulary.adjectives
    return nisba.last if after.startswith(_ARTICLE) and not adjective else last


def _without_title(words: Sequence[str], first: int, last: int, vocabulary: Vocabulary) -> int:
    """Return where the name begins after titles (الملا عمر)."""
    while True:
        title = vocabulary.titles.at(words, first)
        if title is None or title.last >= last or title.values[0].cells["class"] not in _TITLES:
            return first
        given = vocabulary.given.at(words, first)
        if given and not words[first].startswith((_ARTICLE, "لل", "وال", "بال")):
            return first
        first = title.last


def _called(words: Sequence[str], first: int, last: int, vocabulary: Vocabulary) -> int:
    """Return where the name begins that a person is called by (المكنى بهارون), 0 if that is not told."""
    if words[first] not in vocabulary.edges["called"] or last - first < 2 or not words[first + 1].startswith(_WITH):
        return 0
    given = vocabulary.given.at(words, first + 1)
    return first + 1 if given is not None and given.cut == 1 else 0


def _described(words: Sequence[str], first: int, vocabulary: Vocabulary) -> bool:
    """Say whether an adjective follows an indefinite function: its holder is described, not named (مسؤول كبير فضل)."""
    if words[first] not in vocabulary.edges["rank"] or not first:
        return False
    title = vocabulary.titles.at(words, first - 1)
    return title is not None and title.last == first and not words[first - 1].startswith((_ARTICLE, "لل", "وال", "بال"))


def _without_adjective(words: Sequence[str], first: int, last: int, vocabulary: Vocabulary) -> int:
    """Return where the name begins after an adjective of the title before it (الرئيس الشرعي فلان)."""
    word = words[first]
    if last - first < 2 or not word.startswith(_ARTICLE) or "ADJ" not in vocabulary.kinds(word):
        return first
    given = vocabulary.given
    if given.at([word], 0) or given.at([word.removeprefix(_ARTICLE)], 0) or given.at(words, first + 1) is None:
        return first
    return first + 1


def _without_verbs(
    words: Sequence[str], first: int, last: int, proposals: Proposals, vocabulary: Vocabulary
) -> tuple[int, int]:
    """Cut a verb off the beginning (وأكد اليافعي) and off the end of a name of persons."""

    def verb(index: int) -> bool:
        kinds = {kind.upper() for kind in vocabulary.kinds(words[index])}
        told = kinds == {"VERB"} or ("VERB" in kinds and words[index][0] == _AND)
        if told and words[index][0] == _AND and (index == 0 or words[index - 1] in _STOPS):
            return True  # وأكد الوقيني: Waked is a name too, but no sentence begins so
        return told and vocabulary.given.at(words, index) is None and not vocabulary.names.starts[words[index]]

    if last - first > 1 and (verb(first) or _before_known(words, first, last, proposals, vocabulary)):
        first += 1
    if last - first > 2 and verb(last - 1):
        last -= 1
    return first, last


def _before_known(words: Sequence[str], first: int, last: int, proposals: Proposals, vocabulary: Vocabulary) -> bool:
    """Say whether the first word is a common word before a name that a table is sure of (رأى أوباما)."""
    hit, whole = proposals.hits.get(first + 1), proposals.hits.get(first)
    if hit is None or hit.last != last or hit.cut or (whole and whole.last >= last):
        return False
    if vocabulary.given.at(words, first) and words[first][0] != _AND:
        return False
    sure = any(name.type == "PERSON" and not name.weak for name in hit.values)
    return sure and bool(vocabulary.kinds(words[first]))


def _without_epithets(
    words: Sequence[str], first: int, last: int, type_: str, proposals: Proposals, epithets: frozenset[str]
) -> int:
    """Cut adjectives off that follow a name which a table holds whole (داعش الإرهابي)."""
    hit = proposals.hits.get(first)
    if hit is None or not first < hit.last < last:
        return last
    if not any(name.type == type_ and not name.weak for name in hit.values):
        return last
    rest = words[hit.last : last]
    if type_ in ("GPE", "ORG") and all(word in epithets for word in rest):
        return hit.last
    if type_ == "GPE" and all(word.startswith(_ARTICLE) and word.endswith(("ي", "يه")) for word in rest):
        return hit.last
    return last
