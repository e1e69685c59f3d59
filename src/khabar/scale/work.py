"""Reading one document of many: a record, or the reason why there is none."""

from __future__ import annotations

import traceback
from pathlib import Path

from khabar.errors import KhabarError
from khabar.reader import Reader
from khabar.sources import Failure, Pending

__all__ = ["Outcome", "attempt", "told"]

Outcome = bytes | Failure
_PACKAGES = Path(__file__).resolve().parent.parent.parent


def attempt(reader: Reader, document: Pending) -> Outcome:
    """Return the record of ``document`` as a line of JSON (without line end), or a failure; never raises an error."""
    try:
        source = document.open(force=reader.force)
        return source if isinstance(source, Failure) else reader.read_source(source).to_json()
    except KhabarError as error:
        return Failure(document.id, document.place, type(error).__name__, str(error))
    except Exception as error:  # noqa: BLE001 (a mistake in a layer must not end a batch; it is told with its place)
        message = f"{document.place}: internal error: {told(error)}."
        return Failure(document.id, document.place, type(error).__name__, message)


def told(error: BaseException) -> str:
    """Return what ``error`` says, with ``file:line in function`` of its deepest frame, the file within its package."""
    said = " ".join(str(error).split())
    head = f"{type(error).__name__}: {said}" if said else type(error).__name__
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return head
    path = Path(frames[-1].filename)
    shown = path.relative_to(_PACKAGES) if path.is_relative_to(_PACKAGES) else Path(*path.parts[-3:])
    return f"{head} (at {shown.as_posix()}:{frames[-1].lineno} in {frames[-1].name})"
