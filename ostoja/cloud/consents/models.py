"""The ledger of choices, and who answers for a child."""

from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models

from ostoja.privacy.consent.choices import Kind
from ostoja.privacy.consent.decide import AgeBand
from ostoja.protocol.ids import new_id

KINDS = [(kind.value, kind.value) for kind in Kind]
AGES = [(age.value, age.value) for age in AgeBand]
# Whom a row names goes with the account; the pseudonym stays.
NAMED = frozenset({"person", "answered_by"})


class AppendOnlyError(TypeError):
    """Somebody tried to change what was written down for ever."""


class AppendOnly(models.QuerySet["Choice"]):
    """Rows that can be added and read. The policy's retention forgets whole rows, and says so by another word."""

    def update(self, **fields: object) -> int:
        """Take a name out of rows, as when an account is deleted; nothing else of them changes.

        Raises: AppendOnlyError for anything else.
        """
        if not fields or not fields.keys() <= NAMED or any(value is not None for value in fields.values()):
            raise AppendOnlyError("the ledger is only added to")
        return super().update(**fields)

    def bulk_create(self, objs: Any, *args: Any, **options: Any) -> list["Choice"]:
        """Add rows; one that is there already is not written over.

        Raises: AppendOnlyError where one would be.
        """
        if options.get("update_conflicts"):
            raise AppendOnlyError("the ledger is only added to")
        return super().bulk_create(objs, *args, **options)

    def delete(self) -> NoReturn:
        """Refuse.

        Raises: AppendOnlyError always.
        """
        raise AppendOnlyError("the ledger is only added to")

    def end(self, at: Any) -> int:
        """Write down when rows stopped to matter, unless it stands there; from then on their time runs."""
        return super(AppendOnly, self.filter(ended__isnull=True)).update(ended=at)

    def forget(self) -> tuple[int, dict[str, int]]:
        """Remove rows whose time by the policy is over."""
        return super().delete()


class Choice(models.Model):
    """One entry of the ledger: what a person, or a browser, decided about a purpose.

    ``who`` is a pseudonym; ``person`` goes with the account and the pseudonym stays as the proof. ``purpose`` is ``*``
    when it is about all of them, ``asked`` the digest of what was asked, ``policy`` the hash of the version that asked.
    ``ended`` is when it stopped to matter: at once for a no, and for a yes when another choice took its place.
    """

    public = models.CharField(max_length=22, unique=True, default=new_id, editable=False)
    who = models.CharField(max_length=64)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    by_guardian = models.BooleanField(default=False)
    purpose = models.CharField(max_length=64)
    kind = models.CharField(max_length=24, choices=KINDS)
    asked = models.CharField(max_length=64, blank=True)
    policy = models.CharField(max_length=64)
    language = models.CharField(max_length=2)
    method = models.CharField(max_length=24)
    against_signal = models.BooleanField(default=False)
    at = models.DateTimeField()
    ended = models.DateTimeField(null=True, db_index=True)

    objects = models.Manager.from_queryset(AppendOnly)()

    class Meta:
        """What the gate asks for, in one look; and no way around the ledger's manager."""

        base_manager_name = "objects"
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["who", "purpose"])]

    def __str__(self) -> str:
        return f"choice {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row; once.

        Raises: AppendOnlyError for one that is written already.
        """
        if not self._state.adding or self.pk:
            raise AppendOnlyError("the ledger is only added to")
        super().save(*args, **kwargs)

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        """Refuse.

        Raises: AppendOnlyError always.
        """
        raise AppendOnlyError("the ledger is only added to")


class Age(models.Model):
    """How old somebody says that they are, and who answers for them while they are a child.

    ``asked`` was named by the child and has not said yet whether they are the guardian.
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    band = models.CharField(max_length=8, choices=AGES)
    guardian = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    asked = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return f"age {self.pk}"
