"""What keeps an account its owner's when signing in and at dangerous acts, added to how accounts and homes work."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone

from ostoja.cloud.accounts.queries import person_at
from ostoja.cloud.homes.adapter import Adapter as HomesAdapter
from ostoja.cloud.security import known
from ostoja.cloud.security.devices import device_of
from ostoja.cloud.security.flows import note_failure
from ostoja.cloud.security.queries import knows
from ostoja.cloud.security.rules import Kind, recognition
from ostoja.cloud.sessions.flows import describe
from ostoja.cloud.sessions.queries import store_of
from ostoja.cloud.web.limits import Limit

SIGN_INS_OF_BROWSER = Limit("sign_in.browser", most=30, seconds=3_600)
# How the library calls the password among the ways to show again that it is somebody.
BY_PASSWORD = "reauthenticate"  # noqa: S105 - the name of a way


class Adapter(HomesAdapter):
    """The account library's questions, answered with everything in mind."""

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Sign in, and write down what the session came from."""
        super().login(request, user)
        device = device_of(request)
        describe(store_of(request), browser=device.browser, system=device.system, network=device.network)

    def may_try(self, request: HttpRequest, email: str) -> bool:
        """Whether somebody may try to sign in as this address; the owner's own browser has tries of its own.

        Source: OWASP, Slow Down Online Guessing Attacks with Device Cookies.
        """
        person, secret, now = person_at(email), known.secret_of(request), timezone.now()
        if person is not None and knows(person, secret, now):
            return SIGN_INS_OF_BROWSER.allows(recognition(person.public, secret), now)
        return super().may_try(request, email)

    def get_reauthentication_methods(self, user: AbstractBaseUser | AnonymousUser) -> list[dict[str, Any]]:
        """How somebody may show again that it is them; whoever has a second factor shows that one."""
        found: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [one for one in found if one["id"] != BY_PASSWORD] or found

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Write down for the owner of the account that somebody typed a wrong password."""
        super().authentication_failed(request, **credentials)
        person = person_at(str(credentials.get("email", "")))
        if person is not None:
            note_failure(person, Kind.WRONG_PASSWORD, device_of(request), timezone.now())
