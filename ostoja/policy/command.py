"""The command ``ostoja policy``: everything about a policy that needs no database."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from ostoja.policy.adapters import adapters_of
from ostoja.policy.changes.changes import Change, changes_between, weight_of
from ostoja.policy.changes.classes import Class
from ostoja.policy.errors import PolicyError, PolicyProblemsError, Problem
from ostoja.policy.explain import explain
from ostoja.policy.lint.lint import overdue_of
from ostoja.policy.policy import Policy
from ostoja.policy.proofs import proofs, proved
from ostoja.policy.render.outputs import FORMATS, KINDS, output
from ostoja.policy.render.scope import Scope
from ostoja.policy.shelf import SHIPPED, operators, shipped, shipped_files
from ostoja.policy.text import Language

FOLDER = click.Path(path_type=Path, file_okay=False)
# The library itself exits with 1 when something cannot be read and with 2 when the words are wrong.
NOTHING_WRONG, WRONG, OVERDUE, CLASSES = 0, 1, 3, 10
LONGEST_VALUE = 70


@click.group()
def policy() -> None:
    """The privacy policy: its source, its checks and everything drawn from it."""


def home_of_policy(var: Path) -> Path:
    """Where an operator's policy lies."""
    return var.absolute() / "policy"


var_option = click.option(
    "--var", type=FOLDER, default=Path("var"), envvar="OSTOJA_VAR", show_envvar=True, help="The operator's folder."
)
source_argument = click.argument("source", required=False, metavar="[DIR|SET]")
language_option = click.option(
    "--language", type=click.Choice([language.value for language in Language]), default=Language.EN.value
)


@dataclass(frozen=True)
class Wish:
    """What somebody wants drawn, and where to."""

    var: Path
    source: str | None
    form: str
    language: str
    adapters: tuple[str, ...]
    all_adapters: bool
    out: Path | None


