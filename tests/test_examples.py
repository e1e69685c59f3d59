"""The sample articles of ``examples/`` against their readings by hand (``examples/expected``)."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from quran_text import Mushaf

from khabar import Reader, Record

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
NAMES = ("commentary", "leaflet", "maghreb", "news", "statement")

Json = dict[str, Any]


@pytest.fixture(scope="module")
def documents() -> dict[str, Json]:
    lines = (EXAMPLES / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    return {document["id"]: document for document in map(json.loads, lines)}


@pytest.fixture(scope="module")
def records(documents: dict[str, Json]) -> dict[str, Record]:
    reader = Reader()
    return {name: reader.read(EXAMPLES / f"{name}.txt", published=documents[name]["published"]) for name in NAMES}


def expectation(name: str) -> Json:
    expected: Json = json.loads((EXAMPLES / "expected" / f"{name}.json").read_text(encoding="utf-8"))
    return expected


def overlap(a: Json, b: Json) -> int:
    return int(min(a["end"], b["end"]) - max(a["start"], b["start"]))


def paired(expected: Sequence[Json], found: Sequence[Json]) -> Iterator[tuple[Json | None, Json | None]]:
    """Pair annotations whose spans overlap, the closest spans first; what finds no partner is paired with None."""
    candidates = sorted(
        (abs(e["start"] - f["start"]) + abs(e["end"] - f["end"]), i, j)
        for i, e in enumerate(expected)
        for j, f in enumerate(found)
        if overlap(e, f) > 0
    )
    partner: dict[int, int] = {}
    for _, i, j in candidates:
        if i not in partner and j not in partner.values():
            partner[i] = j
    yield from ((e, found[partner[i]] if i in partner else None) for i, e in enumerate(expected))
    yield from ((None, f) for j, f in enumerate(found) if j not in partner.values())


def differences(
    expected: Sequence[Json], found: Sequence[Json], wrong: Callable[[Json, Json], Iterable[str]]
) -> list[str]:
    """Say what is missing, what is too much, and, through ``wrong``, in what fields two partners differ."""
    said = []
    for e, f in paired(expected, found):
        if f is None and e is not None:
            said.append(f"missing {e['text']!r} at {e['start']}: {plain(e)}")
        elif e is None and f is not None:
            said.append(f"too much {f['text']!r} at {f['start']}: {plain(f)}")
        elif e is not None and f is not None:
            said += [f"wrong {e['text']!r} at {e['start']}: {fault} (via {f['via']})" for fault in wrong(e, f)]
    return said


def plain(annotation: Json) -> str:
    hidden = ("id", "start", "end", "text")
    return ", ".join(f"{key}={value!r}" for key, value in annotation.items() if key not in hidden and value is not None)


def unlike(names: Iterable[str]) -> Callable[[Json, Json], list[str]]:
    """Return a comparison of the fields ``names``, as far as the expectation has them."""

    def wrong(e: Json, f: Json) -> list[str]:
        return [f"{n} {f[n]!r}, expected {e[n]!r}" for n in names if n in e and e[n] != f[n]]

    return wrong


def time_faults(e: Json, f: Json) -> list[str]:
    names = ("type", "value") if e["value"] is not None else ("type", "earliest", "latest")
    return unlike(names)(e, f)


def quantity_faults(e: Json, f: Json) -> list[str]:
    bounds = () if e["value"] is not None else ("low", "high")
    return unlike(("value", *bounds, "unit", "role"))(e, f)


def fields(record: Record, name: str) -> list[Json]:
    return [msgspec.to_builtins(annotation) for annotation in getattr(record, name)]


@pytest.mark.parametrize("name", NAMES)
def test_times_are_those_a_reader_finds(name: str, records: dict[str, Record]) -> None:
    said = differences(expectation(name)["times"], fields(records[name], "times"), time_faults)
    assert not said, "\n".join(["", *said])


@pytest.mark.parametrize("name", NAMES)
def test_intervals_are_those_a_reader_finds(name: str, records: dict[str, Record]) -> None:
    times = {time["id"]: time for time in fields(records[name], "times")}
    said = differences(
        [whole(i, i["begin"], i["end"]) for i in expectation(name)["intervals"]],
        [whole(i, times[i["begin"]], times[i["end"]]) for i in fields(records[name], "intervals")],
        unlike(("earliest", "latest")),
    )
    assert not said, "\n".join(["", *said])


def whole(interval: Json, begin: Json, end: Json) -> Json:
    """Return the interval as a span from its first time to its second."""
    return interval | {"start": begin["start"], "end": end["end"], "text": f"{begin['text']} – {end['text']}"}


@pytest.mark.parametrize("name", NAMES)
def test_quantities_are_those_a_reader_finds(name: str, records: dict[str, Record]) -> None:
    said = differences(expectation(name)["quantities"], fields(records[name], "quantities"), quantity_faults)
    assert not said, "\n".join(["", *said])


@pytest.mark.parametrize("name", NAMES)
def test_sums_are_those_a_reader_finds(name: str, records: dict[str, Record]) -> None:
    quantities = {quantity["id"]: quantity for quantity in fields(records[name], "quantities")}
    found = [
        quantities[s["total"]] | s | {"parts": [quantities[p] for p in s["parts"]]}
        for s in fields(records[name], "sums")
    ]
    said = differences([s["total"] | s for s in expectation(name)["sums"]], found, sum_faults)
    assert not said, "\n".join(["", *said])


def sum_faults(e: Json, f: Json) -> list[str]:
    parts = differences(e["parts"], f["parts"], lambda _e, _f: ())
    return [f"part {fault}" for fault in parts] + unlike(("adds_up",))(e, f)


@pytest.mark.parametrize("name", NAMES)
def test_scripture_is_what_a_reader_finds(name: str, records: dict[str, Record]) -> None:
    faults = unlike(("ref", "exact", "label", "label_right"))
    said = differences(expectation(name)["scripture"], fields(records[name], "scripture"), faults)
    assert not said, "\n".join(["", *said])


@pytest.mark.parametrize("name", NAMES)
def test_expected_spans_are_true(name: str, documents: dict[str, Json]) -> None:
    text = documents[name]["text"]
    expected = expectation(name)
    spans = [
        *expected["times"],
        *expected["quantities"],
        *expected["scripture"],
        *(interval[end] for interval in expected["intervals"] for end in ("begin", "end")),
        *(span for s in expected["sums"] for span in (s["total"], *s["parts"])),
    ]
    assert spans
    assert [text[span["start"] : span["end"]] for span in spans] == [span["text"] for span in spans]


def test_expected_verses_stand_in_the_quran() -> None:
    mushaf = Mushaf.hafs()
    for name in NAMES:
        for verse in expectation(name)["scripture"]:
            sura, number = map(int, verse["ref"].split(":"))
            true = " ".join(mushaf.ayah(sura, number).rasm_imlai)
            bare = re.sub("[\u064b-\u0652]", "", verse["text"])
            assert (bare in true) is verse["exact"], verse["text"]


def test_documents_are_what_the_readme_script_prints() -> None:
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    script = re.search(r"```python\n(.*?)```", readme, re.DOTALL)
    assert script is not None
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script[1]], cwd=ROOT, capture_output=True, check=True, encoding="utf-8"
    )
    assert run.stdout == (EXAMPLES / "documents.jsonl").read_text(encoding="utf-8")
    assert len(run.stdout.splitlines()) == 9


def test_readme_names_every_example_with_its_date(documents: dict[str, Json]) -> None:
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    dates = dict(re.findall(r"^\| `([\w/]+)\.(?:txt|html)` \| (\d{4}-\d\d-\d\d) \|", readme, re.MULTILINE))
    assert {name.removeprefix("short/"): date for name, date in dates.items() if name != "page"} == {
        name: document["published"] for name, document in documents.items()
    }
    files = {path.relative_to(EXAMPLES).with_suffix("").as_posix() for path in EXAMPLES.rglob("*.txt")}
    assert set(dates) == files | {"page"}


def test_page_gives_the_article_and_keeps_the_rest_apart() -> None:
    record = Reader().read(EXAMPLES / "page.html")
    assert record.document.title == "السودان وجنوب السودان يعيدان فتح ثلاثة معابر حدودية"
    assert record.document.published == "2020-10-19"
    assert record.document.author == "منى الشريف"
    assert record.document.publisher == "منصة الضفتين"
    assert record.document.url == "https://daffatayn.example.com/news/2020/10/19/border-crossings"

    markup = (EXAMPLES / "page.html").read_text(encoding="utf-8")
    body = markup.split('<div class="article-body">')[1].split("</div>")[0]
    paragraphs = re.findall(r"<p>(.*?)</p>", body)
    assert len(paragraphs) == 6
    assert record.text.splitlines() == paragraphs

    aside = {
        "form": ["رأيك في الموضوع"],
        "comment": ["خبر يفرح القلب", "فالكلام وحده لا يملأ الأسواق", "وماذا عن الطلاب العالقين"],
        "share": ["شارك على فيسبوك"],
        "related": ["كوستي تستعد لاستقبال أول باخرة"],
    }
    for kind, phrases in aside.items():
        kept = "\n".join(furniture.text for furniture in record.furniture if furniture.kind == kind)
        for phrase in phrases:
            assert phrase in kept, f"{phrase!r} is not kept as {kind}"
