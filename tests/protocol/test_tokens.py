import jwt
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.protocol import tokens
from ostoja.protocol.errors import TokenError, TokenFault
from ostoja.protocol.keys import PrivateKey, PublicKey
from ostoja.protocol.tokens import Keyring, SigningKey


class Words(msgspec.Struct, forbid_unknown_fields=True):
    word: str


def fault_of(token: str, keys: Keyring, kind: str = "words") -> TokenFault:
    with pytest.raises(TokenError) as caught:
        tokens.read(kind, token, keys, Words)
    return caught.value.fault


def test_what_was_signed_is_read(signing_key: SigningKey, keyring: Keyring) -> None:
    token = tokens.sign("words", Words("ostoja"), signing_key)

    assert tokens.read("words", token, keyring, Words) == Words("ostoja")


def test_a_foreign_library_reads_the_same(signing_key: SigningKey, keyring: Keyring) -> None:
    token = tokens.sign("words", Words("ostoja"), signing_key)
    published = jwt.PyJWKSet.from_dict(keyring.jwks())[signing_key.kid]

    assert jwt.decode(token, published.key, algorithms=["EdDSA"]) == {"word": "ostoja"}


def test_a_token_of_another_kind_is_refused(signing_key: SigningKey, keyring: Keyring) -> None:
    token = tokens.sign("others", Words("ostoja"), signing_key)

    assert fault_of(token, keyring) is TokenFault.MALFORMED


def test_a_token_of_an_unknown_key_is_refused(keyring: Keyring) -> None:
    token = tokens.sign("words", Words("ostoja"), SigningKey("other", PrivateKey.new()))

    assert fault_of(token, keyring) is TokenFault.UNKNOWN_KEY


def test_a_token_signed_by_another_under_a_known_name_is_forged(signing_key: SigningKey, keyring: Keyring) -> None:
    token = tokens.sign("words", Words("ostoja"), SigningKey(signing_key.kid, PrivateKey.new()))

    assert fault_of(token, keyring) is TokenFault.FORGED


def test_a_token_without_a_signature_is_refused(keyring: Keyring) -> None:
    token = jwt.encode({"word": "ostoja"}, "", algorithm="none", headers={"typ": "words", "kid": "2026-1"})

    assert fault_of(token, keyring) is TokenFault.MALFORMED


def test_unknown_claims_are_refused(signing_key: SigningKey, keyring: Keyring) -> None:
    key = signing_key.key.library_key()
    token = jwt.encode(
        {"word": "a", "more": 1}, key, algorithm="EdDSA", headers={"typ": "words", "kid": signing_key.kid}
    )

    assert fault_of(token, keyring) is TokenFault.MALFORMED


def test_a_key_that_is_no_key_refuses(signing_key: SigningKey) -> None:
    token = tokens.sign("words", Words("ostoja"), signing_key)

    assert fault_of(token, Keyring({signing_key.kid: PublicKey(b"short")})) is TokenFault.MALFORMED


@given(st.text(max_size=200) | st.just("a" * 3000))
def test_noise_is_malformed(text: str) -> None:
    assert fault_of(text, Keyring()) is TokenFault.MALFORMED


def test_a_key_set_is_published_and_read(keyring: Keyring) -> None:
    document = keyring.jwks()
    document["keys"].append({"kty": "RSA", "kid": "old"})

    assert Keyring.from_jwks(document) == keyring


@pytest.mark.parametrize("document", [{}, {"keys": "none"}, {"keys": [{"crv": "Ed25519", "kid": "a", "x": "short"}]}])
def test_what_is_no_key_set_is_refused(document: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"JWK|base64url|Ed25519"):
        Keyring.from_jwks(document)
