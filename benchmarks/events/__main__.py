"""Print the figures of both parts side by side, and how much of them the part that nobody has looked at lags behind."""

from __future__ import annotations

from benchmarks.events import PARTS, run, whole


def main() -> int:
    """Print a line a figure."""
    figures = run()
    for part in PARTS:
        figures |= {f"{part}: articles, {name}": figure for name, figure in whole.run(part).items()}
    names = dict.fromkeys(name.split(": ", 1)[1] for name in figures)
    print(f"{'':44}" + "".join(f"{part:>10}" for part in PARTS) + f"{'lag':>10}")
    for name in names:
        seen, unseen = (figures[f"{part}: {name}"] for part in PARTS)
        print(f"{name:44}{seen:>10.3f}{unseen:>10.3f}{seen - unseen:>10.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
