from ostoja.gateway.store.database import Database
from ostoja.gateway.store.papers import Papers, drop_papers, keep_keyring, keep_papers, keyring, papers
from ostoja.protocol.certificates import Certificate
from ostoja.protocol.keys import PrivateKey
from ostoja.protocol.tokens import Keyring
from tests.gateway.moving_clock import NOON


def some_papers() -> Papers:
    certificate = Certificate.new(installation="i" * 22, key=PrivateKey.new().public, owner="ala", now=NOON)
    return Papers.of("a.b.c", "ws://localhost:1", certificate)


def test_there_are_none_until_the_gateway_is_claimed(database: Database) -> None:
    assert papers(database) is None


def test_newer_papers_replace_older_ones(database: Database) -> None:
    keep_papers(database, some_papers())
    newer = some_papers()

    keep_papers(database, newer)

    assert papers(database) == newer


def test_papers_can_be_lost(database: Database) -> None:
    keep_papers(database, some_papers())

    drop_papers(database)

    assert papers(database) is None


def test_printing_papers_shows_no_token() -> None:
    assert repr(some_papers()) == "Papers(iiiiiiii…)"


def test_the_keyring_is_kept_whole(database: Database) -> None:
    keep_keyring(database, Keyring({"old": PrivateKey.new().public}))
    keys = Keyring({"a": PrivateKey.new().public, "b": PrivateKey.new().public})

    keep_keyring(database, keys)

    assert keyring(database) == keys
