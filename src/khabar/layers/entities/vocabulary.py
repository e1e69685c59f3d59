"""What the entities layer knows of words, compiled once from the tables: names, titles, head nouns, given names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from khabar.layers.entities.kinds import WordKinds
from khabar.lexicon import Lexicon, Row
from khabar.lexicon.matcher import Beginnings, Matcher, compile_forms
from khabar.lexicon.names import Name, cell_list, name_matcher
from khabar.text.fold import fold_word

__all__ = ["GIVEN", "HEAD", "NAME", "NAMELESS", "TITLE", "Vocabulary", "vocabulary"]

_ARTICLE = "ال"
_PARTS = ("given", "foreign_given")
_CONTEXT = "context"
# Bits of ``Vocabulary.begins``.
NAME, TITLE, HEAD, GIVEN, NAMELESS = 1, 2, 4, 8, 16


class Vocabulary(NamedTuple):
    """The matchers of the layer.

    ``titles`` are rows of the table titles, ``heads`` head nouns of names of bodies and places, ``given`` the classes
    of given names and name particles, ``adjectives`` folded definite adjectives that names of bodies hold,
    ``contexts`` folded words that a person's name often follows, ``nameless`` set phrases that hold no name,
    ``edges`` folded words at the edges of names by class,
    ``kinds`` the kinds of word that morphology takes a word for, ``begins`` which of the matchers have forms that a
    word begins (``NAME``, ``TITLE``, ``HEAD``, ``GIVEN``, ``NAMELESS``).
    """

    names: Matcher[Name]
    titles: Matcher[Row]
    heads: Matcher[Row]
    given: Matcher[str]
    adjectives: frozenset[str]
    contexts: frozenset[str]
    nameless: Matcher[Row]
    edges: Mapping[str, frozenset[str]]
    kinds: WordKinds
    begins: Beginnings


def _rows(lexicon: Lexicon, table: str) -> list[Row]:
    name = f"lexicon/{table}"
    return lexicon.table(name).rows if name in lexicon.names("lexicon") else []


def _with_article(form: str) -> Iterator[str]:
    yield form
    if not form.startswith(_ARTICLE):
        yield _ARTICLE + form


def _heads(lexicon: Lexicon) -> Iterator[tuple[str, Row]]:
    for row in _rows(lexicon, "heads"):
        for form in (row.cells["form"], *cell_list(row, "plural")):
            for variant in _with_article(form):
                yield variant, row


def _titles(lexicon: Lexicon) -> Iterator[tuple[str, Row]]:
    for row in _rows(lexicon, "titles"):
        if row.cells["class"] == _CONTEXT:
            continue
        for form in _with_article(row.cells["form"]):
            yield form, row


def _given(lexicon: Lexicon, kinds: WordKinds) -> Iterator[tuple[str, str]]:
    """Yield parts of names with their class; those that are common words too are ambiguous."""
    for table in _PARTS:
        for row in _rows(lexicon, table):
            form, class_ = row.cells["form"], row.cells["class"]
            common = class_ in ("given", "surname") and kinds.common(fold_word(form))
            yield form, "ambiguous" if common else class_


def vocabulary(lexicon: Lexicon) -> Vocabulary:
    """Return the vocabulary of ``lexicon``, compiled once."""
    return lexicon.compiled("entities", _vocabulary)


def _vocabulary(lexicon: Lexicon) -> Vocabulary:
    kinds = WordKinds(lexicon)
    forms, classes = lexicon.cached("given", lambda: compile_forms(_given(lexicon, kinds)))
    names, titles, heads = name_matcher(lexicon), Matcher(_titles(lexicon)), Matcher(_heads(lexicon))
    given = Matcher.of(forms, classes.__getitem__)
    nameless = Matcher((row.cells["form"], row) for row in _rows(lexicon, "not_names"))
    return Vocabulary(
        names,
        titles,
        heads,
        given,
        frozenset(fold_word(row.cells["form"]) for row in _rows(lexicon, "adjectives")),
        frozenset(fold_word(row.cells["form"]) for row in _rows(lexicon, "titles") if row.cells["class"] == _CONTEXT),
        nameless,
        {name: _edges(lexicon, name) for name in ("epithet", "holder", "men", "never", "rank", "called", "company")},
        kinds,
        Beginnings(names, titles, heads, given, nameless),
    )


def _edges(lexicon: Lexicon, name: str) -> frozenset[str]:
    return frozenset(fold_word(row.cells["form"]) for row in _rows(lexicon, "edges") if row.cells["class"] == name)
