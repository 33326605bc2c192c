"""What the cloud has taken back lately; remembered as long as a ticket could still be struck by it."""

from datetime import datetime

from ostoja.protocol.frames import CloseCode
from ostoja.protocol.revocations import Revocation, Subject
from ostoja.protocol.tickets import Ticket
from ostoja.relay.errors import RefusedError

MOST_REMEMBERED = 100_000
"""A revocation takes about 1 KB with its token: 100 MB at the very most, though the cloud must have signed each."""


class Revoked:
    """Recent revocations, the latest of each subject."""

    def __init__(self) -> None:
        self._known: dict[tuple[Subject, str], tuple[Revocation, str]] = {}

    def __len__(self) -> int:
        return len(self._known)

    def add(self, revocation: Revocation, token: str, now: datetime) -> bool:
        """Whether this revocation says something new; then it is remembered with the token it came as."""
        key = (revocation.subject, revocation.id)
        known = self._known.get(key)
        if revocation.is_spent(now) or (known is not None and _weight(known[0]) >= _weight(revocation)):
            return False
        if len(self._known) >= MOST_REMEMBERED and key not in self._known:
            del self._known[next(iter(self._known))]
        self._known[key] = (revocation, token)
        return True

    def check(self, ticket: Ticket) -> None:
        """Nothing, when the ticket is not struck.

        Raises: RefusedError when it is.
        """
        for subject in Subject:
            known = self._known.get((subject, getattr(ticket, subject.value)))
            if known is not None and known[0].strikes(ticket):
                raise RefusedError(CloseCode.REVOKED)

    def tokens(self, subjects: set[tuple[Subject, str]], installation: str = "") -> list[str]:
        """The tokens of the revocations that are about one of these, or about a member of this installation."""
        return [
            token
            for key, (revocation, token) in self._known.items()
            if key in subjects or (installation and revocation.installation == installation)
        ]

    def forget(self, now: datetime) -> None:
        """Drop what can strike no ticket any more."""
        spent = [key for key, (revocation, _) in self._known.items() if revocation.is_spent(now)]
        for key in spent:
            del self._known[key]


def _weight(revocation: Revocation) -> tuple[bool, int]:
    # Who is gone for good has no later tickets to strike, so that nothing later may take the place of such a token.
    return revocation.for_good, revocation.not_before
