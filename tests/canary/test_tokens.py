import base64
import hashlib
import json
from urllib.parse import quote

import pytest

from tests.canary.tokens import Planted, disguise_in

VALUE = "kx7qżółw@canary.invalid"


@pytest.mark.parametrize("before", [b"", b"a", b"ab", b"abc"])
def test_a_value_is_found_in_base64_wherever_it_begins(before: bytes) -> None:
    assert disguise_in(base64.b64encode(before + VALUE.encode() + b"tail"), VALUE) == "base64"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (f"<{VALUE}>".encode(), "plain"),
        (VALUE.upper().lower().encode(), "plain"),
        (quote(VALUE).encode(), "percent"),
        (json.dumps({"a": VALUE}).encode(), "json"),
        (VALUE.encode().hex().encode(), "hexadecimal"),
        (hashlib.sha256(VALUE.encode()).digest(), "sha256"),
        (hashlib.md5(VALUE.encode(), usedforsecurity=False).hexdigest().encode(), "md5"),
    ],
)
def test_a_disguise_is_seen_through(content: bytes, name: str) -> None:
    assert disguise_in(b"before " + content + b" after", VALUE) == name


def test_two_people_share_no_value() -> None:
    one, other = Planted.new("qhv", 61), Planted.new("jwx", 62)

    assert {token.value for token in one} & {token.value for token in other} == set()
