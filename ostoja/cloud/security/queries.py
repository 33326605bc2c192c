"""What is read about the safety of an account."""

from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
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
    return knows(person, secret, now) or (
        Event.objects.filter(person=person, kind__in=CAME_IN, at__gte=now - KNOWN_FOR)
        .filter(browser=device.browser, system=device.system, network=device.network)
        .exists()
    )


def knows(person: Person, secret: str, now: datetime) -> bool:
    """Whether this person asked to stay signed in in the browser with this secret, and came back of late."""
    found = KnownBrowser.objects.filter(recognition=recognition(person.public, secret), used__gte=now - KNOWN_FOR)
    return bool(secret) and found.exists()


def has_signed_in(person: Person) -> bool:
    """Whether this person signed in before, as far as is remembered."""
    return Event.objects.filter(person=person, kind__in=CAME_IN).exists()


def failures_of(person: Person, kind: Kind, now: datetime) -> int:
    """How many failures of this kind were written down for this person within the hour."""
    return Event.objects.filter(person=person, kind=kind.value, at__gt=now - HOUR).count()


def passkeys_of(person: Person) -> list[Authenticator]:
    """The passkeys of a person, the oldest first."""
    return list(Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).order_by("pk"))


def codes_app_of(person: Person) -> Authenticator | None:
    """The app on a phone from which this person reads codes."""
    found: Authenticator | None = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).first()
    return found


def spare_codes_of(person: Person) -> int | None:
    """How many spare codes of a person are left; nothing when they were never made."""
    found = Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).first()
    return None if found is None else len(found.wrap().get_unused_codes())
