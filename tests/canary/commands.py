"""What the office's commands say on a terminal about planted people, and the commands that are not among them."""

import io
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner
from django.core.management import call_command, get_commands

from ostoja.__main__ import COMMANDS, main
from ostoja.cloud import command
from tests.canary.stores import Store
from tests.canary.walk import Way

SERVES = "serves until it is stopped; its pages, frames and log are swept"
OF_POLICY = "works on the operator's policy, in which nobody stands"
ELSEWHERE = {
    "demo": SERVES,
    "cloud": SERVES,
    "relay": SERVES,
    "gateway": SERVES,
    "simulate": "a home for trying things out",
    "cloud migrate": "gives the database its shape, and says names of tables",
    "cloud manage": "passes on to Django's commands, of which ours are run",
    "jobs": "each job is run by itself, and its log swept",
    "backup": "writes a file for the operator; tests/cloud/backup looks into it",
    "restore": "reads that file again",
    "gateway code": "says a new code and nothing that is kept",
    "cloud roles": "says names of tables and purposes; tests/cloud/roles/test_statements.py runs what it says",
    "gateway retention": "says numbers of rows; tests/gateway/test_command.py reads it",
    "passwords": "works on a list of the operator's, in which nobody stands",
    "passwords import": "the same",
    "policy": OF_POLICY,
    "policy init": OF_POLICY,
    "policy path": OF_POLICY,
    "policy check": OF_POLICY,
    "policy render": OF_POLICY,
    "policy record": OF_POLICY,
    "policy cookies": OF_POLICY,
    "policy diff": OF_POLICY,
    "policy explain": OF_POLICY,
    "policy publish": OF_POLICY,
}
OURS = "ostoja."


def every() -> Iterator[str]:
    """Each command of the program, and each of ours among Django's."""
    for name in COMMANDS:
        yield name
        found = main.get_command(click.Context(main), name)
        if isinstance(found, click.Group):
            yield from (f"{name} {inner}" for inner in found.commands)
    yield from (f"cloud manage {name}" for name, app in get_commands().items() if str(app).startswith(OURS))


def said_by_commands(way: Way) -> Iterator[Store]:
    """What each command says that looks at people or makes one."""
    guest = way.guest
    names = ["--first-name", guest.first_name.value, "--last-name", guest.last_name.value]
    person = ["--email", f"zz{guest.email.value}", *names, "--password-file", "-"]
    with pytest.MonkeyPatch.context() as patch:
        # The office of a test is set up already, and its connection is the test's.
        patch.setattr(command, "prepare", lambda: None)
        patch.setattr(command, "refuse_without_migrations", lambda: None)
        for words in (["retention"], ["evidence"], ["add-person", *person]):
            ran = CliRunner().invoke(main, ["cloud", *words], input=guest.password.value)
            assert ran.exit_code == 0, ran.output
            yield f"cloud {words[0]}", ran.output.encode()
    for deed in (["grant", guest.email.value, "officer"], ["list"], ["revoke", guest.email.value]):
        said = io.StringIO()
        call_command("staff", *deed, stdout=said)
        yield "cloud manage staff", said.getvalue().encode()
    for deed in (["off", guest.email.value], ["on", guest.email.value]):
        said = io.StringIO()
        call_command("account", *deed, stdout=said)
        yield "cloud manage account", said.getvalue().encode()