def drawing(command: Callable[..., None]) -> Callable[..., None]:
    """The options of every command that draws."""
    options = (
        var_option,
        source_argument,
        click.option("--format", "form", type=click.Choice(FORMATS), default="text"),
        language_option,
        click.option("--adapter", "adapters", multiple=True, metavar="NAME", help="An adapter that is on; repeatable."),
        click.option("--all-adapters", is_flag=True, help="Draw it with every adapter on."),
        click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="A file, not the screen."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@policy.command()
@var_option
@click.option("--set", "name", type=click.Choice(SHIPPED), default="default", help="Which policy to begin with.")
def init(var: Path, name: str) -> None:
    """Lay a copy of a shipped policy into the operator's folder, to be edited there."""
    folder = home_of_policy(var)
    if folder.is_dir() and any(folder.iterdir()):
        raise click.ClickException(f"{folder} is not empty; nothing was written.")
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for file, content in sorted(shipped_files(name).items()):
            (folder / file).write_bytes(content)
    click.echo(f"{folder}\nNow say who you are in controller.toml, then: ostoja policy check")


@policy.command()
@var_option
def path(var: Path) -> None:
    """Say where the operator's policy lies."""
    click.echo(str(home_of_policy(var)))


@policy.command()
@var_option
@source_argument
@click.pass_context
def check(context: click.Context, var: Path, source: str | None) -> None:
    """Look for everything that is wrong. Exit 0: sound; 1: it cannot be kept; 3: only reviews are overdue."""
    try:
        found = found_policy(var, source)
    except PolicyProblemsError as wrong:
        tell(wrong.problems)
        context.exit(WRONG)
    late = overdue_of(found, dt.datetime.now(dt.UTC).date())
    tell(late)
    if found.controller.example:
        click.echo("controller.toml: this is still the example company", err=True)
    about = found.about
    click.echo(f"{about.document} {about.version}: sound, in force from {about.effective}, {found.hash()}")
    context.exit(OVERDUE if late else NOTHING_WRONG)


@policy.command()
@click.option("--kind", type=click.Choice(KINDS), default="notice")
@drawing
def render(kind: str, **wish: Any) -> None:
    """Draw a document from the policy."""
    draw(kind, Wish(**wish))


@policy.command()
@drawing
def record(**wish: Any) -> None:
    """The records of processing activities, art. 30(1) and (2)."""
    draw("record", Wish(**wish))


@policy.command()
@drawing
def cookies(**wish: Any) -> None:
    """The table of cookies."""
    draw("cookies", Wish(**wish))


@policy.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--exit-code", is_flag=True, help="Exit with the class: 10 editorial … 13 consent-breaking.")
@click.pass_context
def diff(context: click.Context, old: str, new: str, exit_code: bool) -> None:  # noqa: FBT001 - click's flag
    """What changed between two policies, and how much each change matters to people."""
    changes = changes_between(load(Path(), old), load(Path(), new))
    for change in sorted(changes, key=lambda one: -one.weight):
        click.echo(line_of(change))
    weight = weight_of(changes)
    click.echo(f"{len(changes)} changes; the version is {name_of(weight)}")
    context.exit(CLASSES + int(weight) if exit_code and changes else NOTHING_WRONG)


@policy.command(name="explain")
@click.argument("category")
@var_option
@source_argument
@language_option
def explain_command(category: str, var: Path, source: str | None, language: str) -> None:
    """Say everything that the policy says of one category of data."""
    found = load(var, source)
    if category not in found.categories:
        raise click.ClickException(f"{category!r} is none of: {', '.join(found.categories)}")
    click.echo("\n".join(explain(Scope.of(found, adapters_of(found), Language(language)), category)))


def load(var: Path, source: str | None) -> Policy:
    """The policy that is meant, or every problem on the screen."""
    try:
        return found_policy(var, source)
    except PolicyProblemsError as wrong:
        tell(wrong.problems)
        raise click.ClickException("The policy cannot be used.") from wrong


def found_policy(var: Path, source: str | None) -> Policy:
    """A shipped policy by its name, or the one in a folder; without either the operator's own, or else the default."""
    if source in SHIPPED:
        return shipped(source)
    folder = Path(source) if source else home_of_policy(var)
    return operators(folder) if source or folder.exists() else shipped("default")


def draw(kind: str, wish: Wish) -> None:
    """Draw a document and put it where it is wanted."""
    found = load(wish.var, wish.source)
    known = adapters_of(found)
    unknown = sorted(set(wish.adapters) - known)
    if unknown:
        raise click.ClickException(f"no entry waits for {', '.join(unknown)}; known: {', '.join(sorted(known))}")
    scope = Scope.of(found, known if wish.all_adapters else wish.adapters, Language(wish.language))
    try:
        content = output(scope, kind, wish.form, proved(found.claims, proofs()))
    except PolicyError as wrong:
        raise click.ClickException(str(wrong)) from wrong
    if wish.out is None:
        click.echo(content, nl=False)
    else:
        with writing(wish.out):
            wish.out.write_bytes(content)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Say in a sentence why something could not be written."""
    try:
        yield
    except OSError as wrong:
        raise click.ClickException(f"{wrong.filename or path} could not be written: {wrong.strerror}") from wrong


def tell(problems: Sequence[Problem]) -> None:
    """Every problem on a line of its own, on the error stream."""
    for problem in problems:
        click.echo(str(problem), err=True)


def name_of(weight: Class) -> str:
    """A class of change as it is written in commands."""
    return weight.name.lower().replace("_", "-")


def line_of(change: Change) -> str:
    """A change as a line: its class, where it is, and both values when they are short."""
    weight = name_of(change.weight)
    where = ".".join(filter(None, (change.kind, change.key, change.field)))
    if not change.field:
        return f"{weight:16} {where}: {'gone' if change.after is None else 'new'}"
    values = f"{change.before!r} -> {change.after!r}"
    return f"{weight:16} {where}" + (f": {values}" if len(values) <= LONGEST_VALUE else "")
