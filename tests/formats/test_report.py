"""The HTML report: safe, self-contained, true to the record's offsets, and linear."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from khabar.errors import OptionError
from khabar.formats import report
from khabar.formats.report import render
from khabar.formats.report.calendar import Day, human, stretch
from khabar.formats.report.layers import SHOWN, Shown
from khabar.formats.report.markup import data, el
from khabar.formats.report.places import Units, lines
from khabar.formats.report.scale import Scale
from khabar.formats.strings import strings
from khabar.layers.base import Piece
from khabar.record import (
    Difference,
    Document,
    Furniture,
    Generator,
    Interval,
    Quantity,
    Record,
    Scripture,
    Sentence,
    Sum,
    Time,
)

_ASSETS = Path(report.__file__).with_name("assets")

TEXT = "\n".join(
    (
        "وصول قافلة الإغاثة إلى الميناء الشمالي بعد أسبوع من الانتظار",
        "أعلنت لجنة الإغاثة في الثالث من أيار/مايو 2011 أن قافلة تضم 240 شاحنة، منها 150 شاحنة دقيق و90 شاحنة دواء، "
        "وصلت إلى الميناء الشمالي بعد رحلة دامت ثلاثة أيام. 🚚 وقال منسق اللجنة إن التفريغ يبدأ غدا ويستمر من 5 أيار "
        "إلى 12 من الشهر نفسه.",
        "وكانت اللجنة قد تأسست عام 1964، وشهدت المدينة في أيلول/سبتمبر 1998 فيضانا أودى بحياة 37 شخصا وأصاب نحو 120 "
        "آخرين، ثم عادت المياه فغمرت الأحياء القديمة في ربيع 2003. وتقول السجلات إن ما بين 2000 و2500 أسرة نزحت يومها، "
        "منها 1200 أسرة إلى الجنوب و700 أسرة إلى الغرب.",
        "وختم الخطيب كلمته بقوله تعالى: ﴿وتعاونوا على البر والإحسان ولا تعاونوا على الإثم والعدوان﴾ [المائدة: 3]، "
        "داعيا إلى التبرع في هذه الأيام بنسبة 2.5% من الأرباح، أي نحو 3 ملايين دولار سنويا.",
    )
)


def _record(text: str = TEXT, **fields: Any) -> Record:
    given: dict[str, Any] = {
        "generator": Generator(name="khabar", version="0.1.0", lexicons="5f1c9e0d77aa4b21"),
        "document": Document(
            id="port",
            sha256="ab" * 32,
            title="وصول قافلة الإغاثة إلى الميناء الشمالي بعد أسبوع من الانتظار",
            author="سلمى العطار",
            publisher="صحيفة المرفأ",
            published="2011-05-03",
            language="ar",
        ),
        "text": text,
    }
    return Record(**(given | fields))


def _sample() -> Record:
    times: list[Time] = []
    quantities: list[Quantity] = []

    def place(phrase: str) -> dict[str, Any]:
        start = TEXT.index(phrase)
        return {"start": start, "end": start + len(phrase), "text": phrase}

    def time(phrase: str, value: str, first: str | None, last: str | None, kind: Any = "DATE", **more: Any) -> None:
        times.append(
            Time(
                id=f"t{len(times) + 1}",
                type=kind,
                value=value,
                earliest=first,
                latest=last,
                via="times.day-month-year",
                **place(phrase),
                **more,
            )
        )

    def quantity(phrase: str, value: float | None, unit: str, noun: str | None, role: Any = None, **more: Any) -> None:
        bounds = {"low": value, "high": value, "approximate": False} | more
        quantities.append(
            Quantity(
                id=f"q{len(quantities) + 1}",
                value=value,
                unit=unit,
                noun=noun,
                role=role,
                via="quantities.number-noun",
                **place(phrase),
                **bounds,
            )
        )

    time("الثالث من أيار/مايو 2011", "2011-05-03", "2011-05-03", "2011-05-03")
    time("ثلاثة أيام", "P3D", None, None, "DURATION")
    time("غدا", "2011-05-04", "2011-05-04", "2011-05-04")
    time("5 أيار", "2011-05-05", "2011-05-05", "2011-05-05")
    time("12 من الشهر نفسه", "2011-05-12", "2011-05-12", "2011-05-12")
    time("عام 1964", "1964", "1964-01-01", "1964-12-31")
    time("أيلول/سبتمبر 1998", "1998-09", "1998-09-01", "1998-09-30")
    time("ربيع 2003", "2003-SP", "2003-03-20", "2003-06-20", approximate=True)
    time("هذه الأيام", "PRESENT_REF", None, None)
    time("سنويا", "P1Y", None, None, "SET")
    quantity("240 شاحنة", 240, "item", "شاحنة")
    quantity("150 شاحنة دقيق", 150, "item", "شاحنة دقيق")
    quantity("90 شاحنة دواء", 90, "item", "شاحنة دواء")
    quantity("ثلاثة أيام", 3, "other", "أيام")
    quantity("37 شخصا", 37, "person", "شخصا", "killed")
    quantity("نحو 120 آخرين", 120, "person", "آخرين", "wounded", approximate=True)
    quantity("ما بين 2000 و2500 أسرة", None, "other", "أسرة", "displaced", low=2000, high=2500, approximate=True)
    quantity("1200 أسرة", 1200, "other", "أسرة", "displaced")
    quantity("700 أسرة", 700, "other", "أسرة", "displaced")
    quantity("2.5%", 2.5, "percent", "الأرباح")
    quantity("نحو 3 ملايين دولار", 3_000_000, "money:USD", "دولار", approximate=True)
    verse = "وتعاونوا على البر والإحسان ولا تعاونوا على الإثم والعدوان"
    start = TEXT.index(verse)
    quoted = Scripture(
        start=start,
        end=start + len(verse),
        text=verse,
        work="quran",
        ref="5:2",
        end_ref="5:2",
        exact=False,
        differences=[Difference(at=TEXT.index("والإحسان"), found="والإحسان", expected="والتقوى")],
        label="[المائدة: 3]",
        label_right=False,
        via="scripture/marked",
    )
    return _record(
        sentences=[Sentence(start=0, end=60, paragraph=0)],
        times=times,
        intervals=[
            Interval(id="i1", begin="t4", end="t5", earliest="2011-05-05", latest="2011-05-12", via="times.range")
        ],
        quantities=quantities,
        sums=[
            Sum(total="q1", parts=["q2", "q3"], adds_up=True, via="sums.of-which"),
            Sum(total="q7", parts=["q8", "q9"], adds_up=False, via="sums.of-which"),
        ],
        scripture=[quoted],
        furniture=[
            Furniture(kind="comment", text="شكرا على الخبر."),
            Furniture(kind="share", text="شارك المقال"),
        ],
        warnings=["the text calls 3 May 2011 a Monday; it was a Tuesday."],
    )


def _why(record: Record) -> dict[tuple[str, int], Sequence[Piece]]:
    first = record.times[0]
    at = first.start
    return {
        ("times", 0): [
            Piece(at, at + 6, "الثالث", "3", "lexicon/numerals.tsv:41"),
            Piece(at + 10, at + 19, "أيار/مايو", "month 5", "times/months.tsv:12"),
            Piece(at + 20, at + 24, "2011", "year 2011"),
        ]
    }


class _Page(HTMLParser):
    """A page taken apart: its elements with attributes, its text lines, its data."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.lines: list[tuple[int, str]] = []
        self.data = ""
        self._open: list[dict[str, str | None]] = []
        self._tags: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.elements.append((tag, attributes))
        if tag != "meta":
            self._open.append(attributes)
            self._tags.append(tag)
        if "data-s" in attributes:
            self.lines.append((int(attributes["data-s"] or 0), ""))

    def handle_endtag(self, tag: str) -> None:
        assert self._tags.pop() == tag
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and "data-s" in self._open[-1]:
            start, text = self.lines[-1]
            self.lines[-1] = (start, text + data)
        if self._open and self._open[-1].get("id") == "data":
            self.data += data

    @property
    def items(self) -> list[list[Any]]:
        found: list[list[Any]] = json.loads(self.data)["items"]
        return found


