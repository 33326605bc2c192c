"""The command line: ``ostoja``, with a command for each place and for what operators do."""

import importlib
import importlib.util
import sys
from dataclasses import dataclass

import click


@dataclass(frozen=True)
class Place:
    """A command: where it lies, the extra that installs it with the libraries that tell whether it is, and its line."""

    module: str
    name: str
    extra: str
    needs: tuple[str, ...]
    line: str


CLOUD = ("django", "allauth", "huey", "uvicorn")
GATEWAY = ("aiohttp", "aiomqtt", "uvloop")
RELAY = ("aiohttp", "picows", "prometheus_client", "uvloop")
SIMULATOR = ("amqtt",)
COMMANDS = {
    "demo": Place(
        "ostoja.demo.command",
        "demo",
        "demo",
        (*CLOUD, *GATEWAY, *RELAY, *SIMULATOR),
        "A furnished home with everything around it, on this machine.",
    ),
    "cloud": Place("ostoja.cloud.command", "cloud", "cloud", CLOUD, "The office: people, homes, rights."),
    "jobs": Place("ostoja.cloud.command", "jobs", "cloud", CLOUD, "The office's work in the background."),
    "backup": Place(
        "ostoja.cloud.backup.command", "backup", "cloud", CLOUD, "A copy of the office's database, without the keys."
    ),
    "restore": Place(
        "ostoja.cloud.backup.command", "restore", "cloud", CLOUD, "An office from a backup, without whoever was erased."
    ),
    "passwords": Place("ostoja.cloud.importing", "passwords", "cloud", CLOUD, "Which passwords nobody may choose."),
    "policy": Place(
        "ostoja.cloud.publishing", "policy", "cloud", (), "The privacy policy: checked, drawn, compared and published."
    ),
    "relay": Place("ostoja.relay.command", "relay", "relay", RELAY, "The road: carries sealed frames and opens none."),
    "gateway": Place("ostoja.gateway.command", "gateway", "gateway", GATEWAY, "The home's end, beside the M-SERV."),
    "simulate": Place(
        "ostoja.simulator.command", "simulate", "simulate", SIMULATOR, "An M-SERV with a furnished home behind it."
    ),
}


class Places(click.Group):
    """Commands that are imported when they are asked for, so that a gateway runs without the cloud's libraries."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of this name.

        Raises: click.ClickException when what the place needs is not installed.
        """
        place = COMMANDS.get(cmd_name)
        if place is None:
            return None
        for library in place.needs:
            if importlib.util.find_spec(library) is None:
                raise click.ClickException(
                    f"'ostoja {cmd_name}' needs {library!r}; install it with: pip install 'ostoja[{place.extra}]'"
                )
        command = getattr(importlib.import_module(place.module), place.name)
        assert isinstance(command, click.Command)  # noqa: S101 - tells the type checker
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The commands with a line each, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, place.line) for name, place in COMMANDS.items()])


@click.group(cls=Places)
@click.version_option(package_name="ostoja")
def main() -> None:
    """Ostoja: a self-hosted smart-building cloud whose privacy policy is executable."""


if __name__ == "__main__":
    sys.exit(main())
