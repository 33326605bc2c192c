"""The register of disclosures."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from ostoja.protocol.ids import new_id


class Disclosure(models.Model):
    """That data went to a recipient: what kind, for what, under which safeguards; never the data themselves.

    ``state`` is ``written`` before the bytes leave and ``sent`` or ``failed`` afterwards. ``erased`` is when nobody was
    left here whom it concerned: then nobody can ask who received their data any more.
    """

    public = models.CharField(max_length=22, unique=True, default=new_id, editable=False)
    recipient = models.CharField(max_length=64)
    purpose = models.CharField(max_length=64)
    categories = models.TextField()
    country = models.CharField(max_length=2, blank=True)
    mechanism = models.CharField(max_length=40, blank=True)
    policy = models.CharField(max_length=64)
    count = models.PositiveIntegerField(default=1)
    commitment = models.CharField(max_length=64)
    state = models.CharField(max_length=8)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    note = models.CharField(max_length=200, blank=True)
    erased = models.DateTimeField(null=True, db_index=True)

    def __str__(self) -> str:
        return f"disclosure {self.pk}"


class Concerned(models.Model):
    """A person about whom something was disclosed."""

    disclosure = models.ForeignKey(Disclosure, on_delete=models.CASCADE, related_name="concerned")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="disclosures")
    told = models.DateTimeField(null=True)
    answered = models.DateTimeField(null=True)

    class Meta:
        """A person is concerned once."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["disclosure", "person"], name="concerned_once"),
        ]

    def __str__(self) -> str:
        return f"concerned {self.pk}"
