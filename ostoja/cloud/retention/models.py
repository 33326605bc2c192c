"""The tables of forgetting."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Hold(models.Model):
    """That a record, or one field of it, is kept beyond its last day, for a reason that somebody wrote down.

    ``row`` is the record's number as text, ``field`` empty for the whole record. Source: GDPR art. 17(3)(e), 18(1)(c).
    """

    table = models.CharField(max_length=64)
    row = models.CharField(max_length=64)
    field = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=200)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made = models.DateTimeField()
    review = models.DateField()
    released = models.DateTimeField(null=True)

    class Meta:
        """Found by what they hold."""

        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["table", "row"])]

    def __str__(self) -> str:
        return f"hold {self.pk}"


class Run(models.Model):
    """That forgetting ran, for which day and plan, and whether it came to its end."""

    day = models.DateField()
    plan = models.CharField(max_length=64)
    started = models.DateTimeField()
    finished = models.DateTimeField(null=True)
    rows = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"run {self.pk}"
