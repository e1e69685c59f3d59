"""Features of a word for the tagger: the same at training and at reading.

A word's features depend on its letters alone, so they are computed once for each distinct word; what a word tells
about its neighbours are the few ``context`` features, to which the neighbour's distance is added.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from khabar.text.fold import fold_word
from khabar.text.morphology.clitics import FUTURE, splits
from khabar.text.morphology.lexemes import DERIVED, Lexemes

__all__ = ["BOUNDARY", "DISTANCES", "WordFeatures", "stem_classes", "stem_frequency", "word_features"]

DISTANCES = (-2, -1, 1, 2)
BOUNDARY = ("edge",)
_AFFIX = 4
_STRIPPED = 3
_WIDEST_GAP = 4


class WordFeatures(NamedTuple):
    """The features of a word for its own label and for its neighbours' labels (near and at distance two)."""

    own: tuple[str, ...]
    near: tuple[str, ...]
    far: tuple[str, ...]


def stem_classes(stem: str, folded: str, key: str, preposition: str, lexemes: Lexemes) -> set[str]:
    """Return the classes of words that the stem of a split can belong to by the tables."""
    classes = set()
    article = lexemes.article(stem, folded, preposition)
    bare = folded[article:]
    if not article and preposition != FUTURE:
        for lexeme in lexemes.closed.get(folded, ()):
            classes.add(f"C{lexeme.upos}{lexeme.kind}")
        if stem != folded and stem[0] == "إ" and folded[0] == "ا":
            classes.add("Ci")
    elif article:
        for lexeme in lexemes.closed.get(bare, ()):
            if lexeme.upos in ("NOUN", "ADJ", "NUM"):
                classes.add(f"C{lexeme.upos}{lexeme.kind}")
    if not article and preposition not in ("ب", "ك"):
        for _, tense in lexemes.verbs(folded, first_person=stem[0] in "أا"):
            if tense == "imp" or preposition != FUTURE:
                classes.add(tense)
    if preposition != FUTURE and not (article and key[2] == "1"):
        for nominal in lexemes.nominals(bare):
            kind = nominal.lexeme.kind
            if kind in DERIVED:
                classes.add(f"D{kind}")
            elif nominal.lexeme.gender != "f" or nominal.gender == "f" or nominal.number != "sing":
                classes.add(f"N{nominal.lexeme.upos}")
        if bare in lexemes.names:
            classes.add("Name")
    return classes


def stem_frequency(stem: str, key: str, frequencies: Mapping[str, int]) -> int:
    """Return the frequency bucket of a split's stem, as it is written without its clitics."""
    found = frequencies.get(stem, 0)
    if key[2] == "1":
        if stem.endswith("ت"):
            return max(found, frequencies.get(stem[:-1] + "ة", 0))
        if stem.endswith("ا"):
            return max(found, frequencies.get(stem[:-1] + "ى", 0))
        if stem.endswith("و"):
            return max(found, frequencies.get(stem + "ا", 0))
    if key[1] == "1" and stem.startswith("ل"):
        return max(found, frequencies.get("ا" + stem, 0))
    return found


def word_features(word: str, lexemes: Lexemes, frequencies: Mapping[str, int]) -> WordFeatures:
    """Return the features of a plain ``word`` (see ``plain_word``)."""
    folded = fold_word(word)
    if not word[0].isalpha():
        kind = "digit" if word[0].isdigit() else "mark"
        return WordFeatures((f"k={kind}", f"w={word[:2]}"), (f"k={kind}", f"w={word[:2]}"), (f"k={kind}",))
    if word.isascii():
        return WordFeatures(("k=latin",), ("k=latin",), ("k=latin",))
    own = [f"w={word}", f"f={folded}", f"n={min(len(word), 8)}"]
    for size in range(1, min(_AFFIX, len(word) - 1) + 1):
        own += (f"p={word[:size]}", f"s={word[-size:]}")
    own.append(f"p2s2={word[:2]}+{word[-2:]}")
    for size in range(1, min(_STRIPPED, len(word) - 2) + 1):
        own += (f"m={folded[size:]}", f"e={folded[:-size]}")
    whole = frequencies.get(word, 0)
    own.append(f"q={whole}")
    known = []
    summary: set[str] = set()
    for split in splits(word):
        key = split.key
        preposition = word[split.start - 1] if key[1] == "1" else ""
        stem = word[split.start : split.end]
        classes = stem_classes(stem, folded[split.start : split.end], key, preposition, lexemes)
        if classes:
            known.append(key)
            own += [f"L{key}{preposition}={name}" for name in classes]
            own.append(f"B{key}={'+'.join(sorted(classes))}")
            summary |= {name if key == "000" else "+" + name for name in classes}
        if key != "000":
            frequency = stem_frequency(stem, key, frequencies)
            gap = max(-_WIDEST_GAP, min(_WIDEST_GAP, frequency - whole))
            own.append(f"g{key}={gap}")
            own.append(f"G{key}={gap}{'n' if not frequency else ''}{'w' if not whole else ''}{'k' if classes else ''}")
    own.append(f"K={','.join(known)}")
    closed = lexemes.closed.get(folded)
    article = "al" if folded.startswith(("ال", "وال", "بال", "لل")) else ""
    near = [
        f"f={folded}" if whole or closed else "f=rare",
        f"s={word[-2:]}",
        f"s={word[-1]}",
        f"p={word[:1]}",
        f"a={article}",
        f"B={'+'.join(sorted(summary))}",
    ]
    far = [f"f={folded}" if closed else f"a={article}{word[-1]}"]
    return WordFeatures(tuple(own), tuple(near), tuple(far))
