"""The command ``khabar``: parses arguments and calls the rooms below. Each command is a module of its own.

Exit codes: 0 done; 1 failed, with one line on standard error saying why; 2 the command line is wrong; 3 (batch) some
documents failed and the others were read; 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any

import click

from khabar._version import __version__

__all__ = ["main"]

_COMMANDS = {
    "batch": ("khabar.cli.batch", "Read many documents into JSON Lines, one record a line."),
    "export": ("khabar.cli.export", "Write the events of records for other programs (PLOVER, GDELT, CAMEO)."),
    "lexicon": ("khabar.cli.lexicon", "Check and list the tables of words."),
    "read": ("khabar.cli.read", "Read one text into a record, a summary or a page."),
    "schema": ("khabar.cli.schema", "Print the JSON Schema of the record."),
    "why": ("khabar.cli.why", "Show what is said about a place in a text, and why."),
}


class _Failed(click.ClickException):
    """An error that is told in one line."""

    def show(self, file: Any = None) -> None:
        click.echo(f"khabar: {self.message}", file=file, err=True)


class _Commands(click.Group):
    """Loads a command when it is called, and tells errors in one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's)
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (click's)
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(_COMMANDS[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 (click's)
        with formatter.section("Commands"):
            formatter.write_dl([(name, says) for name, (_, says) in sorted(_COMMANDS.items())])

    def invoke(self, ctx: click.Context) -> Any:
        from khabar.errors import KhabarError

        try:
            return super().invoke(ctx)
        except KhabarError as error:
            raise _Failed(str(error)) from error
        except KeyboardInterrupt:
            click.echo("khabar: stopped.", err=True)
            ctx.exit(130)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            if os.environ.get("KHABAR_DEBUG"):
                raise
            from khabar.scale.work import told

            raise _Failed(f"internal error: {told(error)}. Set KHABAR_DEBUG=1 to see all of it.") from error


@click.group(
    "khabar",
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="'khabar COMMAND --help' shows the options of a command, with examples.",
)
@click.version_option(__version__, message="khabar %(version)s")
def main() -> None:
    """Read Arabic political text into a checkable record: dates, numbers, scripture, each tied to its words."""
