"""Who says how much: shares, speakers, whom they speak of; and the events, each once."""

from __future__ import annotations

import itertools
from pathlib import Path

import msgspec
import pytest

import khabar
from khabar.formats.actors import Names
from khabar.formats.happened import (
    account,
    agreement_places,
    event_days,
    happenings,
    is_told,
    mode_name,
    party_name,
    side,
)
from khabar.formats.persuasion import technique, used
from khabar.formats.speech import percent, shares, speakers
from khabar.formats.strings import LANGUAGES, strings
from khabar.lexicon.checks import check_table
from khabar.lexicon.tables import read_table
from khabar.record import Event, Party
from tests.formats.sample import TOLD, told

_AR, _EN = strings("ar"), strings("en")
_FORMATS = Path(khabar.__file__).parent / "formats"


def test_shares_of_the_voices_make_one() -> None:
    found = shares(told())
    assert sum(found.values()) == pytest.approx(1)
    assert next(iter(found)) == "report"
    assert "scripture" not in found


def test_speakers_have_the_words_quoted_from_them_and_the_rest_is_the_narrators() -> None:
    record = told()
    found = {one.name: one for one in speakers(record, _AR)}
    assert sum(one.share for one in found.values()) == pytest.approx(1)
    minister = found["سليم المرفئي"]
    quoted = [record.quotations[index].text for index in minister.quotations]
    assert len(quoted) == 3
    assert minister.words == sum(len(text.split()) for text in quoted)
    lead_in = TOLD.index("وقال وزير")
    assert any(start <= lead_in < end for start, end in found["صوت الخبر"].spans)
    for one, other in itertools.combinations(found.values(), 2):
        assert not [1 for a, b in one.spans for c, d in other.spans if a < d and c < b], (one.name, other.name)


def test_a_segment_given_to_somebody_without_a_quotation_counts_for_him() -> None:
    record = msgspec.structs.replace(told(), quotations=[])
    found = {one.name: one for one in speakers(record, _AR)}
    assert "سليم المرفئي" in found
    assert "نواب من المغرب" in found


def test_whom_they_speak_of_leaves_themselves_out() -> None:
    record = told()
    found = {one.name: one for one in speakers(record, _AR)}
    assert [record.entities[index].id for index, _ in found["سليم المرفئي"].about] == ["e3"]


def test_percentages_do_not_hide_what_is_there() -> None:
    assert [percent(share) for share in (0, 0.001, 0.25, 1)] == ["0%", "<1%", "25%", "100%"]


def test_techniques_are_known_however_they_are_written() -> None:
    for code in ("Name_Calling-Labeling", "name_calling_labeling", "name_calling"):
        assert technique(code, _EN).name == "Name calling, labelling"
    assert technique("Appeal", _EN).name == "Appeal"
    assert technique("New_Thing", _AR).definition == ""


def test_there_are_23_techniques_with_definitions_in_both_languages() -> None:
    rows = read_table(_FORMATS.parent / "layers" / "persuasion" / "tables" / "techniques.tsv", "techniques").rows
    assert len(rows) == 23
    for say in (_AR, _EN):
        found = [technique(row.cells["technique"], say) for row in rows]
        assert len({one.name for one in found}) == 23
        assert all(one.definition and f"group.{one.group}" in say for one in found)


def test_wording_is_counted_for_all_and_for_the_author() -> None:
    rows = {row.technique.key: (len(row.places), row.authors) for row in used(told(), _EN)}
    assert rows["loaded_language"] == (2, 1)
    assert rows["exaggeration_minimisation"] == (1, 0)


def test_plover_is_named_in_both_languages() -> None:
    path = _FORMATS / "plover.tsv"
    assert check_table(path, "formats/plover") == []
    keys = [row.cells["key"] for row in read_table(path, "plover").rows]
    assert keys == sorted(set(keys))
    counts = [sum(key.startswith(prefix) for key in keys) for prefix in ("event.", "mode.", "context.")]
    assert counts == [16, 67, 37]
    sectors = "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC"
    for language in LANGUAGES:
        assert [code for code in sectors.split() if f"sector.{code}" not in strings(language)] == []


def test_tellings_are_one_event() -> None:
    record = told()
    found = happenings(record)
    assert len(found) == len(record.events) - 1
    assert [record.events[at].text for at in found[0].tellings] == ["وقعت", "توقيع"]


def test_a_telling_whose_first_is_not_there_stands_for_itself() -> None:
    record = told()
    lost = msgspec.structs.replace(record, events=record.events[1:])
    assert len(happenings(lost)) == len(lost.events)


def test_whose_account_an_event_is() -> None:
    record = told()
    names = Names(record, _EN)
    accounts = {event.id: account(event, record, names, _EN) for event in record.events}
    assert accounts["v1"] == "the text"
    assert accounts["v2"] == "Salim al-Marfai"
    assert accounts["v4"] == "نواب من المغرب"
    assert accounts["v8"] == "the author"


@pytest.mark.parametrize(
    ("date", "end", "days"),
    [
        ("2021-05-03", None, ("2021-05-03", "2021-05-03")),
        ("2021", None, ("2021-01-01", "2021-12-31")),
        ("2020-02", None, ("2020-02-01", "2020-02-29")),
        ("2021-02", "2021-04", ("2021-02-01", "2021-04-30")),
        ("2021-W05", None, ("2021-02-01", "2021-02-07")),
        ("199", None, ("1990-01-01", "1999-12-31")),
        ("2021-13", None, (None, None)),
        ("2021-W60", None, (None, None)),
        ("PAST_REF", None, (None, None)),
        (None, None, (None, None)),
    ],
)
def test_days_of_an_event(date: str | None, end: str | None, days: tuple[str | None, str | None]) -> None:
    event = Event(id="v1", start=0, end=1, text="x", type="AID", date=date, end_date=end, via="events/test")
    assert event_days(event, {}) == days


def test_parties_are_named_as_well_as_the_text_allows() -> None:
    names = Names(told(), _EN)
    assert party_name(Party(entity="e2", code="JOR", via="x"), names, _EN) == "Jordan"
    assert party_name(Party(code="TUR", sector="MIL", text="جنود", via="x"), names, _EN).endswith("military")
    assert party_name(Party(code="TUR", sector="MIL", text="جنود", via="x"), names, _AR) == "جنود"
    assert party_name(Party(via="x"), names, _EN) == "not told"
    assert not is_told(Party(via="x"))


def test_modes_are_named_under_their_type() -> None:
    event = told().events[2]
    assert mode_name(event, _EN) == "threat to cut relations"
    assert mode_name(msgspec.structs.replace(event, mode="new"), _EN) == "new"
    assert side(event) == "conflict"


def test_first_mentions_of_agreements_stand_at_their_own_index() -> None:
    record = told()
    places = agreement_places(record)
    assert [place.agreement for place in places[: len(record.agreements)]] == record.agreements
    assert len(places) == 1 + 2 + 3 + 1
    assert all(record.text[place.start : place.end] == place.text for place in places)
