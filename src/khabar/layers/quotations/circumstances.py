"""When, where, on what occasion, by which medium and to whom something is said, where the clause of its verb tells it.

Looked at are the words before the word that reports, back to a verb or another report; those between it and what is
reported; and those after, where words about the occasion end the content (في مؤتمر صحفي, خلال لقاء). What tells of the
speaker (في بيان صادر, a relative clause, the place in his function) is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from khabar.layers.quotations.cues import Cue
from khabar.layers.quotations.drafts import Draft
from khabar.layers.quotations.page import COMMAS, QUOTES, Page
from khabar.layers.quotations.speakers import Speaker, Speakers
from khabar.layers.quotations.vocabulary import THAT

__all__ = ["NOTHING", "Circumstances", "Told"]

_BACK = 14
_LONGEST = 14
# Words that may stand between في and the name of a place, and between a phrase and what adds to it.
_INSIDE = 3
_PLACES = frozenset(("GPE", "LOC", "FAC"))
_ENDS = frozenset('.:؛;!؟?"«»“”()')
# Who knows or is so called says nothing.
_STATES = frozenset(("factive", "so_called"))
_PERSONAL = ("named", "office", "definite", "carried")


class Told(NamedTuple):
    """The circumstances of an utterance: spans of tokens, the id of a time, that of a place."""

    addressee: tuple[int, int] | None = None
    listener: str | None = None
    time: str | None = None
    place: str | None = None
    occasion: tuple[int, int] | None = None
    medium: tuple[int, int] | None = None


NOTHING = Told()


class Circumstances:
    """Finds the circumstances of the quotations of one page."""

    def __init__(self, page: Page, speakers: Speakers) -> None:
        self._page = page
        self._speakers = speakers
        known = page.known.circumstances
        self._event, self._medium = known["event"], known["medium"]
        self._via, self._at, self._adds = known["via"], known["at"], known["adds"]
        self._delivers, self._inside = known["delivers"], known["inside"]
        self._to, self._addresses, self._no_listener = known["to"], known["addresses"], known["no_listener"]
        self._who = page.known.words("who")
        self._helper = page.known.words("helper")
        self._media = page.known.words("medium")

    def of(self, drafts: list[Draft]) -> dict[int, Told]:
        """Return by the first token of the word that reports what is told of its utterance; in one pass."""
        groups: dict[int, list[Draft]] = {}
        for draft in drafts:
            if draft.cue is not None:
                groups.setdefault(draft.cue.first, []).append(draft)
        told: dict[int, Told] = {}
        order = sorted(groups)
        passed = 0
        for number, at in enumerate(order):
            group = groups[at]
            cue = group[0].cue
            speaker = group[0].speaker
            if cue is None or cue.hit.entry.cls in _STATES:
                continue
            sentence = self._page.sentence_start(at)
            end = self._page.sentence_end(at)
            following = min(order[number + 1], end) if number + 1 < len(order) else end
            content = min((draft.first for draft in group if draft.first >= cue.last), default=following)
            after = max(draft.last for draft in group)
            found = self._told(cue, speaker, max(sentence, passed), content, (after, max(after, following)))
            if found != NOTHING:
                told[at] = found
            passed = min(max(after, cue.last), end)
        return told

    def _told(self, cue: Cue, speaker: Speaker | None, begun: int, content: int, tail: tuple[int, int]) -> Told:
        spoken = (speaker.first, speaker.last) if speaker is not None else (0, 0)
        stretches = [list(self._between(cue.last, content))]
        if cue.hit.form == "verb":
            stretches.append(list(self._before(begun, cue.first)))
        if tail[0] < tail[1] and content <= tail[0] and self._opens_tail(tail[0]):
            stretches.append(list(self._between(*tail)))
        occasion = medium = time = place = addressee = None
        for tokens in stretches:
            for at in tokens:
                if spoken[0] <= at < spoken[1] and not self._after_name(at, spoken):
                    continue
                if time is None:
                    time = self._time(at)
                if place is None:
                    place = self._place(at)
                kind = self._kind(at)
                if kind == "event" and occasion is None:
                    occasion = self._phrase(at)
                elif kind == "medium" and medium is None:
                    medium = self._phrase(at)
                if addressee is None:
                    addressee = self._listens(at, tokens[-1] + 1)
        if addressee is None and cue.hit.form == "verb" and cue.hit.entry.key in self._addresses:
            addressee = self._object(cue, speaker, content)
        listener = self._entity(addressee)
        return Told(addressee, listener, time, place, occasion, medium)

    # -- where to look ------------------------------------------------------------------------------------------------
    def _between(self, first: int, last: int) -> Iterator[int]:
        """Yield the tokens without relative clauses."""
        words = self._page.words
        within = False
        for at in range(first, last):
            if words[at] in self._who:
                within = True
            elif words[at] in COMMAS:
                within = False
            if not within:
                yield at

    def _before(self, begun: int, cue: int) -> range:
        """Return the tokens before the word that reports, back to a verb."""
        page = self._page
        first = cue
        while first > max(begun, cue - _BACK):
            word = page.words[first - 1]
            if word in ".:؛" or page.kinds[first - 1] & THAT:
                break
            if first - 1 not in page.times and page.reading(first - 1).upos == "VERB" and word not in self._helper:
                break
            first -= 1
        return range(first, cue)

    def _opens_tail(self, at: int) -> bool:
        """Say whether words about the occasion begin after what is reported."""
        words = self._page.words
        while at < len(words) and (words[at] in COMMAS or words[at] in QUOTES or words[at] in ("وذلك", "جاء", "ذلك")):
            at += 1
        return at < len(words) and (
            at in self._page.times or words[at] in self._at or words[at] in self._via or self._kind(at) != ""
        )

    def _after_name(self, at: int, spoken: tuple[int, int]) -> bool:
        """Say whether within the phrase of the speaker token ``at`` comes after his name: فلان في القاهرة."""
        page = self._page
        named, words = page.named, page.words
        first, last = spoken
        if any(k in named and named[k].type == "PERSON" and named[k].last <= at for k in range(first, at)):
            return True
        holder = first not in named and words[first].startswith("ال") and page.reading(first).number == "sing"
        return holder and at > first + 1 and words[first + 1] == "في" and at < last

    # -- what is told -------------------------------------------------------------------------------------------------
    def _time(self, at: int) -> str | None:
        time = self._page.times.get(at)
        return time.id if time is not None and time.type in ("DATE", "TIME") else None

    def _place(self, at: int) -> str | None:
        page, words = self._page, self._page.words
        named = page.named.get(at)
        if named is None or not (named.type in _PLACES or (named.type == "ORG" and words[at] in self._inside)):
            return None
        if page.preposition(at) == "ب" or words[at - 1] == "ب":
            return named.entity.id
        for back in range(at - 1, max(-1, at - 2 - _INSIDE), -1):
            word = words[back]
            if word == "في":
                return named.entity.id
            if word.startswith("ب") and word[1:] in self._inside:
                return named.entity.id
            if not (word in self._inside or (back in page.named and page.named[back].type == "NORP")):
                return None
        return None

    def _kind(self, at: int) -> str:
        """Return event or medium if such a noun begins at ``at`` with what leads to it, or nothing."""
        words = self._page.words
        word = words[at]
        before = words[at - 1] if at else ""
        if word in self._event:
            return "event" if before in self._at or before in self._delivers else ""
        if word in self._medium:
            leads = before in self._at or before in self._via or before in self._delivers
            return "medium" if leads or (before == "خلال" and words[at - 2] == "من") else ""
        if word[0] == "ب" and word[1:] in self._event:
            return "event"
        return "medium" if word[0] == "ب" and len(word) > 3 and word[1:] in self._medium else ""

    def _phrase(self, at: int) -> tuple[int, int]:
        """Return the noun phrase at ``at`` with what adds to it (مقابلة مع قناة, حسابه على تويتر)."""
        page, words = self._page, self._page.words
        last = at + 1
        while last < min(len(words), at + _LONGEST):
            word = words[last]
            named = page.named.get(last)
            if named is not None:
                last = max(last + 1, named.last)
                continue
            if (
                word in self._delivers
                or word in _ENDS
                or word in COMMAS
                or last in page.times
                or page.kinds[last] & THAT
                or word in self._who
            ):
                break
            if word in self._adds:
                if word in ("في", "من", "علي") and self._is_place(last + 1):
                    break
                last += 1
                continue
            reading = page.reading(last)
            if reading.upos in ("VERB", "SCONJ", "PRON", "PART") or (page.hits[last] and not word.startswith("ال")):
                break
            last += 1
        first, end = page.trimmed(at, min(last, len(words)))
        while end > first + 1 and words[end - 1] in self._adds:
            end -= 1
        return first, end

    def _is_place(self, at: int) -> bool:
        named = self._page.named.get(at)
        return named is not None and named.type in _PLACES

    def _listens(self, at: int, stop: int) -> tuple[int, int] | None:
        """Return to whom something is said after ل or أمام, its noun phrase."""
        page, words = self._page, self._page.words
        word = words[at]
        if word in self._to and at + 1 < stop:
            named = page.named.get(at + 1)
            if named is not None and named.type != "NORP":
                return at + 1, named.last
            return self._speakers.phrase(at + 1, stop)
        if word[0] != "ل" or word in self._no_listener or at in page.times:
            return None
        if word == "ل" and at + 1 < stop:
            mark = at + 1 + (words[at + 1] in QUOTES)
            named = page.named.get(mark)
            return (mark, named.last) if named is not None and named.type in ("ORG", "PERSON", "GPE") else None
        if page.preposition(at) != "ل":
            return None
        named = page.named.get(at)
        bare = "ال" + word[2:] if word.startswith("لل") else word[1:]
        if named is not None:
            return (at, named.last) if named.type in ("PERSON", "ORG") else None
        if bare in self._media or bare in page.known.words("source"):
            following = page.named.get(at + 1)
            if following is not None and not word.startswith("لل"):
                return at, following.last
            return self._speakers.phrase(at, stop, governed=True)
        return None

    def _object(self, cue: Cue, speaker: Speaker | None, content: int) -> tuple[int, int] | None:
        """Return the object of a verb that addresses: أبلغ الوزير نظيره أن."""
        first = speaker.last if speaker is not None and speaker.first >= cue.last else cue.last
        if first >= content:
            return None
        return self._speakers.phrase(first, content, objects=True)

    def _entity(self, span: tuple[int, int] | None) -> str | None:
        """Return the entity whom a phrase names: a person in it, or what is named at its head."""
        if span is None:
            return None
        named = [self._page.named[at] for at in range(*span) if at in self._page.named]
        person = next((one for one in named if one.type == "PERSON"), None)
        if person is not None:
            return person.entity.id
        head = next((one for one in named if one.first <= span[0] + 1 and one.type != "NORP"), None)
        return head.entity.id if head is not None else None


def function(page: Page, speaker: Speaker) -> str | None:
    """Return what the text says that a named speaker is: the words beside the name, or those told of him elsewhere."""
    if speaker.entity is None or speaker.how not in _PERSONAL or page.entities[speaker.entity].type != "PERSON":
        return None
    roles = page.entities[speaker.entity].roles
    start, end = page.offsets(speaker.first, 0, speaker.last) if speaker.first < speaker.last else (0, 0)
    told = next((role for role in roles if start <= role.start < end), None)
    if told is not None:
        return told.text
    own = range(speaker.first, speaker.last)
    named = next((page.named[at] for at in own if at in page.named and page.named[at].type == "PERSON"), None)
    if named is not None:
        first, last = page.trimmed(speaker.first, named.first)
        if first < last and (page.words[first].startswith("ال") or page.words[first] in page.known.words("source")):
            return page.text(first, last, page.conjunction(first))
    return roles[0].text if roles else None
