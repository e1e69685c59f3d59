"""Numbers in digits and words: one reading of a text's numerals, shared by the layers.

Grammar (folded letters): ``below`` a thousand is digits or hundreds, tens and units joined by و; a ``term`` is
``below`` times its scales (أربعون ألف, 3.5 مليون); a number is terms of falling scale joined by و (مليار و200 مليون),
with a fraction at the end (ونصف). Ordinals are read to 99. Vague numerals (عشرات, مئات الآلاف, بضعة وعشرون) have
bounds and no value. Figures are read by ``khabar.lexicon.figures``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from khabar.lexicon.figures import read_figure
from khabar.lexicon.particles import without_particles
from khabar.lexicon.tables import Lexicon, Row
from khabar.text.fold import fold_word

if TYPE_CHECKING:
    from khabar.text import Analysis

__all__ = ["Numeral", "NumeralReader"]

_CONJUNCTIONS: Final = "وف"
_ARTICLES: Final = frozenset(("ال", "وال", "لل", "بال", "فال", "كال"))
_NO_NOUNS: Final = frozenset(("الي", "علي", "بعد", "قبل", "منذ", "خلال", "منهم", "منها", "حتي", "بينهم", "بينها"))
_SCALES: Final = ("scale", "dual", "plural")
_PAIRS: Final = frozenset(("()", "«»", '""', "“”"))
_LARGE: Final = 100_000
_CACHE_LIMIT: Final = 100_000


class Numeral(NamedTuple):
    """A number as it stands.

    ``first`` and ``last`` are tokens (half-open); ``cut`` counts the letters of attached particles before it in its
    first token. ``value`` is None for a vague one, whose bounds are ``low`` and ``high``. ``digits`` counts the digits
    of a bare figure (0 if words or a scale take part); ``grouped`` tells a figure with separators.
    """

    first: int
    last: int
    cut: int
    value: int | float | None
    low: int | float
    high: int | float
    kind: str  # cardinal | ordinal | fraction | vague
    digits: int = 0
    definite: bool = False
    scaled: bool = False
    grouped: bool = False
    rows: tuple[Row, ...] = ()


class _Atom(NamedTuple):
    kind: str
    value: float
    high: float
    cut: int
    conjunct: bool
    definite: bool
    row: Row | None


class _Span(NamedTuple):
    """A partial reading: value (or bounds), next token, smallest scale it holds (0: none), rows used."""

    low: float
    high: float
    end: int
    scale: float
    digits: int = 0
    grouped: bool = False
    rows: tuple[Row, ...] = ()
    vague: bool = False


class NumeralReader:
    """Reads the numerals of an analysis by the table ``lexicon/numerals``; immutable but for its word cache."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._forms: dict[str, list[tuple[str, float, float, Row]]] = {}
        for row in lexicon.table("lexicon/numerals").rows:
            low, _, high = row.cells["value"].partition("-")
            entry = (row.cells["class"], float(low), float(high or low), row)
            for form in row.forms():
                self._forms.setdefault(fold_word(form), []).append(entry)
        self._cache: dict[str, tuple[_Atom, ...]] = {}

    def read(self, analysis: Analysis) -> list[Numeral]:
        """Return the numerals of ``analysis`` in order, none overlapping; read once and kept in its memo."""
        if "numerals" not in analysis.memo:
            analysis.memo["numerals"] = self._read(analysis)
        numerals: list[Numeral] = analysis.memo["numerals"]
        return numerals

    def _read(self, analysis: Analysis) -> list[Numeral]:
        words = analysis.words
        found = []
        index = 0
        count = len(words)
        while index < count:
            word = words[index]
            if not (word[0].isdigit() or self._atoms(word)):
                index += 1
                continue
            numeral = self._numeral(analysis, index)
            if numeral is None:
                index += 1
            else:
                found.append(numeral)
                index = numeral.last
        return found

    # -- words ------------------------------------------------------------------------------------------------

    def _atoms(self, word: str) -> tuple[_Atom, ...]:
        atoms = self._cache.get(word)
        if atoms is None:
            atoms = self._look_up(word)
            if len(self._cache) < _CACHE_LIMIT:
                self._cache[word] = atoms
        return atoms

    def _look_up(self, word: str) -> tuple[_Atom, ...]:
        for cut, rest in without_particles(word, 2):
            entries = self._forms.get(rest)
            if entries and entries[0][0] == "none":
                return ()
            if entries:
                conjunct = cut > 0 and word[0] in _CONJUNCTIONS
                definite = rest.startswith("ال") and rest not in ("الف", "الفا", "الفي", "الفان", "الفين", "الاف")
                return tuple(_Atom(k, low, high, cut, conjunct, definite, row) for k, low, high, row in entries)
        return ()

    def _atom(self, words: Sequence[str], index: int, *kinds: str) -> _Atom | None:
        if index >= len(words) or words[index][0].isdigit():
            return None
        for atom in self._atoms(words[index]):
            if atom.kind in kinds:
                return atom
        return None

    def _next(self, words: Sequence[str], index: int, *kinds: str) -> tuple[_Atom, int] | None:
        """Return the atom joined by و at ``index``, attached or free, and its token."""
        if index < len(words) and words[index] == "و":
            atom = self._atom(words, index + 1, *kinds)
            return (atom, index + 1) if atom and atom.cut == 0 else None
        atom = self._atom(words, index, *kinds)
        if atom and atom.conjunct and atom.cut == 1:
            return atom, index
        # وأحد عشر folds like واحد عشر
        unit = self._atom(words, index, "unit") if "eleven" in kinds else None
        return (unit, index) if unit and unit.value == 1 and self._atom(words, index + 1, "ten") else None

    def _figure(self, analysis: Analysis, index: int) -> _Span | None:
        words = analysis.words
        figure = read_figure(analysis, index, lambda at: self._atom(words, at, *_SCALES) is not None)
        return figure and _Span(figure.value, figure.value, figure.end, 0, figure.digits, figure.grouped)

    # -- grammar ----------------------------------------------------------------------------------------------

    def _below(self, analysis: Analysis, index: int) -> _Span | None:
        """Read a number below a thousand (or a figure of any size)."""
        words = analysis.words
        figure = self._figure(analysis, index)
        if figure:
            return figure
        if words[index][0].isdigit():
            return None
        rows: tuple[Row, ...] = ()
        total = 0.0
        end = index
        atom = self._atom(words, index, "hundred")
        unit = self._atom(words, index, "unit")
        if atom is None and unit and unit.value >= 3:
            spaced = self._atom(words, index + 1, "hundred")
            if spaced and spaced.cut == 0 and spaced.value == 100:
                total, end, rows = unit.value * 100, index + 2, _rows(unit, spaced)
        if atom:
            total, end, rows = atom.value, index + 1, _rows(atom)
        if total:
            follow = self._next(words, end, "unit", "eleven", "ten", "tens")
            if follow:
                small = self._below_hundred(words, follow[1])
                if small:
                    return _Span(total + small.low, total + small.low, small.end, 0, rows=rows + small.rows)
            if words[end : end + 1] == ["و"]:
                figure = self._figure(analysis, end + 1)
                if figure and figure.low < 100:
                    return _Span(total + figure.low, total + figure.low, figure.end, 0, rows=rows)
            return _Span(total, total, end, 0, rows=rows)
        return self._below_hundred(words, index)

    def _below_hundred(self, words: Sequence[str], index: int) -> _Span | None:
        atom = self._atom(words, index, "tens", "ten")
        if atom:
            return _Span(atom.value, atom.value, index + 1, 0, rows=_rows(atom))
        atom = self._atom(words, index, "unit", "eleven")
        if atom is None:
            return None
        ten = self._atom(words, index + 1, "ten")
        if ten and ten.cut == 0 and not ten.definite:
            return _Span(atom.value + 10, atom.value + 10, index + 2, 0, rows=_rows(atom, ten))
        tens = self._next(words, index + 1, "tens")
        if tens:
            value = atom.value + tens[0].value
            return _Span(value, value, tens[1] + 1, 0, rows=_rows(atom, tens[0]))
        if atom.kind == "eleven":
            return None
        return _Span(atom.value, atom.value, index + 1, 0, rows=_rows(atom))

    def _scales(self, words: Sequence[str], span: _Span) -> _Span:
        """Multiply ``span`` by the scale words that follow it."""
        while True:
            atom = self._atom(words, span.end, "scale", "dual", "plural")
            if atom is None or atom.cut or (atom.kind == "dual" and not words[span.end].endswith("ا")):
                return span
            if atom.definite and span.scale and not span.vague:
                return span
            if span.scale and atom.value <= span.scale:
                return span
            factor = atom.value
            if atom.kind == "plural" and atom.value == 1000 and span.low >= 1000 and not span.scale:
                factor = 1  # a slip of the pen: 6000 آلاف
            if span.grouped and span.low >= max(atom.value, _LARGE) and not span.scale:
                factor = 1  # the same in figures: 5.969.428 مليون
            low, high = span.low * factor, span.high * factor
            span = _Span(low, high, span.end + 1, atom.value, 0, span.grouped, span.rows + _rows(atom), span.vague)

    def _term(self, analysis: Analysis, index: int) -> _Span | None:
        """Read one term: a number below a thousand and its scales, a scale or dual alone, a fraction of a scale."""
        words = analysis.words
        scale = self._atom(words, index, "scale")
        if scale:
            return self._scales(words, _Span(scale.value, scale.value, index + 1, scale.value, rows=_rows(scale)))
        dual = self._atom(words, index, "dual")
        if dual:
            value = dual.value if self._accusative(words, index) else 2 * dual.value
            return self._scales(words, _Span(value, value, index + 1, dual.value, rows=_rows(dual)))
        share, rows, end = self._share(words, index)
        if share:
            scale = self._atom(words, end, "scale")
            if scale and scale.cut == 0:
                value = share * scale.value
                return _Span(value, value, end + 1, scale.value, rows=(*rows, *_rows(scale)))
        below = self._below(analysis, index)
        closing = words[below.end] if below and below.end < len(words) else ""
        if below and index and closing and words[index - 1] + closing in _PAIRS:
            scaled = self._scales(words, below._replace(end=below.end + 1))  # (12) ألف، «161» مليون
            return scaled if scaled.scale else below
        return self._scales(words, below) if below else None

    def _accusative(self, words: Sequence[str], index: int) -> bool:
        """Say whether ألفا, مليونا is one in the accusative (بلغ ألفا وخمسمئة): two of them would have a noun after."""
        if not words[index].endswith("ا"):
            return False
        after = words[index + 1] if index + 1 < len(words) else ""
        return len(after) < 3 or after[0] == "و" or not after.isalpha() or after in _NO_NOUNS

    def _share(self, words: Sequence[str], index: int) -> tuple[float, tuple[Row, ...], int]:
        """Read a fraction (نصف, ثلاثة أرباع): its value (0: none), rows and next token."""
        count = self._atom(words, index, "unit")
        parts = self._atom(words, index + 1, "parts") if count else None
        if count and parts and parts.cut == 0:
            return count.value * parts.value, _rows(count, parts), index + 2
        fraction = self._atom(words, index, "fraction")
        return (fraction.value, _rows(fraction), index + 1) if fraction else (0, (), index)

    def _ordinal(self, words: Sequence[str], index: int) -> _Span | None:
        atom = self._atom(words, index, "ordinal")
        if atom is None:
            return None
        ten = self._atom(words, index + 1, "ten")
        if ten and ten.cut == 0 and not ten.definite and atom.value < 10:
            return _Span(atom.value + 10, atom.value + 10, index + 2, 0, rows=_rows(atom, ten))
        tens = self._next(words, index + 1, "tens")
        if tens and tens[0].definite:
            value = atom.value + tens[0].value
            return _Span(value, value, tens[1] + 1, 0, rows=_rows(atom, tens[0]))
        if words[index].endswith(("الحادي", "الحاديه")):
            return None
        return _Span(atom.value, atom.value, index + 1, 0, rows=_rows(atom))

    def _vague(self, words: Sequence[str], index: int) -> _Span | None:
        atom = self._atom(words, index, "vague")
        if atom:
            span = _Span(atom.value, atom.high, index + 1, 0, rows=_rows(atom), vague=True)
            if atom.high < 10:
                some = self._some_more(words, index, atom)
                if some is None:
                    return None
                span = some
            scaled = self._scales(words, span)
            if scaled.scale:
                # عشرات الآلاف: from 20,000 up to the last number below the next power
                top = scaled.high + scaled.scale - 1 if scaled.scale <= 1000 else scaled.high
                return scaled._replace(high=top)
            return span
        atom = self._atom(words, index, "plural")
        if atom:
            low, high = 2 * atom.value, 10 * atom.value - 1
            return _Span(low, high, index + 1, atom.value, rows=_rows(atom), vague=True)
        return None

    def _some_more(self, words: Sequence[str], index: int, some: _Atom) -> _Span | None:
        """Read what بضع and نيف begin: بضعة, بضعة عشر, بضع وعشرون, بضع مئات; نيف is none by itself."""
        low, high = some.value, some.high
        inner = self._atom(words, index + 1, "vague")
        if inner and inner.cut == 0 and inner.high >= 10:
            base = 10 if inner.value == 20 else 100
            return _Span(low * base, high * base + base - 1, index + 2, 0, rows=_rows(some, inner), vague=True)
        ten = self._atom(words, index + 1, "ten")
        if ten and ten.cut == 0:
            return _Span(10 + low, 10 + high, index + 2, 0, rows=_rows(some, ten), vague=True)
        tens = self._next(words, index + 1, "tens")
        if tens:
            base_f = tens[0].value
            return _Span(base_f + low, base_f + high, tens[1] + 1, 0, rows=_rows(some, tens[0]), vague=True)
        return None if low == 1 else _Span(low, high, index + 1, 0, rows=_rows(some), vague=True)

    def _numeral(self, analysis: Analysis, index: int) -> Numeral | None:
        words = analysis.words
        first_atoms = () if words[index][0].isdigit() else self._atoms(words[index])
        cut = first_atoms[0].cut if first_atoms else 0
        definite = bool(first_atoms) and first_atoms[0].definite
        first = self._article(analysis, index)
        if first < index:
            definite, cut = True, 1 if words[first] == "لل" else len(words[first]) - 2
        if first_atoms and words[index] in ("واحد", "واحدي") and self._atom(words, index + 1, "ten"):
            cut = 1  # وأحد عشر
        ordinal = self._ordinal(words, index)
        if ordinal:
            place = int(ordinal.low)
            return Numeral(index, ordinal.end, cut, place, place, place, "ordinal", 0, True, rows=ordinal.rows)
        vague = self._vague(words, index)
        if vague:
            return Numeral(
                index, vague.end, cut, None, _plain(vague.low), _plain(vague.high), "vague", 0, definite,
                vague.scale > 0, rows=vague.rows,
            )  # fmt: skip
        span = self._term(analysis, index)
        share, rows, end = self._share(words, index)
        if share and (span is None or span.end < end):
            return Numeral(index, end, cut, share, share, share, "fraction", 0, definite, rows=rows)
        if span is None:
            return None
        span = self._decimal_words(analysis, span)
        span = self._more_terms(analysis, span)
        span = self._fraction(words, span)
        value = _plain(span.low)
        enclosed = first + 1 < index and words[index - 1] + "".join(words[span.end : span.end + 1]) in _PAIRS
        return Numeral(
            first, span.end + enclosed, cut, value, value, value, "cardinal", span.digits, definite, span.scale > 0,
            span.grouped, span.rows,
        )  # fmt: skip

    def _article(self, analysis: Analysis, index: int) -> int:
        """Return the token of the free article of the figure at ``index`` (الـ 6، الـ«6»), or ``index``."""
        words = analysis.words
        if not words[index].isdecimal():
            return index
        at = index - 1
        if at > 0 and words[at] + "".join(words[index + 1 : index + 2]) in _PAIRS:
            at -= 1
        near = at >= 0 and words[at] in _ARTICLES and analysis.starts[at + 1] - analysis.ends[at] <= 1
        return at if near else index

    def _decimal_words(self, analysis: Analysis, span: _Span) -> _Span:
        """Read ``46 فاصل 5`` and ``4. 5 مليار``."""
        words = analysis.words
        if span.digits == 0 or span.end + 1 >= len(words) or not words[span.end + 1].isdecimal():
            return span
        spoken = words[span.end] in ("فاصل", "فاصله")
        broken = (
            words[span.end] == "."
            and analysis.starts[span.end] == analysis.ends[span.end - 1]
            and self._atom(words, span.end + 2, "scale", "plural") is not None
        )
        if not (spoken or broken) or len(words[span.end + 1]) > 3:
            return span
        value = float(f"{int(span.low)}.{words[span.end + 1]}")
        return self._scales(words, span._replace(low=value, high=value, end=span.end + 2, digits=0))

    def _more_terms(self, analysis: Analysis, span: _Span) -> _Span:
        """Add the terms of smaller scale that و joins: مليار و200 مليون."""
        words = analysis.words
        while span.scale:
            at = span.end
            if at >= len(words):
                return span
            if words[at] == "و" and at + 1 < len(words):
                at += 1
                if not words[at].isdecimal() and any(atom.cut for atom in self._atoms(words[at])):
                    return span
            elif not (self._next(words, at, "unit", "eleven", "ten", "tens", "hundred", "scale", "dual")):
                return span
            kinds = {atom.kind for atom in self._atoms(words[at])}
            if kinds & {"ordinal", "vague", "plural"} or kinds == {"fraction"}:
                return span
            term = self._term(analysis, at)
            if term is None or term.high >= span.scale or term.low != int(term.low):
                return span
            if any(atom.definite for atom in (self._atoms(words[at]) if not words[at].isdecimal() else ())):
                return span
            span = _Span(
                span.low + term.low, span.high + term.high, term.end, term.scale, 0, span.grouped or term.grouped,
                span.rows + term.rows,
            )  # fmt: skip
            if not term.scale:
                return span._replace(scale=1)
        return span

    def _fraction(self, words: Sequence[str], span: _Span) -> _Span:
        """Add ``ونصف`` and ``ونصف المليون``."""
        follow = self._next(words, span.end, "fraction")
        if follow is None or follow[0].definite:
            return span
        atom, at = follow
        if atom.value == 0.2:
            return span
        end = at + 1
        again = self._atom(words, end, "scale")
        if again and again.cut == 0 and again.value == (span.scale or 0):
            end += 1
        value = span.low + atom.value * max(span.scale, 1)
        return span._replace(low=value, high=value, end=end, digits=0, rows=span.rows + _rows(atom))


def _rows(*atoms: _Atom) -> tuple[Row, ...]:
    return tuple(atom.row for atom in atoms if atom.row)


def _plain(value: float) -> int | float:
    """Return a whole number as an int; rounds away the noise of binary fractions."""
    rounded = float(f"{value:.12g}") if value != int(value) else value
    return int(rounded) if rounded == int(rounded) else round(rounded, 6)
