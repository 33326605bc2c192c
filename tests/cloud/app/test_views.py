import json
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.app import views
from ostoja.cloud.homes import rules
from ostoja.cloud.homes.models import Membership
from ostoja.cloud.homes.road.flows import end_session
from ostoja.cloud.homes.signing import cabinet
from ostoja.cloud.web.limits import Limit
from ostoja.protocol.tickets import Role, read_ticket
from tests.cloud.cast import ORIGIN, Gateway, browser

pytestmark = pytest.mark.django_db


def send(client: Client, method: str, path: str, body: object = None) -> tuple[int, Any]:
    content = b"" if body is None else json.dumps(body).encode()
    answer = client.generic(method, f"/app/api/{path}", content, content_type="application/json")
    return answer.status_code, json.loads(answer.content) if answer.content else None


def at(home: Membership, rest: str = "") -> str:
    return f"installations/{home.installation.public}{rest}"


def test_me_says_who_is_signed_in_and_where_they_belong(flat: Membership, bartek: Person) -> None:
    status, me = send(browser(bartek), "GET", "me")

    own = bartek.memberships.get()
    assert status == 200
    assert me.pop("csrf")
    assert me == {
        "person": {
            "id": bartek.public,
            "email": "bartek@example.org",
            "first_name": "Bartek",
            "last_name": "Kowalska",
            "language": "pl",
            "time_zone": "Europe/Warsaw",
        },
        "installations": [
            {"id": flat.installation.public, "name": "Dom", "role": "member", "member": own.public},
        ],
        "last": flat.installation.public,
    }


def test_a_fresh_account_belongs_nowhere(celina: Person) -> None:
    _, me = send(browser(celina), "GET", "me")

    assert (me["installations"], me["last"]) == ([], None)


class TestClaims:
    def claim(self, client: Client, number: str, name: str = "Dom") -> tuple[int, Any]:
        return send(client, "POST", "claims", {"number": number, "name": name})

    def test_a_claim_answers_with_the_installation(self, ala: Person, gateway: Gateway) -> None:
        gateway.shows_code()
        typed = f"{gateway.number[:4].lower()}-{gateway.number[4:8]} {gateway.number[8:]}"

        status, made = self.claim(browser(ala), typed)

        assert status == 201
        assert (made["name"], made["role"]) == ("Dom", "owner")
        assert made["member"] == ala.memberships.get().public

    @pytest.mark.parametrize("number", ["0" * 12, "123", "!" * 12])
    def test_a_wrong_code_is_unknown(self, number: str, ala: Person) -> None:
        assert self.claim(browser(ala), number) == (404, {"error": "unknown_code"})

    def test_a_used_code_is_spent(self, home: Membership, gateway: Gateway, celina: Person) -> None:
        assert self.claim(browser(celina), gateway.number) == (410, {"error": "spent_code"})

    def test_an_old_code_is_spent(self, ala: Person, gateway: Gateway) -> None:
        gateway.shows_code(timezone.now() - rules.OFFER_LIFETIME)

        assert self.claim(browser(ala), gateway.number) == (410, {"error": "spent_code"})

    def test_a_name_that_will_not_do_is_malformed(self, ala: Person, gateway: Gateway) -> None:
        gateway.shows_code()

        assert self.claim(browser(ala), gateway.number, "") == (400, {"error": "malformed"})

    def test_guessing_is_stopped(self, ala: Person) -> None:
        client = browser(ala)
        answers = [self.claim(client, f"{at:012}") for at in range(rules.ATTEMPTS_OF_PERSON + 1)]

        assert answers[-2:] == [(404, {"error": "unknown_code"}), (429, {"error": "too_many"})]


