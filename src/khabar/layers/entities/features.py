"""What the tagger looks at: for each token its letters, what tables and grammar say of it, and its neighbours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from khabar.layers.entities.candidates import Proposals
from khabar.layers.entities.evidence import Evidence
from khabar.layers.entities.kinds import WordKinds
from khabar.layers.entities.vocabulary import GIVEN, HEAD, TITLE, Vocabulary
from khabar.lexicon.matcher import Found
from khabar.lexicon.names import MACHINE_MADE, Name
from khabar.text.fold import fold_word

__all__ = ["EDGE", "SEEN", "Marks", "columns", "marks", "value_features", "word_features"]

_QUOTES = frozenset("\"'«»“”‘’")
_STATES = "lexicon/states"
Marks = tuple[list[str], list[str], list[str], list[str]]
# A value of a name of a state, of which only the ending is told; and what stands beyond a sentence.
_STATELESS = "<"
EDGE = "|"
# What is seen of a token, and at which distances from the word that is judged.
SEEN: Mapping[str, tuple[int, ...]] = {
    "own": (0,),
    "tags": (0, -1, -2, 1, 2),
    "held": (0, -1),
    "kinds": (0, -1, -2, 1),
    "quoted": (0,),
    "told": (-1, -2, 1, 2),
    "tags2": (0,),
    "kinds2": (0,),
}
_NAMES = {"tags": "r", "held": "t", "kinds": "k"}


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
    """Return for each token the grammar's tag, what tables hold it, which title, head or given name it is, and itself.

    Of the names of states and their peoples only the kind and the ending are told: which state a sentence is about must
    not change what is found in it.
    """
    tags = ["O"] * len(words)
    held = [""] * len(words)
    kinds = [""] * len(words)
    found, hits, known, nameless, begins = (
        proposals.found,
        proposals.hits,
        proposals.known,
        proposals.nameless,
        proposals.begins,
    )
    for candidate in found:
        how = candidate.rule.split(".")[0] + (_doubt(candidate.names[0]) if candidate.names else "")
        for index in range(candidate.first, candidate.last):
            tags[index] = f"{'B' if index == candidate.first else 'I'}-{candidate.type}/{how}"
    for index in nameless:
        kinds[index] = "N"
    titles, heads, given = vocabulary.titles, vocabulary.heads, vocabulary.given
    told = list(words)
    reached = 0
    for index, bits in enumerate(begins):
        if not bits:
            continue
        hit = hits.get(index)
        if hit and hit.last > reached:
            types = "+".join(sorted({_sign(name, hit, words, known) for name in hit.values}))
            first = index + hit.values[0].lead
            for at in range(first, hit.last):
                held[at] = ("b:" if at == first else "i:") + types
            reached = hit.last
            lead = hit.values[0]
            if lead.row.table == _STATES:
                for at in range(first, hit.last):
                    told[at] = f"<{lead.type}{words[at][-1:] if lead.type == 'NORP' else ''}>"
        title = titles.at(words, index) if bits & TITLE else None
        if title:
            for at in range(index, title.last):
                kinds[at] += "T"
        head = heads.at(words, index) if bits & HEAD else None
        if head:
            for at in range(index, head.last):
                kinds[at] += "H" + head.values[0].cells["class"][0]
        one = given.at(words, index) if bits & GIVEN and told[index] == words[index] else None
        if one:
            for at in range(index, one.last):
                kinds[at] += "G" + one.values[0][0]
    return tags, held, kinds, told


def columns(words: Sequence[str], spelled: Sequence[str], said: Marks, first: int, last: int) -> list[list[str]]:
    """Return what is seen at tokens ``first`` to ``last`` of a sentence: for each of ``SEEN`` a value a token.

    A value stands for the same features wherever it is seen (``value_features``); "" stands for none.
    """
    tags, held, kinds, told = (column[first:last] for column in said)
    own = list(spelled[first:last])
    for at, shown in enumerate(told):
        if shown[0] == _STATELESS and len(shown) > 1:
            own[at] = _STATELESS + own[at][-1]
    quoted: list[str] = []
    inside = False
    for word in words[first:last]:
        mark = word in _QUOTES
        quoted.append("q" if inside and not mark else "")
        inside ^= mark
    return [own, tags, held, kinds, quoted, told, _pairs(tags), _pairs(kinds)]


def _pairs(values: Sequence[str]) -> list[str]:
    """Return each value with the one before it; "" for the first, and where the one before is ""."""
    return ["", *(before + "," + value if before else "" for before, value in pairwise(values))]


def value_features(column: str, distance: int, value: str, kinds: WordKinds) -> list[str]:
    """Return the features that a ``value`` of a column of ``SEEN``, seen at a ``distance``, stands for.

    ``EDGE`` says that the sentence ends before it.
    """
    at = f"{distance:+d}" if distance else ""
    if value == EDGE:
        return [{-1: "first", 1: "last"}[distance]] if column == "told" and abs(distance) == 1 else []
    if not value:
        return []
    if column == "own":
        if value[0] == _STATELESS and len(value) > 1:
            return [f"s1={fold_word(value[1:])}"]
        return word_features(value, kinds)
    if column == "told":
        return [f"w{at}={value}"] + ([f"a+1={value[:2]}", f"z+1={value[-1]}"] if distance == 1 else [])
    if column in ("tags2", "kinds2"):
        name = column[0].replace("t", "r")
        return [f"{name}-1,{name}={value}"]
    return [_NAMES[column] + at + "=" + value] if column != "quoted" else ["q"]
