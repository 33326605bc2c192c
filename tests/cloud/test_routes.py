"""Every route, walked by the whole cast."""

import json
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.homes.models import Membership
from ostoja.cloud.policies.models import Publication
from tests.cloud.cast import browser
from tests.cloud.conftest import DEFAULT

pytestmark = pytest.mark.django_db

NAME, ROLE = {"name": "Dom"}, {"role": "member"}
CLAIM, TOKEN = {"number": "0" * 12, "name": "Dom"}, {"token": "unknown"}

# method, route, body: signed out, Ala (owner), Bartek (member), Celina (stranger)
ROUTES: list[tuple[str, str, object, tuple[int, int, int, int]]] = [
    ("GET", "", None, (200, 302, 302, 302)),
    ("GET", "accounts/", None, (302, 200, 200, 200)),
    ("GET", "accounts/login/", None, (200, 302, 302, 302)),
    ("GET", "accounts/logout/", None, (302, 200, 200, 200)),
    ("GET", "accounts/signup/", None, (200, 302, 302, 302)),
    ("GET", "accounts/inactive/", None, (200, 200, 200, 200)),
    ("GET", "accounts/confirm-email/", None, (302, 302, 302, 302)),
    ("GET", "accounts/password/change/", None, (302, 200, 200, 200)),
    ("GET", "accounts/password/reset/", None, (200, 200, 200, 200)),
    ("GET", "accounts/password/reset/confirm/", None, (302, 302, 302, 302)),
    ("GET", "accounts/password/reset/complete/", None, (302, 302, 302, 302)),
    ("GET", "accounts/password/reset/done/", None, (302, 302, 302, 302)),
    ("GET", "accounts/login/code/", None, (200, 302, 302, 302)),
    ("GET", "accounts/login/code/confirm/", None, (302, 302, 302, 302)),
    ("GET", "accounts/email/", None, (302, 302, 302, 302)),
    ("GET", "accounts/security/", None, (302, 200, 200, 200)),
    ("GET", "accounts/login/passkey/", None, (302, 302, 302, 302)),
    ("GET", "accounts/again/", None, (302, 200, 200, 200)),
    ("GET", "accounts/again/code/", None, (302, 302, 302, 302)),
    ("GET", "accounts/again/passkey/", None, (302, 302, 302, 302)),
    ("GET", "accounts/security/app/", None, (302, 302, 302, 302)),
    ("GET", "accounts/security/app/remove/", None, (302, 404, 404, 404)),
    ("GET", "accounts/security/codes/", None, (302, 404, 404, 404)),
    ("GET", "accounts/security/codes/new/", None, (302, 302, 302, 302)),
    ("GET", "accounts/security/passkeys/add/", None, (302, 302, 302, 302)),
    ("GET", "accounts/security/passkeys/<int:pk>/rename/", None, (302, 302, 302, 302)),
    ("GET", "accounts/security/passkeys/<int:pk>/remove/", None, (302, 302, 302, 302)),
    ("POST", "accounts/security/others/end", None, (302, 302, 302, 302)),
    ("POST", "accounts/security/here/lend", None, (302, 302, 302, 302)),
    ("POST", "accounts/security/browsers/<str:public>/end", None, (302, 404, 404, 404)),
    ("POST", "accounts/security/browsers/<str:public>/disown", None, (302, 404, 404, 404)),
    ("GET", "app/", None, (200, 200, 200, 200)),
    ("GET", "app/sw.js", None, (200, 200, 200, 200)),
    ("GET", "app/manifest.webmanifest", None, (200, 200, 200, 200)),
    ("GET", "app/api/me", None, (401, 200, 200, 200)),
    ("POST", "app/api/claims", CLAIM, (401, 404, 404, 404)),
    ("PATCH", "app/api/installations/<str:installation>", NAME, (401, 200, 403, 404)),
    ("POST", "app/api/installations/<str:installation>/chosen", None, (401, 204, 204, 404)),
    ("POST", "app/api/installations/<str:installation>/tickets", None, (401, 201, 201, 404)),
    ("GET", "app/api/installations/<str:installation>/members", None, (401, 200, 200, 404)),
    ("DELETE", "app/api/installations/<str:installation>/members/<str:member>", None, (401, 409, 403, 404)),
    ("POST", "app/api/installations/<str:installation>/invitations", ROLE, (401, 201, 403, 404)),
    ("GET", "app/api/installations/<str:installation>/invitations", None, (401, 200, 403, 404)),
    ("DELETE", "app/api/installations/<str:installation>/invitations/<str:invitation>", None, (401, 404, 403, 404)),
    ("POST", "app/api/invitations/look", TOKEN, (401, 404, 404, 404)),
    ("POST", "app/api/invitations/accept", TOKEN, (401, 404, 404, 404)),
    ("POST", "app/api/demo/sign-in", TOKEN, (404, 404, 404, 404)),
    ("POST", "gateway/v1/offer", {}, (400, 400, 400, 400)),
    ("POST", "gateway/v1/certificate", {}, (400, 400, 400, 400)),
    ("POST", "gateway/v1/orders", {}, (400, 400, 400, 400)),
    ("GET", ".well-known/ostoja/keys.json", None, (200, 200, 200, 200)),
    ("GET", "privacy/mine/", None, (302, 200, 200, 200)),
    ("GET", "privacy/mine/access/", None, (302, 200, 200, 200)),
    ("GET", "privacy/mine/portability/", None, (302, 200, 200, 200)),
    ("GET", "privacy/mine/handover/", None, (302, 200, 200, 200)),
    ("POST", "privacy/mine/handover/<str:public>/end", None, (302, 302, 302, 302)),
    ("GET", "privacy/handed/<str:token>/", None, (404, 404, 404, 404)),
    ("GET", "privacy/mine/close/", None, (302, 200, 200, 200)),
    ("GET", "privacy/mine/ask/", None, (302, 200, 200, 200)),
    ("GET", "privacy/closed/<str:report>/", None, (404, 404, 404, 404)),
    ("POST", "privacy/mine/limit", None, (302, 302, 302, 302)),
    ("GET", "privacy/ask/", None, (200, 200, 200, 200)),
    ("GET", "privacy/ask/<str:home>/", None, (200, 200, 200, 200)),
    ("GET", "privacy/mine/looks/", None, (302, 200, 200, 200)),
    ("GET", "accounts/second/", None, (302, 302, 302, 302)),
    ("GET", "desk/", None, (302, 404, 404, 404)),
    ("GET", "desk/enter/", None, (302, 404, 404, 404)),
    ("GET", "desk/requests/<str:public>/", None, (302, 404, 404, 404)),
    ("POST", "desk/requests/<str:public>/<str:deed>", None, (302, 404, 404, 404)),
    ("GET", "desk/people/", None, (302, 404, 404, 404)),
    ("GET", "desk/holds/", None, (302, 404, 404, 404)),
    ("POST", "desk/holds/<int:number>/release", None, (302, 404, 404, 404)),
    ("GET", "desk/disclosures/", None, (302, 404, 404, 404)),
    ("GET", "desk/keeping/", None, (302, 404, 404, 404)),
    ("GET", "desk/evidence/", None, (302, 404, 404, 404)),
    ("GET", "desk/decisions/", None, (302, 404, 404, 404)),
    ("GET", "desk/statistics/", None, (302, 404, 404, 404)),
    ("GET", "desk/breaches/", None, (302, 404, 404, 404)),
    ("POST", "desk/breaches/<str:public>/tell", None, (302, 404, 404, 404)),
    ("GET", "privacy/choices/", None, (302, 200, 200, 200)),
    ("POST", "privacy/choices/choose", None, (302, 400, 400, 400)),
    ("POST", "privacy/choices/age", None, (302, 400, 400, 400)),
    ("POST", "privacy/choices/ward", None, (302, 400, 400, 400)),
    ("POST", "privacy/choices/cookies", None, (400, 400, 400, 400)),
    ("GET", "privacy/choices/receipts/<str:public>.json", None, (302, 404, 404, 404)),
    ("GET", "demo/site/", None, (404, 404, 404, 404)),
    ("GET", ".well-known/ostoja/receipts.json", None, (200, 200, 200, 200)),
    ("GET", "privacy/", None, (200, 200, 200, 200)),
    ("GET", "privacy/policy.jsonld", None, (200, 200, 200, 200)),
    ("GET", "privacy/versions/", None, (200, 200, 200, 200)),
    ("GET", "privacy/versions/<str:name>/", None, (200, 200, 200, 200)),
    ("GET", "privacy/versions/<str:name>/changes/", None, (302, 302, 302, 302)),
    ("GET", "privacy/versions/<str:name>/policy.json", None, (200, 200, 200, 200)),
    ("GET", "privacy/versions/<str:name>/notice.<str:language>.<str:ending>", None, (200, 200, 200, 200)),
    ("GET", "privacy/versions/<str:name>/<str:language>/", None, (200, 200, 200, 200)),
    ("GET", "privacy/for/<str:group>/", None, (200, 200, 200, 200)),
    ("GET", "privacy/for/<str:group>/<str:language>/", None, (200, 200, 200, 200)),
    ("GET", "privacy/<str:kind>/<str:language>/", None, (200, 200, 200, 200)),
    ("GET", "privacy/notice.<str:language>.<str:ending>", None, (200, 200, 200, 200)),
]


