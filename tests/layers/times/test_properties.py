"""Whatever the text: no failure, true slices, spans in order and apart, bounds that are dates, work that is linear."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.layers.times import layer
from khabar.lexicon.grammar import Grammar
from tests.layers.times.reading import context, read
from tests.strategies import any_text, arabic_text

_WORDS = (
    "يوم", "اليوم", "أمس", "غد", "الثلاثاء", "الجمعة", "مساء", "صباح", "ليل", "الساعة", "عام", "سنة", "العام",
    "شهر", "الشهر", "الأسبوع", "القرن", "العقد", "أيلول", "سبتمبر", "مارس", "آذار", "رمضان", "شعبان",
    "كانون الأول", "صيف", "الماضي", "المقبل", "الجاري", "نفسه", "التالي", "هذا", "ذلك", "من", "إلى", "حتى",
    "بين", "في", "منذ", "قبل", "بعد", "نهاية", "مطلع", "النصف", "الأول", "الثاني", "العشرين", "الثامنة",
    "ثلاثة", "أيام", "سنوات", "أسبوعين", "عاما", "نصف", "عدة", "كل", "يومي", "عامي", "هـ", "م", "الموافق", "تغ",
    "بتوقيت غرينتش", "صباحا", "و", "/", "-", "(", ")", ":", "،", ".", "\n", "1", "7", "31", "45", "99", "1436",
    "2016", "9999", "0", "10:30", "3/10/2016", "30/2/2016", "12.5", "والعاشر", "بيومين", "الـ7", "لليوم",
    "عيد الفطر", "حرب تموز", "ألف وتسعمئة", "مليون", "القرار", "قوى",
)  # fmt: skip
_DATES = st.one_of(st.none(), st.dates(date(1, 1, 1), date(9999, 12, 31)).map(str), st.just("2016-02-29"))


def _time_text() -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(_WORDS), max_size=40).flatmap(
        lambda words: st.sampled_from([" ", ""]).map(lambda space: space.join(words))
    )


def _check(text: str, published: str | None) -> None:
    output = read(text, published, explain=True)
    times = output.fields["times"]
    end = 0
    for number, time in enumerate(times):
        assert time.text == text[time.start : time.end]
        assert time.text == time.text.strip()
        assert end <= time.start < time.end
        end = time.end
        assert (time.earliest is None) == (time.latest is None)
        if time.earliest and time.latest:
            assert date.fromisoformat(time.earliest) <= date.fromisoformat(time.latest)
        assert time.via.startswith("times/")
        assert time.value
        pieces = output.why["times", number]
        assert pieces
        assert all(piece.text == text[piece.start : piece.end] for piece in pieces)
    ids = {time.id: time for time in times}
    assert len(ids) == len(times)
    for interval in output.fields["intervals"]:
        assert ids[interval.begin].start < ids[interval.end].start
        if interval.earliest and interval.latest:
            assert interval.earliest <= interval.latest


@given(text=_time_text(), published=_DATES)
def test_time_words_in_any_order(text: str, published: str | None) -> None:
    _check(text, published)


@given(text=arabic_text(), published=_DATES)
def test_arabic_text(text: str, published: str | None) -> None:
    _check(text, published)


@given(text=any_text())
def test_any_text(text: str) -> None:
    _check(text, "2016-10-05")


@given(text=_time_text())
def test_reading_is_pure(text: str) -> None:
    assert read(text) == read(text)


@pytest.mark.parametrize("published", ["0001-01-01", "9998-12-31", "9999-12-31", "not a date", "2016"])
def test_dates_at_the_edge_of_the_calendar(published: str) -> None:
    _check(
        "قبل عشرين سنة وفي الأسبوع الماضي ورمضان الماضي ويوم الجمعة المقبل وبعد غد والعقد الماضي والصيف المقبل",
        published,
    )


def test_work_grows_with_the_length(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = 0
    plain = Grammar.read

    def counting(self: Grammar[Any], items: Any, symbols: str, build: Callable[..., Any], end_of: Any = None) -> Any:
        def counted(rule: Any, match: Any) -> Any:
            nonlocal tried
            tried += 1
            return build(rule, match)

        return plain(self, items, symbols, counted, end_of)

    monkeypatch.setattr(Grammar, "read", counting)
    unit = "وصل في 23 من أيلول/سبتمبر 2016 و3 و4 و5 مارس من قوى 14 آذار بين 18 و34 سنة يوم الثلاثاء، "
    work = []
    for times in (10, 100):
        tried = 0
        layer.readings(context(unit * times))
        work.append(tried)
    assert work[1] <= 11 * work[0]
