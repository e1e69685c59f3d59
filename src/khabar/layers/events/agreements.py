"""Agreements: who made them, when, how they stand, what they provide, and where the text comes back to them.

A phrase that names one (``pacts``) counts once something is told of it: its state (``tables/states.tsv``), what it
provides (``provisions``), or that states are party to it. Phrases of one agreement are put together by kind, parties
and the words that describe it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from khabar.layers.base import Piece
from khabar.layers.events.drafts import Draft
from khabar.layers.events.pacts import STOPS, Form, Pact, Pacts, follows, is_verb, preposition_at
from khabar.layers.events.provisions import Listed, again, offsets_of, provisions_of
from khabar.layers.events.status import Cues, status_of
from khabar.layers.events.view import View
from khabar.record import Agreement, Provision, Time

__all__ = ["read_agreements"]

_STATES = ("negotiated", "announced", "signed", "ratified", "in force", "broken", "ended")
_CONCLUDED = frozenset(("announced", "signed", "ratified"))
_BACK, _ON = 9, 12
# What is needed, hoped or worked for is not made yet (ضرورة التوصل إلى اتفاق).
_SOUGHT = frozenset(
    "ضروره امكان امكانيه مطالبه اجل بهدف هدف قرب اقترب محاوله جهد جهود فرصه امل نحو سعي سعى سعي حث دعا دعوه طالب اراد"
    " حاول تعثر عرقله رفض اهميه شان بغيه لاجل".split()
)
_SOUGHT_BEFORE = 3
_NEGATED: Mapping[str, str] = {"in force": "broken"}
# Kinds that one agreement may be called by in turn.
_FAMILIES = (frozenset(("treaty", "accord", "memorandum")), frozenset(("ceasefire", "accord")))
# Types of event that bring an agreement about.
_CONCLUDING = frozenset(("SUPPORT", "AGREE", "RETREAT", "CONCEDE", "COOPERATE"))
_PARTIES = frozenset(("GPE", "NORP", "ORG"))


class _Told(NamedTuple):
    """A word for the state of an agreement: its token, the state ("" if it is not told as a fact), the row."""

    token: int
    state: str
    row: str


@dataclass(slots=True)
class _Case:
    """One phrase with what is told of it."""

    pact: Pact
    told: list[_Told]
    parties: dict[str, None]
    listed: list[Listed]
    time: Time | None


@dataclass(slots=True)
class _Group:
    """The phrases of one agreement."""

    cases: list[_Case] = field(default_factory=list)

    @property
    def parties(self) -> dict[str, None]:
        return {party: None for case in self.cases for party in case.parties}

    @property
    def words(self) -> frozenset[str]:
        return frozenset().union(*(case.pact.words for case in self.cases))


def read_agreements(
    view: View, known: Pacts, cues: Cues, drafts: Sequence[Draft], ids: Mapping[int, str]
) -> tuple[list[Agreement], list[list[Piece]]]:
    """Return the agreements of a text in the order of their first phrase, and for each the pieces that made it.

    ``ids`` gives the ids of ``drafts`` by their identity.
    """
    found = known.find(view)
    if not found:
        return [], []
    cases = _cases(view, known, cues, found)
    groups = [group for group in _grouped(view, cases) if _counts(view, group)]
    events = {token: draft for draft in drafts for token in _tokens_of(draft)}
    agreements, why = [], []
    for number, group in enumerate(groups, 1):
        agreement, pieces = _agreement(view, group, f"a{number}", events, ids)
        agreements.append(agreement)
        why.append(pieces)
    return agreements, why


def _tokens_of(draft: Draft) -> set[int]:
    return {draft.token, *(span.head for span in draft.needed if span.head >= 0)}


# -- one phrase -----------------------------------------------------------------------------------------------------


def _cases(view: View, known: Pacts, cues: Cues, found: Sequence[Pact]) -> list[_Case]:
    """Return each phrase with what is told of it; one within a provision of another is what that provides for."""
    cases: list[_Case] = []
    claimed: set[int] = set()
    inside: set[int] = set()
    for pact in found:
        if pact.token in inside:
            continue
        first, last = view.sentences[view.sentence_of(pact.token)]
        told = _states(view, known, cues, pact, found, first, last)
        if not _joined(view, pact):
            told = [one for one in told if one.token not in claimed]
        claimed |= {one.token for one in told}
        concluded = any(one.state in _CONCLUDED for one in told)
        listed = provisions_of(view, known, pact, found, concluded=concluded)
        inside |= {token for one in listed for token in range(max(one.start, pact.end), one.end)}
        parties = _parties(view, pact, told, first, last)
        cases.append(_Case(pact, told, parties, listed, _time(view, pact, told, last)))
    return cases


def _joined(view: View, pact: Pact) -> bool:
    return any(piece.role == "conj" for piece in view.readings[pact.token].reading.pieces)


def _states(
    view: View, known: Pacts, cues: Cues, pact: Pact, others: Sequence[Pact], first: int, last: int
) -> list[_Told]:
    found = [*_before(view, known, pact, _since(view, pact, others, first), last), *_after(view, known, pact, last)]
    return [_as_told(view, cues, pact, token, form) for token, form in found]


def _since(view: View, pact: Pact, others: Sequence[Pact], first: int) -> int:
    """Return from where on words may tell of a phrase: after the one before it, unless و joins the two."""
    before = [other.end for other in others if other.end <= pact.token]
    return first if _joined(view, pact) or not before else max(first, before[-1])


def _before(view: View, known: Pacts, pact: Pact, first: int, last: int) -> list[tuple[int, Form]]:
    """Return the words of state before a phrase: nouns that it depends on, the verb of its clause."""
    found = []
    for token in range(pact.token - 1, max(first, pact.token - _BACK) - 1, -1):
        if view.words[token] in STOPS:
            break
        verb = is_verb(view, token)
        for form in known.states.first(view, token):
            near = follows(view, token + 1, form.rest)
            if form.rest and not near and not (verb and _later(view, pact.end, last, form.rest)):
                continue
            if form.preposition and not _leads(view, pact, form.preposition):
                continue
            if not verb and not _depends(view, pact, token, form, near=near):
                continue
            found.append((token, form))
            break
        if verb:
            break
    return found


def _later(view: View, start: int, last: int, rest: Sequence[str]) -> bool:
    """Say whether the rest of a form (حيز التنفيذ) follows the phrase."""
    return any(follows(view, at, rest) for at in range(start, min(start + _ON, last)))


def _leads(view: View, pact: Pact, preposition: str) -> bool:
    before = (pact.token, pact.token - 1, pact.token - 2)
    return any(at >= 0 and preposition_at(view, at) == preposition for at in before)


def _depends(view: View, pact: Pact, token: int, form: Form, *, near: bool) -> bool:
    """Say whether a phrase depends on the noun of state at ``token``, as its genitive or by the form's preposition."""
    if view.readings[token].reading.upos not in ("NOUN", "ADJ", "X"):
        return any(upos == "VERB" for _, upos in view.keys(token))
    if (
        form.preposition
        or preposition_at(view, pact.token) in ("ل", "علي")
        or preposition_at(view, pact.token - 1) == "علي"
    ):
        return True
    end = token + (form.length if near else 1)
    if end == pact.token:
        return True
    # a noun between them may be the one who does it (توقيع روسيا اتفاقية, توقيع وزيرة خارجيتها مذكرة)
    return not view.readings[token].reading.definite and all(
        view.readings[at].reading.upos in ("NOUN", "PROPN", "ADJ", "NUM") for at in range(end, pact.token)
    )


