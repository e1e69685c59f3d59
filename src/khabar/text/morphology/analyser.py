"""The analysis of a text's words: clitics, stem, lemma, part of speech, with the doubt that remains.

What a word can be is worked out once for each distinct word and kept; which of its readings stands in a text is decided
by the tagger over the whole sentence, or without it by frequency and tables alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from threading import RLock
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from khabar.text.fold import fold_word, plain_word
from khabar.text.morphology.clitics import pronoun_length, splits
from khabar.text.morphology.features import word_features
from khabar.text.morphology.lemma import Lemma, Lemmatiser
from khabar.text.morphology.lexemes import Lexemes, lexemes
from khabar.text.morphology.plain import plain_label
from khabar.text.morphology.resources import frequencies
from khabar.text.morphology.tagger import Floats, Tagger, load_tagger, possible_labels

if TYPE_CHECKING:
    from khabar.lexicon import Lexicon
    from khabar.text import Analysis

__all__ = ["Analyser", "Piece", "Reading", "Word", "morphology"]

# Distinct words whose scores are kept (5 x labels x 4 bytes each), and readings by (word, label).
_KEPT_WORDS = 20_000
_MEMO = "morphology"
# Probability of a reading that no model has judged.
_UNKNOWN = 0.5


class Piece(NamedTuple):
    """A part of a word: offsets into the word's folded letters, those letters, what it is.

    ``role``: conj, prep, fut, art, stem, pron. The article lies within the stem.
    """

    start: int
    end: int
    text: str
    role: str


class Reading(NamedTuple):
    """One way to read a word.

    ``pieces`` are its parts in order; ``stem`` is the folded stem without clitics (``start``, ``end`` its offsets in
    the word), ``bare`` the same without the article. ``lemma`` is spelled, ``key`` folded. ``upos`` is the UD part of
    speech, ``kind`` a finer class where the closed tables know one (prep, quant, neg, comp, rel, …). ``number`` is
    sing, dual, plur or ""; ``gender`` m, f or ""; ``tense`` perf, imp or "". ``row`` names the table row.
    """

    pieces: tuple[Piece, ...]
    stem: str
    bare: str
    start: int
    end: int
    lemma: str
    key: str
    upos: str
    kind: str
    number: str
    gender: str
    tense: str
    definite: bool
    row: str

    @property
    def clitics(self) -> list[str]:
        """The clitics as ``و+``, ``ال+``, ``+ه``."""
        return [f"+{p.text}" if p.role == "pron" else f"{p.text}+" for p in self.pieces if p.role != "stem"]

    @property
    def prefix(self) -> str:
        """The letters before the stem."""
        return "".join(piece.text for piece in self.pieces if piece.role in ("conj", "prep", "fut"))


class Word(NamedTuple):
    """A word of a text: its token number, its reading, the reading's probability and that of its split alone."""

    index: int
    reading: Reading
    score: float
    split_score: float


