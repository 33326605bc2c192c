import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.protocol import base64url


@given(st.binary(max_size=100))
def test_what_is_encoded_is_decoded(data: bytes) -> None:
    assert base64url.decode(base64url.encode(data)) == data


@pytest.mark.parametrize("text", ["a", "aaaaa", "A===", "a+b/", "ą", "QR", "QQ==", "Q Q"])
def test_text_that_is_not_canonical_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="base64url"):
        base64url.decode(text)
