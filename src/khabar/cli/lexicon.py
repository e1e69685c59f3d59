"""``khabar lexicon check`` and ``khabar lexicon list``."""

from __future__ import annotations

from pathlib import Path

import click

from khabar.cli.options import examples

__all__ = ["command"]

_FOLDERS = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
def command() -> None:
    """Check and list the tables of words, the package's and your own."""


@command.command(epilog=examples("khabar lexicon check", "khabar lexicon check my-tables/"))
@click.argument("folders", nargs=-1, type=_FOLDERS, metavar="[DIR]...")
def check(folders: tuple[Path, ...]) -> None:
    """Check every table, and those of each DIR: tell each bad line as 'file:line: what is wrong; what to do'.

    Exit codes: 0 all is well; 1 something is wrong.
    """
    from khabar.lexicon import Lexicon

    lexicon = Lexicon(folders)
    problems = lexicon.check()
    for problem in problems:
        click.echo(f"{problem.place}: {problem.message}")
    tables = len(lexicon.paths()) + sum(1 for folder in folders for _ in folder.rglob("*.tsv"))
    if problems:
        click.echo(f"{len(problems)} lines to correct in {tables} tables.", err=True)
        click.get_current_context().exit(1)
    click.echo(f"{tables} tables are well.", err=True)


@command.command(name="list", epilog=examples("khabar lexicon list", "khabar lexicon list my-tables/"))
@click.argument("folders", nargs=-1, type=_FOLDERS, metavar="[DIR]...")
def list_tables(folders: tuple[Path, ...]) -> None:
    """List the tables with their numbers of rows, those of each DIR included."""
    from khabar.lexicon import Lexicon

    lexicon = Lexicon(folders)
    tables = [lexicon.table(name) for room in lexicon.rooms() for name in lexicon.names(room)]
    width = max(len(table.name) for table in tables)
    for table in tables:
        click.echo(f"{table.name:<{width}}  {len(table.rows):>6,}  {' '.join(table.columns)}")
