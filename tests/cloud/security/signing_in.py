"""Ways to sign in, as forms do it."""

from django.test import Client

from ostoja.cloud.accounts.models import Person
from tests.cloud.cast import PASSWORD, browser

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/142.0.0.0 Safari/537.36 Edg/142.0"
)
HERE, FAR = "192.0.2.7", "203.0.113.9"


def signed_in(
    person: Person, *, says: str = FIREFOX, near: str = HERE, stay: bool = False, in_: Client | None = None
) -> Client:
    """Somebody's browser, signed in by password."""
    client = in_ or browser()
    client.defaults |= {"HTTP_USER_AGENT": says, "REMOTE_ADDR": near}
    typed = {"login": person.email, "password": PASSWORD} | ({"remember": "on"} if stay else {})
    assert client.post("/accounts/login/", typed).status_code == 302
    return client
