"""Build the word lists that ship: frequencies, and words that stand in names.

    python training/wordlists.py --corpus ../shared/corpora/ant.jsonl.gz --annotated ../shared/bench/train

Needs the package ``wordfreq`` (see ``training/README.md``); writes into ``src/khabar/text/models``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import re
from collections import Counter
from pathlib import Path

from khabar.text.fold import fold_word, plain_word

MODELS = Path(__file__).resolve().parent.parent / "src" / "khabar" / "text" / "models"
WORD = re.compile(r"[^\W\d_]+")
ARABIC = re.compile("[\u0621-\u064a]+")
# Buckets count from about one in four million words; a bucket is a factor of three.
SCALE = 4e6
BASE = 3
WORDS_KEPT = 70_000
NAME_TYPES = ("PERSON", "GPE", "LOC")


def corpus_counts(path: Path) -> Counter[str]:
    """Count the plain words of a corpus of JSON lines with ``text``; an article that repeats another is left out."""
    counts: Counter[str] = Counter()
    seen = set()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)["text"]
            if text in seen:
                continue
            seen.add(text)
            counts.update(word for word in WORD.findall(plain_word(text)) if ARABIC.fullmatch(word))
    return counts


def frequencies(counts: Counter[str]) -> dict[str, int]:
    """Return the bucket of each frequent word: the mean of its shares in general text and in the corpus."""
    from wordfreq import get_frequency_dict

    general: Counter[str] = Counter()
    for word, share in get_frequency_dict("ar", wordlist="best").items():
        plain = plain_word(word)
        if ARABIC.fullmatch(plain):
            general[plain] += share
    total = sum(counts.values())
    shares = {word: (general[word] + counts[word] / total) / 2 for word in general.keys() | counts.keys()}
    kept = sorted(shares, key=lambda word: (-shares[word], word))[:WORDS_KEPT]
    return {word: max(1, round(math.log(shares[word] * SCALE, BASE))) for word in kept}


def write_frequencies(buckets: dict[str, int]) -> None:
    """Write one line a bucket: the number, then its words."""
    words: dict[int, list[str]] = {}
    for word, number in sorted(buckets.items()):
        words.setdefault(number, []).append(word)
    write("frequencies.txt.gz", [f"{number} {' '.join(words[number])}" for number in sorted(words)])


def write(name: str, lines: list[str]) -> None:
    """Write ``lines`` compressed, without a time stamp, so that the same data gives the same file."""
    data = ("\n".join(lines) + "\n").encode()
    (MODELS / name).write_bytes(gzip.compress(data, mtime=0))


def names(folder: Path) -> list[str]:
    """Return the words of the names of persons and places annotated in ``folder``, without the article."""
    found: Counter[str] = Counter()
    for path in sorted(folder.glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        for entity in document["gold"]["entities"]:
            if entity["type"] in NAME_TYPES:
                for word in WORD.findall(plain_word(entity["text"])):
                    if ARABIC.fullmatch(word) and len(word) > 2:
                        found[fold_word(word.removeprefix("ال") if len(word) > 4 else word)] += 1
    return sorted(found)


def main() -> None:
    """Build the lists."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--annotated", type=Path, required=True)
    options = parser.parse_args()
    counts = corpus_counts(options.corpus)
    buckets = frequencies(counts)
    write_frequencies(buckets)
    write("names.txt.gz", names(options.annotated))
    print(len(buckets), "frequencies")


if __name__ == "__main__":
    main()
