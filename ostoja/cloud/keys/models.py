"""The table of data keys, in a database of its own."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now


class DataKey(models.Model):
    """The key to what one subject's rows of one retention class say.

    ``subject`` is a keyed hash, ``keeps`` the policy's rule, ``wrapped`` the key under the office's own, a file.
    ``taken`` is when it was last taken up to seal something, to the half hour.
    """

    subject = models.CharField(max_length=64)
    keeps = models.CharField(max_length=8)
    wrapped = models.BinaryField()
    taken = models.DateTimeField(db_default=Now())

    class Meta:
        """A subject has one key of a class."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["subject", "keeps"], name="data_key_is_single"),
        ]

    def __str__(self) -> str:
        return f"data key {self.pk}"
