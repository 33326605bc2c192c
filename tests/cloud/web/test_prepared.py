import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.prepared import Prepared, written

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
