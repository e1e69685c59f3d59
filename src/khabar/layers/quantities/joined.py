"""Numbers that belong together: ranges, scores, numbers of a time, and numbers that need no noun of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from khabar.layers.quantities.forms import holds
from khabar.layers.quantities.found import Found, Used
from khabar.layers.quantities.nouns import MANY
from khabar.layers.quantities.roles import far_cue
from khabar.lexicon.particles import without_particles

if TYPE_CHECKING:
    from khabar.layers.quantities.words import Words
    from khabar.text import Analysis

__all__ = ["join", "keep"]

_TO: Final = frozenset(("الي", "حتي", "او", "-", "و", "ل"))
_BETWEEN: Final = "بين"
_NO_NUMBER: Final = frozenset(("-", ":", "/", "+"))
_THEIRS: Final = frozenset(("منهم", "منها", "منهن", "منهما", "بينهم", "بينها", "بينهن"))
_PEOPLE: Final = frozenset(("منهم", "بينهم", "ضمنهم", "منهن", "بينهن"))
_YEARS: Final = range(1900, 2100)
_CHANGE_REACH: Final = 8
_TOTAL_REACH: Final = 14
_CHAIN_REACH: Final = 8
_SPELLED: Final = 3  # words that make a number out of doubt: أربعمئة وأربعة وأربعون
_NUMBERED_REACH: Final = 5
_NUMBER_OF: Final = ("عددها", "عددهم", "عددهن")
_FEWEST: Final = 2  # numbers among which a total is to be found
_CANDIDATES: Final = 3
_MOST: Final = 40  # parts of one total
_LEAD: Final = 6  # tokens between the last number told and the first part
_OPENING: Final = frozenset(":(")
_LARGE: Final = 10_000  # a figure with separators that is no number of a thing
_MOST_PEOPLE: Final = 100_000_000


def _link(tokens: Sequence[str], left: Found, right: Found) -> str:
    """Return the one word or mark between two numbers, or ""."""
    between = tokens[left.last : right.first]
    if not between:
        return "و" if right.cut and tokens[right.first].startswith("و") else ""
    return between[0] if len(between) == 1 else ""


def _leads(tokens: Sequence[str], one: Found, follower: Found) -> bool:
    """Say whether the bare number ``one`` has the unit of the next (من 20 إلى 30 شخصا، 1.5 و1.6 في المئة)."""
    link = _link(tokens, one, follower)
    if link == "و" and follower.rule == "percent" and one.numeral and one.numeral.kind == "cardinal":
        return not (one.numeral.digits == 4 and one.value in _YEARS)
    return link == "الي"


def _scale(found: Found) -> float:
    """Return the scale word's value in a number (ملايين: 1,000,000), or 1."""
    rows = found.numeral.rows if found.numeral else ()
    return max((float(row.cells["value"]) for row in rows if row.cells["class"] in ("scale", "plural")), default=1)


def _range(words: Words, tokens: Sequence[str], left: Found, right: Found) -> Found | None:
    """Return the range whose ends are ``left`` and ``right``, or None."""
    link = _link(tokens, left, right)
    if link not in _TO or right.rule in ("time", "label", "none", "definite", "one") or left.rule in ("time", "label"):
        return None
    headless = left.rule == "bare"
    if not headless and (left.unit, left.noun) != (right.unit, right.noun):
        return None
    if link == "و" and left.before != "between":
        return None
    if left.before != "between" and (right.rule == "bare" or (not headless and link not in ("-", "او"))):
        return None
    if left.before == "from" or link == "الي":
        start = max(0, left.core - _CHANGE_REACH)
        if left.before != "between" and words.changes.intersection(tokens[start : left.core]):
            return None  # ارتفع من 20 إلى 30 شخصا: two numbers
    low, high = left.low, right.high
    scale = _scale(right)
    if scale > 1 and headless and low < 1000 and not (left.numeral and left.numeral.scaled):
        low *= scale
    if low >= high or (link == "-" and not low):
        return None
    low = int(low) if low == int(low) else low
    first, cut = left.first, left.cut
    if left.before == "between":
        first -= 1
        cut = len(tokens[first]) - len(_BETWEEN)  # وبين
    return Found(
        "range", first, right.last, cut, left.core, None, low, high, right.numeral,
        left.approximate or right.approximate, right.unit, right.noun, right.role, left.before, left.partial,
        [*left.used, Used(left.last, max(right.first, left.last + 1), "to"), *right.used],
    )  # fmt: skip


