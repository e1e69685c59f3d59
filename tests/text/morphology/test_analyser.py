"""The analysis of words: examples, offsets, doubt, and that it works without the model."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from khabar import Reader
from khabar.lexicon import Lexicon
from khabar.text import Analysis, analyse
from khabar.text.morphology import Analyser, Word, morphology
from khabar.text.morphology.tagger import load_tagger
from tests.strategies import any_text, arabic_text

LEXICON = Lexicon()
ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "examples.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def word_of(sentence: str, written: str) -> tuple[Analysis, Word]:
    analysis = analyse(sentence)
    place = sentence.index(written)
    number = next(n for n, start in enumerate(analysis.starts) if analysis.folded.start(start) == place)
    return analysis, morphology(analysis, LEXICON)[number]


@pytest.mark.parametrize(("sentence", "written", "pieces", "lemma", "upos"), ROWS)
def test_word_is_split_tagged_and_lemmatised(sentence: str, written: str, pieces: str, lemma: str, upos: str) -> None:
    _, word = word_of(sentence, written)
    reading = word.reading
    found = " ".join(piece.text for piece in reading.pieces if piece.role != "art")
    assert (found, reading.lemma, reading.upos) == (pieces, lemma, upos)


@settings(max_examples=60, deadline=None)
@given(arabic_text() | any_text())
def test_pieces_tile_every_token_and_say_their_letters(text: str) -> None:
    analysis = analyse(text)
    words = morphology(analysis, LEXICON)
    assert [word.token for word in words] == list(range(len(analysis)))
    for word in words:
        token = analysis.words[word.token]
        pieces = [piece for piece in word.reading.pieces if piece.role != "art"]
        assert "".join(piece.text for piece in pieces) == token
        for piece in word.reading.pieces:
            assert token[piece.start : piece.end] == piece.text
        assert token[word.reading.start : word.reading.end] == word.reading.stem
        assert 0 <= word.score <= word.split_score + 1e-5 <= 1 + 1e-4


def test_tokens_of_the_record_slice_the_text() -> None:
    text = "وَسَيَلْتَقِي الوفـــد بالوزراء لدى وصولهم."
    tokens = Reader(layers=(), tokens=True).read(text).tokens
    assert [text[token.start : token.end] for token in tokens][:3] == ["وَ", "سَ", "يَلْتَقِي"]
    assert [token.clitics for token in tokens if token.lemma == "وزير"] == [["ب+", "ال+"]]
    assert tokens[-2].lemma == "هو"


def test_real_ambiguity_is_kept() -> None:
    _, word = word_of("وقع الاتفاق.", "وقع")
    readings = {(word.reading.upos, word.reading.lemma)} | {
        (other.reading.upos, other.reading.lemma) for other in word.alternatives
    }
    assert {upos for upos, _ in readings} >= {"VERB", "NOUN"}
    assert word.score < 0.99
    assert word.split_score > word.score


def test_readings_are_worked_out_once_for_a_text() -> None:
    analysis = analyse("وصل الوفد.")
    assert morphology(analysis, LEXICON) is morphology(analysis, LEXICON)


def test_without_the_model_tables_and_frequency_decide() -> None:
    words = Analyser(LEXICON, None).read(analyse("وسيلتقي الرئيس وزيرة الخارجية في واشنطن 5."))
    read = [(word.reading.prefix, word.reading.lemma, word.reading.upos) for word in words]
    assert read[:3] == [("وس", "التقى", "VERB"), ("", "رئيس", "NOUN"), ("", "وزير", "NOUN")]
    assert read[5] == ("", "واشنطن", "PROPN")
    assert read[6][2] == "NUM"
    assert {word.score for word in words} == {0.5}


def test_forgetting_known_words_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["أعلن الوزير أن القوات ستنسحب من المدينة، وقال إنها لن تعود.", "وصل الوزير إلى المدينة مع الوفد."]
    before = [morphology(analyse(text), LEXICON) for text in texts]
    monkeypatch.setattr("khabar.text.morphology.analyser._KEPT_WORDS", 3)
    monkeypatch.setattr("khabar.text.morphology.analyser._KEPT_READINGS", 3)
    forgetful = Analyser(LEXICON, load_tagger())
    for _ in range(2):
        after = [forgetful.read(analyse(text)) for text in texts]
        assert [[word.reading for word in words] for words in after] == [[w.reading for w in ws] for ws in before]
        assert forgetful.kept < 30


def test_user_table_adds_a_plural(tmp_path: Path) -> None:
    (tmp_path / "morphology").mkdir()
    table = "# columns: form class value kind\nدرزون\tm\tدرازين\t\n"
    (tmp_path / "morphology" / "nouns.tsv").write_text(table, encoding="utf-8")
    analysis = analyse("رأى الدرازين.")
    assert morphology(analysis, Lexicon((tmp_path,)))[1].reading.lemma == "درزون"
    assert morphology(analyse("رأى الدرازين."), LEXICON)[1].reading.lemma != "درزون"
