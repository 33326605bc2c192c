"""The commands ``ostoja cloud`` and ``ostoja jobs``."""

import contextlib
import logging
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TextIO

import click

from ostoja import serving
from ostoja.cloud.config.env import ConfigurationError

DEFAULT_LISTEN = "127.0.0.1:8000"
# The rights of everybody else, in numbers of the file system.
FOR_US_ALONE = 0o077


@contextlib.contextmanager
def sentences() -> Iterator[None]:
    """What the operator can put right, as one sentence and not as a trace."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db import OperationalError

    from ostoja.cloud.homes.cabinet import CabinetError

    try:
        yield
    except (ConfigurationError, CabinetError, ImproperlyConfigured) as wrong:
        raise click.ClickException(str(wrong)) from wrong
    except OperationalError as wrong:
        reason = str(wrong).strip().splitlines()[0]
        raise click.ClickException(f"The database cannot be reached: {reason}") from wrong


def prepare() -> None:
    """Set Django up under the environment.

    Raises: click.ClickException with a sentence, when the environment will not do.
    """
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ostoja.cloud.config.settings")
    try:
        from django.conf import settings

        # Database, queue, keys, letters: whatever is written from here on is for nobody else on this machine.
        os.umask(FOR_US_ALONE)
        var = Path(settings.OSTOJA_VAR)
        var.mkdir(parents=True, mode=0o700, exist_ok=True)
        close_to_others(var)
        django.setup()
    except ConfigurationError as wrong:
        raise click.ClickException(str(wrong)) from wrong
    except OSError as wrong:
        raise click.ClickException(f"OSTOJA_VAR cannot be used: {wrong}.") from wrong


def close_to_others(folder: Path) -> None:
    """Let nobody else on this machine into this folder.

    Raises: click.ClickException when others may enter and this program has no right to change that.
    """
    try:
        if folder.stat().st_mode & FOR_US_ALONE:
            folder.chmod(0o700)
    except PermissionError as wrong:
        raise click.ClickException(
            f"OSTOJA_VAR is open to other users of this machine: let its owner run 'chmod 700 {folder}'."
        ) from wrong


def refuse_without_migrations() -> None:
    """Nothing, when the database has the shape that this program wants.

    Raises: click.ClickException when it has not.
    """
    from django.db import connection, connections

    from ostoja.cloud.web.health import migrations_are_applied

    with sentences():
        connection.ensure_connection()
        applied = migrations_are_applied()
        connections.close_all()
    if not applied:
        raise click.ClickException("The database is not up to date: run 'ostoja cloud migrate' first.")


def open_policy(now: datetime) -> None:
    """Nothing, when the office may open under its privacy policy.

    Raises: click.ClickException with a sentence, when it may not.
    """
    from django.conf import settings
    from django.db import connections

    from ostoja.cloud.policies.opening import UnpublishedError, draft_in, open_under

    try:
        with sentences():
            open_under(draft_in(settings.POLICY_FOLDER, settings.OSTOJA_ADAPTERS, demo=settings.OSTOJA_DEMO), now)
    except UnpublishedError as wrong:
        raise click.ClickException(str(wrong)) from wrong
    finally:
        connections.close_all()


@click.group(invoke_without_command=True)
@click.option("--listen", default=DEFAULT_LISTEN, show_default=True, metavar="HOST:PORT", help="Where to listen.")
@click.option("--proxy", default="127.0.0.1", show_default=True, help="Whose X-Forwarded-For and -Proto to believe.")
@click.option("--verbose", is_flag=True, help="Say more in the log.")
@click.pass_context
def cloud(context: click.Context, listen: str, proxy: str, *, verbose: bool) -> None:
    """Serve the office: people, homes, rights."""
    prepare()
    if context.invoked_subcommand is None:
        host, port = serving.address(listen)
        serve_office(host, port, proxy, verbose=verbose)


def serve_office(host: str, port: int, proxy: str, *, verbose: bool) -> None:
    """Serve until a signal asks to stop.

    Raises: click.ClickException with a sentence, when it cannot begin.
    """
    from django.utils import timezone

    from ostoja.cloud.config.asgi import office
    from ostoja.cloud.config.serve import Listening, listen, serve
    from ostoja.cloud.disclosures.network import build_wall
    from ostoja.cloud.homes.signing import cabinet

    if verbose:
        logging.getLogger().setLevel(logging.DEBUG)
    refuse_without_migrations()
    now = timezone.now()
    open_policy(now)
    build_wall(timezone.now)
    with sentences():
        cabinet().open(now)
    try:
        listener = listen(Listening(host, port))
    except OSError as wrong:
        raise click.ClickException(f"Cannot listen on {host}:{port}: {wrong.strerror or wrong}.") from wrong
    address = f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}"
    answers = office()

    async def main(stop: serving.StopRequest) -> None:
        await serve(answers, listener, proxy, stop, lambda: click.echo(f"CLOUD LISTENING {address}"))

    serving.run(main, verbose=verbose)


@cloud.command()
def migrate() -> None:
    """Bring the databases up to date."""
    from django.conf import settings
    from django.core.management import call_command

    with sentences():
        for database in settings.DATABASES:
            call_command("migrate", database=database, interactive=False, verbosity=1)


@cloud.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def manage(words: tuple[str, ...]) -> None:
    """Django's own commands, for operators."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["ostoja cloud manage", *words])


