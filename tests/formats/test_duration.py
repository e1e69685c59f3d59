"""Durations, what is repeated, and vague references in words."""

from __future__ import annotations

from typing import Any

import pytest

from khabar.formats.duration import in_words, part_of_day
from khabar.formats.strings import strings
from khabar.record import Time


def _said(kind: Any, value: str) -> tuple[str, str]:
    time = Time(id="t", start=0, end=1, text="x", type=kind, value=value, via="times/x")
    return in_words(time, strings("en")), in_words(time, strings("ar"))


@pytest.mark.parametrize(
    ("kind", "value", "english", "arabic"),
    [
        ("DURATION", "P1Y", "a year", "سنة"),
        ("DURATION", "P2Y", "two years", "سنتان"),
        ("DURATION", "P10Y", "10 years", "10 سنوات"),
        ("DURATION", "P11Y", "11 years", "11 سنة"),
        ("DURATION", "P20D", "20 days", "20 يوما"),
        ("DURATION", "P100D", "100 days", "100 يوم"),
        ("DURATION", "P102D", "102 days", "102 يوم"),
        ("DURATION", "P103D", "103 days", "103 أيام"),
        ("DURATION", "P1.5M", "1.5 months", "1.5 شهرا"),
        ("DURATION", "PT30M", "30 minutes", "30 دقيقة"),
        ("DURATION", "P30M", "30 months", "30 شهرا"),
        ("DURATION", "P2Y6M", "two years and 6 months", "سنتان و6 أشهر"),
        ("DURATION", "PT16H20M", "16 hours and 20 minutes", "16 ساعة و20 دقيقة"),
        ("DURATION", "PXD", "some days", "بضعة أيام"),
        ("DURATION", "PXDE", "some decades", "عدة عقود"),
        ("DURATION", "PTXH", "some hours", "بضع ساعات"),
        ("SET", "P1Y", "every year", "كل سنة"),
        ("SET", "P2W", "every two weeks", "كل أسبوعين"),
        ("SET", "PT12H", "every 12 hours", "كل 12 ساعة"),
        ("SET", "XXXX-WXX-5", "every Friday", "أيام الجمعة"),
        ("SET", "XXXX-04-23", "23 April of every year", "23 أبريل من كل سنة"),
        ("DATE", "XXXX-WXX-5", "Friday", "الجمعة"),
        ("TIME", "XXXX-WXX-2TEV", "Tuesday evening", "الثلاثاء مساء"),
        ("DATE", "XXXX-07-14", "14 July", "14 يوليو"),
        ("DATE", "XXXX-XX-XX", "without a calendar date", "بلا تاريخ محدد"),
        ("DATE", "PRESENT_REF", "present", "حاضر"),
        ("DATE", "PAST_REF", "past", "ماض"),
    ],
)
def test_what_names_no_day_is_said_in_words(kind: str, value: str, english: str, arabic: str) -> None:
    assert _said(kind, value) == (english, arabic)


@pytest.mark.parametrize("value", ["P", "PT", "P3Q", "XXXX-13-01", "2016-W31", ""])
def test_what_has_no_words_keeps_its_value(value: str) -> None:
    said = _said("DATE", value)
    assert said == (value, value) or said[0] == "without a calendar date"


def test_part_of_the_day() -> None:
    assert part_of_day("2016-09-23TMO", strings("ar")) == "صباحا"
    assert part_of_day("2016-09-23", strings("ar")) == ""
