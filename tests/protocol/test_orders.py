from datetime import datetime, timedelta

import msgspec
import pytest

from ostoja.protocol.errors import TokenError, TokenFault
from ostoja.protocol.ids import new_id
from ostoja.protocol.keys import PrivateKey
from ostoja.protocol.orders import Order, Receipt, read_order, sign_order, sign_receipt
from ostoja.protocol.tokens import Keyring, SigningKey

KEY = PrivateKey.new()


def order(now: datetime) -> Order:
    return Order(new_id(), new_id(), KEY.public.text(), new_id(), whole=True, iat=int(now.timestamp()))


def test_an_order_is_signed_and_read(signing_key: SigningKey, keyring: Keyring, now: datetime) -> None:
    given = order(now)

    assert read_order(sign_order(given, signing_key), keyring, KEY.public, now) == given


def test_forged_foreign_and_early_orders_are_refused(signing_key: SigningKey, keyring: Keyring, now: datetime) -> None:
    token, forger = sign_order(order(now), signing_key), SigningKey(signing_key.kid, PrivateKey.new())
    early = msgspec.structs.replace(order(now), iat=int((now + timedelta(minutes=1)).timestamp()))
    tried = [
        (sign_order(order(now), forger), KEY.public, TokenFault.FORGED),
        (token, PrivateKey.new().public, TokenFault.FORGED),
        (sign_order(early, signing_key), KEY.public, TokenFault.EARLY),
    ]

    for given, to, fault in tried:
        with pytest.raises(TokenError) as refused:
            read_order(given, keyring, to, now)
        assert refused.value.fault is fault


def test_a_receipt_is_its_gateways_word_for_one_order_and_one_time() -> None:
    given = sign_receipt("one", 7, KEY)

    assert given.is_by(KEY.public)
    assert not given.is_by(PrivateKey.new().public)
    assert not Receipt("two", 7, given.signature).is_by(KEY.public)
    assert not Receipt("one", 8, given.signature).is_by(KEY.public)
    assert not Receipt("one", 7, "no base64url!").is_by(KEY.public)
