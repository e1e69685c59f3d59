"""Read UD_Arabic-PUD as khabar's tokens with their labels.

PUD writes the clitics of a word as tokens of their own; here they are joined to written words again, as khabar's
tokeniser finds them, each with a label: three flags (conjunction, preposition or future س, pronoun) and the part of
speech of the stem in khabar's scheme.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from khabar.text import Analysis
from khabar.text.fold import fold_word, plain_word
from khabar.text.morphology.clitics import CONJUNCTIONS, PREPOSITIONS, article_mark, splits
from khabar.text.morphology.lexemes import DERIVED, Lexemes

__all__ = ["Sentence", "Token", "read_treebank"]

PRONOUNS = frozenset(["ه", "ها", "هم", "هن", "هما", "ك", "كم", "كما", "كن", "ي", "ني", "نا"])
# Which parts of speech of the closed tables a tag of PUD can stand for, most likely first.
SCHEME = {
    "ADP": ("ADP", "NOUN", "SCONJ", "CCONJ", "ADV", "PRON"),
    "SCONJ": ("SCONJ", "CCONJ"),
    "CCONJ": ("CCONJ", "SCONJ"),
    "PART": ("PART", "SCONJ", "CCONJ", "NOUN", "ADV", "VERB"),
    "DET": ("NOUN", "DET", "ADJ"),
    "PRON": ("PRON", "DET", "NOUN"),
    "ADV": ("ADV", "NOUN", "DET", "ADJ", "SCONJ"),
    "AUX": ("VERB",),
    "NUM": ("NUM",),
    "ADJ": ("ADJ", "NUM"),
    "NOUN": ("NOUN", "NUM"),
}


class Token(NamedTuple):
    """A written word: its plain letters, its label (None where the treebank's tokens do not fit), its lemma."""

    word: str
    label: str | None
    lemma: str


class Sentence(NamedTuple):
    """A sentence as tokens."""

    id: str
    tokens: list[Token]


class _Word(NamedTuple):
    form: str
    parts: list[tuple[str, str, str]]


def _words(block: str) -> tuple[str, str, list[_Word]]:
    """Return id, text and words of a CoNLL-U block; tokens that no space divides are one word."""
    identity = text = ""
    words: list[_Word] = []
    glued = False
    for line in block.split("\n"):
        if line.startswith("# sent_id"):
            identity = line.split("=", 1)[1].strip()
        elif line.startswith("# text ="):
            text = line.split("=", 1)[1].strip()
        elif line and not line.startswith("#"):
            cells = line.split("\t")
            part = (cells[1], cells[2], cells[3])
            if glued and words and _is_arabic(words[-1].form) and _is_arabic(cells[1]):
                words[-1] = _Word(words[-1].form + cells[1], [*words[-1].parts, part])
            else:
                words.append(_Word(cells[1], [part]))
            glued = "SpaceAfter=No" in cells[9]
    return identity, text, words


def _is_arabic(form: str) -> bool:
    return any("\u0621" <= letter <= "\u064a" for letter in form)


def scheme_tag(stem: str, tag: str, lexemes: Lexemes) -> str:
    """Return khabar's part of speech for a stem that PUD tags ``tag``."""
    folded = fold_word(stem)
    present = {lexeme.upos for lexeme in lexemes.closed.get(folded, ())}
    if tag == "ADJ" and any(lexeme.kind in ("ord", "elat") for lexeme in lexemes.closed.get(folded, ())):
        return "ADJ"
    for candidate in SCHEME.get(tag, ()):
        if candidate in present:
            return candidate
    if tag in ("ADV", "DET", "PRON", "ADP", "PART", "SCONJ", "CCONJ"):
        bare = folded.removeprefix("ال")
        listed = [nominal.lexeme for nominal in lexemes.nominals(bare) if nominal.lexeme.kind not in DERIVED]
        adjective = any(lexeme.upos == "ADJ" for lexeme in listed)
        noun = any(lexeme.upos == "NOUN" for lexeme in listed)
        return "ADJ" if (adjective and not noun) or bare.endswith("يا") else "NOUN"
    return "VERB" if tag == "AUX" else "X" if tag in ("SYM", "INTJ") else tag


def _label(word: _Word, plain: str, lexemes: Lexemes) -> tuple[str | None, str]:
    parts = list(word.parts)
    key = ["0", "0", "0"]
    if len(parts) > 1 and parts[0][0] in CONJUNCTIONS and len(parts[0][0]) == 1:
        key[0] = "1"
        parts = parts[1:]
    governs_pronoun = len(parts) == 2 and parts[1][0] in PRONOUNS and parts[1][2] == "PRON"
    if len(parts) > 1 and len(parts[0][0]) == 1 and parts[0][0] in PREPOSITIONS and not governs_pronoun:
        key[1] = "1"
        parts = parts[1:]
    if len(parts) > 1 and parts[-1][0] in PRONOUNS and parts[-1][2] == "PRON":
        key[2] = "1"
        parts = parts[:-1]
    if len(parts) != 1:
        return None, ""
    flags = "".join(key)
    for split in splits(plain):
        if split.key == flags:
            tag = scheme_tag(plain[split.start : split.end], parts[0][2], lexemes)
            return flags + tag + article_mark(plain, split, tag), parts[0][1]
    return None, ""


def read_treebank(path: Path, lexemes: Lexemes) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file."""
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        identity, text, words = _words(block)
        labels: dict[tuple[int, int], tuple[str | None, str]] = {}
        at = 0
        for word in words:
            at = text.index(word.form, at)
            span = (at, at + len(word.form))
            at = span[1]
            if _is_arabic(word.form):
                labels[span] = _label(word, plain_word(word.form), lexemes)
            else:
                labels[span] = ("000" + scheme_tag(word.form, word.parts[0][2], lexemes), word.form)
        analysis = Analysis(text)
        tokens = []
        for start, end in zip(analysis.starts, analysis.ends, strict=True):
            span = analysis.folded.span(start, end)
            word = plain_word(text[slice(*span)])
            label, lemma = labels.get(span, (None, ""))
            if not word[0].isalpha():
                label = "000NUM" if word[0].isdigit() else "000PUNCT"
            tokens.append(Token(word, label, lemma))
        yield Sentence(identity, tokens)
