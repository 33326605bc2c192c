"""What each field of a table holds about a person, or why it holds nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ostoja.policy.taxonomy import TAXONOMY


class DeclarationError(ValueError):
    """A declaration names what the policy does not know, or gives no reason."""


class Subject(StrEnum):
    """Whom a field speaks of."""

    PERSON = "person"
    STAFF = "staff"


@dataclass(frozen=True)
class Personal:
    """A field that holds something about a person."""

    category: str
    subject: Subject

    def __post_init__(self) -> None:
        if self.category not in TAXONOMY:
            raise DeclarationError(f"{self.category!r} is not a category of the policy")


@dataclass(frozen=True)
class NotPersonal:
    """A field that holds nothing about a person, and why that is so."""

    reason: str

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise DeclarationError("a field that is not personal needs a reason")


Declaration = Personal | NotPersonal


def is_personal(declaration: Declaration) -> bool:
    """Whether a field holds something about a person."""
    return isinstance(declaration, Personal)


@dataclass(frozen=True)
class Table:
    """The declarations of one table, a field each; ``of`` are the ways from a row to the people whose it is.

    ``ends`` says how its rows end where neither a rule of their own nor a row on which they hang ends them.
    """

    name: str
    fields: Mapping[str, Declaration]
    of: tuple[str, ...] = ()
    ends: str = ""

    def differences(self, real: set[str]) -> list[str]:
        """Where these declarations and the real fields disagree, a sentence each."""
        undeclared = [f"{self.name}.{field} is not declared" for field in sorted(real - self.fields.keys())]
        unreal = [f"{self.name}.{field} is declared but does not exist" for field in sorted(self.fields.keys() - real)]
        return undeclared + unreal


def personal(category: str, subject: Subject = Subject.PERSON) -> Personal:
    """A field that holds this category about this subject.

    Raises: DeclarationError when the policy has no such category.
    """
    return Personal(category, subject)


def not_personal(reason: str) -> NotPersonal:
    """A field that holds nothing about a person.

    Raises: DeclarationError when the reason is empty.
    """
    return NotPersonal(reason)
