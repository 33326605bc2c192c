"""What signing out and a new password mean for the road, added to how accounts work."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from ostoja.cloud.accounts.adapter import AccountAdapter
from ostoja.cloud.accounts.models import Person
from ostoja.cloud.homes.road.flows import end_all_sessions, end_session
from ostoja.cloud.sessions.queries import session_name


class Adapter(AccountAdapter):
    """The account library's questions, answered with the homes in mind."""

    def logout(self, request: HttpRequest) -> None:
        """Sign out, and take back the tickets of this browser."""
        with transaction.atomic():
            if isinstance(request.user, Person):
                end_session(request.user, session_name(request), timezone.now)
            super().logout(request)

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Set another password, and take back every ticket of this person."""
        with transaction.atomic():
            super().set_password(user, password)
            if isinstance(user, Person):
                end_all_sessions(user, timezone.now)
