import pytest

from ostoja.protocol.app_session import AppSession, NotAdmittedError
from ostoja.protocol.errors import HandshakeError, SealError
from ostoja.protocol.gateway_session import EpochKey, GatewaySession
from ostoja.protocol.handshake import RefusalCode
from ostoja.protocol.keys import PrivateKey
from ostoja.protocol.sealing import DhKey

EPOCH = EpochKey(DhKey.new(), 0)


@pytest.fixture
def identity() -> PrivateKey:
    return PrivateKey.new()


@pytest.fixture
def app(identity: PrivateKey) -> AppSession:
    return AppSession(DhKey.new(), "home", pinned=identity.public)


@pytest.fixture
def gateway(identity: PrivateKey) -> GatewaySession:
    return GatewaySession(identity, "home", EPOCH)


def test_an_app_with_neither_key_nor_code_has_nobody_to_trust() -> None:
    with pytest.raises(HandshakeError):
        AppSession(DhKey.new(), "home")


def test_another_gateway_than_the_pinned_one_is_not_spoken_to(app: AppSession) -> None:
    other = GatewaySession(PrivateKey.new(), "home", EPOCH)

    with pytest.raises(HandshakeError, match="another gateway"):
        app.answer(other.greet(app.begin()), b"secret")


def test_a_hello_for_another_home_or_beginning_is_not_answered(app: AppSession, identity: PrivateKey) -> None:
    elsewhere = GatewaySession(identity, "another home", EPOCH)
    older = GatewaySession(identity, "home", EPOCH).greet(
        AppSession(DhKey.new(), "home", pinned=identity.public).begin()
    )

    for hello in (elsewhere.greet(app.begin()), older):
        with pytest.raises(HandshakeError, match="signature"):
            app.answer(hello, b"secret")


def test_nothing_is_sealed_or_opened_too_early(app: AppSession) -> None:
    with pytest.raises(HandshakeError):
        app.seal(b"text")
    with pytest.raises(HandshakeError):
        app.open(b"\x04text")


def test_the_gateways_no_is_known_from_the_relays(
    app: AppSession, gateway: GatewaySession, identity: PrivateKey
) -> None:
    app.answer(gateway.greet(app.begin()), b"secret")
    no = gateway.refuse(RefusalCode.SPENT_CODE)

    with pytest.raises(SealError):
        app.open(no[:-1] + bytes([no[-1] ^ 1]))
    with pytest.raises(NotAdmittedError) as caught:
        app.open(no)
    assert caught.value.code is RefusalCode.SPENT_CODE


def test_an_epoch_key_of_low_order_is_refused(app: AppSession, identity: PrivateKey) -> None:
    class Zero(DhKey):
        def __init__(self) -> None:
            super().__init__(DhKey.new().raw())
            self.public = bytes(32)

    hostile = GatewaySession(identity, "home", EpochKey(Zero(), 0))

    with pytest.raises(HandshakeError, match="epoch key"):
        app.answer(hostile.greet(app.begin()), b"secret")
