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

from khabar.text.crf import Floats
from khabar.text.fold import fold_word
from khabar.text.morphology.clitics import DEFINITE, pronoun_length, splits
from khabar.text.morphology.features import DISTANCES, word_features
from khabar.text.morphology.kept import Kept, Rows
from khabar.text.morphology.lemma import Lemma, Lemmatiser
from khabar.text.morphology.lexemes import Lexemes, lexemes
from khabar.text.morphology.plain import plain_label
from khabar.text.morphology.resources import frequencies
from khabar.text.morphology.spelling import plain_tokens
from khabar.text.morphology.tagger import Marginals, Tagger, load_tagger, possible_labels

if TYPE_CHECKING:
    from khabar.lexicon import Lexicon
    from khabar.text import Analysis

__all__ = ["Alternative", "Analyser", "Piece", "Reading", "Word", "analyser_of", "morphology"]

# How many distinct words' scores (0.7 kB each) and readings a generation of what is kept holds.
_KEPT_WORDS = 30_000
_KEPT_READINGS = 40_000
_KEPT_OF_LABEL = 5_000
_MEMO = "morphology"
_NOMINAL = frozenset(("NOUN", "ADJ", "PROPN", "NUM", "ADV", "X"))
# Parts of speech after which "me" is written ني.
_TAKES_NI = frozenset(("VERB", "SCONJ", "CCONJ", "PART"))
# What these words demand of the verb after them.
_MOODS = {
    conjunction + word: mood
    for word, mood in (("لم", "jus"), ("لن", "imp"), ("لا", "imp"), ("سوف", "imp"), ("كي", "imp"), ("لكي", "imp"))
    for conjunction in ("", "و", "ف")
}
# Readings less probable than this are not kept as alternatives.
_LEAST_ALTERNATIVE = 0.1
# A verb that the tagger hardly believes in may still begin a sentence (طالب الرئيس).
_LEAST_VERB = 0.02
# So probable must a verb of the tables be to stand for a noun that none has.
_LEAST_KNOWN = 0.35
_COMMON = frozenset(("NOUN", "ADJ"))
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


class Alternative(NamedTuple):
    """Another reading that a word may have, and its probability."""

    reading: Reading
    score: float


class Word(NamedTuple):
    """A word of a text: its token number, its reading, the reading's probability and that of its split alone.

    ``alternatives`` are other readings of some probability, the likeliest first.
    """

    token: int
    reading: Reading
    score: float
    split_score: float
    alternatives: tuple[Alternative, ...] = ()


