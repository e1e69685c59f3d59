"""Numerals: whatever is written out in words is read back; figures in every printing; vague numbers and fractions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.lexicon import Lexicon, Numeral, NumeralReader
from khabar.text import analyse
from tests.strategies import any_text

LEXICON = Lexicon()


def read(text: str) -> list[Numeral]:
    return LEXICON.compiled("lexicon-numerals", NumeralReader).read(analyse(text))


# -- a speller of its own: gender is that of the counted noun, case nominative or oblique ------------------------------

UNITS = {3: "ثلاث", 4: "أربع", 5: "خمس", 6: "ست", 7: "سبع", 8: "ثماني", 9: "تسع"}
TENS = {2: "عشر", 3: "ثلاث", 4: "أربع", 5: "خمس", 6: "ست", 7: "سبع", 8: "ثمان", 9: "تسع"}
HUNDREDS = {3: "ثلاث", 4: "أربع", 5: "خمس", 6: "ست", 7: "سبع", 8: "ثمان", 9: "تسع"}


def below_hundred(number: int, *, feminine: bool, oblique: bool) -> str:
    ending = "ين" if oblique else "ان"
    if number == 1:
        return "واحدة" if feminine else "واحد"
    if number == 2:
        return ("اثنت" if feminine else "اثن") + ending
    if number < 10:
        return UNITS[number] + ("" if feminine else "ة")
    if number == 10:
        return "عشر" if feminine else "عشرة"
    if number < 20:
        unit = number - 10
        ten = "عشرة" if feminine else "عشر"
        if unit == 1:
            return f"{'إحدى' if feminine else 'أحد'} {ten}"
        if unit == 2:
            return f"{'اثنت' if feminine else 'اثن'}{'ي' if oblique else 'ا'} {ten}"
        return f"{UNITS[unit]}{'' if feminine else 'ة'} {ten}"
    tens = TENS[number // 10] + ("ين" if oblique else "ون")
    unit = number % 10
    if unit == 0:
        return tens
    head = "إحدى" if unit == 1 and feminine else below_hundred(unit, feminine=feminine, oblique=oblique)
    return f"{head} و{tens}"


def below_thousand(number: int, *, feminine: bool, oblique: bool, construct: bool, hundred: str) -> str:
    hundreds, rest = divmod(number, 100)
    parts = []
    if hundreds == 1:
        parts.append(hundred)
    elif hundreds == 2:
        stem = hundred.removesuffix("ة")
        short = construct and not rest
        parts.append(stem + ("ت" + ("ي" if oblique else "ا") if short else "ت" + ("ين" if oblique else "ان")))
    elif hundreds:
        parts.append(HUNDREDS[hundreds] + hundred)
    if rest:
        parts.append(below_hundred(rest, feminine=feminine, oblique=oblique))
    return " و".join(parts)


def group(count: int, names: tuple[str, str, str], *, oblique: bool, construct: bool, hundred: str) -> str:
    one, two, many = names
    if count == 1:
        return one
    if count == 2:
        return two + ({True: "ي", False: "ا"}[oblique] if construct else "ين" if oblique else "ان")
    head = below_thousand(count, feminine=False, oblique=oblique, construct=True, hundred=hundred)
    few = 3 <= count % 100 <= 10
    return f"{head} {many if few else one + 'ا' if count % 100 >= 11 else one}"


def spell(number: int, *, feminine: bool, oblique: bool, hundred: str) -> str:
    """Return ``number`` (up to 10¹²) in words, as before a noun."""
    scales = (
        (10**9, ("مليار", "مليار", "مليارات")),
        (10**6, ("مليون", "مليون", "ملايين")),
        (10**3, ("ألف", "ألف", "آلاف")),
    )
    parts = []
    for scale, names in scales:
        count, number = divmod(number, scale)
        if count:
            parts.append(group(count, names, oblique=oblique, construct=not number, hundred=hundred))
    if number:
        parts.append(below_thousand(number, feminine=feminine, oblique=oblique, construct=True, hundred=hundred))
    return " و".join(parts)


NUMBERS = st.one_of(
    st.integers(1, 130),
    st.integers(1, 10**4),
    st.integers(1, 10**9),
    st.builds(lambda a, b: a * b, st.integers(1, 999), st.sampled_from([10**3, 10**6, 10**9])),
)


@given(NUMBERS, st.booleans(), st.booleans(), st.sampled_from(["مئة", "مائة"]))
def test_numbers_written_out_are_read_back(number: int, feminine: bool, oblique: bool, hundred: str) -> None:
    words = spell(number, feminine=feminine, oblique=oblique, hundred=hundred)
    found = read(f"{words} {'امرأة' if feminine else 'رجل'}")
    assert [(numeral.value, numeral.last) for numeral in found] == [(number, len(words.split()))], words


@pytest.mark.parametrize("feminine", [False, True])
@pytest.mark.parametrize("oblique", [False, True])
def test_every_small_number_in_all_genders_and_cases(feminine: bool, oblique: bool) -> None:
    numbers = (*range(1, 1000), 1000, 1001, 1100, 2000, 2002, 3000, 11_000, 21_300, 100_000, 102_011)
    spelled = {spell(number, feminine=feminine, oblique=oblique, hundred="مئة"): number for number in numbers}
    wrong = {
        words: found
        for words, number in spelled.items()
        if (found := [numeral.value for numeral in read(f"{words} نسمة")]) != [number]
    }
    assert not wrong


@given(NUMBERS, st.sampled_from(["و", "ب", "ل", "وب", "ف"]))
def test_attached_particles_are_cut_off(number: int, particle: str) -> None:
    words = spell(number, feminine=False, oblique=True, hundred="مئة")
    found = read(f"جاء {particle}{words} رجل")
    assert [(numeral.value, numeral.cut) for numeral in found] == [(number, len(particle))], words


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1500 جندي", 1500),
        ("1,500 جندي", 1500),
        ("1.500 جندي", 1500),
        ("١٬٥٠٠ جندي", 1500),
        ("۱۵۰۰ جندي", 1500),
        ("150 000 دينار", 150_000),
        ("1 234 567 دينار", 1_234_567),
        ("1.230.581 دولارا", 1_230_581),
        ("1,234.5 دولار", 1234.5),
        ("3,5 مليون دولار", 3_500_000),
        ("3٫5 مليون دولار", 3_500_000),
        ("40،9 مليون دولار", 40_900_000),
        ("4. 5 مليار دولار", 4_500_000_000),
        ("46 فاصل 5 درجة", 46.5),
        ("5ر40 ألف طن", 40_500),
        ("67.4 مليار دولار", 67_400_000_000),
        ("37 ألفاً و347 شهيدا", 37_347),
        ("مليار و200 مليون دولار", 1_200_000_000),
        ("25 ألف و400", 25_400),
        ("مئة و15 رجلا", 115),
        ("مليون ونصف المليون نازح", 1_500_000),
        ("مليونان ونصف المليون", 2_500_000),
        ("ثلاثة أرباع المليون", 750_000),
        ("نصف مليار دولار", 500_000_000),
        ("ألفا وخمسمئة رجل", 1500),
        ("ألفا رجل", 2000),
        ("مليونا و200 ألف رجل", 1_200_000),
        ("ستمئة وأربعا وسبعين لوحة", 674),
        ("ثلاث مئة رجل", 300),
        ("الخمسة والعشرين ألف جندي", 25_000),
        ("6000 آلاف صاروخ", 6000),
        ("2 مليار شخص", 2_000_000_000),
    ],
)
def test_figures_and_mixed_numbers(text: str, value: float) -> None:
    assert [numeral.value for numeral in read(text)] == [value]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("عشرات القتلى", 20, 99),
        ("مئات الجرحى", 100, 999),
        ("آلاف النازحين", 2000, 9999),
        ("الملايين", 2_000_000, 9_999_999),
        ("عشرات الآلاف", 20_000, 99_999),
        ("مئات الملايين", 100_000_000, 999_000_000),
        ("بضعة رجال", 3, 9),
        ("بضع مئات", 300, 999),
        ("بضعة عشر رجلا", 13, 19),
        ("بضعة وعشرون رجلا", 23, 29),
        ("نيف وعشرون رجلا", 21, 29),
    ],
)
def test_vague_numbers_have_bounds_and_no_value(text: str, low: int, high: int) -> None:
    assert [(numeral.value, numeral.low, numeral.high, numeral.kind) for numeral in read(text)] == [
        (None, low, high, "vague")
    ]


@pytest.mark.parametrize(
    ("text", "value"), [("الدفعة الثالثة", 3), ("الحادي عشر", 11), ("الخامس والعشرين", 25), ("القرن العشرين", 20)]
)
def test_ordinals(text: str, value: int) -> None:
    found = read(text)
    assert [numeral.value for numeral in found] == [value]
    assert text == "القرن العشرين" or found[0].kind == "ordinal"


@pytest.mark.parametrize("text", ["كمية كبيرة", "لست أدري", "أثنى عليه", "نصفهم", "في المدينة", "12.3.2015.4"])
def test_no_number(text: str) -> None:
    assert read(text) == []


def test_separate_numbers_stay_apart() -> None:
    assert [numeral.value for numeral in read("10 و11 و12")] == [10, 11, 12]
    assert [numeral.value for numeral in read("ألف دولار و200 يورو")] == [1000, 200]


def test_the_article_belongs_to_a_figure() -> None:
    (numeral,) = read("الدول الـ15 الأعضاء")
    assert (numeral.definite, numeral.value, numeral.cut) == (True, 15, 0)


def test_read_once_for_an_analysis() -> None:
    analysis = analyse("ثلاثة رجال")
    reader = LEXICON.compiled("lexicon-numerals", NumeralReader)
    assert reader.read(analysis) is reader.read(analysis)


@given(any_text())
def test_any_text_is_read_in_order_without_overlap(text: str) -> None:
    analysis = analyse(text)
    position = 0
    for numeral in LEXICON.compiled("lexicon-numerals", NumeralReader).read(analysis):
        assert position <= numeral.first + 1
        assert numeral.first < numeral.last <= len(analysis.words)
        assert numeral.low <= numeral.high
        position = numeral.last
