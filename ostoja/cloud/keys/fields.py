"""A text that is sealed in the database, under a key of its subject and retention class."""

import logging
from typing import Any

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from ostoja.cloud.keys.flows import key_for
from ostoja.cloud.keys.queries import key_of
from ostoja.cloud.keys.sealing import Place, SealError, seal, unseal

log = logging.getLogger(__name__)


class UnsealedError(TypeError):
    """Somebody tried to write a text past its seal, or to look for one by what it says."""


class Ciphertext(str):
    """What stands in the database."""

    __slots__ = ()


class Gone(str):
    """The answer where a text cannot be read any more: empty, and it says why."""

    __slots__ = ("sealed", "why")
    why: str
    sealed: str


ERASED, DAMAGED = "erased", "damaged"


def gone(why: str, sealed: str) -> Gone:
    """The answer of a text whose key was destroyed, or which does not open."""
    made = Gone()
    made.why, made.sealed = why, sealed
    return made


class Opening(DeferredAttribute):
    """Opens the text when somebody reads it, and not before."""

    field: "SealedText"

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        """The text, or the answer that it is gone."""
        value = super().__get__(instance, cls)
        return self.field.opened(instance, value) if isinstance(value, Ciphertext) else value

    def __set__(self, instance: Any, value: Any) -> None:
        """Keep what is to be written."""
        instance.__dict__[self.field.attname] = value


class SealedText(models.TextField):  # type: ignore[type-arg]  # at run time the class takes no types
    """A text under the key of ``subject`` (an attribute, dotted) and ``keeps`` (a rule), bound to the row's ``public``.

    It can be read and saved like any other. It cannot be searched, nor written by ``update``, except to nothing.
    """

    descriptor_class = Opening

    def __init__(self, *args: Any, subject: str = "", keeps: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.subject, self.keeps = subject, keeps

    def deconstruct(self) -> Any:
        """To the database it is a text like others."""
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.TextField", args, options

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        """What stands there, marked as sealed."""
        return Ciphertext(value) if value else value

    def get_prep_value(self, value: Any) -> Any:
        """What goes to the database: sealed already, or nothing.

        Raises: UnsealedError.
        """
        if value in {None, ""} or isinstance(value, Ciphertext):
            return value
        raise UnsealedError(self.name)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: ARG002, FBT001 - Django's signature
        """The text, sealed; one that was not touched, or is gone, as it stands."""
        value = model_instance.__dict__.get(self.attname)
        if isinstance(value, Gone):
            return Ciphertext(value.sealed)
        if not value or isinstance(value, Ciphertext):
            return value
        return Ciphertext(seal(key_for(self.handle(model_instance), self.keeps), value, self.place(model_instance)))

    def opened(self, row: models.Model, sealed: Ciphertext) -> str:
        """What a row says here."""
        try:
            key = key_of(self.handle(row), self.keeps)
            return gone(ERASED, sealed) if key is None else unseal(key, sealed, self.place(row))
        except SealError:
            log.exception("a sealed text of %s does not open", row._meta.label)  # noqa: SLF001 - Django's documented interface
            return gone(DAMAGED, sealed)

    def handle(self, row: models.Model) -> str:
        """Whose key it is."""
        found: Any = row
        for step in self.subject.split("."):
            found = getattr(found, step)
        return str(found)

    def place(self, row: Any) -> Place:
        """Where it stands."""
        return Place(row._meta.label, self.attname, row.public, self.handle(row))  # noqa: SLF001 - Django's documented interface
