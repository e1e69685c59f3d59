"""Patterns of rules: what they compile to, and that one put off until it is needed misses nothing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.shared import articles, shared_folder
from khabar.errors import LexiconError
from khabar.layers import times as room
from khabar.layers.times.layer import _figures, _Rooms
from khabar.lexicon import Lexicon, NumeralReader
from khabar.lexicon.patterns import Pattern
from khabar.text import analyse

_CLASSES = {"a": "a", "b": "b", "c": "c", "ab": "ab"}
_LEXICON = Lexicon()


def _pattern(text: str) -> Pattern:
    return Pattern(text, _CLASSES.__getitem__, "test")


def _needs(text: str) -> list[str]:
    return ["".join(sorted(need)) for need in _pattern(text).needs]


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("<a><b>", ["a", "b"]),
        ("<a>?<b>", ["b"]),
        ("<a>*<b>+", ["b"]),
        ("<ab:x>", ["ab"]),
        ("<a>|<b>", ["ab"]),
        ("<a>|<b>?", []),
        ("(?:<a><b>)?<c>", ["c"]),
        ("(?:<a>|<b>)<c>", ["ab", "c"]),
        ("(?P<x><a>(?:<b>|<c>))+", ["a", "bc"]),
        ("(<a>)<b>", ["a", "b"]),
        ("(?=<a>)<b>", ["a", "b"]),
        ("(?<=<a>)<b>", ["a", "b"]),
        ("(?!<a>)<b>", ["b"]),
        ("(?<!<a>|<c>)<b>", ["b"]),
        ("<b>(?!<a>(?:<b>|<c>))", ["b"]),
        ("(?:<a>|(?:<b>|<c>)<a>)", ["a"]),
        ("", []),
    ],
)
def test_needs(text: str, needs: list[str]) -> None:
    assert _needs(text) == needs


def test_names_become_classes_and_groups() -> None:
    pattern = _pattern("(?P<x> <a>? <ab:y> )  | <c>")
    assert pattern.text == "(?P<x>[a]?(?P<y>[ab]))|[c]"
    found = pattern.compiled.search("cab")
    assert found is not None
    assert found.span() == (0, 1)


@pytest.mark.parametrize("text", ["<a>{2}", "[ab]", "<a>x", "<a>)", "a"])
def test_what_is_no_part_of_a_pattern_names_the_rule(text: str) -> None:
    with pytest.raises(LexiconError, match="rule test"):
        _pattern(text)


_PATTERNS = st.recursive(
    st.sampled_from(["<a>", "<b>", "<c>", "<ab>"]),
    lambda inner: st.one_of(
        st.builds("{}{}".format, inner, inner),
        st.builds("(?:{}|{})".format, inner, inner),
        st.builds("(?:{}){}".format, inner, st.sampled_from(["?", "*", "+"])),
        st.builds("(?={}){}".format, inner, inner),
        st.builds("(?!{}){}".format, inner, inner),
    ),
    max_leaves=8,
)


@given(_PATTERNS, st.text("abcd", max_size=8))
def test_a_pattern_that_matches_finds_what_it_needs(text: str, symbols: str) -> None:
    pattern = _pattern(text)
    if pattern.compiled.search(symbols):
        assert pattern.may_match(frozenset(symbols))


def _passed_over(texts: Iterable[str]) -> tuple[int, int]:
    """Return how many patterns were passed over and tried; each that is passed over must find nothing."""
    grammar = _LEXICON.compiled("times", _Rooms).grammar
    numerals = _LEXICON.compiled("lexicon-numerals", NumeralReader)
    passed = tried = 0
    for text in texts:
        analysis = analyse(text)
        _, symbols = grammar.items(analysis, numerals.read(analysis), _figures(analysis))
        present = frozenset(symbols)
        for rule, pattern in zip(grammar.rules, grammar._patterns, strict=True):
            if pattern.may_match(present):
                tried += 1
            else:
                passed += 1
                assert pattern.compiled.search(symbols) is None, rule.id
    return passed, tried


def test_no_rule_of_times_is_passed_over_that_reads_an_example() -> None:
    lines = (Path(room.__file__).parent / "examples.tsv").read_text(encoding="utf-8").splitlines()
    passed, tried = _passed_over(line.split("\t")[1] for line in lines if not line.startswith("#"))
    assert passed > tried > 0


def test_no_rule_of_times_is_passed_over_that_reads_an_article() -> None:
    shared = shared_folder()
    if shared is None:
        pytest.skip("the corpora are not at hand")
    passed, tried = _passed_over(article["text"] for article in articles(shared, 100, step=31))
    assert passed > 0 < tried


def test_a_pattern_is_compiled_when_a_text_holds_what_it_needs() -> None:
    grammar = Lexicon().compiled("times", _Rooms).grammar
    assert all(pattern._compiled is None for pattern in grammar._patterns)
    items, symbols = grammar.items(analyse("وصل أمس."), [])
    grammar.read(items, symbols, lambda *_: None)
    made = [rule.id for rule, pattern in zip(grammar.rules, grammar._patterns, strict=True) if pattern._compiled]
    assert 0 < len(made) < len(grammar.rules) / 3
