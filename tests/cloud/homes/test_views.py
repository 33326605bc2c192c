import json

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.homes import views
from ostoja.cloud.homes.flows import part_with_homes
from ostoja.cloud.homes.models import Membership
from ostoja.cloud.homes.signing import cabinet
from ostoja.cloud.policies.models import Publication
from ostoja.protocol import base64url
from ostoja.protocol.certificates import read_certificate
from ostoja.protocol.keys import PrivateKey
from ostoja.protocol.orders import read_order
from ostoja.protocol.tokens import Keyring
from tests.cloud.cast import Gateway, browser

pytestmark = pytest.mark.django_db


def post(path: str, body: object) -> HttpResponse:
    return Client(HTTP_HOST="localhost:8000", enforce_csrf_checks=True).post(  # type: ignore[return-value]  # the test client wraps it
        path, json.dumps(body), content_type="application/json"
    )


def word(answer: HttpResponse) -> tuple[int, str]:
    return answer.status_code, json.loads(answer.content)["error"]


def offer(body: object) -> HttpResponse:
    return post("/gateway/v1/offer", body)


def certificate(body: object) -> HttpResponse:
    return post("/gateway/v1/certificate", body)


def test_an_offer_says_until_when_and_how_often_to_ask(gateway: Gateway) -> None:
    answer = offer(gateway.offer())

    content = json.loads(answer.content)
    assert answer.status_code == 201
    assert 595 <= content["expires"] - timezone.now().timestamp() <= 600
    assert content["poll_seconds"] == 3


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"key": "short"}, (400, "malformed")),
        ({"key": PrivateKey.new().public.text()}, (403, "forged")),
        ({"signature": "!"}, (400, "malformed")),
        ({"signature": base64url.encode(bytes(64))}, (403, "forged")),
        ({"signature": ""}, (403, "forged")),
        ({"number": "0" * 12}, (403, "forged")),
        ({"number": "0" * 11}, (400, "malformed")),
        ({"number": "o" * 12}, (400, "malformed")),
        ({"number": "!" * 12}, (400, "malformed")),
        ({"made": "now"}, (400, "malformed")),
        ({"made": 1}, (403, "forged")),
        ({"more": 1}, (400, "malformed")),
    ],
)
def test_an_offer_that_is_not_the_gateways_is_refused(
    changed: dict[str, object], expected: tuple[int, str], gateway: Gateway
) -> None:
    assert word(offer(gateway.offer() | changed)) == expected


def test_an_offer_for_another_origin_is_forged(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.cloud.cast.ORIGIN", "https://elsewhere.example")

    assert word(offer(gateway.offer())) == (403, "forged")


@pytest.mark.parametrize("made", [10**400, 10**19, -1, 253_402_300_800])
def test_a_time_that_no_clock_shows_is_malformed(made: int, gateway: Gateway) -> None:
    signed = gateway.offer(made), gateway.certificate(made)

    assert word(offer(signed[0])) == (400, "malformed")
    assert word(certificate(signed[1])) == (400, "malformed")


@pytest.mark.parametrize("off", [-301, 330])
def test_a_clock_far_off_is_told(off: int, gateway: Gateway) -> None:
    made = int(timezone.now().timestamp()) + off

    assert word(offer(gateway.offer(made))) == (409, "clock")
    assert word(certificate(gateway.certificate(made))) == (409, "clock")


def test_a_number_in_use_and_a_claimed_key_are_told(home: Membership, gateway: Gateway) -> None:
    other = Gateway()
    assert offer(other.offer()).status_code == 201

    assert word(offer(Gateway(number=other.number).offer())) == (409, "taken")
    assert word(offer(gateway.offer())) == (409, "claimed")


def test_a_gateway_asks_until_it_is_claimed(gateway: Gateway, ala: Person) -> None:
    offer(gateway.offer())
    assert word(certificate(gateway.certificate())) == (404, "unclaimed")
    claimed = browser(ala).post(
        "/app/api/claims", {"number": gateway.number, "name": "Dom"}, content_type="application/json"
    )
    assert claimed.status_code == 201

    content = json.loads(certificate(gateway.certificate()).content)

    keys = Keyring.from_jwks(browser().get("/.well-known/ostoja/keys.json").json())
    read = read_certificate(content["certificate"], keys, timezone.now())
    assert content["members"] == [read.owner]
    assert read.installation == claimed.json()["id"]
    assert read.owner == claimed.json()["member"]
    assert (content["road"], content["name"]) == ("ws://localhost:8001", "Dom")


@pytest.mark.parametrize(
    ("changed", "expected"),
    [({"signature": "AA"}, (403, "forged")), ({"key": ""}, (400, "malformed")), ({"number": "0"}, (400, "malformed"))],
)
def test_a_forged_question_for_a_certificate_is_refused(
    changed: dict[str, object], expected: tuple[int, str], gateway: Gateway, home: Membership
) -> None:
    assert word(certificate(gateway.certificate() | changed)) == expected


def test_an_offer_is_no_question_for_a_certificate(gateway: Gateway, home: Membership) -> None:
    signed = gateway.offer()
    body = {name: signed[name] for name in ("key", "made", "signature")}

    assert word(certificate(body)) == (403, "forged")


def test_an_impatient_gateway_is_slowed_down(gateway: Gateway) -> None:
    answers = [offer(gateway.offer()).status_code for _ in range(views.OFFERS_OF_KEY.most + 1)]

    assert answers[-2:] == [201, 429]
    assert word(offer(gateway.offer())) == (429, "too_many")


def test_noise_from_one_address_is_slowed_down() -> None:
    answers = {offer({}).status_code for _ in range(views.OFFERS_OF_ADDRESS.most + 1)}

    assert answers == {400, 429}


def test_the_keys_may_be_kept_for_a_minute() -> None:
    answer = browser().get("/.well-known/ostoja/keys.json")

    assert answer.headers["Cache-Control"] == "max-age=60"
    assert answer.json()["keys"][0]["crv"] == "Ed25519"
    assert browser().post("/.well-known/ostoja/keys.json").status_code == 405


def test_a_gateway_is_told_what_to_erase_and_what_the_policy_says_and_hands_in_its_receipt(
    home: Membership, ala: Person, gateway: Gateway, promise: Publication
) -> None:
    part_with_homes(ala, timezone.now)

    first = json.loads(post("/gateway/v1/orders", gateway.orders()).content)
    now = timezone.now()
    order = read_order(first["orders"][0], cabinet().published(now), gateway.key.public, now)
    second = json.loads(post("/gateway/v1/orders", gateway.orders(order.id)).content)

    assert (order.member, order.whole) == (home.public, True)
    assert second["orders"] == []
    assert first["excerpt"]
    assert second["excerpt"]


def test_orders_are_told_to_nobody_who_does_not_sign(gateway: Gateway) -> None:
    stranger = PrivateKey.new().public.text()

    assert word(post("/gateway/v1/orders", gateway.orders(key=stranger))) == (403, "forged")
    assert word(post("/gateway/v1/orders", gateway.orders(receipts=[{"order": 1}]))) == (400, "malformed")
