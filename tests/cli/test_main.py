"""The command as a whole: help, version, errors."""

from __future__ import annotations

import re
import resource
import subprocess
import sys
from pathlib import Path

import click
import pytest

from khabar import __version__
from khabar.cli import main
from tests.cli.conftest import Khabar


def _commands() -> list[tuple[str, ...]]:
    context = click.Context(main)
    found: list[tuple[str, ...]] = [()]
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        inner = command.list_commands(context) if isinstance(command, click.Group) else ()
        found += [(name,), *((name, other) for other in inner)]
    return found


@pytest.mark.parametrize("command", _commands(), ids=" ".join)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_command_has_help_with_examples(khabar: Khabar, command: tuple[str, ...], flag: str) -> None:
    result = khabar(*command, flag)
    assert result.exit_code == 0
    assert "Usage:" in result.output
    if command not in ((), ("lexicon",)):
        assert re.search(r"Examples:\n +khabar ", result.output)


def test_every_command_is_there() -> None:
    names = {" ".join(command) for command in _commands()}
    assert names == {"", "batch", "export", "lexicon", "lexicon check", "lexicon list", "read", "schema", "why"}


def test_every_option_has_help() -> None:
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        for option in command.params:
            assert not isinstance(option, click.Option) or option.help, f"{name} {option.name}"


@pytest.mark.parametrize("start", [[sys.executable, "-m", "khabar"], [Path(sys.executable).with_name("khabar")]])
def test_version_is_told_at_once(start: list[str]) -> None:
    # processor time, since the machine that tests may be busy with other things
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = subprocess.run([*start, "--version"], capture_output=True, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert result.stdout == f"khabar {__version__}\n"
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.3


def test_version_loads_no_tables_and_no_readers() -> None:
    code = "import sys, khabar.cli; khabar.cli.main(['--version'], standalone_mode=False); print(*sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(result.stdout.split())
    assert not loaded & {"khabar.reader", "khabar.lexicon", "khabar.record", "msgspec", "tqdm", "lxml", "numpy"}


def test_an_unknown_command_is_a_usage_error(khabar: Khabar) -> None:
    result = khabar("raed")
    assert result.exit_code == 2
    assert "raed" in result.stderr


def test_a_mistake_of_ours_is_told_in_one_line(khabar: Khabar, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ValueError("seven\nlines")

    monkeypatch.setattr("khabar.reader.Reader.read_source", broken)
    result = khabar("read", article, "--format", "json")
    assert result.exit_code == 1
    assert result.stderr.startswith("khabar: internal error: ValueError: seven lines (at ")
    assert "test_main.py:" in result.stderr
    assert "in broken" in result.stderr
    assert result.stderr.count("\n") == 1


def test_ctrl_c_is_told(khabar: Khabar, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("khabar.reader.Reader.read_source", stopped)
    result = khabar("read", article, "--format", "json")
    assert result.exit_code == 130
    assert result.stderr == "khabar: stopped.\n"
