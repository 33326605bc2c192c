"""The table of people."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models.functions import Now

from ostoja.cloud.accounts.rules import DEFAULT_TIME_ZONE, LONGEST_ADDRESS, LONGEST_NAME
from ostoja.cloud.keys.fields import SealedText
from ostoja.cloud.web.texts import FALLBACK
from ostoja.protocol.ids import new_id


class People(models.Manager["Person"]):
    """All people, found by what they sign in with."""

    def get_by_natural_key(self, email: str) -> "Person":
        """The person with this address."""
        return self.get(email=email)


class Person(AbstractBaseUser):
    """Somebody with an account; signs in with an e-mail address and has no other name to sign in with.

    ``seen`` is when the account was used last, to the day; ``warned`` when the person was told that it ends unused.
    """

    public = models.CharField(max_length=22, unique=True, default=new_id, editable=False)
    email = models.EmailField(max_length=LONGEST_ADDRESS, unique=True)
    first_name = models.CharField(max_length=LONGEST_NAME)
    last_name = models.CharField(max_length=LONGEST_NAME)
    language = models.CharField(max_length=2, default=FALLBACK)
    time_zone = models.CharField(max_length=64, default=DEFAULT_TIME_ZONE)
    is_active = models.BooleanField(default=True)
    joined = models.DateTimeField(db_default=Now())
    closed = models.DateTimeField(null=True, blank=True)
    seen = models.DateTimeField(null=True, blank=True, db_default=Now(), db_index=True)
    warned = models.DateTimeField(null=True, blank=True)

    objects = People()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["first_name", "last_name"]

    class Meta:
        """Names and constraints."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(language__in=["pl", "en", ""]), name="person_language_is_known"),
        ]

    def __str__(self) -> str:
        return f"person {self.pk}"


class ClaimsFile(models.Model):
    """Who it was whose account is closed, sealed for the one purpose for which it is still kept.

    Nobody is found by it: it is opened for a claim that somebody names, and goes with the person's row.
    """

    public = models.CharField(max_length=22, unique=True, default=new_id, editable=False)
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="claims_file")
    email = SealedText(subject="person.public", keeps="R01")
    first_name = SealedText(subject="person.public", keeps="R01")
    last_name = SealedText(subject="person.public", keeps="R01")

    def __str__(self) -> str:
        return f"claims file {self.pk}"