def _utf16(text: str, start: int, end: int) -> str:
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


@pytest.fixture(scope="module")
def sample() -> Record:
    return _sample()


@pytest.fixture(scope="module")
def page(sample: Record) -> str:
    return render(sample, _why(sample))


def test_every_layer_marks_its_words_in_utf16(sample: Record, page: str) -> None:
    parsed = _Page(page)
    assert len(parsed.items) == len(sample.times) + len(sample.quantities) + len(sample.scripture)
    said = sorted(
        [(a.start, a.text) for a in sample.times]
        + [(a.start, a.text) for a in sample.quantities]
        + [(a.start, a.text) for a in sample.scripture]
    )
    starts = dict(parsed.lines)
    for (_, text), item in zip(said, sorted(parsed.items, key=lambda item: (item[1], item[2])), strict=True):
        line_start = max(start for start in starts if start <= item[1])
        assert _utf16(starts[line_start], item[1] - line_start, item[2] - line_start) == text


def test_lines_of_text_stand_unbroken_and_unchanged(sample: Record, page: str) -> None:
    assert [text for _, text in _Page(page).lines] == sample.text.split("\n")


def test_nothing_is_fetched(page: str) -> None:
    for tag, attributes in _Page(page).elements:
        assert tag not in {"link", "img", "iframe", "object", "base"}
        assert "src" not in attributes
        assert "style" not in attributes, "the policy forbids style attributes"
    assert not re.search(r"url\((?!data:font/woff2)", page)
    assert "@import" not in page
    assert "default-src 'none'" in page


