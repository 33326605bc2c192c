"""The app's calls with the privacy layer before them and without it, in one process and turn by turn."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client

    from ostoja.cloud.accounts.models import Person

LAYER = frozenset(
    {
        "ostoja.cloud.policies.cookies.DeclaredCookies",
        "ostoja.cloud.policies.sessions.PromisedSessions",
        "ostoja.cloud.consents.signals.PrivacySignal",
    }
)
CALLS = ("/app/api/me", "/accounts/")


def clients(person: "Person") -> tuple["Client", "Client"]:
    """Somebody who is signed in, at an office with the layer and at one without it."""
    from django.conf import settings

    everything = list(settings.MIDDLEWARE)
    if not set(everything) >= LAYER:
        raise LookupError("the privacy layer is not what it was")
    return client(person, everything), client(person, [one for one in everything if one not in LAYER])


def client(person: "Person", middleware: list[str]) -> "Client":
    """Somebody who is signed in at an office with this middleware; their browser sends the signal of GPC."""
    from django.test import Client, override_settings

    made = Client(HTTP_HOST="localhost:8000", HTTP_SEC_GPC="1")
    with override_settings(MIDDLEWARE=middleware):
        made.handler.load_middleware()
    made.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return made


def deed(client: "Client") -> Callable[[], None]:
    """One of each call.

    Raises: LookupError when a call is not answered.
    """

    def call() -> None:
        for path in CALLS:
            answer = client.get(path)
            if answer.status_code != 200:  # noqa: PLR2004 - OK
                raise LookupError(f"{path}: {answer.status_code}")

    return call
