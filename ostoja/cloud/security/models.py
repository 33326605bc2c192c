"""The tables of what happened to accounts, and of browsers that are known."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from ostoja.cloud.sessions.models import LONGEST_NETWORK, LONGEST_WORD

HASH_LENGTH = 64
LONGEST_KIND = 24


class Event(models.Model):
    """Something that happened to an account, with what it came from."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="security_events")
    kind = models.CharField(max_length=LONGEST_KIND)
    at = models.DateTimeField()
    browser = models.CharField(max_length=LONGEST_WORD, blank=True)
    system = models.CharField(max_length=LONGEST_WORD, blank=True)
    network = models.CharField(max_length=LONGEST_NETWORK, blank=True)

    class Meta:
        """Found by person and time, and forgotten by time."""

        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["person", "at"], name="security_event_of_person"),
            models.Index(fields=["at"], name="security_event_by_time"),
        ]

    def __str__(self) -> str:
        return f"security event {self.pk}"


class KnownBrowser(models.Model):
    """A browser whose owner asked to stay signed in there: signing in from it is no news."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="known_browsers")
    recognition = models.CharField(max_length=HASH_LENGTH, unique=True)
    used = models.DateTimeField()

    def __str__(self) -> str:
        return f"known browser {self.pk}"