@cloud.command("add-person")
@click.option("--email", required=True)
@click.option("--first-name", required=True)
@click.option("--last-name", required=True)
@click.option("--language", type=click.Choice(["pl", "en"]), default="pl", show_default=True)
@click.option(
    "--password-file", type=click.File("r", encoding="utf-8"), required=True, help="The password; '-' reads it."
)
@click.option("--if-missing", is_flag=True, help="Do nothing when there is already an account with this address.")
def add_person(
    email: str, first_name: str, last_name: str, language: str, password_file: TextIO, *, if_missing: bool
) -> None:
    """Make an account whose address counts as confirmed."""
    from ostoja.cloud.accounts.flows import AccountError, NewPerson
    from ostoja.cloud.accounts.flows import add_person as add
    from ostoja.cloud.accounts.queries import person_at

    refuse_without_migrations()
    if if_missing and person_at(email) is not None:
        return
    password = password_file.read().strip("\r\n")
    try:
        with sentences():
            person = add(NewPerson(email, first_name, last_name, language, password))
    except AccountError as wrong:
        raise click.ClickException(str(wrong)) from wrong
    click.echo(f"PERSON {person.public}")


@cloud.command("retention")
@click.option("--execute", "wanted", metavar="PLAN", help="Carry this plan out, if it is still today's.")
def retention(wanted: str | None) -> None:
    """Say what ends today under the policy, rule by rule; nothing is changed without --execute."""
    prepare()
    refuse_without_migrations()
    from django.utils import timezone

    from ostoja.cloud.config.declared import REACHES
    from ostoja.cloud.retention.executor import UnfinishedError, counts
    from ostoja.cloud.retention.flows import StalePlanError, plan_of, run

    now = timezone.now()
    with sentences():
        if wanted is None:
            made = plan_of(REACHES, now)
            for deed, count in counts(made):
                rules = ", ".join(one.rule for one in deed.limits)
                click.echo(f"{rules:12} {deed.table} {' '.join(deed.fields) or 'rows'}: {count}")
            click.echo(f"PLAN {made.name()}")
            return
        try:
            done = run(REACHES, now, wanted)
        except StalePlanError as wrong:
            raise click.ClickException("This is not today's plan any more; look at it again.") from wrong
        except UnfinishedError as wrong:
            raise click.ClickException(f"Not forgotten: {wrong}. The log says why.") from wrong
    click.echo(f"FORGOTTEN {done.rows} rows")


@cloud.command("roles")
def roles() -> None:
    """Say by which statements PostgreSQL keeps outside tools to the policy: a role for each purpose."""
    prepare()
    refuse_without_migrations()
    from django.utils import timezone

    from ostoja.cloud.config.declared import TABLES
    from ostoja.cloud.policies.queries import in_force
    from ostoja.cloud.roles.statements import statements

    with sentences():
        click.echo("\n".join(statements(TABLES, in_force(timezone.now()))))


@cloud.command("evidence")
def evidence() -> None:
    """Say whether every chain of evidence still holds, by itself and against what was written down outside."""
    prepare()
    refuse_without_migrations()
    from ostoja.cloud.audit.checkpoints import disagreements
    from ostoja.cloud.audit.models import Chain
    from ostoja.cloud.audit.queries import verified

    faults = 0
    with sentences():
        for name in Chain.objects.order_by("name").values_list("name", flat=True):
            found = verified(name)
            faults += found.fault is not None
            said = (
                f"HOLDS {name}: {found.entries} entries"
                if found.fault is None
                else f"BROKEN {name}: {found.fault.reason}"
            )
            click.echo(said)
        for one in disagreements():
            faults += 1
            click.echo(f"FORGED {one.chain}, line {one.line}: {one.reason}")
    if faults:
        raise click.ClickException("The evidence was changed; see above.")


@click.command()
@click.option("--once", is_flag=True, help="Do everything once, now, and end.")
@click.option("--verbose", is_flag=True, help="Say more in the log.")
def jobs(*, once: bool, verbose: bool) -> None:
    """Do the office's work in the background: forget what is spent, rotate keys."""
    prepare()
    refuse_without_migrations()
    from django.utils import timezone

    from ostoja.cloud.config.jobs import run, run_all
    from ostoja.cloud.disclosures.network import build_wall

    serving.logs(verbose=verbose)
    now = timezone.now()
    open_policy(now)
    build_wall(timezone.now)
    with sentences():
        failed = run_all(now)
    if once and failed:
        raise click.ClickException(f"Not done: {', '.join(failed)}. The log says why.")
    if not once:
        with sentences():
            run(lambda: click.echo("JOBS RUNNING"))
