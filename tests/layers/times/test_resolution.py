"""How values are resolved: bounds, calendars, the check of the document date, what stays unknown."""

from __future__ import annotations

import pytest

from khabar.layers.times.hijri import from_hijri, month_length, to_hijri
from khabar.lexicon import Lexicon
from tests.layers.times.reading import one, read, times, values


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("في 23 سبتمبر 2016", "2016-09-23", "2016-09-23"),
        ("في فبراير 2016", "2016-02-01", "2016-02-29"),
        ("في عام 1965", "1965-01-01", "1965-12-31"),
        ("في الثمانينيات", "1980-01-01", "1989-12-31"),
        ("في القرن التاسع عشر", "1800-01-01", "1899-12-31"),
        ("في الأسبوع الماضي", "2016-09-26", "2016-10-02"),
        ("في النصف الثاني من عام 2014", "2014-07-01", "2014-12-31"),
        ("في الربع الأول من عام 2016", "2016-01-01", "2016-03-31"),
        ("في صيف 2014", "2014-06-01", "2014-08-31"),
        ("في شتاء 2014", "2014-12-01", "2015-02-28"),
        ("مطلع 2016", "2016-01-01", "2016-05-01"),
        ("منتصف آذار 2011", "2011-03-11", "2011-03-20"),
        ("أواخر آذار 2011", "2011-03-21", "2011-03-31"),
        ("مساء أمس", "2016-10-04", "2016-10-04"),
        ("خلال السنوات الخمس الأخيرة", "2011-10-05", "2016-10-05"),
        ("منذ خمس سنوات", "2011-10-05", "2016-10-05"),
        ("منذ شهر", "2016-09-05", "2016-10-05"),
        ("خلال اليومين المقبلين", "2016-10-05", "2016-10-07"),
        ("خلال الـ24 ساعة الماضية", "2016-10-04", "2016-10-05"),
        ("عيد الفطر 2016", "2016-07-05", "2016-07-09"),
        ("في شهر رمضان 1436", "2015-06-18", "2015-07-16"),
    ],
)
def test_bounds(text: str, earliest: str, latest: str) -> None:
    time = one(text)
    assert (time.earliest, time.latest) == (earliest, latest)


@pytest.mark.parametrize("text", ["حاليا", "منذ أيام", "لمدة شهر", "كل عام"])
def test_no_bounds_where_no_day_is_named(text: str) -> None:
    assert one(text).earliest is None


def test_hijri_day_is_approximate_by_a_day() -> None:
    time = one("في 27 رمضان 1436هـ")
    assert (time.value, time.earliest, time.latest) == ("2015-07-14", "2015-07-13", "2015-07-15")
    assert time.approximate
    assert time.calendar == "hijri"


def test_hijri_before_the_library_is_tabular() -> None:
    assert str(from_hijri(1, 1, 1)) == "0622-07-19"
    assert abs((from_hijri(1342, 12, month_length(1342, 12)) - from_hijri(1343, 1, 1)).days) <= 2  # type: ignore[operator]
    assert from_hijri(1300, 13, 1) is None
    assert to_hijri(from_hijri(1436, 9, 27)) == (1436, 9, 27)  # type: ignore[arg-type]


def test_contradiction_between_calendars_is_told() -> None:
    time = one("في 25 شوال 1436 هـ الموافق 20 أغسطس 2015 م", "2015-08-21")
    assert time.value == "2015-08-20"
    assert "Hijri" in time.via


# -- the document date ------------------------------------------------------------------------------------------------


def test_weekday_words_that_fit_give_no_warning() -> None:
    assert list(read("قال اليوم الأربعاء إن الوفد وصل أمس الثلاثاء").warnings) == []


def test_weekday_words_that_do_not_fit_shift_the_weekdays() -> None:
    output = read("قال اليوم الخميس إن الوفد وصل الأربعاء")
    first, second = output.fields["times"]
    assert (first.value, second.value) == ("2016-10-06", "2016-10-05")
    assert "2016-10-06" in second.via
    (warning,) = output.warnings
    assert "اليوم الخميس" in warning
    assert "2016-10-05" in warning
    assert "2016-10-06" in warning


def test_one_slip_among_words_that_fit_is_told_and_believed() -> None:
    output = read("قال اليوم الأربعاء إن الوفد وصل أمس الاثنين وعاد السبت")
    assert [time.value for time in output.fields["times"]] == ["2016-10-05", "2016-10-03", "2016-10-01"]
    (warning,) = output.warnings
    assert "أمس الاثنين" in warning


def test_without_document_date_nothing_is_guessed() -> None:
    text = (
        "أمس والأسبوع الماضي والشهر الماضي والعام الماضي وقبل يومين والثلاثاء والصيف الماضي ورمضان الماضي والقرن الماضي"
    )
    found = times(text, None)
    assert len(found) == 9
    assert all("X" in time.value and time.earliest is None and "no document date" in time.via for time in found)


def test_without_document_date_full_dates_are_read() -> None:
    time = one("في 23 سبتمبر 2016", None)
    assert (time.value, time.earliest, time.via) == ("2016-09-23", "2016-09-23", "times/date.day-month")


def test_malformed_document_date_is_none() -> None:
    assert one("وصل أمس", "5/10/2016").value == "XXXX-XX-XX"


# -- context ----------------------------------------------------------------------------------------------------------


def test_nothing_told_before_is_stated() -> None:
    assert "no date told before" in one("وصل في اليوم التالي إلى العاصمة").via


def test_day_that_does_not_exist_is_no_time() -> None:
    assert values("في 30 فبراير 2016") == []


def test_weekday_beside_a_date_decides_its_year() -> None:
    assert values("وقع الانفجار الجمعة 9 أكتوبر") == ["2015-10-09"]


def test_range_in_the_future_takes_one_year() -> None:
    assert values("ستعقد بين 24 سبتمبر والعاشر من أكتوبر", "2016-09-30") == ["2016-09-24", "2016-10-10"]
    assert values("عقدت بين 24 ديسمبر والعاشر من يناير", "2016-09-30") == ["2015-12-24", "2016-01-10"]


def test_known_event_lends_its_year_only_after_it_happened() -> None:
    assert values("هجمات 11 سبتمبر", "2001-05-05") == ["2000-09-11"]
    assert values("هجمات 11 سبتمبر", "2010-03-05") == ["2001-09-11"]


def test_why_names_table_rows() -> None:
    output = read("في 23 من أيلول/سبتمبر 2016", explain=True)
    rows = [piece.row for piece in output.why["times", 0]]
    assert sum(row.startswith("times/months.tsv:") for row in rows) == 2


def test_tables_are_sound() -> None:
    assert [problem for problem in Lexicon().check() if problem.place.startswith("times/")] == []


def test_clock_time_is_of_the_day_told_in_its_paragraph() -> None:
    assert values("وصل في 3 مايو 2010 الساعة 13:28") == ["2010-05-03T13:28"]
    assert values("وصل في 3 مايو 2010 ثم عاد الساعة 13:28") == ["2010-05-03", "2010-05-03T13:28"]
    assert values("وصل في 3 مايو 2010.\nثم عاد الساعة 13:28") == ["2010-05-03", "2016-10-05T13:28"]
