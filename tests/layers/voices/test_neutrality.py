"""Who the parties are changes nothing: opposing names change places, the voices stay."""

from __future__ import annotations

import pytest

from tests.layers.voices.reading import voices

_PAIRS = (
    ("إسرائيل", "فلسطين"),
    ("روسيا", "أوكرانيا"),
    ("واشنطن", "طهران"),
    ("حماس", "فتح"),
    ("السعودية", "إيران"),
    ("الجزائر", "المغرب"),
    ("أنقرة", "دمشق"),
    ("الهند", "باكستان"),
    ("الحكومة", "المعارضة"),
    ("اليمين", "اليسار"),
)
_TEMPLATES = (
    "أعلنت {a} أن قواتها صدت هجوما شنته {b} فجر اليوم.",
    "إن ما فعلته {a} بحق {b} جريمة لا تغتفر.",
    "زعمت {a} أن {b} بدأت بإطلاق النار.",
    "على {a} أن تعتذر من {b} قبل فوات الأوان.",
    "ستندم {a} على تحالفها مع خصوم {b}.",
    "لماذا تصمت {a} عما تفعله {b}؟",
    "وهذا يؤكد أن {a} تخشى {b} أكثر مما تقول.",
    "نفت {a} أن تكون قد قصفت مواقع {b}.",
    "وقعت {a} و{b} اتفاقا لتبادل الأسرى في جنيف.",
    "دعت {a} مجلس الأمن إلى إدانة {b}.",
)


@pytest.mark.parametrize("template", _TEMPLATES)
def test_voices_stay_when_the_parties_change_places(template: str) -> None:
    for one, other in _PAIRS:
        there = [(v.voice, v.author_stance, v.certainty) for v in voices(template.format(a=one, b=other))]
        back = [(v.voice, v.author_stance, v.certainty) for v in voices(template.format(a=other, b=one))]
        assert there == back, (one, other)


def test_templates_show_several_voices() -> None:
    seen = {v.voice for template in _TEMPLATES for v in voices(template.format(a="كندا", b="البرازيل"))}
    assert len(seen) >= 5
