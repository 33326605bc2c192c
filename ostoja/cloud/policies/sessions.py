"""Nobody stays signed in for longer than the policy says: so long without use, and so long in all.

Source: decision D24; the policy's rule R35, ``session.last_used_at``.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ostoja.cloud.accounts.flows import see
from ostoja.cloud.accounts.models import Person
from ostoja.cloud.policies.queries import NothingPublishedError, in_force_for
from ostoja.cloud.sessions.flows import note_use
from ostoja.cloud.sessions.models import Session
from ostoja.cloud.sessions.queries import store_of
from ostoja.policy.entries import Rule
from ostoja.policy.periods import Period, Rounding, last_day

RULE = "R35"
# The day, by the operator's calendar, on which the cookie was last sent with a new age.
RENEWED = "renewed"


class PromisedSessions:
    """Ends the sessions whose time by the policy is over, and notes that the others are used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer whoever is signed in still."""
        if isinstance(request.user, Person):
            with suppress(NothingPublishedError):
                self.look_at(request, request.user, timezone.now())
        return self._get_response(request)

    def look_at(self, request: HttpRequest, person: Person, now: datetime) -> None:
        """Sign somebody out whose session is over; let it go on from today otherwise.

        Raises: NothingPublishedError.
        """
        policy, session = in_force_for(request, now).policy, store_of(request)
        zone = ZoneInfo(policy.about.zone)
        today, rule = now.astimezone(zone).date(), policy.retention.get(RULE)
        if rule is not None and is_over(rule, session.row, today, zone):
            logout(request)
            return
        if session.get(RENEWED) != today.isoformat():
            session[RENEWED] = today.isoformat()
            if rule is not None and session.is_kept():
                ends = last_day(today, Period.parse(rule.period), Rounding.NONE)
                session.set_expiry(int((ends - today).total_seconds()))
            see(person, now)
        note_use(session, now)


def is_over(rule: Rule, session: Session, today: date, zone: ZoneInfo) -> bool:
    """Whether a session was not used for too long, or began too long ago."""
    ends = [
        last_day(event.astimezone(zone).date(), Period.parse(period), Rounding.NONE)
        for event, period in ((session.used, rule.period), (session.began, rule.absolute))
        if period is not None
    ]
    return any(end < today for end in ends)
