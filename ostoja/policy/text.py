"""Words of the policy in both languages."""

from enum import StrEnum

import msgspec


class Language(StrEnum):
    """The languages in which every word of the policy exists."""

    PL = "pl"
    EN = "en"


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The same words in Polish and in English."""

    pl: str
    en: str

    def in_(self, language: Language) -> str:
        """These words in one language."""
        return self.pl if language is Language.PL else self.en
