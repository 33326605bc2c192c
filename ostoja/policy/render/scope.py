"""What a rendering works from: the policy as it is with its adapters, and the language."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from msgspec.structs import replace

from ostoja.policy.adapters import with_adapters
from ostoja.policy.durations import SESSION, in_words
from ostoja.policy.filling import fill, values_of
from ostoja.policy.periods import PER_ENTRY, UNTIL_CLOSED, Period
from ostoja.policy.policy import Policy
from ostoja.policy.render.phrases import phrase
from ostoja.policy.taxonomy import TAXONOMY
from ostoja.policy.text import Language, Text


@dataclass(frozen=True)
class Scope:
    """A policy with its adapters, in one language; with a group only what concerns its people."""

    whole: Policy
    adapters: frozenset[str]
    language: Language
    group: str | None = None

    @classmethod
    def of(cls, policy: Policy, adapters: Iterable[str], language: Language) -> "Scope":
        """The scope of a policy with these adapters on."""
        return cls(policy, frozenset(adapters), language)

    @cached_property
    def policy(self) -> Policy:
        """What of the policy is true with the adapters that are on, for those of whom it speaks here."""
        groups = self.whole.groups
        people = groups if self.group is None else {self.group: groups[self.group]}
        return with_adapters(replace(self.whole, groups=people), self.adapters)

    def hash(self) -> str:
        """The name of what is promised to everybody, whoever reads."""
        return with_adapters(self.whole, self.adapters).hash()

    @cached_property
    def values(self) -> dict[str, str]:
        """What stands at the places that texts leave open."""
        return values_of(self.whole, self.language)

    def say(self, text: Text | None) -> str:
        """A text in this language with its places filled; nothing for no text."""
        return "" if text is None else fill(text, self.values, self.language)

    def phrase(self, key: str) -> str:
        """A word that every document has."""
        return phrase(key, self.language)

    def data(self, categories: Iterable[str]) -> str:
        """Categories by their labels."""
        return ", ".join(self.say(TAXONOMY[key].label) for key in categories)

    def data_of(self, group: str, categories: Iterable[str]) -> str:
        """Those of the categories that there are of a group, by their labels."""
        return self.data(key for key in categories if group in self.policy.categories[key].groups)

    def recipients(self, keys: Iterable[str]) -> str:
        """Recipients by their labels."""
        return ", ".join(self.say(self.policy.recipients[key].label) for key in keys)

    def period(self, written: str) -> str:
        """A period, an age or one of the two words that stand for one, in words."""
        if written == UNTIL_CLOSED:
            return SESSION[self.language]
        return self.phrase(PER_ENTRY) if written == PER_ENTRY else in_words(Period.parse(written), self.language)
