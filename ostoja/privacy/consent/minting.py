"""The making of grants; only the gate may import it, and a contract of the build says so."""

from datetime import datetime, timedelta

from ostoja.privacy.consent.grants import Grant

# A grant is for the work at hand; whatever waits in a queue asks again.
LIFETIME = timedelta(seconds=60)


def grant(subject: str, purpose: str, now: datetime) -> Grant:
    """A grant for the work at hand."""
    return Grant(subject, purpose, now + LIFETIME)
