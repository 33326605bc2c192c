"""The table of people."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models.functions import Now

from ostoja.cloud.accounts.rules import DEFAULT_TIME_ZONE, LONGEST_NAME
from ostoja.cloud.web.texts import FALLBACK
from ostoja.protocol.ids import new_id


class People(models.Manager["Person"]):
    """All people, found by what they sign in with."""

    def get_by_natural_key(self, email: str) -> "Person":
        """The person with this address."""
        return self.get(email=email)


class Person(AbstractBaseUser):
    """Somebody with an account; signs in with an e-mail address and has no other name to sign in with."""

    public = models.CharField(max_length=22, unique=True, default=new_id, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    first_name = models.CharField(max_length=LONGEST_NAME)
    last_name = models.CharField(max_length=LONGEST_NAME)
    language = models.CharField(max_length=2, default=FALLBACK)
    time_zone = models.CharField(max_length=64, default=DEFAULT_TIME_ZONE)
    is_active = models.BooleanField(default=True)
    joined = models.DateTimeField(db_default=Now())
    closed = models.DateTimeField(null=True, blank=True)

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
