"""Whether an address has an account can be told neither from an answer nor from the work behind it.

Work is counted, not timed. Proves: L02.
"""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.core.cache import cache
from django.test import Client

from ostoja.cloud.accounts.models import Person
from tests.cloud.cast import PASSWORD, browser
from tests.cloud.security.second.ways import with_codes

pytestmark = pytest.mark.django_db
UNKNOWN = "nobody@example.org"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
NAMES = {"first_name": "Ala", "last_name": "Nowak"}
WAYS: dict[str, Callable[[Client, str], object]] = {
    "password": lambda client, email: client.post("/accounts/login/", {"login": email, "password": "another one"}),
    "code": lambda client, email: client.post("/accounts/login/code/", {"email": email}, follow=True),
    "reset": lambda client, email: client.post("/accounts/password/reset/", {"email": email}, follow=True),
    "sign-up": lambda client, email: client.post(
        "/accounts/signup/", NAMES | {"email": email, "password1": PASSWORD}, follow=True
    ),
}


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every password that is hashed, or compared with a hash, which hashes it too."""
    seen, encode = [], MD5PasswordHasher.encode

    def counted(hasher: MD5PasswordHasher, password: str, salt: str) -> str:
        seen.append(password)
        return encode(hasher, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return seen


def told(way: str, email: str) -> tuple[int, str, list[tuple[str, str]]]:
    """What somebody reads who tries an address, and where they land, without what they typed themselves."""
    cache.clear()
    answer = WAYS[way](browser(), email)
    page = answer.content.decode().replace(email, "…")  # type: ignore[attr-defined]  # an answer
    return answer.status_code, TOKEN.sub("", page), getattr(answer, "redirect_chain", [])  # type: ignore[attr-defined]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", ["plain", "with a second factor", "switched off"])
def test_known_and_unknown_addresses_look_and_cost_the_same(
    ala: Person, hashed: list[str], way: str, kind: str
) -> None:
    if kind == "with a second factor":
        with_codes(ala)
    if kind == "switched off":
        Person.objects.update(is_active=False)
    hashed.clear()

    known = told(way, ala.email)
    work = len(hashed)
    unknown = told(way, UNKNOWN)

    assert known == unknown
    assert len(hashed) == 2 * work
    assert len(mail.outbox) in {0, 2}
