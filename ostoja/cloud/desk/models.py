"""The tables of the desk."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from ostoja.cloud.desk.rules import Purpose, Role
from ostoja.cloud.keys.fields import SealedText
from ostoja.cloud.rights.models import LONGEST_WORDS
from ostoja.protocol.ids import new_id

ROLES = [(role.value, role.value) for role in Role]
PURPOSES = [(purpose.value, purpose.value) for purpose in Purpose]
LONGEST_TICKET = 64
LONGEST_LINE = 200


class Appointment(models.Model):
    """That a person is staff, in which role, from when to when."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="appointments")
    role = models.CharField(max_length=16, choices=ROLES)
    granted = models.DateTimeField()
    ended = models.DateTimeField(null=True)

    class Meta:
        """One standing role a person."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(ended__isnull=True), name="appointment_stands_once"
            ),
        ]

    def __str__(self) -> str:
        return f"appointment {self.pk}"


class Look(models.Model):
    """That somebody among staff opened a person's data: what, for which purpose, in which matter or request.

    A request is named by its row and not by its number: when it becomes nobody's, the look no longer says whose it was.
    """

    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="looks")
    what = models.CharField(max_length=16)
    purpose = models.CharField(max_length=16, choices=PURPOSES)
    ticket = models.CharField(max_length=LONGEST_TICKET, blank=True)
    request = models.ForeignKey("rights.Request", on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"look {self.pk}"


class Sender(models.Model):
    """Who asked without having an account, and how the answer reaches them; sealed as the request's own words are.

    ``home`` is the one through which they asked, for people who live there or visit.
    """

    public = models.CharField(max_length=22, unique=True, default=new_id, editable=False)
    request = models.OneToOneField("rights.Request", on_delete=models.CASCADE, related_name="sender")
    name = SealedText(subject="request.who", keeps="R31", blank=True)
    way = SealedText(subject="request.who", keeps="R31", blank=True)
    home = models.ForeignKey("homes.Installation", on_delete=models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return f"sender {self.pk}"


class Proposal(models.Model):
    """That somebody proposes to call a request abusive, with the evidence; another person agrees or does not.

    Source: decision D35; GDPR art. 12(5).
    """

    public = models.CharField(max_length=22, unique=True, default=new_id, editable=False)
    request = models.ForeignKey("rights.Request", on_delete=models.CASCADE, related_name="proposals")
    code = models.CharField(max_length=32)
    answer = SealedText(subject="request.who", keeps="R31", blank=True)
    evidence = SealedText(subject="request.who", keeps="R31", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    second = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    decided = models.DateTimeField(null=True)
    agreed = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"proposal {self.pk}"


class Breach(models.Model):
    """A breach: what happened to which tables, whom it touched, what was done. Source: GDPR art. 33(5)."""

    public = models.CharField(max_length=22, unique=True, default=new_id, editable=False)
    noticed = models.DateTimeField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    reach = models.CharField(max_length=8)
    tables = models.TextField()
    categories = models.TextField()
    people = models.PositiveIntegerField()
    loose = models.PositiveIntegerField(default=0)
    facts = models.CharField(max_length=LONGEST_WORDS)
    effects = models.CharField(max_length=LONGEST_WORDS)
    measures = models.CharField(max_length=LONGEST_WORDS)
    reported = models.DateTimeField(null=True)
    late = models.CharField(max_length=LONGEST_LINE, blank=True)
    told = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        """The newest first."""

        ordering: ClassVar[list[str]] = ["-noticed", "-pk"]

    def __str__(self) -> str:
        return f"breach {self.pk}"
