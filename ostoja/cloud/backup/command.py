"""The commands ``ostoja backup`` and ``ostoja restore``."""

from pathlib import Path

import click

FILE = click.Path(dir_okay=False, path_type=Path)
PLACE = click.Path(path_type=Path)


DOUBTED = """\
Consents have lapsed and are asked for again. Nobody is signed in, and nobody is staff: cloud manage staff grant.
Memberships are those of the backup: remove again by hand whoever left a home since."""


@click.command()
@click.argument("place", type=PLACE)
def backup(place: Path) -> None:
    """Write the office's database into the file PLACE, while it runs.

    Where PLACE is a folder, the file is named by the time, and older ones there go when the policy says.

    The keys (OSTOJA_VAR/keys and the database of keys) and the ledger of erasures (OSTOJA_VAR/erasure) are not in it,
    and must not be kept beside it: a backup alone opens nothing that is sealed.
    """
    from ostoja.cloud.command import prepare, refuse_without_migrations, sentences

    prepare()
    refuse_without_migrations()
    from django.utils import timezone

    from ostoja.cloud.backup.ageing import drop_old, named
    from ostoja.cloud.backup.archive import make
    from ostoja.cloud.backup.errors import BackupError

    try:
        with sentences():
            now = timezone.now()
            file = named(place, now) if place.is_dir() else place
            made = make(file, now)
            dropped = drop_old(place, now) if place.is_dir() else []
    except (BackupError, OSError) as wrong:
        raise click.ClickException(str(wrong)) from wrong
    click.echo(f"BACKUP {file} {made.sha256}")
    for old in dropped:
        click.echo(f"DROPPED {old}")


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--no-ledger", is_flag=True, help="There is no ledger of erasures any more: whoever was erased comes back."
)
def restore(file: Path, *, no_ledger: bool) -> None:
    """Restore FILE into an empty place. The office stays closed until what was erased is erased again.

    Killed at any moment, the same command goes on.
    """
    from ostoja.cloud.command import prepare, sentences

    prepare()
    from django.utils import timezone

    from ostoja.cloud.backup.errors import BackupError
    from ostoja.cloud.backup.restoring import restore as restore_from
    from ostoja.cloud.config.declared import REACHES

    try:
        with sentences():
            count = restore_from(file, REACHES, timezone.now(), without_ledger=no_ledger)
    except BackupError as wrong:
        raise click.ClickException(str(wrong)) from wrong
    click.echo(f"RESTORED {file}, {count} erasures looked after")
    click.echo(DOUBTED)
