"""`ostoja demo`: cloud, relay, gateway and a simulated home on this machine, until somebody stops it."""

import asyncio
import contextlib
import math
import os
import re
import socket
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import click

from ostoja import serving
from ostoja.demo import owner
from ostoja.demo.children import Child, ChildError, Children
from ostoja.demo.owner import Owner, OwnerError
from ostoja.demo.secrets import Secrets, kept_secrets

MSERV_USER = "ostoja"
LINK_MINUTES = 24 * 60
LINK_USES = 20
CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){5}")
# The homes to choose from, with the number of a wall switch in each.
WALL_SWITCHES = {"house": 71, "flat": 21}
MOST_OBJECTS = 20_000
ANY_PORT = "127.0.0.1:0"
# A part that somebody stopped is away long enough to see what the page says; one that ends again
# sooner than this is broken.
AGAIN_SECONDS = 10
STEADY_SECONDS = 5


@dataclass(frozen=True)
class Plan:
    """Where the demo's places live; all on loopback."""

    var: Path
    port: int
    road_port: int
    status_port: int
    inhabitant: bool
    home: str = "house"
    objects: int | None = None

    @property
    def origin(self) -> str:
        """The address of the demo's cloud."""
        return f"http://localhost:{self.port}"

    @property
    def road(self) -> str:
        """The address of the demo's relay."""
        return f"ws://localhost:{self.road_port}"


@click.command()
@click.option(
    "--var",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("var/demo"),
    envvar="OSTOJA_VAR",
    show_default=True,
    help="Where the demo keeps its data.",
)
@click.option(
    "--home",
    type=click.Choice(list(WALL_SWITCHES)),
    default="house",
    show_default=True,
    help="The home: a house of two storeys, or a flat.",
)
@click.option("--objects", type=click.IntRange(1, MOST_OBJECTS), metavar="N", help="Grow the home to so many objects.")
@click.option("--port", default=8000, show_default=True, help="The port of the pages.")
@click.option("--road-port", default=8001, show_default=True, help="The port of the relay.")
@click.option("--status-port", default=8002, show_default=True, help="The port of the relay's health and metrics.")
@click.option(
    "--inhabitant/--no-inhabitant",
    default=True,
    show_default=True,
    help="Somebody at home who presses wall switches now and then.",
)
def demo(  # noqa: PLR0913 - one parameter an option
    var: Path, home: str, objects: int | None, port: int, road_port: int, status_port: int, *, inhabitant: bool
) -> None:
    """Show a furnished home in the browser, with everything around it on this machine.

    What you do stays in --var; the next start goes on from there.
    """
    plan = Plan(var.resolve(), port, road_port, status_port, inhabitant, home, objects)
    for number, option in ((port, "--port"), (road_port, "--road-port"), (status_port, "--status-port")):
        if is_taken(number):
            raise click.ClickException(
                f"Port {number} is taken by another program. Stop it, or choose another with {option}."
            )
    try:
        plan.var.mkdir(parents=True, exist_ok=True, mode=0o700)
        secrets = kept_secrets(plan.var)
    except (OSError, ValueError) as wrong:
        raise click.ClickException(f"The demo cannot keep its data: {wrong}") from wrong
    failure = asyncio.run(Demo(plan, secrets).run())
    if failure:
        raise click.ClickException(failure)


def is_taken(port: int) -> bool:
    """Whether something on this machine already listens on this port, on either loopback."""
    for family, host in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        try:
            with socket.socket(family) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((host, port))
        except OSError as wrong:
            if family == socket.AF_INET or wrong.errno == 98:  # noqa: PLR2004 - EADDRINUSE; others: no IPv6 here
                return True
    return False


