"""``python -m khabar`` is the command ``khabar``."""

from __future__ import annotations

from khabar.cli import main

if __name__ == "__main__":
    main(prog_name="khabar")
