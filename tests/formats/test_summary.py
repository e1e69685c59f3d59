"""The summary: what it says, in which order, within which width."""

from __future__ import annotations

import re

import msgspec
import pytest

from khabar.errors import OptionError
from khabar.formats.summary import SECTIONS, render
from khabar.formats.terminal import FSI, LRI, PDI, RLI, RLM, Terminal, display_width
from khabar.record import Furniture, Quantity, Record, Sum, Time
from tests.formats.sample import named, sample

_ISOLATES = re.compile(f"[{FSI}{LRI}{RLI}{PDI}{RLM}]")
_COLOURS = re.compile("\x1b\\[[0-9;]*m")


def _plain(record: Record, lang: str = "en", width: int = 100) -> list[str]:
    return _ISOLATES.sub("", render(record, lang=lang, terminal=Terminal(width))).splitlines()


def _section(lines: list[str], title: str) -> list[str]:
    start = next(number for number, line in enumerate(lines) if line.startswith(f"{title} ("))
    rest = lines[start + 1 :]
    return rest[: rest.index("")] if "" in rest else rest


def _squeezed(lines: list[str]) -> list[str]:
    return [" ".join(line.split()) for line in lines]


def test_the_head_says_what_the_document_is() -> None:
    assert _plain(sample())[:4] == [
        "وصول جنود إلى المدينة",
        "2020-05-13 · الجريدة",
        "plain text · Arabic · 55 words · 4 sentences · 3 paragraphs",
        "https://example.org/1",
    ]


def test_a_document_without_title_is_called_by_its_id() -> None:
    assert _plain(sample(title="", id="news/7.txt"))[0] == "news/7.txt"


def test_dates_stand_in_their_order_around_the_date_of_publication() -> None:
    dates = _section(_plain(sample()), "Dates")
    assert [line.split()[:2] for line in dates] == [
        ["●", "1998"],
        ["●", "2020-05-12"],
        ["◆", "2020-05-13"],
        ["┌", "2020-05-14"],
        ["└", "2020-06-02"],
        ["○", "present"],
    ]
    assert dates[2].split()[-1] == "Published"
    assert "[12 مايو/أيار 2020]" in dates[1]


def test_a_date_that_comes_often_stands_once() -> None:
    record = sample()
    again = msgspec.structs.replace(record.times[0], id="t9")
    record = msgspec.structs.replace(record, times=[*record.times, again])
    (line,) = [line for line in _section(_plain(record), "Dates") if "2020-05-12" in line]
    assert "×2" in line


@pytest.mark.parametrize(
    ("value", "earliest", "latest", "shown"),
    [
        ("199", "1990-01-01", "1999-12-31", "1990 – 1999 "),
        ("2019-FA", "2019-09-01", "2019-11-30", "2019-09 – 2019-11 "),
        ("2020-H1-x", "2020-02-01", "2020-02-29", "2020-02 "),
        ("2020-W20", "2020-05-11", "2020-05-17", "2020-05-11 – 2020-05-17"),
        ("2020-05-13T18:30Z", "2020-05-13", "2020-05-13", "2020-05-13 18:30Z"),
        ("2020-05", "2020-05-01", "2020-05-31", "2020-05 "),
        ("XXXX-05-12", None, None, "12 May"),
        ("XXXX-XX-XX", None, None, "without a calendar date"),
        ("2020-05-13TEV", "2020-05-13", "2020-05-13", "2020-05-13 evening"),
        ("PAST_REF", None, None, "past"),
        ("FUTURE_REF", None, None, "future"),
    ],
)
def test_a_date_is_shown_by_its_days(value: str, earliest: str | None, latest: str | None, shown: str) -> None:
    record = sample()
    time = msgspec.structs.replace(record.times[0], value=value, earliest=earliest, latest=latest)
    lines = _section(_plain(msgspec.structs.replace(record, times=[time], intervals=[])), "Dates")
    assert any(shown in line for line in lines)


