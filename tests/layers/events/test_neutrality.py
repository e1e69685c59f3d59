"""Exchanging the names of opposing parties changes neither types nor modes nor status of events."""

from __future__ import annotations

import pytest

from khabar import Reader

_PAIRS = (
    ("روسيا", "أوكرانيا"),
    ("إسرائيل", "إيران"),
    ("السعودية", "قطر"),
    ("الهند", "باكستان"),
    ("تونس", "ليبيا"),
    ("تركيا", "اليونان"),
    ("مصر", "إثيوبيا"),
    ("حركة حماس", "حركة فتح"),
)
_TEMPLATES = (
    "اتهمت {a} {b} بقصف مدنيين قرب الحدود.",
    "وقعت {a} اتفاقا مع {b} لتبادل الأسرى.",
    "قالت {a} إنها لن تقبل شروط {b}.",
    "أدانت {a} الهجوم الذي شنته {b} أمس.",
    "طالبت {a} بانسحاب قوات {b} فورا.",
    "هددت {a} بالرد عسكريا على {b}.",
    "التقى وفد من {a} مسؤولين في {b} في جنيف.",
    "ستقدم {a} مساعدات إنسانية إلى {b} الشهر المقبل.",
    "فرضت {a} عقوبات على مسؤولين في {b}.",
    "اعتقلت سلطات {a} صحفيا من {b} يوم الأحد.",
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(layers=["all"], force=True)


def _told(reader: Reader, text: str) -> list[tuple[str, str | None, str]]:
    return [(one.type, one.mode, one.status) for one in reader.read(text, published="2021-05-03").events]


@pytest.mark.parametrize("template", _TEMPLATES)
def test_exchanged_parties_keep_types_modes_and_status(template: str, reader: Reader) -> None:
    for first, second in _PAIRS:
        there = _told(reader, template.format(a=first, b=second))
        back = _told(reader, template.format(a=second, b=first))
        assert there == back, (first, second)


def test_templates_tell_events(reader: Reader) -> None:
    told = [_told(reader, template.format(a="تركيا", b="اليونان")) for template in _TEMPLATES]
    assert sum(bool(one) for one in told) >= 9
