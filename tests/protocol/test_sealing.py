import pytest
from pyhpke import ContextInterface

from ostoja.protocol import sealing
from ostoja.protocol.errors import SealError
from ostoja.protocol.sealing import SUITE, DhKey, ReplySeal


def context() -> ContextInterface:
    key = SUITE.kem.deserialize_public_key(DhKey.new().public)
    return SUITE.create_sender_context(key, b"info")[1]


def test_messages_open_in_their_order_alone() -> None:
    shared = context()
    gateway, app = ReplySeal(shared), ReplySeal(shared)
    first, second = gateway.seal(b"first"), gateway.seal(b"second")

    assert app.open(first) == b"first"
    assert app.open(second) == b"second"
    with pytest.raises(SealError):
        ReplySeal(shared).open(second)


def test_what_is_not_sealed_does_not_open() -> None:
    with pytest.raises(SealError, match="not sealed"):
        ReplySeal(context()).open(b"\x05noise")


def test_a_key_wears_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "MOST_MESSAGES", 1)
    seal = ReplySeal(context())
    seal.seal(b"last")

    with pytest.raises(SealError, match="worn out"):
        seal.seal(b"one too many")


def test_a_kept_key_is_the_same_key() -> None:
    key = DhKey.new()

    assert DhKey(key.raw()).public == key.public
