"""``ostoja cloud manage staff``: who works at the rights desk. Only the operator, on the machine itself, says so."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.accounts.queries import person_at
from ostoja.cloud.desk.flows import appoint, dismiss, note
from ostoja.cloud.desk.queries import staff
from ostoja.cloud.desk.rules import Role
from ostoja.cloud.security.second.flows import take_away


class Command(BaseCommand):
    """Grants and revokes roles, lists them, and takes a lost phone's second factor away."""

    help = "Grant or revoke a role at the rights desk, list the staff, or reset a lost second factor."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The words of the command."""
        deeds = parser.add_subparsers(dest="deed", required=True)
        grant = deeds.add_parser("grant", help="Make a person staff.")
        grant.add_argument("email")
        grant.add_argument("role", choices=[role.value for role in Role])
        for deed, what in (("revoke", "End a person's role."), ("reset", "Take a lost second factor away.")):
            deeds.add_parser(deed, help=what).add_argument("email")
        deeds.add_parser("list", help="Say who is staff.")

    def handle(self, **words: Any) -> None:
        """Do what was asked.

        Raises: CommandError with a sentence.
        """
        if words["deed"] == "list":
            for one in staff():
                self.stdout.write(f"{one.role:8} {one.person.email} since {one.granted.date()}")
            return
        person = person_at(words["email"])
        if person is None:
            raise CommandError("There is no account with this address.")
        getattr(self, words["deed"])(person, words)

    def grant(self, person: Person, words: dict[str, Any]) -> None:
        """Make a person staff."""
        appoint(person, Role(words["role"]), timezone.now())
        self.stdout.write(f"GRANTED {words['role']}. At /desk/ a second factor is set up first.")

    def revoke(self, person: Person, words: dict[str, Any]) -> None:  # noqa: ARG002 - every deed takes the words
        """End a person's role.

        Raises: CommandError when they have none.
        """
        if not dismiss(person, timezone.now()):
            raise CommandError("This person is not staff.")
        self.stdout.write("REVOKED")

    def reset(self, person: Person, words: dict[str, Any]) -> None:  # noqa: ARG002
        """Take a second factor away.

        Raises: CommandError when there is none.
        """
        if not take_away(person):
            raise CommandError("This person has no second factor.")
        note(None, "second factor taken away", {"person": person.public}, timezone.now())
        self.stdout.write("RESET")
