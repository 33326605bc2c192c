"""The command line: ``ostoja demo | cloud | relay | gateway | simulate | jobs``."""

import importlib
import sys

import click

COMMANDS = {
    "demo": ("ostoja.demo.command", "demo", "A furnished home with everything around it, on this machine."),
    "cloud": ("ostoja.cloud.command", "cloud", "The office: people, homes, rights."),
    "jobs": ("ostoja.cloud.command", "jobs", "The office's work in the background."),
    "relay": ("ostoja.relay.command", "relay", "The road: carries sealed frames and opens none."),
    "gateway": ("ostoja.gateway.command", "gateway", "The home's end, beside the M-SERV."),
    "simulate": ("ostoja.simulator.command", "simulate", "An M-SERV with a furnished home behind it."),
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
        if cmd_name not in COMMANDS:
            return None
        module, name, _ = COMMANDS[cmd_name]
        try:
            command = getattr(importlib.import_module(module), name)
        except ModuleNotFoundError as missing:
            if missing.name is None or missing.name.startswith("ostoja"):
                raise
            extra = {"jobs": "cloud"}.get(cmd_name, cmd_name)
            raise click.ClickException(
                f"'ostoja {cmd_name}' needs {missing.name!r}; install it with: pip install 'ostoja[{extra}]'"
            ) from missing
        assert isinstance(command, click.Command)  # noqa: S101 - tells the type checker
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The commands with a line each, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, _, line) in COMMANDS.items()])


@click.group(cls=Places)
@click.version_option(package_name="ostoja")
def main() -> None:
    """Ostoja: a self-hosted smart-building cloud whose privacy policy is executable."""


if __name__ == "__main__":
    sys.exit(main())
