"""The probability that a sentence speaks the author's mind: by example, in order, and as well told as it claims."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar import Reader
from khabar.layers import subjectivity as room
from khabar.layers.base import Context
from khabar.layers.subjectivity import layer
from khabar.layers.subjectivity.features import FEATURES, describe
from khabar.lexicon import Lexicon
from khabar.record import Document
from khabar.text import analyse
from tests.layers.voices.reading import voices
from tests.strategies import arabic_text, paragraphs, wild_text

_FOLDER = Path(room.__file__).parent
_DEV = Path(__file__).resolve().parents[4] / "shared" / "bench" / "dev"
_LAYERS = ("times", "quantities", "scripture", "entities", "quotations", "voices", "subjectivity")
_BINS = 5


def _said(text: str, lexicon: Lexicon) -> list[float]:
    document = Document(id="test", sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
    context = Context(analyse(text), document, lexicon, {"voices": voices(text)})
    return list(layer.read(context).fields["subjectivity"])


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon()


def _examples() -> list[list[str]]:
    lines = (_FOLDER / "examples.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(("text", "expected"), _examples(), ids=lambda cell: cell[:40])
def test_example_reads_as_it_says(text: str, expected: str, lexicon: Lexicon) -> None:
    said = _said(text.replace("\\n", "\n"), lexicon)
    assert " ".join("mind" if value >= 0.5 else "told" for value in said) == expected, said


def test_the_words_of_another_are_not_the_authors_mind(lexicon: Lexicon) -> None:
    own, told = "إن ما حدث خيانة واضحة.", "قال النائب إن ما حدث خيانة واضحة."
    assert _said(own, lexicon)[0] > 0.5 > _said(told, lexicon)[0]


def test_a_sentence_among_commentary_is_likelier_one_than_among_news(lexicon: Lexicon) -> None:
    sentence = "القطارات قديمة والمحطات مظلمة."
    news = f"وصل الوفد أمس.\n{sentence}\nوعاد الوفد اليوم."
    commentary = f"إن ما يجري عار علينا جميعا!\n{sentence}\nوهذا يؤكد أننا لا نتعلم أبدا!"
    assert _said(commentary, lexicon)[1] > _said(news, lexicon)[1]


@given(st.one_of(arabic_text(), wild_text(), paragraphs()))
@settings(max_examples=60)
def test_every_sentence_has_a_probability(text: str) -> None:
    said = _said(text, Lexicon())
    assert len(said) == len(analyse(text).sentences)
    assert all(0 <= value <= 1 for value in said)


def test_features_have_weights_and_weights_are_of_features(lexicon: Lexicon) -> None:
    weights = [row.cells["feature"] for row in lexicon.table("subjectivity/weights").rows]
    assert weights == list(FEATURES)
    text = "إن ما حدث خيانة! لماذا نصمت؟ قال الوزير إن 5 أشخاص قتلوا."
    spans = [analyse(text).folded.span(start, end) for start, end, _ in analyse(text).sentences]
    assert {name for found in describe(text, spans, voices(text)) for name in found} <= set(FEATURES)


def test_the_reader_puts_it_into_the_sentences() -> None:
    text = "إن ما حدث خيانة واضحة.\nوصل الوفد أمس."
    record = Reader(layers=_LAYERS).read(text)
    values = [one.subjectivity for one in record.sentences]
    assert values[0] is not None and values[1] is not None and values[0] > values[1]
    assert "subjectivity" not in record.extra
    assert all(one.subjectivity is None for one in Reader(layers=("times",)).read(text).sentences)


@pytest.mark.skipif(not _DEV.is_dir(), reason="needs the annotated articles beside the project")
def test_it_is_calibrated_on_articles_that_nothing_was_trained_on() -> None:
    reader = Reader(layers=_LAYERS, force=True)
    pairs = []
    for path in sorted(_DEV.glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        gold = document["gold"]["voices"]
        for one in reader.read(document["text"], published=document["published"]).sentences:
            best = max(gold, key=lambda other: min(one.end, other["end"]) - max(one.start, other["start"]))
            pairs.append((one.subjectivity or 0.0, best["voice"] in ("opinion", "call")))
    fault = 0.0
    for number in range(_BINS):
        inside = [pair for pair in pairs if min(_BINS - 1, int(pair[0] * _BINS)) == number]
        fault += abs(sum(given - true for given, true in inside))
    assert fault / len(pairs) < 0.06
    assert sum((given >= 0.5) is true for given, true in pairs) / len(pairs) > 0.88
