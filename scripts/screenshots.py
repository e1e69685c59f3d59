"""Make the screenshots of the HTML report in ``docs/screenshots`` from the sample articles.

    pip install playwright        # the library only; any Chromium of the system is used
    python scripts/screenshots.py [--chromium /usr/bin/chromium]

Shows only texts written for khabar (``examples/``). Run it after a change of the report, and look at what it made.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from khabar.formats.report import render
from khabar.reader import Reader

_ROOT = Path(__file__).resolve().parent.parent
_EXAMPLES = _ROOT / "examples"
_OUT = _ROOT / "docs" / "screenshots"
_LAYERS = ("times", "quantities", "scripture", "entities", "quotations", "voices", "subjectivity", "persuasion")
_OPTIONS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: an example in a language, window and theme.

    ``phrase`` is opened in the panel (by a click in the list, on a phone by a tap); ``view`` is what the colours show;
    ``parts`` shows only these sections of the page, one below the other.
    """

    name: str
    example: str
    size: tuple[int, int] = (1280, 960)
    lang: str = "ar"
    dark: bool = False
    phrase: str | None = None
    view: str = "findings"
    parts: tuple[str, ...] = ()


_SHOTS = (
    Shot("light", "news.txt", phrase="نحو 1200 عسكري"),
    Shot("dark", "leaflet.txt", dark=True, phrase="باب المندب"),
    Shot("names", "news.txt", phrase="القوات المسلحة الأردنية"),
    Shot("who", "news.txt", parts=("who",)),
    Shot("map", "leaflet.txt", parts=("where",)),
    Shot("map-dark", "statement.txt", dark=True, parts=("where",)),
    Shot("sections", "commentary.txt", parts=("timeline", "numbers")),
    Shot("voices", "commentary.txt", phrase="أن المتاجرين بالعطش أخطر", view="voices"),
    Shot("voices-dark", "commentary.txt", dark=True, view="voices"),
    Shot("said", "commentary.txt", parts=("voices", "author", "marked")),
    Shot("wording", "commentary.txt", parts=("persuasion",)),
    Shot("english", "statement.txt", lang="en", phrase="اليوم الاثنين"),
    Shot("english-sections", "statement.txt", lang="en", parts=("who", "where")),
    Shot("phone", "news.txt", (390, 844)),
    Shot("phone-voices", "commentary.txt", (390, 844), view="voices"),
    Shot("phone-panel", "news.txt", (390, 844), phrase="نحو 1200 عسكري"),
    Shot("phone-sections", "leaflet.txt", (390, 844), dark=True, parts=("where", "scripture")),
)


def _page(shot: Shot) -> str:
    lines = (_EXAMPLES / "documents.tsv").read_text(encoding="utf-8").splitlines()
    header = next(line for line in lines if line.startswith("# columns:"))
    columns = header.removeprefix("# columns:").split()
    rows = csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
    documents = (dict(zip(columns, cells, strict=True)) for cells in rows)
    cells = next(document for document in documents if document["file"] == shot.example)
    path = _EXAMPLES / shot.example
    title = path.read_text(encoding="utf-8").split("\n", 1)[0]
    metadata = {key: cells[key] or None for key in ("published", "author", "publisher", "url")}
    reader = Reader(layers=_LAYERS)
    record, why = reader.explain(reader.source(path, id=cells["id"], title=title, **metadata))
    return render(record, why, lang=shot.lang)


def _take(shot: Shot, browser: Any, folder: Path) -> Path:
    file = folder / f"{shot.name}.html"
    file.write_text(_page(shot), encoding="utf-8")
    width, height = shot.size
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if shot.dark else "light"
    )
    page = context.new_page()
    page.goto(file.as_uri())
    page.evaluate("document.fonts.ready")
    page.locator(f".views input[value={shot.view}]").evaluate("choice => choice.click()")
    if shot.phrase:
        page.locator(f"#list [data-v={shot.view}] a", has_text=shot.phrase).first.evaluate("row => row.click()")
        page.wait_for_timeout(800)
    out = _OUT / f"{shot.name}.png"
    if shot.parts:
        page.evaluate(
            "ids => document.querySelectorAll('.part').forEach(p => p.hidden = !ids.includes(p.id))", shot.parts
        )
        boxes = [page.locator(f"#{part}").bounding_box() for part in shot.parts]
        top, bottom = boxes[0]["y"], boxes[-1]["y"] + boxes[-1]["height"]
        page.screenshot(path=out, full_page=True, clip={"x": 0, "y": top, "width": width, "height": bottom - top})
    else:
        page.screenshot(path=out)
    context.close()
    return out


def main() -> int:
    """Take all screenshots; returns 1 if there is nothing to take them with."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--chromium", default=shutil.which("chromium") or shutil.which("google-chrome"))
    chromium = parser.parse_args().chromium
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        chromium = None
    if not chromium:
        sys.stderr.write("Needs playwright (pip install playwright) and a Chromium (--chromium PATH).\n")
        return 1
    _OUT.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(_OPTIONS), chromium_sandbox=False)
        for shot in _SHOTS:
            out = _take(shot, browser, Path(folder))
            sys.stdout.write(f"{out.relative_to(_ROOT)}  {out.stat().st_size // 1000} kB\n")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
