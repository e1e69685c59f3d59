"""Worker processes: order, deaths, shutdown."""

from __future__ import annotations

import json
import multiprocessing

import pytest

from khabar.errors import KhabarError
from khabar.reader import Reader
from khabar.scale.pool import outcomes
from khabar.sources import Failure, Pending
from tests.scale.readers import CRASHED, KILLED, LEFT, TroubledReader, UnstartableReader


def _pending(texts: list[str]) -> list[Pending | Failure]:
    return [Pending(f"d{n}", f"in:{n}", {"id": f"d{n}", "text": text}, len(text)) for n, text in enumerate(texts, 1)]


def _ids(found: list[bytes | Failure]) -> list[str]:
    return [f"{one.error} {one.id}" if isinstance(one, Failure) else json.loads(one)["document"]["id"] for one in found]


@pytest.mark.parametrize("workers", [0, 1, 2, 3])
def test_outcomes_are_the_same_for_any_number_of_workers(articles: list[str], workers: int) -> None:
    items = _pending([*articles, "hello world, this is English", CRASHED])
    items.insert(3, Failure("x", "in:x", "SourceError", "broken"))
    reader = TroubledReader()
    assert list(outcomes(reader, items, workers=workers)) == list(outcomes(reader, items, workers=1))


@pytest.mark.parametrize(("text", "cause"), [(KILLED, "SIGKILL"), (LEFT, "exit code 7")])
def test_a_dead_worker_is_charged_to_its_document_and_the_rest_goes_on(
    articles: list[str], text: str, cause: str
) -> None:
    texts = [*articles[:5], text, *articles[5:20], text, *articles[20:]]
    found = list(outcomes(TroubledReader(), _pending(texts), workers=2))
    expected = [f"d{n}" for n in range(1, len(texts) + 1)]
    expected[5], expected[21] = "WorkerDied d6", "WorkerDied d22"
    assert _ids(found) == expected
    assert isinstance(found[5], Failure)
    assert cause in found[5].message
    assert found[5].source == "in:6"


def test_a_batch_of_nothing_but_deadly_documents_ends() -> None:
    found = list(outcomes(TroubledReader(), _pending([KILLED] * 5), workers=2))
    assert _ids(found) == [f"WorkerDied d{n}" for n in range(1, 6)]


def test_an_internal_error_is_a_failure_with_its_type_and_place() -> None:
    (found,) = outcomes(TroubledReader(), _pending([CRASHED]), workers=1)
    assert isinstance(found, Failure)
    assert found.error == "KeyError"
    assert "no such key" in found.message
    assert "readers.py:" in found.message
    assert "in read_source" in found.message


def test_workers_that_cannot_start_end_the_batch() -> None:
    with pytest.raises(KhabarError, match=r"before it could start.*--workers 1"):
        list(outcomes(UnstartableReader(), _pending(["نص"]), workers=2))


def test_leaving_early_stops_the_workers(articles: list[str]) -> None:
    stream = outcomes(Reader(layers=()), _pending(articles), workers=2)
    next(stream)
    stream.close()
    assert not multiprocessing.active_children()


def test_only_as_many_documents_are_taken_in_as_the_window_holds(articles: list[str]) -> None:
    taken = 0

    def endless() -> object:
        nonlocal taken
        for number in range(100_000):
            taken += 1
            yield Pending(f"d{number}", "in", {"id": f"d{number}", "text": articles[1]}, 100)

    stream = outcomes(Reader(layers=()), endless(), workers=2)  # type: ignore[arg-type]
    for _ in range(10):
        next(stream)
    stream.close()
    assert taken < 200


def test_documents_larger_than_a_pipe_pass_in_both_directions() -> None:
    large = "وصل الوفد إلى المدينة. " * 8_000
    found = list(outcomes(Reader(layers=()), _pending([large] * 6), workers=2))
    assert _ids(found) == [f"d{n}" for n in range(1, 7)]
