"""The summary of what is said and what happened: speakers, the author, marked words, wording, events, agreements."""

from __future__ import annotations

import re

import msgspec
import pytest

from khabar.formats.summary import render
from khabar.formats.terminal import FSI, LRI, PDI, RLI, RLM, Terminal, display_width
from khabar.record import Record
from tests.formats.sample import sample, told

_ISOLATES = re.compile(f"[{FSI}{LRI}{RLI}{PDI}{RLM}]")


def _plain(record: Record, lang: str = "en", width: int = 100) -> list[str]:
    return _ISOLATES.sub("", render(record, lang=lang, terminal=Terminal(width))).splitlines()


def _section(lines: list[str], title: str) -> list[str]:
    start = next(number for number, line in enumerate(lines) if line.startswith(f"{title} ("))
    rest = lines[start + 1 :]
    own = rest[: rest.index("")] if "" in rest else rest
    return [" ".join(line.split()) for line in own]


def test_who_says_how_much_and_of_whom() -> None:
    lines = _section(_plain(told()), "Who says it")
    assert lines[0].startswith("Report 28% · Direct quotation 17%")
    assert any("The author's own voice" in line for line in lines)
    (minister,) = [line for line in lines if "Salim al-Marfai" in line and "Speaks of" in line and "direct" in line]
    assert minister.endswith("2 direct · 1 indirect · Speaks of: Tunisia")


def test_what_the_author_says_stands_by_voice() -> None:
    lines = _section(_plain(told()), "What the author says himself")
    assert lines[:2] == ["Judges (1)", "إن توقيع الاتفاقية خيانة واضحة للفلاح!"]
    assert [line for line in lines if line.endswith("(1)")] == [
        "Judges (1)",
        "Claims (1)",
        "Predicts (1)",
        "Calls for (1)",
        "Asks (1)",
    ]
    assert not any("سليم" in line for line in lines)


def test_a_wording_quoted_again_shows_what_differs() -> None:
    lines = _section(_plain(told()), "Words in marks, words repeated")
    assert lines[0] == "«صفقة القرن»"
    assert "«معا» of the first use is left out" in lines
    arabic = _section(_plain(told(), "ar"), "ألفاظ بين علامتين وألفاظ معادة")
    assert "سقطت «معا» الواردة أول مرة" in arabic


def test_wording_has_two_figures_a_definition_and_its_holder() -> None:
    lines = _section(_plain(told()), "Wording to look at")
    at = next(number for number, line in enumerate(lines) if line.startswith("Loaded language"))
    assert lines[at] == "Loaded language All text 2 · Author's voice only 1"
    assert lines[at + 1].startswith("Words that carry strong feeling")
    assert lines[at + 2 : at + 4] == ["«خيانة واضحة» · the author", "«رشت موظفين» · a quoted speaker"]


def test_an_event_told_twice_stands_once() -> None:
    lines = _section(_plain(told()), "Events")
    assert lines[0] == "● 2021-05-03 Jordan, Tunisia support Amman · ×2 · «وقعت»"
    assert any("to come" in line and "Salim al-Marfai" in line for line in lines)
    assert any("said not to be" in line for line in lines)


def test_an_agreement_lists_what_it_provides_for() -> None:
    lines = _section(_plain(told()), "Agreements")
    assert lines[1:] == ["1. تبادل بيانات الأنهار", "2. وتدريب المهندسين", "3. وإنشاء صندوق مشترك"]
    assert "Jordan – Tunisia" in lines[0]


@pytest.mark.parametrize("width", [40, 56, 80, 120])
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_no_line_is_wider_than_the_terminal(width: int, lang: str) -> None:
    assert [line for line in _plain(told(), lang, width) if display_width(line) > width] == []


def test_sections_appear_only_when_there_is_something_in_them() -> None:
    text = "\n".join(_plain(sample()))
    for title in ("Who says it", "What the author says himself", "Words in marks", "Wording", "Events", "Agreements"):
        assert f"{title} (" not in text
    quoted = msgspec.structs.replace(told(), voices=[], persuasion=[], events=[], agreements=[])
    assert "Who says it (" in "\n".join(_plain(quoted))
