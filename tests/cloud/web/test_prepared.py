from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.web.prepared import Prepared, as_written, written

pytestmark = pytest.mark.django_db
NAMES = Prepared(lambda: Person.objects.filter(first_name="name").order_by("pk").values_list("first_name", "is_active"))


def test_each_value_stands_where_its_word_stood(ala: Person, bartek: Person) -> None:
    assert [row[0] for row in NAMES.rows({"name": "Ala"})] == ["Ala"]
    assert [row[0] for row in NAMES.rows({"name": "Bartek"})] == ["Bartek"]
    assert NAMES.rows({"name": "' OR 1=1 --"}) == []


def test_a_query_is_put_into_words_once(ala: Person) -> None:
    NAMES.rows({"name": "Ala"})
    before = written.cache_info()

    with CaptureQueriesContext(connection) as asked:
        NAMES.rows({"name": "Ala"})

    assert len(asked) == 1
    assert written.cache_info().misses == before.misses


def test_a_value_without_its_word_is_an_error(ala: Person) -> None:
    with pytest.raises(KeyError):
        NAMES.rows({"another": "Ala"})


def test_a_moment_is_written_as_the_database_has_it(ala: Person) -> None:
    now = datetime(2026, 11, 22, 12, 0, 0, 5, tzinfo=UTC)
    Person.objects.filter(pk=ala.pk).update(last_login=now)

    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM accounts_person WHERE last_login = %s", [as_written(now)])
        assert cursor.fetchone() == (1,)
