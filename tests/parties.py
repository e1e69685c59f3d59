"""Parties that oppose each other in the news, for tests that exchange them."""

from __future__ import annotations

__all__ = ["PAIRS"]

PAIRS = (
    ("إسرائيل", "فلسطين"),
    ("روسيا", "أوكرانيا"),
    ("واشنطن", "طهران"),
    ("حماس", "فتح"),
    ("السعودية", "إيران"),
    ("الجزائر", "المغرب"),
    ("أنقرة", "دمشق"),
    ("الهند", "باكستان"),
    ("الحكومة", "المعارضة"),
)
