"""The app's API; docs/wire/office.md has the contract."""

import hmac
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http import HTTPStatus

import msgspec
from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils import timezone

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.accounts.queries import first_person, person_at
from ostoja.cloud.app.answers import as_installation, from_our_pages, personal
from ostoja.cloud.homes import flows, queries
from ostoja.cloud.homes.errors import CodeSpentError, CodeUnknownError
from ostoja.cloud.homes.road.flows import issue_ticket
from ostoja.cloud.sessions.queries import session_name
from ostoja.cloud.web.answers import RefusedError, answer, body_of, by_method
from ostoja.cloud.web.limits import Limit, asker
from ostoja.protocol.codes import read_number
from ostoja.protocol.errors import CodeError
from ostoja.protocol.tickets import Role

# An app asks every minute and a half; this leaves room for a dozen windows on a shaky line.
TICKETS = Limit("tickets", most=120, seconds=60)
INVITATIONS = Limit("invitations", most=60, seconds=3_600)
DEMO_TRIES = Limit("demo", most=30, seconds=60)
LONGEST_TOKEN = 128


class ClaimBody(msgspec.Struct, forbid_unknown_fields=True):
    """The body of a claim."""

    number: str
    name: str


class NameBody(msgspec.Struct, forbid_unknown_fields=True):
    """The body of a renaming."""

    name: str


class RoleBody(msgspec.Struct, forbid_unknown_fields=True):
    """The body of an invitation."""

    role: Role


class TokenBody(msgspec.Struct, forbid_unknown_fields=True):
    """The body of a look at an invitation, of its acceptance, and of the demo's signing in."""

    token: str


@contextmanager
def tried(person: Person, request: HttpRequest, what: str) -> Iterator[datetime]:
    """The instant of somebody's try with a code or a token; failures count, and are answered by what they are of."""
    now = timezone.now()
    attempts = flows.count_attempt(person, asker(request), now)
    try:
        yield now
    except (CodeUnknownError, CodeError) as refused:
        raise RefusedError(HTTPStatus.NOT_FOUND, f"unknown_{what}") from refused
    except CodeSpentError as refused:
        raise RefusedError(HTTPStatus.GONE, f"spent_{what}") from refused
    flows.forgive(attempts)


@personal
def get_me(person: Person, request: HttpRequest) -> HttpResponse:
    """Who is signed in, where they belong, and the token for what they change."""
    said = ("email", "first_name", "last_name", "language", "time_zone")
    return answer(
        {
            "person": {"id": person.public, **{name: getattr(person, name) for name in said}},
            "installations": [as_installation(own) for own in queries.memberships_of(person)],
            "last": queries.last_chosen_by(person),
            "csrf": get_token(request),
        }
    )


@personal
def post_claim(person: Person, request: HttpRequest) -> HttpResponse:
    """A person claims the gateway whose code they read."""
    body = body_of(request, ClaimBody)
    with tried(person, request, "code") as now:
        own = flows.claim(person, read_number(body.number), body.name, now)
    return answer(as_installation(own), HTTPStatus.CREATED)


@personal
def patch_installation(person: Person, request: HttpRequest, installation: str) -> HttpResponse:
    """An owner renames a home."""
    queries.membership_of(person, installation)
    return answer(as_installation(flows.rename(person, installation, body_of(request, NameBody).name)))


@personal
def post_chosen(person: Person, request: HttpRequest, installation: str) -> HttpResponse:  # noqa: ARG001
    """A person turns to another home."""
    flows.choose(person, installation)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@personal
def post_ticket(person: Person, request: HttpRequest, installation: str) -> HttpResponse:
    """An app asks for a ticket."""
    if not TICKETS.allows(person.public, timezone.now()):
        raise RefusedError(HTTPStatus.TOO_MANY_REQUESTS, "too_many")
    ticket, token = issue_ticket(person, installation, session_name(request), timezone.now)
    return answer({"ticket": token, "expires": ticket.exp, "road": settings.OSTOJA_ROAD}, HTTPStatus.CREATED)


