"""The article that a reader read in the full scheme: segments, turn, labels, nested voices, calls, furniture."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from khabar import Reader
from khabar.record import Record, Voice

_SEED = Path(__file__).resolve().parents[4] / "shared" / "seed"
_LAYERS = ("times", "quantities", "scripture", "entities", "quotations", "voices")
# Where news turns to commentary: the first إن at the head of a sentence.
_TURN = 821
_TIMES = {"future_possible": "future"}
_STANCES = {"reframe": "neutral", "reject": "distance"}
_UNTOLD = {"timeless", "n/a"}

pytestmark = pytest.mark.skipif(not (_SEED / "voices.json").is_file(), reason="needs the seed beside the project")


@cache
def _record() -> Record:
    text = (_SEED / "article.txt").read_text(encoding="utf-8")
    return Reader(layers=_LAYERS, force=True).read(text, published="2016-09-30")


@cache
def _gold() -> list[dict[str, Any]]:
    segments: list[dict[str, Any]] = json.loads((_SEED / "voices.json").read_text(encoding="utf-8"))["segments"]
    return segments


def _shared(one: Voice, start: int, end: int) -> int:
    return max(0, min(one.end, end) - max(one.start, start))


def _read(gold: dict[str, Any]) -> Voice:
    """Return the longest segment of the voice that covers most of a segment of the reading."""
    start, end = gold["start"], gold["end"]
    shares: dict[str, int] = {}
    for one in _record().voices:
        shares[one.voice] = shares.get(one.voice, 0) + _shared(one, start, end)
    best = max(shares, key=lambda voice: shares[voice])
    return max((one for one in _record().voices if one.voice == best), key=lambda one: _shared(one, start, end))


def _certainty(factuality: str) -> str | None:
    if "author" in factuality:
        return "doubted"
    return {"CT": "certain", "Uu": "certain", "PS": "possible"}.get(factuality[:2])


def _agree(slot: str) -> float:
    right = total = 0
    for gold in _gold():
        read = _read(gold)
        wanted, got = {
            "voice": (gold["voice"], read.voice),
            "time": (_TIMES.get(gold["time"], gold["time"]), read.time),
            "checkable": (gold["checkable"], read.checkable),
            "stance": (_stance(gold.get("author_stance")), _stance(read.author_stance)),
            "certainty": (_certainty(gold["factuality"]), read.certainty),
        }[slot]
        if wanted is not None and wanted not in _UNTOLD:
            total += 1
            right += wanted == got
    return right / total


def _stance(stance: str | None) -> str:
    return _STANCES.get(stance or "neutral", stance or "neutral")


@pytest.mark.parametrize(
    ("slot", "least"), [("voice", 0.9), ("time", 0.9), ("checkable", 0.9), ("stance", 0.92), ("certainty", 0.95)]
)
def test_the_segments_agree_with_the_reading(slot: str, least: float) -> None:
    assert _agree(slot) >= least


def test_news_turns_to_commentary_where_it_does() -> None:
    own = [one for one in _record().voices if one.source == "author"]
    assert {one.voice for one in own if one.end <= _TURN} == {"report"}
    turn = next(one for one in own if one.start >= _TURN)
    assert turn.start == _TURN
    assert turn.voice == "opinion"
    assert "inna" in {mark.kind for mark in turn.marks}
    after = [one for one in own if one.start >= _TURN]
    assert sum(one.voice == "report" for one in after) <= 1


def test_both_spokesmen_speak_in_their_own_voice() -> None:
    quoted = [one for one in _record().voices if one.voice == "direct_quote" and one.source_span]
    names = {one.source_span.text for one in quoted if one.source_span}
    assert any("باجوا" in name for name in names)
    assert any("دينوف" in name for name in names)


def test_labels_and_wordings_taken_up_are_within_the_authors_clauses() -> None:
    nested = {one.text: one.voice for segment in _record().voices for one in segment.nested}
    assert nested.get("بحرب الفتنة") == "label"
    assert nested.get("غاية محددة") == "direct_quote"
    assert nested.get("تكثيف مكافحة الإرهاب") == "direct_quote"


def test_the_gloss_is_the_authors() -> None:
    gloss = next(one for one in _record().voices if "إشارة ضمنية" in one.text)
    assert (gloss.voice, gloss.source) == ("claim", "author")


def test_noun_phrases_that_take_claims_for_granted_are_marked() -> None:
    packed = {mark.kind: mark.text for one in _record().voices for mark in one.presupposed}
    assert {"label", "judgement", "accusation"} <= set(packed)
    found = [mark for one in _record().voices for mark in one.presupposed]
    wanted = [span for gold in _gold() for span in gold.get("presupposed", ()) if span["kind"] != "checkable"]
    contested = [span for span in wanted if span["kind"] in ("contested_claim", "label_as_fact")]
    hit = [span for span in contested if any(mark.start < span["end"] and span["start"] < mark.end for mark in found)]
    assert len(hit) >= len(contested) / 2


def test_the_last_paragraph_calls_cites_and_ends() -> None:
    voices = [one.voice for one in _record().voices]
    assert voices[-4:] == ["call", "call", "scripture", "boilerplate"]
    call = _record().voices[-4]
    assert call.addressee is not None and call.addressee.text == "المسلمين"
    assert call.mood == "talabi"
