"""Lists and tables that say so in a sentence when there is nothing to list."""

from collections.abc import Callable, Iterable, Iterator

from ostoja.policy.render.blocks import PART, Block, Bullets, Cell, Heading, Paragraph, Table
from ostoja.policy.render.scope import Scope

Row = tuple[Cell, ...]


def tabled(scope: Scope, caption: str, head: tuple[str, ...], rows: Iterable[Row]) -> Block:
    """A table, or a sentence when it would be empty."""
    found = tuple(rows)
    return Table(caption, head, found) if found else Paragraph(scope.phrase("no_entries"))


def bulleted(scope: Scope, items: Iterable[Cell]) -> Block:
    """A list, or a sentence when it would be empty."""
    found = tuple(items)
    return Bullets(found) if found else Paragraph(scope.phrase("no_entries"))


def by_group(
    scope: Scope, what: str, head: tuple[str, ...], rows_of: Callable[[str], Iterable[Row]]
) -> Iterator[Block]:
    """A table for each group of people that has rows, under what it is and of whom; ``what`` is a phrase."""
    tables = {key: tuple(rows_of(key)) for key in scope.policy.groups}
    for key, rows in tables.items():
        if rows:
            title = f"{scope.phrase(what)}: {scope.say(scope.policy.groups[key].label)}"
            yield Heading(PART, title, f"{what}-of-{key}")
            yield Table(title, head, rows)
    if not any(tables.values()):
        yield Paragraph(scope.phrase("no_entries"))
