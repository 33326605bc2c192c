from datetime import UTC, datetime

import pytest

from ostoja.protocol.keys import PrivateKey
from ostoja.protocol.tokens import Keyring, SigningKey


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def signing_key() -> SigningKey:
    return SigningKey("2026-1", PrivateKey.new())


@pytest.fixture
def keyring(signing_key: SigningKey) -> Keyring:
    return Keyring({signing_key.kid: signing_key.key.public})