@pytest.fixture(autouse=True)
def policy_in_force(promise: Publication) -> None:
    """Pages tell of the policy, and some need one."""


@pytest.fixture
def cast(ala: Person, bartek: Person, celina: Person) -> list[Person | None]:
    return [None, ala, bartek, celina]


def patterns(of: URLResolver, before: str = "") -> Iterator[str]:
    for entry in of.url_patterns:
        if isinstance(entry, URLPattern):
            yield before + str(entry.pattern)
        else:
            yield from patterns(entry, before + str(entry.pattern))


def path_of(route: str, home: Membership) -> str:
    places = {
        "installation": home.installation.public,
        "member": home.public,
        "invitation": "A" * 22,
        "public": "A" * 22,
        "report": "A" * 22,
    }
    places |= {"name": DEFAULT.scope("en").hash(), "kind": "cookies", "language": "pl", "ending": "txt"}
    places |= {"deed": "reply", "group": "app_user"}
    route = route.replace("<int:number>", "1").replace("<int:pk>", "1")
    for name, value in places.items():
        route = route.replace(f"<str:{name}>", value)
    return "/" + route


def test_no_route_is_missing_in_the_table() -> None:
    assert set(patterns(get_resolver())) == {route for _, route, _, _ in ROUTES}


@pytest.mark.parametrize(("method", "route", "body", "statuses"), ROUTES, ids=lambda value: str(value)[:50])
def test_each_of_the_cast_gets_what_is_theirs(
    method: str, route: str, body: object, statuses: tuple[int, ...], flat: Membership, cast: list[Person | None]
) -> None:
    path = path_of(route, flat)
    content = b"" if body is None else json.dumps(body).encode()

    found = [browser(one).generic(method, path, content, content_type="application/json").status_code for one in cast]

    assert found == list(statuses)


@pytest.mark.parametrize(("method", "route", "body", "statuses"), ROUTES, ids=lambda value: str(value)[:50])
def test_what_changes_something_is_not_done_by_following_a_link(
    method: str, route: str, body: object, statuses: tuple[int, int, int, int], flat: Membership, ala: Person
) -> None:
    path = path_of(route, flat)

    readable = {route for method, route, _, _ in ROUTES if method == "GET"}
    if method != "GET" and route not in readable:
        assert browser(ala).get(path).status_code == 405


@pytest.mark.parametrize("installation", ["A" * 22, "x", "%00", "ż"])
def test_an_installation_that_is_none_is_not_found(installation: str, ala: Person) -> None:
    answer = browser(ala).get(f"/app/api/installations/{installation}/members")

    assert answer.status_code == 404
    assert answer.json() == {"error": "not_found"}
