"""``python -m benchmarks.robustness``: the whole corpora without a crash, and hostile inputs in time linear in size.

(a) Every corpus article is read with all layers; of every annotation ``text[start:end]`` must be its own text.
(b) Inputs that no article looks like, each in a process of its own: seconds and peak memory by size.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from benchmarks.shared import CORPORA, articles, shared_folder
from khabar import Reader
from khabar.errors import KhabarError
from khabar.record import Record
from khabar.sources import read_bytes

__all__ = ["KINDS", "Corpus", "false_slices", "hostile", "measure", "read_corpora", "run"]

_MEGABYTE = 10**6
_SHOWN = 5
_TOKENS_EVERY = 40
_SENTENCE = (
    "قال وزير الخارجية يوم الثلاثاء 13 سبتمبر/أيلول إن نحو 200 عسكري وصلوا إلى بغداد، وأضاف: «لن نغادر قبل نهاية"
    " الشهر المقبل»، فيما قتل 12 شخصا وأصيب ثلاثة وعشرون آخرون قرب الحدود منذ عام 2014. "
)
_VERSE = "﴿قُلْ هُوَ اللَّهُ أَحَدٌ * اللَّهُ الصَّمَدُ * لَمْ يَلِدْ وَلَمْ يُولَدْ * وَلَمْ يَكُنْ لَهُ كُفُوًا أَحَدٌ﴾ "
# kind: the text that is repeated up to the size asked for
_REPEATED = {
    "articles": (_SENTENCE * 3 + "\n") * 4,
    "one line": _SENTENCE,
    "one token": "قسطنطينيه",
    "short lines": "نعم\n",
    "diacritics": "\u064e\u064f\u0650\u0651",
    "letters with diacritics": "كَتَبَ ",
    "digits": "٠١٢٣456789",
    "numbers": "12 345 6.7 ٨٩ ",
    "number words": "ثلاثة آلاف وخمسمئة مليون ",
    "one numeral": "ومئة ألف ألف مليون ",
    "dates": "12/5/2014-13/6/2015 ",
    "date words": "يوم الثلاثاء من شهر عام قبل بعد ",
    "conjunctions": "و ف ب ل ",
    "brackets": "(((«[{",
    "closing brackets": ")»]}\"'",
    "quotes": "\"'“”",
    "open quotations": "قال: «نعم، إن ",
    "stops": ". .. … ؟! ",
    "slashes": "/-/",
    "verses": _VERSE,
    "furniture": "شارك\n",
    "spaces": " \u00a0\t",
    "emoji": "👨\u200d👩\u200d👧😀",
}
_BYTES = ("random bytes", "random high bytes", "random Unicode", "windows-1256", "web page")
KINDS = (*_REPEATED, *_BYTES)


class Corpus(NamedTuple):
    """What reading many articles showed: how many were read, refused (by kind of error), crashed, and cut wrongly."""

    read: int
    annotations: int
    refused: dict[str, int]
    crashes: list[str]
    false: list[str]


def false_slices(record: Record) -> tuple[int, list[str]]:
    """Return the number of spans in ``record``, and of those that are false what is wrong with each."""
    text = record.text
    count = 0
    wrong = []
    stack: list[tuple[str, Any]] = [("", msgspec.to_builtins(record))]
    while stack:
        path, value = stack.pop()
        if isinstance(value, list):
            stack.extend((f"{path}[{number}]", each) for number, each in enumerate(value))
        elif isinstance(value, dict):
            stack.extend((f"{path}.{name}", each) for name, each in value.items() if isinstance(each, list | dict))
            start, end = value.get("start"), value.get("end")
            if isinstance(start, int) and isinstance(end, int):
                count += 1
                if not 0 <= start < end <= len(text):
                    wrong.append(f"{path}: [{start}:{end}] is no span of a text of {len(text)}")
                elif "text" in value and text[start:end] != value["text"]:
                    wrong.append(f"{path}: [{start}:{end}] is {text[start:end]!r}, not {value['text']!r}")
    position = 0
    for number, sentence in enumerate(record.sentences):
        if sentence.start < position:
            wrong.append(f".sentences[{number}] begins before its neighbour ends")
        position = sentence.end
    return count, wrong


def _read_part(part: tuple[str, int, int, int]) -> Corpus:
    """Read every ``workers``-th article of those taken, beginning with the ``first``."""
    shared, step, first, workers = part
    reader, with_tokens = Reader(), Reader(tokens=True)
    done = annotations = 0
    refused: Counter[str] = Counter()
    crashes: list[str] = []
    false: list[str] = []
    for number, document in enumerate(islice(articles(Path(shared), step=step), first, None, workers)):
        # tokens with lemma and part of speech take ten times as long as all else: they are checked on some articles
        chosen = reader if number % _TOKENS_EVERY else with_tokens
        try:
            record = chosen.read(document["text"], published=document["published"] or None, id=document["id"])
            record.to_json()
        except KhabarError as error:
            refused[f"{type(error).__name__} {document['id']}: {error.problem}"] += 1
            continue
        except Exception as error:  # noqa: BLE001  (a crash of any kind is what is looked for)
            crashes.append(f"{document['id']}: {type(error).__name__}: {error}")
            continue
        count, wrong = false_slices(record)
        done += 1
        annotations += count
        false.extend(f"{document['id']}{each}" for each in wrong)
    return Corpus(done, annotations, dict(refused), crashes, false)


def read_corpora(shared: Path, *, step: int = 1, workers: int = 2) -> Corpus:
    """Read every ``step``-th article of all corpora (``shared/corpora``) in ``workers`` processes."""
    with ProcessPoolExecutor(workers) as pool:
        parts = list(pool.map(_read_part, [(str(shared), step, first, workers) for first in range(workers)]))
    refused: Counter[str] = Counter()
    for part in parts:
        refused.update(part.refused)
    return Corpus(
        sum(part.read for part in parts),
        sum(part.annotations for part in parts),
        dict(refused),
        [line for part in parts for line in part.crashes],
        [line for part in parts for line in part.false],
    )


def hostile(kind: str, size: int) -> bytes:
    """Return about ``size`` bytes of the input called ``kind`` (see ``KINDS``); the same each time."""
    if kind == "random bytes":
        return random.Random(size).randbytes(size)  # noqa: S311
    if kind == "random high bytes":
        # no byte of these says that it is binary
        return bytes(byte | 0x80 if byte % 6 else 0x20 for byte in random.Random(size).randbytes(size))  # noqa: S311
    if kind == "random Unicode":
        # lone surrogates cannot be written; all else that there is, Arabic more often
        chance = random.Random(size)  # noqa: S311
        codes = (
            chance.choice((chance.randrange(0x20, 0xD800), chance.randrange(0x600, 0x700))) for _ in range(size // 2)
        )
        return "".join(map(chr, codes)).encode()[:size]
    if kind == "windows-1256":
        return _repeat(_SENTENCE.encode("cp1256"), size)
    if kind == "web page":
        paragraphs = _repeat(f"<p>{_SENTENCE * 3}</p>\n".encode(), size)
        return (
            b"<!DOCTYPE html><html><head><meta charset=utf-8></head><body><article>"
            + paragraphs
            + b"</article></body></html>"
        )
    return _repeat(_REPEATED[kind].encode(), size)


def _repeat(piece: bytes, size: int) -> bytes:
    return piece * max(1, size // len(piece))


class Measured(NamedTuple):
    """What reading one input took; ``said`` is the error it was refused with, if any."""

    seconds: float
    megabytes: float
    said: str


def measure(kind: str, size: int, *, layers: Sequence[str] | None = None) -> Measured:
    """Read a hostile input in this process (``force`` set, so that all code is reached) and check its slices."""
    reader = Reader(layers=layers, force=True)
    reader.read("وصل الوفد إلى بغداد أمس.")
    data = hostile(kind, size)
    said = ""
    start = time.process_time()
    try:
        record = reader.read_source(read_bytes(data, name=kind, force=True))
    except KhabarError as error:
        said = f"{type(error).__name__}: {error.problem}"
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if not said:
        _, wrong = false_slices(record) if size <= _MEGABYTE else (0, [])
        said = f"false: {wrong[0]}" if wrong else ""
    return Measured(round(seconds, 2), round(peak), said)


def _measure_apart(kind: str, size: int, layers: Sequence[str] | None, limit: int) -> Measured:
    """Do the same in a process of its own, so that its memory is its own and a crash is seen."""
    command = [sys.executable, "-m", "benchmarks.robustness", "--one", kind, str(size)]
    if layers is not None:
        command += ["--layers", ",".join(layers)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=limit, check=False)
    except subprocess.TimeoutExpired:
        return Measured(float(limit), 0, "TIMEOUT")
    if done.returncode != 0:
        return Measured(0, 0, "CRASH: " + (done.stderr.strip().splitlines() or [str(done.returncode)])[-1])
    return Measured(*json.loads(done.stdout))


def measure_all(
    sizes: Sequence[int], kinds: Sequence[str] = KINDS, *, layers: Sequence[str] | None = None, limit: int = 900
) -> Iterator[tuple[str, int, Measured]]:
    """Yield the figures of each kind and size (bytes), each measured in a process of its own."""
    for kind in kinds:
        for size in sizes:
            yield kind, size, _measure_apart(kind, size, layers, limit)


def run(shared: Path) -> dict[str, float]:
    """Return the figures: a sample of the corpora with all layers, and hostile inputs of 1 MB (seconds for each)."""
    corpus = read_corpora(shared, step=20)
    figures: dict[str, float] = {
        "articles read": corpus.read,
        "articles refused": sum(corpus.refused.values()),
        "crashes": len(corpus.crashes),
        "spans": corpus.annotations,
        "false spans": len(corpus.false),
    }
    for kind, _, measured in measure_all([_MEGABYTE]):
        figures[f"1 MB of {kind}, s"] = measured.seconds if not measured.said.startswith("CRASH") else float("nan")
    return figures


def _print_corpora(shared: Path, step: int) -> int:
    start = time.perf_counter()
    corpus = read_corpora(shared, step=step)
    print(f"corpora ({', '.join(CORPORA)}), every {step}. article, {time.perf_counter() - start:.0f} s")
    print(f"  read {corpus.read:,}, refused {sum(corpus.refused.values()):,}, crashes {len(corpus.crashes):,}")
    print(f"  spans {corpus.annotations:,}, false {len(corpus.false):,}")
    for line in [*islice(corpus.refused, 50), *corpus.crashes[:_SHOWN], *corpus.false[:_SHOWN]]:
        print(f"    {line}")
    return len(corpus.crashes) + len(corpus.false)


def _print_hostile(sizes: Sequence[int], kinds: Sequence[str], layers: Sequence[str] | None) -> int:
    print(f"\nhostile inputs, layers: {'all' if layers is None else ', '.join(layers) or 'none'}")
    head = "".join(f"{size / _MEGABYTE:>9g} MB" for size in sizes)
    print(f"  {'seconds (peak MB)':24}{head}   s/MB, last : first")
    bad = 0
    for kind in kinds:
        row = [measured for _, _, measured in measure_all(sizes, [kind], layers=layers)]
        cells = "".join(f"{one.seconds:>6.1f} ({one.megabytes:.0f})".rjust(12) for one in row)
        slowing = (row[-1].seconds / sizes[-1]) / max(row[0].seconds / sizes[0], 1e-9)
        said = next((one.said for one in row if one.said), "")
        bad += said.startswith(("CRASH", "TIMEOUT", "false"))
        print(f"  {kind:24}{cells}{slowing:>8.1f}   {said}", flush=True)
    return bad


def main() -> int:
    """Print both tables; exit code 1 if anything crashed, took too long or was cut wrongly."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.robustness", description=__doc__)
    parser.add_argument("--step", type=int, default=1, help="read every STEP-th article (default all; 0 none)")
    parser.add_argument("--sizes", default="1,5,50", help="megabytes of the hostile inputs (default 1,5,50)")
    parser.add_argument("--kinds", default=",".join(KINDS), help="which of them (default all)")
    parser.add_argument("--layers", help="layers to run, separated by commas; empty for none (default all)")
    parser.add_argument("--one", nargs=2, metavar=("KIND", "BYTES"), help="measure one input in this process, as JSON")
    given = parser.parse_args()
    layers = None if given.layers is None else [name for name in given.layers.split(",") if name]
    if given.one:
        print(json.dumps(measure(given.one[0], int(given.one[1]), layers=layers)))
        return 0
    shared = shared_folder()
    bad = _print_corpora(shared, given.step) if shared is not None and given.step else 0
    sizes = [round(float(size) * _MEGABYTE) for size in given.sizes.split(",") if size]
    bad += _print_hostile(sizes, given.kinds.split(","), layers) if sizes else 0
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
