from datetime import datetime

import pytest
from django.db import IntegrityError
from django.utils import timezone

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.homes import flows, queries, rules
from ostoja.cloud.homes.errors import (
    BadNameError,
    ClaimedError,
    CodeSpentError,
    CodeUnknownError,
    NumberTakenError,
    TooManyError,
    UnclaimedError,
)
from ostoja.cloud.homes.models import Attempt, GatewayKey, Installation, Membership, Offer
from ostoja.cloud.homes.signing import cabinet
from ostoja.protocol.certificates import read_certificate
from ostoja.protocol.tickets import Role
from tests.cloud.cast import Gateway, invited

pytestmark = pytest.mark.django_db


def now() -> datetime:
    return timezone.now()


class TestClaiming:
    def test_a_claim_makes_an_installation_with_its_owner(self, ala: Person, gateway: Gateway) -> None:
        gateway.shows_code()

        own = flows.claim(ala, gateway.number, "  Dom  ", now())

        assert (own.person, own.role, own.installation.name) == (ala, "owner", "Dom")
        assert queries.last_chosen_by(ala) == own.installation.public
        assert GatewayKey.objects.get().claimed_by == own

    def test_a_number_nobody_shows_is_unknown(self, ala: Person) -> None:
        with pytest.raises(CodeUnknownError):
            flows.claim(ala, "0" * 12, "Dom", now())

    def test_a_code_serves_once(self, home: Membership, gateway: Gateway, celina: Person) -> None:
        with pytest.raises(CodeSpentError):
            flows.claim(celina, gateway.number, "Dom", now())

        assert Installation.objects.count() == 1

    def test_a_code_is_over_after_ten_minutes(self, ala: Person, gateway: Gateway) -> None:
        gateway.shows_code(now() - rules.OFFER_LIFETIME)

        with pytest.raises(CodeSpentError):
            flows.claim(ala, gateway.number, "Dom", now())

    def test_a_spent_code_tried_again_and_again_is_silenced(self, ala: Person, gateway: Gateway) -> None:
        gateway.shows_code(now() - rules.OFFER_LIFETIME)
        for _ in range(rules.ATTEMPTS_OF_CODE):
            with pytest.raises(CodeSpentError):
                flows.claim(ala, gateway.number, "Dom", now())

        with pytest.raises(TooManyError):
            flows.claim(ala, gateway.number, "Dom", now())

    def test_a_name_that_will_not_do_spends_nothing(self, ala: Person, gateway: Gateway) -> None:
        gateway.shows_code()

        with pytest.raises(BadNameError):
            flows.claim(ala, gateway.number, " ", now())

        assert flows.claim(ala, gateway.number, "Dom", now()).role == "owner"

    def test_a_claimed_key_is_not_offered_again(self, home: Membership, gateway: Gateway) -> None:
        with pytest.raises(ClaimedError):
            gateway.shows_code()

    def test_a_key_claimed_meanwhile_is_not_claimed_again(self, ala: Person, celina: Person, gateway: Gateway) -> None:
        gateway.shows_code()
        Offer.objects.create(
            number_hash=queries.disguised("number", "1" * 12),
            key=gateway.key.public.text(),
            made=now(),
            expires=now() + rules.OFFER_LIFETIME,
        )
        flows.claim(ala, gateway.number, "Dom", now())

        with pytest.raises(CodeSpentError):
            flows.claim(celina, "1" * 12, "Dom", now())

    def test_a_new_code_of_the_same_gateway_ends_the_older(self, ala: Person, gateway: Gateway) -> None:
        gateway.shows_code()
        newer = Gateway(key=gateway.key)
        newer.shows_code()

        with pytest.raises(CodeUnknownError):
            flows.claim(ala, gateway.number, "Dom", now())
        assert flows.claim(ala, newer.number, "Dom", now()).role == "owner"

    def test_two_gateways_cannot_show_one_number(self, db: None, gateway: Gateway) -> None:
        gateway.shows_code()

        with pytest.raises(NumberTakenError):
            Gateway(number=gateway.number).shows_code()

    def test_a_number_is_free_again_once_it_is_over(self, db: None, gateway: Gateway) -> None:
        gateway.shows_code(now() - rules.OFFER_LIFETIME)

        Gateway(number=gateway.number).shows_code()

        assert Offer.objects.count() == 1

    def test_numbers_are_kept_hashed(self, db: None, gateway: Gateway) -> None:
        gateway.shows_code()

        assert gateway.number not in str(Offer.objects.values())


