"""Who the parties are changes nothing: opposing names change places, the techniques stay."""

from __future__ import annotations

import gzip
import json
import random
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from khabar import Reader
from khabar.record import Record
from tests.parties import PAIRS

_PAIRS = (*PAIRS, ("الإخوان المسلمين", "الليبراليين"))
_TEMPLATES = (
    "إن ما فعلته {a} بحق {b} مجزرة بشعة لا تغتفر.",
    "زعمت {a} أن {b} بدأت بإطلاق النار، وهي أكذوبة.",
    "على {a} أن تكف عن أطماعها في {b} قبل فوات الأوان.",
    "ندد المتحدث بهمجية {a}، وأشاد بصمود {b} الأسطوري.",
    "لماذا تصمت {a} عن جرائم {b}؟",
    "لا خيار أمام {a} سوى الرضوخ لشروط {b}.",
    "الجميع يعلم أن {a} تكيل بمكيالين حين يتعلق الأمر بملف {b}.",
    "إما أن تتراجع {a} أو تدفع {b} الثمن غاليا.",
    "وقعت {a} اتفاقا لتبادل الأسرى مع {b} في جنيف.",
    "وصف النائب سياسة {a} بأنها خيانة مفضوحة لحلفاء {b}.",
)
_CORPORA = Path(__file__).parents[4] / "shared" / "corpora"
# The names of opposing sides that change places in real sentences.
_SWAPPED = (
    ("إسرائيل", "إيران"),
    ("روسيا", "أوكرانيا"),
    ("السعودية", "إيران"),
    ("أميركا", "روسيا"),
    ("حماس", "فتح"),
    ("تركيا", "سوريا"),
)
_WANTED = 100
_WORDS = (12, 60)


@cache
def _reader() -> Reader:
    return Reader(layers=("times", "scripture", "entities", "quotations", "voices", "persuasion"), force=True)


def _said(text: str) -> Counter[str]:
    record: Record = _reader().read(text)
    return Counter(one.technique for one in record.persuasion)


@pytest.mark.parametrize("template", _TEMPLATES)
def test_exchanged_parties_keep_the_techniques(template: str) -> None:
    for one, other in _PAIRS:
        there = _said(template.format(a=one, b=other))
        assert there == _said(template.format(a=other, b=one)), f"{one} and {other}"


def test_templates_are_marked() -> None:
    marked = [template for template in _TEMPLATES if _said(template.format(a="روسيا", b="أوكرانيا"))]
    assert len(marked) == len(_TEMPLATES) - 1  # the agreement is told plainly


def _exchanged(sentence: str, one: str, other: str) -> str:
    return sentence.replace(one, "\0").replace(other, one).replace("\0", other)


def _sentences() -> Iterator[tuple[str, str, str]]:
    """Yield real sentences with a name of a pair, in a fixed order."""
    texts = []
    for path in sorted(_CORPORA.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line, _ in zip(lines, range(300), strict=False):
                record = json.loads(line)
                texts.append(record.get("text") or record.get("body") or record.get("content") or "")
    random.Random(7).shuffle(texts)  # noqa: S311 - a sample, no secret
    for text in texts:
        for sentence in text.split("\n"):
            if not _WORDS[0] <= len(sentence.split()) <= _WORDS[1]:
                continue
            padded = f" {sentence} "
            for one, other in _SWAPPED:
                if f" {one} " in padded or f" {other} " in padded:
                    yield sentence, one, other
                    break


@pytest.mark.skipif(not _CORPORA.exists(), reason="the corpora are not here")
def test_real_sentences_keep_the_techniques() -> None:
    changed = total = seen = 0
    for sentence, one, other in _sentences():
        there = _said(sentence)
        if not there:
            continue
        seen += 1
        again = _said(_exchanged(sentence, one, other))
        total += there.total()
        changed += ((there - again) + (again - there)).total()
        if seen == _WANTED:
            break
    assert seen == _WANTED
    assert changed / total < 0.01
