"""The names of the actor tables: states, places, peoples, bodies, groups, media, persons, with what each form means.

Forms that Arabic makes regularly are derived here (the feminine, dual and plurals of a nisba, with and without the
article); what it does not make regularly stands in the tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from khabar.lexicon.matcher import Forms, Matcher, compile_forms
from khabar.lexicon.tables import Lexicon, Row
from khabar.text.fold import fold_word

__all__ = ["MACHINE_MADE", "TABLES", "Name", "cell_list", "name_matcher", "names", "nisba_forms"]

TABLES = ("states", "places", "peoples", "bodies", "groups", "media", "persons", "people", "gazetteer")
# Tables made from others' data by a script: broader, and less sure, than those written by hand.
MACHINE_MADE = frozenset({"lexicon/people", "lexicon/gazetteer"})
_LED_TABLES = frozenset({"media", "groups", "places", "gazetteer"})
_TYPES = {"states": "GPE", "bodies": "ORG", "media": "ORG", "persons": "PERSON", "people": "PERSON"}
_ARTICLE = "ال"
# Head nouns that lead to a name and are no part of it, by the type of the name.
_LEADS = {
    "ORG": frozenset("صحيفة جريدة مجلة موقع إذاعة بوابة شبكة تنظيم".split()),
    "GPE": frozenset("مدينة بلدة قرية محافظة ولاية منطقة".split()),
}


class Name(NamedTuple):
    """What one form stands for.

    ``type`` is the OntoNotes type of this form, ``form`` how it names the entry (``name``, ``alias``, ``nisba``,
    ``short``); a ``weak`` form needs support from its context, a ``loaded`` one tells where its user stands; ``lead``
    counts the words before the name itself (صحيفة الوطن: الوطن is the name, and needs its head noun to be known).
    """

    row: Row
    type: str
    form: str
    weak: bool = False
    loaded: bool = False
    lead: int = 0

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells the entry from all others: table, name, class."""
        return (self.row.table, self.row.cells["form"], self.row.cells.get("code", ""))


def cell_list(row: Row, column: str) -> list[str]:
    """Return the parts of a cell that holds a list (``a|b``); empty if the column is missing."""
    return [part.strip() for part in row.cells.get(column, "").split("|") if part.strip()]


def nisba_forms(base: str) -> list[str]:
    """Return the forms of a nisba (باكستاني): feminine, dual, plurals, accusative, each with and without article.

    A base given with the article (المجري) has no indefinite singular: that is another word (مجرى). In a base of two
    words both are inflected (الكوريين الجنوبيين), but for a first that is a noun (جنوب سوداني).
    """
    parts = base.split()
    if len(parts) == 2 and all(part.endswith("ي") for part in parts):
        return [" ".join(pair) for pair in zip(*map(nisba_forms, parts), strict=True)]
    stem = base.removeprefix(_ARTICLE)
    more = [stem + "ة", stem + "ون", stem + "ين", stem + "ات", stem + "ان", stem + "تان", stem + "تين"]
    definite = [_ARTICLE + form for form in (stem, *more)]
    if stem != base:
        return [form for form in (*more, *definite) if form != stem + "ات"]  # مجريات are no Hungarians
    return [stem, stem + "ا", *more, *definite]


def _plural_forms(plural: str) -> list[str]:
    """Return a plural or collective with and without the article, and a sound masculine one in both cases.

    One given with the article (السريان) has no indefinite form: that is another word (سريان هدنة).
    """
    stem = plural.removeprefix(_ARTICLE)
    stems = [stem]
    if stem.endswith("ون"):
        stems.append(stem[:-2] + "ين")
    definite = [_ARTICLE + one for one in stems]
    return definite if stem != plural else [*stems, *definite]


def _of_state(row: Row) -> Iterator[tuple[str, Name]]:
    nations = [Name(row, "NORP", "nisba")]
    for base in cell_list(row, "nisba"):
        for form in nisba_forms(base):
            yield form, nations[0]
    for people in cell_list(row, "people"):
        for form in _plural_forms(people):
            yield form, nations[0]


def _of_people(row: Row) -> Iterator[tuple[str, Name]]:
    form = row.cells["form"]
    name = Name(row, "NORP", "name")
    if row.cells.get("kind") == "religion-name":
        yield form, name
        for variant in cell_list(row, "variants"):
            yield variant, name._replace(form="alias")
        return
    for base in (form, *cell_list(row, "variants")):
        for derived in nisba_forms(base) if base.endswith("ي") else [base, _ARTICLE + base]:
            yield derived, name
    for plural in cell_list(row, "plural"):
        for derived in _plural_forms(plural):
            yield derived, name


def names(lexicon: Lexicon) -> Iterator[tuple[str, Name]]:
    """Yield ``(form, name)`` for all forms of all actor tables, rows in the order of ``TABLES``.

    Who stands in ``persons`` is not told again from ``people``: one person would look like two.
    """
    there = set(lexicon.names("lexicon"))
    told: set[str] = set()
    for table in TABLES:
        if f"lexicon/{table}" not in there:
            continue
        for row in lexicon.table(f"lexicon/{table}").rows:
            if table == "peoples":
                yield from _of_people(row)
                continue
            if table == "persons":
                told.update(fold_word(form) for column in ("form", "variants") for form in cell_list(row, column))
            elif table == "people" and fold_word(row.cells["form"]) in told:
                continue
            type_ = row.cells.get("class") or _TYPES[table]
            led = _LEADS.get(type_, frozenset()) if table in _LED_TABLES else frozenset()
            for column, kind in (("form", "name"), ("variants", "alias"), ("loaded", "alias"), ("weak", "short")):
                for form in cell_list(row, column):
                    lead = int(form.split()[0] in led)
                    yield form, Name(row, type_, kind, weak=column == "weak", loaded=column == "loaded", lead=lead)
            if table == "states":
                yield from _of_state(row)


def name_matcher(lexicon: Lexicon) -> Matcher[Name]:
    """Return the matcher of all names of ``lexicon``, compiled once."""
    return lexicon.compiled("names", _matcher)


def _matcher(lexicon: Lexicon) -> Matcher[Name]:
    forms, plain = lexicon.cached("names", lambda: _plain(lexicon))

    @cache
    def name(number: int) -> Name:
        table, row, fields = plain[number]
        return Name(lexicon.table(table).rows[row], *fields)

    return Matcher.of(forms, name)


def _plain(lexicon: Lexicon) -> tuple[Forms, list[tuple[str, int, tuple[str, str, bool, bool, int]]]]:
    """Return the forms of all names; and of each name the table, the number of its row there, and the other fields."""
    forms, values = compile_forms(_folded(names(lexicon)))
    there = [table for table in lexicon.names("lexicon") if table.removeprefix("lexicon/") in TABLES]
    places = {id(row): (table, number) for table in there for number, row in enumerate(lexicon.table(table).rows)}
    plain = [(*places[id(name.row)], (name.type, name.form, name.weak, name.loaded, name.lead)) for name in values]
    return forms, plain


def _folded(pairs: Iterator[tuple[str, Name]]) -> Iterator[tuple[str, Name]]:
    """Yield each pair once: derived forms often fold together."""
    seen: set[tuple[str, int]] = set()
    for form, name in pairs:
        key = (fold_word(form), id(name.row))
        if key not in seen:
            seen.add(key)
            yield form, name
