"""The command ``ostoja gateway``: runs the home's end, and makes admission codes beside it."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from ostoja import serving
from ostoja.gateway import agent
from ostoja.gateway.agent import Options, Screen
from ostoja.gateway.diagnostics.page import TakenError, is_here
from ostoja.gateway.drivers.families import UnknownFamilyError
from ostoja.gateway.house.clock import wall_clock
from ostoja.gateway.store import admissions, papers
from ostoja.gateway.store.admissions import Admission
from ostoja.gateway.store.database import FILE_NAME, FOLDER_MODE, Database, open_database
from ostoja.gateway.store.errors import StoreError
from ostoja.gateway.store.excerpts import newest
from ostoja.gateway.store.forgetting import counts, plan_of
from ostoja.gateway.store.history import days
from ostoja.gateway.store.identity import identity
from ostoja.gateway.store.proofs import is_whole
from ostoja.protocol.codes import new_code, stretched
from ostoja.protocol.tickets import Profile, Role

LOCK_NAME = "gateway.lock"
DEFAULT_CLOUD = "http://localhost:8000"
PASSWORD_VARIABLE = "OSTOJA_MSERV_PASSWORD"  # noqa: S105 - the name of the variable, not what is in it

_var = click.option(
    "--var",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    envvar="OSTOJA_VAR",
    show_envvar=True,
    help="Folder of the store; made when it is not there.",
)
_cloud = click.option("--cloud", default=DEFAULT_CLOUD, envvar="OSTOJA_CLOUD", show_default=True, metavar="URL")


def loopback(_: click.Context, __: click.Parameter, text: str | None) -> tuple[str, int] | None:
    """Host and port of an address that only this machine reaches.

    Raises: click.BadParameter for every other: the page asks nobody who they are.
    """
    if text is None:
        return None
    host, port = serving.address(text)
    if not is_here(host):
        raise click.BadParameter(
            f"{host} is not a loopback address; the page answers this machine only, 127.0.0.1:{port}"
        )
    return host, port


@click.group(invoke_without_command=True)
@click.option("--var", type=click.Path(path_type=Path, file_okay=False), envvar="OSTOJA_VAR", show_envvar=True)
@_cloud
@click.option("--mserv", envvar="OSTOJA_MSERV", metavar="HOST:PORT", show_envvar=True, help="The M-SERV's MQTT broker.")
@click.option("--user", default="ostoja", envvar="OSTOJA_MSERV_USER", show_default=True, help="Account on the M-SERV.")
@click.option("--password-file", type=click.Path(path_type=Path, dir_okay=False), help=f"Else ${PASSWORD_VARIABLE}.")
@click.option("--name", default="gateway", show_default=True, help="What this gateway is called in its own output.")
@click.option("--driver", default="ampio", show_default=True, help="Family of the home's system.")
@click.option(
    "--status",
    envvar="OSTOJA_GATEWAY_STATUS",
    show_envvar=True,
    metavar="HOST:PORT",
    callback=loopback,
    help="Where the diagnostics page answers, on loopback; nowhere when not given.",
)
@click.option("--verbose", is_flag=True, help="Log the wire too.")
@click.pass_context
def gateway(  # noqa: PLR0913 - one parameter an option
    context: click.Context,
    *,
    var: Path | None,
    cloud: str,
    mserv: str | None,
    user: str,
    password_file: Path | None,
    name: str,
    driver: str,
    status: tuple[str, int] | None,
    verbose: bool,
) -> None:
    """The home's end: speaks with the M-SERV, and with apps over the road. Without a subcommand it runs."""
    if context.invoked_subcommand is not None:
        return
    if var is None or mserv is None:
        raise click.UsageError("give --var DIR and --mserv HOST:PORT, for example --mserv ampio.local:1883")
    if set(user) & set("/+#") or not user:
        raise click.BadParameter("the name of an account on the M-SERV has none of / + #", param_hint="--user")
    host, port = serving.address(mserv)
    options = Options(var, cloud.rstrip("/"), host, port, user, _password(password_file), driver, status)
    click.echo(f"GATEWAY {name}")
    try:
        with _alone(var):
            serving.run(lambda stop: agent.run(options, _screen(), stop.wait), verbose=verbose)
    except StoreError as wrong:
        raise click.ClickException(str(wrong)) from wrong
    except TakenError as wrong:
        raise click.ClickException(f"{wrong}; give --status another port, or none") from wrong
    except UnknownFamilyError as wrong:
        raise click.ClickException(f"there is no driver {driver!r}") from wrong


