"""The tables of persons and of their offices: they fit each other, and no certain name stands for two persons."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from khabar.lexicon import Lexicon
from khabar.lexicon.names import cell_list, names
from khabar.text.fold import fold_word

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon()


def _folded(form: str) -> str:
    return " ".join(fold_word(form).split())


def test_every_holder_of_an_office_is_a_person(lexicon: Lexicon) -> None:
    persons = {row.cells["form"] for row in lexicon.table("lexicon/persons").rows}
    strangers = {row.cells["holder"] for row in lexicon.table("lexicon/offices").rows} - persons
    assert strangers == set()


def test_every_office_is_of_a_state_or_a_listed_body(lexicon: Lexicon) -> None:
    known = {row.cells["code"] for row in lexicon.table("lexicon/states").rows}
    for table in ("bodies", "groups", "media"):
        for row in lexicon.table(f"lexicon/{table}").rows:
            known.update((row.cells["form"], *cell_list(row, "variants")))
    unknown = {row.cells["of"] for row in lexicon.table("lexicon/offices").rows} - known
    assert unknown == set()


def test_offices_begin_before_they_end(lexicon: Lexicon) -> None:
    for row in lexicon.table("lexicon/offices").rows:
        since, until = row.cells["since"], row.cells["until"]
        for date in (since, until):
            assert not date or _DATE.fullmatch(date), f"{row.place}: {date}"
        if since and until:
            length = min(len(since), len(until))
            assert since[:length] <= until[:length], row.place


def test_a_name_that_needs_no_support_means_one_person(lexicon: Lexicon) -> None:
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for row in lexicon.table("lexicon/persons").rows:
        for form in (row.cells["form"], *cell_list(row, "variants")):
            owners[_folded(form)].add(row.cells["form"])
    shared = {form: sorted(holders) for form, holders in owners.items() if len(holders) > 1}
    assert shared == {}


def test_no_name_is_listed_twice_for_a_person(lexicon: Lexicon) -> None:
    for row in lexicon.table("lexicon/persons").rows:
        forms = [row.cells["form"], *cell_list(row, "variants"), *cell_list(row, "weak")]
        folded = [_folded(form) for form in forms]
        assert len(folded) == len(set(folded)), f"{row.place}: a form comes twice after folding"


def test_countries_of_persons_are_listed(lexicon: Lexicon) -> None:
    codes = {row.cells["code"] for row in lexicon.table("lexicon/states").rows}
    assert {row.cells["code"] for row in lexicon.table("lexicon/persons").rows} - {""} <= codes


def test_a_person_of_two_tables_is_told_once(lexicon: Lexicon) -> None:
    told = [(name.row.table, _folded(form)) for form, name in names(lexicon) if name.type == "PERSON" and not name.weak]
    persons = {form for table, form in told if table == "lexicon/persons"}
    assert "انغيلا ميركل" in persons
    assert persons.isdisjoint(form for table, form in told if table == "lexicon/people")