def join(words: Words, analysis: Analysis, found: Sequence[Found]) -> list[Found]:
    """Return ``found`` with ranges made one, and without times, labels and scores."""
    tokens, starts = analysis.words, analysis.starts
    joined: list[Found] = []
    for right in found:
        left = joined[-1] if joined else None
        if left and analysis.sentence_at(starts[left.core]) == analysis.sentence_at(starts[right.core]):
            made = _range(words, tokens, left, right)
            if made:
                joined[-1] = made
                continue
            link = _link(tokens, left, right)
            score = link == "-" and left.rule == "bare" and (left.low >= right.low or not left.low)
            if score or (left.rule == "bare" and right.rule == "bare" and link in _NO_NUMBER):
                left.rule = right.rule = "label"  # 2-1
            elif link in _NO_NUMBER and left.rule == "label" and right.rule == "bare":
                right.rule = "label"  # المادة 49-3
            elif link in _TO and left.rule == "bare" and right.rule in ("time", "label"):
                left.rule = right.rule
            elif link == "و" and left.rule == "label" and right.rule == "bare":
                right.rule = "label"  # المادتان 5 و6
        joined.append(right)
    for left, right in zip(reversed(joined[:-1]), reversed(joined[1:]), strict=True):
        if left.rule == "bare" and right.rule in ("time", "label") and _link(tokens, left, right) in _TO:
            left.rule = right.rule
    return [one for one in joined if one.rule not in ("time", "label")]


def _acts(word: str) -> bool:
    """Say whether ``word`` is a verb of several people (يعملون، امتنعوا) or ممن."""
    return word == "ممن" or word.endswith("وا") or (word.startswith("ي") and word.endswith("ون"))


def _speaks_for(words: Words, analysis: Analysis, one: Found, previous: Found | None) -> bool:
    """Say whether something tells that a bare number counts."""
    tokens, numeral = analysis.words, one.numeral
    if numeral is None or (one.value == 1 and not numeral.scaled):
        return False
    after = tokens[one.last] if one.last < len(tokens) else ""
    if tokens[one.last : one.last + 2] == ["من", "كل"]:
        return False
    if numeral.definite and not numeral.digits and not numeral.scaled and numeral.kind != "vague":
        return False
    if numeral.definite and numeral.last - numeral.first == 1 and numeral.scaled and numeral.kind != "vague":
        return False  # حرف الألف، شاعر المليون
    if numeral.kind == "vague" and one.cut and tokens[numeral.first][one.cut - 1] == "ب":
        return False  # بالعشرات
    if after in _THEIRS or one.role or _acts(after):
        return True
    before = tokens[one.core - 1] if one.core else ""
    if holds((before,), words.counting):
        return True
    if numeral.digits == 4 and one.value in _YEARS and not numeral.grouped:
        return one.before == "approx" and one.first < one.core
    if (
        numeral.grouped
        and numeral.low >= _LARGE
        and holds(tokens[max(0, one.core - _CHAIN_REACH) : one.core], words.totals)
    ):
        return True
    if numeral.scaled and one.value == 1000 and numeral.last - numeral.first == 1 and one.before == "":
        return False  # ألف
    if numeral.scaled or (numeral.kind == "vague" and numeral.definite) or one.before in ("approx", "between"):
        return True
    if numeral.rows and not numeral.digits and not numeral.definite and numeral.last - numeral.first >= _SPELLED:
        return True
    if previous and one.before in ("partial", "of") and one.core - previous.last <= _TOTAL_REACH:
        return True
    if after == "من" and one.last + 1 < len(tokens):
        return tokens[one.last + 1].isalpha()
    if one.before == "to" and previous and previous.before == "from" and one.core - previous.last <= _TOTAL_REACH:
        return True  # من 7.0 % في حزيران إلى 2.9 في تموز
    if one.before == "to" or tokens[one.core - 1 : one.core] in (["بلغ"], ["بلغت"], ["يبلغ"], ["وبلغ"]):
        return holds(tokens[max(0, one.core - _TOTAL_REACH) : one.core], words.totals)
    if previous and previous.rule == "bare" and one.core - previous.last <= _CHAIN_REACH:
        return bool(one.cut) or tokens[one.first - 1] == "و"
    return False


def keep(words: Words, analysis: Analysis, found: Sequence[Found]) -> list[Found]:
    """Return the quantities: bare numbers only where something speaks for them; they take the unit told before."""
    tokens = analysis.words
    kept: list[Found] = []
    sentence, begin = -1, 0
    previous: Found | None = None
    for place, one in enumerate(found):
        number = analysis.sentence_at(analysis.starts[one.core])
        if number != sentence:
            sentence, begin, previous = number, len(kept), None
        follower = found[place + 1] if place + 1 < len(found) else None
        if one.rule == "bare":
            previous = _total(analysis, found, place, kept[max(begin, len(kept) - _CANDIDATES) :]) or previous
            led = follower is not None and follower.rule != "bare" and _leads(tokens, one, follower)
            if not led and not _speaks_for(words, analysis, one, previous):
                continue
        if one.noun == "أخرى" and previous and previous.noun:
            one.unit, one.noun = previous.unit, previous.noun
        if not one.unit:
            _numbering(words, tokens, one)
        if not one.unit and not _inherit(tokens, one, previous, follower):
            _people(words, analysis, one, kept[begin - 1] if begin else None)
        kept.append(one)
        previous = one
    return kept


