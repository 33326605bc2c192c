from ostoja.gateway.store.database import Database
from ostoja.gateway.store.personal import TABLES


def test_every_column_says_what_it_holds_about_a_person(database: Database) -> None:
    found = database.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    names = {row["name"] for row in found}
    declared = {table.name: table for table in TABLES}

    assert declared.keys() == names
    for name, table in declared.items():
        columns = {row["name"] for row in database.rows(f"PRAGMA table_info({name})")}
        assert table.differences(columns) == []
