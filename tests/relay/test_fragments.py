import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.protocol.frames import CloseCode
from ostoja.relay.errors import RefusedError
from ostoja.relay.fragments import Fragments


@given(st.lists(st.binary(max_size=50), max_size=10))
def test_parts_make_the_whole(parts: list[bytes]) -> None:
    fragments = Fragments(1_000)

    for part in parts:
        fragments.add(part)

    assert fragments.whole() == b"".join(parts)


@pytest.mark.parametrize("part", [b"a" * 65, b""])
def test_a_message_is_bounded_in_bytes_and_in_parts(part: bytes) -> None:
    fragments = Fragments(128)
    for kept in (b"b" * 64, b"", b""):
        fragments.add(kept)

    with pytest.raises(RefusedError) as refused:
        fragments.add(part)

    assert refused.value.code is CloseCode.TOO_LARGE
