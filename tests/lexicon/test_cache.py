"""The cache on disk: shared, never half written, made anew whenever it cannot be trusted, never an error."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import khabar
from khabar.lexicon import Lexicon, cache
from khabar.lexicon.names import name_matcher

_DATA = {"forms": [("يوم", 1, 2.5), ("أمس", -1, b"\x00")], "none": None}
_READ = "import khabar; print(khabar.read('وصل الوفد إلى بغداد أمس.', published='2016-10-05').times[0].value)"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a cache of its own, which is not there yet."""
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def _never() -> object:
    raise AssertionError("made anew")


def _make() -> object:
    return _DATA


def test_data_is_made_once_and_then_found(home: Path) -> None:
    assert cache.cached("what", "1", _make) == _DATA
    assert cache.cached("what", "1", _never) == _DATA
    assert [path.name for path in home.iterdir()] == ["what-1.cache"]


def test_another_name_or_digest_is_another_entry(home: Path) -> None:
    cache.cached("what", "1", lambda: 1)
    assert cache.cached("what", "2", lambda: 2) == 2
    assert cache.cached("that", "1", lambda: 3) == 3
    assert cache.cached("what", "1", _never) == 1


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda data: data[:20],
        lambda data: data[:-1],
        lambda _: b"something else",
        lambda data: b"K" + data[1:],
        lambda data: data[:-2] + bytes([data[-2] ^ 1]) + data[-1:],
    ],
)
def test_a_broken_or_foreign_file_is_made_anew(home: Path, spoil: Callable[[bytes], bytes]) -> None:
    cache.cached("what", "1", _make)
    (path,) = home.iterdir()
    path.write_bytes(spoil(path.read_bytes()))
    assert cache.cached("what", "1", lambda: "new") == "new"
    assert cache.cached("what", "1", _never) == "new"


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "file" / "cache"))
    assert cache.cached("what", "1", _make) == _DATA
    assert cache.cached("what", "1", lambda: 2) == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_read_only_folder_is_no_error(home: Path) -> None:
    home.mkdir(mode=0o500)
    assert cache.cached("what", "1", _make) == _DATA
    assert list(home.iterdir()) == []


def test_a_write_that_fails_leaves_nothing_behind(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path, _target: Path) -> Path:
        raise OSError("no space left")

    monkeypatch.setattr(Path, "replace", full)
    assert cache.cached("what", "1", _make) == _DATA
    assert list(home.iterdir()) == []


def test_an_empty_variable_does_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(cache.VARIABLE, "")
    assert cache.folder() is None
    assert cache.cached("what", "1", _make) == _DATA
    assert list(tmp_path.iterdir()) == []


def test_without_the_variable_the_cache_is_the_users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(cache.VARIABLE)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "mine"))
    folder = cache.folder()
    assert folder is not None
    assert folder.name.lower() == "khabar" or folder.parent.name.lower() == "khabar"
    assert not folder.exists()


def test_what_is_not_plain_data_is_told_at_once(home: Path) -> None:
    with pytest.raises(ValueError, match="unmarshallable"):
        cache.cached("what", "1", object)


def test_few_old_entries_are_kept_and_others_let_alone(home: Path) -> None:
    cache.cached("other", "1", lambda: 0)
    (home / "what.txt").write_text("not ours")
    left = home / "what-0.cache.12-34"  # of a process that was killed
    left.write_text("half")
    os.utime(left, (0, 0))
    for number in range(9):
        cache.cached("what", str(number), lambda number=number: number)
        os.utime(home / f"what-{number}.cache", (number, number))
    kept = sorted(path.name for path in home.glob("what-*"))
    assert "what-8.cache" in kept
    assert "what-0.cache" not in kept
    assert not left.exists()
    assert len(kept) < 9
    assert {path.name for path in home.iterdir()} - set(kept) == {"other-1.cache", "what.txt"}


def test_many_threads_at_once_get_the_same(home: Path) -> None:
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(cache.cached("what", "1", _make))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [_DATA] * 8
    assert [path.name for path in home.iterdir()] == ["what-1.cache"]


