"""``ostoja cloud manage account``: off, on, or without its lost second factors. Only the operator, on the machine."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ostoja.cloud.accounts.letters import write
from ostoja.cloud.accounts.queries import person_at
from ostoja.cloud.security.flows import reset_second, switch_off, switch_on

DEEDS = {
    "off": "Let nobody in; nothing is erased.",
    "on": "Let its owner in again.",
    "reset": "Take lost second factors and passkeys away, once you know who asks; a letter tells the owner.",
}


class Command(BaseCommand):
    """Switches accounts off, which ends everything that is open, and on again, or takes lost second factors away."""

    help = (
        "Switch an account off, ending everything that is open in it within a second, on again, or reset a lost factor."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The words of the command."""
        deeds = parser.add_subparsers(dest="deed", required=True)
        for deed, what in DEEDS.items():
            deeds.add_parser(deed, help=what).add_argument("email")

    def handle(self, **words: Any) -> None:
        """Do what was asked.

        Raises: CommandError with a sentence.
        """
        person = person_at(words["email"])
        if person is None:
            raise CommandError("There is no account with this address.")
        if words["deed"] == "off":
            switch_off(person, timezone.now)
        elif words["deed"] == "on":
            switch_on(person, timezone.now())
        elif reset_second(person, timezone.now()):
            write("mfa/email/totp_deactivated", person.email).send()
        else:
            raise CommandError("This person has no second factor.")
        self.stdout.write(str(words["deed"]).upper())