class TestAttempts:
    def test_a_person_may_try_so_often(self, ala: Person, celina: Person) -> None:
        for at in range(rules.ATTEMPTS_OF_PERSON):
            flows.count_attempt(ala, f"192.0.2.{at}", now())

        with pytest.raises(TooManyError):
            flows.count_attempt(ala, "192.0.2.200", now())
        flows.count_attempt(celina, "192.0.2.201", now())
        flows.count_attempt(ala, "192.0.2.202", now() + rules.ATTEMPT_WINDOW)

    def test_a_network_may_try_so_often(
        self, ala: Person, bartek: Person, celina: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(rules, "ATTEMPTS_OF_NETWORK", 12)
        for at in range(rules.ATTEMPTS_OF_NETWORK):
            flows.count_attempt((ala, bartek)[at % 2], "192.0.2.1", now())

        with pytest.raises(TooManyError):
            flows.count_attempt(celina, "192.0.2.1", now())

    def test_who_was_right_is_forgiven(self, ala: Person) -> None:
        kept = flows.count_attempt(ala, "192.0.2.1", now())

        flows.forgive(flows.count_attempt(ala, "192.0.2.1", now()))

        assert list(Attempt.objects.order_by("pk")) == kept

    def test_nobody_is_named(self, ala: Person) -> None:
        flows.count_attempt(ala, "192.0.2.1", now())

        kept = str(list(Attempt.objects.values()))
        assert "192.0.2.1" not in kept
        assert ala.public not in kept


class TestCertificates:
    def test_a_certificate_names_installation_key_and_owner(self, home: Membership, gateway: Gateway) -> None:
        installation, token = flows.certify(gateway.key.public, now())

        certificate = read_certificate(token, cabinet().published(now()), now())
        assert installation == home.installation
        assert certificate.installation == home.installation.public
        assert certificate.gateway_key() == gateway.key.public
        assert certificate.owner == home.public
        assert GatewayKey.objects.get().certified is not None

    def test_an_unclaimed_gateway_gets_none(self, db: None, gateway: Gateway) -> None:
        with pytest.raises(UnclaimedError):
            flows.certify(gateway.key.public, now())

    def test_a_removed_key_gets_none(self, home: Membership, gateway: Gateway) -> None:
        GatewayKey.objects.update(removed=now())

        with pytest.raises(UnclaimedError):
            flows.certify(gateway.key.public, now())

    def test_when_the_claimer_left_another_owner_is_named(
        self, home: Membership, gateway: Gateway, ala: Person, bartek: Person
    ) -> None:
        other = invited(ala, home.installation.public, bartek, Role.OWNER)
        flows.remove(ala, home.installation.public, home.public, now)

        _, token = flows.certify(gateway.key.public, now())

        assert read_certificate(token, cabinet().published(now()), now()).owner == other.public


class TestRaces:
    def test_a_code_claimed_by_somebody_else_at_the_same_moment_is_spent(
        self, ala: Person, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def lost(**_: object) -> None:
            raise IntegrityError

        gateway.shows_code()
        monkeypatch.setattr(GatewayKey.objects, "create", lost)

        with pytest.raises(CodeSpentError):
            flows.claim(ala, gateway.number, "Dom", now())
        assert not Installation.objects.exists()