def test_page_size_stays_small(page: str) -> None:
    assert len(page.encode()) < 600_000


def test_text_from_strangers_cannot_become_markup() -> None:
    evil = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&lt;{{data}} ]]> <!-- قال"
    record = _record(
        evil,
        document=Document(
            id=evil, sha256=evil, title=evil, author=evil, publisher=evil, url="javascript:alert(1)", published=evil
        ),
        times=[Time(id=evil, start=0, end=9, text=evil[:9], type="DATE", value=evil, earliest=evil, via=evil)],
        quantities=[
            Quantity(
                id="q1",
                start=0,
                end=9,
                text=evil,
                value=1,
                low=1,
                high=1,
                approximate=False,
                unit=evil,
                noun=evil,
                via=evil,
            )
        ],
        scripture=[
            Scripture(
                start=0,
                end=9,
                text=evil,
                work=evil,
                ref=evil,
                end_ref=evil,
                exact=False,
                differences=[Difference(at=0, found=evil[:3], expected=evil)],
                label=evil,
                via=evil,
            )
        ],
        furniture=[Furniture(kind="comment", text=evil)],
        warnings=[evil],
    )
    page = render(record, {("times", 0): [Piece(0, 9, evil, evil, evil)]})
    parsed = _Page(page)
    assert page.count("<script") == 2
    assert not [tag for tag, _ in parsed.elements if tag == "img"]
    assert all(not name.startswith("on") for _, attributes in parsed.elements for name in attributes)
    assert all("javascript:" not in (attributes.get("href") or "") for _, attributes in parsed.elements)
    assert [text for _, text in parsed.lines] == [evil]
    assert parsed.items[0][4] == evil


def test_characters_a_page_cannot_hold_keep_offsets_true() -> None:
    text = "قبل\x00بعد\ud800 🚚\r\nسطر\rآخر\x0cهنا\u2028هناك"
    start = text.index("هناك")
    time = Time(id="t1", start=start, end=start + 4, text="هناك", type="DATE", value="FUTURE_REF", via="times.x")
    page = render(_record(text, times=[time]))
    page.encode("utf-8")
    parsed = _Page(page)
    assert [text for _, text in parsed.lines] == ["قبل\ufffdبعد\ufffd 🚚", "سطر", "آخر\x0cهنا\u2028هناك"]
    line_start, line = parsed.lines[-1]
    assert line[parsed.items[0][1] - line_start : parsed.items[0][2] - line_start] == "هناك"


def test_why_is_in_the_panel(page: str, sample: Record) -> None:
    first = next(item for item in _Page(page).items if item[3] == "t1")
    assert first[4] == sample.times[0].via
    assert [piece[2:] for piece in first[6]] == [
        ["الثالث", "3", "lexicon/numerals.tsv:41"],
        ["أيار/مايو", "شهر مايو", "times/months.tsv:12"],
        ["2011", "year 2011", ""],
    ]
    english = next(item for item in _Page(render(sample, _why(sample), lang="en")).items if item[3] == "t1")
    assert english[6][1][3] == "month 5"
    assert not any(item[6] for item in _Page(render(sample)).items)


def test_panel_names_the_stretch_and_the_sum_that_a_value_is_part_of(page: str) -> None:
    facts = {item[3]: [fact[1] for fact in item[5]] for item in _Page(page).items}
    assert "5–12 مايو 2011" in facts["t4"]
    assert "5–12 مايو 2011" in facts["t5"]
    assert "5–12 مايو 2011" not in facts["t1"]
    assert "240 = 150 + 90" in facts["q1"]
    assert "240 = 150 + 90" in facts["q3"]
    assert not any("=" in fact for fact in facts["q5"])


def test_every_link_inside_the_page_has_its_target(page: str) -> None:
    elements = _Page(page).elements
    ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = {attributes["href"] for _, attributes in elements if (attributes.get("href") or "").startswith("#")}
    assert links <= {f"#{name}" for name in ids}


