from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.mail import EmailMessage

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.erasure import jobs
from ostoja.cloud.erasure.models import Report
from ostoja.cloud.erasure.queries import ledger
from ostoja.cloud.erasure.rules import Deed
from ostoja.cloud.keys.flows import destroy
from ostoja.cloud.policies.models import Publication
from ostoja.cloud.rights.flows import close_account

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_letter_that_fails_comes_again(ala: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> int:
        raise OSError("the server is gone")

    close_account(ala, date(2026, 11, 22), lambda: NOW)
    with monkeypatch.context() as broken:
        broken.setattr(EmailMessage, "send", gone)
        jobs.tell(NOW)
    assert Report.objects.get().sent is None

    jobs.tell(NOW)

    assert Report.objects.get().sent == NOW


def test_whose_address_is_gone_gets_no_letter(ala: Person, mailoutbox: list[EmailMessage]) -> None:
    close_account(ala, date(2026, 11, 22), lambda: NOW)
    destroy([ala.public])

    jobs.tell(NOW)

    assert (mailoutbox, Report.objects.get().sent) == ([], NOW)


def test_what_was_left_half_done_is_ended(ala: Person) -> None:
    ledger().begin(ala.public, Deed.CLOSED, [], NOW)

    jobs.resume(NOW)

    assert Person.objects.get(pk=ala.pk).closed == NOW


def test_the_ledger_forgets_when_no_backup_is_left(ala: Person) -> None:
    close_account(ala, date(2026, 11, 22), lambda: NOW)

    jobs.forget(NOW + timedelta(days=45))
    assert len(ledger().entries()) == 1
    jobs.forget(NOW + timedelta(days=80))

    assert ledger().entries() == []


@pytest.mark.parametrize("job", [jobs.resume, jobs.forget])
def test_without_a_policy_there_is_nothing_to_do(job: object, ala: Person) -> None:
    ledger().begin(ala.public, Deed.CLOSED, [], NOW)
    Publication.objects.all().delete()

    job(NOW)  # type: ignore[operator]

    assert len(ledger().entries()) == 1
