"""The cast of the office: Ala owns the home, Bartek lives there, Iwona installs, Celina is a stranger."""

from dataclasses import dataclass, field
from datetime import datetime

from django.test import Client
from django.utils import timezone
from msgspec import to_builtins

from ostoja.cloud.accounts.flows import NewPerson, add_person
from ostoja.cloud.accounts.models import Person
from ostoja.cloud.homes import flows
from ostoja.cloud.homes.models import Membership
from ostoja.cloud.homes.queries import live_revocations
from ostoja.cloud.homes.road.flows import issue_ticket
from ostoja.cloud.homes.signing import cabinet
from ostoja.protocol import base64url
from ostoja.protocol.codes import new_code
from ostoja.protocol.keys import PrivateKey
from ostoja.protocol.office import certificate_text, offer_text, orders_text
from ostoja.protocol.orders import sign_receipt
from ostoja.protocol.revocations import read_revocation
from ostoja.protocol.tickets import Role, Ticket

ORIGIN = "http://localhost:8000"
PASSWORD = "zielona brama nad rzeka"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def person(first_name: str, language: str = "pl") -> Person:
    return add_person(NewPerson(f"{first_name.lower()}@example.org", first_name, "Kowalska", language, PASSWORD))


def browser(of: Person | None = None, *, checked: bool = False) -> Client:
    client = Client(HTTP_HOST="localhost:8000", enforce_csrf_checks=checked)
    if of is not None:
        client.force_login(of, backend=BACKEND)
    return client


@dataclass
class Gateway:
    """A gateway with a key of its own, that shows a code."""

    key: PrivateKey = field(default_factory=PrivateKey.new)
    number: str = field(default_factory=lambda: new_code().number)

    def offer(self, made: int | None = None, **changed: object) -> dict[str, object]:
        made = int(timezone.now().timestamp()) if made is None else made
        signature = base64url.encode(self.key.sign(offer_text(self.number, made, ORIGIN)))
        body = {"key": self.key.public.text(), "number": self.number, "made": made, "signature": signature}
        return body | changed

    def certificate(self, made: int | None = None, **changed: object) -> dict[str, object]:
        made = int(timezone.now().timestamp()) if made is None else made
        signature = base64url.encode(self.key.sign(certificate_text(made, ORIGIN)))
        return {"key": self.key.public.text(), "made": made, "signature": signature} | changed

    def orders(self, *done: str, **changed: object) -> dict[str, object]:
        """The question for orders, with receipts for those that were done."""
        made = int(timezone.now().timestamp())
        signature = base64url.encode(self.key.sign(orders_text(made, ORIGIN)))
        receipts = [to_builtins(sign_receipt(one, made, self.key)) for one in done]
        return {"key": self.key.public.text(), "made": made, "signature": signature, "receipts": receipts} | changed

    def shows_code(self, now: datetime | None = None) -> None:
        flows.offer(self.key.public, self.number, now or timezone.now())

    def claimed_by(self, owner: Person, name: str = "Dom") -> Membership:
        self.shows_code()
        return flows.claim(owner, self.number, name, timezone.now())


def invited(by: Person, installation: str, guest: Person, role: Role = Role.MEMBER) -> Membership:
    token = f"a token of {guest.public}"
    flows.invite(by, installation, role, token, timezone.now())
    return flows.accept(guest, token, timezone.now())


def ticket_of(holder: Person, home: Membership, session: str = "s") -> Ticket:
    return issue_ticket(holder, home.installation.public, session, timezone.now)[0]


def is_struck(ticket: Ticket) -> bool:
    keys = cabinet().published(timezone.now())
    return any(read_revocation(one.token, keys).strikes(ticket) for one in live_revocations(timezone.now()))