def _total(analysis: Analysis, found: Sequence[Found], place: int, told: Sequence[Found]) -> Found | None:
    """Return which of several numbers ``told`` the bare ones from ``place`` on are the parts of.

    Of 14 مراقبا من ثلاث دول: ستة من المغرب وخمسة من إيطاليا وثلاثة من كينيا it is the one they add up to, else the
    nearest that is no smaller than they are.
    """
    tokens, first = analysis.words, found[place]
    gap = slice(max(told[-1].last, first.first - _LEAD), first.first) if len(told) >= _FEWEST else slice(0)
    if not _OPENING.intersection(tokens[gap]):
        return None
    _, end, _ = analysis.sentences[analysis.sentence_at(analysis.starts[first.core])]
    parts, last = 0.0, first.first
    for one in found[place : place + _MOST]:
        if one.rule != "bare" or one.value is None or analysis.starts[one.core] >= end:
            break
        if one.first - last > _CHAIN_REACH:
            break
        parts, last = parts + one.value, one.last
    candidates = [one for one in reversed(told) if one.value and one.value >= parts]
    exact = (one for one in candidates if one.value == parts)
    return next(exact, candidates[0] if candidates else None) if parts else None


def _numbering(words: Words, tokens: Sequence[str], one: Found) -> None:
    """Give a bare number the noun whose number it tells: الدوائر الانتخابية البالغ عددها 632."""
    before = tokens[one.core - 1] if one.core else ""
    if before == "(":
        reach = 1  # العدد الإجمالي للركاب (6.671.878)
    elif before.endswith(_NUMBER_OF):
        reach = _NUMBERED_REACH
    else:
        _number_of(words, tokens, one)
        return
    for index in range(one.core - 2, max(-1, one.core - 2 - reach), -1):
        for _, word in without_particles(tokens[index]):
            head = words.nouns.at([word], 0)
            if head and (head.definite or reach > 1) and head.noun.state == MANY:
                one.unit, one.noun = head.noun.unit, head.noun.lemma
                one.used.append(Used(index, index + 1, "counted noun", head.noun.row))
                return


def _number_of(words: Words, tokens: Sequence[str], one: Found) -> None:
    """Give a bare number with a scale the noun after عدد: ارتفع عدد الموظفين إلى 450 ألفا."""
    if not (one.numeral and one.numeral.scaled and one.numeral.kind == "cardinal"):
        return
    for index in range(one.first - 2, max(-1, one.first - _TOTAL_REACH), -1):
        if tokens[index].endswith("عدد"):
            head = words.nouns.at(tokens, index + 1)
            if head and head.definite and head.noun.state == MANY:
                one.unit, one.noun = head.noun.unit, head.noun.lemma
                one.used.append(Used(index, head.last, "counted noun", head.noun.row))
            return


def _people(words: Words, analysis: Analysis, one: Found, earlier: Found | None) -> None:
    """Take a number for people where its sentence speaks of victims or inhabitants, or it is only vague.

    Where it does not, and the sentence before ended on money, a number with a scale (100 مليار) is money too.
    """
    tokens = analysis.words[max(0, one.core - _TOTAL_REACH) : one.core]
    cue = far_cue(words, analysis, one) if holds(tokens, words.totals) else None
    if cue:
        one.role = cue.meaning
        one.used.append(cue)
    vague = one.numeral is not None and one.numeral.kind == "vague" and one.low <= _MOST_PEOPLE
    one.unit = "person" if cue or vague or holds(tokens, words.people) else "other"
    if one.unit == "other" and one.numeral and one.numeral.scaled and earlier and earlier.unit.startswith("money:"):
        places = (analysis.sentence_at(analysis.starts[core]) for core in (earlier.core, one.core))
        before, here = (analysis.sentences[place] for place in places)
        if before[2] == here[2]:
            one.unit, one.noun = earlier.unit, earlier.noun


def _inherit(tokens: Sequence[str], one: Found, previous: Found | None, follower: Found | None) -> bool:
    """Give a bare number the unit and noun of the number before it, or of the one it leads to, if it can."""
    source = previous
    led = follower is not None and (_leads(tokens, one, follower) or one.before == "from" or follower.before == "of")
    if follower and follower.unit and led and (follower.before != "of" or not previous):
        source = follower
    theirs = one.last < len(tokens) and (
        tokens[one.last] in ("منهم", "منهن", "بينهم", "بينهن") or _acts(tokens[one.last])
    )
    theirs = theirs or (one.core > 0 and one.partial and tokens[one.core - 1] in _PEOPLE)
    if one.role or theirs:
        one.unit = "person"
        if source and source.unit == "person" and not one.role:
            one.noun = source.noun
    elif source and source.unit and (source.unit != "other" or source.noun):
        one.unit, one.noun = source.unit, source.noun
        one.role = source.role if one.partial else one.role
        if one.unit == "percent" and one.value is not None and one.value > 100:
            one.unit, one.noun = "other", None
    return bool(one.unit)
