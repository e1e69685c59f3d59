"""Reading a word without a tagger: by tables and frequency, each word for itself."""

from __future__ import annotations

from collections.abc import Mapping

from khabar.text.fold import fold_word
from khabar.text.morphology.clitics import splits
from khabar.text.morphology.features import stem_classes, stem_frequency
from khabar.text.morphology.lexemes import Lexemes

__all__ = ["plain_label"]

# Worth of a split in steps of frequency: what the tables know, what each clitic costs.
_KNOWN = 2.0
_CLOSED = 3.0
_CLITIC = 1.5

_PARTS_OF_SPEECH = (
    ("imp", "VERB"),
    ("perf", "VERB"),
    ("NADJ", "ADJ"),
    ("NNOUN", "NOUN"),
    ("Dmasdar", "NOUN"),
    ("Dpart", "ADJ"),
    ("Name", "PROPN"),
)


def plain_label(word: str, lexemes: Lexemes, frequencies: Mapping[str, int]) -> str:
    """Return the likeliest label of a plain ``word``: the flags of its split and the part of speech of its stem."""
    if not word[0].isalpha():
        return "000NUM" if word[0].isdigit() else "000PUNCT"
    if word.isascii():
        return "000X"
    folded = fold_word(word)
    best = (-1.0, "000NOUN")
    for split in splits(word):
        key = split.key
        preposition = word[split.start - 1] if key[1] == "1" else ""
        stem = word[split.start : split.end]
        classes = stem_classes(stem, folded[split.start : split.end], key, preposition, lexemes)
        upos = _part_of_speech(stem, classes)
        frequency = frequencies.get(word, 0) if key == "000" else stem_frequency(stem, key, frequencies)
        closed = any(name[0] == "C" for name in classes)
        if len(stem) == 1 and not closed:
            continue
        worth = frequency - _CLITIC * key.count("1") + (_KNOWN if classes else 0.0) + (_CLOSED if closed else 0.0)
        if worth > best[0]:
            best = (worth, key + upos)
    return best[1]


def _part_of_speech(stem: str, classes: set[str]) -> str:
    closed = sorted(name[1:] for name in classes if name[0] == "C" and name != "Ci")
    if closed:
        return "".join(letter for letter in closed[0] if letter.isupper())
    for name, upos in _PARTS_OF_SPEECH:
        if name in classes:
            return upos
    return "ADJ" if stem.endswith("ية") else "NOUN"
