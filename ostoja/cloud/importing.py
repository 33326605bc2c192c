"""The command ``ostoja passwords``."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

import click

from ostoja.cloud.passwords.sums import NoSumError, read_sums, read_words, write


@click.group()
def passwords() -> None:
    """Which passwords nobody may choose."""


@passwords.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--words", is_flag=True, help="The file holds passwords as they are, not their sums.")
def import_(file: Path, *, words: bool) -> None:
    """Refuse the passwords of FILE from now on: SHA-1 sums, one a line, as published.

    After a sum there may be ":" and how often it was seen. The list takes the place of the one before, and needs eight
    bytes a password.
    """
    from ostoja.cloud.command import prepare

    prepare()
    from django.conf import settings

    try:
        with file.open("rb") as lines, click.progressbar(length=file.stat().st_size, label=file.name) as shown:
            said = advancing(lines, shown.update)
            count = write(read_words(said) if words else read_sums(said), settings.PASSWORDS_FILE)
    except NoSumError as wrong:
        raise click.ClickException(f"{wrong} Nothing has changed.") from wrong
    except OSError as wrong:
        reason = wrong.strerror or wrong
        raise click.ClickException(f"The list cannot be written: {reason}. Nothing has changed.") from wrong
    click.echo(f"LEAKED PASSWORDS {count}")


def advancing(lines: BinaryIO, show: Callable[[int], None]) -> Iterable[bytes]:
    """The lines of a file; how many bytes more were read is shown."""
    for line in lines:
        show(len(line))
        yield line
