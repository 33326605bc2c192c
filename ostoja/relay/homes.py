"""What the relay knows of one installation: its gateway, its apps, and whom it saw there lately."""

from datetime import datetime

from ostoja.protocol.frames import CloseCode
from ostoja.protocol.revocations import Subject
from ostoja.protocol.tickets import LIFETIME, Profile, Role, Ticket
from ostoja.protocol.tokens import CLOCK_SKEW_SECONDS
from ostoja.relay.channels import App, Gateway
from ostoja.relay.errors import RefusedError
from ostoja.relay.limits import LOOK_SECONDS, Limits
from ostoja.relay.patience import Allowance
from ostoja.relay.port import Hold, Wire

MOST_SEEN = 1_000
"""Members and sessions remembered for one home; a home has a handful."""


class Home:
    """One installation while somebody of it is connected, or was a moment ago."""

    __slots__ = ("_allowance", "apps", "gateway", "seen")

    def __init__(self) -> None:
        self.gateway: Gateway | None = None
        self.apps: set[App] = set()
        self.seen: dict[tuple[Subject, str], float] = {}
        self._allowance = Allowance()

    def check_room(self, ticket: Ticket, limits: Limits) -> None:
        """Nothing, when the holder of this ticket fits in; nobody but owners keeps an owner out.

        Raises: RefusedError when there are as many channels, people or monitoring profiles as there may be.
        """
        here = [app.ticket for app in self.apps]
        owners = [held for held in here if held.role is Role.OWNER]
        is_owner = ticket.role is Role.OWNER
        own = sum(held.member == ticket.member for held in here)
        of_members = len(here) - len(owners)
        if (
            len(here) >= limits.channels
            or own >= limits.member_channels
            or (not is_owner and of_members >= limits.channels_of_members)
        ):
            raise RefusedError(CloseCode.TOO_MANY_CHANNELS)
        _check_people(owners if is_owner else here, ticket, limits.people)
        if ticket.profile is Profile.MONITORING:
            watching = [held for held in here if held.profile is Profile.MONITORING]
            _check_people(watching, ticket, limits.monitoring)

    def temper(self, wire: Wire, said: int, limits: Limits, now: float) -> bool:
        """Whether this wire, which said so much since it was looked at last, is read no more for now.

        That is when the home says too much and this wire more than an even share of it: who says little, for example
        to switch a lamp, is not made to wait for the others. When time has made up for it, it is read again.
        """
        is_spent = self._allowance.is_spent(said, limits.home, now)
        is_loud = said > limits.home * LOOK_SECONDS / (len(self.apps) + 1)
        if is_spent and is_loud:
            wire.hold(Hold.PACE)
        elif not is_spent:
            wire.carry_on(Hold.PACE)
        return is_spent and is_loud

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


def _check_people(here: list[Ticket], ticket: Ticket, most: int) -> None:
    if len({held.member for held in here} | {ticket.member}) > most:
        raise RefusedError(CloseCode.TOO_MANY_PEOPLE)
