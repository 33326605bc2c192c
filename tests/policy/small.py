"""A small, complete and sound policy, and the same with one thing changed."""

from collections.abc import Mapping
from pathlib import Path

from ostoja.policy.adapters import adapters_of
from ostoja.policy.errors import PolicyProblemsError
from ostoja.policy.lint.lint import problems_of
from ostoja.policy.policy import Policy
from ostoja.policy.reader import read
from ostoja.policy.render.scope import Scope
from ostoja.policy.text import Language

FOLDER = Path(__file__).parent / "small"
FILES = {path.name: path.read_bytes() for path in sorted(FOLDER.glob("*.toml"))}
CLAIMS = frozenset({"no_decisions", "precise_not_stored", "weather_not_linked"})


def changed(name: str, old: str, new: str, files: Mapping[str, bytes] = FILES) -> dict[str, bytes]:
    """The files with the first of these words in one of them replaced."""
    text = files[name].decode()
    assert old in text, f"{old!r} is not in {name}"
    return {**files, name: text.replace(old, new, 1).encode()}


def small() -> Policy:
    """The policy itself."""
    return read(FILES)


def small_with(name: str, old: str, new: str) -> Policy:
    """The policy with one thing changed."""
    return read(changed(name, old, new))


def problems(name: str, old: str, new: str) -> list[str]:
    """What is wrong with the policy after one thing was changed, as the terminal shows it."""
    try:
        found = problems_of(small_with(name, old, new))
    except PolicyProblemsError as wrong:
        return [str(problem) for problem in wrong.problems]
    return [str(problem) for problem in found]


def scope(language: Language = Language.EN, policy: Policy | None = None, *on: str) -> Scope:
    """The policy to be drawn, with every adapter on unless some are named."""
    whole = policy if policy is not None else small()
    return Scope.of(whole, on or adapters_of(whole), language)