@personal
def get_members(person: Person, request: HttpRequest, installation: str) -> HttpResponse:  # noqa: ARG001
    """Who belongs to a home."""
    own = queries.membership_of(person, installation)
    members = [
        {
            "id": one.public,
            "first_name": one.person.first_name,
            "last_name": one.person.last_name,
            "role": one.role,
            "joined": int(one.joined.timestamp()),
            "you": one == own,
        }
        for one in queries.members_seen_by(own)
    ]
    return answer({"members": members})


@personal
def delete_member(person: Person, request: HttpRequest, installation: str, member: str) -> HttpResponse:  # noqa: ARG001
    """A member leaves, or an owner removes one."""
    flows.remove(person, installation, member, timezone.now)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@personal
def post_invitation(person: Person, request: HttpRequest, installation: str) -> HttpResponse:
    """An owner invites somebody."""
    queries.ownership_of(person, installation)
    role, token = body_of(request, RoleBody).role, secrets.token_urlsafe(24)
    if not INVITATIONS.allows(person.public, timezone.now()):
        raise RefusedError(HTTPStatus.TOO_MANY_REQUESTS, "too_many")
    invitation = flows.invite(person, installation, role, token, timezone.now())
    return answer({"token": token, "expires": int(invitation.expires.timestamp())}, HTTPStatus.CREATED)


@personal
def get_invitations(person: Person, request: HttpRequest, installation: str) -> HttpResponse:  # noqa: ARG001
    """Which invitations to a home still serve."""
    invitations = [
        {
            "id": one.public,
            "role": one.role,
            "made": int(one.made.timestamp()),
            "expires": int(one.expires.timestamp()),
        }
        for one in queries.open_invitations_of(person, installation, timezone.now())
    ]
    return answer({"invitations": invitations})


@personal
def delete_invitation(person: Person, request: HttpRequest, installation: str, invitation: str) -> HttpResponse:  # noqa: ARG001
    """An owner cancels an invitation."""
    flows.cancel(person, installation, invitation, timezone.now())
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@personal
def post_look(person: Person, request: HttpRequest) -> HttpResponse:
    """A person asks what an invitation would make of them, before they accept it."""
    token = body_of(request, TokenBody).token[:LONGEST_TOKEN]
    with tried(person, request, "invitation") as now:
        found, _ = queries.invitation_by(person, token, now)
    inviter = found.invited_by.person.first_name
    return answer({"installation": found.installation.name, "inviter": inviter, "role": found.role})


@personal
def post_acceptance(person: Person, request: HttpRequest) -> HttpResponse:
    """A person accepts an invitation."""
    token = body_of(request, TokenBody).token[:LONGEST_TOKEN]
    with tried(person, request, "invitation") as now:
        own = flows.accept(person, token, now)
    return answer(as_installation(own))


def post_demo(request: HttpRequest) -> HttpResponse:
    """The demo's link signs its owner in; where there is no demo there is no such page."""
    expected = settings.OSTOJA_DEMO_TOKEN
    if not expected:
        raise RefusedError(HTTPStatus.NOT_FOUND, "not_found")
    if not DEMO_TRIES.allows(asker(request), timezone.now()):
        raise RefusedError(HTTPStatus.TOO_MANY_REQUESTS, "too_many")
    from_our_pages(request)
    token = body_of(request, TokenBody).token
    owner = person_at(settings.OSTOJA_DEMO_OWNER) if settings.OSTOJA_DEMO_OWNER else first_person()
    if owner is None or not hmac.compare_digest(token.encode(), expected.encode()):
        raise RefusedError(HTTPStatus.FORBIDDEN, "no_right")
    get_adapter(request).login(request, owner)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


me = by_method(get=get_me)
claims = by_method(post=post_claim)
installation = by_method(patch=patch_installation)
chosen = by_method(post=post_chosen)
tickets = by_method(post=post_ticket)
members = by_method(get=get_members)
member = by_method(delete=delete_member)
invitations = by_method(get=get_invitations, post=post_invitation)
invitation = by_method(delete=delete_invitation)
look = by_method(post=post_look)
acceptance = by_method(post=post_acceptance)
demo = by_method(post=post_demo)
