import pytest
from django.db import connections

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.keys.models import DataKey
from ostoja.cloud.keys.router import KeysApart


def test_only_keys_live_in_the_database_of_keys() -> None:
    router = KeysApart()

    assert (router.db_for_read(DataKey), router.db_for_write(DataKey)) == ("keys", "keys")
    assert router.db_for_read(Person) is None
    assert router.allow_migrate("keys", "keys")
    assert router.allow_migrate("default", "accounts")
    assert not router.allow_migrate("keys", "accounts")
    assert not router.allow_migrate("default", "keys")


@pytest.mark.django_db
def test_neither_database_has_the_others_tables() -> None:
    tables = {name: set(connections[name].introspection.table_names()) for name in ("default", "keys")}

    assert tables["keys"] == {"django_migrations", "keys_datakey"}
    assert "keys_datakey" not in tables["default"]
