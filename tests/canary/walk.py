"""A planted person's way through every page and call of the office, an entry for each route; the order is the way."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.rights.models import Request
from tests.canary.tokens import Planted
from tests.cloud.cast import Gateway, browser
from tests.cloud.conftest import DEFAULT
from tests.cloud.security.second.keys import Key
from tests.cloud.security.second.ways import asked

CODE = re.compile(r"^    (\d{6}|[A-Z]{4}-[A-Z]{4})$", re.MULTILINE)
HOME, BEING = "app/api/installations/<str:installation>", "privacy/versions/<str:name>"
HANDED = re.compile(r"/privacy/handed/([\w-]+)/")
SOMEBODY = "A" * 22
PLANTED = frozenset({"owner", "guest", "stranger"})


@dataclass
class Way:
    """The two planted people, an officer, and what was answered to whom."""

    owner: Planted
    guest: Planted
    stranger: Planted
    officer: Client
    nobody: Client = field(default_factory=browser)
    gateway: Gateway = field(default_factory=Gateway)
    answers: list[tuple[str, str, HttpResponse]] = field(default_factory=list)
    known: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.clients = {"owner": browser(), "guest": browser(), "officer": self.officer, "nobody": self.nobody}
        self.clients |= {"receiver": browser(), "stranger": browser()}

    def call(self, who: str, method: str, path: str, body: Any = None, *, form: bool = False) -> HttpResponse:
        """An answer to somebody, remembered."""
        sent: dict[str, Any] = {"REMOTE_ADDR": getattr(self, who).address.value} if who in PLANTED else {}
        client = self.clients[who]
        if form:
            answer = client.post(path, body or {}, **sent)
        else:
            content = b"" if body is None else json.dumps(body).encode()
            answer = client.generic(method, path, content, content_type="application/json", **sent)
        assert isinstance(answer, HttpResponse)
        self.answers.append((who, path, answer))
        assert answer.status_code < 500, path
        return answer

    def post(self, who: str, path: str, /, **typed: str) -> HttpResponse:
        """An answer to a form."""
        return self.call(who, "POST", path, typed, form=True)

    def person(self, who: str) -> Person:
        """The account of a planted person."""
        planted: Planted = getattr(self, who)
        return Person.objects.get(email=planted.email.value)

    def path(self, route: str) -> str:
        """The address of a route for what is known by now."""
        places = {"public": SOMEBODY, "language": "pl", "ending": "txt", "kind": "cookies", "deed": "reply"}
        places |= {
            "name": DEFAULT.scope("en").hash(),
            "invitation": SOMEBODY,
            "number": "1",
            "pk": "1",
            "report": SOMEBODY,
            "group": "app_user",
            "home": SOMEBODY,
            "token": "unknown",
        } | self.known
        return "/" + re.sub(r"<\w+:(\w+)>", lambda found: places[found[1]], route)


def read(*who: str) -> Callable[[Way, str], None]:
    """An entry for a page that these people open."""

    def entry(way: Way, route: str) -> None:
        for one in who:
            way.call(one, "GET", way.path(route))

    return entry


def letter_code() -> str:
    """The code of the last letter."""
    found = CODE.search(str(mail.outbox[-1].body))
    assert found is not None
    return found[1]


def sign_up(way: Way, route: str) -> None:
    for who in ("owner", "guest"):
        planted: Planted = getattr(way, who)
        names = {"first_name": planted.first_name.value, "last_name": planted.last_name.value}
        way.call(who, "GET", way.path(route))
        way.post(who, way.path(route), **names, email=planted.email.value, password1=planted.password.value)
        way.post(who, "/accounts/confirm-email/", code=letter_code())
        assert way.call(who, "GET", "/app/api/me").status_code == 200


def sign_in(way: Way, route: str) -> None:
    read("nobody", "owner")(way, route)
    way.post("nobody", way.path(route), login=way.owner.email.value, password=way.guest.password.value)
    way.clients["owner"] = browser()
    way.post("owner", way.path(route), login=way.owner.email.value, password=way.owner.password.value)
    assert way.call("owner", "GET", "/app/api/me").status_code == 200


def ask_code(way: Way, route: str) -> None:
    read("nobody")(way, route)
    way.clients["nobody"] = browser()
    assert way.post("nobody", way.path(route), email=way.owner.email.value).status_code == 302


def come_in_by_code(way: Way, route: str) -> None:
    read("nobody")(way, route)
    assert way.post("nobody", way.path(route), code=letter_code()).status_code == 302
    way.clients["nobody"] = browser()


def move(way: Way, route: str) -> None:
    read("nobody", "owner")(way, route)
    for email in (f"un{way.owner.email.value}", way.owner.email.value):
        # A code left for this address seconds ago, and people wait a little before the next.
        cache.clear()
        assert way.post("owner", way.path(route), email=email).status_code == 302
        assert way.post("owner", "/accounts/confirm-email/", code=letter_code()).status_code == 302


def again(way: Way, route: str) -> None:
    read("nobody", "owner")(way, route)
    assert way.post("owner", way.path(route), password=way.owner.password.value).status_code == 302


def add_passkey(way: Way, route: str) -> None:
    key = Key()
    credential = key.made(asked(way.clients["owner"], way.path(route)))
    assert way.post("owner", way.path(route), name="", credential=credential).status_code == 302
    way.known["pk"] = str(Authenticator.objects.get(type="webauthn").pk)


def describe(way: Way, route: str) -> None:
    names = {"first_name": way.owner.first_name.value, "last_name": way.owner.last_name.value}
    read("nobody", "owner")(way, route)
    assert way.post("owner", way.path(route), **names, language="pl", time_zone="Europe/Warsaw").status_code == 302


def forget_password(way: Way, route: str) -> None:
    read("nobody")(way, route)
    way.post("nobody", way.path(route), email=way.owner.email.value)
    way.post("nobody", "/accounts/password/reset/confirm/", code=letter_code())
    new = way.owner.password.value
    way.post("nobody", "/accounts/password/reset/complete/", password1=new, password2=new)
    way.clients["nobody"] = browser()
    way.post("nobody", way.path(route), email=f"un{way.owner.email.value}")
    sign_in(way, "accounts/login/")


def claim(way: Way, route: str) -> None:
    way.call("nobody", "POST", "/gateway/v1/offer", way.gateway.offer())
    body = {"number": way.gateway.number, "name": way.owner.home.value}
    made = json.loads(way.call("owner", "POST", way.path(route), body).content)
    way.known |= {"installation": made["id"], "member": made["member"]}


def invite(way: Way, route: str) -> None:
    made = json.loads(way.call("owner", "POST", way.path(route), {"role": "member"}).content)
    assert way.call("guest", "POST", "/app/api/invitations/look", {"token": made["token"]}).status_code == 200
    assert way.call("guest", "POST", "/app/api/invitations/accept", {"token": made["token"]}).status_code == 200
    way.call("owner", "POST", way.path(route), {"role": "member"})
    way.call("guest", "GET", "/app/api/me")
    read("owner", "guest")(way, route)


def call_as(who: str, method: str, body: Any = None) -> Callable[[Way, str], None]:
    """An entry for a call with this body."""
    return lambda way, route: void(way.call(who, method, way.path(route), body))


def void(_: object) -> None:
    """Nothing: an entry answers nobody."""


def rename(way: Way, route: str) -> None:
    assert way.call("owner", "PATCH", way.path(route), {"name": way.owner.home.value}).status_code == 200


def certificate(way: Way, route: str) -> None:
    way.call("nobody", "POST", way.path(route), way.gateway.certificate())


def orders(way: Way, route: str) -> None:
    way.call("nobody", "POST", way.path(route), {})
    assert way.call("nobody", "POST", way.path(route), way.gateway.orders()).status_code == 200


def withdraw(way: Way, route: str) -> None:
    listed = json.loads(way.call("owner", "GET", way.path(f"{HOME}/invitations")).content)["invitations"]
    way.known["invitation"] = listed[0]["id"]
    assert way.call("owner", "DELETE", way.path(route)).status_code < 300


def ask(way: Way, route: str) -> None:
    read("owner")(way, route)
    assert way.post("owner", way.path(route), kind="objection", words=way.owner.words.value).status_code == 302
    asked = Request.objects.filter(person=way.person("owner")).order_by("-pk")[0]
    way.known["public"] = asked.public


def ask_as_stranger(way: Way, route: str) -> None:
    read("nobody")(way, route)
    asked = {
        "words": way.stranger.words.value,
        "email": way.stranger.email.value,
        "name": way.stranger.first_name.value,
    }
    assert way.post("stranger", way.path(route), kind="access", **asked).status_code == 302


def copy(way: Way, route: str) -> None:
    read("owner")(way, route)
    answer = way.post("owner", way.path(route), password=way.owner.password.value)
    assert answer["Content-Type"] == "application/zip"


def hand_over(way: Way, route: str) -> None:
    read("owner")(way, route)
    answer = way.post("owner", way.path(route), receiver="Biblioteka", password=way.owner.password.value)
    link = HANDED.search(answer.content.decode())
    assert link is not None
    way.known["token"] = link[1]


def handed(way: Way, route: str) -> None:
    read("nobody")(way, route)
    assert way.post("receiver", way.path(route))["Content-Type"] == "application/zip"
    read("nobody")(way, route)


def typed(who: str, **form: str) -> Callable[[Way, str], None]:
    """An entry for a form."""
    return lambda way, route: void(way.post(who, way.path(route), **form))


def guardian(way: Way, route: str) -> None:
    way.post("owner", way.path(route), band="16_17", guardian=way.guest.email.value)


def look_at(way: Way, route: str) -> None:
    read("officer")(way, route)
    form = {"email": way.owner.email.value, "purpose": "request", "ticket": way.known["public"]}
    way.post("officer", way.path(route), **form)
