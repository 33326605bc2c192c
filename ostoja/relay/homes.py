"""What the relay knows of one installation: its gateway, its apps, and whom it saw there lately."""

from datetime import datetime

from ostoja.protocol.frames import CloseCode
from ostoja.protocol.revocations import Subject
from ostoja.protocol.tickets import LIFETIME, Profile, Ticket
from ostoja.protocol.tokens import CLOCK_SKEW_SECONDS
from ostoja.relay.channels import App, Gateway
from ostoja.relay.errors import RefusedError
from ostoja.relay.limits import Limits

MOST_SEEN = 1_000
"""Members and sessions remembered for one home; a home has a handful."""


class Home:
    """One installation while somebody of it is connected, or was a moment ago."""

    __slots__ = ("apps", "gateway", "seen")

    def __init__(self) -> None:
        self.gateway: Gateway | None = None
        self.apps: set[App] = set()
        self.seen: dict[tuple[Subject, str], float] = {}

    def check_room(self, ticket: Ticket, limits: Limits) -> None:
        """Nothing, when the holder of this ticket fits in.

        Raises: RefusedError when there are as many channels, people or monitoring profiles as there may be.
        """
        own = sum(app.ticket.member == ticket.member for app in self.apps)
        if len(self.apps) >= limits.channels or own >= limits.member_channels:
            raise RefusedError(CloseCode.TOO_MANY_CHANNELS)
        people = {app.ticket.member for app in self.apps} | {ticket.member}
        if len(people) > limits.people:
            raise RefusedError(CloseCode.TOO_MANY_PEOPLE)
        if ticket.profile is not Profile.MONITORING:
            return
        watching = {app.ticket.member for app in self.apps if app.ticket.profile is Profile.MONITORING} | {
            ticket.member
        }
        if len(watching) > limits.monitoring:
            raise RefusedError(CloseCode.TOO_MANY_PEOPLE)

    def remember(self, ticket: Ticket) -> None:
        """Keep in mind, for as long as its tickets may live, that this member and session belong here."""
        until = ticket.exp + LIFETIME.total_seconds() + CLOCK_SKEW_SECONDS
        for key in ((Subject.MEMBER, ticket.member), (Subject.SESSION, ticket.session)):
            self.seen.pop(key, None)
            if len(self.seen) >= MOST_SEEN:
                del self.seen[next(iter(self.seen))]
            self.seen[key] = until

    def forget(self, now: datetime) -> None:
        """Drop whom no ticket can bring back."""
        instant = now.timestamp()
        for key in [key for key, until in self.seen.items() if until < instant]:
            del self.seen[key]

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it is left to know."""
        return self.gateway is None and not self.apps and not self.seen
