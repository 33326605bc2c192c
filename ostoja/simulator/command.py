"""The command line: ``ostoja simulate``."""

import asyncio
import ipaddress
import random
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import click

from ostoja.ending import end
from ostoja.serving import StopRequest, address, run
from ostoja.simulator.control import answered, lines_of
from ostoja.simulator.errors import SimulatorError
from ostoja.simulator.home.growing import grown
from ostoja.simulator.home.reading import flat, read_home, shipped
from ostoja.simulator.mserv.manner import Firmware, Manner
from ostoja.simulator.simulation import BROKERS, STANDARD, Simulation

PASSWORD_VARIABLE = "OSTOJA_MSERV_PASSWORD"  # noqa: S105 - the name of a variable


@dataclass(frozen=True)
class Wishes:
    """What was asked for on the command line."""

    host: str
    port: int
    home: Path | None
    seed: int
    latency: timedelta
    broker: str
    inhabitant: bool
    control: bool
    password: str | None
    objects: int | None
    manner: Manner


def loopback(_: click.Context, __: click.Parameter, text: str) -> tuple[str, int]:
    """Host and port of an address that only this machine reaches.

    Raises: click.BadParameter for every other, because the accounts are no secret.
    """
    host, port = address(text)
    host = "127.0.0.1" if host == "localhost" else host
    try:
        is_local = ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_local = False
    if not is_local:
        raise click.BadParameter(
            f"{host} is not a loopback address; the simulator's accounts are known to everybody, use 127.0.0.1:{port}"
        )
    return host, port


@click.command()
@click.option(
    "--listen",
    default="127.0.0.1:1883",
    show_default=True,
    callback=loopback,
    metavar="HOST:PORT",
    help="Where the broker listens; loopback only.",
)
@click.option(
    "--home",
    type=click.Path(path_type=Path),
    metavar="NAME|FILE",
    help="The home: 'flat' or 'house', which come along, or a TOML file; the flat when not given.",
)
@click.option(
    "--objects",
    type=click.IntRange(1, 20_000),
    metavar="N",
    help="Grow the home to so many objects.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Makes its chances repeatable.")
@click.option(
    "--latency",
    type=click.IntRange(0, 10_000),
    default=150,
    show_default=True,
    metavar="MS",
    help="From a command to its state on the account tree.",
)
@click.option(
    "--broker",
    type=click.Choice(list(BROKERS)),
    default="embedded",
    show_default=True,
    help="The broker in front of the M-SERV.",
)
@click.option(
    "--inhabitant/--no-inhabitant",
    default=True,
    show_default=True,
    help="Somebody who presses a wall switch now and then.",
)
@click.option(
    "--password",
    envvar=PASSWORD_VARIABLE,
    show_envvar=True,
    help=f"The password of the account '{STANDARD}'; a random one is made and printed when not given.",
)
@click.option(
    "--firmware",
    type=click.Choice([one.value for one in Firmware]),
    default=Firmware.CURRENT.value,
    show_default=True,
    help="The M-SERV's program: 'current' has device_details, the lists of automations, and commands on ha/api.",
)
@click.option(
    "--messy/--tidy",
    default=True,
    show_default=True,
    help="Tables as in the field, with numbers that are text and text that is null, or tidy ones.",
)
@click.option("--retained-replies", is_flag=True, help="Let the tables stand retained on the broker.")
@click.option("--control", is_flag=True, help="Take commands on standard input, and answer each with a line.")
@click.option("--verbose", is_flag=True, help="Log the wire too.")
def simulate(  # noqa: PLR0913 - one parameter an option
    listen: tuple[str, int],
    home: Path | None,
    objects: int | None,
    seed: int,
    latency: int,
    broker: str,
    *,
    inhabitant: bool,
    password: str | None,
    firmware: str,
    messy: bool,
    retained_replies: bool,
    control: bool,
    verbose: bool,
) -> None:
    """An M-SERV with a furnished home behind it, over real MQTT, on this machine."""
    home = home and shipped().get(str(home), home)
    manner = Manner(Firmware(firmware), is_tidy=not messy, keeps_replies=retained_replies)
    wishes = Wishes(
        *listen, home, seed, timedelta(milliseconds=latency), broker, inhabitant, control, password, objects, manner
    )

    async def main(stop: StopRequest) -> None:
        await live(wishes, stop)

    try:
        run(main, verbose=verbose)
    except SimulatorError as error:
        raise click.ClickException(str(error)) from error


async def live(wishes: Wishes, stop: StopRequest) -> None:
    """Simulate until asked to stop.

    Raises: SimulatorError when the home cannot be used, or the broker cannot start or goes away.
    """
    chance = random.Random(wishes.seed)  # noqa: S311 - a repeatable chance, no secret
    simulation = Simulation(
        grown(read_home(wishes.home or flat()), wishes.objects, chance) if wishes.objects else wishes.home,
        broker=wishes.broker,
        seed=wishes.seed,
        latency=wishes.latency,
        host=wishes.host,
        port=wishes.port,
        password=wishes.password,
        inhabitant=wishes.inhabitant,
        manner=wishes.manner,
    )
    async with simulation:
        announce(simulation, wishes)
        ends = [asyncio.create_task(stop.wait()), asyncio.create_task(simulation.broken())]
        control = asyncio.create_task(obey(simulation)) if wishes.control else None
        try:
            done, _ = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            for ended in done:
                ended.result()
        finally:
            await end(*ends, *([control] if control else []))


def announce(simulation: Simulation, wishes: Wishes) -> None:
    """Print where it listens, and with which accounts."""
    known = simulation.password if wishes.password is None else "the password that was given"
    print(f"M-SERV on mqtt://{simulation.host}:{simulation.port}")  # noqa: T201 - what the person asked for
    print("accounts: admin / admin (everything)")  # noqa: T201 - the same
    print(f"          {STANDARD} / {known} (standard)", flush=True)  # noqa: T201 - the same


async def obey(simulation: Simulation) -> None:
    """Answer the control line until its end."""
    async for line in lines_of(sys.stdin.fileno()):
        if line.strip():
            print(await answered(simulation, line), flush=True)  # noqa: T201 - the answer
