"""What the cloud gave the gateway: the certificate, the way to the road, and the keys that the cloud signs with."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from ostoja.gateway.store import admissions, history
from ostoja.gateway.store.database import Database
from ostoja.gateway.store.moments import ms
from ostoja.protocol.certificates import Certificate
from ostoja.protocol.keys import PublicKey
from ostoja.protocol.tokens import Keyring


@dataclass(frozen=True)
class Papers:
    """A certificate with its token and the relay's address; printing it shows a bit of the installation id.

    ``members`` is who belonged to the installation when the papers were given; it is not kept, and then None.
    """

    token: str
    road: str
    installation: str
    owner: str
    issued: int
    expires: int
    members: frozenset[str] | None = None

    def __repr__(self) -> str:
        return f"Papers({self.installation[:8]}…)"

    @classmethod
    def of(cls, token: str, road: str, certificate: Certificate) -> "Papers":
        """The papers that the cloud just gave."""
        return cls(token, road, certificate.installation, certificate.owner, certificate.iat, certificate.exp)


def papers(database: Database) -> Papers | None:
    """The papers, or None while nobody has claimed the gateway."""
    row = database.row("SELECT certificate, road, installation, owner, issued, expires FROM papers")
    return None if row is None else Papers(*row)


def keep_papers(database: Database, new: Papers) -> None:
    """Keep these papers instead of older ones."""
    with database.transaction() as change:
        _write(change, new)


def take_papers(database: Database, new: Papers, now: datetime, until: datetime) -> None:
    """Keep these papers and let the claim codes admit their owner until then: both or, killed in between, neither.

    Then: when the home was claimed anew, nobody of the household before has a key or a code any more, and what was
        recorded of their lives is shown to nobody and goes.
    """
    with database.transaction() as change:
        held = change.execute("SELECT installation FROM papers").fetchone()
        if held is None or held["installation"] != new.installation:
            change.execute("UPDATE app SET revoked = ? WHERE revoked IS NULL", (ms(now),))
            # The new owner's id is of this claim: a code that names it was not the household's before.
            change.execute("DELETE FROM admission WHERE claim = 0 AND member IS NOT ?", (new.owner,))
            change.execute("DELETE FROM delivery")
            change.execute("DELETE FROM arrangement")
            history.start_anew(change)
        _write(change, new)
        admissions.bind_claims(change, new.owner, until)


def drop_papers(database: Database) -> None:
    """Forget the papers: the cloud says that nobody has claimed the gateway."""
    with database.transaction() as change:
        change.execute("DELETE FROM papers")
    database.scrub()


def keyring(database: Database) -> Keyring:
    """The cloud's public keys as they were published last."""
    return Keyring({row["kid"]: PublicKey.read(row["key"]) for row in database.rows("SELECT kid, key FROM cloud_key")})


def keep_keyring(database: Database, keys: Keyring) -> None:
    """Keep these keys instead of older ones."""
    with database.transaction() as change:
        change.execute("DELETE FROM cloud_key")
        rows = [(kid, key.text()) for kid, key in keys.keys.items()]
        change.executemany("INSERT INTO cloud_key VALUES (?, ?)", rows)


def _write(change: sqlite3.Connection, new: Papers) -> None:
    values = (new.token, new.road, new.installation, new.owner, new.issued, new.expires)
    change.execute("INSERT OR REPLACE INTO papers VALUES (1, ?, ?, ?, ?, ?, ?)", values)
