import random
import tomllib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.policy.errors import PolicyError
from ostoja.policy.policy import KINDS, Policy
from tests.policy.small import FILES, changed, small, small_with

SMALL = small()


def shuffled(value: object, order: random.Random) -> object:
    """A value with the keys of its tables in another order."""
    if isinstance(value, dict):
        keys = list(value)
        order.shuffle(keys)
        return {key: shuffled(value[key], order) for key in keys}
    return [shuffled(item, order) for item in value] if isinstance(value, list) else value


RAW = {name.removesuffix(".toml"): tomllib.loads(content.decode()) for name, content in FILES.items()}


def with_keys_shuffled(order: random.Random) -> Policy:
    mixed = {
        kind: {key: shuffled(entry, order) for key, entry in entries.items()} if kind in KINDS else entries
        for kind, entries in RAW.items()
    }
    return msgspec.convert(mixed, Policy)


@given(st.integers())
def test_the_hash_does_not_depend_on_the_order_of_keys_within_an_entry(seed: int) -> None:
    assert with_keys_shuffled(random.Random(seed)).canonical() == SMALL.canonical()  # noqa: S311 - an order, no secret


def test_the_hash_depends_on_the_order_of_entries() -> None:
    rights = FILES["rights.toml"].decode().split("\n\n")
    turned = Policy.hash(small_with("rights.toml", FILES["rights.toml"].decode(), "\n\n".join(reversed(rights))))

    assert turned != small().hash()


@pytest.mark.parametrize("name", sorted(FILES))
def test_the_hash_depends_on_every_file(name: str) -> None:
    old = {"categories.toml": '"evaluated', "transfers.toml": '"SCC'}.get(name, 'en = "')

    assert small_with(name, old, f"{old}New ").hash() != small().hash()


def test_a_policy_comes_back_from_its_canonical_form() -> None:
    again = Policy.from_canonical(small().canonical())

    assert again == small()
    assert list(again.purposes) == list(small().purposes)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff", b'{"groups":[1]}', b'{"groups":{"a":1}}'])
def test_other_bytes_are_no_policy(content: bytes) -> None:
    with pytest.raises(PolicyError, match="canonical form"):
        Policy.from_canonical(content)


@given(st.binary(max_size=200))
def test_noise_is_no_policy(noise: bytes) -> None:
    with pytest.raises(PolicyError):
        Policy.from_canonical(noise)


def test_a_hash_is_the_same_on_every_machine() -> None:
    assert len(small().hash()) == 64
    assert small().hash() == small_with("about.toml", "document =", "# a remark\n\ndocument   =").hash()
    assert changed("about.toml", "document", "document") == FILES
