"""Warnings and meanings in Arabic: every warning of the reader has its sentence, with its values in it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import khabar
from khabar.formats.said import meaning, warning_text
from khabar.formats.strings import strings
from khabar.lexicon.checks import check_table
from khabar.lexicon.tables import read_table
from khabar.reader import Reader
from khabar.sources.language import check_language
from khabar.sources.source import check_metadata, repair_text

_PACKAGE = Path(khabar.__file__).parent
_AR, _EN = strings("ar"), strings("en")
_SLOT = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("table", ["warnings", "meanings"])
def test_the_tables_are_well(table: str) -> None:
    path = _PACKAGE / "formats" / f"{table}.tsv"
    assert check_table(path, f"formats/{table}") == []
    rows = read_table(path, table).rows
    for row in rows:
        assert set(_SLOT.findall(row.cells["ar"])) <= set(_SLOT.findall(row.cells["en"])), row.place
        assert re.search("[\u0621-\u064a]", row.cells["ar"]), row.place
    english = [row.cells["en"] for row in rows]
    assert len(english) == len(set(english))


def _warnings_made() -> list[str]:
    made = [
        *repair_text("قال\r\nثم")[1],
        *repair_text("قال\ud800")[1],
        *repair_text("قال \ufffd")[1],
        *check_metadata({"published": "3 مايو"})[1],
        *check_metadata({"published": "it's 3 May"})[1],
        *check_language("", force=True)[1],
        *check_language("12 34", force=True)[1],
        *check_language("The minister said that the talks had been postponed until next week.", force=True)[1],
    ]
    read = Reader(layers=("times", "scripture")).read
    made += read("قال الوزير أمس الثلاثاء إن المحادثات تبدأ الجمعة المقبل في المدينة.", published="2021-03-29").warnings
    made += read("وختم بقوله تعالى: ﴿إن مع العسر يسرا﴾ [البقرة: 6]، ثم انصرف الناس من المسجد.").warnings
    made += read("وكتب على الجدار ﴿هذه كلمات كتبها صاحبنا على الجدار القديم أمس﴾ ثم انصرف الناس.").warnings
    return made


def test_warnings_that_the_reader_makes_are_told_in_arabic() -> None:
    made = _warnings_made()
    assert len(made) >= 10
    assert [warning for warning in made if warning_text(warning, _AR) == warning] == []
    assert [warning for warning in made if warning_text(warning, _EN) != warning] == []


def test_values_stand_in_the_sentence() -> None:
    said = warning_text("published: meta a says 2020-01-01, url says 2020-01-02; the first was taken.", _AR)
    assert "meta a" in said
    assert "2020-01-02" in said
    longer = "the encoding was not stated; read as iso-8859-6, which may be wrong."
    assert "وقد لا يصح" in warning_text(longer, _AR)
    assert "iso-8859-6." in warning_text("the encoding was not stated; read as iso-8859-6.", _AR)


def test_what_the_tables_lack_stays_as_it_is() -> None:
    assert warning_text("a new warning.", _AR) == "a new warning."
    assert meaning("quux 7", _AR) == "quux 7"
    assert meaning("", _AR) == ""


def _templates(path: Path) -> list[str]:
    """Return the sentences that a module puts together from parts, with ``{}`` for each part."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.JoinedStr):
            parts = [part.value if isinstance(part, ast.Constant) else "{}" for part in node.values]
            found.append("".join(map(str, parts)))
    return found


@pytest.mark.parametrize(
    ("module", "row"),
    [
        ("sources/decode.py", "{count} broken bytes of {codec} were replaced by U+FFFD."),
        ("sources/decode.py", "the encoding was not stated; read as {codec}, which may be wrong."),
        ("sources/decode.py", "{count} lines were in windows-1256, the others in utf-8."),
        ("sources/decode.py", "utf-8 had been read as {codec} and saved so; this was undone."),
        ("sources/page_data.py", "published: {place} says {date}, {other} says {another}; the first was taken."),
    ],
)
def test_sentences_of_the_table_are_those_of_the_code(module: str, row: str) -> None:
    assert _SLOT.sub("{}", row) in _templates(_PACKAGE / module)
    assert row in [one.cells["en"] for one in read_table(_PACKAGE / "formats" / "warnings.tsv", "warnings").rows]


def test_every_mark_and_cue_of_the_tables_is_told_in_arabic() -> None:
    voices = _PACKAGE / "layers" / "voices" / "tables"
    marks = read_table(voices / "marks.tsv", "voices/marks").rows
    said = {f"{row.cells['class']}: {row.cells['kind']}" for row in marks}
    said |= {f"cue: {row.cells['class']}" for row in read_table(voices / "cues.tsv", "voices/cues").rows} - {"cue: -"}
    assert sorted(one for one in said if meaning(one, _AR) == one) == []
    kinds = {row.cells["class"] for row in marks} - {"-"}
    assert sorted(kind for kind in kinds if f"mark.{kind}" not in _AR) == []


def test_pieces_of_who_says_what_are_told_in_arabic() -> None:
    reader = Reader(layers=("times", "scripture", "entities", "quotations", "voices"))
    text = (
        "وقال وزير المياه سليم المرفئي: «سنحمي كل قطرة»، وأضاف أن العمل يبدأ غدا. ونفى متحدث باسم الشركة أن تكون قد "
        "انسحبت، مشيرا إلى أن المشروع يسير. وبحسب مصدر أمني فإن الطريق مغلق. إن هذا خيانة واضحة للفلاح! "
        "ويجب على الحكومة أن تنشر الأرقام. أليس الماء حقا للجميع؟"
    )
    explained = reader.explain(reader.source(text, published="2020-05-13"))
    fields = ("quotations", "voices")
    meanings = {piece.meaning for (field, _), pieces in explained.why.items() if field in fields for piece in pieces}
    assert len(meanings) >= 8
    assert sorted(one for one in meanings if meaning(one, _AR) == one) == []


def test_most_pieces_of_an_article_are_told_in_arabic() -> None:
    reader = Reader()
    text = (
        "أعلنت الوزارة يوم الأحد 12 مايو/أيار 2020 وصول نحو 300 جندي إلى الأردن بعد ثلاثة أيام من بدء المناورات، "
        "وقال المتحدث باسم الجيش التونسي مساء أمس إن نحو 20 شخصا قتلوا خلال الأسبوع الماضي."
    )
    explained = reader.explain(reader.source(text, published="2020-05-13"))
    meanings = [piece.meaning for pieces in explained.why.values() for piece in pieces]
    assert len(meanings) > 10
    unknown = [one for one in meanings if re.search("[a-z]{3}", meaning(one, _AR))]
    assert len(unknown) <= len(meanings) * 0.1, unknown
