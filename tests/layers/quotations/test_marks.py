"""Quotation marks are paired: typed, nested, over paragraphs, and not where nothing closes them."""

from __future__ import annotations

import pytest

from khabar.layers.quotations.marks import find_marks
from khabar.layers.quotations.page import Page
from khabar.layers.quotations.vocabulary import vocabulary
from khabar.lexicon import Lexicon
from khabar.text import analyse


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon()


def _strings(text: str, lexicon: Lexicon) -> list[tuple[str, int]]:
    page = Page(analyse(text), {}, vocabulary(lexicon), lexicon)
    return [(page.text(mark.begin, mark.end), mark.depth) for mark in find_marks(page)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قرأ «كتاب البحر» أمس", [("كتاب البحر", 0)]),
        ('قرأ "كتاب البحر" أمس', [("كتاب البحر", 0)]),
        ("قرأ “كتاب البحر” أمس", [("كتاب البحر", 0)]),
        ("قرأ ‹كتاب› و„دفتر“", [("كتاب", 0), ("دفتر", 0)]),
        ("قرأ ((كتاب البحر)) أمس", [("كتاب البحر", 0)]),
        ("قرأ (كتاب البحر) أمس", []),
        ('قرأ " كتاب البحر " أمس', [("كتاب البحر", 0)]),
        ('بـ"كتاب" والـ"دفتر"', [("كتاب", 0), ("دفتر", 0)]),
        ('قال "قرأت "كتاب البحر" أمس" ومضى', [('قرأت "كتاب البحر" أمس', 0), ("كتاب البحر", 1)]),
        ('قال «قرأت "كتاب البحر" أمس» ومضى', [('قرأت "كتاب البحر" أمس', 0), ("كتاب البحر", 1)]),
        ("قرأ «كتاب البحر أمس", []),
        ("قرأ كتاب» البحر أمس", []),
        ("قال: «سطر أول\nسطر ثان» ومضى", [("سطر أول\nسطر ثان", 0)]),
        ("O'Neil و D'Arcy", []),
        ('قال" نعم للسلام ". وتابع" لا للحرب ".', [("نعم للسلام", 0), ("لا للحرب", 0)]),
        ("قرأ »كتاب البحر« أمس", [("كتاب البحر", 0)]),
        ("قال لـ»الأيام» أمس", [("الأيام", 0)]),
        ("«»", []),
    ],
)
def test_marks_are_paired(text: str, expected: list[tuple[str, int]], lexicon: Lexicon) -> None:
    assert _strings(text, lexicon) == expected
