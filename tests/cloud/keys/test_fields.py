"""Sealed texts, seen at the register of requests and at the claims file."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction

from ostoja.cloud.accounts.flows import close
from ostoja.cloud.accounts.models import Person
from ostoja.cloud.accounts.queries import claims_file
from ostoja.cloud.keys.fields import DAMAGED, ERASED, Gone, UnsealedError
from ostoja.cloud.keys.flows import destroy
from ostoja.cloud.keys.models import DataKey
from ostoja.cloud.rights.flows import Asked, register
from ostoja.cloud.rights.models import Request
from ostoja.cloud.rights.rules import Kind

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
WORDS = "Please tell me about the blue lamp."


def asked(person: Person) -> Request:
    made = register(person, Asked(Kind.INFORMATION, "page", date(2026, 11, 22), WORDS), "signed_in", person, NOW)
    return Request.objects.get(pk=made.pk)


def stored(request: Request) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM rights_request WHERE id = %s", [request.pk])
        return str(cursor.fetchone()[0])


def why(text: str) -> str:
    assert isinstance(text, Gone)
    return text.why


def test_a_text_reads_as_it_was_written_and_the_database_holds_none_of_it(ala: Person) -> None:
    request = asked(ala)

    assert request.words == WORDS
    assert "lamp" not in stored(request)
    assert request.answer == ""


def test_a_text_whose_key_is_destroyed_is_gone_and_saving_leaves_it_as_it_is(ala: Person) -> None:
    request = asked(ala)
    before = stored(request)

    destroy([request.who])
    request.save()

    assert (request.words, why(request.words)) == ("", ERASED)
    assert stored(request) == before


def test_a_text_moved_to_another_row_does_not_open(ala: Person, bartek: Person) -> None:
    first, second = asked(ala), asked(ala)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE rights_request SET words = %s WHERE id = %s", [stored(first), second.pk])

    moved = Request.objects.get(pk=second.pk)

    assert why(moved.words) == DAMAGED


@pytest.mark.parametrize("stands", ["plain words", "s1:", "s1:!", "s1:AAAA"])
def test_what_was_never_sealed_is_no_text(stands: str, ala: Person) -> None:
    request = asked(ala)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE rights_request SET words = %s", [stands])

    assert why(Request.objects.get(pk=request.pk).words) == DAMAGED


def test_a_text_is_neither_searched_nor_written_past_its_seal(ala: Person) -> None:
    asked(ala)

    with pytest.raises(UnsealedError):
        Request.objects.filter(words=WORDS).exists()
    with pytest.raises(UnsealedError), transaction.atomic():
        Request.objects.update(words=WORDS)
    assert Request.objects.exclude(words="").update(words="") == 1


def test_a_text_that_is_read_late_opens_as_well(ala: Person) -> None:
    asked(ala)

    assert Request.objects.defer("words").get().words == WORDS


def test_subjects_have_keys_of_their_own(ala: Person, bartek: Person) -> None:
    first, second = asked(ala), asked(bartek)

    destroy([first.who])

    assert DataKey.objects.count() == 1
    assert Request.objects.get(pk=second.pk).words == WORDS


def test_whose_account_is_closed_stands_sealed_in_the_claims_file(ala: Person) -> None:
    close(ala, NOW)

    kept = claims_file(Person.objects.get(pk=ala.pk))
    assert kept is not None
    assert (kept.email, kept.first_name, kept.last_name) == ("ala@example.org", "Ala", "Kowalska")
    assert not Person.objects.filter(email="ala@example.org").exists()
