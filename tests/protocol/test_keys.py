import pytest

from ostoja.protocol.keys import PrivateKey, PublicKey


def test_a_key_is_kept_and_read_again() -> None:
    key = PrivateKey.new()

    assert PrivateKey.read(key.raw()).public == key.public
    assert PublicKey.read(key.public.text()) == key.public


def test_only_the_right_key_has_signed() -> None:
    key, other = PrivateKey.new(), PrivateKey.new()
    signature = key.sign(b"text")

    assert key.public.signed(signature, b"text")
    assert not key.public.signed(signature, b"another text")
    assert not other.public.signed(signature, b"text")
    assert not key.public.signed(b"short", b"text")
    assert not PublicKey(b"short").signed(signature, b"text")


def test_fingerprints_are_read_by_people() -> None:
    fingerprint = PrivateKey.new().public.fingerprint()

    assert [len(group) for group in fingerprint.split("-")] == [5] * 5


@pytest.mark.parametrize("text", ["", "AAAA", "not a key"])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"Ed25519|base64url"):
        PublicKey.read(text)
