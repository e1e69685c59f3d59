"""From numerals to quantities: what a number counts, and what makes it none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from khabar.layers.quantities.forms import holds
from khabar.layers.quantities.found import Found, Used
from khabar.layers.quantities.money import UNKNOWN
from khabar.layers.quantities.nouns import MANY, ONE, Head, Noun
from khabar.lexicon import Numeral
from khabar.lexicon.particles import without_particles

if TYPE_CHECKING:
    from khabar.layers.quantities.words import Words
    from khabar.text import Analysis

__all__ = ["Counter"]

_REACH: Final = 4  # words between a definite noun and its number: أعضاء المكتب التنفيذي للحزب الـ14
_JOINING: Final = frozenset("+/:")
_QUOTES: Final = frozenset("\"'«»“”()[]")
_MEASURES: Final = frozenset(("km", "m", "kg", "tonne"))
_THEM: Final = frozenset(("بهم", "فيهم", "عليهم", "بهن", "عنهم"))
_PAIRS: Final = frozenset(("()", "[]", "«»", '""', "“”"))
_THOSE: Final = frozenset(("الذين", "هولاء", "اوليك", "ابنايه", "ابنايها"))
_SINGLE: Final = frozenset(("واحد", "واحدا", "واحده"))
_FEW: Final = 10  # up to here a plural is counted
_DATED: Final = frozenset(("عام", "سنه", "شهر", "يوم", "الساعه"))
_LONG: Final = 6  # letters: المدين
_YEARS: Final = range(1900, 2100)


class Counter:
    """Reads the numerals of one analysis."""

    def __init__(self, words: Words, analysis: Analysis, taken: Sequence[tuple[int, int]]) -> None:
        """``taken`` holds the folded spans of the times."""
        self._words = words
        self._analysis = analysis
        self._tokens = analysis.words
        self._taken = taken

    def read(self) -> list[Found]:
        """Return what may be quantities, in order; those that are times or labels too, for what is joined to them."""
        found: list[Found] = []
        end = 0
        times = iter(self._taken)
        time = next(times, None)
        for numeral in self._words.numerals.read(self._analysis):
            start, stop = self._analysis.starts[numeral.first], self._analysis.ends[numeral.last - 1]
            while time and time[1] <= start:
                time = next(times, None)
            if numeral.first < end or numeral.kind == "ordinal":
                continue
            one = _new("time", numeral) if time and time[0] < stop else self._read(numeral)
            if one.rule != "none":
                found.append(one)
                end = one.last
        return found

    # -- one numeral ------------------------------------------------------------------------------------------

    def _read(self, numeral: Numeral) -> Found:
        after = numeral.last
        found = _new("bare", numeral)
        if self._is_time(after):
            found.rule = "time"
            return found
        if self._in_name(numeral):
            found.rule = "label"
            return found
        if not (self._percent(found, after) or self._money_sign(found, after)):
            after = self._enclosed(found, after)
            head = self._noun(after, found.value) if not self._crosses_line(after) else None
            if head and self._agrees(found, head):
                self._count(found, head)
            elif not (self._one(found) or self._definite(found) or self._partitive(found)):
                self._guess(found, after)
        if numeral.kind == "fraction" and not (found.unit in _MEASURES or found.rule == "money"):
            found.rule = "none"
        if (
            self._hyphened(found, numeral)
            or self._ordinal(found)
            or (found.rule in ("bare", "guessed", "partitive") and self._joined(numeral))
        ):
            found.rule = "label"
        self._look_before(found)
        if found.rule in ("bare", "counted", "guessed", "partitive") and self._labelled(found):
            found.rule = "label"
        self._look_after(found)
        return found

    def _crosses_line(self, index: int) -> bool:
        """Say whether a line ends before the token at ``index``."""
        analysis = self._analysis
        if index >= len(self._tokens):
            return True
        return "\n" in analysis.folded.text[analysis.ends[index - 1] : analysis.starts[index]]

    def _enclosed(self, found: Found, after: int) -> int:
        """Return the token after the mark that closes a number in brackets: (20) شخصا."""
        tokens, first = self._tokens, found.first
        if first and after < len(tokens) and tokens[first - 1] + tokens[after] in _PAIRS:
            return after + 1
        return after

    def _agrees(self, found: Found, head: Head) -> bool:
        """Say whether the number can count the noun after it (not: واحد كتب، ألف كتابا)."""
        numeral = found.numeral
        if numeral is None or (head.definite and head.noun.state == ONE and numeral.kind != "vague"):
            return False
        if numeral.digits or numeral.last - numeral.first > 1:
            return True
        if found.value in (1, 2) and not numeral.scaled:
            return head.noun.lemma == "آخر"
        accusative = self._tokens[head.first].endswith("ا") and head.noun.state == ONE and head.last - head.first == 1
        return not (accusative and found.value == 1000 and not head.noun.lemma.endswith("ا"))

    def _noun(self, index: int, value: float | None) -> Head | None:
        """Return the noun at ``index``; a word that is a preposition far more often (بعد) is none."""
        if self._tokens[index] in self._words.function_words:
            return None
        few = value is not None and 3 <= value % 100 <= _FEW
        return self._words.nouns.at(self._tokens, index, MANY if few else ONE)

    def _is_time(self, after: int) -> bool:
        """Say whether a unit of time is counted (not: 9 مليارات عام 2050)."""
        if self._crosses_line(after) or self._words.times.exact(self._tokens, after) is None:
            return False
        dated = self._tokens[after] in _DATED and self._tokens[after + 1 : after + 2]
        return not (dated and dated[0].isdecimal())

    def _in_name(self, numeral: Numeral) -> bool:
        """Say whether the numeral is inside a name that holds a number (مجموعة الـ77)."""
        tokens = self._tokens
        if not holds(tokens[numeral.first : numeral.last], self._words.group_tokens):
            return False
        for first in range(max(0, numeral.first - _REACH), numeral.first + 1):
            for _, word in without_particles(tokens[first], 2):
                group = self._words.groups.exact(tokens, first, word)
                if group and first + group[1] > numeral.first:
                    return True
        return False

    def _joined(self, numeral: Numeral) -> bool:
        """Say whether + / : or a Latin name touches a bare figure (5+1, 7/24, F-16)."""
        tokens, analysis = self._tokens, self._analysis
        if not numeral.digits:
            return False
        first, last = numeral.first, numeral.last
        before = tokens[first - 1] if first else ""
        after = tokens[last] if last < len(tokens) else ""
        if "+" in (before, after):
            return True
        if after in _JOINING and tokens[last + 1 : last + 2] and tokens[last + 1].isdecimal():
            return True
        if before in _JOINING and first > 1 and tokens[first - 2].isdecimal():
            return True
        touching = first and analysis.starts[first] == analysis.ends[first - 1]
        return before.isascii() and (before.isalpha() or (bool(touching) and before.isalnum()))

    def _hyphened(self, found: Found, numeral: Numeral) -> bool:
        """Say whether a hyphen ties a figure to a name: إف-16، كوفيد-19، يورانيوم -235."""
        first, analysis = numeral.first, self._analysis
        if first < 2 or self._tokens[first - 1] != "-" or not self._tokens[first - 2].isalpha():
            return False
        touching = analysis.ends[first - 2] == analysis.starts[first - 1] or found.rule == "bare"
        return touching and analysis.ends[first - 1] == analysis.starts[first]

    def _ordinal(self, found: Found) -> bool:
        """Say whether a figure with the article numbers one thing: الحزمة الـ11."""
        numeral, before = found.numeral, self._tokens[found.core - 1] if found.core else ""
        if not (numeral and numeral.definite and numeral.digits) or found.rule in ("counted", "definite", "percent"):
            return False
        if not before.startswith("ال"):
            return False
        head = self._words.nouns.at([before], 0)
        return head is None or head.noun.state == ONE

    # -- what it counts ---------------------------------------------------------------------------------------

    def _percent(self, found: Found, after: int) -> bool:
        percent = self._words.percents.exact(self._tokens, after)
        if percent:
            found.last = after + percent[1]
            found.used.append(Used(after, found.last, "percent", percent[0]))
        elif found.core and self._tokens[found.core - 1] == "%" and found.numeral and found.numeral.digits is not None:
            near = self._tokens[after : after + 1]
            if found.core > 1 and self._tokens[found.core - 2].isdecimal():
                return False
            if near and near[0].isascii() and near[0].isalpha():
                return False  # an address: not%20yet
            found.first, found.cut = found.core - 1, 0
            sign = self._words.percents.exact(self._tokens, found.first)
            found.used.append(Used(found.first, found.core, "percent", sign[0] if sign else None))
        else:
            return False
        found.rule, found.unit = "percent", "percent"
        return True

    def _money_sign(self, found: Found, after: int) -> bool:
        for at in (after, found.core - 1):
            row = self._words.signs.get(self._tokens[at]) if 0 <= at < len(self._tokens) else None
            if row is None:
                continue
            found.rule, found.unit = "money", row.cells["unit"]
            found.used.append(Used(at, at + 1, "currency", row))
            if at >= after:
                found.last = at + 1
            else:
                found.first, found.cut = at, 0
            return True
        return False

    def _count(self, found: Found, head: Head) -> None:
        noun = head.noun
        found.rule, found.last = "counted", head.last
        found.unit, found.noun, found.role = noun.unit, noun.lemma, noun.role
        if noun.unit.startswith("money:"):
            found.rule = "money"
            if noun.unit == UNKNOWN:
                found.unit = self._words.currencies.resolve(
                    noun.lemma, self._analysis, self._analysis.starts[head.first]
                )
        if found.unit == "person" and isinstance(found.value, float):
            found.unit = "other"  # 1.2 طفل: an average
        found.used.append(Used(head.first, head.last, "counted noun", noun.row))
        rate = self._words.rates.exact(self._tokens, head.last)
        if rate and noun.unit in ("km", "m", "kg", "tonne", "other"):
            found.unit, found.last = "other", head.last + rate[1]
            found.used.append(Used(head.last, found.last, "rate", rate[0]))

    def _one(self, found: Found) -> bool:
        """Read a singular noun and واحد: قتيل واحد، وجبة طعام واحدة."""
        tokens, at = self._tokens, found.core
        if found.value != 1 or found.cut or tokens[at] not in _SINGLE or found.last - at != 1:
            return False
        written = self._analysis.folded.start(self._analysis.starts[at] + 1)
        if self._analysis.text[written] in "أإ":  # وأحد
            return False
        feminine = tokens[at].endswith("ه")
        for first in range(at - 1, max(-1, at - 4), -1):
            if not tokens[first].isalpha() or tokens[first] in self._words.not_one or self._crosses_line(first + 1):
                return False
            if first < at - 1 and tokens[first + 1] in self._words.function_words:
                return False
            for cut, word in without_particles(tokens[first]):
                head = self._words.nouns.at([word], 0, ONE)
                if head is None or head.definite or head.noun.state != ONE:
                    continue
                if word in self._words.not_one or word.removesuffix("ا") in self._words.not_one:
                    return False
                if (first < at - 1 and feminine != word.endswith("ه")) or (feminine and word.endswith("ا")):
                    continue
                if tokens[at] == "واحدا" and not word.endswith(("ا", "اء")):
                    continue
                self._count(found, Head(head.noun, first, first + 1, False))
                found.rule, found.first, found.cut, found.last = "one", first, cut, at + 1
                return True
        return False

    def _definite(self, found: Found) -> bool:
        """Read a number after its definite plural noun: الرؤساء الثلاثة، أعضاء المجلس الـ14."""
        tokens, at, numeral = self._tokens, found.core, found.numeral
        if not (numeral and numeral.definite and not found.cut and found.value and found.value >= 3):
            return False
        if numeral.kind == "vague" or numeral.scaled or self._words.labels.before(tokens, at):
            return False
        for first in range(at - 1, max(-1, at - 2 - _REACH), -1):
            word = tokens[first]
            if word in _QUOTES or (numeral.digits == 0 and word.isdecimal()):
                continue
            if not word.isalpha() or self._crosses_line(first + 1):
                return False
            for cut, rest in without_particles(word):
                if self._words.times.exact([rest.removeprefix("ال")], 0) or self._words.times.exact([rest], 0):
                    return False
                head = self._words.nouns.at([rest], 0)
                if head is None or head.noun.state != MANY:
                    continue
                if not head.definite and first == at - 1:
                    return False
                self._count(found, Head(head.noun, first, first + 1, True))
                found.rule, found.first, found.cut, found.last = "definite", first, cut, numeral.last
                return True
            if word in self._words.function_words:
                return False
        return False

    def _partitive(self, found: Found) -> bool:
        """Read a number and من with a definite plural: ثلاثة من المهاجمين، مئات الآلاف من اللاجئين."""
        tokens, after = self._tokens, found.last
        if after + 1 >= len(tokens) or tokens[after] != "من" or found.value == 1 or self._crosses_line(after + 1):
            return False
        if self._words.times.exact(tokens, after + 1):
            return False
        choice = after + 1 + (tokens[after + 1] in self._words.choice)  # من كبار المسؤولين
        head = self._words.nouns.at(tokens, choice)
        word = tokens[choice] if choice < len(tokens) else ""
        if head is None and word.startswith("ال") and word.endswith("ين") and len(word) > _LONG:
            head = Head(Noun(word, "person", None, MANY, None), choice, choice + 1, True)  # ثلاثة من المتخابرين
        if head is None and found.numeral and found.numeral.kind == "vague" and tokens[after + 1].startswith("ال"):
            head = self._words.nouns.guess(["", tokens[after + 1][2:]], 1, None)
            head = head and Head(head.noun, after + 1, after + 2, True)
        if (head is None or head.noun.state == ONE) and self._people(after + 1):
            head = Head(Noun(tokens[after + 1], "person", None, MANY, None), after + 1, after + 2, True)
        if head is None or (head.noun.state == ONE and not head.noun.unit.startswith("money:")):
            return False
        self._count(found, head)
        if found.rule == "counted":
            found.rule = "partitive"
        return True

    def _people(self, index: int) -> bool:
        """Say whether people stand at ``index`` who have no noun: المشتبه بهم، الذين."""
        follower = self._tokens[index + 1 : index + 2]
        return self._tokens[index] in _THOSE or bool(follower and follower[0] in _THEM)

    def _guess(self, found: Found, after: int) -> None:
        """Take the word at ``after`` for the noun of the number if its ending agrees with it."""
        tokens, numeral = self._tokens, found.numeral
        if numeral is None or self._crosses_line(after) or tokens[after] in self._words.function_words:
            return
        if found.value in (1, 2) and not numeral.scaled:
            return
        word = tokens[after]
        if holds((word,), self._words.function_words) or self._dashed(after):
            return
        if any(forms.exact(tokens, after) for forms in (self._words.cues, self._words.after, self._words.times)):
            return
        if numeral.kind == "vague":
            plain = word.removeprefix("ال")
            head = self._words.nouns.guess([plain], 0, None) if plain != word else None
            head = head and Head(head.noun, after, after + 1, True)
        elif numeral.definite:
            plain = word.removeprefix("ال")
            if plain == word or not plain.endswith(("ين", "ون")):
                return
            head = Head(Noun(word, "person", None, MANY, None), after, after + 1, True)
        else:
            if numeral.digits == 4 and numeral.value in _YEARS and not numeral.grouped:
                return
            head = self._words.nouns.guess(tokens, after, numeral.value, sure=numeral.scaled)
        if head:
            self._count(found, head)
            found.rule = "guessed"

    def _dashed(self, index: int) -> bool:
        """Say whether a long tatweel stands before the token at ``index``, as in numbered lists: 4 ـ صلاح."""
        analysis = self._analysis
        end = analysis.folded.span(analysis.starts[index - 1], analysis.ends[index - 1])[1]
        start = analysis.folded.span(analysis.starts[index], analysis.ends[index])[0]
        return "ـ" in analysis.text[end:start]

    # -- what stands around it --------------------------------------------------------------------------------

    def _look_before(self, found: Found) -> None:
        first = found.first
        if (
            found.numeral
            and first == found.numeral.first
            and self._enclosed(found, found.numeral.last) > found.numeral.last
        ):
            first -= 1  # أكثر من (315) رئيسا
        phrase = self._words.before.before(self._tokens, first)
        if phrase is None or found.cut or found.rule in ("one", "definite"):
            return
        kind = phrase.row.cells["class"]
        found.used.insert(0, Used(phrase.first, found.first, kind.removesuffix("_out"), phrase.row))
        if kind in ("approx", "approx_out"):
            found.approximate = True
            if kind == "approx":
                found.first, found.cut = phrase.first, phrase.cut
            outer = self._words.before.before(self._tokens, phrase.first)
            if outer is None or phrase.cut:
                found.before = "approx"
                return
            if outer.row.cells["class"] == "approx":
                found.first, found.cut = outer.first, outer.cut
            kind = outer.row.cells["class"]
        found.before = kind.removesuffix("_out")
        found.partial = kind == "partial"
        if kind == "ratio":
            found.rule = "label"  # تسعة من كل عشرة أشخاص

    def _labelled(self, found: Found) -> bool:
        """Say whether the number names a thing: المادة 7، رقم 5، عام 2015."""
        if found.numeral and found.numeral.kind == "vague" and found.rule != "bare":
            return False
        if self._year_range(found):
            return True
        label = self._words.labels.before(self._tokens, found.core)
        if label is None or found.before in ("approx", "between"):
            return False
        if found.rule != "counted":
            return not (found.numeral and found.numeral.scaled and found.low > _YEARS.stop)
        if self._like_year(found):
            return True
        last = self._tokens[found.core - 1]
        return last.startswith("رقم") or bool(label.row.cells["form"].startswith("ال") and found.unit == "item")

    def _like_year(self, found: Found) -> bool:
        numeral = found.numeral
        return numeral is not None and numeral.digits == 4 and found.value in _YEARS and not numeral.grouped

    def _year_range(self, found: Found) -> bool:
        """Say whether the number is the second year of two with a long dash between: 2006 ـ 2007."""
        at = found.core
        return self._like_year(found) and at > 0 and self._tokens[at - 1].isdecimal() and self._dashed(at)

    def _look_after(self, found: Found) -> None:
        tokens = self._tokens
        for at in range(found.last, min(found.last + 3, len(tokens))):
            if self._crosses_line(at):
                return
            after = self._words.after.exact(tokens, at)
            if after:
                found.approximate = True
                found.used.append(Used(at, at + after[1], "approx", after[0]))
                if at == found.last and after[0].cells["value"] == "in":
                    found.last = at + after[1]
                return
            if not tokens[at].isalpha() or found.rule == "bare":
                return


def _new(rule: str, numeral: Numeral) -> Found:
    found = Found(
        rule, numeral.first, numeral.last, numeral.cut, numeral.first, numeral.value, numeral.low, numeral.high,
        numeral, approximate=numeral.kind == "vague",
    )  # fmt: skip
    row = numeral.rows[0] if numeral.rows else None
    found.used.append(Used(numeral.first, numeral.last, "number", row))
    return found
