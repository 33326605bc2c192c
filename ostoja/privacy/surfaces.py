"""Where something about people may stand besides tables: messages, forms, sessions, cache, letters, logs, numbers.

Source: decision D07; GDPR art. 5(2), 13(2)(e), 25.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ostoja.policy.policy import Policy
from ostoja.privacy.declare import Declaration, Personal, Table


class RequiredBy(StrEnum):
    """Why something has to be typed. Source: GDPR art. 13(2)(e)."""

    CONTRACT = "contract"
    LAW = "law"
    REQUEST = "request"


@dataclass(frozen=True)
class Input:
    """An input of a form: what it holds, the purpose of the policy that it serves, and why it must be typed."""

    said: Declaration
    purpose: str = ""
    required_by: RequiredBy | None = None


@dataclass(frozen=True)
class Form:
    """The inputs of a form."""

    name: str
    inputs: Mapping[str, Input]

    def problems(self, real: Mapping[str, bool], policy: Policy) -> list[str]:
        """Where this declaration and the real form disagree, a sentence each; real inputs say whether they must be."""
        table = Table(self.name, {name: one.said for name, one in self.inputs.items()})
        told = table.differences(set(real))
        for name in sorted(real.keys() & self.inputs.keys()):
            one = self.inputs[name]
            told += [f"{self.name}.{name} {wrong}" for wrong in problems_of(one, policy, is_required=real[name])]
        return told


def problems_of(one: Input, policy: Policy, *, is_required: bool) -> list[str]:
    """What is wrong with the declaration of one input."""
    told = []
    if isinstance(one.said, Personal) and one.purpose not in policy.purposes:
        told.append("serves no purpose of the policy")
    if is_required and one.required_by is None:
        told.append("must be typed, and nothing says why")
    if not is_required and one.required_by is not None:
        told.append("need not be typed, and its declaration says it must")
    return told


def differences(kind: str, declared: Iterable[Table], real: Mapping[str, Collection[str]]) -> list[str]:
    """Where declarations of a kind and what there really is disagree, a sentence each."""
    said = {table.name: table for table in declared}
    missing = [f"the {kind} {name} is not declared" for name in sorted(real.keys() - said.keys())]
    unreal = [f"the {kind} {name} is declared but does not exist" for name in sorted(said.keys() - real.keys())]
    both = sorted(real.keys() & said.keys())
    return missing + unreal + [sentence for name in both for sentence in said[name].differences(set(real[name]))]
