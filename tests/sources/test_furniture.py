"""Furniture among the lines of a text, and the tables that name it."""

from __future__ import annotations

import pytest
from hypothesis import given

from khabar.reader import Reader
from khabar.sources import furniture_at_end
from khabar.sources.furniture import furniture_at_head, line_kind
from khabar.sources.tables import rows
from khabar.text import fold_word
from tests.strategies import any_text

BODY = "وصل الوفد إلى المدينة صباح اليوم.\nوغادر مساء بعد لقاء المحافظ."

LINES = [
    ("رأيك في الموضوع", "form"),
    ("ما رأيك في الموضوع؟", "form"),
    ("شارك برأيك!", "form"),
    ("أضف تعليقًا", "form"),
    ("لن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *", "form"),
    ("التعليقات (14)", "comment"),
    ("شارك: فيسبوك | تويتر | واتساب", "share"),
    ("شارك هذا الموضوع على فيسبوك", "share"),
    ("Facebook Twitter WhatsApp", "share"),
    ("طباعة - أرسل إلى صديق", "share"),
    ("تابعونا على تلغرام لتصلكم الأخبار", "share"),
    ("اقرأ أيضاً: أسعار الوقود ترتفع للشهر الثاني", "related"),
    ("إقرأ أيضا", "related"),
    ("مواضيع ذات صلة", "related"),
    ("...المزيد", "related"),
    ("للمزيد من التفاصيل اضغط على الرابط", "related"),
    ("جميع الحقوق محفوظة © 2012", "other"),
    ("// انتهى //", "other"),
]
NOT_FURNITURE = [
    "رأيك في الموضوع لا يهم الوزير الذي وقع القرار.",
    "شارك الوزير في الاجتماع مع نظرائه.",
    "طالب المعلقون بالمزيد من الحرية.",
    "تعليق الدراسة غدا في المحافظات الشمالية",
    "المزيد من الجنود إلى الحدود",
    "للمزيد من الضغط على الحكومة، دعا الحزب إلى الإضراب.",
    "اقرأ باسم ربك الذي خلق",
    "قالت شركة تويتر إنها حذفت آلاف الحسابات.",
    "",
    "***",
    "1437",
]


@pytest.mark.parametrize(("line", "kind"), LINES)
def test_a_line_of_furniture_at_the_end_is_marked(line: str, kind: str) -> None:
    text = f"{BODY}\n{line}\n"
    assert [(text[start:end], found) for start, end, found in furniture_at_end(text)] == [(line, kind)]


@pytest.mark.parametrize("line", NOT_FURNITURE)
def test_a_line_of_the_article_is_not_marked(line: str) -> None:
    assert furniture_at_end(f"{BODY}\n{line}") == []
    assert line_kind(line) is None


@pytest.mark.parametrize(("line", "kind"), LINES)
def test_furniture_before_the_end_is_part_of_the_text(line: str, kind: str) -> None:
    assert furniture_at_end(f"{BODY}\n{line}\n{BODY}") == []


def test_a_heading_takes_the_short_lines_below_it() -> None:
    text = f"{BODY}\n\nمواضيع ذات صلة:\nعودة الرحلات الجوية\nالبرلمان يناقش الميزانية\n"
    found = [text[start:end] for start, end, _ in furniture_at_end(text)]
    assert found == ["مواضيع ذات صلة:", "عودة الرحلات الجوية", "البرلمان يناقش الميزانية"]


def test_a_heading_does_not_take_sentences() -> None:
    assert furniture_at_end(f"{BODY}\nمواضيع ذات صلة\n{BODY}") == []


def test_a_text_that_is_nothing_else_is_left_alone() -> None:
    assert furniture_at_end("رأيك في الموضوع") == []
    assert furniture_at_end("شارك\nتويتر\n") == []


def test_furniture_at_the_head() -> None:
    text = f"شارك\nفيسبوك تويتر\n{BODY}"
    assert [text[start:end] for start, end, _ in furniture_at_head(text)] == ["شارك", "فيسبوك تويتر"]
    assert furniture_at_head(BODY) == []


def test_the_record_says_where_furniture_stands_and_keeps_the_text() -> None:
    text = f"{BODY}\nرأيك في الموضوع"
    record = Reader(layers=[]).read(text)
    assert record.text == text
    (furniture,) = record.furniture
    assert furniture.kind == "form"
    assert furniture.start is not None
    assert text[furniture.start : furniture.end] == furniture.text == "رأيك في الموضوع"


@given(any_text())
def test_stretches_are_lines_of_the_text_in_order(text: str) -> None:
    position = 0
    for start, end, _ in furniture_at_end(text):
        assert position <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        position = end


@pytest.mark.parametrize("name", ["furniture", "markup"])
def test_tables_hold_no_form_twice(name: str) -> None:
    kinds = {"comment", "form", "share", "related", "other"}
    seen = set()
    for form, kind, match in rows(name):
        assert kind in kinds
        assert match in ({"line", "header", "word", "start"} if name == "furniture" else {"name", "start", "part"})
        key = (" ".join(fold_word(form).split()), match == "start")
        assert key not in seen, form
        seen.add(key)


def test_the_table_is_rich() -> None:
    assert len(rows("furniture")) > 300
