"""What may leave: structures whose every field says which category of data it holds."""

from collections.abc import Mapping
from typing import ClassVar

import msgspec

from ostoja.policy.taxonomy import TAXONOMY

NOT_PERSONAL = ""


class UndeclaredFieldError(TypeError):
    """A payload has a field of which nobody said what it holds."""


class Payload(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What goes to a recipient. ``HOLDS`` names the category of each field, or nothing for one that is not personal."""

    HOLDS: ClassVar[Mapping[str, str]] = {}

    def categories(self) -> frozenset[str]:
        """The categories of the fields that are filled.

        Raises: UndeclaredFieldError.
        """
        for field in self.__struct_fields__:
            held = self.HOLDS.get(field)
            if held is None or (held != NOT_PERSONAL and held not in TAXONOMY):
                raise UndeclaredFieldError(f"{type(self).__name__}.{field}")
        return frozenset(
            self.HOLDS[field]
            for field in self.__struct_fields__
            if self.HOLDS[field] != NOT_PERSONAL and getattr(self, field) not in {None, ""}
        )

    def encoded(self) -> bytes:
        """The bytes that leave."""
        return msgspec.json.encode(self)
