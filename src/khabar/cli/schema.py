"""``khabar schema``."""

from __future__ import annotations

import json

import click

from khabar.cli.options import examples

__all__ = ["command"]


@click.command(epilog=examples("khabar schema > record.schema.json"))
def command() -> None:
    """Print the JSON Schema (draft 2020-12) that every record validates against."""
    from khabar.record import json_schema

    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))