def _after(view: View, known: Pacts, pact: Pact, last: int) -> list[tuple[int, Form]]:
    """Return the words of state after a phrase: its participles, the verb of its relative clause or its own."""
    found = []
    nouns = 0
    for token in range(pact.end, min(last, pact.end + _ON)):
        if view.words[token] in STOPS:
            break
        reading = view.readings[token].reading
        verb = reading.upos == "VERB"
        near = [form for form in known.states.first(view, token) if follows(view, token + 1, form.rest)]
        later = [form for form in known.states.first(view, token) if verb and _later(view, token, last, form.rest)]
        form = next(iter([*near, *later]), None)
        if form is not None and (
            verb or (nouns <= 1 and reading.upos == "ADJ") or (token == pact.end and _participle(form))
        ):
            if verb and form.preposition and not _leads_back(view, token, form, last):
                break
            found.append((token, form))
            if verb:
                break
        elif verb:
            break
        nouns += reading.upos in ("NOUN", "PROPN")
    return found


def _participle(form: Form) -> bool:
    return form.row.cells["form"].startswith(("م", "سار", "ناف", "لا")) or bool(form.rest)


def _leads_back(view: View, token: int, form: Form, last: int) -> bool:
    """Say whether the verb's preposition has a pronoun that stands for the agreement (الذي انسحبت منه)."""
    for at in range(token + 1, min(last, token + 5)):
        reading = view.readings[at].reading
        if preposition_at(view, at) == form.preposition:
            return any(piece.role == "pron" for piece in reading.pieces)
    return False


