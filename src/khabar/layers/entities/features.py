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

__all__ = ["KEYS", "Key", "Marks", "key_features", "marks", "token_keys", "word_features"]

_QUOTES = frozenset("\"'«»“”‘’")
_STATES = "lexicon/states"
_STATELESS = ("s1=",)
Marks = tuple[list[str], list[str], list[str], list[str]]
Key = tuple[str | bool, ...]
KEYS = 8
_FIRST: Key = ("first",)
_LAST: Key = ("last",)
_NONE: Key = ("",)


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
    found, _, hits, known, nameless, _ = proposals
    for candidate in found:
        how = candidate.rule.split(".")[0] + (_doubt(candidate.names[0]) if candidate.names else "")
        for index in range(candidate.first, candidate.last):
            tags[index] = f"{'B' if index == candidate.first else 'I'}-{candidate.type}/{how}"
    for index in nameless:
        kinds[index] = "N"
    titles, heads, given = vocabulary.titles, vocabulary.heads, vocabulary.given
    told = list(words)
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
            lead = hit.values[0]
            if lead.row.table == _STATES:
                for at in range(first, hit.last):
                    told[at] = f"<{lead.type}{words[at][-1:] if lead.type == 'NORP' else ''}>"
        title = titles.at(words, index)
        if title:
            for at in range(index, title.last):
                kinds[at] += "T"
        head = heads.at(words, index)
        if head:
            for at in range(index, head.last):
                kinds[at] += "H" + head.values[0].cells["class"][0]
        one = given.at(words, index)
        if one and told[index] == word:
            for at in range(index, one.last):
                kinds[at] += "G" + one.values[0][0]
    return tags, held, kinds, told


def token_keys(words: Sequence[str], spelled: Sequence[str], said: Marks, first: int, last: int) -> list[list[Key]]:
    """Return for each token ``first`` to ``last`` of a sentence the ``KEYS`` keys of what is seen there.

    A key stands for a group of features (``key_features``); what a group adds to the scores is worked out once.
    """
    tags, held, kinds, told = said
    rows = []
    quoted = False
    for at in range(first, last):
        tag, kind = tags[at], kinds[at]
        inside = quoted
        if words[at] in _QUOTES:
            quoted = not quoted
            inside = False
        far_left, left, right, far_right = at > first + 1, at > first, at + 1 < last, at + 2 < last
        rows.append(
            [
                ("own", spelled[at], told[at] != words[at]),
                ("here", tag, held[at], kind, inside),
                ("left", tags[at - 1], tag, kinds[at - 1], kind, held[at - 1]) if left else _FIRST,
                (
                    "far",
                    tags[at - 2] if far_left else "",
                    kinds[at - 2] if far_left else "",
                    tags[at + 1] if right else "",
                    kinds[at + 1] if right else "",
                    tags[at + 2] if far_right else "",
                ),
                ("w-1", told[at - 1]) if left else _NONE,
                ("w-2", told[at - 2]) if far_left else _NONE,
                ("w+1", told[at + 1]) if right else _LAST,
                ("w+2", told[at + 2]) if far_right else _NONE,
            ]
        )
    return rows


def key_features(key: Key, kinds: WordKinds) -> list[str]:
    """Return the features that a key of ``token_keys`` stands for."""
    group, *seen = key
    if group == "own":
        word, stateless = str(seen[0]), bool(seen[1])
        return [name for name in word_features(word, kinds) if not stateless or name.startswith(_STATELESS)]
    if group == "here":
        tag, table, kind, quoted = seen
        return [f"r={tag}", *_told("t", table), *_told("k", kind), *(["q"] if quoted else [])]
    if group == "left":
        tag, own_tag, kind, own_kind, table = seen
        found = [f"r-1={tag}", f"r-1,r={tag},{own_tag}", *_told("k-1", kind), *_told("t-1", table)]
        return found + ([f"k-1,k={kind},{own_kind}"] if kind else [])
    if group == "far":
        names = ("r-2", "k-2", "r+1", "k+1", "r+2")
        return [feature for name, value in zip(names, seen, strict=True) for feature in _told(name, value)]
    if group == "w+1":
        word = str(seen[0])
        return [f"w+1={word}", f"a+1={word[:2]}", f"z+1={word[-1]}"]
    return [f"{group}={seen[0]}"] if seen else [str(group)] if group else []


def _told(name: str, value: str | bool) -> list[str]:
    return [f"{name}={value}"] if value else []
