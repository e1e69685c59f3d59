"""Clause frames: examples, look-ups, spans, and that they work without the learnt judge."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from khabar.lexicon import Lexicon
from khabar.text import Analysis, analyse
from khabar.text.frames import Arg, Frame, Frames, frames
from khabar.text.frames.facts import grammar
from khabar.text.frames.finish import frame_of
from khabar.text.frames.frames import read_sentences
from khabar.text.morphology import morphology
from khabar.text.morphology.analyser import sentence_tokens
from tests.strategies import any_text, arabic_text

LEXICON = Lexicon()
ROWS = [
    (line.split("\t") + [""] * 5)[:6]
    for line in (Path(__file__).parent / "examples.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
TENSES = ("present", "future")
MODALITIES = ("possible", "wished")
KINDS = ("copula", "participle")


def written(analysis: Analysis, token: int) -> str:
    start, end = analysis.folded.span(analysis.starts[token], analysis.ends[token])
    return analysis.text[start:end]


def token_of(analysis: Analysis, word: str, *, last: bool = False) -> int:
    tokens = [token for token in range(len(analysis)) if written(analysis, token) == word]
    return tokens[-1 if last else 0]


def shown(analysis: Analysis, arg: Arg | None) -> str:
    if arg is None:
        return ""
    return "~" * arg.dropped + written(analysis, arg.head) + "*" * arg.pronoun


def read(sentence: str, predicate: str) -> tuple[Analysis, Frames, Frame]:
    analysis = analyse(sentence)
    found = frames(analysis, LEXICON)
    frame = found.frame_at(token_of(analysis, predicate))
    assert frame is not None, f"no frame of {predicate}"
    return analysis, found, frame


@pytest.mark.parametrize(("sentence", "predicate", "subject", "object_", "complement", "more"), ROWS)
def test_frame_has_its_arguments(
    sentence: str, predicate: str, subject: str, object_: str, complement: str, more: str
) -> None:
    analysis, _, frame = read(sentence, predicate)
    roles = [shown(analysis, arg) for arg in (frame.subject, frame.object, frame.complement)]
    assert roles == [subject, object_, complement]
    words = more.split()
    assert frame.voice == ("passive" if "passive" in words else "active")
    assert frame.negated == ("negated" in words)
    assert frame.kind == next((word for word in words if word in KINDS), "verb")
    if frame.kind != "participle":
        assert frame.tense == next((word for word in words if word in TENSES), "past")
    assert frame.modality == next((word for word in words if word in MODALITIES), "")
    found = {
        ":".join(filter(None, (arg.role, arg.preposition.replace(" ", "_"), shown(analysis, arg))))
        for arg in frame.args
    }
    assert {word for word in words if ":" in word} <= found


def test_examples_are_many() -> None:
    assert len({row[0] for row in ROWS}) >= 80


def test_complement_spans_what_is_said() -> None:
    analysis, found, frame = read("قال الوزير أمس إن الاتفاق سيوقع قريبا.", "قال")
    assert frame.complement is not None
    start, end = found.offsets(frame.complement.start, frame.complement.end)
    assert analysis.text[start:end].startswith("الاتفاق سيوقع قريبا")


def test_joined_complements_belong_to_the_same_verb() -> None:
    analysis, _, frame = read("أكد الوزير أن الاتفاق قائم وأن الحوار مستمر.", "أكد")
    starts = [written(analysis, arg.start) for arg in frame.args if arg.role == "complement"]
    assert starts == ["الاتفاق", "الحوار"]


def test_relative_points_back_to_its_noun() -> None:
    analysis, _, frame = read("أفرجت السلطات عن الصحفي الذي انتقد الحكومة.", "انتقد")
    assert frame.subject is not None
    assert written(analysis, frame.subject.refers) == "الصحفي"


def test_subject_is_carried_from_the_sentence_before() -> None:
    analysis, _, frame = read("وصل الوزير إلى بيروت. وأضاف أن الزيارة قصيرة.", "وأضاف")
    assert frame.subject is not None
    assert (written(analysis, frame.subject.head), frame.subject.dropped) == ("الوزير", True)


def test_masdar_has_doer_and_object() -> None:
    analysis, _, frame = read("ندد المجلس بقصف الطائرات لمدينة صغيرة.", "بقصف")
    assert frame.kind == "masdar"
    assert frame.lemma == "قصف"
    assert [shown(analysis, arg) for arg in (frame.subject, frame.object)] == ["الطائرات", "لمدينة"]


def test_noun_phrase_tells_its_parts() -> None:
    analysis = analyse("استقبل وزير الخارجية الروسي سيرغي لافروف نظيره المصري ومستشاره في قصر الضيافة.")
    found = frames(analysis, LEXICON)
    phrase = found.noun_phrase_at(token_of(analysis, "سيرغي"))
    assert phrase is not None
    assert written(analysis, phrase.head) == "وزير"
    assert [written(analysis, token) for token in phrase.genitives] == ["الخارجية"]
    assert [written(analysis, token) for token in phrase.adjectives] == ["الروسي"]
    assert [written(analysis, token) for token in phrase.names] == ["سيرغي", "لافروف"]
    joined = found.noun_phrase_at(token_of(analysis, "نظيره"))
    assert joined is not None
    assert [written(analysis, token) for token in joined.members] == ["ومستشاره"]
    place = found.noun_phrase_at(token_of(analysis, "قصر"))
    assert place is not None
    assert (place.preposition, written(analysis, place.start)) == ("في", "في")


def test_preposition_attaches_to_the_verb_that_governs_it() -> None:
    analysis, found, frame = read("وافقت الحكومة على المبادرة.", "وافقت")
    phrase = found.noun_phrase_at(token_of(analysis, "المبادرة"))
    assert phrase is not None
    assert phrase.governor == frame.predicate


def test_clauses_know_what_they_depend_on() -> None:
    analysis, found, frame = read("قال الوزير إن الجنود الذين وصلوا أمس سيعودون.", "قال")
    inner = found.clause_at(token_of(analysis, "وصلوا"))
    assert inner is not None
    assert inner.kind == "relative"
    said = found.clauses[inner.parent]
    assert (said.kind, said.governor) == ("complement", frame.predicate)
    assert found.frame_of_clause(said) == found.frame_at(token_of(analysis, "سيعودون"))
    assert found.clause_at(len(analysis)) is None


def test_comma_parts_object_from_verb() -> None:
    analysis, _, frame = read("أعلنت الوزارة، في بيان، إلغاء الحفل.", "أعلنت")
    assert shown(analysis, frame.object) == "إلغاء"


def test_without_the_judge_rules_decide() -> None:
    analysis = analyse("زار الوزير المصنع. وافقت الحكومة على الخطة. قال الناطق إن الحرب انتهت.")
    state = read_sentences(morphology(analysis, LEXICON), sentence_tokens(analysis), grammar(LEXICON), None)
    subjects = [shown(analysis, frame_of(draft).subject) for draft in state.drafts if draft.kind == "verb"]
    assert subjects == ["الوزير", "الحكومة", "الناطق", "الحرب"]


def test_frames_are_made_once() -> None:
    analysis = analyse("وصل الوفد.")
    assert frames(analysis, LEXICON) is frames(analysis, LEXICON)


def test_empty_text_has_no_frames() -> None:
    found = frames(analyse(""), LEXICON)
    assert (len(found), found.frames, found.phrases, found.clauses) == (0, [], [], [])
    assert found.noun_phrase_at(0) is None


@settings(max_examples=80, deadline=None)
@given(any_text() | arabic_text())
def test_spans_stay_within_the_sentence(text: str) -> None:
    analysis = analyse(text)
    found = frames(analysis, LEXICON)
    bounds = {token: span for span in sentence_tokens(analysis) for token in range(*span)}
    for frame in found.frames:
        start, stop = bounds[frame.predicate]
        assert start <= frame.start <= frame.predicate < frame.end <= stop
        for arg in frame.args:
            assert 0 <= arg.start <= arg.end <= stop
            assert arg.dropped or start <= arg.head < stop
    ends = 0
    for phrase in found.phrases:
        assert ends <= phrase.start < phrase.end <= len(analysis)
        assert phrase.start <= phrase.head < phrase.end
        ends = phrase.end
    for clause in found.clauses:
        assert 0 <= clause.start <= clause.end <= len(analysis)
    for token in range(len(analysis)):
        clause_at = found.clause_at(token)
        assert clause_at is not None
        assert clause_at.start <= token < clause_at.end


@pytest.mark.parametrize("words", [4000])
def test_long_sentence_takes_linear_time(words: int) -> None:
    text = " ".join(["قال", "الوزير", "إن", "الرجل", "الذي", "زار", "المدينة", "وعاد"] * (words // 8))
    found = frames(analyse(text), LEXICON)
    assert len(found) >= words // 8