def test_two_processes_at_once_read_alike_and_share_one_cache(home: Path) -> None:
    started = [subprocess.Popen([sys.executable, "-c", _READ], stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert [process.communicate()[0].strip() for process in started] == ["2016-10-04"] * 2
    names = [path.name.partition("-")[0] for path in home.iterdir()]
    assert "quran" in names
    assert len(names) == len(set(names))


def test_importing_makes_nothing(home: Path) -> None:
    subprocess.run([sys.executable, "-c", "import khabar.reader, khabar.lexicon.cache"], check=True)
    assert not home.exists()


def test_stamp_changes_with_a_table_or_code_and_with_nothing_else(tmp_path: Path) -> None:
    table, code = tmp_path / "room" / "a.tsv", tmp_path / "b.py"
    table.parent.mkdir()
    table.write_text("1")
    code.write_text("1")
    stamps = [cache.stamp([tmp_path])]
    (tmp_path / "notes.txt").write_text("x")
    assert cache.stamp([tmp_path]) == stamps[0]
    table.write_text("22")
    stamps.append(cache.stamp([tmp_path]))
    os.utime(table, ns=(1, 1))
    stamps.append(cache.stamp([tmp_path]))
    code.write_text("333")
    stamps.append(cache.stamp([tmp_path]))
    (tmp_path / "room" / "new.tsv").write_text("")
    stamps.append(cache.stamp([tmp_path]))
    table.unlink()
    stamps.append(cache.stamp([tmp_path]))
    assert len(set(stamps)) == len(stamps)


def test_stamp_takes_single_files_and_missing_ones(tmp_path: Path) -> None:
    file = tmp_path / "text.json"
    missing = cache.stamp([file])
    file.write_text("1")
    there = cache.stamp([file])
    file.write_text("22")
    assert len({missing, there, cache.stamp([file])}) == 3


def test_stamp_tells_the_order_of_folders_and_bears_links(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.tsv").write_text(name)
    one, two = tmp_path / "one", tmp_path / "two"
    assert cache.stamp([one, two]) != cache.stamp([two, one])
    before = cache.stamp([one])
    (one / "round").symlink_to(one)
    (one / "nothing.tsv").symlink_to(tmp_path / "nothing")
    assert cache.stamp([one]) == before


def test_of_two_folders_the_later_one_decides_in_the_cache_too(home: Path, tmp_path: Path) -> None:
    first = _folder(tmp_path / "first", "زنبقستان\t\t\tGPE\tEGY")
    second = _folder(tmp_path / "second", "زنبقستان\t\t\tGPE\tIRQ")
    for _ in range(2):
        assert _code(Lexicon((first, second)), "زنبقستان") == "IRQ"
        assert _code(Lexicon((second, first)), "زنبقستان") == "EGY"


def _folder(path: Path, *rows: str) -> Path:
    (path / "lexicon").mkdir(parents=True, exist_ok=True)
    columns = "form variants weak class code kind name_en lat lon"
    (path / "lexicon" / "places.tsv").write_text("\n".join([f"# columns: {columns}", *rows]) + "\n", encoding="utf-8")
    return path


def _code(lexicon: Lexicon, word: str) -> str | None:
    found = name_matcher(lexicon).at([word], 0)
    return found.values[0].row.cells["code"] if found else None


def test_each_users_folder_has_entries_of_its_own_and_a_changed_table_is_compiled_anew(
    home: Path, tmp_path: Path
) -> None:
    folder = _folder(tmp_path / "mine", "زنبقستان\t\t\tGPE\tEGY")
    for _ in range(2):  # made, then found
        assert _code(Lexicon((folder,)), "زنبقستان") == "EGY"
        assert _code(Lexicon(), "زنبقستان") is None
    _folder(folder, "زنبقستان\t\t\tGPE\tIRQ", "ليمونستان\t\t\tGPE\tSYR")
    for _ in range(2):
        assert _code(Lexicon((folder,)), "زنبقستان") == "IRQ"
        assert _code(Lexicon((folder,)), "ليمونستان") == "SYR"


def test_records_are_the_same_without_cache_with_a_new_and_with_an_old_one(
    home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = "قال الرئيس الأمريكي باراك أوباما يوم 3 أيار/مايو 2016 إن 20 جنديا قتلوا. قال تعالى: ﴿قل هو الله أحد﴾."
    folder = _folder(tmp_path / "mine", "زنبقستان\t\t\tGPE\tEGY")

    def record() -> bytes:
        return khabar.Reader(lexicon=[folder], tokens=True).read(text, published="2016-10-05").to_json()

    monkeypatch.setattr("khabar.reader._lexicon", Lexicon)
    new, old = record(), record()
    monkeypatch.setenv(cache.VARIABLE, "")
    assert new == old == record()
    assert len(list(home.iterdir())) > 3
