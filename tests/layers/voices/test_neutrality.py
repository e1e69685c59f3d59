"""Who the parties are changes nothing: opposing names change places, the voices stay."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from khabar import Reader
from tests.layers.voices.reading import voices
from tests.parties import PAIRS

_CORPORA = Path(__file__).resolve().parents[4] / "shared" / "corpora"
# So many sentences, half of them at most from one corpus.
_REAL = 120
_LONGEST = 400
_PAIRS = (*PAIRS, ("اليمين", "اليسار"))
# Common nouns of different gender: a verb agrees with one and not with the other.
_COMMON = {("الحكومة", "المعارضة"), ("اليمين", "اليسار")}
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


@pytest.mark.skipif(not _CORPORA.is_dir(), reason="needs the corpora beside the project")
def test_voices_of_real_sentences_stay_when_the_parties_change_places() -> None:
    reader = Reader(layers=("times", "quantities", "scripture", "entities", "quotations", "voices"), force=True)

    def read(text: str) -> list[tuple[str, str, str]]:
        return [(one.voice, one.author_stance, one.certainty) for one in reader.read(text).voices]

    changed = []
    sentences = list(islice(_with_two_parties(), _REAL))
    for sentence, one, other in sentences:
        others = {one: other, other: one}
        swapped = "".join(others.get(part, part) for part in re.split(f"({one}|{other})", sentence))
        if read(sentence) != read(swapped):
            changed.append((sentence, one, other))
    assert len(sentences) == _REAL
    assert len(changed) < 0.01 * _REAL, changed


def _with_two_parties() -> Iterator[tuple[str, str, str]]:
    """Yield sentences of the corpora that name both of two opposing parties, each as a word of its own."""
    pairs = [pair for pair in _PAIRS if pair not in _COMMON]
    for path in sorted(_CORPORA.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            texts = (json.loads(line)["text"] for line in islice(lines, 0, 3000))
            found = (
                (sentence, one, other)
                for text in texts
                for sentence in re.split(r"(?<=[.!؟])\s+|\n", text)
                if len(sentence) <= _LONGEST
                for one, other in pairs
                if re.search(rf"(?<!\w){one}(?!\w)", sentence) and re.search(rf"(?<!\w){other}(?!\w)", sentence)
            )
            yield from islice(found, _REAL // 2)
