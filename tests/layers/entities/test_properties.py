"""What holds for every text: true slices, disjoint mentions, no favour for one party, and names without the model."""

from __future__ import annotations

from importlib import import_module
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings

from khabar import Reader
from tests.layers.entities.reading import PUBLISHED, names, read
from tests.strategies import arabic_text, wild_text


def _check(text: str) -> None:
    record = read(text)
    spans = []
    for entity in record.entities:
        assert entity.mentions
        for one in (*entity.mentions, *entity.roles):
            assert record.text[one.start : one.end] == one.text
        spans += [(m.start, m.end) for m in entity.mentions if m.form != "nominal"]
    spans.sort()
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    ids = [entity.id for entity in record.entities]
    assert ids == [f"e{number}" for number in range(1, len(ids) + 1)]
    assert {role.of for entity in record.entities for role in entity.roles} - {None} <= set(ids)


@settings(max_examples=60, deadline=None)
@given(arabic_text())
def test_mentions_of_any_arabic_text_are_true_and_disjoint(text: str) -> None:
    _check(text)


@settings(max_examples=60, deadline=None)
@given(wild_text())
def test_no_text_breaks_the_layer(text: str) -> None:
    _check(text)


_PARTIES = (
    ("إسرائيل", "الإسرائيلي", "فلسطين", "الفلسطيني"),
    ("إيران", "الإيراني", "السعودية", "السعودي"),
    ("روسيا", "الروسي", "أوكرانيا", "الأوكراني"),
    ("الهند", "الهندي", "باكستان", "الباكستاني"),
    ("المغرب", "المغربي", "الجزائر", "الجزائري"),
    ("تركيا", "التركي", "اليونان", "اليوناني"),
)
_TEMPLATES = (
    "اتهم {1} المسؤول الجانب الآخر، وقالت {0} إن {2} بدأت القتال.",
    "قصفت طائرات {0} مواقع في {2}، وردت {2} على {0}.",
    "أدان وزير الخارجية {1} كامل الزوبعي موقف {2}.",
    "أعلن الجيش {1} أن {2} خرقت الهدنة.",
    "يرى المحلل أن {0} لا تريد السلام مع {2}.",
)


@pytest.mark.parametrize("template", _TEMPLATES)
@pytest.mark.parametrize("parties", _PARTIES, ids=lambda parties: str(parties[0]))
def test_opposing_parties_are_read_alike(template: str, parties: tuple[str, str, str, str]) -> None:
    one, other = template.format(*parties), template.format(*parties[2:], *parties[:2])

    def shape(text: str) -> list[object]:
        record = read(text)
        types = [name.split("|")[1] for name in names(text)]
        return [types, [len(entity.roles) for entity in record.entities], [entity.sector for entity in record.entities]]

    assert shape(one) == shape(other)


def test_layer_works_without_its_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(import_module("khabar.layers.entities.layer"), "MODEL", tmp_path / "none.crfsuite")
    record = Reader(layers=["times", "entities"], force=True).read(
        "التقى فلاديمير بوتين وزير الدفاع السوري في موسكو.", published=PUBLISHED
    )
    found = {(m.text, m.type) for entity in record.entities for m in entity.mentions}
    assert {("فلاديمير بوتين", "PERSON"), ("السوري", "NORP"), ("موسكو", "GPE")} <= found
