"""What can happen to browser sessions."""

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.contrib.auth import SESSION_KEY

from ostoja.cloud.sessions.models import Session
from ostoja.cloud.sessions.rules import UNKEPT, is_noted
from ostoja.cloud.sessions.store import SessionStore

PAGE = 2_000


def note_use(store: SessionStore, now: datetime) -> None:
    """Write down that a session is used, every few minutes; one that nobody asked to keep lives on by it."""
    row = store.row
    if is_noted(row.used, now):
        return
    row.used = now
    if not store.is_kept():
        row.expire_date = now + UNKEPT
    Session.objects.filter(pk=row.pk).update(used=row.used, expire_date=row.expire_date)


def end_mentions(people: Collection[int], addresses: Collection[str]) -> int:
    """End every session in which these people stand, signed in or half signed up; how many it were.

    What a session knows is signed into one text, so each is read; people leave seldom.
    """
    numbers, quoted = {str(one) for one in people}, [json.dumps(address) for address in addresses]

    def is_theirs(said: dict[str, Any]) -> bool:
        text = json.dumps(said)
        return said.get(SESSION_KEY) in numbers or any(one in text for one in quoted)

    ended = [session.pk for session in Session.objects.iterator(PAGE) if is_theirs(session.get_decoded())]
    return Session.objects.filter(pk__in=ended).delete()[0]


def end_every() -> int:
    """Sign everybody out, and say how many sessions it were."""
    return Session.objects.all().delete()[0]


def forget(now: datetime) -> int:
    """Forget sessions that have ended, and say how many."""
    return Session.objects.filter(expire_date__lt=now).delete()[0]


def describe(store: SessionStore, *, browser: str, system: str, network: str) -> None:
    """Write down what a session came from, once somebody has signed in."""
    Session.objects.filter(pk=store.row.pk).update(browser=browser, system=system, network=network)


def end_these(sessions: Collection[Session]) -> None:
    """End these sessions."""
    Session.objects.filter(pk__in=[one.pk for one in sessions]).delete()


def lend(store: SessionStore) -> None:
    """Let a session go with the browser's window, though somebody had asked to stay."""
    store.set_expiry(0)
