"""What can be wrong with a policy.

PolicyError
├── PeriodError          a period that is none
└── PolicyProblemsError  a policy that cannot be kept, with every problem found
"""

from collections.abc import Sequence
from dataclasses import dataclass


class PolicyError(Exception):
    """Something in the policy cannot be read or kept."""


class PeriodError(PolicyError):
    """A period is not written as ISO 8601 asks, or mixes what cannot be mixed."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: in which file, at which key, and why."""

    file: str
    key: str
    reason: str
    line: int | None = None

    def __str__(self) -> str:
        """The problem as the terminal shows it, in the form that editors jump to."""
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{where}: {self.key}: {self.reason}" if self.key else f"{where}: {self.reason}"


class PolicyProblemsError(PolicyError):
    """The policy cannot be used; ``problems`` has everything that was found, in the order of files and keys."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.file, problem.key, problem.reason)))
        super().__init__("\n".join(map(str, self.problems)))