@gateway.command("code")
@_var
@_cloud
@click.option("--role", type=click.Choice([role.value for role in Role]), default=Role.MEMBER.value, show_default=True)
@click.option(
    "--profile",
    type=click.Choice([profile.value for profile in Profile]),
    default=Profile.PERSON.value,
    show_default=True,
    help="A monitoring system sees and does not act.",
)
@click.option("--member", help="Public id of the member it admits; without it, whoever brings the code.")
@click.option("--uses", type=click.IntRange(1, 100), default=1, show_default=True)
@click.option("--minutes", type=click.IntRange(1, 60 * 24 * 7), default=10, show_default=True)
@click.option("--link", is_flag=True, help="Print the link that opens the app with the code as well.")
def code(  # noqa: PLR0913 - one parameter an option
    *, var: Path, cloud: str, role: str, profile: str, member: str | None, uses: int, minutes: int, link: bool
) -> None:
    """Make a code that admits an app; the gateway may run meanwhile."""
    now, made, database = wall_clock(), new_code(), _opened(var)
    expires = now + timedelta(minutes=minutes)
    try:
        held = papers.papers(database)
        if held is None:
            raise click.ClickException(f"nobody has claimed the gateway in {var} yet; run it and claim it first")
        admission = Admission(made.number, stretched(made), Role(role), member, expires, uses, profile=Profile(profile))
        admissions.add_admission(database, admission, now)
        fingerprint = identity(database, now).public.fingerprint()
    finally:
        database.close()
    click.echo(f"CODE  {made.spelled()}")
    click.echo(f"UNTIL  {_spelled(expires)}")
    click.echo(f"GATEWAY  {fingerprint}")
    if link:
        click.echo(f"LINK  {cloud.rstrip('/')}/app/#admit={held.installation}.{made.number}{made.secret}")


@gateway.command("retention")
@_var
def retention(*, var: Path) -> None:
    """Show what the home would forget now, and whether the proof of what it forgot is whole; nothing is changed."""
    now, database = wall_clock(), _opened(var)
    try:
        made = plan_of(database, now)
        click.echo(f"PLAN  {made.day}  {made.name()}")
        click.echo(f"POLICY  {newest(database).policy or 'as shipped'}, history {days(database)} days")
        for share, count in counts(database, made):
            for rule, before in share.limits:
                spelled = "-" if before is None else _spelled(before)
                click.echo(f"{rule}  {share.table}  before {spelled}  {count} rows")
        if not is_whole(database, identity(database, now).public):
            raise click.ClickException("the proof of forgetting was changed after it was written")
        click.echo("PROOF  whole")
    except StoreError as wrong:
        raise click.ClickException(str(wrong)) from wrong
    finally:
        database.close()


def _opened(var: Path) -> Database:
    if not (var / FILE_NAME).is_file():
        raise click.ClickException(f"there is no gateway in {var}; give --var the folder of one that was claimed")
    try:
        return open_database(var)
    except StoreError as wrong:
        raise click.ClickException(str(wrong)) from wrong


@contextlib.contextmanager
def _alone(var: Path) -> Iterator[None]:
    """Hold the lock of this folder: two gateways with one identity would push each other off the road."""
    try:
        var.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        lock = os.open(var / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as wrong:
        raise click.ClickException(f"{var} cannot be written; give --var a folder that this user owns") from wrong
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as wrong:
            raise click.ClickException(f"a gateway runs on {var} already; stop it first") from wrong
        yield
    finally:
        os.close(lock)


def _screen() -> Screen:
    return Screen(
        code=lambda shown, until: click.echo(f"CLAIM CODE  {shown.spelled()}  until {_spelled(until)}"),
        paired=lambda installation: click.echo(f"PAIRED {installation}"),
        road_up=lambda: click.echo("ROAD UP"),
    )


def _spelled(until: datetime) -> str:
    return until.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _password(file: Path | None) -> str:
    if file is None:
        return os.environ.get(PASSWORD_VARIABLE, "")
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as wrong:
        raise click.ClickException(f"cannot read the password from {file}") from wrong
