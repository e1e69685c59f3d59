"""Quran quotations at scale: generated cases with a fixed seed, and what is found in corpus paragraphs.

``python -m benchmarks.quran [--list]`` prints the figures; ``--list`` also what was missed, and every quotation found
in the corpus paragraphs, to be read by a person (no gold can say which of them is wrong).
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from quran_text import Mushaf as Rasm

from benchmarks.shared import CORPORA, articles, shared_folder
from khabar import Reader
from khabar.layers.scripture.mushaf import BREAK, Mushaf, load
from khabar.record import Record, Scripture
from khabar.text import fold_word

__all__ = ["Case", "cases", "run"]

SEED = 60_09
EACH = 60
PARAGRAPHS = 10_000
_STEP = 7
_LEAST = 4
_MARKED = (
    "قال تعالى: ﴿{}﴾ صدق الله العظيم.",
    "وجاء في البيان: {{{}}} ثم عدد البيان مطالبه.",
    "وختم كلمته بقوله تعالى «{}» أمام الحضور.",
    'ورددوا قوله سبحانه وتعالى "{}" في المسيرة.',
    "واستشهد الخطيب بقول الله عز وجل: {}\nثم دعا إلى الهدوء.",
)
_BARE = (
    "ورفع المعتصمون أمام الوزارة لافتة كتب عليها {} بخط عريض.",
    "كتب رئيس التحرير في افتتاحيته {} معلقا على الأزمة.",
    "{}\nبيان صادر عن المكتب الإعلامي",
    "رددت الجموع خلف النعش {} حتى وصلت المقبرة.",
)
_WORDS = ("الوزير", "المدينة", "الحكومة", "القوات", "الأزمة", "الاقتصاد", "التقرير", "المتظاهرون")
_HARAKAT = "ًٌٍَُِّْ"


class Case(NamedTuple):
    """A text, where the quotation stands in it, what it quotes, and what was changed (``exact``, ``changed`` …)."""

    kind: str
    marked: bool
    text: str
    start: int
    end: int
    refs: tuple[str, ...]
    change: str
    word: str


def _spelled(rng: random.Random, mushaf: Mushaf, rasm: Rasm, first: int, last: int) -> list[str]:
    """Return the words in one of several spellings."""
    modern = mushaf.modern[first:last]
    manner = rng.choice(("modern", "modern", "plain", "harakat", "tatweel", "rasm"))
    whole = mushaf.verse_start(first) == first and mushaf.verse_end(last - 1) == last
    if manner == "rasm" and whole:
        (sura, verse), (_, end) = mushaf.verse(first), mushaf.verse(last - 1)
        return [word for number in range(verse, end + 1) for word in rasm.ayah(sura, number).words]
    if manner == "plain":  # no hamza, ta marbuta as ha, alif maqsura as ya
        return [fold_word(word).replace("ء", "") or word for word in modern]
    if manner == "harakat":
        return ["".join(c + (rng.choice(_HARAKAT) if rng.random() < 0.4 else "") for c in word) for word in modern]
    if manner == "tatweel":
        return [word[:1] + "ـ" * (len(word) > 2) + word[1:] for word in modern]
    return list(modern)


def _reference(mushaf: Mushaf, first: int, last: int) -> str:
    (sura, verse), (_, end) = mushaf.verse(first), mushaf.verse(last - 1)
    return f"{sura}:{verse}" if verse == end else f"{sura}:{verse}-{end}"


def _piece(rng: random.Random, mushaf: Mushaf, kind: str) -> tuple[int, int]:
    """Return places ``[first, last)`` of a whole verse, a part of one, or several joined, of four words and more."""
    verses = mushaf.verses()
    while True:
        number = rng.randrange(len(verses) - 3)
        first, last = mushaf.span(*verses[number])
        if kind == "joined":
            other = verses[number + rng.randint(1, 2)]
            if other[0] != verses[number][0]:
                continue
            last = mushaf.span(*other)[1]
        elif kind == "part":
            if last - first <= _LEAST:
                continue
            length = rng.randint(_LEAST, min(last - first, 15))
            first += rng.randint(0, last - first - length)
            last = first + length
        if _LEAST <= last - first <= 60 and BREAK not in mushaf.kinds[first:last]:
            return first, last


def _changed(rng: random.Random, words: list[str], change: str) -> tuple[list[str], str]:
    """Return the words with one of them changed, dropped or added, and the word that was."""
    at = rng.randrange(1, len(words) - 1)
    other = rng.choice(_WORDS)
    if change == "changed":
        return [*words[:at], other, *words[at + 1 :]], other
    if change == "typo":
        at = max(range(len(words)), key=lambda number: len(words[number]))
        word = words[at][:1] + rng.choice("ظضغخث") + words[at][2:]
        return [*words[:at], word, *words[at + 1 :]], word
    if change == "dropped":
        return words[:at] + words[at + 1 :], words[at]
    return [*words[:at], other, *words[at:]], other


def cases(mushaf: Mushaf, seed: int = SEED, each: int = EACH) -> Iterator[Case]:
    """Yield generated cases: ``each`` exact ones a kind, marked and bare, and ``each`` a kind of change."""
    rasm = Rasm.hafs()
    rng = random.Random(seed)  # noqa: S311 (not for secrets)
    for marked in (True, False):
        for kind, change in (
            ("whole", "exact"), ("part", "exact"), ("joined", "exact"),
            ("whole", "changed"), ("whole", "typo"), ("whole", "dropped"), ("whole", "added"),
        ):  # fmt: skip
            made = 0
            while made < each:
                first, last = _piece(rng, mushaf, kind)
                words = _spelled(rng, mushaf, rasm, first, last)
                named = ""
                if change != "exact":
                    if len(words) < (5 if marked else 9):
                        continue
                    words, named = _changed(rng, words, change)
                before, after = rng.choice(_MARKED if marked else _BARE).split("{}")
                before, after = before.replace("{{", "{"), after.replace("}}", "}")
                quoted = " ".join(words)
                made += 1
                yield Case(
                    kind, marked, before + quoted + after, len(before), len(before) + len(quoted),
                    (_reference(mushaf, first, last),), change, named,
                )  # fmt: skip


def _range(found: Scripture) -> str:
    end = found.end_ref.split(":")[1]
    return found.ref if found.ref == found.end_ref else f"{found.ref}-{end}"


def _named(case: Case, found: Scripture) -> bool:
    """Say whether the differences name the word that was changed."""
    for difference in found.differences:
        stands = difference.expected if case.change == "dropped" else difference.found
        if fold_word(case.word).replace("ء", "") in fold_word(stands).replace("ء", ""):
            return True
    return False


def _generated(reader: Reader, listed: bool) -> dict[str, float | int]:
    counts: Counter[str] = Counter()
    total = 0
    for case in cases(load({})):
        total += 1
        found = [s for s in reader.read(case.text).scripture if s.start < case.end and case.start < s.end]
        manner = "marked" if case.marked else "bare"
        exact = case.change == "exact"
        counts[f"{manner} {'exact' if exact else 'altered'}"] += 1
        if not found:
            if listed:
                print("missed ", manner, case.change, case.refs, case.text)
            continue
        best = max(found, key=lambda s: s.end - s.start)
        right = _range(best) in case.refs or case.refs[0] in best.also
        counts[f"{manner} {'exact' if exact else 'altered'} found"] += 1
        counts[f"{manner} right"] += right
        counts[f"{manner} span"] += (best.start, best.end) == (case.start, case.end)
        if exact:
            counts[f"{manner} called exact"] += best.exact
        else:
            counts[f"{manner} flagged"] += not best.exact
            counts[f"{manner} named"] += _named(case, best)
        if listed and (not right or best.exact != exact or (not exact and not _named(case, best))):
            print("wrong  ", manner, case.change, case.refs, _range(best), best.differences, case.text)
    figures: dict[str, float | int] = {"generated cases": total}
    for manner in ("marked", "bare"):
        exacts, changes = counts[f"{manner} exact"], counts[f"{manner} altered"]
        hits = counts[f"{manner} exact found"] + counts[f"{manner} altered found"]
        figures[f"{manner}: exact ones found"] = round(counts[f"{manner} exact found"] / exacts, 4)
        figures[f"{manner}: exact ones called exact"] = round(counts[f"{manner} called exact"] / exacts, 4)
        figures[f"{manner}: altered ones found"] = round(counts[f"{manner} altered found"] / changes, 4)
        figures[f"{manner}: altered ones flagged"] = round(counts[f"{manner} flagged"] / changes, 4)
        figures[f"{manner}: alterations named"] = round(counts[f"{manner} named"] / changes, 4)
        figures[f"{manner}: references right (of found)"] = round(counts[f"{manner} right"] / max(hits, 1), 4)
        figures[f"{manner}: spans right (of found)"] = round(counts[f"{manner} span"] / max(hits, 1), 4)
    return figures


def _paragraphs(shared: Path) -> Iterator[dict[str, Any]]:
    """Yield articles, the same number of paragraphs from each corpus, until there are ``PARAGRAPHS``."""
    share = PARAGRAPHS // len(CORPORA) + 1
    seen: Counter[str] = Counter()
    for document in articles(shared, step=_STEP):
        corpus = document["id"].rsplit("-", 1)[0]
        if seen[corpus] < share:
            lines = [line for line in document["text"].split("\n") if line.strip()][: share - seen[corpus]]
            seen[corpus] += len(lines)
            yield {**document, "text": "\n".join(lines), "paragraphs": len(lines)}


def _show(record: Record, found: Scripture) -> str:
    around = record.text[max(0, found.start - 50) : found.start], record.text[found.end : found.end + 30]
    line = f"{around[0]}⟦{found.text}⟧{around[1]}".replace("\n", " / ")
    return f"{record.document.id}\t{found.via}\t{_range(found)}\t{'exact' if found.exact else 'altered'}\t{line}"


def _corpus(reader: Reader, shared: Path, listed: bool) -> dict[str, float | int]:
    counts: Counter[str] = Counter()
    for document in islice(_paragraphs(shared), PARAGRAPHS):
        record = reader.read(document["text"], id=document["id"])
        counts["paragraphs"] += document["paragraphs"]
        for found in record.scripture:
            counts[found.via.removeprefix("scripture/")] += 1
            if listed:
                print(_show(record, found))
    figures: dict[str, float | int] = {"corpus paragraphs": counts["paragraphs"]}
    for manner in ("marked", "introduced", "quoted", "bare"):
        figures[f"corpus: {manner} quotations"] = counts[manner]
    return figures


def run(shared: Path | None, *, listed: bool = False) -> dict[str, float | int]:
    """Return the figures of the generated cases and, if ``shared`` is there, of corpus paragraphs."""
    reader = Reader(layers=["scripture"], force=True)
    figures = _generated(reader, listed)
    return figures | (_corpus(reader, shared, listed) if shared else {})


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quran", description=__doc__)
    parser.add_argument("--list", action="store_true", help="list what was missed, and what was found in the corpora")
    for name, figure in run(shared_folder(), listed=parser.parse_args().list).items():
        print(f"{name:40} {figure:>10,}")


if __name__ == "__main__":
    main()
