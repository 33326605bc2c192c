"""What is written down when the account library says that something happened."""

import logging
from datetime import datetime
from smtplib import SMTPException
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.security import known
from ostoja.cloud.security.devices import device_of
from ostoja.cloud.security.flows import know, note, unknow_all
from ostoja.cloud.security.letters import new_browser
from ostoja.cloud.security.queries import has_signed_in, is_known
from ostoja.cloud.security.rules import Kind
from ostoja.cloud.sessions.flows import describe
from ostoja.cloud.sessions.queries import store_of

log = logging.getLogger(__name__)


def signed_in(request: HttpRequest, response: HttpResponse, user: Person, **_: Any) -> None:
    """Write down who came in from where; tell them by letter when the browser is new, and know it from now on."""
    now, device, secret, store = timezone.now(), device_of(request), known.secret_of(request), store_of(request)
    describe(store, browser=device.browser, system=device.system, network=device.network)
    is_first, is_news = not has_signed_in(user), not is_known(user, secret, device, now)
    note(user, Kind.NEW_BROWSER if is_news else Kind.SIGNED_IN, device, now)
    if store.is_kept():
        secret = secret or known.new_secret()
        know(user, secret, now)
        known.give(response, secret)
    if is_news and not is_first:
        tell(user)


def tell(person: Person) -> None:
    """Send the letter of a new browser; one that cannot be sent keeps nobody out."""
    try:
        new_browser(person).send()
    except (OSError, SMTPException):
        log.exception("a letter could not be sent")


def signed_out(request: HttpRequest, user: object, **_: Any) -> None:
    """Write down that somebody signed out."""
    if isinstance(user, Person):
        note(user, Kind.SIGNED_OUT, device_of(request), timezone.now())


def password_changed(request: HttpRequest, user: Person, **_: Any) -> None:
    """Write down that a password was replaced by whoever knew the old one; the browsers are to be known anew."""
    note(user, Kind.PASSWORD_CHANGED, device_of(request), timezone.now())
    unknow_all(user)


def password_reset(request: HttpRequest, user: Person, **_: Any) -> None:
    """Write down that a forgotten password was replaced; the browsers are to be known anew."""
    note(user, Kind.PASSWORD_RESET, device_of(request), timezone.now())
    unknow_all(user)


def account_ends(person: Person, now: datetime, **_: Any) -> None:  # noqa: ARG001 - the signal's signature
    """Know no browser of somebody who leaves."""
    unknow_all(person)
