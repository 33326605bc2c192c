"""What a browser does about second factors, as its pages have it do."""

import html
import json
import re
import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.test import Client

from ostoja.cloud.accounts.models import Person
from tests.cloud.cast import PASSWORD
from tests.cloud.security.second.keys import Key

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SHOWN = re.compile(r'policy-marks">([A-Z2-7]{32})<')
ASKED = re.compile(r'<script type="application/json">(.*?)</script>', re.DOTALL)
AGAIN, APP, ADD = "/accounts/again/", "/accounts/security/app/", "/accounts/security/passkeys/add/"
LOGIN, PASSKEY_LOGIN, SECOND = "/accounts/login/", "/accounts/login/passkey/", "/accounts/second/"


def with_codes(person: Person) -> Person:
    """A person who has codes from a phone, and spare ones."""
    TOTP.activate(person, SECRET)
    RecoveryCodes.activate(person)
    return person


def code(of: Person, at: float | None = None) -> str:
    """The code that the person's phone shows now, or at another instant."""
    kept = Authenticator.objects.get(user=of, type=Authenticator.Type.TOTP)
    return code_of(decrypt(kept.data["secret"]), at)


def code_of(secret: str, at: float | None = None) -> str:
    """The code of this secret."""
    return str(format_hotp_value(hotp_value(secret, int(time.time() if at is None else at) // 30)))


def spare_code(of: Person) -> str:
    """A spare code that was not used."""
    return str(Authenticator.objects.get(user=of, type="recovery_codes").wrap().get_unused_codes()[0])


def confirmed(client: Client) -> Client:
    """A browser whose person typed the password once more."""
    assert client.post(AGAIN, {"password": PASSWORD}).status_code == 302
    return client


def asked(client: Client, path: str) -> dict[str, Any]:
    """What a page asks a key to sign."""
    found = ASKED.search(client.get(path).content.decode())
    assert found is not None, path
    said: dict[str, Any] = json.loads(html.unescape(found[1]))
    return said


def added(client: Client, key: Key, name: str = "") -> Any:
    """The answer to adding a key."""
    return client.post(ADD, {"name": name, "credential": key.made(asked(client, ADD))})


def question(client: Client) -> dict[str, Any]:
    """What whoever wants to come in with a key has to sign."""
    said: dict[str, Any] = client.get(PASSKEY_LOGIN, headers={"x-requested-with": "XMLHttpRequest"}).json()
    return dict(said["request_options"])


def is_in(client: Client) -> bool:
    """Whether somebody is signed in."""
    return client.get("/app/api/me").status_code == 200
