"""From the files of a policy to the policy, or to every problem that they have.

A file has the name of its kind; in it stands a table for each entry, under the entry's id.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

import msgspec

from ostoja.policy.entries import Entry
from ostoja.policy.errors import PolicyProblemsError, Problem
from ostoja.policy.policy import KINDS, SINGLES, Policy

Kind = TypeVar("Kind", bound=Entry)

FILES = {f"{kind}.toml": kind for kind in (*SINGLES, *KINDS)}
# Ids become addresses within a page and names within linked data.
ID = re.compile(r"[A-Za-z0-9._-]+")
# msgspec ends a message with the place of the fault: "Expected `str`, got `int` - at `$.label.pl`".
PLACE = re.compile(r"(?P<reason>.*?)(?: - at `\$(?P<path>[^`]*)`)?", re.DOTALL)
LINE = re.compile(r" \((?:at line (?P<line>\d+), column \d+|at end of document)\)$")
BEGINS = re.compile(r'\[+\s*"?(?P<head>[^"\]]+?)"?\s*\]|(?P<field>[\w-]+)\s*=')


def read(files: Mapping[str, bytes]) -> Policy:
    """The policy that these files say, by name and content.

    Shapes: every kind has a file named after it, ``purposes.toml``; a kind without entries may have none.
    Raises: PolicyProblemsError with every problem, not only the first.
    """
    problems = [Problem(name, "", "no kind of entry has this name") for name in files.keys() - FILES.keys()]
    problems += [Problem(f"{kind}.toml", "", "the file is missing") for kind in SINGLES if f"{kind}.toml" not in files]
    found: dict[str, Any] = {}
    for name in FILES.keys() & files.keys():
        kind = FILES[name]
        try:
            if kind in SINGLES:
                found[kind] = single(name, files[name], SINGLES[kind])
            else:
                found[kind] = entries_in(name, files[name], KINDS[kind])
        except PolicyProblemsError as wrong:
            problems.extend(wrong.problems)
    if problems:
        raise PolicyProblemsError(problems)
    return Policy(**{kind: found.get(kind, {}) for kind in (*SINGLES, *KINDS)})


def single(name: str, content: bytes, kind: type[Kind]) -> Kind:
    """The one entry of a file.

    Raises: PolicyProblemsError.
    """
    found, problems = entry(name, "", parse(name, content), kind)
    if found is None or problems:
        raise PolicyProblemsError([with_line(problem, content) for problem in problems])
    return found


def entries_in(name: str, content: bytes, kind: type[Kind]) -> dict[str, Kind]:
    """The entries of a file under their ids.

    Raises: PolicyProblemsError with every problem of the file.
    """
    read_well: dict[str, Kind] = {}
    problems: list[Problem] = []
    for key, raw in parse(name, content).items():
        if not ID.fullmatch(key):
            problems.append(Problem(name, key, "an id has only letters, digits, dots, dashes and underscores"))
        found, wrong = entry(name, key, raw, kind)
        problems.extend(wrong)
        if found is not None:
            read_well[key] = found
    if problems:
        raise PolicyProblemsError([with_line(problem, content) for problem in problems])
    return read_well


def parse(name: str, content: bytes) -> dict[str, Any]:
    """The tables of a TOML file.

    Raises: PolicyProblemsError with the line, when it is not TOML, not UTF-8, or says a key twice.
    """
    try:
        return tomllib.loads(content.decode())
    except UnicodeDecodeError as wrong:
        problem = Problem(name, "", f"not UTF-8 at byte {wrong.start}")
    except tomllib.TOMLDecodeError as wrong:
        at = LINE.search(str(wrong))
        line = int(at["line"]) if at and at["line"] else content.count(b"\n") + 1
        problem = Problem(name, "", LINE.sub("", str(wrong)), line)
    except (RecursionError, ValueError):
        # The parser's own limits: tables within tables without end, numbers of thousands of digits.
        problem = Problem(name, "", "is nested too deeply or has too long a number")
    raise PolicyProblemsError([problem])


def entry(name: str, key: str, raw: object, kind: type[Kind]) -> tuple[Kind | None, list[Problem]]:
    """One entry of a kind, and what is wrong with it."""
    try:
        return msgspec.convert(raw, kind), list(blank_texts(name, key, raw))
    except msgspec.ValidationError as wrong:
        parts = PLACE.fullmatch(str(wrong))
        assert parts is not None  # noqa: S101 - the pattern takes any words
        place = f"{key}{parts['path'] or ''}".lstrip(".")
        return None, [Problem(name, place, reason(parts["reason"], raw))]


def reason(said: str, raw: object) -> str:
    """Why an entry is refused, with what is most likely meant when an id with a dot stands without quotes."""
    if "unknown field" in said and isinstance(raw, dict) and all(isinstance(value, dict) for value in raw.values()):
        return f'{said}; an id with a dot stands in quotes: ["id.email"]'
    return said


def blank_texts(name: str, key: str, raw: object) -> Iterator[Problem]:
    """Words that are there only by name."""
    if isinstance(raw, dict):
        for inner, value in raw.items():
            yield from blank_texts(name, f"{key}.{inner}" if key else inner, value)
    elif isinstance(raw, list):
        for number, value in enumerate(raw):
            yield from blank_texts(name, f"{key}[{number}]", value)
    elif isinstance(raw, str) and not raw.strip():
        yield Problem(name, key, "is empty")


def with_line(problem: Problem, content: bytes) -> Problem:
    """The problem with the line of its field, or else of its entry, or else of neither."""
    head, nearest, line = "", "", None
    for number, text in enumerate(content.decode().split("\n"), 1):
        begins = BEGINS.match(text)
        if begins is None:
            continue
        head = begins["head"] or head
        here = head if begins["field"] is None else f"{head}.{begins['field']}".lstrip(".")
        if len(here) > len(nearest) and (problem.key == here or problem.key.startswith((f"{here}.", f"{here}["))):
            nearest, line = here, number
    return Problem(problem.file, problem.key, problem.reason, line)
