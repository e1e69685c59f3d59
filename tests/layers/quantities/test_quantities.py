"""What the example table cannot say: nouns, why, times, currencies, the user's words, any text at all."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.layers.base import Context, Layer, Output
from khabar.layers.quantities import layer
from khabar.layers.registry import available
from khabar.lexicon import Lexicon
from khabar.record import Document, Quantity, Sum, Time
from khabar.text import analyse
from tests.strategies import any_text, arabic_text, wild_text

LEXICON = Lexicon()
DOCUMENT = Document(id="d", sha256="")


def run(text: str, *, times: list[Time] | None = None, explain: bool = False, lexicon: Lexicon = LEXICON) -> Output:
    return layer.read(Context(analyse(text), DOCUMENT, lexicon, {"times": times or []}, explain))


def quantities(text: str, **options: object) -> list[Quantity]:
    return list(run(text, **options).fields["quantities"])  # type: ignore[arg-type]


def sums(text: str) -> list[Sum]:
    return list(run(text).fields["sums"])


def date(text: str, part: str) -> Time:
    start = text.index(part)
    return Time(id="t1", start=start, end=start + len(part), text=part, type="DATE", value="2015", via="test")


def test_the_layer_is_installed_and_says_what_it_needs() -> None:
    installed: Layer = layer
    assert installed.name in available()
    assert (installed.needs, installed.fields) == (("times",), ("quantities", "sums"))


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("قتل 12 شخصا", "شخص"),
        ("وصل 5 من جنودها", "جندي"),
        ("افتتحت عشرة معارض", "معرض"),
        ("استقال عشرون معارضا", "معارض"),
        ("حضر سبعة قضاة", "قاض"),
        ("حضر 12 قاضيا", "قاض"),
        ("بنيت 11 مدرسة", "مدرسة"),
        ("بنيت خمس مدارس", "مدرسة"),
        ("وصلت عشرات الطائرات", "طائرة"),
        ("دفع 3 آلاف دولار", "دولار"),
        ("زار مدينتين", "مدينة"),
        ("قتل 12 شخصا وأصيب 30", "شخص"),
    ],
)
def test_the_noun_is_given_in_the_singular(text: str, noun: str) -> None:
    assert quantities(text)[0].noun == noun


def test_a_bare_number_takes_the_noun_told_before() -> None:
    found = quantities("تشمل القوة 200 عسكري، 70 من روسيا")
    assert [(one.value, one.noun, one.unit) for one in found] == [(200, "عسكري", "person"), (70, "عسكري", "person")]


def test_a_number_inside_a_time_is_none() -> None:
    text = "عاد 12 شخصا في 15 رجلا"
    assert [one.value for one in quantities(text)] == [12, 15]
    assert [one.value for one in quantities(text, times=[date(text, "15 رجلا")])] == [12]


def test_offsets_are_those_of_the_source() -> None:
    text = "قُتِلَ نَحْوَ ١٢ شَخْصًا، و«٣٠ جُنْدِيًّا»"
    found = quantities(text)
    assert [(one.text, one.value) for one in found] == [("نَحْوَ ١٢ شَخْصًا", 12), ("٣٠ جُنْدِيًّا", 30)]
    assert all(text[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("دفع 5 دنانير", "money:XXX"),
        ("دفع 5 دنانير في تونس", "money:TND"),
        ("دفع 5 دنانير تونسية في ليبيا", "money:TND"),
        ("زار تونس وليبيا. دفع 5 دنانير", "money:XXX"),
        ("زار تونس.\nدفع 5 دنانير في ليبيا", "money:LYD"),
        ("زار تونس.\nدفع 5 دنانير", "money:TND"),
        ("دفعت السعودية 5 ريالات", "money:SAR"),
        ("دفع 5 شلنات في هندسة", "money:XXX"),
    ],
)
def test_a_bare_currency_is_that_of_the_only_state_named(text: str, unit: str) -> None:
    assert [one.unit for one in quantities(text)] == [unit]


def test_why_names_pieces_and_rows() -> None:
    text = "أسفر عن مقتل نحو 200 عسكري"
    output = run(text, explain=True)
    pieces = output.why["quantities", 0]
    assert [(piece.text, piece.meaning) for piece in pieces] == [
        ("نحو", "approx"),
        ("200", "number"),
        ("عسكري", "counted noun"),
        ("مقتل", "killed"),
    ]
    assert all(text[piece.start : piece.end] == piece.text for piece in pieces)
    assert [piece.row.partition(":")[0] for piece in pieces] == [
        "quantities/approximators.tsv",
        "",
        "quantities/nouns.tsv",
        "quantities/roles.tsv",
    ]
    assert run(text).why == {}


def test_via_and_ids() -> None:
    found = quantities("قتل شخصان وأصيب نحو 30 جنديا")
    assert [(one.id, one.via) for one in found] == [("q1", "quantities/dual"), ("q2", "quantities/counted")]


def test_a_user_adds_a_noun(tmp_path: Path) -> None:
    folder = tmp_path / "quantities"
    folder.mkdir()
    (folder / "nouns.tsv").write_text(
        "# Own nouns.\n# columns: form plural class unit role value\nبرغوث\tبراغيث\tnoun\titem\n", encoding="utf-8"
    )
    own = Lexicon((tmp_path,))
    assert quantities("شاهد برغوثين") == []
    assert [one.noun for one in quantities("شاهد برغوثين", lexicon=own)] == ["برغوث"]


def test_sums_name_their_quantities() -> None:
    (one,) = sums("تشمل القوة نحو 200 عسكري (70 من روسيا و130 من باكستان)")
    assert (one.total, one.parts, one.adds_up, one.via) == ("q1", ["q2", "q3"], True, "quantities/sum-list")


@pytest.mark.parametrize(
    ("text", "adds_up"),
    [
        ("أوقف 30 شخصا، منهم 20 رجلا و10 نساء", [True]),
        ("أوقف 30 شخصا، منهم 20 رجلا و15 امرأة", [False]),
        ("أوقف 30 شخصا، منهم 20 رجلا و5 نساء", []),
        ("أوقف 30 شخصا (20 رجلا و5 نساء)", [False]),
        ("وصلت 30 شاحنة (20 طنا و10 أطنان)", []),
        ("نحو 100 جندي: 48 من مصر و50 من ليبيا", [True]),
        ("100 جندي: 48 من مصر و50 من ليبيا", [False]),
        ("نال الأول 60% مقابل 40% للثاني و20% للثالث", []),
        ("في القاعة 100 مقعد. 60 مقعدا للرجال و40 مقعدا للنساء", []),
        ("تعافى 467 مريضا وشفي 583 مريضا وبقي 9 مرضى، والمجموع 1059 مريضا", [True]),
    ],
)
def test_sums(text: str, adds_up: list[bool]) -> None:
    assert [one.adds_up for one in sums(text)] == adds_up


@given(st.one_of(any_text(), arabic_text(), wild_text()))
def test_any_text(text: str) -> None:
    output = run(text, explain=True)
    found = output.fields["quantities"]
    ids = {one.id for one in found}
    assert len(ids) == len(found)
    for one in found:
        assert text[one.start : one.end] == one.text
        assert one.text.strip()
        assert (one.value is None) or one.low == one.value == one.high
        assert one.low <= one.high
    for one in output.fields["sums"]:
        assert one.total in ids
        assert ids.issuperset(one.parts)
    assert set(output.why) == {("quantities", place) for place in range(len(found))}
    assert all(text[piece.start : piece.end] == piece.text for pieces in output.why.values() for piece in pieces)


NOUNS = st.sampled_from(
    ["جندي", "دولار", "من", "قتل", "و", "أو", "إلى", "-", "%", "شخصين", "بينهم", "(", ")", ":", "،", "\n"]
)


@given(st.lists(st.one_of(st.integers(0, 10**6).map(str), NOUNS), max_size=60).map(" ".join))
def test_heaps_of_numbers(text: str) -> None:
    assert all(text[one.start : one.end] == one.text for one in quantities(text))


def test_time_grows_with_length() -> None:
    def seconds(times: int) -> float:
        analysis = analyse("قتل 12 شخصا و3 أطفال (5 من روسيا و7 من مصر) مقابل 4 أو 5 ملايين دينار " * times)
        started = time.process_time()
        layer.read(Context(analysis, DOCUMENT, LEXICON, {"times": []}))
        return time.process_time() - started

    seconds(10)
    assert seconds(2000) < 20 * max(seconds(200), 0.005)
