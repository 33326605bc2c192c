from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.protocol import codes
from ostoja.protocol.app_session import AppSession
from ostoja.protocol.errors import HandshakeError, ProtocolError, SealError
from ostoja.protocol.gateway_session import EpochKey, GatewaySession
from ostoja.protocol.handshake import How, RefusalCode
from ostoja.protocol.keys import PrivateKey
from ostoja.protocol.sealing import DhKey

IDENTITY = PrivateKey.new()
EPOCH = EpochKey(DhKey.new(), 0)
APP_KEY = DhKey.new()
CODE = codes.new_code()
PSK = codes.stretched(CODE)


@dataclass
class Pair:
    app: AppSession
    gateway: GatewaySession
    opening: bytes


def pair(psk: bytes = b"") -> Pair:
    number = CODE.number if psk else ""
    app = AppSession(APP_KEY, "home", pinned=None if psk else IDENTITY.public, number=number, psk=psk)
    gateway = GatewaySession(IDENTITY, "home", EPOCH)
    return Pair(app, gateway, app.answer(gateway.greet(app.begin()), b"first"))


def opened() -> Pair:
    both = pair()
    both.gateway.admit(both.gateway.way(both.opening), APP_KEY.public)
    return both


def test_an_admitted_app_is_heard_and_answered() -> None:
    both = pair()
    way = both.gateway.way(both.opening)

    assert way.how is How.KEY
    assert both.gateway.admit(way, APP_KEY.public) == b"first"
    assert both.gateway.is_open
    assert both.app.open(both.gateway.seal(b"answer")) == b"answer"
    assert both.gateway.open(both.app.seal(b"next")) == b"next"


def test_a_code_admits_an_app_and_proves_the_gateway() -> None:
    both = pair(PSK)
    way = both.gateway.way(both.opening)

    assert (way.how, way.number, way.app_key) == (How.CODE, CODE.number, APP_KEY.public)
    assert both.gateway.admit(way, way.app_key, PSK) == b"first"
    assert both.app.open(both.gateway.seal(b"welcome")) == b"welcome"
    assert both.app.gateway == IDENTITY.public


def test_one_who_does_not_know_the_code_can_neither_enter_nor_stand_in() -> None:
    wrong = codes.stretched(codes.new_code())
    both = pair(PSK)

    with pytest.raises(SealError):
        both.gateway.admit(both.gateway.way(both.opening), APP_KEY.public, wrong)
    assert not both.gateway.is_open


def test_another_key_than_the_admitted_one_does_not_enter() -> None:
    both = pair()

    with pytest.raises(SealError):
        both.gateway.admit(both.gateway.way(both.opening), DhKey.new().public)


def test_the_opening_of_one_session_opens_no_other() -> None:
    recorded = pair().opening
    fresh = GatewaySession(IDENTITY, "home", EPOCH)
    fresh.greet(AppSession(APP_KEY, "home", pinned=IDENTITY.public).begin())

    with pytest.raises(SealError):
        fresh.admit(fresh.way(recorded), APP_KEY.public)


def test_everything_has_its_turn() -> None:
    gateway = GatewaySession(IDENTITY, "home", EPOCH)
    both = opened()
    way = pair().gateway.way(pair().opening)

    for too_early in (
        lambda: gateway.way(both.opening),
        lambda: gateway.admit(way, APP_KEY.public),
        lambda: gateway.refuse(RefusalCode.UNKNOWN_APP),
        lambda: gateway.seal(b"text"),
        lambda: gateway.open(b"\x04text"),
        lambda: both.gateway.way(both.opening),
        lambda: both.gateway.greet(both.app.begin()),
    ):
        with pytest.raises(HandshakeError):
            too_early()
    assert not gateway.is_greeted
    assert both.gateway.is_greeted


def test_keys_that_are_no_keys_are_refused() -> None:
    both = pair()

    with pytest.raises(HandshakeError, match="keys"):
        both.gateway.admit(both.gateway.way(both.opening), bytes(32))


def heard_until_an_error(hear: Callable[[bytes], bytes], road: list[bytes]) -> list[bytes]:
    heard: list[bytes] = []
    for body in road:
        try:
            heard.append(hear(body))
        except SealError:
            break
    return heard


@given(st.lists(st.sampled_from(["deliver", "lose", "replay", "swap", "alter"]), min_size=1, max_size=8), st.booleans())
def test_loss_replay_reordering_and_change_end_the_session_at_once(faults: list[str], upwards: bool) -> None:  # noqa: FBT001
    both = opened()
    seal, hear = (both.app.seal, both.gateway.open) if upwards else (both.gateway.seal, both.app.open)
    sealed = [seal(b"message %d" % number) for number in range(len(faults) + 1)]
    road: list[bytes] = []
    for fault, body, after in zip(faults, sealed, sealed[1:], strict=False):
        road += {
            "deliver": [body],
            "lose": [],
            "replay": [body, body],
            "swap": [after, body],
            "alter": [body[:-1] + bytes([body[-1] ^ 1])],
        }[fault]

    heard = heard_until_an_error(hear, road)

    whole = [b"message %d" % number for number in range(len(faults) + 1)]
    assert heard == whole[: len(heard)]
    if set(faults) == {"deliver"}:
        assert len(heard) == len(faults)


@given(st.binary(max_size=300))
def test_noise_gives_only_protocol_errors(noise: bytes) -> None:
    fresh, both = GatewaySession(IDENTITY, "home", EPOCH), opened()
    for hear in (fresh.greet, fresh.way, both.gateway.open, both.app.open):
        try:
            hear(noise)
        except ProtocolError:
            continue
