"""The key without which code that needs permission cannot be called."""

from dataclasses import dataclass
from datetime import datetime


class GrantError(Exception):
    """A grant is not for this, or its time is over."""


@dataclass(frozen=True)
class Grant:
    """That a purpose may be followed for a subject, until its time is over."""

    subject: str
    purpose: str
    until: datetime

    def __reduce__(self) -> str:
        """Never pickled into a queue, where it would outlive the consent.

        Raises: GrantError always.
        """
        raise GrantError("a grant is asked for where it is used")

    def check(self, subject: str, purpose: str, now: datetime) -> None:
        """Nothing, when the grant is for this.

        Raises: GrantError.
        """
        if (self.subject, self.purpose) != (subject, purpose) or now > self.until:
            raise GrantError("this grant is for something else, or its time is over")
