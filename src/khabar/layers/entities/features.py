"""What the tagger looks at: for each token its letters, what tables and grammar say of it, and its neighbours."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.layers.entities.candidates import Proposals
from khabar.layers.entities.evidence import Evidence
from khabar.layers.entities.kinds import WordKinds
from khabar.layers.entities.vocabulary import Vocabulary
from khabar.lexicon.matcher import Found
from khabar.lexicon.names import MACHINE_MADE, Name
from khabar.text.fold import fold_word

__all__ = ["Marks", "marks", "sentence_features", "word_features"]

_QUOTES = frozenset("\"'«»“”‘’")
Marks = tuple[list[str], list[str], list[str]]


def word_features(spelled: str, kinds: WordKinds) -> list[str]:
    """Return the features of a word, as spelled without diacritics, that do not depend on its place."""
    word = fold_word(spelled)
    if not word[0].isalpha():
        return ["d" if word.isdigit() else "m=" + word]
    features = [
        "w=" + word, "p2=" + word[:2], "p3=" + word[:3], "p4=" + word[:4],
        "s1=" + word[-1:], "s2=" + word[-2:], "s3=" + word[-3:],
        f"n={min(len(word), 8)}",
    ]  # fmt: skip
    if word.isascii():
        features.append("latin")
    if spelled != word:
        features.append("u=" + spelled)
    features += ["l=" + "+".join(kinds(word)), f"f={kinds.frequency(word)}"]
    if word[0] in "وبلكف" and len(word) > 3:
        features.append("w=" + word[1:])
    return features


def _doubt(name: Name) -> str:
    """Return a mark for names that tables found by machine hold, and for those that need support."""
    return ("~" if name.row.table in MACHINE_MADE else "") + ("?" if name.weak else "")


def _sign(name: Name, hit: Found[Name], words: Sequence[str], known: Evidence) -> str:
    """Return the type of a name with marks of doubt and of support by the rest of the text."""
    return name.type + _doubt(name) + ("!" if name.weak and known.supports(name, words, hit) else "")


def marks(words: Sequence[str], vocabulary: Vocabulary, proposals: Proposals) -> Marks:
    """Return for each token the grammar's tag, what tables hold it, and which title, head or given name it is."""
    tags = ["O"] * len(words)
    held = [""] * len(words)
    kinds = [""] * len(words)
    found, _, hits, known, nameless, _ = proposals
    for candidate in found:
        how = candidate.rule.split(".")[0] + (_doubt(candidate.names[0]) if candidate.names else "")
        for index in range(candidate.first, candidate.last):
            tags[index] = f"{'B' if index == candidate.first else 'I'}-{candidate.type}/{how}"
    for index in nameless:
        kinds[index] = "N"
    titles, heads, given = vocabulary.titles, vocabulary.heads, vocabulary.given
    reached = 0
    for index, word in enumerate(words):
        if not word[0].isalpha():
            continue
        hit = hits.get(index)
        if hit and hit.last > reached:
            types = "+".join(sorted({_sign(name, hit, words, known) for name in hit.values}))
            first = index + hit.values[0].lead
            for at in range(first, hit.last):
                held[at] = ("b:" if at == first else "i:") + types
            reached = hit.last
        title = titles.at(words, index)
        if title:
            for at in range(index, title.last):
                kinds[at] += "T"
        head = heads.at(words, index)
        if head:
            for at in range(index, head.last):
                kinds[at] += "H" + head.values[0].cells["class"][0]
        one = given.at(words, index)
        if one:
            for at in range(index, one.last):
                kinds[at] += "G" + one.values[0][0]
    return tags, held, kinds


def sentence_features(
    words: Sequence[str], first: int, last: int, said: Marks, own: Sequence[list[str]]
) -> list[list[str]]:
    """Return the features of tokens ``first`` to ``last``; ``own`` are their ``word_features``."""
    tags, held, kinds = said
    rows = []
    quoted = False
    for index in range(first, last):
        word = words[index]
        tag, table, kind = tags[index], held[index], kinds[index]
        features = [*own[index - first], "r=" + tag]
        if table:
            features.append("t=" + table)
        if kind:
            features.append("k=" + kind)
        if word in _QUOTES:
            quoted = not quoted
        elif quoted:
            features.append("q")
        if index > first:
            before = words[index - 1]
            features += ["w-1=" + before, "r-1=" + tags[index - 1], f"r-1,r={tags[index - 1]},{tag}"]
            if kinds[index - 1]:
                features.append(f"k-1={kinds[index - 1]}")
                features.append(f"k-1,k={kinds[index - 1]},{kind}")
            if held[index - 1]:
                features.append("t-1=" + held[index - 1])
            if index > first + 1:
                features += ["w-2=" + words[index - 2], "r-2=" + tags[index - 2], "k-2=" + kinds[index - 2]]
        else:
            features.append("first")
        if index + 1 < last:
            after = words[index + 1]
            features += ["w+1=" + after, "r+1=" + tags[index + 1], "a+1=" + after[:2], "z+1=" + after[-1]]
            if kinds[index + 1]:
                features.append("k+1=" + kinds[index + 1])
            if index + 2 < last:
                features += ["w+2=" + words[index + 2], "r+2=" + tags[index + 2]]
        else:
            features.append("last")
        rows.append(features)
    return rows
