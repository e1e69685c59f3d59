"""The rule engine: items of a text, rules over their classes, leftmost and longest."""

from __future__ import annotations

import pytest

from khabar.errors import LexiconError
from khabar.lexicon.grammar import Grammar, Match, Rule
from khabar.lexicon.numerals import Numeral
from khabar.lexicon.tables import Row
from khabar.text import analyse

_FORMS = (("يوم", "unit"), ("أيام", "unit"), ("من", "of"), ("في", "in"), ("من قبل", "agent"), ("الماضي", "last"))


def _rows() -> list[Row]:
    return [Row({"form": f, "class": c, "value": c}, "t", n) for n, (f, c) in enumerate(_FORMS, 1)]


def _grammar(*rules: Rule[str], core: tuple[str, ...] = ("unit",)) -> Grammar[str]:
    return Grammar(_rows(), rules, ("number",), lambda _: "number", {"core": core, "any": ("of", "in")}, {"ب": "in"})


def _text(match: Match) -> str:
    return " ".join(item.name for item in match.items[match.first : match.last])


def _read(grammar: Grammar[str], text: str, *, decline: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    items, symbols = grammar.items(analyse(text), [])
    assert len(items) == len(symbols)

    def build(rule: Rule[str], match: Match) -> str | None:
        return None if rule.id in decline else _text(match)

    return [(rule.id, value) for rule, _, value in grammar.read(items, symbols, build)]


_SHORT: Rule[str] = Rule("short", "<unit>", _text, "يوم")
_LONG: Rule[str] = Rule("long", "<unit><last>", _text, "يوم الماضي")


def test_longest_wins_and_readings_do_not_overlap() -> None:
    assert _read(_grammar(_SHORT, _LONG), "يوم الماضي ثم يوم") == [("long", "unit last"), ("short", "unit")]


def test_declined_reading_leaves_room_for_the_next() -> None:
    assert _read(_grammar(_SHORT, _LONG), "يوم الماضي", decline=frozenset({"long"})) == [("short", "unit")]


def test_unions_and_captures() -> None:
    grammar = _grammar(Rule("led", "(?P<lead><any>)<unit:what>", _text, "في يوم"))
    items, symbols = grammar.items(analyse("قال في يوم"), [])
    ((_, match, _),) = grammar.read(items, symbols, lambda _, match: _text(match))
    assert match["what"].name == "unit"
    assert match.ends["lead"] == match.groups["what"]
    assert match.get("none") is None


def test_reading_may_use_less_than_its_match() -> None:
    grammar = _grammar(_LONG, Rule("last", "<last>", _text, "الماضي"))
    items, symbols = grammar.items(analyse("يوم الماضي"), [])
    found = grammar.read(items, symbols, lambda _, match: _text(match), lambda value: 1 if " " in value else 2)
    assert [rule.id for rule, _, _ in found] == ["long", "last"]


def test_attached_particle_is_an_item() -> None:
    items, _ = _grammar(_SHORT).items(analyse("بيوم"), [])
    assert [(item.name, item.start, item.end) for item in items] == [("in", 0, 1), ("unit", 1, 4), ("break", 4, 4)]


def test_longest_form_wins() -> None:
    items, _ = _grammar(_SHORT, core=("agent", "of")).items(analyse("من قبل ثم من"), [])
    assert [item.name for item in items] == ["agent", "other", "of", "break"]


def test_runs_without_a_core_class_are_left_out() -> None:
    items, symbols = _grammar(_SHORT).items(analyse("من في من\nفي يوم"), [])
    assert [item.name for item in items] == ["in", "unit", "break"]
    assert len(symbols) == 3


def test_paragraphs_are_kept_apart() -> None:
    assert _read(_grammar(_LONG), "يوم\nالماضي") == []


def test_specials_and_numerals_become_items() -> None:
    grammar: Grammar[str] = Grammar(
        _rows(), (), ("number",), lambda _: "number", {"core": ("number", "date")}, {}, ("date",)
    )
    numeral = Numeral(0, 1, 0, 5, 5, 5, "cardinal", 1)
    items, _ = grammar.items(analyse("5 و 3/4"), [numeral], {2: ("date", 5)})
    assert [item.name for item in items] == ["number", "other", "date", "break"]


def test_unknown_class_names_the_rule() -> None:
    with pytest.raises(LexiconError, match="rule wrong"):
        _grammar(Rule("wrong", "<nothing>", _text, ""))


def test_empty_form_is_an_error() -> None:
    with pytest.raises(LexiconError, match="empty"):
        Grammar([Row({"form": "", "class": "unit", "value": ""}, "t", 1)], (), (), lambda _: "", {}, {})
