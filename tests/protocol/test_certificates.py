from datetime import datetime, timedelta

import pytest

from ostoja.protocol.certificates import (
    LIFETIME,
    Certificate,
    challenge_text,
    read_certificate,
    sign_certificate,
)
from ostoja.protocol.errors import TokenError, TokenFault
from ostoja.protocol.ids import new_id
from ostoja.protocol.keys import PrivateKey
from ostoja.protocol.tokens import Keyring, SigningKey


def certificate(key: PrivateKey, now: datetime) -> Certificate:
    return Certificate.new(installation=new_id(), key=key.public, owner=new_id(), now=now)


def test_a_certificate_names_the_key_for_ninety_days(signing_key: SigningKey, keyring: Keyring, now: datetime) -> None:
    key = PrivateKey.new()
    given = certificate(key, now)
    token = sign_certificate(given, signing_key)

    read = read_certificate(token, keyring, now + timedelta(days=89))
    assert read == given
    assert read.gateway_key() == key.public
    with pytest.raises(TokenError) as caught:
        read_certificate(token, keyring, now + LIFETIME)
    assert caught.value.fault is TokenFault.EXPIRED


def test_a_certificate_is_due_a_month_before_its_end(now: datetime) -> None:
    given = certificate(PrivateKey.new(), now)

    assert not given.is_due(now + timedelta(days=59))
    assert given.is_due(now + timedelta(days=60))


def test_a_certificate_for_no_key_is_malformed(now: datetime) -> None:
    broken = Certificate(new_id(), "no key", new_id(), 0, 1)

    with pytest.raises(TokenError) as caught:
        broken.gateway_key()
    assert caught.value.fault is TokenFault.MALFORMED


def test_a_challenge_is_bound_to_the_address_that_was_dialled() -> None:
    assert challenge_text(b"n" * 32, "wss://one.example") != challenge_text(b"n" * 32, "wss://two.example")
