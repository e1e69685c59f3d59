"""Which kinds of word the tables of morphology take a word for: what is a common word is seldom a name."""

from __future__ import annotations

from khabar.lexicon import Lexicon
from khabar.text.morphology.clitics import splits
from khabar.text.morphology.lexemes import Lexemes, lexemes
from khabar.text.morphology.resources import frequencies

__all__ = ["WordKinds"]

_ARTICLE = "ال"
_CACHE_LIMIT = 100_000


class WordKinds:
    """Answers for folded words; immutable but for its cache, safe among threads."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexemes: Lexemes = lexemes(lexicon)
        self._frequencies = frequencies()
        self._cache: dict[str, tuple[str, ...]] = {}

    def __call__(self, word: str) -> tuple[str, ...]:
        """Return the parts of speech that ``word`` may be, sorted; small letters for a reading without its clitics."""
        found = self._cache.get(word)
        if found is None:
            found = tuple(sorted(self._find(word)))
            if len(self._cache) < _CACHE_LIMIT:
                self._cache[word] = found
        return found

    def frequency(self, word: str) -> int:
        """Return how frequent ``word`` is, as a bucket (0: unknown)."""
        return self._frequencies.get(word, 0)

    def common(self, word: str) -> bool:
        """Say whether ``word`` as it stands is an entry of the tables of nouns, adjectives, verbs or closed classes."""
        return any(kind.isupper() for kind in self(word))

    def _find(self, word: str) -> set[str]:
        if not word[:1].isalpha() or word.isascii():
            return set()
        known = self._lexemes
        kinds: set[str] = set()
        for split in splits(word):
            stem = word[split.start : split.end]
            bare = stem.removeprefix(_ARTICLE)
            found = set(known.parts(bare))
            closed = known.closed.get(stem)
            if closed:
                found.update(lexeme.upos for lexeme in closed)
            if bare == stem and known.verbs(stem):
                found.add("VERB")
            whole = split.start == 0 and split.end == len(word)
            kinds.update(found if whole else map(str.lower, found))
        return kinds