class Analyser:
    """Reads words with the tables of one lexicon; may be shared by threads."""

    def __init__(self, lexicon: Lexicon, tagger: Tagger | None) -> None:
        self._lexemes: Lexemes = lexemes(lexicon)
        self._tagger = tagger
        self._lemmatiser = Lemmatiser(self._lexemes, frequencies())
        self._readings: Kept[tuple[str, str, str], Reading] = Kept(_KEPT_READINGS)
        self._lock = RLock()
        # readings once more by the number of their label: most words stand there
        self._of_label: list[dict[str, Reading]] = [{} for _ in (tagger.labels if tagger else ())]
        labels = tagger.labels if tagger else ()
        self._scores = Rows((1 + len(DISTANCES), len(labels)), _KEPT_WORDS)
        self._same_split: dict[str, list[int]] = {}
        self._least_alternative = np.array(
            [_LEAST_VERB if label.endswith("VERB") else _LEAST_ALTERNATIVE for label in labels], dtype=np.float32
        )
        for number, label in enumerate(labels):
            self._same_split.setdefault(label[:3], []).append(number)

    @property
    def kept(self) -> int:
        """How many distinct words are kept now."""
        return len(self._scores)

    def read(self, analysis: Analysis) -> Sequence[Word]:
        """Return the words of ``analysis`` in order, one for each of its tokens."""
        plain = plain_tokens(analysis)
        if not plain:
            return []
        if self._tagger is None:
            labels = [plain_label(word, self._lexemes, frequencies()) for word in plain]
            readings = map(self.reading, plain, labels)
            return [Word(at, reading, _UNKNOWN, _UNKNOWN) for at, reading in enumerate(readings)]
        tagger = self._tagger
        with self._lock:
            scores = self._scores.take(plain, lambda word: self._rows(word, tagger))
        found = tagger.marginals(scores, sentence_tokens(analysis))
        names = tagger.labels
        probabilities = found.probabilities
        best = probabilities[np.arange(len(plain)), found.best].tolist()
        sums = {key: probabilities[:, numbers].sum(axis=1).tolist() for key, numbers in self._same_split.items()}
        others = self._alternatives(tagger, plain, found)
        new = tuple.__new__  # a word has no other parts to make, and there are many
        kept = self._of_label
        words = []
        for at, (word, number) in enumerate(zip(plain, found.best, strict=True)):
            label = names[number]
            mood = _MOODS.get(plain[at - 1], "") if at and label.endswith("VERB") else ""
            reading = None if mood else kept[number].get(word)
            if reading is None:
                reading = self.reading(word, label, mood)
                if not mood and len(kept[number]) < _KEPT_OF_LABEL:
                    kept[number][word] = reading
            if not reading.row and at in others and reading.upos in _COMMON:
                known = _known_verb(others[at])
                if known is not None:  # no table has the noun, one has the verb (أدانت)
                    words.append(Word(at, known.reading, known.score, sums[label[:3]][at], others[at]))
                    continue
            words.append(new(Word, (at, reading, best[at], sums[label[:3]][at], others.get(at, ()))))
        return words

    def _alternatives(self, tagger: Tagger, plain: list[str], found: Marginals) -> dict[int, tuple[Alternative, ...]]:
        """Return by word the readings besides the best that are probable enough to be kept."""
        several: dict[int, list[Alternative]] = {}
        places, numbers = (found.probabilities >= self._least_alternative).nonzero()
        for at, number in zip(places.tolist(), numbers.tolist(), strict=True):
            if number != found.best[at]:
                reading = self.reading(plain[at], tagger.labels[number])
                several.setdefault(at, []).append(Alternative(reading, float(found.probabilities[at, number])))
        return {at: tuple(sorted(others, key=lambda other: -other.score)) for at, others in several.items()}

    def _rows(self, word: str, tagger: Tagger) -> Floats:
        """Return the scores of a plain word: for its own labels, then for its neighbours' (``tagger.DISTANCES``)."""
        features = word_features(word, self._lexemes, frequencies())
        own = tagger.own(features.own, possible_labels(word))
        return np.concatenate([own[None], tagger.context(features.near, features.far)])

    def reading(self, word: str, label: str, mood: str = "") -> Reading:
        """Return the reading of a plain ``word`` under ``label`` (flags of the split, then the part of speech).

        ``mood``: what the word before demands of a verb (``imp``, ``jus`` for the short form after لم, or nothing).
        """
        return self._readings.get((word, label, mood), lambda: self._make(word, label, mood))

    def _make(self, word: str, label: str, mood: str) -> Reading:
        key, upos = label[:3], label[3:].removesuffix(DEFINITE)
        folded = fold_word(word)
        start, end = 0, len(word)
        if key != "000":
            start, end = next((split.start, split.end) for split in splits(word) if split.key == key)
        if key[2] == "1":
            end = len(word) - pronoun_length(word, verbal=upos in _TAKES_NI)
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
            mood = "imp" if preposition else mood
            lemma = self._lemmatiser.lemma(word[start:end], upos, preposition=preposition, pronoun=pronoun, mood=mood)
        else:
            lemma = Lemma(word)
        return Reading(
            pieces=tuple(pieces),
            stem=stem,
            bare=stem[article:],
            start=start,
            end=end,
            lemma=lemma.text,
            key=fold_word(lemma.text),
            upos=lemma.upos or upos,
            kind=lemma.kind,
            number=lemma.number,
            gender=lemma.gender,
            tense=lemma.tense,
            definite=bool(article or pronoun),
            row=lemma.row,
        )


def _known_verb(alternatives: Sequence[Alternative]) -> Alternative | None:
    """Return the likeliest reading as a verb that a table has, if it is not unlikely."""
    return next(
        (one for one in alternatives if one.score >= _LEAST_KNOWN and one.reading.upos == "VERB" and one.reading.row),
        None,
    )


def sentence_tokens(analysis: Analysis) -> list[tuple[int, int]]:
    """Return for each sentence that holds tokens the span of their numbers; the spans tile the tokens."""
    borders = sorted({0, len(analysis), *(bisect_left(analysis.starts, start) for start, _, _ in analysis.sentences)})
    return [(start, end) for start, end in pairwise(borders) if start < end]


def _analyser(lexicon: Lexicon) -> Analyser:
    return Analyser(lexicon, load_tagger())


def analyser_of(lexicon: Lexicon) -> Analyser:
    """Return the analyser of ``lexicon``, made once, with the tagger that ships if its file is there."""
    return lexicon.compiled("morphology-analyser", _analyser)


def morphology(analysis: Analysis, lexicon: Lexicon) -> Sequence[Word]:
    """Return the words of a text with their readings, one for each token; worked out once for each analysis.

    Offsets of a reading's pieces count from the token's start (``analysis.starts[word.token]``) in folded letters.
    """
    found: Sequence[Word] | None = analysis.memo.get(_MEMO)
    if found is None:
        found = analysis.memo[_MEMO] = analyser_of(lexicon).read(analysis)
    return found
