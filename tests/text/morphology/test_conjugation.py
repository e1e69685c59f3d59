"""Stems of verbs and what is derived from them, one verb of each kind."""

from __future__ import annotations

import pytest

from khabar.text.morphology.conjugation import derived_nominals, imperfect_stems, perfect_stems


@pytest.mark.parametrize(
    ("perfect", "imperfect", "perfects", "imperfects"),
    [
        ("كتب", "يكتب", {"كتب"}, {"كتب"}),
        ("قال", "يقول", {"قال", "قل", "قيل"}, {"قول", "قل", "قال"}),
        ("أقام", "يقيم", {"اقام", "اقم", "اقيم"}, {"قيم", "قم", "قام"}),
        ("رمى", "يرمي", {"رمي", "رم"}, {"رمي", "رم", "رما"}),
        ("دعا", "يدعو", {"دعا", "دع", "دعو", "دعي"}, {"دعو", "دع", "دعا", "دعي"}),
        ("مد", "يمد", {"مد", "مدد"}, {"مد", "مدد"}),
        ("احتل", "يحتل", {"احتل", "احتلل"}, {"حتل", "حتلل"}),
        ("شارك", "يشارك", {"شارك", "شورك"}, {"شارك"}),
        ("تبادل", "يتبادل", {"تبادل", "تبودل"}, {"تبادل"}),
    ],
)
def test_stems(perfect: str, imperfect: str, perfects: set[str], imperfects: set[str]) -> None:
    assert set(perfect_stems(perfect)) == perfects
    assert set(imperfect_stems(perfect, imperfect)) == imperfects


@pytest.mark.parametrize(
    ("perfect", "imperfect", "masdar", "participle"),
    [
        ("درس", "يدرس", "تدريس", "مدرس"),
        ("أكد", "يؤكد", "تأكيد", "مؤكد"),
        ("شارك", "يشارك", "مشاركة", "مشارك"),
        ("أعلن", "يعلن", "إعلان", "معلن"),
        ("أقام", "يقيم", "إقامة", "مقيم"),
        ("أوقف", "يوقف", "إيقاف", "موقف"),
        ("أصر", "يصر", "إصرار", "مصر"),
        ("ألغى", "يلغي", "إلغاء", "ملغي"),
        ("تعاون", "يتعاون", "تعاون", "متعاون"),
        ("انتقل", "ينتقل", "انتقال", "منتقل"),
        ("اختار", "يختار", "اختيار", "مختار"),
        ("احتل", "يحتل", "احتلال", "محتل"),
        ("استخدم", "يستخدم", "استخدام", "مستخدم"),
        ("استعاد", "يستعيد", "استعادة", "مستعيد"),
        ("استولى", "يستولي", "استيلاء", "مستولي"),
    ],
)
def test_verbal_noun_and_participle(perfect: str, imperfect: str, masdar: str, participle: str) -> None:
    derived = set(derived_nominals(perfect, imperfect))
    assert (masdar, "masdar") in derived
    assert (participle, "part") in derived
