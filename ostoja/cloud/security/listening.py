"""What is written down when the account library says that something happened."""

import logging
from datetime import datetime
from smtplib import SMTPException
from typing import Any

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.accounts.signals import rectified
from ostoja.cloud.security import known
from ostoja.cloud.security.devices import device_of
from ostoja.cloud.security.flows import know, note, note_failure, unknow_all
from ostoja.cloud.security.letters import new_browser
from ostoja.cloud.security.queries import has_signed_in, is_known
from ostoja.cloud.security.rules import Kind
from ostoja.cloud.sessions.queries import store_of

log = logging.getLogger(__name__)


def signed_in(request: HttpRequest, response: HttpResponse, user: Person, **_: Any) -> None:
    """Write down who came in from where; tell them by letter when the browser is new, and know it from now on."""
    now, device, secret, store = timezone.now(), device_of(request), known.secret_of(request), store_of(request)
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


def email_changed(request: HttpRequest, user: Person, **_: Any) -> None:
    """Write down that the account has another address; whoever was told the old one hears of it."""
    note(user, Kind.EMAIL_CHANGED, device_of(request), timezone.now())
    rectified.send(Person, person=user)


ADDED = {
    Authenticator.Type.TOTP: Kind.SECOND_ADDED,
    Authenticator.Type.WEBAUTHN: Kind.PASSKEY_ADDED,
    Authenticator.Type.RECOVERY_CODES: Kind.CODES_MADE,
}
REMOVED = {Authenticator.Type.TOTP: Kind.SECOND_REMOVED, Authenticator.Type.WEBAUTHN: Kind.PASSKEY_REMOVED}


def second_added(request: HttpRequest, user: Person, authenticator: Authenticator, **_: Any) -> None:
    """Write down that there is another way to show who one is, or another set of spare codes."""
    note(user, ADDED[authenticator.type], device_of(request), timezone.now())


def second_removed(request: HttpRequest, user: Person, authenticator: Authenticator, **_: Any) -> None:
    """Write down that a way is gone; the spare codes go without a word with the last of them."""
    if authenticator.type in REMOVED:
        note(user, REMOVED[authenticator.type], device_of(request), timezone.now())


def second_used(request: HttpRequest, user: Person, authenticator: Authenticator, **_: Any) -> None:
    """Write down that a spare code was used: one is left less, and the phone may be in strange hands."""
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        note(user, Kind.CODE_USED, device_of(request), timezone.now())


def second_failed(request: HttpRequest, user: Person, **_: Any) -> None:
    """Write down that somebody typed a wrong code: they know the password."""
    note_failure(user, Kind.WRONG_CODE, device_of(request), timezone.now())


def account_ends(person: Person, now: datetime, **_: Any) -> None:  # noqa: ARG001 - the signal's signature
    """Know no browser of somebody who leaves."""
    unknow_all(person)
