import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.protocol import handshake
from ostoja.protocol.errors import HandshakeError
from ostoja.protocol.handshake import Begin, HelloPart, How, RefusalCode
from ostoja.protocol.keys import PrivateKey

BEGIN = Begin(b"a" * 16)


def hello(identity: PrivateKey) -> HelloPart:
    return handshake.sign_hello(identity, "home", BEGIN, nonce=b"g" * 16, epoch_key=b"e" * 32, until=7)


def test_every_part_is_read_as_it_was_packed() -> None:
    identity = PrivateKey.new()
    said = hello(identity)
    refusal = handshake.sign_refusal(identity, BEGIN, said, RefusalCode.SPENT_CODE)

    assert handshake.read_begin(BEGIN.pack()) == BEGIN
    assert handshake.read_hello(said.pack()) == said
    assert handshake.read_refusal(refusal.pack()) == refusal


def test_a_hello_is_signed_for_one_home_and_one_beginning() -> None:
    said = hello(PrivateKey.new())

    assert said.is_signed("home", BEGIN)
    assert not said.is_signed("another home", BEGIN)
    assert not said.is_signed("home", Begin(b"b" * 16))


def test_both_ways_in_are_read_as_they_were_packed() -> None:
    by_key = handshake.read_open(handshake.open_header(How.KEY, b"k" * 32, b"c" * 32) + b"sealed")
    by_code = handshake.read_open(handshake.open_header(How.CODE, b"k" * 32, b"c" * 32, "A" * 12) + b"sealed")

    assert (by_key.how, by_key.key_id, by_key.sealed) == (How.KEY, handshake.key_id(b"k" * 32), b"sealed")
    assert (by_code.how, by_code.number, by_code.app_key) == (How.CODE, "A" * 12, b"k" * 32)
    assert by_key.header + by_key.sealed != by_code.header + by_code.sealed


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x04",
        b"\x03",
        b"\x03\x02" + bytes(60),
        b"\x03\x00" + bytes(20),
        b"\x03\x01" + b"\xff" * 12 + bytes(64),
    ],
)
def test_no_other_way_in_is_read(body: bytes) -> None:
    with pytest.raises(HandshakeError):
        handshake.read_open(body)


def test_parts_of_another_kind_version_or_length_are_refused() -> None:
    identity = PrivateKey.new()
    begin, said = BEGIN.pack(), hello(identity).pack()
    refusal = handshake.sign_refusal(identity, BEGIN, hello(identity), RefusalCode.UNKNOWN_APP).pack()

    for read, wrong in (
        (handshake.read_begin, b"\x02" + begin[1:]),
        (handshake.read_begin, begin[:1] + b"\x09" + begin[2:]),
        (handshake.read_begin, begin[:-1]),
        (handshake.read_hello, said + b"\0"),
        (handshake.read_refusal, b"\x01" + refusal[1:]),
        (handshake.read_refusal, refusal[:1] + b"\xee" + refusal[2:]),
    ):
        with pytest.raises(HandshakeError):
            read(wrong)


@given(st.binary(max_size=200))
def test_noise_gives_only_handshake_errors(noise: bytes) -> None:
    for read in (handshake.read_begin, handshake.read_hello, handshake.read_open, handshake.read_refusal):
        try:
            read(noise)
        except HandshakeError:
            continue