def _as_told(view: View, cues: Cues, pact: Pact, token: int, form: Form) -> _Told:
    state = form.row.cells["state"]
    verb = is_verb(view, token)
    if token >= pact.end and not verb:
        return _Told(token, state, form.row.place)  # a participle describes what there is (الاتفاق المبرم)
    status, _ = status_of(view, cues, token, verbal=verb)
    if status == "asserted" and not verb and _is_sought(view, token):
        status = "future"
    if status == "negated":
        state = _NEGATED.get(state, "negotiated" if state in _CONCLUDED else "")
    elif status in ("future", "hypothetical") and (state in _CONCLUDED or state == "in force"):
        state = "negotiated" if state in _CONCLUDED else ""
    elif status != "asserted":
        state = ""
    return _Told(token, state, form.row.place)


def _is_sought(view: View, token: int) -> bool:
    """Say whether a word right before says that what a noun tells is only wanted."""
    first = max(view.sentences[view.sentence_of(token)][0], token - _SOUGHT_BEFORE)
    return any(view.readings[at].reading.key in _SOUGHT or view.words[at] in _SOUGHT for at in range(first, token))


def _parties(view: View, pact: Pact, told: Sequence[_Told], first: int, last: int) -> dict[str, None]:
    """Return the ids of those whose agreement it is: named in the phrase, after بين or مع, subjects of its signing."""
    found: dict[str, None] = {}
    inside = [
        token
        for token in range(pact.token, pact.end)
        if token in view.named and view.named[token].type in _PARTIES and token == view.named[token].first
    ]
    states = [token for token in inside if view.named[token].type == "GPE"]
    for token in inside:
        # the name of one town is the agreement's own (اتفاق الطائف)
        if view.named[token].type != "GPE" or len(states) > 1:
            found[view.named[token].entity] = None
    between = _between(view, pact.end, min(last, pact.end + _ON + 2))
    found |= between
    for one in told:
        if one.token < pact.token and not between:
            found |= _actors(view, one.token, pact.token, first)
        elif one.token > pact.token and not between and is_verb(view, one.token):
            found |= _named(view, one.token + 1, min(one.token + _BACK, last), at_once=True)
    if not between:
        found |= _with(view, pact.end, min(last, pact.end + _ON))
    return found


def _between(view: View, start: int, last: int) -> dict[str, None]:
    for token in range(start, last):
        if view.words[token] in STOPS:
            break
        if view.words[token] == "بين" or view.readings[token].reading.key == "بين":
            return _named(view, token + 1, min(view.sentences[view.sentence_of(token)][1], token + _ON))
    return {}


