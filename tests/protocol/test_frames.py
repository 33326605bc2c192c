import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.protocol import frames
from ostoja.protocol.errors import FrameError
from ostoja.protocol.frames import CloseCode, Frame, Kind, TicketBody

KINDS = st.sampled_from(Kind)
CHANNELS = st.integers(0, 2**32 - 1)


@given(KINDS, CHANNELS, st.binary(max_size=200))
def test_a_frame_is_read_as_it_was_written(kind: Kind, channel: int, body: bytes) -> None:
    assert frames.read_frame(frames.frame(kind, channel, body)) == Frame(kind, channel, body)


@given(st.binary(max_size=200))
def test_noise_is_a_frame_or_a_frame_error(noise: bytes) -> None:
    try:
        read = frames.read_frame(noise)
    except FrameError:
        return
    assert frames.frame(read.kind, read.channel, read.body) == noise


@pytest.mark.parametrize("message", [b"", b"\x01\0\0\0", b"\xff\0\0\0\0", bytes(frames.LARGEST_FRAME + 1)])
def test_what_is_too_short_too_long_or_unknown_is_refused(message: bytes) -> None:
    with pytest.raises(FrameError):
        frames.read_frame(message)


def test_bodies_are_strict() -> None:
    body = frames.frame_of(Kind.TICKET, TicketBody("token"))[frames.HEADER_BYTES :]

    assert frames.read_body(body, TicketBody) == TicketBody("token")
    for wrong in (b"", b"{}", b'{"ticket":"a","more":1}', b'{"ticket":1}', b"\xff"):
        with pytest.raises(FrameError):
            frames.read_body(wrong, TicketBody)


@given(st.sampled_from(CloseCode), CHANNELS)
def test_a_close_carries_its_code(code: CloseCode, channel: int) -> None:
    read = frames.read_frame(frames.close_frame(channel, code))

    assert (read.kind, read.channel) == (Kind.CLOSE, channel)
    assert frames.read_close_code(read.body) is code


@pytest.mark.parametrize("body", [b"", b"\x0f", b"\0\0", b"\x0f\xa0\0"])
def test_a_close_without_a_known_code_is_refused(body: bytes) -> None:
    with pytest.raises(FrameError):
        frames.read_close_code(body)
