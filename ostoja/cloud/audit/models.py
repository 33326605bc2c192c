"""The tables of evidence."""

from typing import ClassVar

from django.db import models

HASH_BYTES = 32
SALT_BYTES = 16


class Chain(models.Model):
    """A chain's end: the number and hash of its last link."""

    name = models.CharField(max_length=32, unique=True)
    length = models.PositiveBigIntegerField(default=0)
    head = models.BinaryField(max_length=HASH_BYTES)

    def __str__(self) -> str:
        return f"chain {self.name}"


class Link(models.Model):
    """An entry of a chain. Salt and body go together, when a body is destroyed before its segment is dropped."""

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="links")
    index = models.PositiveBigIntegerField()
    at = models.DateTimeField(db_index=True)
    commitment = models.BinaryField(max_length=HASH_BYTES)
    hash = models.BinaryField(max_length=HASH_BYTES)
    salt = models.BinaryField(max_length=SALT_BYTES, null=True)
    body = models.BinaryField(null=True)

    class Meta:
        """A place in a chain is taken once."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["chain", "index"], name="link_is_single"),
        ]

    def __str__(self) -> str:
        return f"link {self.pk}"


class Dropped(models.Model):
    """A segment that its retention ended: from which hash the rest goes on, signed so that nobody can invent one."""

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="dropped")
    first = models.PositiveBigIntegerField()
    last = models.PositiveBigIntegerField()
    head = models.BinaryField(max_length=HASH_BYTES)
    at = models.DateTimeField()
    rule = models.CharField(max_length=8)
    signature = models.TextField()

    def __str__(self) -> str:
        return f"dropped segment {self.pk}"
