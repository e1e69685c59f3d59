"""What an agreement provides: where the text lists it, and each provision as a span of its own.

What introduces provisions stands in ``tables/provisions.tsv``. A list is cut where it repeats the shape of its first
member: verbal nouns joined by و, clauses with أن, numbers and ordinals before each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from khabar.layers.events.pacts import STOPS, Form, Forms, Pact, Pacts, is_verb, preposition_at
from khabar.layers.events.view import View

__all__ = ["Listed", "again", "offsets_of", "provisions_of"]

_THAT = frozenset(("ان", "الا"))
# After a comma these end a list: what follows is told beside it.
_ASIDE = frozenset(
    "فيما بينما حيث وفق وفقا حسب بحسب علما كما مما الامر لكن غير رغم وقال واضاف وكان وكانت واوضح واكد اذ وهو وهي"
    " وياتي وجاء ويهدف وبذلك وبحسب ووفقا وتاتي".split()
)
# What follows these is an example, no member of the list (بما في ذلك التعليم والطب).
_SUCH_AS = frozenset("بما مثل لاسيما سيما ومنها خاصه خصوصا كال ابرزها".split())
# Another clause, which tells nothing that the agreement provides, begins with these.
_ANOTHER = frozenset("بعد قبل حين عندما منذ فيما بينما حيث بحيث اذ لان لكن بعدما قبيل عقب".split())
_SOME = frozenset("عديد عدد عده بعض مجموعه سلسله جمله كثير".split())
_NAMELY = frozenset("منها ابرزها اهمها اولها ومنها وابرزها واهمها هي".split())
_PROVIDED = frozenset(("شريطه", "بشرط"))
_ORDINALS = frozenset(
    "اولا ثانيا ثالثا رابعا خامسا سادسا سابعا ثامنا تاسعا عاشرا الاول الاولي الثاني الثانيه الثالث الثالثه الرابع"
    " الرابعه الخامس الخامسه السادس السادسه".split()
)
_ARTICLES_OF_TEXT = frozenset("ماده بند فقره مرحله نقطه".split())
_MARKS = frozenset("-–—.)•*/ـ:")
_TRIMMED = frozenset("،؛.:-–—•*؟!/\"'«»“”‘’…")
_PAIRS = {")": "(", "]": "[", "»": "«", "”": "“"}
_REACH = 12
_FAR = 40
_TITLE = 5
_DIGITS = 2


class Listed(NamedTuple):
    """Tokens of a provision, and the row that introduces it."""

    start: int
    end: int
    row: str


def provisions_of(view: View, known: Pacts, pact: Pact, others: Sequence[Pact], *, concluded: bool) -> list[Listed]:
    """Return what the text around ``pact`` says that the agreement provides.

    ``others`` are all phrases of the text that speak of agreements; ``concluded``: this one is told to be made.
    """
    first, last = view.sentences[view.sentence_of(pact.token)]
    taken = {token for other in others if other is not pact for token in range(other.token, other.end)}
    found = _by_part(view, known, pact, first) or _by_verb(view, known, pact, (first, last), taken, concluded=concluded)
    if not found:
        found = _by_force(view, known, pact, first, last)
    if not found:
        found = _by_parties(view, known, pact, last)
    return found


# -- what introduces ------------------------------------------------------------------------------------------------


def _by_part(view: View, known: Pacts, pact: Pact, first: int) -> list[Listed]:
    """Read بنود الاتفاق: …, and what a verb says of them."""
    at = pact.token - 1
    if at < first or known.parts.at(view, at) is None:
        return []
    form = known.parts.at(view, at)
    last = view.sentences[view.sentence_of(pact.token)][1]
    for token in range(pact.end, min(pact.end + _REACH, last)):
        if view.words[token] == ":":
            return _list(view, token + 1, form.row.place if form else pact.row)
        if is_verb(view, token):
            break
    return []


def _by_verb(
    view: View, known: Pacts, pact: Pact, sentence: tuple[int, int], taken: set[int], *, concluded: bool
) -> list[Listed]:
    """Read the clause whose verb has the agreement, or a part of its text, as subject."""
    first, last = sentence
    found: list[Listed] = []
    head = pact.token
    if head > first and known.parts.at(view, head - 1) is not None and not is_verb(view, head - 1):
        head -= 1
    before = head - 1
    if before >= first and preposition_at(view, head) == "":
        led = _leads_to(view, known.verbs, before, _object(view, before, pact), last)
        if led is not None and _may_be_verb(view, before):
            form, begin = led
            whole = form.row.cells["span"] == "whole"
            found += _cut(view, before if whole else begin, last, form.row.place)
    token = pact.end
    while token < min(last, pact.end + _FAR):
        if view.words[token] in STOPS and view.words[token] != ":":
            break
        if token in taken:
            break
        if view.words[token] in _ANOTHER or (view.words[token] in _THAT and known.under.at(view, token - 1) is None):
            break
        led = _leads_to(view, known.verbs, token, token + 1, last) if _may_be_verb(view, token) else None
        if led is not None and (is_verb(view, token) or led[0].preposition):
            form, begin = led
            if form.preposition or begin not in taken:
                whole = form.row.cells["span"] == "whole"
                found += _cut(view, token if whole else begin, last, form.row.place)
                break
        if is_verb(view, token) and known.states.at(view, token) is None:
            break
        under = known.under.at(view, token)
        if under is not None and _points_back(view, token, under.length, concluded=concluded):
            begin = token + under.length
            begin -= view.words[begin - 1] in _THAT
            found += _cut(view, begin, last, under.row.place)
            break
        token += 1
    return found


def _object(view: View, verb: int, pact: Pact) -> int:
    """Return where what a verb before the agreement says of it may begin: at its object, past بين …."""
    frame = view.frames.frame_at(verb)
    told = frame.object if frame is not None else None
    return told.start if told is not None and told.start >= pact.end else pact.end


def _may_be_verb(view: View, token: int) -> bool:
    """Say whether a word may be a verb; few that introduce a provision are written like a noun (نص)."""
    reading = view.readings[token].reading
    if view.words[token].endswith(("ون", "وا", "نا")):  # people do it
        return False
    return is_verb(view, token) or (not reading.definite and any(upos == "VERB" for _, upos in view.keys(token)))


def _points_back(view: View, token: int, length: int, *, concluded: bool) -> bool:
    """Say whether بموجبه refers to the agreement just told; that على أن does shows only where one is made."""
    last = view.words[token + length - 1]
    if last in _THAT or last in _PROVIDED:
        return concluded
    return last.endswith(("ه", "ها")) or last == "ذلك"


def _by_force(view: View, known: Pacts, pact: Pact, first: int, last: int) -> list[Listed]:
    """Read بموجب الاتفاق تنسحب …: the clause that follows; or, if none does, none."""
    prepositional = [
        at
        for at in (pact.token - 2, pact.token - 1, pact.token)
        if at >= first and known.under.at(view, at) is not None
    ]
    for at in prepositional:
        form = known.under.at(view, at)
        if form is None or not at < pact.token <= at + form.length:
            continue
        opens = at == first or view.words[at - 1] in STOPS or view.words[at - 1] == "،"
        begin = pact.end if opens else last
        while begin < last and (
            view.words[begin] == "،" or view.words[begin] == "فان" or begin in _qualifying(view, pact)
        ):
            begin += 1
        if begin < last and is_verb(view, begin):
            return _cut(view, begin, last, form.row.place)
        # تعهدت إيران بموجب الاتفاق بخفض …
        for token in range(at - 1, first - 1, -1):
            bound = _leads_to(view, known.party, token, pact.end, last) if is_verb(view, token) else None
            if bound is not None:
                return _cut(view, bound[1], last, bound[0].row.place)
    return []


def _qualifying(view: View, pact: Pact) -> frozenset[int]:
    """Return the tokens right after an agreement that tell more of it (الموقع بين … في …), up to a comma or verb."""
    found = []
    for token in range(pact.end, min(pact.end + _REACH, len(view.words))):
        if view.words[token] in STOPS or view.words[token] == "،" or is_verb(view, token):
            break
        found.append(token)
    return frozenset(found)


def _by_parties(view: View, known: Pacts, pact: Pact, last: int) -> list[Listed]:
    """Read what those who are bound agree on or undertake, in the rest of the sentence or at the head of the next."""
    sentence = view.sentence_of(pact.token)
    spans = [(pact.end, last)]
    if sentence + 1 < len(view.sentences):
        begin, end = view.sentences[sentence + 1]
        spans.append((begin, min(begin + 2, end)))
    for begin, end in spans:
        stop = view.sentences[view.sentence_of(begin)][1] if begin < len(view.words) else end
        for token in range(begin, min(end, begin + _REACH)):
            bound = _leads_to(view, known.party, token, token + 1, stop) if is_verb(view, token) else None
            if bound is None:
                continue
            form, content = bound
            if view.readings[content].reading.upos in ("NOUN", "SCONJ") or view.words[content] in _THAT:
                return _cut(view, content, stop, form.row.place)
    return []


def _leads_to(view: View, forms: Forms, token: int, start: int, last: int) -> tuple[Form, int] | None:
    """Return the form at ``token`` whose preposition follows from ``start`` on, and the token that it leads to."""
    for form in sorted(forms.standing(view, token), key=lambda one: not one.preposition):
        begin = _content(view, max(start, token + form.length), last, form.preposition)
        if begin >= 0:
            return form, begin
    return None


def _content(view: View, start: int, last: int, preposition: str) -> int:
    """Return the token at which what a verb introduces begins, -1 if its preposition does not follow."""
    if not preposition:
        return start if start < last and view.words[start] not in STOPS - {":"} else -1
    for token in range(start, min(last, start + _REACH)):
        if view.words[token] in STOPS - {":"} | {"،"}:
            return -1
        if preposition_at(view, token) == preposition:
            alone = view.readings[token].reading.upos == "ADP"
            begin = token + alone
            if begin < last and view.readings[begin].reading.upos == "PRON":
                return -1
            return begin if begin < last else -1
    return -1


# -- lists ----------------------------------------------------------------------------------------------------------


def _list(view: View, start: int, row: str) -> list[Listed]:
    """Cut what follows a colon: numbered members over several sentences, else those of the sentence."""
    marks = list(_marked(view, start))
    if len(marks) > 1:
        ends = [begin for begin, _ in marks[1:]]
        ends.append(view.sentences[view.sentence_of(marks[-1][1])][1])
        return [one for (_, begin), end in zip(marks, ends, strict=True) for one in _trimmed(view, begin, end, row)]
    if start >= len(view.words):
        return []
    return _cut(view, start, view.sentences[view.sentence_of(start)][1], row)


def _marked(view: View, start: int) -> Iterator[tuple[int, int]]:
    """Yield for each numbered member the token of its mark and that of its first word; a sentence without ends it."""
    sentence = view.sentence_of(start) if start < len(view.words) else len(view.sentences)
    while sentence < len(view.sentences):
        begin, end = view.sentences[sentence]
        begin = max(begin, start)
        found = [(at, word) for at in range(begin, end) if (word := _mark(view, at, begin, end)) > 0]
        if not found and begin < end and any(view.readings[at].reading.upos != "PUNCT" for at in range(begin, end)):
            return
        yield from found
        sentence += 1


def _mark(view: View, at: int, first: int, end: int) -> int:
    """Return the first word after a number, ordinal or bullet that begins a member at ``at``, 0 if none does."""
    words = view.words
    opens = at == first or words[at - 1] in "،؛.:"
    if words[at].lstrip("و") in _ORDINALS and at + 1 < end and (opens or words[at + 1] in _MARKS):
        return at + 1 + (words[at + 1] in _MARKS | {"،"})
    if words[at].isdigit() and at + 1 < end and words[at + 1] in _MARKS and len(words[at]) <= _DIGITS:
        return at + 2 if at + 2 < end and not words[at + 2].isdigit() else 0
    if words[at] in "•*-–" and opens and at + 1 < end:
        return at + 1
    if view.readings[at].reading.key in _ARTICLES_OF_TEXT and opens and at + 2 < end and words[at + 1] in _ORDINALS:
        return at + 2 + (words[at + 2] in ":-")
    return 0


def _cut(view: View, start: int, last: int, row: str) -> list[Listed]:
    """Cut the tokens ``start`` to ``last`` into the members of a list."""
    while start < last and view.words[start] in _TRIMMED:
        start += 1
    if start >= last:
        return []
    if view.readings[start].reading.key in _SOME:
        start = next((at + 1 for at in range(start, min(start + _REACH, last)) if view.words[at] in _NAMELY), last)
        if start >= last:
            return []
    # the list itself may stand after a colon (ثلاثة بنود: 1- …)
    colon = next((at for at in range(start - 1, min(start + _TITLE, last)) if view.words[at] == ":"), -1)
    if colon >= 0 and len(list(_marked(view, colon + 1))) > 1:
        return _list(view, colon + 1, row)
    shape = _shape(view, start)
    cuts = [start]
    end = last
    examples = False
    for token in range(start + 1, last):
        word = view.words[token]
        after_comma = view.words[token - 1] in "،؛"
        if word in STOPS and word != ":":
            end = token
            break
        if word in _SUCH_AS:
            examples = True
        if after_comma and word in _ASIDE:
            end = token
            break
        kind = _joins(view, token, shape, cuts[-1], after_comma=after_comma, examples=examples)
        if kind == "end":
            end = token
            break
        if kind == "cut":
            cuts.append(token)
            examples = False
    members = [*cuts, end]
    return [one for low, high in pairwise(members) for one in _trimmed(view, low, high, row)]


def _shape(view: View, token: int) -> str:
    reading = view.readings[token].reading
    if reading.bare in _THAT or view.words[token] in _THAT or reading.key in _THAT:
        return "that"
    return "verb" if reading.upos == "VERB" else "noun"


def _may_be_noun(view: View, token: int) -> bool:
    """Say whether a word read as a verb may be the verbal noun of what follows (، وضبط الحدود)."""
    alternatives = view.readings[token].alternatives
    if token + 1 >= len(view.words) or not view.readings[token + 1].reading.definite:
        return False
    return any(reading.upos == "NOUN" for reading, _ in alternatives)


def _joins(view: View, token: int, shape: str, begun: int, *, after_comma: bool, examples: bool) -> str:
    """Say whether a member begins at ``token`` (cut), the list is at its end (end), or it goes on ("")."""
    reading = view.readings[token].reading
    joined = any(piece.role == "conj" and piece.text == "و" for piece in reading.pieces)
    here = _shape(view, token)
    if shape == "noun" and here == "verb" and after_comma and joined:
        return "cut" if _may_be_noun(view, token) else "end"
    if shape in ("that", "verb") and after_comma and joined and here == "verb":
        return "cut" if reading.tense == "imp" else "end"
    if shape == "that":
        return "cut" if joined and here == "that" else ""
    if shape == "verb":
        within = any(view.readings[at].reading.kind == "rel" for at in range(begun, token))
        return "cut" if joined and here == "verb" and reading.tense == "imp" and not within else ""
    if view.words[token - 1] == "؛" and here == "noun":
        return "cut"
    if here != "noun" or reading.upos not in ("NOUN", "ADP"):
        return ""
    deed = _is_deed(view, token)
    article = any(piece.role == "art" for piece in reading.pieces)
    if after_comma:
        if examples and (article or not deed):
            return ""
        return "cut" if joined or (deed and not article) else ""
    if not joined or not deed or token - 1 == begun:
        return ""
    if _has_article(view, begun):
        return "cut" if article else ""
    return "cut" if not article and _is_deed(view, begun) else ""


def _is_deed(view: View, token: int) -> bool:
    frame = view.frames.frame_at(token)
    return frame is not None and frame.kind == "masdar"


def _has_article(view: View, token: int) -> bool:
    return any(piece.role == "art" for piece in view.readings[token].reading.pieces)


def _trimmed(view: View, start: int, end: int, row: str) -> Iterator[Listed]:
    words = view.words
    while start < end and words[start] in _TRIMMED:
        start += 1
    while end > start and (
        words[end - 1] in _TRIMMED or (words[end - 1] in _PAIRS and _PAIRS[words[end - 1]] not in words[start:end])
    ):
        end -= 1
    if any(view.readings[at].reading.upos in ("NOUN", "VERB", "PROPN") for at in range(start, end)):
        yield Listed(start, end, row)


def offsets_of(view: View, listed: Listed) -> tuple[int, int]:
    """Return the code points of a provision, without the particles before its first word."""
    return view.stem_offsets(listed.start)[0], view.offsets(listed.start, listed.end)[1]


# -- told again -----------------------------------------------------------------------------------------------------


def again(view: View, listed: Sequence[Listed]) -> dict[int, list[tuple[int, int]]]:
    """Return by number of the provision where the text comes back to it: its head, and another word of it, again."""
    keys = [_content_words(view, one) for one in listed]
    heads: dict[str, list[int]] = {}
    for number, found in enumerate(keys):
        if found:
            heads.setdefault(found[0], []).append(number)
    after = max((one.end for one in listed), default=len(view.words))
    told: dict[int, list[tuple[int, int]]] = {}
    for token in range(after, len(view.words)):
        for number in heads.get(view.readings[token].reading.key, ()):
            last = min(view.sentences[view.sentence_of(token)][1], token + _TITLE)
            wanted = keys[number][1:4]
            hits = [at for at in range(token + 1, last) if view.readings[at].reading.key in wanted]
            seen = {view.readings[at].reading.key for at in hits}
            # the word right after the head, or two others (تكثيف مكافحة الإرهاب for تكثيف أنشطة مكافحة الإرهاب)
            if hits and (wanted[0] == view.readings[token + 1].reading.key or len(seen) >= min(2, len(wanted))):
                told.setdefault(number, []).append((token, hits[-1] + 1))
    return told


def _content_words(view: View, listed: Listed) -> list[str]:
    readings = (view.readings[at].reading for at in range(listed.start, min(listed.end, listed.start + 8)))
    return [reading.key for reading in readings if reading.upos in ("NOUN", "ADJ", "PROPN", "VERB")]
