"""What is read about the safety of an account."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.security.devices import Device
from ostoja.cloud.security.models import Event, KnownBrowser
from ostoja.cloud.security.rules import KNOWN_FOR, Kind, recognition

CAME_IN = (Kind.SIGNED_IN.value, Kind.NEW_BROWSER.value)
HOUR = timedelta(hours=1)


def events_of(person: Person, before: int | None = None) -> QuerySet[Event]:
    """What happened to this person's account, the last first; only what is older than the event of this number."""
    events = Event.objects.filter(person=person).order_by("-pk")
    return events if before is None else events.filter(pk__lt=before)


def is_known(person: Person, secret: str, device: Device, now: datetime) -> bool:
    """Whether this person signs in from here often enough for it to be no news.

    By the browser's own secret, or as the same kind of browser from the same vicinity.
    """
    recently = now - KNOWN_FOR
    by_secret = KnownBrowser.objects.filter(recognition=recognition(person.public, secret), used__gte=recently)
    return bool(secret and by_secret.exists()) or (
        Event.objects.filter(person=person, kind__in=CAME_IN, at__gte=recently)
        .filter(browser=device.browser, system=device.system, network=device.network)
        .exists()
    )


def has_signed_in(person: Person) -> bool:
    """Whether this person signed in before, as far as is remembered."""
    return Event.objects.filter(person=person, kind__in=CAME_IN).exists()


def failures_of(person: Person, now: datetime) -> int:
    """How many wrong passwords were written down for this person within the hour."""
    return Event.objects.filter(person=person, kind=Kind.WRONG_PASSWORD.value, at__gt=now - HOUR).count()
