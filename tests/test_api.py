"""What ``import khabar`` offers, and the promises of a reader: reusable, picklable, safe among threads."""

from __future__ import annotations

import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import khabar
from khabar.errors import LayerError, LexiconError, OptionError
from khabar.layers.registry import available
from khabar.sources import Source

TEXT = "أعلنت الوزارة يوم 12 مايو/أيار 2020 وصول نحو 300 جندي (100 من الشمال و200 من الجنوب) إلى المدينة أمس."


def _modules() -> list[str]:
    return [
        "khabar",
        *(found.name for found in walk_packages(khabar.__path__, "khabar.") if "__main__" not in found.name),
    ]


@pytest.mark.parametrize("name", _modules())
def test_exported_names_are_there_and_sorted(name: str) -> None:
    module = import_module(name)
    exported = getattr(module, "__all__", [])
    assert all(hasattr(module, each) for each in exported)
    # as ruff sorts: constants, classes, functions
    kinds = [(not each.isupper(), not each[:1].isupper(), each) for each in exported]
    assert kinds == sorted(kinds)


def test_the_package_offers_these_names() -> None:
    assert khabar.__all__ == ["KhabarError", "Reader", "Record", "__version__", "read"]
    assert dir(khabar) == khabar.__all__
    with pytest.raises(AttributeError, match="raed"):
        khabar.raed  # noqa: B018


def test_import_does_nothing(tmp_path: Path) -> None:
    names = [name for name in _modules() if ".sources.html" not in name]
    code = (
        "import importlib, logging, sys\n"
        f"for name in {names!r}: importlib.import_module(name)\n"
        "assert not logging.getLogger().handlers\n"
        "from khabar import reader\n"
        "assert reader._lexicon.cache_info().currsize == 0 and reader._default.cache_info().currsize == 0\n"
        "print(sorted(set(sys.modules) & {'trafilatura', 'tqdm'}))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == []


def test_read_takes_a_text_or_a_path(tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_text(TEXT)
    for given in (TEXT, file, str(file)):
        record = khabar.read(given, published="2020-05-13", title="عنوان")
        assert record.text == TEXT
        assert record.document.title == "عنوان"
        assert "2020-05-12" in [time.value for time in record.times]


@pytest.fixture(scope="module")
def reader() -> khabar.Reader:
    return khabar.Reader()


def test_a_reader_is_reusable(reader: khabar.Reader) -> None:
    first = reader.read(TEXT, published="2020-05-13")
    reader.read("نص آخر عن اجتماع جرى في القاهرة يوم الجمعة.", published="2019-01-01")
    assert reader.read(TEXT, published="2020-05-13") == first


def test_a_reader_is_picklable(reader: khabar.Reader) -> None:
    other: khabar.Reader = pickle.loads(pickle.dumps(khabar.Reader(without=["scripture"], tokens=True, force=True)))  # noqa: S301
    assert (other.without, other.tokens, other.force) == (("scripture",), True, True)
    copy: khabar.Reader = pickle.loads(pickle.dumps(reader))  # noqa: S301
    assert copy.read(TEXT) == reader.read(TEXT)


def test_a_new_reader_may_be_shared_by_threads_at_once() -> None:
    texts = [f"في {day} مايو 2020 وصل {day} جنديا إلى المدينة." for day in range(3, 28)] * 4
    shared = khabar.Reader()
    with ThreadPoolExecutor(8) as threads:
        among_threads = list(threads.map(shared.read, texts))
    assert among_threads == [shared.read(text) for text in texts]


def test_explain_gives_the_same_record_with_reasons(reader: khabar.Reader) -> None:
    source = Source(text=TEXT, published="2020-05-13")
    explained = reader.explain(source)
    assert explained.record == reader.read_source(source)
    record = explained.record
    for field in ("times", "quantities"):
        for index, annotation in enumerate(getattr(record, field)):
            pieces = explained.why[field, index]
            assert pieces, annotation
            for piece in pieces:
                assert record.text[piece.start : piece.end] == piece.text
                assert not piece.row or reader.lexicon.row_at(piece.row.split(",")[0]), piece


def test_layers_can_be_chosen() -> None:
    assert khabar.Reader(layers=["times"]).read(TEXT).quantities == []
    assert khabar.Reader(layers=[]).read(TEXT).times == []
    assert available()[:3] == ["times", "quantities", "scripture"]


@pytest.mark.parametrize("options", [{"layers": ["weather"]}, {"without": ["weather"]}, {"layers": ["voices"]}])
def test_layers_that_cannot_be_had_are_told(options: dict[str, list[str]]) -> None:
    with pytest.raises(LayerError):
        khabar.Reader(**options)


def test_wrong_options_are_told(tmp_path: Path, reader: khabar.Reader) -> None:
    with pytest.raises(LexiconError, match="no such folder"):
        khabar.Reader(lexicon=[tmp_path / "none"])
    with pytest.raises(OptionError, match="colour"):
        reader.read(TEXT, colour="red")


def test_the_id_of_a_text_is_its_digest(reader: khabar.Reader) -> None:
    record = reader.read(TEXT)
    assert record.document.id == record.document.sha256[:16]
    assert reader.read(TEXT, id="mine").document.id == "mine"


def test_layers_on_request_run_only_when_named() -> None:
    text = "قال وزير الخارجية الأردني إن بلاده ترحب بالهدنة. والتقى الوزير نظيره المصري في القاهرة."
    record = khabar.read(text)
    assert [quotation.kind for quotation in record.quotations] == ["indirect"]
    assert "".join(voice.text for voice in record.voices) == text
    assert not record.events
    assert "CONSULT" in [event.type for event in khabar.Reader(layers=["all"]).read(text).events]


def test_what_needs_a_layer_left_out_is_left_out_with_it() -> None:
    record = khabar.Reader(without=["entities"]).read("قال الوزير إن الوفد يصل في 3 مايو 2020.")
    assert record.times
    assert not record.entities
    assert not record.voices
