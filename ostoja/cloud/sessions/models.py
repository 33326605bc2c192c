"""The table of browser sessions."""

from typing import Any

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.module_loading import import_string

from ostoja.protocol.ids import new_id

PUBLIC_LENGTH = 22
KEY_LENGTH = 64
LONGEST_WORD = 40
LONGEST_NETWORK = 45
# What a session says of itself when it is saved; the other columns have verbs of their own.
SAVED = ("session_data", "expire_date", "person")


class Session(AbstractBaseSession):
    """A browser that is signed in, or on its way to be.

    ``session_key`` is the fingerprint of what stands in the cookie; ``public`` is what the session is called where the
    cookie is nobody's business: in tickets and on pages. Every signing in begins a row, and with it a name.
    """

    session_key = models.CharField(max_length=KEY_LENGTH, primary_key=True)
    public = models.CharField(max_length=PUBLIC_LENGTH, unique=True, default=new_id, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="sessions")
    began = models.DateTimeField()
    used = models.DateTimeField()
    browser = models.CharField(max_length=LONGEST_WORD, blank=True)
    system = models.CharField(max_length=LONGEST_WORD, blank=True)
    network = models.CharField(max_length=LONGEST_NETWORK, blank=True)

    def __str__(self) -> str:
        return f"session {self.pk}"

    @classmethod
    def get_session_store_class(cls) -> type[Any]:
        """Who reads what a session knows."""
        found: type[Any] = import_string(f"{settings.SESSION_ENGINE}.SessionStore")
        return found

    def save(self, *, force_update: bool = False, **how: Any) -> None:
        """Write a new row, or what a known session says of itself and nothing that is noted beside it."""
        if force_update:
            how["update_fields"] = SAVED
        super().save(force_update=force_update, **how)
