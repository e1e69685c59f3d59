"""English names of those whom no table knows: spelled as newspapers would, and never for what is no name."""

from __future__ import annotations

import pytest

from khabar.layers.entities.transliterate import transliterator
from khabar.lexicon import Lexicon
from khabar.lexicon.names import name_matcher
from tests.layers.entities.reading import entity_at

_LEXICON = Lexicon()


@pytest.mark.parametrize(
    ("name", "english"),
    [
        # parts that the tables know
        ("كمال الزوبعي", "Kamal al-Zobaee"),
        ("الزوبعي", "Al-Zobaee"),
        ("سامر فوزي", "Samer Fawzi"),
        # particles, and names made of two words
        ("محمد بن سلمان آل سعود", "Mohamed bin Salman Al Saud"),
        ("عبد الرحمن السديس", "Abdul Rahman al-Sudais"),
        ("عبد الله الهاشمي", "Abdullah al-Hashimi"),
        ("نصر الله الشمري", "Nasrallah al-Shammari"),
        ("سيف الدين كاظم", "Saif al-Din Kazem"),
        ("أبو عمر الشامي", "Abu Omar al-Shami"),
        # the article stays unassimilated, ع and ء are not written, ة is a, vowel signs do not count
        ("السبهان", "Al-Sabhan"),
        ("سعيد معروف", "Saeed Marouf"),
        ("يحيى خليفة", "Yahya Khalifa"),
        ("كَمال فَوزي", "Kamal Fawzi"),
        # by rule: vowels between consonants that do not stand together
        ("الغزنوسي", "Al-Ghaznusi"),
        ("الدرمالي", "Al-Darmali"),
        ("القامشي", "Al-Qamishi"),
    ],
)
def test_arabic_names(name: str, english: str) -> None:
    assert transliterator(_LEXICON).name(name, "IRQ") == english


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("بلاشتشاك", "Blashchak"),
        ("نيكوس فوتسيس", "Nikos Fotsis"),
        ("أليكسي دينوف", "Alexei Dinov"),
        ("أوكا", "Oka"),
        ("بيرغمان", "Birgman"),
    ],
)
def test_foreign_names(name: str, english: str) -> None:
    assert transliterator(_LEXICON).name(name, "POL") == english


@pytest.mark.parametrize("name", ["IEPX", "123", "", "«»"])
def test_what_has_no_arabic_letters_has_no_name(name: str) -> None:
    assert transliterator(_LEXICON).name(name) == ""


@pytest.mark.parametrize(
    ("name", "code", "english"),
    [
        ("وزارة الدفاع", "EGY", "Ministry of Defence"),
        ("وزارة الخارجية البيروفية", "PER", "Ministry of Foreign Affairs, Peru"),
        ("الجيش الباكستاني", "PAK", "Army of Pakistan"),
        ("مجلس النواب العراقي", "IRQ", "House of Representatives, Iraq"),
        ("معهد الزهور الزرقاء", None, ""),
        ("وزارة الأحلام", "EGY", ""),
        ("الجيش الباكستاني", None, ""),
    ],
)
def test_bodies_are_translated_where_all_words_are_known(name: str, code: str | None, english: str) -> None:
    assert transliterator(_LEXICON).body(name, code, name_matcher(_LEXICON)) == english


@pytest.mark.parametrize(
    ("text", "mention", "english", "by"),
    [
        ("التقى فلاديمير بوتين الوفد.", "فلاديمير بوتين", "Vladimir Putin", "table"),
        ("صرح المهندس كمال الزوبعي بأن العمل بدأ.", "كمال الزوبعي", "Kamal al-Zobaee", "transliteration"),
        ("فرقت الشرطة البلجيكية الحشد.", "الشرطة البلجيكية", "Police of Belgium", "translation"),
        ("قال الرئيس الصيني ذلك.", "الرئيس الصيني", None, None),
    ],
)
def test_record_says_where_the_name_comes_from(text: str, mention: str, english: str | None, by: str | None) -> None:
    entity = entity_at(text, mention)
    assert (entity.name_en, entity.name_en_by) == (english, by)
