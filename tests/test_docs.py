"""The documentation says what is there: commands, layers, record fields, and outputs as they are today."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from khabar.cli import main
from khabar.layers.registry import available
from khabar.record import Record
from scripts.docs import filled, pages, same

ROOT = Path(__file__).resolve().parents[1]


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def commands() -> list[str]:
    assert isinstance(main, click.Group)
    with click.Context(main) as context:
        return main.list_commands(context)


@pytest.mark.parametrize("name", commands())
def test_every_command_is_in_the_guide(name: str) -> None:
    assert f"khabar {name}" in page("docs/usage.md")


@pytest.mark.parametrize("name", Record.__struct_fields__)
def test_every_field_of_the_record_is_described(name: str) -> None:
    assert f"`{name}`" in page("docs/record.md")


@pytest.mark.parametrize("name", available())
def test_every_layer_is_in_the_architecture_and_has_a_page_and_examples(name: str) -> None:
    assert f"`{name}`" in page("ARCHITECTURE.md")
    folder = ROOT / "src" / "khabar" / "layers" / name
    assert (folder / "README.md").is_file()
    assert (folder / "examples.tsv").is_file()


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.name)
def test_outputs_are_what_the_commands_print(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert same(text, filled(text)), f"{path.name}: run python scripts/docs.py"
