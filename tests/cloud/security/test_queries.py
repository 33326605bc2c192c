import pytest
from django.utils import timezone

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.security.devices import Device
from ostoja.cloud.security.flows import note
from ostoja.cloud.security.queries import events_of, has_signed_in, is_known
from ostoja.cloud.security.rules import Kind

pytestmark = pytest.mark.django_db
FIREFOX = Device("Firefox", "Linux", "192.0.2.0/24")


def test_a_wrong_password_makes_no_browser_known(ala: Person) -> None:
    now = timezone.now()
    note(ala, Kind.WRONG_PASSWORD, FIREFOX, now)

    assert not is_known(ala, "", FIREFOX, now)
    assert not has_signed_in(ala)
    note(ala, Kind.SIGNED_IN, FIREFOX, now)
    assert is_known(ala, "", FIREFOX, now)
    assert has_signed_in(ala)


def test_everybody_reads_their_own_events_the_last_first(ala: Person, bartek: Person) -> None:
    now = timezone.now()
    first, theirs, last = (note(one, Kind.SIGNED_IN, FIREFOX, now) for one in (ala, bartek, ala))

    assert list(events_of(ala)) == [last, first]
    assert list(events_of(ala, last.pk)) == [first]
    assert list(events_of(bartek)) == [theirs]
