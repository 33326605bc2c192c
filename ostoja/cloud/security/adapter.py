"""What a failed sign-in means for the safety of an account, added to how accounts and homes work."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from ostoja.cloud.accounts.queries import person_at
from ostoja.cloud.homes.adapter import Adapter as HomesAdapter
from ostoja.cloud.security.devices import device_of
from ostoja.cloud.security.flows import note_failure


class Adapter(HomesAdapter):
    """The account library's questions, answered with everything in mind."""

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Write down for the owner of the account that somebody typed a wrong password."""
        super().authentication_failed(request, **credentials)
        person = person_at(str(credentials.get("email", "")))
        if person is not None:
            note_failure(person, device_of(request), timezone.now())
