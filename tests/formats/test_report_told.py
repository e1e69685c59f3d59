"""The report of what is said and what happened: voices, speakers, wording, events, the network, agreements."""

from __future__ import annotations

import itertools
import json
import re
from html import unescape
from time import process_time
from typing import Any

import msgspec
import pytest

from khabar.formats.persuasion import technique
from khabar.formats.report import render
from khabar.formats.report.layout import Box, curve, ellipse, free
from khabar.formats.report.network import _path
from khabar.formats.report.voices import LOOKS, layer_name
from khabar.formats.speech import VOICES, percent, shares
from khabar.formats.strings import strings
from khabar.record import Event, Party, Record
from tests.formats.sample import TOLD, sample, told

_NEW = ("events", "network", "agreements", "voices", "author", "marked", "persuasion")


@pytest.fixture(scope="module")
def page() -> str:
    return render(told())


def _data(page: str) -> dict[str, Any]:
    match = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert match
    found: dict[str, Any] = json.loads(match[1])
    return found


def _part(page: str, name: str) -> str:
    return page[page.index(f'<section id="{name}"') :].split("</section>", 1)[0]


def _said(part: str) -> str:
    return " ".join(unescape(re.sub("<[^>]+>", " ", part)).split())


def _items(page: str, layer: str) -> list[list[Any]]:
    data = _data(page)
    number = [name for name, *_ in data["layers"]].index(layer)
    return [item for item in data["items"] if item[0] == number]


def test_every_segment_is_an_item_of_its_voice(page: str) -> None:
    record = told()
    for voice in VOICES:
        own = [one for one in record.voices if one.voice == voice]
        items = _items(page, layer_name(voice))
        assert [TOLD[item[1] : item[2]] for item in items] == [one.text.rstrip() for one in own]


def test_the_panel_of_a_segment_says_source_cue_certainty_check_and_marks(page: str) -> None:
    say = strings("ar")
    first = next(item for item in _items(page, "voice-direct-quote"))
    facts = [(name, value) for name, value, _ in first[5]]
    assert facts[0] == (say("report.source"), "سليم المرفئي")
    assert (say("report.cue"), f"«قال» · {say('cue.say')}") in facts
    names = [name for name, _ in facts]
    for key in ("certainty", "tense", "checkable"):
        assert say(f"report.{key}") in names
    opinion = _items(page, "voice-opinion")[0]
    assert [value for name, value, _ in opinion[5] if name == say("report.mark")][1].startswith("«خيانة»")


def test_the_colours_can_be_switched_and_the_legend_tells_shares(page: str) -> None:
    bar = page[page.index('class="bar"') : page.index("<main>")]
    assert re.findall(r'value="(findings|voices)"', bar) == ["findings", "voices"]
    assert f"خبر {percent(shares(told())['report'])}" in _said(bar)
    assert 'class="views"' not in render(sample())


def test_sections_appear_only_when_the_record_has_them(page: str) -> None:
    for name in _NEW:
        assert f'<section id="{name}"' in page
        assert f'<section id="{name}"' not in render(sample())


def test_speakers_and_the_author(page: str) -> None:
    speakers = _said(_part(page, "voices"))
    assert "سليم المرفئي 15%" in speakers
    assert "يتكلم عن: تونس" in speakers
    author = _part(page, "author")
    assert author.index("يحكم ويقوّم") < author.index("يدّعي") < author.index("يتوقع") < author.index("يدعو إلى")
    assert "<b>خيانة</b>" in author
    assert "سنعمل" not in author


def test_repeated_wording_shows_what_differs(page: str) -> None:
    marked = _part(page, "marked")
    assert "سنعمل <ins>معا</ins> على حماية كل قطرة <ins>ماء</ins>" in marked
    assert "«صفقة القرن»" in marked


def test_wording_is_never_a_verdict(page: str) -> None:
    table = _said(_part(page, "persuasion"))
    assert "وليست حكما على النص ولا على أحد" in table
    definition = technique("Loaded_Language", strings("ar")).definition
    assert f"اللغة المشحونة في اللفظ {definition} 2 1" in table
    assert table.endswith("المجموع 5 3")


def test_the_table_of_events_counts_an_event_once(page: str) -> None:
    table = _part(page, "events")
    assert table.count("<tr") == 1 + 7
    assert "×2" in table
    assert "نواب من المغرب" in table
    english = _said(_part(render(told(), lang="en"), "events"))
    assert "Jordan Tunisia support 3 May 2021 Amman the text" in english
    assert "threaten threat to cut relations" in english


def test_the_timeline_has_the_events_with_their_tellings(page: str) -> None:
    line = _part(page, "timeline")
    assert "تأييد · الأردن، تونس ×2" in _said(line)
    assert "احتجاج" not in line, "what did not happen has no place on the line"


def test_the_network_leads_from_actor_to_recipient(page: str) -> None:
    network = _part(page, "network").split('class="narrow"')[0]
    assert "شركة السدود ← الأردن: تهديد بقطع علاقة" in unescape(network)
    assert "الأردن – تونس: تأييد، وعد بالتعاون" in unescape(network)
    assert "المزارعون" not in network
    # five ties, one of them joint: it has no head
    assert network.count('class="tie coop"') + network.count('class="tie conflict"') == 5
    assert network.count('class="head') == 4


