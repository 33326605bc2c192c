"""Where policies lie: the two that ship, and the folder of an operator."""

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from ostoja.policy.errors import PolicyProblemsError, Problem
from ostoja.policy.lint.lint import problems_of
from ostoja.policy.policy import Policy
from ostoja.policy.reader import read

SHIPPED = ("default", "pol-003")
ENDING = ".toml"


def shipped_files(name: str) -> dict[str, bytes]:
    """The files of a policy that ships, by name.

    Raises: KeyError when none has this name.
    """
    if name not in SHIPPED:
        raise KeyError(name)
    folder = files("ostoja.policy").joinpath("sets", name)
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.name.endswith(ENDING)}


def shipped(name: str) -> Policy:
    """A policy that ships.

    Raises: KeyError when none has this name.
    """
    return sound(shipped_files(name))


def operators(folder: Path) -> Policy:
    """The policy in an operator's folder.

    Raises: PolicyProblemsError when it is not there, cannot be read, or cannot be kept.
    """
    return sound(files_in(folder))


def files_in(folder: Path) -> dict[str, bytes]:
    """The files of a folder that make a policy, by name.

    Raises: PolicyProblemsError when there are none.
    """
    try:
        found = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.name.endswith(ENDING)}
    except OSError as wrong:
        raise PolicyProblemsError([Problem(str(folder), "", wrong.strerror or str(wrong))]) from wrong
    if not found:
        raise PolicyProblemsError([Problem(str(folder), "", "no policy lies here; write one with: ostoja policy init")])
    return found


def sound(found: Mapping[str, bytes]) -> Policy:
    """The policy that files say, when it can be kept.

    Raises: PolicyProblemsError with everything that is wrong.
    """
    policy = read(found)
    problems = problems_of(policy)
    if problems:
        raise PolicyProblemsError(problems)
    return policy
