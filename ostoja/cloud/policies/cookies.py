"""No cookie leaves that the policy does not name, and none stays longer than the policy says.

Source: Directive 2002/58/EC art. 5(3); GDPR art. 13(1); judgment C-673/17 (Planet49) on saying how long cookies stay.
"""

import logging
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.cookies import Morsel
from itertools import count

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ostoja.cloud.policies.queries import NothingPublishedError, in_force
from ostoja.policy.periods import UNTIL_CLOSED, Period
from ostoja.policy.policy import Policy
from ostoja.policy.words import Party

log = logging.getLogger(__name__)

# With TLS our cookies have a prefix that browsers enforce; the policy names them without it.
PREFIX = re.compile(r"__(?:Host|Secure)-")
# A view that writes this header itself goes around the table of cookies.
HEADER = "Set-Cookie"


class UndeclaredCookieError(Exception):
    """An answer sets a cookie that the policy does not name, or for longer than it says."""


class DeclaredCookies:
    """Drops cookies that the policy does not declare and counts them; in tests it fails instead."""

    # Many threads answer; the next number of an iterator is taken by one of them alone.
    drops = count(1)

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer without undeclared cookies."""
        response = self._get_response(request)
        if response.cookies or HEADER in response.headers:
            self.look_at(response, timezone.now())
        return response

    def look_at(self, response: HttpResponse, now: datetime) -> None:
        """Take what is not declared out of an answer.

        Raises: UndeclaredCookieError where the settings ask for it.
        """
        for place, name in list(undeclared(response, now)):
            if settings.FAIL_ON_UNDECLARED_COOKIE:
                raise UndeclaredCookieError(name)
            if place in response.cookies:
                del response.cookies[place]
            else:
                del response.headers[place]
            log.error("dropped %s, which the policy does not declare; %d since the start", name, next(self.drops))


def undeclared(response: HttpResponse, now: datetime) -> Iterator[tuple[str, str]]:
    """Where the cookies stand that this answer may not set, with their names; and the header, which nobody may write.

    A view that deletes one name in several places has a row of its own for each.
    """
    if HEADER in response.headers:
        yield HEADER, HEADER
    try:
        policy = in_force(now).scope("en").policy
    except NothingPublishedError:
        # Until a policy is in force the office does not open, so there is nobody whose browser could be asked to keep.
        return
    for place, cookie in response.cookies.items():
        if not is_declared(policy, cookie.key, cookie, now):
            yield place, cookie.key


def is_declared(policy: Policy, name: str, cookie: "Morsel[str]", now: datetime) -> bool:
    """Whether the policy names this cookie as one of ours, and for at least as long as it is set.

    Whatever name it has, a cookie that is deleted needs no declaration.
    """
    stays = stay_of(cookie, now)
    is_deleted = stays is not None and stays <= timedelta()
    return is_deleted or any(fits(stays, age) for age in declared_ages(policy, PREFIX.sub("", name, count=1)))


def declared_ages(policy: Policy, name: str) -> Iterator[str]:
    """How long the policy lets cookies of this name stay; ``*`` in a declared name stands for anything."""
    for row in policy.cookies.values():
        for declared, age in row.names.items():
            if row.party is Party.FIRST and re.fullmatch(re.escape(declared).replace(r"\*", ".*"), name):
                yield age


def fits(stays: timedelta | None, age: str) -> bool:
    """Whether a cookie that stays so long, or goes with the browser's window, keeps within its declared age."""
    return stays is None or (age != UNTIL_CLOSED and stays <= timedelta(days=Period.parse(age).longest_days()))


def stay_of(cookie: "Morsel[str]", now: datetime) -> timedelta | None:
    """How long a cookie stays; nothing when it goes with the browser's window, for ever when nobody can tell.

    Source: RFC 6265, section 5.3: the age counts before the date.
    """
    try:
        # Django writes a deleted cookie's age as the number 0.
        if cookie["max-age"] != "":
            return timedelta(seconds=int(cookie["max-age"]))
        if cookie["expires"] != "":
            expires = parsedate_to_datetime(str(cookie["expires"]))
            return (expires if expires.tzinfo else expires.replace(tzinfo=UTC)) - now
    except (ValueError, OverflowError):
        return timedelta.max
    return None