class Demo:
    """One run of the demo."""

    def __init__(self, plan: Plan, secrets: Secrets) -> None:
        self.plan = plan
        self.secrets = secrets
        self.children = Children(plan.var, self._environment())
        self.stop = serving.StopRequest(cut=self.children.cut)

    def _environment(self) -> dict[str, str]:
        plan, secrets = self.plan, self.secrets
        return {
            "OSTOJA_ADAPTERS": "statistics",
            "OSTOJA_DEMO": "yes",
            "OSTOJA_DEMO_TOKEN": secrets.sign_in_token,
            "OSTOJA_DEMO_OWNER": owner.EMAIL,
            "OSTOJA_MAIL": f"file://{plan.var / 'mail'}",
            "OSTOJA_MSERV_PASSWORD": secrets.mserv_password,
            "OSTOJA_ORIGIN": plan.origin,
            "OSTOJA_RELAY_TOKEN": secrets.relay_token,
            "OSTOJA_ROAD": plan.road,
            "OSTOJA_SECRET_KEY": secrets.secret_key,
            "OSTOJA_VAR": str(plan.var / "cloud"),
            "PYTHONUNBUFFERED": "1",
        }

    async def run(self) -> str:
        """Run until asked to stop; what went wrong, or nothing."""
        self.stop.listen()
        try:
            return await self._until_stopped()
        except (ChildError, OwnerError) as wrong:
            return str(wrong)
        finally:
            await self.children.stop()

    async def _until_stopped(self) -> str:
        starting = asyncio.create_task(self._start())
        asked = asyncio.create_task(self.stop.wait())
        await asyncio.wait({starting, asked}, return_when=asyncio.FIRST_COMPLETED)
        if not starting.done():
            starting.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await starting
            return ""
        link, home, gateway = starting.result()
        self._greet(link, gateway)
        pressing = asyncio.create_task(self._press_on_enter(home))
        broken = asyncio.create_task(self.start_again())
        await asyncio.wait({broken, asked}, return_when=asyncio.FIRST_COMPLETED)
        pressing.cancel()
        if broken.done():
            return broken.result()
        broken.cancel()
        click.echo("Stopping …")
        return ""

    async def start_again(self) -> str:
        """Start every part that ends again, until one will not stay; why it will not."""
        loop = asyncio.get_running_loop()
        started: dict[str, float] = {}
        while True:
            child = await self.children.first_end()
            if loop.time() - started.get(child.name, -math.inf) < STEADY_SECONDS:
                return f"{child.name} ended by itself. {child.last_words()} Log: {child.log}"
            click.echo(f"The part '{child.name}' has ended; it starts again in {AGAIN_SECONDS} seconds.")
            await asyncio.sleep(AGAIN_SECONDS)
            await self.children.run(child)
            started[child.name] = loop.time()
            click.echo(f"The part '{child.name}' is started again.")

    async def _start(self) -> tuple[str, Child, Child]:
        click.echo("Starting the demo …")
        children, plan = self.children, self.plan
        await children.once(["cloud", "migrate"])
        await self._add_people()
        cloud = await children.start("cloud", ["cloud", "--listen", f"127.0.0.1:{plan.port}"])
        home = await self._start_home()
        await cloud.line("CLOUD LISTENING")
        await children.start("jobs", ["jobs"])
        relay = await children.start("relay", self._relay_words())
        await relay.line("RELAY LISTENING")
        mserv = (await home.line("M-SERV on")).rpartition("mqtt://")[2]
        # Started again, it is where the gateway looks for it.
        home.words = [mserv if word == ANY_PORT else word for word in home.words]
        gateway_var = str(plan.var / "gateway")
        gateway = await children.start(
            "gateway", ["gateway", "--var", gateway_var, "--cloud", plan.origin, "--mserv", mserv, "--user", MSERV_USER]
        )
        installation = await self._pair(gateway)
        await gateway.line("ROAD UP")
        return await self._link(gateway_var, installation), home, gateway

    def _relay_words(self) -> list[str]:
        plan = self.plan
        listen = ["--listen", f"127.0.0.1:{plan.road_port}", "--status", f"127.0.0.1:{plan.status_port}"]
        return ["relay", *listen, "--cloud", plan.origin, "--road", plan.road, "--origin", plan.origin]

    async def _start_home(self) -> Child:
        inhabitant = "--inhabitant" if self.plan.inhabitant else "--no-inhabitant"
        size = [] if self.plan.objects is None else ["--objects", str(self.plan.objects)]
        words = ["simulate", "--home", self.plan.home, *size, "--listen", ANY_PORT, "--control", inhabitant]
        return await self.children.start("home", words, talks=True)

    async def _add_people(self) -> None:
        with tempfile.NamedTemporaryFile("w", encoding="utf-8") as file:
            file.write(self.secrets.owner_password)
            file.flush()
            language = (os.environ.get("LANG") or "pl").split("_")[0]
            spoken = ["--language", language if language in {"pl", "en"} else "en", "--last-name", owner.LAST_NAME]
            for email, first_name in ((owner.EMAIL, owner.FIRST_NAME), (owner.OFFICER_EMAIL, owner.OFFICER_FIRST_NAME)):
                words = ["cloud", "add-person", "--if-missing", "--email", email, "--first-name", first_name, *spoken]
                await self.children.once([*words, "--password-file", file.name])
        await self.children.once(["cloud", "manage", "staff", "grant", owner.OFFICER_EMAIL, "officer"])

    async def _pair(self, gateway: Child) -> str:
        line = await gateway.line("CLAIM CODE", "PAIRED")
        if line.startswith("PAIRED"):
            return line.split()[1]
        found = CODE.search(line)
        if found is None:
            raise ChildError("The gateway shows no claim code.")
        async with Owner(self.plan.origin, self.secrets.sign_in_token) as person:
            await person.claim(found[0].replace("-", "")[:12])
        return (await gateway.line("PAIRED")).split()[1]

    async def _link(self, gateway_var: str, installation: str) -> str:
        async with Owner(self.plan.origin, self.secrets.sign_in_token) as person:
            member = await person.member(installation)
        words = ["gateway", "code", "--var", gateway_var, "--role", "owner", "--member", member]
        printed = await self.children.once([*words, "--uses", str(LINK_USES), "--minutes", str(LINK_MINUTES)])
        found = CODE.search(printed)
        if found is None:
            raise ChildError("The gateway made no code for the first browser.")
        return f"{self.plan.origin}/app/#demo={self.secrets.sign_in_token}.{installation}.{found[0].replace('-', '')}"

    def _greet(self, link: str, gateway: Child) -> None:
        click.echo(f"""
Ostoja is running.

  Open the home at once     {link}
  Or sign in                {self.plan.origin}
      e-mail                {owner.EMAIL}
      password              {self.secrets.owner_password}

  What to try
    * Switch the lamp in the living room; move a blind; set the heating.
    * Press Enter here: somebody in the home presses the wall switch, and the page shows it at once.
    * Open the link in a second browser, or let one in under "Dostęp" / "Access".
    * Agree to be counted and take it back, under "Twoje zgody" / "Your choices", at {self.plan.origin}/privacy/choices/
    * Read what happens with your data, get a copy of it, close the account: under "Konto" / "Account".
    * Be the privacy officer: sign in as {owner.OFFICER_EMAIL} in the same way, at {self.plan.origin}/desk/
      (an authenticator app on a phone, or any other, makes the codes that it asks for).
    * Stop a part and watch what the page says, for example the gateway: kill {gateway.process.pid}
      It starts again {AGAIN_SECONDS} seconds later. The logs are in {self.plan.var / "logs"}.

  Mail that Ostoja would send lies in {self.plan.var / "mail"}.
  Stop with Ctrl+C. 'make run' goes on from here; 'make clean' forgets everything.
""")

    async def _press_on_enter(self, home: Child) -> None:
        if not sys.stdin.isatty():
            return
        loop = asyncio.get_running_loop()
        pressed = asyncio.Event()
        loop.add_reader(sys.stdin.fileno(), _take_line, pressed)
        while True:
            await pressed.wait()
            pressed.clear()
            stdin = home.process.stdin
            assert stdin is not None  # noqa: S101 - it was asked for as a pipe
            stdin.write(f"press {WALL_SWITCHES[self.plan.home]}\n".encode())
            click.echo("Somebody pressed the wall switch.")


def _take_line(pressed: asyncio.Event) -> None:
    sys.stdin.readline()
    pressed.set()
