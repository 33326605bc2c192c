"""Totals: how often a page was opened on a day, by those who agreed, taken together."""

from typing import ClassVar

from django.db import models


class Opened(models.Model):
    """How often one page was opened on one day of the operator's calendar."""

    day = models.DateField()
    page = models.CharField(max_length=100)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        """A page has one total a day."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["day", "page"], name="one_total_a_day_and_page")]

    def __str__(self) -> str:
        return f"total {self.pk}"
