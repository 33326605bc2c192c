"""A store whose home somebody has claimed, and what the office says to such a home."""

from datetime import UTC, datetime

from ostoja.gateway.store.database import Database
from ostoja.gateway.store.papers import Papers, keep_papers
from ostoja.protocol.excerpts import Excerpt

INSTALLATION = "installation-0123456789"
ZONE = "Europe/Warsaw"


def claim(database: Database, installation: str = INSTALLATION) -> None:
    """Somebody has claimed the home."""
    keep_papers(database, Papers("token", "ws://road", installation, "ala", 0, 4_000_000_000))


def excerpt(effective: datetime, **other: str) -> Excerpt:
    """A version of the policy that holds from this instant on."""
    moment = int(effective.astimezone(UTC).timestamp())
    said = {"policy": "a" * 64, "zone": ZONE, "history": "P30D", "longest": "P1Y", "former": "P30D", **other}
    return Excerpt(effective=moment, published=moment, **said)
