"""The actor tables: a sure form means one entry, columns hold what they say."""

from __future__ import annotations

import re
from collections import defaultdict

from khabar.lexicon import Lexicon
from khabar.lexicon.names import MACHINE_MADE, TABLES, cell_list, names, nisba_forms
from khabar.text.fold import fold_word

_TYPES = {"PERSON", "NORP", "ORG", "GPE", "LOC", "FAC"}
_PEOPLES = "lexicon/peoples"  # whose adjectives and abstract nouns are the same letters: المسيحية
_CODE = re.compile(r"[A-Z]{3}")


def test_a_sure_form_of_a_type_means_one_entry() -> None:
    meant: dict[tuple[str, str], set[tuple[str, str, str]]] = defaultdict(set)
    for form, name in names(Lexicon()):
        if not name.weak and name.form != "nisba" and name.row.table not in (_PEOPLES, *MACHINE_MADE):
            meant[fold_word(form), name.type].add(name.key)
    twice = {form: keys for form, keys in meant.items() if len(keys) > 1}
    assert not twice


def test_types_and_codes_are_of_their_vocabularies() -> None:
    for _, name in names(Lexicon()):
        assert name.type in _TYPES
        code = name.row.cells.get("code", "")
        assert not code or _CODE.fullmatch(code), name.row.place


def test_every_table_is_there_and_holds_rows() -> None:
    lexicon = Lexicon()
    for table in TABLES:
        assert lexicon.table(f"lexicon/{table}").rows


def test_nisba_is_inflected_and_both_words_of_two() -> None:
    assert {"باكستاني", "باكستانية", "الباكستانيين"} <= set(nisba_forms("باكستاني"))
    assert {"كوري جنوبي", "الكورية الجنوبية", "الكوريين الجنوبيين"} <= set(nisba_forms("كوري جنوبي"))


def test_lists_in_cells_hold_no_empty_part() -> None:
    for table in ("states", "places", "bodies", "groups", "media", "persons"):
        for row in Lexicon().table(f"lexicon/{table}").rows:
            for column in ("variants", "weak"):
                assert len(cell_list(row, column)) == len([c for c in row.cells.get(column, "").split("|") if c != ""])
