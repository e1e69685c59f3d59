"""Fill the blocks of output in README.md and docs/ with what the commands above them print today.

    python scripts/docs.py [--check]

A block is a line ``<!-- output: khabar … -->`` followed by a fenced block; ``--check`` changes nothing and exits 1 if a
block is not what its command prints.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROW = re.compile(r"\.tsv:\d+")
BLOCK = re.compile(r"(<!-- output: (khabar [^\n]+?) -->\n```[a-z]*\n)(.*?)(```)", re.DOTALL)


def printed(command: str) -> str:
    """Return what ``khabar …`` prints, run at the root of the project, 100 columns wide."""
    arguments = [sys.executable, "-m", *shlex.split(command)]
    environment = {"COLUMNS": "100", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}
    run = subprocess.run(arguments, cwd=ROOT, env=environment, check=True, capture_output=True, encoding="utf-8")
    return "\n".join(line.rstrip() for line in run.stdout.splitlines()).strip() + "\n"


def filled(text: str) -> str:
    """Return ``text`` with all its blocks filled anew."""
    return BLOCK.sub(lambda block: block[1] + printed(block[2]) + block[4], text)


def same(old: str, new: str) -> bool:
    """Say whether two pages tell the same; where a row stands in its table does not matter."""
    return ROW.sub(".tsv:0", old) == ROW.sub(".tsv:0", new)


def pages() -> list[Path]:
    """Return the pages that may hold blocks."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def main() -> int:
    """Fill or check the blocks of all pages."""
    stale = [page for page in pages() if not same(text := page.read_text(encoding="utf-8"), filled(text))]
    for page in stale:
        if "--check" in sys.argv[1:]:
            sys.stderr.write(f"{page.name}: a block is not what its command prints; run python scripts/docs.py\n")
        else:
            page.write_text(filled(page.read_text(encoding="utf-8")), encoding="utf-8")
    return 1 if stale and "--check" in sys.argv[1:] else 0


if __name__ == "__main__":
    raise SystemExit(main())