class Analyser:
    """Reads words with the tables of one lexicon; may be shared by threads."""

    def __init__(self, lexicon: Lexicon, tagger: Tagger | None) -> None:
        self._lexemes: Lexemes = lexemes(lexicon)
        self._tagger = tagger
        self._lemmatiser = Lemmatiser(self._lexemes, frequencies())
        self._readings: dict[tuple[str, str], Reading] = {}
        self._known: dict[str, int] = {}
        self._lock = RLock()
        labels = tagger.labels if tagger else ()
        self._scores: Floats = np.zeros((64, 5, len(labels)), dtype=np.float32)
        self._same_split: dict[str, list[int]] = {}
        for number, label in enumerate(labels):
            self._same_split.setdefault(label[:3], []).append(number)

    def read(self, analysis: Analysis) -> Sequence[Word]:
        """Return the words of ``analysis`` in order, one for each of its tokens."""
        plain = plain_tokens(analysis)
        if not plain:
            return []
        if self._tagger is None:
            labels = [plain_label(word, self._lexemes, frequencies()) for word in plain]
            readings = map(self.reading, plain, labels)
            return [Word(at, reading, _UNKNOWN, _UNKNOWN) for at, reading in enumerate(readings)]
        with self._lock:
            rows = self._rows(plain, self._tagger)
            scores = self._scores[rows]
        found = self._tagger.marginals(scores, sentence_tokens(analysis))
        names = self._tagger.labels
        probabilities = found.probabilities
        best = probabilities[np.arange(len(plain)), found.best].tolist()
        sums = {key: probabilities[:, numbers].sum(axis=1).tolist() for key, numbers in self._same_split.items()}
        words = []
        kept = self._readings
        for at, (word, number) in enumerate(zip(plain, found.best, strict=True)):
            label = names[number]
            reading = kept.get((word, label)) or self.reading(word, label)
            words.append(Word(at, reading, best[at], sums[label[:3]][at]))
        return words

    def _rows(self, plain: list[str], tagger: Tagger) -> list[int]:
        """Return the rows of scores of the words; those not yet known are worked out."""
        known = self._known
        if len(known) > _KEPT_WORDS:
            known.clear()
            self._readings.clear()
        rows = []
        for word in plain:
            row = known.get(word)
            if row is None:
                row = len(known)
                if row >= len(self._scores):
                    self._scores = np.concatenate([self._scores, np.zeros_like(self._scores)])
                features = word_features(word, self._lexemes, frequencies())
                self._scores[row] = tagger.vectors(features, possible_labels(word, tagger.labels))
                known[word] = row
            rows.append(row)
        return rows

    def reading(self, word: str, label: str) -> Reading:
        """Return the reading of a plain ``word`` under ``label`` (flags of the split, then the part of speech)."""
        found = self._readings.get((word, label))
        if found is None:
            found = self._readings[word, label] = self._make(word, label)
        return found

    def _make(self, word: str, label: str) -> Reading:
        key, upos = label[:3], label[3:]
        folded = fold_word(word)
        start, end = 0, len(word)
        if key != "000":
            start, end = next((split.start, split.end) for split in splits(word) if split.key == key)
        if key[2] == "1":
            end = len(word) - pronoun_length(word, verbal=upos in ("VERB", "SCONJ", "CCONJ", "PART") or word.endswith("منني"))
        preposition = word[start - 1] if key[1] == "1" else ""
        pieces = []
        if key[0] == "1":
            pieces.append(Piece(0, 1, folded[0], "conj"))
        if preposition:
            pieces.append(Piece(start - 1, start, folded[start - 1], "fut" if preposition == "س" else "prep"))
        stem = folded[start:end]
        article = self._lexemes.article(word[start:end], stem, preposition) if upos in _NOMINAL else 0
        if article:
            pieces.append(Piece(start, start + article, folded[start : start + article], "art"))
        pieces.append(Piece(start, end, stem, "stem"))
        if end < len(folded):
            pieces.append(Piece(end, len(folded), folded[end:], "pron"))
        pronoun = folded[end:]
        if word[0].isalpha() and not word.isascii():
            lemma = self._lemmatiser.lemma(word[start:end], upos, preposition=preposition, pronoun=pronoun)
        else:
            lemma = Lemma(word)
        return Reading(
            tuple(pieces), stem, stem[article:], start, end, lemma.text, fold_word(lemma.text), lemma.upos or upos, lemma.kind, lemma.number,
            lemma.gender, lemma.tense, bool(article or pronoun), lemma.row,
        )  # fmt: skip


_NOMINAL = frozenset(("NOUN", "ADJ", "PROPN", "NUM", "ADV", "X"))


def plain_tokens(analysis: Analysis) -> list[str]:
    """Return the tokens of ``analysis`` as spelled, without marks; each is as long as its folded word."""
    folded = analysis.folded
    if len(folded.text) == len(folded.source):
        written = plain_word(folded.source)
        if len(written) == len(folded.text):
            return [written[start:end] for start, end in zip(analysis.starts, analysis.ends, strict=True)]
    tokens = []
    for word, start, end in zip(analysis.words, analysis.starts, analysis.ends, strict=True):
        written = plain_word(folded.source[slice(*folded.span(start, end))])
        tokens.append(written if len(written) == len(word) else word)
    return tokens


def sentence_tokens(analysis: Analysis) -> list[tuple[int, int]]:
    """Return for each sentence that holds tokens the span of their numbers; the spans tile the tokens."""
    borders = sorted({0, len(analysis), *(bisect_left(analysis.starts, start) for start, _, _ in analysis.sentences)})
    return [(start, end) for start, end in pairwise(borders) if start < end]


def _analyser(lexicon: Lexicon) -> Analyser:
    return Analyser(lexicon, load_tagger())


def morphology(analysis: Analysis, lexicon: Lexicon) -> Sequence[Word]:
    """Return the words of a text with their readings, one for each token; worked out once for each analysis.

    Offsets of a reading's pieces count from the token's start (``analysis.starts[word.index]``) in folded letters.
    """
    found: Sequence[Word] | None = analysis.memo.get(_MEMO)
    if found is None:
        found = analysis.memo[_MEMO] = lexicon.compiled("morphology-analyser", _analyser).read(analysis)
    return found
