"""The tables of homes: installations, members, gateways, codes, invitations, revocations."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from ostoja.cloud.homes.rules import LONGEST_NAME
from ostoja.protocol.ids import new_id
from ostoja.protocol.revocations import Subject
from ostoja.protocol.tickets import Role

PUBLIC_LENGTH = 22
KEY_LENGTH = 43
SIGNATURE_LENGTH = 86
HASH_LENGTH = 64
ROLES = [(role.value, role.value) for role in Role]
SUBJECTS = [(subject.value, subject.value) for subject in Subject]


class Installation(models.Model):
    """A home or building. Its rooms and devices are not known here."""

    public = models.CharField(max_length=PUBLIC_LENGTH, unique=True, default=new_id, editable=False)
    name = models.CharField(max_length=LONGEST_NAME)
    made = models.DateTimeField()

    def __str__(self) -> str:
        return f"installation {self.pk}"


class Membership(models.Model):
    """A person in an installation, with what they may do there."""

    public = models.CharField(max_length=PUBLIC_LENGTH, unique=True, default=new_id, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    installation = models.ForeignKey(Installation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=6, choices=ROLES)
    joined = models.DateTimeField()

    class Meta:
        """Constraints: once in each home, with a known role."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "installation"], name="membership_is_single"),
            models.CheckConstraint(condition=models.Q(role__in=[role.value for role in Role]), name="role_is_known"),
        ]

    def __str__(self) -> str:
        return f"membership {self.pk}"


class GatewayKey(models.Model):
    """The key with which an installation's gateway speaks."""

    key = models.CharField(max_length=KEY_LENGTH)
    installation = models.ForeignKey(Installation, on_delete=models.CASCADE, related_name="gateway_keys")
    claimed_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    claimed = models.DateTimeField()
    certified = models.DateTimeField(null=True)
    removed = models.DateTimeField(null=True)

    class Meta:
        """Constraints: a key speaks for one installation at a time."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["key"], condition=models.Q(removed__isnull=True), name="gateway_key_is_claimed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"gateway key {self.pk}"


class Offer(models.Model):
    """A gateway shows a claim code with this number, for ten minutes."""

    number_hash = models.CharField(max_length=HASH_LENGTH, unique=True)
    key = models.CharField(max_length=KEY_LENGTH, db_index=True)
    made = models.DateTimeField()
    expires = models.DateTimeField(db_index=True)
    used = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"offer {self.pk}"


class Attempt(models.Model):
    """Somebody tried a code; who it was stands here only as a keyed hash."""

    who_hash = models.CharField(max_length=HASH_LENGTH)
    tried = models.DateTimeField()

    class Meta:
        """Found by who tried, and forgotten by when."""

        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["who_hash", "tried"], name="attempt_by_who"),
            models.Index(fields=["tried"], name="attempt_by_time"),
        ]

    def __str__(self) -> str:
        return f"attempt {self.pk}"


class Invitation(models.Model):
    """Whoever brings this token becomes a member; it is void once the one who invites has left."""

    public = models.CharField(max_length=PUBLIC_LENGTH, unique=True, default=new_id, editable=False)
    token_hash = models.CharField(max_length=HASH_LENGTH, unique=True)
    installation = models.ForeignKey(Installation, on_delete=models.CASCADE, related_name="invitations")
    invited_by = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=6, choices=ROLES)
    made = models.DateTimeField()
    expires = models.DateTimeField(db_index=True)
    used = models.DateTimeField(null=True)

    class Meta:
        """Constraints: a known role."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]), name="invited_role_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class Revocation(models.Model):
    """Tickets taken back before they expire; kept for an hour longer than one of them could be good."""

    subject = models.CharField(max_length=12, choices=SUBJECTS)
    about = models.CharField(max_length=PUBLIC_LENGTH)
    not_before = models.BigIntegerField(db_index=True, db_comment="seconds since 1970")
    token = models.TextField()
    made = models.DateTimeField()

    class Meta:
        """Constraints: a known subject."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(subject__in=[subject.value for subject in Subject]), name="revoked_subject_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"revocation {self.pk}"


class Erasure(models.Model):
    """An order to a gateway to erase what it holds of a member; ``receipt`` is its signature once it did.

    It names home and member by their public ids alone: both may be gone before the gateway hears of it.
    """

    public = models.CharField(max_length=PUBLIC_LENGTH, unique=True, default=new_id, editable=False)
    key = models.CharField(max_length=KEY_LENGTH, db_index=True)
    installation = models.CharField(max_length=PUBLIC_LENGTH)
    member = models.CharField(max_length=PUBLIC_LENGTH)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="erasures")
    whole = models.BooleanField()
    made = models.DateTimeField()
    done = models.DateTimeField(null=True)
    receipt = models.CharField(max_length=SIGNATURE_LENGTH, blank=True)

    def __str__(self) -> str:
        return f"erasure {self.pk}"


class LastChosen(models.Model):
    """The installation that a person chose last."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="last_chosen")
    installation = models.ForeignKey(Installation, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"last chosen {self.pk}"
