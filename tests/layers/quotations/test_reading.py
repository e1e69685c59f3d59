"""Speakers, stances, re-quotations and explanations, beyond single examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from khabar.layers import quotations as room
from khabar.layers.quotations.vocabulary import vocabulary
from khabar.lexicon import Lexicon
from tests.layers.quotations.reading import output, quotations


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("قال الوزير إن السد آمن.", "neutral"),
        ("أكد الوزير أن السد آمن.", "endorsing"),
        ("اعترف الوزير بأن السد قديم.", "endorsing"),
        ("زعم الوزير أن السد آمن.", "doubting"),
        ("نفى الوزير أن السد قديم.", "denying"),
    ],
)
def test_stance_follows_the_class_of_the_word(text: str, stance: str) -> None:
    (one,) = quotations(text)
    assert one.stance == stance


def test_speaker_is_the_entity_by_its_fullest_name() -> None:
    text = "وصل رئيس الوزراء التونسي يوسف الشاهد إلى العاصمة. وقال الشاهد إن الزيارة قصيرة."
    found = output(text).fields["quotations"]
    assert [one.speaker_text for one in found] == ["يوسف الشاهد"]
    assert found[0].speaker is not None


def test_dropped_subject_is_carried_by_gender() -> None:
    text = "قالت مديرة المدرسة إن الأقسام مكتظة. وأعلن وزير التربية أن البناء بدأ. وأضافت أن المقاعد قليلة."
    assert [one.speaker_text for one in quotations(text)] == ["مديرة المدرسة", "وزير التربية", "مديرة المدرسة"]


def test_definite_noun_points_back_to_the_speaker() -> None:
    text = "قالت منظمة أطباء العالم إن المستشفى دمر. وأوضحت المنظمة أن الطاقم نجا."
    first, second = quotations(text)
    assert first.speaker_text == second.speaker_text


def test_wording_quoted_again_is_linked_with_its_difference() -> None:
    text = (
        "ينص البيان على «تكثيف أنشطة حماية الغابات في الجبل». "
        "ثم عاد الوزير إلى عبارة «تكثيف حماية الغابات في الجبل» مرتين."
    )
    first, second = quotations(text)
    assert second.repeats is not None
    assert second.repeats.of == first.id
    assert [(one.found, one.expected) for one in second.repeats.differences] == [("", "أنشطة")]
    assert first.repeats is None


def test_explanation_names_the_row_of_the_word_that_reports() -> None:
    result = output("قال الوزير إن السد آمن.", explain=True)
    pieces = result.why["quotations", 0]
    assert pieces[0].meaning == "say"
    assert pieces[0].row.startswith("lexicon/reporting.tsv:")
    assert [piece.text for piece in pieces] == ["قال", "الوزير", "السد آمن"]


@pytest.mark.parametrize(
    ("word", "lemma", "form"),
    [
        ("وقالت", "قال", "verb"),
        ("سيقول", "قال", "verb"),
        ("قائلة", "قال", "participle"),
        ("قوله", "قال", "masdar"),
        ("مشيرين", "أشار", "participle"),
        ("يدعون", "ادعى", "verb"),
        ("وصفوه", "وصف", "verb"),
        ("بتأكيده", "أكد", "masdar"),
        ("نفت", "نفى", "verb"),
    ],
)
def test_forms_of_a_verb_are_read(word: str, lemma: str, form: str) -> None:
    hits = vocabulary(Lexicon()).hits(word.replace("أ", "ا").replace("ئ", "ي").replace("ة", "ه").replace("ى", "ي"))
    assert (lemma, form) in [(hit.entry.lemma, hit.form) for hit in hits]


def test_readme_names_every_module() -> None:
    folder = Path(room.__file__).parent
    readme = (folder / "README.md").read_text(encoding="utf-8")
    for path in folder.glob("*.py"):
        assert path.stem == "__init__" or f"`{path.stem}`" in readme


def test_exchanged_parties_are_read_alike() -> None:
    template = (
        "قال الجيش {0} إن {1} خرقت الهدنة، مضيفا أن قواته «لن تبقى مكتوفة الأيدي». ونفت {1} ذلك، بحسب وكالة محلية."
    )
    parties = [("الروسي", "أوكرانيا"), ("الأوكراني", "روسيا"), ("الإسرائيلي", "سوريا"), ("السوري", "إسرائيل")]
    shapes = set()
    for nisba, other in parties:
        found = quotations(template.format(nisba, other))
        shapes.add(tuple((one.kind, one.stance, one.cue and one.cue.lemma) for one in found))
    assert len(shapes) == 1
