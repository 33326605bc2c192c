"""The command ``ostoja relay``."""

import asyncio
import os
from datetime import timedelta
from pathlib import Path

import click

from ostoja import serving
from ostoja.relay.errors import UnfitError
from ostoja.relay.limits import KIB, SPARE_FILES, Limits, Marks
from ostoja.relay.server import Options, Relay

TOKEN_VARIABLE = "OSTOJA_RELAY_TOKEN"  # noqa: S105 - the name of the variable, not what is in it


def _token(file: Path | None) -> str:
    if file is not None:
        try:
            token = file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as wrong:
            raise click.ClickException(f"cannot read the token from {file}") from wrong
    else:
        token = os.environ.get(TOKEN_VARIABLE, "").strip()
    if not token:
        raise click.ClickException(
            f"the relay needs the token that it shares with the cloud: set {TOKEN_VARIABLE} or give --token-file"
        )
    return token


def _limits(given: dict[str, int]) -> Limits:
    plain = Limits()
    return Limits(
        frame=given["frame_bytes"],
        channels=given["channels"],
        member_channels=given["member_channels"],
        people=given["people"],
        monitoring=given["monitoring"],
        home=given["home_kib"] * KIB,
        pending=given["pending"],
        connections=given["connections"] or plain.connections,
        first_frame=timedelta(seconds=given["ticket_seconds"]),
        app=Marks(given["high_kib"] * KIB, given["low_kib"] * KIB, given["hard_kib"] * KIB),
    )


async def _serve(options: Options, stop: serving.StopRequest) -> None:
    relay = Relay(options)
    starting = asyncio.ensure_future(relay.start())
    asked = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait((starting, asked), return_when=asyncio.FIRST_COMPLETED)
        if starting.done():
            await starting
            host = f"[{options.listen[0]}]" if ":" in options.listen[0] else options.listen[0]
            click.echo(f"RELAY LISTENING ws://{host}:{relay.port}")
            await asked
            await relay.drain()
    finally:
        starting.cancel()
        asked.cancel()
        await asyncio.gather(starting, asked, return_exceptions=True)
        await relay.stop()


@click.command()
@click.option(
    "--listen", default="127.0.0.1:8001", show_default=True, envvar="OSTOJA_RELAY_LISTEN", metavar="HOST:PORT"
)
@click.option(
    "--status",
    default="127.0.0.1:8002",
    show_default=True,
    envvar="OSTOJA_RELAY_STATUS",
    metavar="HOST:PORT",
    help="Where /healthz and /metrics answer; keep it on loopback.",
)
@click.option("--cloud", default="http://localhost:8000", show_default=True, envvar="OSTOJA_RELAY_CLOUD", metavar="URL")
@click.option(
    "--road",
    "roads",
    multiple=True,
    envvar="OSTOJA_RELAY_ROAD",
    metavar="URL",
    help="An address at which gateways dial this relay, scheme, host and port. Default: localhost and 127.0.0.1.",
)
@click.option(
    "--origin",
    "origins",
    multiple=True,
    default=("http://localhost:8000",),
    show_default=True,
    envvar="OSTOJA_RELAY_ORIGIN",
    metavar="URL",
    help="An origin whose pages may use the road.",
)
@click.option(
    "--token-file",
    type=click.Path(path_type=Path),
    envvar="OSTOJA_RELAY_TOKEN_FILE",
    help=f"A file with the token that relay and cloud share. Default: the variable {TOKEN_VARIABLE}.",
)
@click.option("--frame-bytes", type=click.IntRange(1_024, 65_536), default=65_536, envvar="OSTOJA_RELAY_FRAME_BYTES")
@click.option("--channels", type=click.IntRange(1), default=64, envvar="OSTOJA_RELAY_CHANNELS", help="Per gateway.")
@click.option(
    "--member-channels",
    type=click.IntRange(1),
    default=16,
    envvar="OSTOJA_RELAY_MEMBER_CHANNELS",
    help="Of them one member's.",
)
@click.option("--people", type=click.IntRange(1), default=6, envvar="OSTOJA_RELAY_PEOPLE", help="Per home at once.")
@click.option(
    "--monitoring", type=click.IntRange(0), default=3, envvar="OSTOJA_RELAY_MONITORING", help="Of the people."
)
@click.option(
    "--home-kib",
    type=click.IntRange(64),
    default=8_192,
    envvar="OSTOJA_RELAY_HOME_KIB",
    help="What all of one home may say a second, each frame counting for a quarter KiB more.",
)
@click.option(
    "--pending",
    type=click.IntRange(1),
    default=1_000,
    envvar="OSTOJA_RELAY_PENDING",
    help="Apps, and gateways, not yet admitted.",
)
@click.option(
    "--connections",
    type=click.IntRange(0),
    default=0,
    envvar="OSTOJA_RELAY_CONNECTIONS",
    help=f"In all. Default: the limit on open files less {SPARE_FILES}.",
)
@click.option("--ticket-seconds", type=click.IntRange(1, 60), default=5, envvar="OSTOJA_RELAY_TICKET_SECONDS")
@click.option(
    "--high-kib", type=click.IntRange(1), default=64, envvar="OSTOJA_RELAY_HIGH_KIB", help="A channel pauses."
)
@click.option("--low-kib", type=click.IntRange(0), default=16, envvar="OSTOJA_RELAY_LOW_KIB", help="It goes on.")
@click.option("--hard-kib", type=click.IntRange(1), default=256, envvar="OSTOJA_RELAY_HARD_KIB", help="It is cut.")
@click.option("--verbose", is_flag=True, help="Log the wire too.")
def relay(  # noqa: PLR0913 - one parameter an option
    *,
    listen: str,
    status: str,
    cloud: str,
    roads: tuple[str, ...],
    origins: tuple[str, ...],
    token_file: Path | None,
    verbose: bool,
    **numbers: int,
) -> None:
    """The road: carries sealed frames and opens none."""
    if not numbers["low_kib"] < numbers["high_kib"] < numbers["hard_kib"]:
        raise click.BadParameter("--low-kib, --high-kib and --hard-kib must grow in this order")
    options = Options(
        token=_token(token_file),
        listen=serving.address(listen),
        status=serving.address(status),
        cloud=cloud,
        roads=tuple(road.rstrip("/") for road in roads),
        origins=tuple(origin.rstrip("/") for origin in origins),
        limits=_limits(numbers),
    )
    try:
        serving.run(lambda stop: _serve(options, stop), verbose=verbose)
    except UnfitError as wrong:
        raise click.ClickException(str(wrong)) from wrong
