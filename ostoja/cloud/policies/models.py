"""The tables of promises."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Publication(models.Model):
    """A version of the policy that was published, with everything that it said.

    ``day`` is the one on which it takes effect, where the operator is.
    """

    hash = models.CharField(max_length=64, unique=True)
    body = models.BinaryField()
    adapters = models.TextField(blank=True)
    weight = models.PositiveSmallIntegerField()
    approver = models.CharField(max_length=150)
    published = models.DateTimeField()
    effective = models.DateTimeField(db_index=True)
    day = models.DateField()

    class Meta:
        """The order in which versions hold."""

        ordering: ClassVar[list[str]] = ["effective", "pk"]

    def __str__(self) -> str:
        return f"publication {self.pk}"


class Page(models.Model):
    """A document of a version, as it was drawn when it was published; a later program may draw it otherwise."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE)
    kind = models.CharField(max_length=16)
    language = models.CharField(max_length=2)
    form = models.CharField(max_length=4)
    content = models.BinaryField()

    class Meta:
        """One of each."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["publication", "kind", "language", "form"], name="page_drawn_once"),
        ]

    def __str__(self) -> str:
        return f"page {self.pk}"


class Told(models.Model):
    """That a person was told of a version."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    told = models.DateTimeField()

    class Meta:
        """Nobody is told twice."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["publication", "person"], name="told_once"),
        ]

    def __str__(self) -> str:
        return f"telling {self.pk}"
