"""The register of requests."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from ostoja.cloud.keys.fields import SealedText
from ostoja.cloud.rights.rules import Kind, State
from ostoja.protocol.ids import new_id

KINDS = [(kind.value, kind.value) for kind in Kind]
STATES = [(state.value, state.value) for state in State]
LONGEST_WORDS = 4_000
LONGEST_RECEIVER = 80


class Request(models.Model):
    """Something that a person asked for by right.

    ``received`` is the day on which it reached us, whenever it was written down; the law's month counts from it.
    What was asked and answered in words is sealed under a key of the one who asked.
    """

    public = models.CharField(max_length=22, unique=True, default=new_id, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="requests")
    who = models.CharField(max_length=64)
    kind = models.CharField(max_length=16, choices=KINDS)
    channel = models.CharField(max_length=8)
    words = SealedText(subject="who", keeps="R31", blank=True)
    received = models.DateField()
    state = models.CharField(max_length=16, choices=STATES)
    identity = models.CharField(max_length=16, blank=True)
    refusal = models.CharField(max_length=32, blank=True)
    answer = SealedText(subject="who", keeps="R31", blank=True)
    like = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    closed = models.DateTimeField(null=True)

    class Meta:
        """The oldest first."""

        ordering: ClassVar[list[str]] = ["received", "pk"]

    def __str__(self) -> str:
        return f"request {self.pk}"


class Step(models.Model):
    """A change of a request's state: when, to what, who did it, and when its person was told of it by letter."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(max_length=16, choices=STATES)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=LONGEST_WORDS, blank=True)
    told = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"step {self.pk}"


class Handover(models.Model):
    """A link by which another controller fetches a person's portable data, once. The link itself is kept nowhere."""

    public = models.CharField(max_length=22, unique=True, default=new_id, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="handovers")
    receiver = models.CharField(max_length=LONGEST_RECEIVER)
    token_hash = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField()
    until = models.DateTimeField()
    fetched = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"handover {self.pk}"
