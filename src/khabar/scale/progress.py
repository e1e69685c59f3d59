"""Progress of a batch on standard error: count, rate, time left, failures."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from khabar.sources.batch import count_documents

if TYPE_CHECKING:
    from khabar.scale.batch import Tally

__all__ = ["Progress"]


class Progress:
    """Shows tallies as they come if ``shown``; the time left is known where the ``inputs`` can be counted."""

    def __init__(self, inputs: Iterable[str | Path], *, shown: bool) -> None:
        self._bar = None
        self._failed = 0
        self._begun = False
        if shown:
            from tqdm import tqdm

            self._bar = tqdm(total=count_documents(inputs), unit=" documents", smoothing=0.05, dynamic_ncols=True)

    def __call__(self, tally: Tally) -> None:
        """Show ``tally``."""
        if self._bar is None:
            return
        if not self._begun:  # what a stopped batch had done is not part of this one's rate
            self._begun = True
            self._bar.initial = self._bar.n = sum(tally) - 1
        if tally.failed != self._failed:
            self._failed = tally.failed
            self._bar.set_postfix_str(f"{tally.failed:,} failed", refresh=False)
        self._bar.update(sum(tally) - self._bar.n)

    def close(self) -> None:
        """Leave the last state on the screen."""
        if self._bar is not None:
            self._bar.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
