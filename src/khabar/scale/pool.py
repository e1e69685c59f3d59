"""Worker processes that may die: results in order, memory bounded, each death charged to the document it befell.

``concurrent.futures`` breaks its whole pool when one worker is killed, and does not say over which document; so each
worker has a pipe of its own here. A worker takes documents from it with a thread, so that neither side ever waits for
the other to read, and answers them one by one in order: of a worker that is gone, the first unanswered document is
the one that it died of.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, SpawnContext
from queue import SimpleQueue

from khabar.errors import KhabarError
from khabar.reader import Reader
from khabar.scale.work import Outcome, attempt
from khabar.sources import Failure, Pending

__all__ = ["outcomes"]

_DEPTH = 6  # documents that a worker holds at most, so that it need not wait for the next one
_BYTES = 1 << 20  # above so many bytes a worker is given one document at a time
_WINDOW = 32  # documents for each worker between the oldest unfinished one and the newest
_HELD = 1 << 25  # bytes of all documents in that window, beyond which nothing more is taken in
_GRACE = 5.0


class _Slot:
    """A document's place in the order of the input, and its outcome once known."""

    __slots__ = ("document", "outcome", "size")

    def __init__(self, item: Pending | Failure) -> None:
        self.document = item if isinstance(item, Pending) else None
        self.size = item.size if isinstance(item, Pending) else 0
        self.outcome: Outcome | None = item if isinstance(item, Failure) else None


def _context() -> ForkServerContext | SpawnContext:
    """Return the way to start processes that is safe beside threads: from a server that has the code loaded, if any."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["khabar.scale.pool"])
    return context


class _Worker:
    """A process and the documents it was given and has not answered."""

    def __init__(self, reader: Reader) -> None:
        context = _context()
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, reader), daemon=True)
        self.process.start()
        theirs.close()
        self.ready = False
        self.held: deque[_Slot] = deque()
        self.bytes = 0

    def has_room(self, size: int) -> bool:
        return not self.held or (len(self.held) < _DEPTH and self.bytes + size <= _BYTES)

    def give(self, slot: _Slot) -> bool:
        """Hand over a document; False if the worker is gone."""
        try:
            self.pipe.send(slot.document)
        except OSError:
            return False
        self.held.append(slot)
        self.bytes += slot.size
        return True

    def take(self) -> bool:
        """Take one message that is there; False if the worker is gone."""
        try:
            message = self.pipe.recv()
        except (EOFError, OSError):
            return False
        if message is None:
            self.ready = True
        else:
            self._answer(message)
        return True

    def _answer(self, outcome: Outcome) -> None:
        slot = self.held.popleft()
        self.bytes -= slot.size
        slot.outcome = outcome
        slot.document = None

    def bury(self) -> list[_Slot]:
        """Charge the death to the document at work; return the others."""
        while self.take():
            pass
        self.pipe.close()
        self.process.join(_GRACE)
        if not self.ready:
            raise KhabarError(
                f"a worker process ended before it could start ({_cause(self.process.exitcode)}).",
                remedy="Try --workers 1, which reads without worker processes.",
            )
        if self.held and (document := self.held[0].document) is not None:
            message = f"{document.place}: the worker that read it ended ({_cause(self.process.exitcode)})."
            self._answer(Failure(document.id, document.place, "WorkerDied", message))
        return list(self.held)

    def stop(self) -> None:
        self.pipe.close()
        self.process.terminate()
        self.process.join(_GRACE)


def _cause(code: int | None) -> str:
    if code is None:
        return "it closed its pipe"
    if code >= 0:
        return f"exit code {code}"
    name = signal.Signals(-code).name if -code in signal.valid_signals() else f"signal {-code}"
    return f"killed by {name}" + (", perhaps out of memory" if name == "SIGKILL" else "")


def _serve(pipe: Connection, reader: Reader) -> None:
    """Answer documents until the other side closes its end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    inbox: SimpleQueue[Pending | None] = SimpleQueue()

    def listen() -> None:
        while True:
            try:
                inbox.put(pipe.recv())
            except (EOFError, OSError):
                inbox.put(None)
                return

    threading.Thread(target=listen, daemon=True).start()
    try:
        pipe.send(None)
        kept = False
        while (document := inbox.get()) is not None:
            pipe.send(attempt(reader, document))
            if not kept:  # the tables are read now, and stay as long as the process: no need to look for garbage there
                gc.collect()
                gc.freeze()
                kept = True
    except OSError:
        return  # the parent is gone


class _Pool:
    def __init__(self, reader: Reader, workers: int) -> None:
        self.reader = reader
        self.workers = [_Worker(reader) for _ in range(workers)]

    def roomiest(self, size: int) -> int | None:
        """Return the number of the worker with the least to do, None if all have enough."""
        number = min(range(len(self.workers)), key=lambda n: (self.workers[n].bytes, len(self.workers[n].held)))
        return number if self.workers[number].has_room(size) else None

    def give(self, number: int, slot: _Slot) -> None:
        while not self.workers[number].give(slot):
            self.renew(number)

    def renew(self, number: int) -> None:
        """Put a new worker in the place of a dead one, with the documents that are left."""
        left = self.workers[number].bury()
        self.workers[number] = _Worker(self.reader)
        for slot in left:
            self.give(number, slot)

    def collect(self) -> None:
        """Wait until something is answered, and take it."""
        numbers = {worker.pipe: number for number, worker in enumerate(self.workers)}
        for pipe in wait(list(numbers)):
            number = numbers[pipe]  # type: ignore[index]
            if self.workers[number].pipe is pipe and not self.workers[number].take():
                self.renew(number)

    def stop(self) -> None:
        for worker in self.workers:
            worker.stop()


def outcomes(reader: Reader, items: Iterable[Pending | Failure], *, workers: int) -> Generator[Outcome, None, None]:
    """Yield the outcome of each of ``items``, in their order, read by ``workers`` processes (0 or 1: by this one).

    Documents are taken in only as far ahead as the workers need. The outcomes do not depend on ``workers``.
    Raises ``KhabarError`` if worker processes cannot be started.
    """
    if workers <= 1:
        for item in items:
            yield item if isinstance(item, Failure) else attempt(reader, item)
        return
    pool = _Pool(reader, workers)
    try:
        yield from _in_order(pool, iter(items), _WINDOW * workers)
    finally:
        pool.stop()


def _in_order(pool: _Pool, items: Iterator[Pending | Failure], window: int) -> Iterator[Outcome]:
    waiting: deque[_Slot] = deque()
    held = 0
    upcoming: _Slot | None = None
    more = True
    while True:
        while more and len(waiting) < window and (not waiting or held < _HELD):
            if upcoming is None:
                item = next(items, None)
                if item is None:
                    more = False
                    break
                upcoming = _Slot(item)
            if upcoming.outcome is None:
                number = pool.roomiest(upcoming.size)
                if number is None:
                    break
                pool.give(number, upcoming)
            waiting.append(upcoming)
            held += upcoming.size
            upcoming = None
        while waiting and (outcome := waiting[0].outcome) is not None:
            held -= waiting.popleft().size
            yield outcome
        if waiting:
            pool.collect()
        elif not more:
            return
