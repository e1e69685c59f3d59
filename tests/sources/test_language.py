"""The check that a text is Arabic."""

from __future__ import annotations

from pathlib import Path

import pytest

from khabar.errors import EmptyTextError, LanguageError
from khabar.sources.language import check_language, identify

_CASES = Path(__file__).with_name("languages.tsv").read_text(encoding="utf-8").splitlines()
CASES = [line.split("\t") for line in _CASES if not line.startswith("#")]


@pytest.mark.parametrize(("language", "text"), CASES)
def test_language(language: str, text: str) -> None:
    assert identify(text) == language


@pytest.mark.parametrize(("language", "text"), [case for case in CASES if case[0] not in ("ar", "und")])
def test_another_language_is_an_error_that_names_it(language: str, text: str) -> None:
    with pytest.raises(LanguageError, match=rf"\({language}\), not Arabic") as caught:
        check_language(text, name="letter.txt")
    assert "letter.txt" in str(caught.value)
    assert "--force" in str(caught.value)


def test_force_makes_it_a_warning() -> None:
    assert check_language("The minister spoke at length today.", force=True) == (
        "en",
        ["the text is English (en), not Arabic."],
    )
    assert check_language("123", force=True)[0] == "und"
    assert check_language(" \n", force=True) == ("und", ["it holds no text."])


@pytest.mark.parametrize("text", ["", " ", "\n\t\u00a0"])
def test_blank_is_empty(text: str) -> None:
    with pytest.raises(EmptyTextError):
        check_language(text)


def test_digits_alone_are_no_language() -> None:
    with pytest.raises(LanguageError, match="no word of any language"):
        check_language("12 34 ٥٦")


def test_a_long_arabic_text_with_a_foreign_part_stays_arabic() -> None:
    arabic = "اجتمع الوزيران مساء أمس في مقر البعثة وبحثا ملف الحدود والمياه المشتركة بين البلدين. "
    assert identify(arabic * 20 + "The minister said nothing about it. " * 5) == "ar"
    assert identify(arabic * 3 + " رئیس جمهور گفت که این توافق باید اجرا شود. " + arabic * 10) == "ar"


def test_an_arabic_text_among_more_latin_letters_stays_arabic() -> None:
    arabic = "اجتمع الوزيران مساء أمس في مقر البعثة وبحثا ملف الحدود والمياه المشتركة بين البلدين. " * 6
    markup = "var options = {width: container, height: auto, onclick: function(event) { return submit(event) }}; "
    assert identify(arabic[:500] + markup * 12 + arabic[500:]) == "ar"
    assert identify(markup * 12 + "وقال نعم") != "ar"


def test_every_row_of_the_table_has_a_known_kind() -> None:
    from khabar.sources.tables import rows

    assert {kind for _, _, kind in rows("languages")} == {"word", "letter"}
