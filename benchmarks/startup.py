"""Start-up: CPU and wall time of whole processes, with an empty and with a filled cache of tables, and their memory.

``python -m benchmarks.startup`` prints them. CPU time says what a quiet core would take where the machine is shared.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from tempfile import TemporaryDirectory
from typing import NamedTuple

from khabar.lexicon.cache import VARIABLE

__all__ = ["run"]

_VERSION = (sys.executable, "-m", "khabar", "--version")
_FIRST_READ = (
    sys.executable,
    "-c",
    "import khabar; khabar.read('وصل الوفد إلى بغداد أمس.', published='2016-10-05')",
)
_TRIES = 5


class _Process(NamedTuple):
    """What one process took: seconds of CPU and on the clock, and its peak memory in MB."""

    cpu: float
    wall: float
    memory: float


def _measure(command: Sequence[str], environment: Mapping[str, str]) -> _Process:
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return _Process(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / unit)


def _figures(title: str, tries: Sequence[_Process]) -> dict[str, float]:
    return {
        f"{title}, CPU s": round(statistics.median(one.cpu for one in tries), 3),
        f"{title}, wall s": round(statistics.median(one.wall for one in tries), 3),
        f"{title}, peak MB": round(max(one.memory for one in tries), 1),
    }


def run(tries: int = _TRIES) -> dict[str, float]:
    """Return the medians of ``tries`` processes each; of memory the highest peak."""
    with TemporaryDirectory() as folder:
        warm = {**os.environ, VARIABLE: folder}
        version = [_measure(_VERSION, warm) for _ in range(tries)]
        cold = []
        for _ in range(tries):
            with TemporaryDirectory() as empty:
                cold.append(_measure(_FIRST_READ, {**os.environ, VARIABLE: empty}))
        _measure(_FIRST_READ, warm)
        filled = [_measure(_FIRST_READ, warm) for _ in range(tries)]
    return {
        **_figures("khabar --version", version),
        **_figures("first read, cold cache", cold),
        **_figures("first read, warm cache", filled),
    }


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))