class TestTickets:
    def test_a_ticket_is_good_for_the_road(self, home: Membership, ala: Person) -> None:
        client = browser(ala)
        status, given = send(client, "POST", at(home, "/tickets"))
        _, again = send(client, "POST", at(home, "/tickets"))

        first, second = (
            read_ticket(one["ticket"], cabinet().published(timezone.now()), timezone.now()) for one in (given, again)
        )
        assert status == 201
        assert given["road"] == "ws://localhost:8001"
        assert given["expires"] == first.exp
        assert (first.installation, first.member, first.role) == (home.installation.public, home.public, Role.OWNER)
        assert first.session == second.session
        assert first.session not in str(client.cookies)

    def test_tickets_are_given_generously_but_not_without_end(
        self, home: Membership, ala: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(views, "TICKETS", Limit("tickets", most=2, seconds=3_600))
        client = browser(ala)

        answers = [send(client, "POST", at(home, "/tickets"))[0] for _ in range(3)]

        assert answers == [201, 201, 429]

    def test_a_session_that_ends_while_it_asks_is_signed_out(
        self, home: Membership, ala: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def ended_meanwhile(request: HttpRequest) -> str:
            end_session(ala, "s", timezone.now)
            return "s"

        monkeypatch.setattr(views, "session_name", ended_meanwhile)

        assert send(browser(ala), "POST", at(home, "/tickets")) == (401, {"error": "signed_out"})


class TestInstallations:
    def test_an_owner_renames(self, flat: Membership, ala: Person, bartek: Person) -> None:
        assert send(browser(ala), "PATCH", at(flat), {"name": " Chata "})[1]["name"] == "Chata"

        assert send(browser(bartek), "GET", "me")[1]["installations"][0]["name"] == "Chata"

    def test_a_bad_name_is_malformed(self, home: Membership, ala: Person) -> None:
        assert send(browser(ala), "PATCH", at(home), {"name": "x" * 81}) == (400, {"error": "malformed"})

    def test_the_last_choice_is_remembered(self, home: Membership, ala: Person) -> None:
        other = Gateway().claimed_by(ala, "Domek")
        client = browser(ala)
        assert send(client, "GET", "me")[1]["last"] == other.installation.public

        assert send(client, "POST", at(home, "/chosen")) == (204, None)

        assert send(browser(ala), "GET", "me")[1]["last"] == home.installation.public

    def test_members_see_each_other(self, flat: Membership, bartek: Person) -> None:
        _, found = send(browser(bartek), "GET", at(flat, "/members"))

        assert [(one["first_name"], one["role"], one["you"]) for one in found["members"]] == [
            ("Ala", "owner", False),
            ("Bartek", "member", True),
        ]
        assert all(one["joined"] <= timezone.now().timestamp() for one in found["members"])

    def test_the_last_owner_stays(self, flat: Membership, ala: Person) -> None:
        assert send(browser(ala), "DELETE", at(flat, f"/members/{flat.public}")) == (409, {"error": "last_owner"})

    def test_a_member_leaves_and_is_a_stranger(self, flat: Membership, bartek: Person) -> None:
        client, own = browser(bartek), bartek.memberships.get().public

        assert send(client, "DELETE", at(flat, f"/members/{own}")) == (204, None)
        assert send(client, "GET", at(flat, "/members")) == (404, {"error": "not_found"})


class TestInvitations:
    def test_an_invitation_is_accepted_once(
        self, home: Membership, ala: Person, bartek: Person, celina: Person
    ) -> None:
        status, given = send(browser(ala), "POST", at(home, "/invitations"), {"role": "member"})
        assert status == 201
        assert 6.9 < (given["expires"] - timezone.now().timestamp()) / 86_400 <= 7

        status, joined = send(browser(bartek), "POST", "invitations/accept", {"token": given["token"]})
        assert (status, joined["role"], joined["id"]) == (200, "member", home.installation.public)
        spent = send(browser(celina), "POST", "invitations/accept", {"token": given["token"]})
        assert spent == (410, {"error": "spent_invitation"})

    def test_a_look_says_who_invites_where_and_as_what_and_joins_nothing(
        self, home: Membership, ala: Person, bartek: Person
    ) -> None:
        _, given = send(browser(ala), "POST", at(home, "/invitations"), {"role": "owner"})

        seen = send(browser(bartek), "POST", "invitations/look", {"token": given["token"]})

        assert seen == (200, {"installation": "Dom", "inviter": "Ala", "role": "owner"})
        assert not bartek.memberships.exists()
        assert send(browser(bartek), "POST", "invitations/accept", {"token": given["token"]})[0] == 200

    def test_a_look_is_refused_as_an_acceptance_is(self, flat: Membership, bartek: Person, celina: Person) -> None:
        client = browser(celina)
        spent = send(client, "POST", "invitations/look", {"token": f"a token of {bartek.public}"})
        unknown = [send(client, "POST", "invitations/look", {"token": "x"}) for _ in range(rules.ATTEMPTS_OF_PERSON)]

        assert spent == (410, {"error": "spent_invitation"})
        assert unknown[0] == (404, {"error": "unknown_invitation"})
        assert unknown[-1] == (429, {"error": "too_many"})

    def test_an_owner_sees_what_is_open_and_cancels_it(self, flat: Membership, ala: Person, celina: Person) -> None:
        client = browser(ala)
        _, given = send(client, "POST", at(flat, "/invitations"), {"role": "member"})
        [listed] = send(client, "GET", at(flat, "/invitations"))[1]["invitations"]
        assert (listed["role"], listed["expires"]) == ("member", given["expires"])
        assert listed["expires"] - listed["made"] == 7 * 86_400

        assert send(client, "DELETE", at(flat, f"/invitations/{listed['id']}")) == (204, None)

        assert send(client, "GET", at(flat, "/invitations")) == (200, {"invitations": []})
        refused = send(browser(celina), "POST", "invitations/accept", {"token": given["token"]})
        assert refused == (404, {"error": "unknown_invitation"})

    @pytest.mark.parametrize("strange", ["A" * 22, "x", "%00", "ż"])
    def test_what_is_no_invitation_is_not_found(self, strange: str, home: Membership, ala: Person) -> None:
        assert send(browser(ala), "DELETE", at(home, f"/invitations/{strange}")) == (404, {"error": "not_found"})

    def test_right_tokens_do_not_count_as_tries(self, home: Membership, ala: Person) -> None:
        client = browser(ala)
        _, given = send(client, "POST", at(home, "/invitations"), {"role": "member"})

        answers = {
            send(client, "POST", f"invitations/{call}", {"token": given["token"]})[0]
            for call in ("look", "accept") * rules.ATTEMPTS_OF_PERSON
        }

        assert answers == {200}

    def test_an_unknown_one_is_unknown(self, celina: Person) -> None:
        answer = send(browser(celina), "POST", "invitations/accept", {"token": "x" * 4_000})

        assert answer == (404, {"error": "unknown_invitation"})

    def test_a_role_that_is_none_is_malformed(self, home: Membership, ala: Person) -> None:
        assert send(browser(ala), "POST", at(home, "/invitations"), {"role": "king"}) == (400, {"error": "malformed"})

    def test_invitations_are_not_scattered(
        self, home: Membership, ala: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(views, "INVITATIONS", Limit("invitations", most=1, seconds=3_600))
        client = browser(ala)

        answers = [send(client, "POST", at(home, "/invitations"), {"role": "member"})[0] for _ in range(2)]

        assert answers == [201, 429]


class TestDemo:
    def sign_in(
        self, client: Client, token: str, origin: str = ORIGIN, kind: str = "application/json"
    ) -> tuple[int, Any]:
        body = json.dumps({"token": token})
        headers = {"origin": origin} if origin else {}
        answer = client.post("/app/api/demo/sign-in", body, content_type=kind, headers=headers)
        return answer.status_code, json.loads(answer.content) if answer.content else None

    def test_without_a_demo_there_is_no_such_page(self, ala: Person) -> None:
        assert self.sign_in(browser(), "") == (404, {"error": "not_found"})

    def test_the_link_signs_the_owner_in(self, settings: Settings, ala: Person, bartek: Person) -> None:
        settings.OSTOJA_DEMO_TOKEN = "the token of the demo"
        client = browser()

        assert self.sign_in(client, "the token of the demo") == (204, None)
        assert client.get("/app/api/me").json()["person"]["first_name"] == "Ala"

    def test_the_owner_may_be_named(self, settings: Settings, ala: Person, bartek: Person) -> None:
        settings.OSTOJA_DEMO_TOKEN = "the token of the demo"
        settings.OSTOJA_DEMO_OWNER = "Bartek@example.org"
        client = browser()

        self.sign_in(client, "the token of the demo")

        assert client.get("/app/api/me").json()["person"]["first_name"] == "Bartek"

    def test_a_wrong_token_signs_nobody_in(self, settings: Settings, ala: Person) -> None:
        settings.OSTOJA_DEMO_TOKEN = "the token of the demo"
        client = browser()

        assert self.sign_in(client, "another ż") == (403, {"error": "no_right"})
        answers = {self.sign_in(client, "x")[0] for _ in range(views.DEMO_TRIES.most + 1)}
        assert answers == {403, 429}

    @pytest.mark.parametrize(
        ("origin", "kind", "expected"),
        [
            ("", "application/json", (403, {"error": "csrf"})),
            ("null", "application/json", (403, {"error": "csrf"})),
            ("https://evil.example", "application/json", (403, {"error": "csrf"})),
            (ORIGIN, "text/plain", (400, {"error": "malformed"})),
        ],
    )
    def test_no_other_site_signs_anybody_in(
        self, origin: str, kind: str, expected: tuple[int, object], settings: Settings, ala: Person
    ) -> None:
        settings.OSTOJA_DEMO_TOKEN = "the token of the demo"

        assert self.sign_in(browser(), "the token of the demo", origin, kind) == expected