def test_a_duration_is_called_one() -> None:
    record = sample()
    time: Time = msgspec.structs.replace(record.times[0], type="DURATION", value="P3D", earliest=None, latest=None)
    (line,) = _section(_plain(msgspec.structs.replace(record, times=[time], intervals=[])), "Dates")
    assert "3 days" in line
    assert "duration" in line


def test_who_says_how_often_what_and_whose() -> None:
    record = named()
    assert _squeezed(_section(_plain(record, width=140), "Who")) == [
        "● سليم المرفئي ×2 منسق الإغاثة · Jordan",
        "■ International Relief Group ×1 aid organisation · international body · "
        "«الهيئة العالمية للإغاثة» a name that takes a side",
        "▲ Kurds ×1 people",
    ]
    assert _squeezed(_section(_plain(record, "ar"), "من")) == [
        "● سليم المرفئي ×2 منسق الإغاثة · الأردن",
        "■ الهيئة العالمية للإغاثة ×1 منظمة إغاثة · هيئة دولية · «الهيئة العالمية للإغاثة» تسمية منحازة",
        "▲ كردي ×1 جماعة قومية",
    ]


def test_where_puts_places_with_a_position_first() -> None:
    assert _squeezed(_section(_plain(named()), "Where")) == [
        "◉ Jordan ×2 country",
        "◉ Aqaba ×1 city · Jordan",
        "○ حي الصيادين ×1 quarter",
    ]


def test_names_are_cut_short_with_their_rest_counted() -> None:
    record = named()
    many = [msgspec.structs.replace(record.entities[0], id=f"p{number}") for number in range(40)]
    lines = _section(_plain(msgspec.structs.replace(record, entities=many)), "Who")
    assert len(lines) == 13
    assert lines[-1].strip() == "and 28 more"


def test_arabic_warnings_are_arabic() -> None:
    warning = "the page does not say when it was published."
    record = msgspec.structs.replace(sample(), warnings=[warning, "something that no table holds."])
    assert _section(_plain(record, "ar"), "تنبيهات") == [
        "  ! لا تذكر الصفحة تاريخ نشرها.",
        "  ! something that no table holds.",
    ]


def test_intervals_say_their_ends() -> None:
    (line,) = _section(_plain(sample()), "Intervals")
    assert line.strip() == "2020-05-14 – 2020-06-02 14 أيار/مايو والثاني من حزيران/يونيو"


def test_numbers_say_what_is_counted_and_in_which_role() -> None:
    numbers = _section(_plain(sample()), "Numbers")
    assert [line.split()[:3] for line in numbers[:2]] == [["about", "300", "جندي"], ["100", "جندي", "deployed"]]
    assert numbers[3].split()[:2] == ["3,500,000", "USD"]
    assert numbers[4].split()[0] == "12%"


@pytest.mark.parametrize(
    ("low", "high", "shown"), [(10, None, "at least 10"), (None, 10, "at most 10"), (5, 9, "5 to 9")]
)
def test_bounds_are_told(low: int | None, high: int | None, shown: str) -> None:
    record = sample()
    quantity: Quantity = msgspec.structs.replace(record.quantities[0], value=None, low=low, high=high)
    (line,) = _section(_plain(msgspec.structs.replace(record, quantities=[quantity], sums=[])), "Numbers")
    assert line.strip().startswith(shown)


def test_a_sum_is_checked() -> None:
    assert _section(_plain(sample()), "Sums") == ["  300 ≈ 100 + 200 ✓ جندي"]
    record = sample()
    wrong = Sum(total="q2", parts=["q3", "q3"], adds_up=False, via="test")
    assert _section(_plain(msgspec.structs.replace(record, sums=[wrong])), "Sums") == [
        "  100 ≠ 200 + 200 ✗ جندي",
        "      does not add up: the parts make 400",
    ]