def test_interval_stands_once_on_the_line_in_place_of_its_ends(page: str) -> None:
    line = page[page.index('class="line wide"') : page.index('class="line narrow"')]
    assert "5–12 مايو 2011" in line
    assert "5 مايو 2011" not in line
    assert "تاريخ النص: 3 مايو 2011" in line


def test_sums_say_whether_they_add_up(page: str) -> None:
    say = strings("ar")
    assert "240 = 150 + 90" in page
    assert "2,250 ≠ 1,200 + 700" in page
    assert say("sums.adds_up") in page
    assert say("sums.does_not_add_up", sum="1,900") in page


def test_changed_word_of_scripture_stands_beside_the_right_one(page: str) -> None:
    assert "<del>والإحسان</del> <ins>والتقوى</ins>" in page
    assert "<ins>" in render(
        _record(
            scripture=[
                Scripture(
                    start=0,
                    end=4,
                    text="وصول",
                    work="quran",
                    ref="1:1",
                    end_ref="1:1",
                    exact=False,
                    differences=[Difference(at=4, found="", expected="الله")],
                    via="scripture.x",
                )
            ]
        )
    )


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_empty_record_says_that_nothing_was_found(lang: str) -> None:
    say = strings(lang)
    page = render(_record("لا شيء هنا"), lang=lang)
    for key in ("report.no_dates", "report.no_numbers", "report.no_scripture", "summary.found_nothing"):
        assert say(key) in page
    _Page(page)


def test_english_page_reads_left_to_right_and_its_text_by_itself(sample: Record) -> None:
    page = render(sample, lang="en")
    elements = _Page(page).elements
    assert elements[0] == ("html", {"lang": "en", "dir": "ltr"})
    assert all(attributes["dir"] == "auto" for _, attributes in elements if "data-s" in attributes)
    assert "Al-Mā’idah" in page or "Al-M" in page


def test_unknown_language_is_refused(sample: Record) -> None:
    with pytest.raises(OptionError):
        render(sample, lang="fr")


def test_same_record_gives_the_same_page(sample: Record, page: str) -> None:
    assert render(sample, _why(sample)) == page


