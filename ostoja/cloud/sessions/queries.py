"""What is read about browser sessions."""

from typing import cast

from django.db.models import QuerySet
from django.http import HttpRequest

from ostoja.cloud.sessions.models import Session
from ostoja.cloud.sessions.store import SessionStore


def store_of(request: HttpRequest) -> SessionStore:
    """The session of whoever asks."""
    return cast("SessionStore", request.session)


def session_name(request: HttpRequest) -> str:
    """The public name of this session, which tickets carry; it says nothing about the secret in the cookie."""
    return store_of(request).row.public


def sessions_of(person: int) -> QuerySet[Session]:
    """The browsers in which the person of this number is signed in, the one used last first."""
    return Session.objects.filter(person=person).order_by("-used", "-began", "pk")
