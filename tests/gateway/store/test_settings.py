from ostoja.gateway.store.database import Database
from ostoja.gateway.store.settings import keep_setting, setting


def test_what_was_set_last_is_read(database: Database) -> None:
    assert setting(database, "one") is None

    with database.transaction() as change:
        keep_setting(change, "one", 1)
        keep_setting(change, "one", 2)

    assert setting(database, "one") == 2