def test_scripture_says_where_it_stands_and_how_it_differs() -> None:
    assert _section(_plain(sample()), "Scripture") == [
        "  Quran 94:6 ✗ differs from the verse",
        "      إن مع العسر يسرا كبيرا",
        "      «كبيرا» is not in the verse",
        "      the text's reference [الشرح: 6] is right",
        "      also at 94:5",
    ]
    record = sample()
    exact = msgspec.structs.replace(record.scripture[0], exact=True, differences=[], also=[], label=None)
    lines = _section(_plain(msgspec.structs.replace(record, scripture=[exact])), "Scripture")
    assert lines == ["  Quran 94:6 ✓ word for word", "      إن مع العسر يسرا كبيرا"]


def test_what_the_source_set_aside_and_the_warnings_are_shown() -> None:
    lines = _plain(sample())
    assert _section(lines, "Around the article") == ["  form اكتب تعليقك هنا"]
    assert _section(lines, "Warnings") == ["  ! a warning."]


def test_a_text_in_which_nothing_was_found_says_so() -> None:
    bare = msgspec.structs.replace(
        sample(),
        times=[],
        intervals=[],
        quantities=[],
        sums=[],
        scripture=[],
        furniture=[Furniture(kind="form", text="x")],
    )
    assert _plain(bare)[-1] == "Nothing was found in this text."
    assert "Nothing was found in this text." not in _plain(sample())


def test_long_lists_are_cut_with_their_rest_counted() -> None:
    record = sample()
    many = [msgspec.structs.replace(record.quantities[1], id=f"q{n}", value=n) for n in range(200)]
    lines = _section(_plain(msgspec.structs.replace(record, quantities=many, sums=[])), "Numbers")
    assert len(lines) == 31
    assert lines[-1].strip() == "and 170 more"


def test_every_section_shows_a_field_of_the_record() -> None:
    assert [section.field for section in SECTIONS if section.field not in Record.__struct_fields__] == []


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_lines_keep_within_the_terminal(lang: str, width: int) -> None:
    long = sample(title="عنوان طويل " * 20, url="https://example.org/" + "x" * 200, publisher="جريدة " * 40)
    long = msgspec.structs.replace(long, warnings=["something is doubtful " * 20, "x" * 200])
    names = named().entities
    names += [msgspec.structs.replace(names[0], name="اسم طويل " * 9, roles=names[0].roles * 3, kind="armed group")]
    long = msgspec.structs.replace(long, entities=names)
    for line in _plain(long, lang, width):
        assert display_width(line) <= width, line


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_isolates_are_balanced_on_every_line(lang: str) -> None:
    for line in render(sample(), lang=lang, terminal=Terminal(70, color=True)).splitlines():
        depth = 0
        for char in line:
            depth += (char in (FSI, LRI, RLI)) - (char == PDI)
            assert depth >= 0
        assert depth == 0


def test_arabic_lines_begin_with_a_right_to_left_mark() -> None:
    lines = render(sample(), lang="ar").splitlines()
    assert all(line.startswith(RLM + RLI) and line.endswith(PDI) for line in lines if line)
    assert not any(RLM in line for line in render(sample(), lang="en").splitlines())


def test_colours_change_nothing_else() -> None:
    coloured = render(sample(), lang="ar", terminal=Terminal(100, color=True))
    plain = render(sample(), lang="ar", terminal=Terminal(100))
    assert "\x1b[" in coloured
    assert re.sub(r"[\[\]]", "", _COLOURS.sub("", coloured)) == re.sub(r"[\[\]]", "", plain)


def test_no_text_commands_the_terminal() -> None:
    evil = sample(title="عنوان\x1b[31m\u202e", publisher="جريدة\x07")
    assert not set("\x1b\x07\u202e") & set(render(evil, lang="en"))


def test_another_language_is_refused() -> None:
    with pytest.raises(OptionError, match="fr"):
        render(sample(), lang="fr")
