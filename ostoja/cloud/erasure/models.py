"""The tables of erasure: what became of somebody's data, and who was told."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from ostoja.cloud.erasure.rules import Change, Status
from ostoja.protocol.ids import new_id

STATUSES = [(status.value, status.value) for status in Status]
CHANGES = [(change.value, change.value) for change in Change]


class Report(models.Model):
    """That somebody's account was closed, for the person: what went, what stays, for which reason and how long."""

    public = models.CharField(max_length=22, unique=True, default=new_id, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    number = models.PositiveBigIntegerField(unique=True, db_comment="the entry's number in the ledger")
    made = models.DateTimeField()
    sent = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"report {self.pk}"


class Line(models.Model):
    """What became of one category."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="lines")
    category = models.CharField(max_length=64)
    status = models.CharField(max_length=8, choices=STATUSES)
    rules = models.CharField(max_length=200, blank=True)
    until = models.DateField(null=True)

    class Meta:
        """A category has one line."""

        ordering: ClassVar[list[str]] = ["category"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["report", "category"], name="line_is_single"),
        ]

    def __str__(self) -> str:
        return f"line {self.pk}"


class Telling(models.Model):
    """That a recipient has to hear of a change, and what came of it.

    ``told`` is when it took the message, ``answered`` when it said that it has done its part.
    """

    public = models.CharField(max_length=22, unique=True, default=new_id, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    recipient = models.CharField(max_length=64)
    purpose = models.CharField(max_length=64)
    change = models.CharField(max_length=16, choices=CHANGES)
    made = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    next = models.DateTimeField(null=True, db_index=True)
    told = models.DateTimeField(null=True)
    answered = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"telling {self.pk}"
