"""When a browser last gave a code."""

from datetime import UTC, datetime

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest

from ostoja.cloud.accounts.models import Person

KEY = "second"


def passed(request: HttpRequest, person: Person) -> datetime | None:
    """The instant at which this browser last gave a code, at the desk or when signing in."""
    given = [one["at"] for one in get_authentication_records(request, person) if one.get("method") == "mfa"]
    if KEY in request.session:
        given.append(request.session[KEY])
    return datetime.fromtimestamp(max(given), UTC) if given else None


def remember(request: HttpRequest, now: datetime) -> None:
    """Remember that a code was given now."""
    request.session[KEY] = now.timestamp()
