"""What the cloud gave the gateway: the certificate, the way to the road, and the keys that the cloud signs with."""

from dataclasses import dataclass

from ostoja.gateway.store.database import Database
from ostoja.protocol.certificates import Certificate
from ostoja.protocol.keys import PublicKey
from ostoja.protocol.tokens import Keyring


@dataclass(frozen=True)
class Papers:
    """A certificate with its token and the relay's address; printing it shows a bit of the installation id."""

    token: str
    road: str
    installation: str
    owner: str
    issued: int
    expires: int

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
    values = (new.token, new.road, new.installation, new.owner, new.issued, new.expires)
    with database.transaction() as change:
        change.execute("INSERT OR REPLACE INTO papers VALUES (1, ?, ?, ?, ?, ?, ?)", values)


def drop_papers(database: Database) -> None:
    """Forget the papers: the cloud says that nobody has claimed the gateway."""
    with database.transaction() as change:
        change.execute("DELETE FROM papers")


def keyring(database: Database) -> Keyring:
    """The cloud's public keys as they were published last."""
    return Keyring({row["kid"]: PublicKey.read(row["key"]) for row in database.rows("SELECT kid, key FROM cloud_key")})


def keep_keyring(database: Database, keys: Keyring) -> None:
    """Keep these keys instead of older ones."""
    with database.transaction() as change:
        change.execute("DELETE FROM cloud_key")
        rows = [(kid, key.text()) for kid, key in keys.keys.items()]
        change.executemany("INSERT INTO cloud_key VALUES (?, ?)", rows)
