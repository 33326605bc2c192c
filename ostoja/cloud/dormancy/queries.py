"""Whose account is not used any more."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.queries import restricted
from ostoja.cloud.policies.queries import in_force
from ostoja.policy.entries import Rule
from ostoja.policy.periods import Period, Rounding, last_day
from ostoja.privacy.forgetting.cutoffs import end_of, last_due

RULE = "R02"
NO_NOTICE = "PT0S"


@dataclass(frozen=True)
class Terms:
    """What the policy says of unused accounts, today."""

    rule: Rule
    today: date
    zone: ZoneInfo

    @property
    def period(self) -> Period:
        """How long an account may be unused."""
        return Period.parse(self.rule.period)

    @property
    def notice(self) -> Period:
        """How long before its end its person is told."""
        return Period.parse(self.rule.notice or NO_NOTICE)

    def last_day(self, person: Person) -> date:
        """The last day of an account: of its time, and of the time since a warning today."""
        unused = self.today if person.seen is None else person.seen.astimezone(self.zone).date()
        ends = last_day(unused, self.period, Rounding.NONE)
        return max(ends, last_day(self.today, self.notice, Rounding.NONE))


def terms(now: datetime) -> Terms | None:
    """What the policy says of unused accounts; nothing when it says nothing.

    Raises: NothingPublishedError.
    """
    policy = in_force(now).policy
    rule, zone = policy.retention.get(RULE), ZoneInfo(policy.about.zone)
    return None if rule is None else Terms(rule, now.astimezone(zone).date(), zone)


def to_warn(said: Terms) -> QuerySet[Person]:
    """The people whose account ends unused when the notice is over, and who do not know it yet."""
    day_after_the_notice = said.today + timedelta(days=said.notice.longest_days() + 1)
    return unused(said, day_after_the_notice).filter(warned__isnull=True)


def to_close(said: Terms) -> QuerySet[Person]:
    """The people who were told in time and did not come; what somebody had restricted is left as it is."""
    told = last_due(said.today, said.notice, Rounding.NONE)
    if told is None:
        return Person.objects.none()
    warned = unused(said, said.today).filter(warned__lt=end_of(told, said.zone))
    return warned.exclude(pk__in=restricted())


def unused(said: Terms, today: date) -> QuerySet[Person]:
    """Open accounts whose time without use is over on a day."""
    due = last_due(today, said.period, Rounding.NONE)
    found = Person.objects.filter(is_active=True, closed__isnull=True).order_by("pk")
    return found.none() if due is None else found.filter(seen__lt=end_of(due, said.zone))
