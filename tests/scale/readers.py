"""Readers that get into trouble, importable by worker processes."""

from __future__ import annotations

import os
import signal
from typing import Any

from khabar.reader import Reader
from khabar.record import Record
from khabar.sources import Source

KILLED, CRASHED, LEFT = "يقتل القارئ هنا", "ينهار القارئ هنا", "يخرج القارئ هنا"


class TroubledReader(Reader):
    """Has no layers; is killed, crashes or exits over certain texts."""

    def __init__(self) -> None:
        super().__init__(layers=())

    def __reduce__(self) -> tuple[Any, ...]:
        return (TroubledReader, ())

    def read_source(self, source: Source) -> Record:
        """Read, or get into trouble."""
        if KILLED in source.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if LEFT in source.text:
            os._exit(7)
        if CRASHED in source.text:
            return {}["no such key"]
        return super().read_source(source)


class UnstartableReader(Reader):
    """Cannot be made anew in another process."""

    def __init__(self) -> None:
        super().__init__(layers=())

    def __reduce__(self) -> tuple[Any, ...]:
        return (os._exit, (9,))
