import msgspec
import pytest

from ostoja.protocol.errors import TokenError
from ostoja.protocol.excerpts import Excerpt, read_excerpt, sign_excerpt
from ostoja.protocol.tokens import Keyring, SigningKey

GIVEN = Excerpt("a" * 64, 2_000, 1_000, "Europe/Warsaw", "P30D", "P1Y", "P30D")


def test_an_excerpt_is_signed_and_read(signing_key: SigningKey, keyring: Keyring) -> None:
    assert read_excerpt(sign_excerpt(GIVEN, signing_key), keyring) == GIVEN

    with pytest.raises(TokenError):
        read_excerpt(sign_excerpt(GIVEN, signing_key), Keyring())


@pytest.mark.parametrize("field", ["history", "longest", "former"])
def test_a_period_that_is_none_is_refused(field: str, signing_key: SigningKey, keyring: Keyring) -> None:
    bad = msgspec.structs.replace(GIVEN, **{field: "for ever"})

    with pytest.raises(TokenError, match="malformed"):
        read_excerpt(sign_excerpt(bad, signing_key), keyring)


def test_what_takes_effect_later_is_newer_and_then_what_was_published_later() -> None:
    later = msgspec.structs.replace(GIVEN, effective=2_001, published=1)
    corrected = msgspec.structs.replace(GIVEN, published=1_001)

    assert later.is_newer(GIVEN)
    assert corrected.is_newer(GIVEN)
    assert not GIVEN.is_newer(GIVEN)
    assert not GIVEN.is_newer(later)