def _with(view: View, start: int, last: int) -> dict[str, None]:
    for token in range(start, last):
        if view.words[token] in STOPS or is_verb(view, token):
            break
        if view.words[token] in ("مع", "ومع"):
            return _named(view, token + 1, min(last, token + 6))
    return {}


def _named(view: View, start: int, last: int, *, at_once: bool = False) -> dict[str, None]:
    """Return the states, peoples and bodies named from ``start`` on, up to a verb, a mark or a preposition of place.

    ``at_once``: the first must stand before any preposition.
    """
    found: dict[str, None] = {}
    for token in range(start, last):
        word = view.words[token]
        if word in STOPS or (is_verb(view, token) and token not in view.named):
            break
        if (found or at_once) and preposition_at(view, token) in ("في", "علي", "الي", "من", "حول", "ل", "ب", "بشان"):
            break
        name = view.named.get(token)
        if name is not None and name.type in _PARTIES and token == name.first:
            found[name.entity] = None
    return found


def _actors(view: View, token: int, head: int, first: int) -> dict[str, None]:
    """Return those who stand between a word of state and the agreement, or before the verb as its subject."""
    found = _named(view, token + 1, head)
    frame = view.frames.frame_at(token)
    if not found and frame is not None and is_verb(view, token):
        for arg in frame.args:
            if arg.role == "subject" and first <= arg.start:
                found |= _named(view, arg.start, max(arg.end, arg.head + 1))
    if not found and is_verb(view, token):
        found = _named(view, first, token)
    if found:
        for at in range(token + 1, head):
            if view.words[at] == "مع":
                found |= _named(view, at + 1, head)
    return found


def _time(view: View, pact: Pact, told: Sequence[_Told], last: int) -> Time | None:
    """Return the date that stands with the agreement or with the word that tells that it was made."""
    made = [one.token for one in told if one.state in _CONCLUDED]
    verbs = {one.token for one in told}
    anchor = max([pact.end - 1, *made])
    low = min([pact.token, *made])
    limit = next((at for at in range(anchor + 1, last) if is_verb(view, at) and (at not in verbs or not made)), last)
    best: tuple[int, Time] | None = None
    for time in view.times:
        if time.type not in ("DATE", "TIME") or not time.value[:4].isdigit():
            continue
        at = view.token_at(time.start)
        if at >= len(view.words) or view.sentence_of(at) != view.sentence_of(pact.token):
            continue
        # what breaks or ends an agreement has a date of its own
        after = anchor <= at < (min(limit, anchor + _ON + 4) if made or not told else pact.end + 1)
        if not after and not (made and low - _BACK <= at < anchor):
            continue
        distance = abs(at - anchor) + (0 if after else _BACK)
        if best is None or distance < best[0]:
            best = distance, time
    return best[1] if best else None


# -- one agreement --------------------------------------------------------------------------------------------------


def _grouped(view: View, cases: Sequence[_Case]) -> list[_Group]:
    groups: list[_Group] = []
    for case in cases:
        group = next((one for one in reversed(groups) if _goes_with(view, one, case)), None)
        if group is None:
            group = _Group()
            groups.append(group)
        group.cases.append(case)
    return groups


def _goes_with(view: View, group: _Group, case: _Case) -> bool:
    """Say whether a phrase speaks of the agreement of ``group``."""
    pact, first = case.pact, group.cases[0].pact
    kinds = {one.pact.kind for one in group.cases} | {pact.kind}
    if len(kinds) > 1 and not any(kinds <= family for family in _FAMILIES):
        return False
    if pact.kind in ("other", "resolution") and pact.head not in {one.pact.head for one in group.cases}:
        return False
    mine, its = (frozenset(_code(view, party) or party for party in one.parties) for one in (case, group))
    if mine and its and not mine & its:
        return False
    dates = [one.time.value for one in group.cases if one.time]
    if case.time and dates and not any(_one_day(case.time.value, date) for date in dates):
        return False
    described = bool(pact.words and group.words)
    if described and not pact.words & group.words:
        return False
    if pact.definite:
        return _told(first, group) or bool(mine & its)
    apart = view.sentence_of(pact.token) != view.sentence_of(first.token)
    return apart and ((bool(mine & its) and (described or pact.head == first.head)) or _alike(first, pact))