def _long(count: int) -> Record:
    phrase = "في 3 مايو 2011 وصل 240 رجلا إلى المدينة القديمة ثم عادوا منها 🚚 إلى الساحل. "
    unit = phrase * 5 + "\n"
    times, quantities = [], []
    for index in range(count // 2):
        at = (index // 5) * len(unit) + (index % 5) * len(phrase)
        year = 1900 + index % 150
        day = f"{year}-{1 + index % 12:02}-{1 + index % 28:02}"
        times.append(
            Time(
                id=f"t{index}",
                start=at + 3,
                end=at + 14,
                text="3 مايو 2011",
                type="DATE",
                value=day,
                earliest=day,
                latest=day,
                via="times.x",
            )
        )
        quantities.append(
            Quantity(
                id=f"q{index}",
                start=at + 19,
                end=at + 27,
                text="240 رجلا",
                value=240,
                low=240,
                high=240,
                approximate=False,
                unit="person",
                via="q.x",
            )
        )
    return _record(unit * (count // 10), times=times, quantities=quantities)


def test_time_grows_in_step_with_size() -> None:
    def seconds(record: Record) -> float:
        start = process_time()
        render(record)
        return process_time() - start

    small, large = _long(1000), _long(8000)
    seconds(small)  # fonts and messages are read once
    base = min(seconds(small) for _ in range(3))
    assert min(seconds(large) for _ in range(2)) < 8 * base * 2.5


def test_what_is_left_off_the_line_is_said() -> None:
    page = render(_long(2000))
    assert re.search(strings("ar")("report.unlabelled", count="NNN").replace("NNN", r"\d+"), page)
    assert strings("ar")("report.rest", count=f"{1000 - 60:,}") in page


def test_megabyte_of_one_line_is_rendered() -> None:
    text = "كلمة " * 200_000
    page = render(_record(text))
    assert page.count("data-s=") == 1


def _contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2.2)."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def _palette() -> dict[str, tuple[str, str]]:
    css = (_ASSETS / "report.css").read_text(encoding="utf-8")
    return {name: (one, two) for name, one, two in re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\)", css)}


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("ink", "paper"),
        ("ink", "tint"),
        ("soft", "paper"),
        ("soft", "sheet"),
        ("soft", "tint"),
        ("faint", "paper"),
        ("accent", "paper"),
        ("accent", "sheet"),
        ("good", "good-wash"),
        ("bad", "bad-wash"),
        ("bad", "paper"),
        ("warn", "warn-wash"),
    ],
)
def test_letters_can_be_read_on_their_ground(ink: str, ground: str, theme: int) -> None:
    palette = _palette()
    assert _contrast(palette[ink][theme], palette[ground][theme]) >= 4.5


@pytest.mark.parametrize("layer", SHOWN, ids=lambda layer: layer.name)
def test_layer_colours_can_be_told_from_the_page(layer: Shown) -> None:
    palette = _palette()
    for theme in (0, 1):
        assert _contrast(layer.ink[theme], palette["sheet"][theme]) >= 4.5
        assert _contrast(layer.wash[theme], palette["ink"][theme]) >= 7
        assert _contrast(layer.wash[theme], palette["soft"][theme]) >= 4.5


def test_themes_without_light_dark_are_the_light_one() -> None:
    css = (_ASSETS / "report.css").read_text(encoding="utf-8")
    plain = dict(re.findall(r"--([\w-]+): (#\w+);", css[: css.index("@supports")]))
    assert plain == {name: light for name, (light, _) in _palette().items()}


@pytest.mark.skipif(shutil.which("chromium") is None, reason="needs Chromium")
def test_script_runs_under_the_policy_in_a_browser(page: str, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(page, encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    options += ["--disable-component-update", "--disable-sync", f"--user-data-dir={tmp_path / 'profile'}"]
    dom = subprocess.run(
        ["chromium", *options, "--virtual-time-budget=2000", "--dump-dom", f"{file.as_uri()}#a0"],  # noqa: S607
        check=True,
        capture_output=True,
        timeout=120,
        encoding="utf-8",
    ).stdout
    card = dom[dom.index('id="card"') : dom.index('id="list"')]
    assert "times.day-month-year" in card
    assert "times/months.tsv:12" in card
    assert "<mark" not in dom, "letters are highlighted, not wrapped"


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        ("2016-09-23", "2016-09-23", "23 September 2016"),
        ("2014-12-01", "2014-12-31", "December 2014"),
        ("2012-02-01", "2012-02-29", "February 2012"),
        ("1965-01-01", "1965-12-31", "1965"),
        ("1960-01-01", "1969-12-31", "1960–1969"),
        ("2016-09-24", "2016-10-10", "24 September – 10 October 2016"),
        ("2016-12-30", "2017-01-02", "30 December 2016 – 2 January 2017"),
        ("2011-05-05", "2011-05-12", "5–12 May 2011"),
    ],
)
def test_stretches_are_written_as_people_write_them(first: str, last: str, written: str) -> None:
    span = stretch(first, last)
    assert span is not None
    assert human(span, strings("en")) == written


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (None, "2016-01-01"),
        ("2016-13-01", "2016-13-01"),
        ("2016-02-30", "2016-03-01"),
        ("2017-01-01", "2016-01-01"),
        ("PAST_REF", "x"),
    ],
)
def test_what_is_not_a_stretch_is_none(first: str | None, last: str | None) -> None:
    assert stretch(first, last) is None


def test_days_are_numbered_as_the_calendar_runs() -> None:
    assert Day(1970, 1, 1).number == 0
    assert Day(2000, 3, 1).number - Day(2000, 2, 28).number == 2
    assert Day(622, 7, 19).number == (date(622, 7, 19) - date(1970, 1, 1)).days
    assert Day(1, 1, 1).number - Day(0, 12, 31).number == 1


def test_scale_keeps_order_and_ends() -> None:
    scale = Scale([0, 1, 30, 20_000])
    places = [scale(day) for day in range(-2000, 22_000, 7)]
    assert places == sorted(places)
    assert 0 <= places[0] == scale(0) < scale(20_000) == places[-1] <= 1
    assert scale(1) - scale(0) > 0.01, "a day beside a century can still be seen"


def test_units_and_lines() -> None:
    text = "🚚ا\n\nب🚚ج"
    units = Units(text)
    assert [units(offset) for offset in range(len(text) + 1)] == [
        len(text[:offset].encode("utf-16-le")) // 2 for offset in range(len(text) + 1)
    ]
    assert lines(text) == [(0, "🚚ا"), (4, "ب🚚ج")]


def test_markup_escapes_by_default() -> None:
    assert el("b", "<i>", title='"', hidden=True, lang=None) == '<b title="&quot;" hidden>&lt;i&gt;</b>'
    assert data(["</script>"]) == '["\\u003c/script\\u003e"]'