def test_agreements_link_each_provision(page: str) -> None:
    card = _part(page, "agreements")
    assert card.count("<li") == 3
    assert card.count('class="again"') == 2
    assert "الأردن – تونس" in _said(card)


def test_sentences_are_marked_by_how_far_they_speak_a_mind(page: str) -> None:
    sentences = _data(page)["sentences"]
    assert len(sentences) == len(told().sentences)
    assert sentences[2][3].endswith("90%")
    assert _data(render(sample()))["sentences"] == []


# -- colours ---------------------------------------------------------------------------------------------------

# H. Brettel, F. Viénot, J. D. Mollon 1997, as simplified by F. Viénot, H. Brettel, J. D. Mollon 1999 (linear RGB).
_BLIND = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.1124, 0.8876, 0), (0.1124, 0.8876, 0), (0.0040, -0.0040, 1)),
    "deutan": ((0.2928, 0.7072, 0), (0.2928, 0.7072, 0), (-0.0223, 0.0223, 1)),
}


def _lab(colour: str, blind: str) -> tuple[float, float, float]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    r, g, b = (max(0.0, sum(w * c for w, c in zip(row, linear, strict=True))) for row in _BLIND[blind])
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
    )
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("blind", list(_BLIND))
def test_voices_can_be_told_apart_by_everybody(blind: str, theme: int) -> None:
    for one, other in itertools.combinations(VOICES, 2):
        (_, wash, line, _), (_, other_wash, other_line, _) = LOOKS[one], LOOKS[other]
        pairs = zip(_lab(wash[theme], blind), _lab(other_wash[theme], blind), strict=True)
        distance = sum((a - b) ** 2 for a, b in pairs) ** 0.5
        assert distance >= 4.5 or line != other_line, (one, other, distance)


# -- the network -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 2, 3, 5, 8, 12, 15])
@pytest.mark.parametrize("width", [345, 780])
def test_no_two_actors_overlap_and_all_are_on_the_drawing(count: int, width: int) -> None:
    sizes = [(40.0 + 17 * (at % 7), 30.0) for at in range(count)]
    edges = [(0, at) for at in range(1, count)] + [(at, at + 1) for at in range(1, count - 1, 2)]
    boxes, height = ellipse(sizes, edges, width)
    for one, other in itertools.combinations(boxes, 2):
        assert not one.meets(other)
    for box in boxes:
        assert box.x - box.width / 2 >= 0
        assert box.x + box.width / 2 <= width
        assert box.y - box.height / 2 >= 0
        assert box.y + box.height / 2 <= height
    assert ellipse(sizes, edges, width) == (boxes, height)


def test_ties_run_between_the_borders() -> None:
    one, other = Box(50, 50, 60, 30), Box(300, 80, 80, 30)
    path = curve(one, other, 0.13)
    assert not one.holds(*path.start)
    assert not other.holds(*path.end)
    assert one.holds(*path.start, 12)
    assert other.holds(*path.end, 12)
    assert free(path, 40, 15, [one, other], 400) is not None
    assert free(path, 40, 15, [Box(200, 60, 400, 400)], 400) is None


def test_a_tie_goes_round_an_actor_between_its_ends() -> None:
    row = [Box(60, 50, 60, 30), Box(390, 52, 60, 30), Box(720, 50, 60, 30)]
    path = _path(row, 0, 2, set())
    assert not path.crosses(row[1])
    assert curve(row[0], row[2], 0.0).crosses(row[1])
    taken: set[float] = set()
    ways = [_path(row, *ends, taken) for ends in ((0, 1), (1, 0), (0, 1), (1, 0))]
    assert len({tuple(round(value) for value in way.control) for way in ways}) == 4


def _busy(count: int) -> Record:
    base = told()
    events = [
        Event(
            id=f"v{at}",
            start=0,
            end=4,
            text="وقعت",
            type=("ASSAULT", "AID", "CONSULT")[at % 3],
            actors=[Party(code=f"A{at % 40}", via="x")],
            recipients=[Party(code=f"A{(at * 7 + 1) % 40}", via="x")],
            date=f"20{at % 20:02}-0{1 + at % 9}",
            via="events/test",
        )
        for at in range(count)
    ]
    return msgspec.structs.replace(base, events=events)


def test_time_grows_in_step_with_the_events() -> None:
    def seconds(record: Record) -> float:
        start = process_time()
        render(record)
        return process_time() - start

    small, large = _busy(300), _busy(2400)
    seconds(small)
    base = min(seconds(small) for _ in range(3))
    assert min(seconds(large) for _ in range(2)) < 8 * base * 2.5


def test_text_from_strangers_cannot_become_markup() -> None:
    evil = "</script><script>alert(1)</script>\"'&lt;"
    record = told()
    party = Party(code=evil, text=evil, via=evil)
    record = msgspec.structs.replace(
        record,
        events=[
            msgspec.structs.replace(event, type=evil, mode=evil, contexts=[evil], actors=[party], recipients=[party])
            for event in record.events
        ],
        persuasion=[msgspec.structs.replace(one, technique=evil, target_text=evil) for one in record.persuasion],
        agreements=[msgspec.structs.replace(one, name=evil, date=evil) for one in record.agreements],
        quotations=[msgspec.structs.replace(one, speaker_text=evil) for one in record.quotations],
    )
    assert render(record).count("<script") == 2


def test_every_link_has_its_target(page: str) -> None:
    ids = set(re.findall(r' id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= ids
