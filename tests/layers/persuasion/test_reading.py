"""Holders, targets, grades, why, and the figures in two columns."""

from __future__ import annotations

import pytest
from hypothesis import given

from khabar.layers.base import Context
from khabar.layers.persuasion import layer
from khabar.layers.persuasion.count import Count, counts
from khabar.layers.persuasion.techniques import techniques
from khabar.record import Document, Persuasion, Quotation, Voice
from khabar.text import analyse
from tests.layers.persuasion.reading import entity, lexicon, persuasion, segment
from tests.strategies import arabic_text


def _one(found: list[Persuasion], technique: str) -> Persuasion:
    wanted = [one for one in found if one.technique == technique]
    assert len(wanted) == 1, found
    return wanted[0]


def _two_voices() -> tuple[str, list[Voice]]:
    text = "كانت مجزرة. قال مازن إنها أكذوبة."
    cut = text.index("قال")
    return text, [segment(text, 0, cut, "report"), segment(text, cut, len(text), "indirect_quote", "e1")]


def test_holder_is_the_author_or_who_is_quoted() -> None:
    text, voices = _two_voices()
    found = persuasion(text, voices=voices)
    assert [(one.text, one.holder, one.voice) for one in found] == [("مجزرة", "author", 0), ("أكذوبة", "e1", 1)]


def test_a_quoted_speaker_without_entity_is_not_the_author() -> None:
    text = "قال شاهد إنها مجزرة."
    found = persuasion(text, voices=[segment(text, 0, len(text), "indirect_quote", None)])
    assert [one.holder for one in found] == [None]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("هذه جريمة بشعة ارتكبتها مازن.", "مازن"),
        ("سمعنا أن شادن خانت الأمانة.", "شادن"),
        ("زارت شادن المدينة. كانت مجزرة.", None),
        ("عادت شادن، وسقطت عصابات مازن.", "مازن"),
    ],
)
def test_target_is_the_nearest_name_of_the_sentence(text: str, target: str | None) -> None:
    found = persuasion(text, "opinion")
    assert found
    assert {one.target_text for one in found} == {target}


@pytest.mark.parametrize(
    ("voice", "text", "marked"),
    [
        ("report", "تحدث عن التهديد.", False),  # 2: plain news
        ("report", "تحدث عن التهديد الهمجي.", True),  # 2: beside 1
        ("opinion", "تحدث عن التهديد.", True),
        ("opinion", "شدد على الموعد.", False),  # 3: alone
        ("opinion", "شدد على هذه الأكذوبة.", True),
        ("report", "تأخر لأن الطريق طويل.", False),  # 4: news
        ("claim", "تأخر لأن الطريق طويل.", True),
    ],
)
def test_grades_say_where_a_word_is_marked(voice: str, text: str, marked: bool) -> None:
    first = text.split()[0 if text.startswith("شدد") else 1]
    assert any(first in one.text or "التهديد" in one.text for one in persuasion(text, voice)) is marked


def test_a_name_in_quotation_marks_is_no_wording() -> None:
    text = "بدأت عملية «الغضب الشديد» أمس، وهي أكذوبة."
    start, end = text.index("الغضب"), text.index("»")
    quotation = Quotation(id="u1", start=start, end=end, text=text[start:end], kind="scare", via="test")
    without = {one.text for one in persuasion(text, "opinion")}
    assert {"الشديد"} < {word for one in without for word in one.split()}
    assert {one.text for one in persuasion(text, "opinion", quotations=[quotation])} == {"أكذوبة"}


def test_a_name_that_is_an_ordinary_word_is_no_wording() -> None:
    text = "وصلت مجزرة إلى المدينة."
    assert [one.text for one in persuasion(text)] == ["مجزرة"]
    assert persuasion(text, names=[["مجزرة"]]) == []


def test_clitics_and_inflection_are_seen_through() -> None:
    found = persuasion("وبمجازرهم دمروا البلاد وسيسحقون الخونة.", "opinion")
    assert {"بمجازرهم", "دمروا", "سيسحقون", "الخونة"} == {one.text for one in found}


def test_why_names_the_row() -> None:
    text = "كانت مجزرة."
    found = {"voices": [segment(text, 0, len(text), "report")], "entities": [entity("e1", text, ())], "quotations": []}
    context = Context(analyse(text), Document(id="test", sha256="0" * 64), lexicon(), found, explain=True)
    pieces = layer.read(context).why["persuasion", 0]
    assert [piece.text for piece in pieces] == ["مجزرة"]
    row = lexicon().row_at(pieces[0].row)
    assert row is not None
    assert row.cells["form"] == "مجزرة"


def test_counts_are_of_all_text_and_of_the_author_alone() -> None:
    text, voices = _two_voices()
    assert counts(persuasion(text, voices=voices), voices) == {"Loaded_Language": Count(all=2, author=1)}
    assert counts([]) == {}


def test_what_a_quotation_holds_is_never_the_authors() -> None:
    text = "كانت مجزرة."
    voices = [segment(text, 0, len(text), "direct_quote", "author")]
    assert counts(persuasion(text, voices=voices), voices) == {"Loaded_Language": Count(all=1, author=0)}


def test_counts_come_most_frequent_first() -> None:
    found = persuasion("إنها أكذوبة ومجزرة وعار، وحان الوقت.", "opinion")
    assert list(counts(found)) == ["Loaded_Language", "Appeal_to_Time"]


def test_there_are_23_techniques_with_both_names_and_definitions() -> None:
    known = techniques(lexicon())
    assert len(known) == 23
    assert all(all(one) for one in known.values())
    assert len({one.ar for one in known.values()}) == len({one.en for one in known.values()}) == 23


def test_tables_are_wide_and_speak_of_known_techniques_only() -> None:
    tables = ("techniques", "heads")
    rows = [
        row
        for name in lexicon().names("persuasion")
        if name.split("/")[1] not in tables
        for row in lexicon().table(name).rows
    ]
    assert len(rows) >= 2_500
    assert {row.cells["class"] for row in rows} == set(techniques(lexicon()))


@given(arabic_text())
def test_any_text_is_read_and_spans_hold_their_text(text: str) -> None:
    for one in persuasion(text, "opinion"):
        assert text[one.start : one.end] == one.text
        assert one.text.strip()
