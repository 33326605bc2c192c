from pathlib import Path

from ostoja.gateway.store.database import Database, open_database
from ostoja.gateway.store.identity import identity
from tests.gateway.moving_clock import NOON


def test_the_key_is_made_once(database: Database, tmp_path: Path) -> None:
    first = identity(database, NOON)
    again = open_database(tmp_path / "var")

    assert identity(again, NOON).raw() == first.raw()
    again.close()
