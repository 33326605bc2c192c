"""What can happen to the safety of an account."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.homes.road.flows import end_all_sessions, end_session
from ostoja.cloud.security.devices import Device
from ostoja.cloud.security.models import Event, KnownBrowser
from ostoja.cloud.security.queries import failures_of
from ostoja.cloud.security.rules import MOST_FAILURES, Kind, recognition
from ostoja.cloud.security.second.flows import take_away
from ostoja.cloud.sessions.flows import end_these
from ostoja.cloud.sessions.models import Session
from ostoja.cloud.sessions.queries import sessions_of

Clock = Callable[[], datetime]


def note(person: Person, kind: Kind, device: Device, now: datetime) -> Event:
    """Write down what happened to an account."""
    return Event.objects.create(
        person=person, kind=kind.value, at=now, browser=device.browser, system=device.system, network=device.network
    )


def note_failure(person: Person, kind: Kind, device: Device, now: datetime) -> None:
    """Write down that somebody typed something wrong, a few times an hour."""
    if failures_of(person, kind, now) < MOST_FAILURES:
        note(person, kind, device, now)


def know(person: Person, secret: str, now: datetime) -> None:
    """Know a browser from now on."""
    KnownBrowser.objects.update_or_create(
        recognition=recognition(person.public, secret), defaults={"person": person, "used": now}
    )


def unknow(person: Person, secret: str) -> None:
    """Know a browser no more."""
    KnownBrowser.objects.filter(recognition=recognition(person.public, secret)).delete()


def unknow_all(person: Person) -> None:
    """Know no browser of this person any more."""
    KnownBrowser.objects.filter(person=person).delete()


@transaction.atomic
def end_browsers(person: Person, sessions: list[Session], kind: Kind, device: Device, clock: Clock) -> None:
    """Sign these browsers of a person out, take their tickets back, and write down who did it from where."""
    for session in sessions:
        end_session(person, session.public, clock)
    end_these(sessions)
    note(person, kind, device, clock())


@transaction.atomic
def switch_off(person: Person, clock: Clock) -> None:
    """End everything that is open in an account, and let nobody in until it is switched on; nothing is erased."""
    person.is_active = False
    person.save(update_fields=["is_active"])
    end_all_sessions(person, clock)
    end_these(list(sessions_of(person.pk)))
    note(person, Kind.SWITCHED_OFF, Device(), clock())


@transaction.atomic
def switch_on(person: Person, now: datetime) -> None:
    """Let the owner of an account in again."""
    person.is_active = True
    person.save(update_fields=["is_active"])
    note(person, Kind.SWITCHED_ON, Device(), now)


@transaction.atomic
def reset_second(person: Person, now: datetime) -> bool:
    """Take every second factor and passkey of a person away, and say whether there was one."""
    if not take_away(person):
        return False
    note(person, Kind.SECOND_REMOVED, Device(), now)
    return True