def _alike(first: Pact, pact: Pact) -> bool:
    return bool(pact.words) and pact.words == first.words and pact.head == first.head


def _told(first: Pact, group: _Group) -> bool:
    return any(case.told or case.listed or case.parties for case in group.cases) or not first.needs


def _one_day(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _counts(view: View, group: _Group) -> bool:
    """Say whether enough is told of a group to call it an agreement."""
    states = {one.state for case in group.cases for one in case.told if one.state}
    made = bool(states - {"negotiated"})
    listed = any(case.listed for case in group.cases)
    coded = len({_code(view, party) for party in group.parties} - {""})
    needs = {case.pact.needs for case in group.cases}
    sought = not made and any(_is_sought(view, case.pact.token) for case in group.cases)
    if "" in needs:
        return made or listed or (coded > 0 and not sought)
    if "told" in needs:
        return listed or (bool(states) and coded > 0 and (made or coded > 1))
    return coded > 1 and (made or listed)


def _concluding(group: _Group, events: Mapping[int, Draft]) -> Draft | None:
    """Return the first event told by a word that concludes the agreement, or by the agreement itself."""
    for case in group.cases:
        for token in (*(one.token for one in case.told if one.state in _CONCLUDED), case.pact.token):
            draft = events.get(token)
            if draft is not None and draft.type in _CONCLUDING:
                return draft
    return None


def _code(view: View, party: str) -> str:
    entity = view.entities[party]
    return entity.actor or entity.code or entity.country or ""


def _agreement(
    view: View, group: _Group, id_: str, events: Mapping[int, Draft], ids: Mapping[int, str]
) -> tuple[Agreement, list[Piece]]:
    first = group.cases[0].pact
    spans = [
        (view.stem_offsets(case.pact.token)[0], view.offsets(case.pact.token, case.pact.end)[1]) for case in group.cases
    ]
    start, end = spans[0]
    text = view.analysis.text
    low, high = max(zip(spans, group.cases, strict=True), key=lambda pair: len(pair[1].pact.words))[0]
    told = [one for case in group.cases for one in case.told if one.state]
    state = max(told, key=lambda one: _STATES.index(one.state), default=None)
    made = [one for one in told if one.state in _CONCLUDED]
    event = _concluding(group, events)
    time = next((case.time for case in group.cases if case.time), None)
    date = time.value if time else None
    if date is None and event is not None and made:
        date = event.time.value if event.time else view.published if event.dated_by == "document" else None
    listed = [one for case in group.cases for one in case.listed]
    unique = list({one.start: one for one in listed}.values())
    retold = again(view, unique)
    provisions = []
    for number, one in enumerate(unique):
        begin, stop = offsets_of(view, one)
        provisions.append(
            Provision(
                start=begin, end=stop, text=text[begin:stop], via=one.row,
                mentions=[view.offsets(*span) for span in retold.get(number, ())],
            )
        )  # fmt: skip
    pieces = [Piece(start, end, text[start:end], f"agreement ({first.kind})", first.row)]
    for word in told:
        at, stop = view.offsets(word.token, word.token + 1)
        pieces.append(Piece(at, stop, text[at:stop], f"state: {word.state}", word.row))
    pieces += [Piece(one.start, one.end, one.text, "provision", one.via) for one in provisions]
    agreement = Agreement(
        id=id_,
        start=start,
        end=end,
        text=text[start:end],
        name=text[low:high],
        kind=first.kind,  # type: ignore[arg-type]
        parties=list(group.parties),
        date=date.split("T")[0] if date else None,
        state=state.state if state else None,  # type: ignore[arg-type]
        event=ids.get(id(event)) if event is not None else None,
        provisions=provisions,
        mentions=spans[1:],
        via=first.row,
    )
    return agreement, pieces
