"""Options that several commands share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from khabar.reader import Reader
    from khabar.sources import Source

__all__ = [
    "examples",
    "language_option",
    "make_reader",
    "one_source",
    "reader_options",
    "source_options",
    "write_lines",
    "write_out",
]

_METADATA = ("title", "url", "author", "publisher", "id")


def examples(*lines: str) -> str:
    """Return an epilog that shows example command lines as they are."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def _names(_: click.Context, __: click.Parameter, value: str | None) -> tuple[str, ...] | None:
    return None if value is None else tuple(name.strip() for name in value.split(",") if name.strip())


def _iso_date(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    from khabar.sources.source import parse_published

    published = parse_published(value)
    if published is None:
        raise click.BadParameter(f"{value!r} is no date; write it as 2016-09-30.")
    return published


def reader_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that make a reader."""
    for option in (
        click.option(
            "--lexicon",
            type=click.Path(exists=True, file_okay=False, path_type=Path),
            multiple=True,
            metavar="DIR",
            help="Folder whose tables override and extend the package's (repeatable).",
        ),
        click.option("--without", callback=_names, metavar="NAMES", help="Layers to leave out, separated by commas."),
        click.option(
            "--layers",
            callback=_names,
            metavar="NAMES",
            help="Layers to run, separated by commas (default: all but events; all: those too).",
        ),
        click.option("--force", is_flag=True, help="Read text that is not Arabic too, with a warning."),
    ):
        command = option(command)
    return command


def source_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say what is known of one document."""
    for name in reversed(_METADATA):
        command = click.option(
            f"--{name}", metavar="TEXT", help=f"The document's {name}, if the file does not say it."
        )(command)
    command = click.option("--encoding", metavar="NAME", help="Character set of the file (default: found out).")(
        command
    )
    return click.option(
        "--published",
        callback=_iso_date,
        metavar="DATE",
        help="Date of publication (YYYY-MM-DD), by which words such as أمس are read.",
    )(command)


def language_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the language of what is shown."""
    return click.option(
        "--lang",
        type=click.Choice(["ar", "en"]),
        default=None,
        help="Language of what is shown (default: that of the locale, else English).",
    )(command)


def make_reader(options: dict[str, Any]) -> Reader:
    """Return the reader that ``options`` of ``reader_options`` describe."""
    from khabar.reader import Reader

    return Reader(
        layers=options["layers"],
        without=options["without"] or (),
        lexicon=options["lexicon"],
        tokens=options.get("tokens", False),
        force=options["force"],
    )


def one_source(file: str, options: dict[str, Any]) -> Source:
    """Return the one document in ``file`` (``-``: standard input), with the metadata of ``options``.

    Raises ``SourceError`` if it holds none that can be read, or several.
    """
    from khabar.errors import SourceError
    from khabar.sources import Failure, iter_documents

    items = iter_documents([file], force=options["force"], encoding=options["encoding"])
    first = next(items, None)
    if first is None:
        raise SourceError("there is no document in it.", subject=file, remedy="Give a text, a web page or JSON.")
    if isinstance(first, Failure):
        raise SourceError(first.message)
    if next(items, None) is not None:
        raise SourceError("there are several documents in it.", subject=file, remedy="Read them with 'khabar batch'.")
    given = {name: options[name] for name in (*_METADATA, "published")}
    return first.with_metadata(**given)


def write_out(content: bytes, out: Path | None) -> None:
    """Write ``content`` to standard output, or aside and then in one step to ``out``."""
    write_lines((content,), out)


def write_lines(lines: Iterable[bytes], out: Path | None) -> None:
    """Write ``lines`` as they come to standard output, or aside and then in one step to ``out``.

    Raises ``OptionError`` if ``out`` cannot be written; on that and any other error nothing of it is left.
    """
    if out is None:
        sys.stdout.buffer.writelines(lines)
        sys.stdout.buffer.flush()
        return
    from khabar.errors import OptionError

    part = out.with_name(out.name + ".part")
    try:
        with part.open("wb") as file:
            file.writelines(lines)
        part.replace(out)
    except BaseException as error:
        part.unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise
        problem = f"cannot be written: {(error.strerror or str(error)).lower()}."
        raise OptionError(problem, subject=str(out), remedy="Give a path in a folder that you may write.") from error
