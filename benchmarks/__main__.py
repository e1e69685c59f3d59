"""``python -m benchmarks [--pin [--lower]] [--articles N]``: print speed and scores, check scores against the floor."""

from __future__ import annotations

import argparse
import json
import sys

from benchmarks import events, floor, names, quran, scores, speed, startup
from benchmarks.events import whole
from benchmarks.shared import articles, digest, shared_folder


def _table(title: str, figures: dict[str, float]) -> None:
    print(f"\n{title}")
    for name, figure in figures.items():
        print(f"  {name:44} {figure:>12,}")


def main() -> int:
    """Run all; exit code 1 if a score lies below its floor."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--articles", type=int, default=700, help="articles a corpus for the speed (default 700)")
    parser.add_argument("--pin", action="store_true", help="raise the floors to what was measured")
    parser.add_argument("--lower", action="store_true", help="with --pin: lower floors too")
    parser.add_argument("--no-speed", action="store_true", help="scores only")
    given = parser.parse_args()
    shared = shared_folder()
    if not given.no_speed:
        documents = list(articles(shared, given.articles, step=7)) if shared else speed.examples()
        _table("start-up (whole processes)", startup.run())
        _table("speed", speed.run(documents))
    _table("events: our own test set (not judged)", events.run())
    _table("events: our own articles, unseen part (not judged)", whole.run("unseen"))
    if shared is None:
        print("\nno gold at hand (../shared): no scores.")
        return 0
    figures = scores.article_scores(shared, "dev") | scores.set_scores(shared)
    _table("scores", figures)
    _table("scores on bench/train (not judged)", scores.article_scores(shared, "train"))
    _table("names: bench/dev, unseen outlets, PLOVER's sentences", names.run(shared))
    _table("Quran, generated cases and corpus paragraphs", quran.run(shared))
    gold = {"dev": digest(shared / "bench" / "dev")}
    gold |= {name: digest(shared / "bench" / name / "dev.jsonl") for name in scores.SETS}
    old = floor.read_floor()
    if given.pin:
        pinned = floor.pin(old, gold, figures, lower=given.lower)
        floor.FLOOR.write_text(json.dumps(pinned, indent=1) + "\n", encoding="utf-8")
        print(f"\npinned in {floor.FLOOR.name}")
        return 0
    changed = sorted(name for name, value in gold.items() if old["gold"].get(name) not in (None, value))
    if changed:
        print(f"\ngold that changed since the floor was pinned (not judged): {', '.join(changed)}")
    sunk = floor.below(old, gold, figures)
    for line in sunk:
        print(f"below the floor: {line}", file=sys.stderr)
    if not sunk:
        print("\nno score lies below its floor.")
    return 1 if sunk else 0


if __name__ == "__main__":
    raise SystemExit(main())
